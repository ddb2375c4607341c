"""Recall of notebook 05, proof of a gradient: the relative error, the wrong line, the tolerance, a falling loss."""

from backprop.exercises.recall import ask, one_of, written

STOPPED = {  # a wrong line, and the blocks that it spoils
    "dz2": ("dW1", "db1", "dW2", "db2"), "dz1": ("dW1", "db1"),
    "dW1": ("dW1",), "db1": ("db1",), "dW2": ("dW2",), "db2": ("db2",),
}  # fmt: skip


def relative_error(rng):
    """What the check reports of a gradient that is too large by a factor."""
    k = one_of(rng, (4, 5, 8, 10))
    return ask(
        rng,
        f"A bug makes every entry of a gradient {k} times too large. The check divides the largest difference by the "
        "largest entry of either gradient. Which relative error does it report?",
        (written((k - 1) / k), f"The difference is {k - 1} times the true gradient, the larger side {k} times."),
        (written(k - 1), "This divides by the true gradient. The check divides by the larger of the two sides."),
        (written(k), "That is the ratio of the two sides. An error is measured by their difference."),
        (
            written(1 / k),
            "That is the true size over the wrong one. An error is measured by the difference of the two.",
        ),
    )


def wrong_line(rng):
    """The line that explains which blocks the check stops."""
    line = one_of(rng, list(STOPPED))
    others = [other for other in STOPPED if other != line]
    others = [others[place] for place in rng.permutation(len(others))[:3]]
    stopped = STOPPED[line]
    whole = f"The check stops {_list(stopped)} and passes every other block." if len(stopped) < 4 else (
        "The check stops all four blocks, dW1, db1, dW2 and db2."
    )  # fmt: skip
    return ask(
        rng,
        f"{whole} The forward pass is right, and one line of the backward pass is wrong. Which one?",
        (line, f"A wrong line spoils all that is computed from it and nothing else: here {_list(stopped)}."),
        *((other, f"A wrong line for {other} would spoil {_list(STOPPED[other])}.") for other in others),
    )


def _list(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def tolerance(rng):
    """What follows from a relative error."""
    small = one_of(rng, (True, False))
    digits, power = one_of(rng, range(2, 10)), one_of(rng, (-10, -9, -8) if small else (-3, -2, -1))
    right = ("The gradient is right at this point.", "A line of the gradient is wrong.")
    why = (
        "Rounding and the h² term of the central difference leave errors below 1e-7, and this is one of them. A wrong "
        "line nearly always leaves a much larger error.",
        "Rounding and the h² term of the central difference leave errors below 1e-7. An error this large comes from a "
        "wrong line, as long as the loss has no kink at this point.",
    )
    here, there = (0, 1) if small else (1, 0)
    return ask(
        rng,
        f"A gradient check with central differences and h = 1e-5 reports a relative error of {digits}e{power} in one "
        "block. The loss is smooth there. What follows?",
        (right[here], why[here]),
        (right[there], why[here]),
        (
            "The network has to be trained for longer.",
            "You can check a gradient at any weights. Training moves the weights, but it cannot make wrong code right.",
        ),
    )


def falling_loss(rng):
    """What a falling loss says of the gradient."""
    before, after = one_of(rng, (0.29, 0.31, 0.34)), one_of(rng, (0.0021, 0.0035, 0.0048))
    return ask(
        rng,
        f"With newly written code the loss falls from {before} to {after}. What does this show about the gradient?",
        (
            "Very little: wrong gradients often make the loss fall too.",
            "Any direction that points downhill lowers the loss. Most of the planted bugs still solve XOR, so a "
            "gradient is proved by a check and not by a curve.",
        ),
        (
            "It is right, because the loss can fall only along the gradient.",
            "The loss falls along every direction that points downhill, and half of all directions do.",
        ),
        (
            "It is right up to a factor, which acts like a learning rate.",
            "A missing factor is one possible bug. Others change the direction as well, and the loss falls all the "
            "same.",
        ),
    )


QUESTIONS = (relative_error, wrong_line, tolerance, falling_loss)
