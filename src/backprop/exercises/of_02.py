"""The exercises of notebook 02, what a gradient is."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Function, parts_of
from backprop.checks.repair import Repair
from backprop.checks.verdicts import Mistaken, NotYet

BEST = {"forward": (-8.35, -6.65), "central": (-5.5, -4.5)}  # powers of ten between which the error is lowest


def _slope(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def _slopes(f, W, h, difference=_slope):
    """`difference` along each entry of W in turn, in the shape of W."""
    units = np.eye(W.size).reshape(W.size, *W.shape)
    return np.array([difference(lambda t, unit=unit: f(W + t * unit), 0.0, h) for unit in units]).reshape(W.shape)


def _forward(f, x, h):
    return (f(x + h) - f(x)) / h


def _left_behind(f, W, h, shift):
    """The slopes, if each entry is left moved by `shift` before the next one is taken."""
    W, slopes = W.copy(), np.empty(W.shape)
    for index in np.ndindex(W.shape):
        slopes[index] = _slopes(f, W, h)[index]
        W[index] += shift
    return slopes


def one_after_the_other(f, w, learning_rate, h=1e-5):
    """The faulty step of exercise 2.4: each parameter moves before the slope of the next is taken."""
    w = w.copy()
    for i in range(len(w)):
        w[i] -= learning_rate * _slopes(f, w, h)[i]
    return w


ONE_SLOPE = {
    "forward": Mistake(
        "Close, but this is the forward difference: its error shrinks with h, the central one's with h². "
        "Use a point on each side.",
        [{"slope": lambda v: _forward(v.f, v.x, v.h)}, {"slope": lambda v: _forward(v.f, v.x, -v.h)}],
    ),
    "divided by h": Mistake(
        "Twice too large: the two points are 2h apart.", [{"slope": lambda v: 2 * _slope(v.f, v.x, v.h)}]
    ),
    "brackets": Mistake(
        "h² times what it should be: `/ 2 * h` divides by 2 and then multiplies by h. Put brackets round 2 * h.",
        [{"slope": lambda v: v.h**2 * _slope(v.f, v.x, v.h)}],
    ),
    "sign": Mistake(
        "The sign is flipped: the right point comes first, f(x + h) - f(x - h).",
        [{"slope": lambda v: -_slope(v.f, v.x, v.h)}],
    ),
    "not divided": Mistake(
        "This is the rise alone: divide it by the run, 2h.", [{"slope": lambda v: 2 * v.h * _slope(v.f, v.x, v.h)}]
    ),
    "value": Mistake(
        "This is the value f(x), how high the curve is there. A slope says how steep it is.",
        [{"slope": lambda v: v.f(v.x)}],
    ),
}
ALL_SLOPES = {
    "forward": Mistake(
        "Close, but these are forward differences. Use a point on each side.",
        [{"slopes": lambda v: _slopes(v.f, v.W, v.h, _forward)}],
    ),
    "divided by h": Mistake("Twice too large: the two points are 2h apart.", [{"slopes": lambda v: 2 * v.central}]),
    "sign": Mistake("The sign is flipped: f at W + h comes first.", [{"slopes": lambda v: -v.central}]),
    "not put back": Mistake(
        "An entry stays moved while the next slope is taken: put it back to the number that it had.",
        [{"slopes": lambda v, shift=shift: _left_behind(v.f, v.W, v.h, shift * v.h)} for shift in (1, -1, -2)],
    ),
    "all at once": Mistake(
        "All entries move at once, and what you get is the sum of their slopes. Move one entry at a time.",
        [{"slopes": lambda v: np.full(v.W.shape, _slope(v.f, v.W, v.h))}],
    ),
}
STEP = {
    "sign": Mistake(
        "It walks uphill: the step goes against the slope, w - learning_rate * slope.",
        [{"w_new": lambda v: v.w + v.learning_rate * v.slopes}],
    ),
    "rate": Mistake("The learning rate is missing.", [{"w_new": lambda v: v.w - v.slopes}]),
    "slopes": Mistake(
        "This is the gradient itself. Return the parameters after the step.", [{"w_new": lambda v: v.slopes}]
    ),
    "divided by h": Mistake(
        "The step is twice too long: the two points are 2h apart.",
        [{"w_new": lambda v: v.w - 2 * v.learning_rate * v.slopes}],
    ),
    "one after the other": Mistake(
        "The first slopes are right, later ones belong to a place where w has already moved. "
        "Take all slopes at the w you were given.",
        [{"w_new": lambda v: one_after_the_other(v.f, v.w, v.learning_rate, v.h)}],
    ),
    "all from the last": Mistake(
        "Only the last parameter moves: is the array of slopes made anew in the loop?",
        [{"w_new": lambda v: v.w - v.learning_rate * v.slopes * (np.arange(v.w.size) == v.w.size - 1)}],
    ),
}


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
            return "One-sided is best near 1e-8, the square root of the rounding; central near its cube root."
        if not (_steps_off(widths["forward"], *BEST["central"]) or _steps_off(widths["central"], *BEST["forward"])):
            raise Mistaken(
                "The two are exchanged: the central difference is the better one, so it can afford a larger h."
            )
        raise Mistaken(" ".join(_says(part, widths[part], side) for part, side in off.items() if side))


def _width(part, value):
    number = compare.numbers(part, value)
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
    return (
        f"{part}: {width:g} is too small. Smaller is not always better: the two losses then agree in nearly all of "
        "their 16 digits, and their difference is mostly rounding."
    )


EXERCISES = {
    "2.1": Function(
        title="a slope from both sides",
        call="central_slope(f, x, h)",
        outputs=("slope",),
        equations={"slope": lambda v: np.array(_slope(v.f, v.x, v.h))},
        mistakes=ONE_SLOPE,
        problems=_curves,
    ),
    "2.2": Function(
        title="the slope of every entry",
        call="numerical_gradient(f, W, h)",
        outputs=("slopes",),
        equations={"central": lambda v: _slopes(v.f, v.W, v.h), "slopes": lambda v: v.central},
        mistakes=ALL_SLOPES,
        problems=_surfaces,
    ),
    "2.3": BestWidths(title="the best h"),
    "2.4": Repair(
        title="this code trains: is it right?",
        call="step(f, w, learning_rate, h)",
        outputs=("w_new",),
        equations={
            "slopes": lambda v: _slopes(v.f, v.w, v.h),
            "w_new": lambda v: v.w - v.learning_rate * v.slopes,
        },
        mistakes=STEP,
        problems=_steps,
        given=one_after_the_other,
        says="Its first parameter moves as formula 2.4 says, the second does not. At which w is each slope taken?",
    ),
}
