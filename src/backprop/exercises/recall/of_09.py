"""Recall of notebook 09, vanishing gradients: the bound over layers, dead units, the scale of a start."""

from backprop.exercises.recall import ask, one_of, written


def bound(rng):
    """The most that is left of a delta after several sigmoid layers."""
    layers, norm = one_of(rng, (2, 3, 4, 5)), one_of(rng, (2, 3))
    return ask(
        rng,
        f"On its way back a delta passes {layers} layers of sigmoids. Each weight matrix makes a vector at most {norm} "
        "times as long. By which factor is the delta multiplied at most?",
        (
            written((norm / 4) ** layers),
            "Each layer multiplies the length of the delta by at most the norm of the weights, and by the slopes of "
            "the sigmoids, which are never above ¼. The factors of the layers multiply.",
        ),
        (written(0.25**layers), "This counts the slopes alone. Each layer also multiplies by its weights."),
        (
            written(float(norm**layers)),
            "This counts the weights alone. Each layer also multiplies by the slopes of its sigmoids.",
        ),
        (written(norm / 4), "That is the factor of one layer. The layers follow each other, so the factors multiply."),
    )


def dead_units(rng):
    """How many of four ReLU units are dead."""
    dead, sometimes = one_of(rng, ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3)))
    rows = [_row(rng, off=4, zero=unit == 0) for unit in range(dead)]
    rows += [_row(rng, off=one_of(rng, (1, 2, 3)), zero=False) for _ in range(sometimes)]
    rows += [_row(rng, off=0, zero=False) for _ in range(4 - dead - sometimes)]
    shown = "; ".join(f"({', '.join(rows[place])})" for place in rng.permutation(4))
    return ask(
        rng,
        "Four ReLU units have these pre-activations z for the four examples, one bracket for each unit: "
        f"{shown}. How many units are dead?",
        (written(dead), "A unit is dead if z ≤ 0 for every example: then no example gives it a gradient."),
        (
            written(dead + sometimes),
            "This counts every unit that is off for some example. To be off for some examples and on for others is "
            "what makes a ReLU unit useful.",
        ),
        (
            written(dead - 1),
            "A unit with a z of exactly 0 is off there too: its slope is taken as 0, so it can be dead as well.",
        ),
    )


def _row(rng, off, zero):
    values = [-one_of(rng, range(1, 30)) / 10 for _ in range(off)]
    values += [one_of(rng, range(1, 30)) / 10 for _ in range(4 - off)]
    if zero:
        values[0] = 0.0
    return [written(values[place]) for place in rng.permutation(4)]


def scale(rng):
    """The variance of the weights that keeps the size of a ReLU layer's sums."""
    n_in, n_out = one_of(rng, (50, 100, 200)), one_of(rng, (10, 20, 40))
    return ask(
        rng,
        f"A ReLU layer has {n_in} inputs and {n_out} units. Which variance should its starting weights have, so that "
        "the mean of z² stays the same from layer to layer?",
        (
            f"2/{n_in}",
            "z is a sum over the inputs, and ReLU halves the mean square, which the 2 makes up for. It is He's start.",
        ),
        (f"2/{n_out}", "This uses the number of units. But z is a sum over the inputs of a unit."),
        (f"1/{n_in}", "This suits tanh near 0. ReLU sets half of the values to 0, so twice the variance is needed."),
        (f"2/{n_in + n_out}", "This is Glorot's start, a compromise between both directions for tanh."),
    )


QUESTIONS = (bound, dead_units, scale)
