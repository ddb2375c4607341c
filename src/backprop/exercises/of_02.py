"""The exercises of notebook 02, what a gradient is."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.judge import Function, Repair, parts_of
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet

BEST = {"forward": (-8.35, -6.65), "central": (-5.5, -4.5)}  # powers of ten between which the error is lowest

ONE_SLOPE = Lines("slope = (f(x + h) - f(x - h)) / (2 * h)")
WRONG_SLOPE = {
    "Close, but this is the forward difference: its error shrinks with h, the central one's with h². "
    "Use a point on each side.":
        ["slope = (f(x + h) - f(x)) / h", "slope = (f(x) - f(x - h)) / h"],
    "Twice too large: the two points are 2h apart.":
        "slope = (f(x + h) - f(x - h)) / h",
    "h² times what it should be: `/ 2 * h` divides by 2 and then multiplies by h. Put brackets round 2 * h.":
        "slope = (f(x + h) - f(x - h)) / 2 * h",
    "Only f(x - h) is divided: put the whole difference in brackets, (f(x + h) - f(x - h)) / (2 * h).":
        ["slope = f(x + h) - f(x - h) / (2 * h)", "slope = f(x + h) - f(x - h) / 2 * h"],
    "You divide by 2h, but your second point is x itself. Take f(x - h), the point on the other side.":
        ["slope = (f(x + h) - f(x)) / (2 * h)", "slope = (f(x) - f(x - h)) / (2 * h)"],
    "The sign is flipped: the right point comes first, f(x + h) - f(x - h).":
        "slope = (f(x - h) - f(x + h)) / (2 * h)",
    "This is the rise alone: divide it by the run, 2h.":
        "slope = f(x + h) - f(x - h)",
    "This is the value f(x), how high the curve is there. A slope says how steep it is.":
        "slope = f(x)",
    "The points are h/2 away from x on each side, so they are h apart. The exercise goes h to each side.":
        "slope = (f(x + h / 2) - f(x - h / 2)) / h",
    "The points are 2h away from x on each side, which is too wide. The exercise goes h to each side, x + h and x - h.":
        ["slope = (f(x + 2 * h) - f(x - 2 * h)) / (4 * h)", "slope = (f(x + 2 * h) - f(x - 2 * h)) / (2 * h)"],
    "The rise is divided by x as well. But x only says where the slope is measured; the run is 2h.":
        "slope = (f(x + h) - f(x - h)) / (2 * h * x)",
    "The two values are added: a slope is a difference, f(x + h) - f(x - h), over the run.":
        "slope = (f(x + h) + f(x - h)) / (2 * h)",
}  # fmt: skip

ALL_SLOPES = Lines(
    """
    slopes = np.zeros(W.shape)
    for index in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[index] = h
        slopes[index] = (f(W + step) - f(W - step)) / (2 * h)
    """
)
LEFT_MOVED = """
W = W.copy()
slopes = np.zeros(W.shape)
for index in np.ndindex(W.shape):
    step = np.zeros(W.shape)
    step[index] = h
    slopes[index] = (f(W + step) - f(W - step)) / (2 * h)
    W = W + {shift} * step
"""
ROW_BY_ROW = """
slopes = np.zeros(W.shape)
for i in range(len(W)):
    step = np.zeros(W.shape)
    step[i] = h
    slopes[i] = (f(W + step) - f(W - step)) / (2 * h)
"""
COLUMN_BY_COLUMN = """
slopes = np.zeros(W.shape)
for j in range(W.shape[-1]):
    step = np.zeros(W.shape)
    step[..., j] = h
    slopes[..., j] = (f(W + step) - f(W - step)) / (2 * h)
"""
MADE_ANEW = """
for index in np.ndindex(W.shape):
    slopes = np.zeros(W.shape)
    step = np.zeros(W.shape)
    step[index] = h
    slopes[index] = (f(W + step) - f(W - step)) / (2 * h)
"""
WRONG_SLOPES = {
    "Close, but these are forward differences. Use a point on each side.":
        ["slopes[index] = (f(W + step) - f(W)) / h", "slopes[index] = (f(W) - f(W - step)) / h"],
    "Twice too large: the two points are 2h apart.":
        "slopes[index] = (f(W + step) - f(W - step)) / h",
    "h² times what it should be: `/ 2 * h` divides by 2 and then multiplies by h. Put brackets round 2 * h.":
        "slopes[index] = (f(W + step) - f(W - step)) / 2 * h",
    "You divide by 2h, but your second point is W itself. Take f at W - h, the point on the other side.":
        ["slopes[index] = (f(W + step) - f(W)) / (2 * h)", "slopes[index] = (f(W) - f(W - step)) / (2 * h)"],
    "The sign is flipped: f at W + h comes first.":
        "slopes[index] = (f(W - step) - f(W + step)) / (2 * h)",
    "An entry is still moved when the next slope is measured. After each slope, put it back to its old value.":
        [Lines(LEFT_MOVED.format(shift=shift)) for shift in (1, -1, -2)],
    "All entries move at once, and what you get is the sum of their slopes. Move one entry at a time.":
        "step[index] = h -> step[:] = h",
    "A whole row or column moves at once: W[i] is a row. Move one entry at a time, as np.ndindex(W.shape) visits them.":
        [Lines(ROW_BY_ROW), Lines(COLUMN_BY_COLUMN)],
    "Only the last entry is left: is the array of slopes made again in the loop? Make it once, before the loop.":
        Lines(MADE_ANEW),
    "Only the first entry is there: does the return stand inside the loop?":
        "for index in np.ndindex(W.shape): -> for index in list(np.ndindex(W.shape))[:1]:",
}  # fmt: skip

ONE_STEP = Lines(
    """
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        move = np.zeros(len(w))
        move[i] = h
        slopes[i] = (f(w + move) - f(w - move)) / (2 * h)
    w_new = w - learning_rate * slopes
    """
)
ONE_AFTER_THE_OTHER = """
w_new = w.copy()
for i in range(len(w)):
    move = np.zeros(len(w))
    move[i] = h
    w_new[i] = w_new[i] - learning_rate * (f(w_new + move) - f(w_new - move)) / (2 * h)
"""
WRONG_STEP = {
    "It walks uphill: the step goes against the slope, w - learning_rate * slope.":
        "w_new = w + learning_rate * slopes",
    "The learning rate is missing.":
        "w_new = w - slopes",
    "This is the gradient itself. Return the parameters after the step.":
        "w_new = slopes",
    "The step is twice too long: the two points are 2h apart.":
        "slopes[i] = (f(w + move) - f(w - move)) / h",
    "The slope is a forward difference now, because its second point is w itself. The code that you were given had a "
    "point on each side, and that was right.":
        ["slopes[i] = (f(w + move) - f(w)) / h", "slopes[i] = (f(w) - f(w - move)) / h"],
    "The first slopes are right, later ones belong to a place where w has already moved. "
    "Measure all slopes at the w that you were given.":
        Lines(ONE_AFTER_THE_OTHER),
    "Only the last parameter moves: is the array of slopes made again in the loop?":
        "w_new = w - learning_rate * slopes * (np.arange(len(w)) == len(w) - 1)",
    "Only the first parameter moves: does the return stand inside the loop?":
        "w_new = w - learning_rate * slopes * (np.arange(len(w)) == 0)",
    "No parameter has moved: w comes back as it went in.":
        "w_new = w",
}  # fmt: skip


def _curves():
    return [
        {"f": lambda x: x**3 - 2 * x + 1, "x": 0.7, "h": 0.1},
        {"f": lambda x: np.exp(0.5 * x) + x**2, "x": -1.2, "h": 0.05},
        {"f": lambda x: np.log(1 + np.exp(3 * x)), "x": 0.4, "h": 0.2},
    ]


def _surface(rng, shape):
    """A smooth function of an array of this shape, whose entries act on each other's slopes."""
    a, c = rng.uniform(0.5, 1.5, shape), rng.uniform(0.5, 1.5)
    return lambda W: float(np.sum(a * W**3) + np.exp(c * np.mean(W)) + np.sum(a * W) ** 2)


def _surfaces():
    rng = np.random.default_rng(2)
    return [{"f": _surface(rng, s), "W": rng.uniform(-1, 1, s), "h": 0.1} for s in ((3,), (2, 3), (4, 1))]


def _steps():
    rng = np.random.default_rng(24)
    return [
        {"f": _surface(rng, n), "w": rng.uniform(-1, 1, n), "learning_rate": rate, "h": 0.01}
        for n, rate in ((3, 0.1), (5, 0.3))
    ]


@dataclass(frozen=True)
class BestWidths:
    """The h with the smallest error for both differences: {"forward": …, "central": …}."""

    title: str

    def judge(self, answer):
        """What to say of two widths that are right. Raises a Finding for any other."""
        widths = {part: _width(part, value) for part, value in parts_of(answer, BEST).items() if part in BEST}
        off = {part: _steps_off(widths[part], *BEST[part]) for part in BEST}
        if not any(off.values()):
            return (
                "The forward difference is best near 1e-8, about the square root of the rounding error of a number, "
                "and the central difference near 1e-5, about its cube root."
            )
        if not (_steps_off(widths["forward"], *BEST["central"]) or _steps_off(widths["central"], *BEST["forward"])):
            raise Mistaken(
                "The two are exchanged: the error of the central difference is smaller, so its best h is larger."
            )
        raise Mistaken(" ".join(_says(part, widths[part], side) for part, side in off.items() if side))


def _width(part, value):
    number = compare.numbers(part, value)
    if not number.ndim and number < -1:
        raise Mistaken(
            f"{part}: {number:g} is an exponent. h itself is 10 to that power: write the number, such as 1e-3."
        )
    if number.ndim:
        raise Mistaken(f"{part}: give one number, such as 1e-3.")
    if number == 0:
        raise NotYet(f"{part}: there is no h here yet.")
    if number < 0:
        raise Mistaken(f"{part}: h is a distance, a number above 0.")
    return float(number)


def _steps_off(width, low, high):
    """−1 below the best widths, +1 above, 0 among them."""
    power = np.log10(width)
    return int(power > high) - int(power < low)


def _says(part, width, side):
    if side > 0:
        return f"{part}: {width:g} is too large; the curve bends between the points, and a smaller h still gets better."
    if width < 1e-16:
        return f"{part}: {width:g} is so small that w + h is w: the two losses are equal, and the slope comes out 0."
    if width > 1e-11:
        return (
            f"{part}: {width:g} is too small. Smaller is not always better: the rounding of the two losses, divided by "
            "this h, already weighs more than the bend of the curve."
        )
    return (
        f"{part}: {width:g} is too small. Smaller is not always better: the two losses then agree in nearly all of "
        "their 16 digits, and their difference is mostly rounding."
    )


EXERCISES = {
    "2.1": Function(
        title="a slope from both sides",
        call="central_slope(f, x, h)",
        outputs=("slope",),
        truth=ONE_SLOPE,
        wrong=WRONG_SLOPE,
        problems=_curves,
        stub="""
def central_slope(f, x, h=1e-5):
    return 0.0
""",
    ),
    "2.2": Function(
        title="the slope of every entry",
        call="numerical_gradient(f, W, h)",
        outputs=("slopes",),
        truth=ALL_SLOPES,
        wrong=WRONG_SLOPES,
        problems=_surfaces,
        stub="""
def numerical_gradient(f, W, h=1e-5):
    slopes = np.zeros(W.shape)
    return slopes
""",
        zero="Both values of f are then equal, so W never moves between them: `flatten()` and `W.copy()` make a copy "
        "that f "
        "does not see, and `V = W` makes no copy, so that both names move together.",
    ),
    "2.3": BestWidths(title="the best h"),
    "2.4": Repair(
        title="this code trains: is it right?",
        call="step(f, w, learning_rate, h)",
        outputs=("w_new",),
        truth=ONE_STEP,
        wrong=WRONG_STEP,
        problems=_steps,
        stub="""
def step(f, w, learning_rate, h=1e-5):
    w = w.copy()
    for i in range(len(w)):
        move = np.zeros(len(w))
        move[i] = h
        slope = (f(w + move) - f(w - move)) / (2 * h)
        w[i] = w[i] - learning_rate * slope
    return w
""",
        says="Its first parameter moves as equation 2.4 says, and the second does not. At which w is each slope taken?",
    ),
}
