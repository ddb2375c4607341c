"""Recall of notebook 03, backwards through one example: products along a path, sums where paths meet, σ′ at z."""

import math

from backprop.exercises.recall import ask, one_of, signed, written


def along_a_path(rng):
    """The gradient of a value that reaches the loss by one path."""
    slopes = [one_of(rng, (4.0, 6.0)), one_of(rng, (-1.5, -0.5)), one_of(rng, (3.0, 5.0))]
    slopes = rng.permutation(slopes).tolist()
    product = math.prod(slopes)
    return ask(
        rng,
        "One path of three arrows leads from a weight to the loss. The local derivatives along it are "
        f"{', '.join(map(signed, slopes))}. What is the derivative of the loss with respect to the weight?",
        (signed(product), "Along a path we multiply the local derivatives. This is the chain rule."),
        (signed(sum(slopes)), "We add only where several paths meet. Along one path we multiply them."),
        (signed(-product), "One factor is negative, so the product is negative too."),
        (signed(slopes[-1]), "That is the local derivative of the last arrow alone. Multiply all of them."),
    )


def where_paths_meet(rng):
    """The gradient of a value that reaches the loss by two paths."""
    p, q = one_of(rng, (0.4, 0.6, 0.8)), one_of(rng, (-0.3, -0.1))
    first, last = (p, q) if one_of(rng, (True, False)) else (q, p)
    return ask(
        rng,
        f"The activation of a hidden unit reaches the loss through two outputs. The path through the first output "
        f"contributes {signed(first)}, the path through the second {signed(last)}. What is the derivative of the loss "
        "with respect to the activation?",
        (signed(p + q), "A small change of the activation reaches the loss by both paths, so the two shares add."),
        (signed(p * q), "We multiply along one path. Where two paths meet, we add their shares."),
        (signed(last), "That is the last share alone. Code that writes = where += is needed keeps only this one."),
        (signed((p + q) / 2), "That is the mean of the two shares. Both changes arrive in full, so they add."),
    )


def slope_of_sigmoid(rng):
    """σ′(z) of a unit whose z and a are known."""
    a = one_of(rng, (0.1, 0.2, 0.3, 0.7, 0.8, 0.9))
    z = round(math.log(a / (1 - a)), 2)
    again = 1 / (1 + math.exp(-a))
    return ask(
        rng,
        f"A sigmoid unit has z = {written(z)} and a = σ(z) = {written(a)}. What is the slope σ′(z)?",
        (written(a * (1 - a)), "σ′(z) = a(1 − a): the slope is taken at z, but it can be written with a alone."),
        (written(z * (1 - z)), "This is z(1 − z). The short form of the slope is written with a, the unit's output."),
        (
            written(again * (1 - again)),
            "This is the slope at a: it sends a through the sigmoid a second time. The slope is wanted at z.",
        ),
        (written(a), "That is the value of the sigmoid at z. Its slope says how steep the curve is there."),
    )


QUESTIONS = (along_a_path, where_paths_meet, slope_of_sigmoid)
