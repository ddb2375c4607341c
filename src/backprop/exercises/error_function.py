"""The exercise whose answer is a gradient check: it is fed right and wrong gradients, and must measure them."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Mistake, Task, diagnose
from backprop.checks.gradient import numerical_gradient
from backprop.checks.verdicts import Mistaken, attempt, check_call

_TOLERANCE = 1e-3  # of an error that depends a little on the width of the difference


def _curve(rng):
    """A smooth f of four entries, a point, and its gradient there."""
    c, x = rng.uniform(0.5, 2, 4), rng.uniform(0.2, 0.9, 4)
    return (lambda x: float((c * x**3).sum() + np.exp(c[0] * x[1] * x[2]))), x, _gradient_of_curve(c, x)


def _gradient_of_curve(c, x):
    slope = 3 * c * x**2
    slope[1] += c[0] * x[2] * np.exp(c[0] * x[1] * x[2])
    slope[2] += c[0] * x[1] * np.exp(c[0] * x[1] * x[2])
    return slope


def _curves():
    rng = np.random.default_rng(51)
    return [_curve(rng) for _ in range(3)]


def _wrong_gradients():
    """Problems whose gradient is wrong: one entry off, one sign flipped, half as large."""
    (f1, x1, g1), (f2, x2, g2), (f3, x3, g3) = _curves()
    one_off, flipped = g1 * [1, 1, 1.3, 1], g2 * [1, -1, 1, 1]
    falling = lambda x: -f3(x)  # noqa: E731  here every slope is negative
    return [
        {"f": f, "x": x, "gradient": gradient}
        for f, x, gradient in ((f1, x1, one_off), (f2, x2, flipped), (falling, x3, -g3 / 2))
    ]


_EQUATIONS = {
    "numerical": lambda v: numerical_gradient(v.f, np.array(v.x)),
    "off": lambda v: np.abs(v.gradient - v.numerical),
    "size": lambda v: np.maximum(np.abs(v.gradient), np.abs(v.numerical)).max(),
    "error": lambda v: v.off.max() / v.size,
}

_MISTAKES = {
    "divided by h": Mistake(
        "Your numerical gradient is twice too large: the two points are 2h apart.",
        [{"numerical": lambda v: 2 * numerical_gradient(v.f, np.array(v.x))}],
    ),
    "divided by 4h": Mistake(
        "Your numerical gradient is half of what it should be: the two points are 2h apart, not 4h.",
        [{"numerical": lambda v: numerical_gradient(v.f, np.array(v.x)) / 2}],
    ),
    "numerical sign": Mistake(
        "The sign of your numerical gradient is flipped: f(x + h) comes first.",
        [{"numerical": lambda v: -numerical_gradient(v.f, np.array(v.x))}],
    ),
    "numerical is zero": Mistake(
        "Your numerical gradient is 0 everywhere: is it in an array of whole numbers, or does x never move?",
        [{"numerical": lambda v: 0 * v.x}],
    ),
    "numerical is whole": Mistake(
        "Your numerical gradient is cut off to whole numbers: make its array with np.zeros(x.shape), of floats.",
        [{"numerical": lambda v: np.trunc(numerical_gradient(v.f, np.array(v.x)))}],
    ),
    "back by h only": Mistake(
        "Your second point is x itself, and not x - h: from x + h go back by 2h.",
        [{"numerical": lambda v: _forward_difference(v.f, v.x) / 2}],
    ),
    "all entries at once": Mistake(
        "You move all entries of x at once: move one at a time, and put it back.",
        [{"numerical": lambda v: 0 * v.x + numerical_gradient(v.f, np.array(v.x)).sum()}],
    ),
    "no absolute value": Mistake(
        "Differences of either sign count: take the absolute value before the largest.",
        [{"off": lambda v: v.gradient - v.numerical}, {"off": lambda v: v.numerical - v.gradient}],
    ),
    "not divided": Mistake(
        "This is the largest difference itself: divide it by the size of the gradients.",
        [{"error": lambda v: v.off.max()}],
    ),
    "mean for the largest": Mistake(
        "This is the mean difference; one wrong entry must not hide among right ones: take the largest.",
        [{"error": lambda v: v.off.mean() / v.size}],
    ),
    "smallest for the largest": Mistake(
        "This is the smallest difference: one right entry would hide all wrong ones. Take the largest.",
        [{"error": lambda v: v.off.min() / v.size}],
    ),
    "first entry only": Mistake(
        "This is the error of the first entry only: go over all of them.",
        [
            {"error": lambda v: v.off[0] / v.size},
            {"error": lambda v: v.off[0] / max(abs(v.gradient[0]), abs(v.numerical[0]))},
        ],
    ),
    "one side only": Mistake(
        "The difference is divided by the size of one side; take the larger of the two.",
        [{"size": lambda v: np.abs(v.gradient).max()}, {"size": lambda v: np.abs(v.numerical).max()}],
    ),
    "size without absolute value": Mistake(
        "A large negative entry counts too: take the absolute value before the largest, on both sides.",
        [{"size": lambda v: np.maximum(v.gradient, v.numerical).max()}],
    ),
    "sum of both sides": Mistake(
        "The difference is divided by both sizes added up; take the larger of the two.",
        [{"size": lambda v: np.abs(v.gradient).max() + np.abs(v.numerical).max()}],
    ),
    "entry by entry": Mistake(
        "You divide entry by entry. The formula takes the largest difference over the largest entry.",
        [{"error": lambda v: (v.off / np.maximum(np.abs(v.gradient), np.abs(v.numerical))).max()}],
    ),
    "norms": Mistake(
        "This is a ratio of norms. The formula takes the largest difference over the largest entry.",
        [
            {"error": lambda v: _norm(v.off) / (_norm(v.gradient) + _norm(v.numerical))},
            {"error": lambda v: _norm(v.off) / max(_norm(v.gradient), _norm(v.numerical))},
        ],
    ),
}


def _norm(x):
    return np.sqrt((x**2).sum())


def _forward_difference(f, x, h=1e-5):
    return np.array([(f(moved) - f(x)) / h for moved in x + h * np.eye(len(x))])


@dataclass(frozen=True)
class ErrorFunction:
    """gradient_check(f, x, gradient) -> the relative error of a gradient."""

    title: str

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        check_call(answer, "gradient_check(f, x, gradient)", 3)
        problems = _wrong_gradients()
        rows = [self._error(answer, **problem) for problem in problems]
        diagnose(rows, Task(("error",), _EQUATIONS, _MISTAKES, problems, _TOLERANCE))
        worst = max(float(self._error(answer, *curve)["error"]) for curve in _curves())
        if not worst < 1e-7:
            raise Mistaken(
                f"It gives a right gradient an error of {worst:.0e}, and should stay below 1e-7. "
                "A difference to one side only is off by about h, so use a point on each side; or is h not 1e-5?"
            )
        self._refuse_zero(answer)
        return "It gives right gradients errors below 1e-7 and wrong ones the error that they have."

    def _error(self, answer, f, x, gradient):
        given = x.copy(), gradient.copy()
        error = compare.read(attempt(answer, f, *given), ("error",))
        if error["error"].dtype == bool:
            raise Mistaken("Return the error itself, a number: whoever calls it decides what is small enough.")
        if not np.allclose(given[0], x, rtol=1e-9):
            raise Mistaken("It leaves x moved: put each entry back before the next one moves.")
        if not np.array_equal(given[1], gradient):
            raise Mistaken("It changes the gradient that it is given: work on a copy.")
        return error

    def _refuse_zero(self, answer):
        error = attempt(answer, lambda x: 1.0, np.ones(3), np.zeros(3))
        if np.size(error) != 1 or np.all(np.asarray(error, float) < 1e-7):
            raise Mistaken(
                "It passes where the gradient and the difference are both 0, and nothing is proved there: "
                "return nan or infinity."
            )
