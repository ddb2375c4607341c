"""Recall of notebook 00, why one line fails: squared errors, tables that a line separates, the floor of XOR."""

from backprop.exercises.recall import ask, one_of, signed, written

TIED = {"0, 1, 1, 0": "XOR", "1, 0, 0, 1": "XOR with its targets exchanged"}
CORNERS = {  # tables in which one corner differs from the other three
    "0, 1, 1, 1": "(0, 0)", "1, 0, 1, 1": "(0, 1)", "1, 1, 0, 1": "(1, 0)", "1, 1, 1, 0": "(1, 1)",
    "0, 0, 0, 1": "(1, 1)", "0, 0, 1, 0": "(1, 0)", "0, 1, 0, 0": "(0, 1)", "1, 0, 0, 0": "(0, 0)",
}  # fmt: skip
EDGES = {"0, 0, 1, 1": "first", "1, 1, 0, 0": "first", "0, 1, 0, 1": "second", "1, 0, 1, 0": "second"}


def mean_squared_error(rng):
    """The MSE of four errors, whose signs must not cancel."""
    a = one_of(rng, (2, 3, 4))
    b = one_of(rng, range(1, a))
    errors = rng.permutation([a, a, -b, -b]).tolist()
    total = sum(error**2 for error in errors)
    return ask(
        rng,
        f"On four examples the errors ŷ − y of a model are {', '.join(map(signed, errors))}. What is its mean squared "
        "error?",
        (written(total / 4), "Each error is squared first, which removes its sign, and then the mean is taken."),
        (written(total), "That is the sum of the squared errors. A mean divides it by the four examples."),
        (
            written((a - b) ** 2 / 4),
            "That is the square of the mean error. If the mean is taken first, positive and negative errors cancel, "
            "and a bad model can look perfect.",
        ),
        (written((a + b) / 2), "That is the mean size of the errors. They have not been squared."),
    )


def separable(rng):
    """The one table of four that no straight line separates."""
    tied = one_of(rng, list(TIED))
    corners = [list(CORNERS)[place] for place in rng.permutation(len(CORNERS))[:2]]
    edge = one_of(rng, list(EDGES))
    return ask(
        rng,
        "Each table lists the targets of (0, 0), (0, 1), (1, 0) and (1, 1). Which one can no straight line separate?",
        (
            tied,
            f"This is {TIED[tied]}: opposite corners have equal targets. For a linear model the outputs at opposite "
            "corners have the same sum, so it cannot be above ½ at two of them and below ½ at the other two.",
        ),
        *((table, f"Only {CORNERS[table]} differs here, and a line can cut off one corner.") for table in corners),
        (edge, f"Here the {EDGES[edge]} input alone decides, so a line between its two values separates the classes."),
    )


def constant_answer(rng):
    """The MSE on XOR of one answer to all four points."""
    tenths = one_of(rng, (1, 2, 3, 4, 6, 7, 8, 9))
    c = tenths / 10
    return ask(
        rng,
        f"XOR has the targets 0, 1, 1 and 0. A model answers {written(c)} to all four points. What is its mean squared "
        "error?",
        (
            written(c**2 / 2 + (1 - c) ** 2 / 2),
            "Two errors have the size of the answer and two have the size of one minus the answer. The mean of their "
            "squares is ¼ only for the answer ½, and more for any other.",
        ),
        ("0.25", "0.25 is the lowest value that a linear model can reach, and it takes the answer ½ to reach it."),
        (
            written((c - 0.5) ** 2),
            "That compares the answer with the mean target, ½. But no single target is ½, so every point has an error "
            "of its own.",
        ),
        ("0.5", "That is the mean size of the four errors, which is ½ for any answer from 0 to 1. Square them first."),
    )


def opposite_corners(rng):
    """The fourth answer of a linear model, from three of them."""
    half, apart = one_of(rng, (1.0, 2.0, 3.0)), one_of(rng, (0.5, 1.0, 1.5))
    away = one_of(rng, (-0.75, -0.5, 0.5, 0.75)) * half
    return ask(
        rng,
        f"A linear model ŷ = w1·x1 + w2·x2 + b answers {written(half - apart)} to (0, 0), {written(half + apart)} to "
        f"(1, 1) and {written(half + away)} to (0, 1). What does it answer to (1, 0)?",
        (
            written(half - away),
            "The answers at opposite corners have the same sum, w1 + w2 + 2b. So the answer is the sum over one "
            "diagonal minus the third answer. This is why XOR cannot be separated by a line.",
        ),
        (written(half + away), "That would be so if w1 and w2 were equal, and nothing says that they are."),
        (written(half), "That is the mean of the answers at (0, 0) and (1, 1), which belongs to the centre (½, ½)."),
        (
            written(2 * half),
            "That is the sum over the first diagonal. The answer at (0, 1) has still to be subtracted.",
        ),
    )


QUESTIONS = (mean_squared_error, separable, constant_answer, opposite_corners)
