"""The exercises of notebook 05, prove it."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Task, diagnose, mistakes
from backprop.checks.handout import is_handed_out, is_short
from backprop.checks.judge import NOTHING_YET, Choice, Choices
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet, attempt, check_call
from backprop.exercises import two_layers
from backprop.exercises.two_layers import PARAMETERS

_TOLERANCE = 1e-3  # of an error that depends a little on the width of the difference

ERROR = Lines(
    """
    h = 1e-5
    numerical = np.zeros(len(x))
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = h
        numerical[i] = (f(x + step) - f(x - step)) / (2 * h)
    off = np.abs(gradient - numerical)
    size = max(np.abs(gradient).max(), np.abs(numerical).max())
    error = off.max() / size
    """
)
WRONG_ERROR = {
    "Your numerical gradient is twice too large: the two points are 2h apart.":
        "numerical[i] = (f(x + step) - f(x - step)) / h",
    "Your numerical gradient is half of what it should be: the two points are 2h apart, not 4h.":
        "numerical[i] = (f(x + step) - f(x - step)) / (4 * h)",
    "The sign of your numerical gradient is flipped: f(x + h) comes first.":
        "numerical[i] = (f(x - step) - f(x + step)) / (2 * h)",
    "Your numerical gradient is 0 everywhere, or nearly: is it in an array of whole numbers, or does x never move? "
    "`up = x` makes no copy, so both names move together. Or does `/ 2 * h` multiply by h because "
    "the brackets are missing?":
        ["numerical[i] = 0", "numerical[i] = (f(x + step) - f(x - step)) / 2 * h"],
    "Your numerical gradient is cut off to whole numbers: make its array with np.zeros(x.shape), of floats.":
        "numerical = np.zeros(len(x), int)",
    "Your second point is x itself, and not x - h: from x + h go back by 2h.":
        "numerical[i] = (f(x + step) - f(x)) / (2 * h)",
    "You move all entries of x at once: move one at a time, and put it back.":
        "step[i] = h -> step[:] = h",
    "Negative differences count too: take the absolute values first, then the largest.":
        ["off = gradient - numerical", "off = numerical - gradient"],
    "This is the largest difference itself: divide it by the largest entry of the two gradients.":
        "error = off.max()",
    "This is the error of every entry: return one number, that of the largest difference.":
        "error = off / size",
    "This is the mean difference. One wrong entry must not hide among many right ones: take the largest.":
        "error = off.mean() / size",
    "The differences are summed, and divided by the sum of the sizes. Equation 5.2 takes the largest of each.":
        ["error = off.sum() / (np.abs(gradient).sum() + np.abs(numerical).sum())",
         "error = off.sum() / np.abs(gradient).sum()", "error = off.sum() / np.abs(numerical).sum()",
         "error = off.sum() / size"],
    "This is the smallest difference: one right entry would hide all wrong ones. Take the largest.":
        "error = off.min() / size",
    "This is the error of the first entry only: go over all of them.":
        ["error = off[0] / size", "error = off[0] / max(abs(gradient[0]), abs(numerical[0]))"],
    "This is the error of the last entry only: go over all of them, and keep the largest.":
        ["error = off[-1] / size", "error = off[-1] / max(abs(gradient[-1]), abs(numerical[-1]))"],
    "The difference is divided by the size of one side; take the larger of the two.":
        ["size = np.abs(gradient).max()", "size = np.abs(numerical).max()"],
    "The difference is divided by the size of the smaller side; take the larger of the two.":
        "size = min(np.abs(gradient).max(), np.abs(numerical).max())",
    "A large negative entry counts too: take the absolute value before the largest, on both sides.":
        "size = max(gradient.max(), numerical.max())",
    "The difference is divided by both sizes added up; take the larger of the two.":
        "size = np.abs(gradient).max() + np.abs(numerical).max()",
    "You divide entry by entry. Equation 5.2 divides the largest difference by the largest entry.":
        ["error = (off / np.maximum(np.abs(gradient), np.abs(numerical))).max()",
         "error = (off / (np.abs(gradient) + np.abs(numerical))).max()",
         "error = (off / np.abs(gradient)).max()", "error = (off / np.abs(numerical)).max()",
         "error = (off / (np.abs(gradient) + np.abs(numerical))).mean()",
         "error = (off / np.maximum(np.abs(gradient), np.abs(numerical))).mean()"],
    "This is a ratio of norms. Equation 5.2 divides the largest difference by the largest entry.":
        ["error = np.linalg.norm(off) / (np.linalg.norm(gradient) + np.linalg.norm(numerical))",
         "error = np.linalg.norm(off) / max(np.linalg.norm(gradient), np.linalg.norm(numerical))",
         "error = np.linalg.norm(off) / np.linalg.norm(gradient)", "error = np.linalg.norm(off)"],
}  # fmt: skip


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


@dataclass(frozen=True)
class ErrorFunction:
    """gradient_check(f, x, gradient) -> the relative error of a gradient."""

    title: str
    stub: str = """
def gradient_check(f, x, gradient):
    return 0.0
"""

    def task(self):
        """The Task that an answer is held to."""
        return Task(("error",), ERROR, mistakes(ERROR, WRONG_ERROR), _wrong_gradients(), _TOLERANCE)

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        check_call(answer, "gradient_check(f, x, gradient)", 3)
        if is_handed_out(answer, self.stub):
            raise NotYet(NOTHING_YET)
        rows = [self._error(answer, **problem) for problem in _wrong_gradients()]
        if compare.is_zero([row["error"] for row in rows]) and is_short(answer, self.stub):
            raise NotYet(NOTHING_YET)
        diagnose(rows, self.task())
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


EARLY = two_layers.BACKWARD.changed("da1 = (W2 - learning_rate * dW2).T @ dz2")


@dataclass(frozen=True)
class OrderTest:
    """order_is_right(step, parameters) -> True for a step that takes every gradient first, else False."""

    title: str
    stub: str = """
def order_is_right(step, parameters):
    return False
"""

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        check_call(answer, "order_is_right(step, parameters)", 2)
        if is_handed_out(answer, self.stub) or is_short(answer, self.stub):
            raise NotYet(
                "It stops every step, also one whose order is right. Is it still to be written? Or is the distance "
                "that W1 moved not divided by the rate, or the comparison too strict for rounding errors?"
            )
        says_right = [_truth_value(answer, problem, two_layers.BACKWARD) for problem in two_layers.problems()]
        says_early = [_truth_value(answer, problem, EARLY) for problem in two_layers.problems()]
        _judge_answers(says_right, says_early)
        return "It passes the right order, and it stops a step that updates W2 too early, on 3 networks each."


def _truth_value(answer, problem, lines):
    """What the learner's test says of a step by these lines."""
    parameters = {name: problem[name].copy() for name in PARAMETERS}

    def step(parameters, learning_rate):
        values = lines.run(problem | parameters | {"learning_rate": learning_rate})
        return {name: parameters[name] - learning_rate * values[f"d{name}"] for name in PARAMETERS}

    said = attempt(answer, step, parameters)
    if said is None or said is ...:
        raise NotYet("It returns nothing: is the line with `return` still to be written?")
    if not isinstance(said, (bool, np.bool_)):
        raise Mistaken("It should return True or False: np.allclose compares two arrays and gives one answer.")
    return bool(said)


def _judge_answers(says_right, says_early):
    if not any(says_right + says_early):
        raise Mistaken(
            "It stops every step, also one whose order is right. Is the distance that W1 moved not divided by the "
            "rate, or is the comparison too strict for rounding errors?"
        )
    if all(says_right + says_early):
        raise Mistaken(
            "It passes every step, also one that updates W2 before the hidden delta is computed. A falling loss, or W2 "
            "alone, cannot show the order: look at what happens to W1, at two learning rates."
        )
    if all(says_early) and not any(says_right):
        raise Mistaken("True and False are swapped: it passes the wrong order and stops the right one.")
    if not all(says_right):
        raise Mistaken("It stops a step whose order is right: allow for rounding, as np.allclose does.")
    if any(says_early):
        raise Mistaken(
            "It lets some steps pass that update W2 too early: is one of its two rates large enough to show it?"
        )


_LINES = {
    "1": "Line 1 is right: it is the forward pass of layer 1.",
    "2": "Line 2 is right: it is the forward pass of layer 2.",
    "3": "Line 3 is right: the output delta of the mean cross-entropy is (a2 - y) / n.",
    "4": "Line 4 is right: it multiplies the delta of layer 2 by a1, which went into this layer.",
    "5": "Line 5 is right: 1/n is in dz2 already, so the bias takes the sum over the examples.",
    "6": "Line 6 is right: the delta goes back through W2 and is multiplied by the slope of the hidden sigmoid.",
    "7": "Line 7 is right: it multiplies the delta of layer 1 by X, which went into this layer.",
    "8": "Line 8 is right: 1/n is in dz1 already, so the bias takes the sum over the examples.",
}


def _planted(line, found, hint):
    wrong = {number: f"{text} {hint}" for number, text in _LINES.items()}
    return Choice(title="", right=line, replies=wrong | {line: found})


EXERCISES = {
    "5.1": ErrorFunction(title="write the check"),
    "5.2": Choices(
        title="three planted bugs",
        parts={
            "a": _planted(
                "8",
                "line 8 takes the mean where the sum belongs, so db1 is too small by the factor n and every other "
                "block is right.",
                "Which blocks does the gradient check stop?",
            ),
            "b": _planted(
                "6",
                "line 6 puts a1 through the sigmoid a second time, so dW1 and db1 are wrong, and dW2 and db2 are "
                "right.",
                "The check passes dW2 and db2: which line do dW1 and db1 use that these two do not?",
            ),
            "c": _planted(
                "3",
                "in line 3 the factor a2 * (1 - a2) belongs to the squared error, so all four blocks are wrong.",
                "All four blocks are wrong: which line do they all use?",
            ),
        },
    ),
    "5.3": OrderTest(title="a test for the order of the update"),
    "5.4": Choice(
        title="published code: a mask for ReLU",
        right="b",
        replies={
            "a": "It trains, but ReLU never outputs a negative a1. For which units is the mask a1 >= 0 then False?",
            "b": "a1 is never below 0, so a1 >= 0 is always true and a unit that is off still gets a gradient. "
            "The slope is 1 where z1 > 0, which is where a1 > 0.",
            "c": "a1 * (1 - a1) is the slope of the sigmoid; this layer is a ReLU.",
            "d": "The shapes fit: W2.T is (n_hidden, n_outputs) and dz2 (n_outputs, n_examples).",
        },
    ),
}
