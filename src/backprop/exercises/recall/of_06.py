"""Recall of notebook 06, which loss: the cross-entropy, two deltas, a saturated unit, what is minimised."""

import math

from backprop.exercises.recall import ask, one_of, signed, written


def cross_entropy(rng):
    """The cross-entropy of one example."""
    a, y = one_of(rng, (0.1, 0.2, 0.3, 0.7, 0.8, 0.9)), one_of(rng, (0, 1))
    p = a if y else 1 - a
    return ask(
        rng,
        f"A sigmoid output is {written(a)} and the target is {y}. What is the cross-entropy of this example? (ln is "
        "the natural logarithm.)",
        (f"−ln {written(p)} = {written(-math.log(p))}", "It is minus the logarithm of the probability of the target."),
        (
            f"−ln {written(1 - p)} = {written(-math.log(1 - p))}",
            "This takes the probability of the other answer. The output is the probability of a 1, and "
            "1 minus the output is that of a 0.",
        ),
        (f"{written(1 - p)}² = {written((1 - p) ** 2)}", "That is the squared error of this example."),
        (
            f"{written(max(a, y))} − {written(min(a, y))} = {written(1 - p)}",
            "That is the size of output minus target: the size of the delta, and not the cross-entropy itself.",
        ),
    )


def two_deltas(rng):
    """∂J/∂z of one example for one of the two losses."""
    a, y, squared = one_of(rng, (0.8, 0.9, 0.95)), one_of(rng, (0, 1)), one_of(rng, (True, False))
    of_squared = 2 * (a - y) * a * (1 - a)
    name = "the squared error (a − y)²" if squared else "the cross-entropy"
    text = f"One sigmoid output is a = {written(a)}, and its target is {y}. What is ∂J/∂z if the loss J is {name}?"
    if squared:
        return ask(
            rng,
            text,
            (signed(of_squared), "The chain rule gives 2(a − y) times the slope of the sigmoid, a(1 − a)."),
            (signed(a - y), "That is the delta of the cross-entropy, in which the sigmoid's slope has cancelled."),
            (signed(2 * (a - y)), "That is ∂J/∂a. To get to z, multiply by the slope of the sigmoid, a(1 − a)."),
            (signed(a * (1 - a)), "That is the slope of the sigmoid, ∂a/∂z. The factor ∂J/∂a is missing."),
        )
    return ask(
        rng,
        text,
        (signed(a - y), "The slope of the sigmoid cancels, and output minus target is left."),
        (
            signed(of_squared),
            "That is the delta of the squared error. The delta of the cross-entropy has no factor a(1 − a).",
        ),
        (signed((a - y) * a * (1 - a)), "For the cross-entropy the slope of the sigmoid a(1 − a) cancels."),
        (signed((a - y) / (a * (1 - a))), "That is ∂J/∂a. To get to z, multiply by a(1 − a): the denominator cancels."),
    )


def saturated(rng):
    """The loss that moves a unit which is saturated on the wrong side."""
    y, nines = one_of(rng, (0, 1)), one_of(rng, (3, 4, 5))
    a = f"0.{'9' * nines}" if y == 0 else f"0.{'0' * nines}1"
    return ask(
        rng,
        f"An output unit with a sigmoid is saturated and wrong: it outputs {a}, but the target is {y}. With which loss "
        "does gradient descent correct this output quickly?",
        (
            "The cross-entropy",
            "Its delta is output minus target, nearly 1 in size here. The factor a(1 − a), which is almost 0 for a "
            "saturated unit, has cancelled.",
        ),
        (
            "The mean squared error",
            "Its delta contains the factor a(1 − a), which is almost 0 for a saturated unit. So the unit hardly moves, "
            "although its error is as large as it can be.",
        ),
        ("Both, because the error is the same", "The error is the same, but only one delta has the factor a(1 − a)."),
        (
            "Neither, because the sigmoid is flat there",
            "The sigmoid is flat there, but the cross-entropy is very steep, so the product of the two slopes is not "
            "small.",
        ),
    )


DELTAS = {
    "dz2 = (a2 - y) / n": "The cross-entropy",
    "dz2 = 2 * (a2 - y) * a2 * (1 - a2) / n": "The mean squared error",
}
PRINTED = ("np.mean((a2 - y) ** 2)", "-np.mean(y * np.log(a2) + (1 - y) * np.log(1 - a2))")


def minimised(rng):
    """The loss that a program minimises, whatever it prints."""
    line, printed = one_of(rng, list(DELTAS)), one_of(rng, PRINTED)
    right = DELTAS[line]
    wrong = next(name for name in DELTAS.values() if name != right)
    why = "That is the delta of the cross-entropy: the slope of the sigmoid has cancelled."
    if right == "The mean squared error":
        why = "The factor a2 * (1 - a2) is the slope of the sigmoid, which remains in the delta of the squared error."
    return ask(
        rng,
        f"A network with a sigmoid output prints {printed} and computes {line}. Which loss does its gradient descent "
        "minimise?",
        (right, f"{why} What is printed changes nothing in the steps."),
        (wrong, "The steps follow dz2 alone. Compare it with the deltas of the two losses."),
        ("Both at once", "The steps follow one gradient. The other loss may fall as well, but it is not minimised."),
    )


QUESTIONS = (cross_entropy, two_deltas, saturated, minimised)
