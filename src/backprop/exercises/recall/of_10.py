"""Recall of notebook 10, automatic differentiation: the rule of a product, +=, gradients that add up, one walk back."""

from backprop.exercises.recall import ask, one_of, signed, written


def product_rule(rng):
    """The gradient of one factor of a product."""
    u, v, dp = one_of(rng, (2.0, 3.0, 4.0)), one_of(rng, (-3.0, -2.0, 0.5)), one_of(rng, (5.0, 10.0))
    return ask(
        rng,
        f"In a computational graph p = u · v with u = {written(u)} and v = {written(v)}. The gradient of p is "
        f"{signed(dp)}, and u is used nowhere else. What is the gradient of u?",
        (signed(v * dp), "The derivative of u · v with respect to u is v. It is multiplied by the gradient of p."),
        (signed(u * dp), "This multiplies by u itself. The derivative of u · v with respect to u is v."),
        (signed(dp), "A sum passes the gradient on as it is. A product multiplies it by the other factor."),
        (signed(v), "That is the local derivative alone. It is multiplied by the gradient of p."),
    )


def missing_plus(rng):
    """What a value used twice is left with if = stands for +=."""
    e = one_of(rng, (-3.0, 0.5, 3.0, 4.0, 5.0))
    return ask(
        rng,
        f"J = e · e with e = {written(e)}, and the gradient of J is 1. The walk back has source.grad = slope * "
        "value.grad, with = in place of +=. What is the gradient of e at the end?",
        (
            signed(e),
            "Two arrows go from e into the product, each with the local derivative e. With = the second share "
            "overwrites the first, so half of the gradient is lost.",
        ),
        (signed(2 * e), "That is the right gradient, which += gives. With = the second share overwrites the first."),
        (
            signed(e * e),
            "That is the value of J. The derivative of a product with respect to one factor is the other factor.",
        ),
        ("0", "Each arrow brings a share. With = the first one is lost, but the second one is left."),
    )


def never_cleared(rng):
    """A gradient after several walks without setting it to 0."""
    walks, g = one_of(rng, (3, 4, 5)), one_of(rng, (-0.3, -0.2, 0.2, 0.5))
    return ask(
        rng,
        f"The gradient of a weight is {signed(g)}. You walk back {walks} times with +=, without a step in between and "
        "without resetting any grad to 0. What is in the grad of the weight afterwards?",
        (signed(walks * g), "Each walk adds the gradient again. This is why every grad is reset to 0 before a walk."),
        (signed(g), "This would be right if a walk replaced the old number. With += it adds to the old number."),
        (signed(g / walks), "Nothing is divided here: the gradients of the walks are added, not averaged."),
    )


def walks_back(rng):
    """How many walks back give the gradient of one loss with respect to all parameters."""
    n = one_of(rng, (17, 158, 610, 2410, 25450))
    return ask(
        rng,
        f"A network has {n:,} parameters and one loss. How many walks back through its graph give the whole gradient?",
        (
            "1",
            "One walk from the loss fills in the gradient of every box, and so of every parameter. This is why reverse "
            "mode suits a computation with many inputs and one output.",
        ),
        (
            written(n),
            "That is what forward mode needs: one pass for each parameter. One walk back from the loss is enough for "
            "all.",
        ),
        (written(2 * n), "That is the number of forward passes that central differences need."),
    )


QUESTIONS = (product_rule, missing_plus, never_cleared, walks_back)
