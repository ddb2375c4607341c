"""Recall of notebook 02, what a gradient is: small changes, a step, a central difference, what differences cost."""

from backprop.exercises.recall import ask, one_of, signed, written


def small_change(rng):
    """The change of the loss for a small change of one weight."""
    slope = one_of(rng, (-0.5, -0.4, -0.3, -0.2, 0.2, 0.3, 0.4, 0.5))
    h = one_of(rng, (0.01, 0.02, 0.05))
    return ask(
        rng,
        f"At the present value of a weight w the slope ∂J/∂w is {signed(slope)}. By about how much does the loss J "
        f"change if w grows by {written(h)}?",
        (
            signed(slope * h),
            "For a small step the curve is close to its tangent: the change is the slope times the step.",
        ),
        (signed(-slope * h), "The sign is wrong: where the slope is negative, J falls when w grows; else it rises."),
        (signed(slope), "That is the slope itself, the change per unit of w. The step is much shorter than 1."),
        (
            signed(slope / h),
            "Divide a change by the step and you get the slope; here you go the other way and multiply.",
        ),
    )


def step(rng):
    """A weight after one step of gradient descent."""
    w, slope = one_of(rng, (1.0, 1.5, 2.5)), one_of(rng, (-4, -3, -2, 2, 3, 4))
    rate = one_of(rng, (0.05, 0.1, 0.2))
    return ask(
        rng,
        f"A weight is {written(w)}, its slope ∂J/∂w is {signed(slope)}, and the learning rate is {written(rate)}. "
        "What is the weight after one step of gradient descent?",
        (written(w - rate * slope), "The weight moves against its slope, by the learning rate times the slope."),
        (
            written(w + rate * slope),
            "This step goes along the slope, so it raises the loss. The step has a minus sign.",
        ),
        (written(w - slope), "The learning rate is missing. The slope is multiplied by it before the step is taken."),
        (written(-rate * slope), "That is how far the weight moves. It is added to the weight that you have."),
    )


def central_difference(rng):
    """The slope from two losses, one on each side."""
    h, middle = one_of(rng, (0.01, 0.05, 0.1)), one_of(rng, (0.5, 0.6, 0.7, 0.8))
    slope = one_of(rng, (-4, -3, -2, 2, 3, 4)) / 10
    upper, lower = middle + slope * h, middle - slope * h
    return ask(
        rng,
        f"You measure J(w + {h}) = {upper:.4g} and J(w − {h}) = {lower:.4g}. What is the central estimate of ∂J/∂w?",
        (signed(slope), "The rise is J(w + h) − J(w − h), and the two points are 2h apart."),
        (signed(2 * slope), "This divides by h. The two points are 2h apart, so it is twice too large."),
        (signed(-slope), "The two losses are in the wrong order: the loss at w + h comes first."),
        (signed(2 * slope * h), "That is the rise alone. A slope is the rise divided by the run, 2h."),
    )


def cost_of_differences(rng):
    """How many forward passes the gradient takes by central differences."""
    n = one_of(rng, (17, 33, 51, 105, 250, 610, 2410))
    return ask(
        rng,
        f"A network has {n:,} parameters. How many forward passes does its gradient take by central differences?",
        (written(2 * n), "Each parameter is moved up and down on its own, and each move needs a forward pass."),
        (written(n), "A central difference needs two losses for each parameter, one on each side."),
        (
            written(n + 1),
            "That is the cost of one-sided differences, which share the loss at the present parameters. A central "
            "difference needs two losses of its own for each parameter.",
        ),
        ("2", "If all parameters move at once, you get the sum of their slopes and not each one of them."),
    )


QUESTIONS = (small_change, step, central_difference, cost_of_differences)
