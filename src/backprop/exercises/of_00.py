"""The exercises of notebook 00, why one line fails."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from backprop import datasets
from backprop.checks.judge import Choice, Function, Repair
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet, attempt, check_call

X, Y = datasets.xor()
XOR, XNOR = (0, 1, 1, 0), (1, 0, 0, 1)
TABLES = list(itertools.product((0, 1), repeat=4))  # targets of (0, 0), (0, 1), (1, 0), (1, 1)

LINEAR = Lines(
    """
    y_hat = w1 * X[0] + w2 * X[1] + b
    error = y_hat - y[0]
    mse = np.mean(error ** 2)
    """
)
MEAN_SQUARE = Lines(
    """
    error = y_hat - y
    mse = np.mean(error ** 2)
    """
)
WRONG_MEANS = {
    "The errors are not squared, so a positive and a negative one cancel.":
        ["mse = np.mean(error)", "mse = -np.mean(error)"],
    "The mean is taken first and then squared, so errors of both signs have already cancelled. Square each one first.":
        "mse = np.mean(error) ** 2",
    "The mean of the errors' sizes is taken first and then squared. Square each error first, and then take the mean.":
        "mse = np.mean(np.abs(error)) ** 2",
    "This is the mean of the errors' sizes. Square them instead.":
        "mse = np.mean(np.abs(error))",
    "This is the root of the mean squared error: leave the root out.":
        "mse = np.sqrt(np.mean(error ** 2))",
    "It is half of what it should be: some books put ½ before the mean, and equation 0.2 does not.":
        "mse = np.mean(error ** 2) / 2",
    "The sum is divided by 4, the number of examples of XOR. Here n is a different number: take the mean over all n.":
        "mse = np.sum(error ** 2) / 4",
    "These are the squared errors, one for each example. The result should be one number, so take their mean.":
        "mse = error ** 2",
}  # fmt: skip
WRONG_LINES = WRONG_MEANS | {
    "It is too large by the number of examples: this is the sum of the squared errors, not their mean. (len(y) is 1, "
    "because y has one row; the number of examples is y.size.)":
        "mse = np.sum(error ** 2)",
    "The bias is missing: without b the answer at (0, 0) is always 0.":
        "y_hat = w1 * X[0] + w2 * X[1]",
    "w1 and w2 are swapped: w1 belongs to the first row of X.":
        "y_hat = w1 * X[1] + w2 * X[0] + b",
    "Both weights multiply the same row of X: w1 belongs to the first row, X[0], and w2 to the second feature, X[1].":
        ["y_hat = w1 * X[0] + w2 * X[0] + b", "y_hat = w1 * X[1] + w2 * X[1] + b"],
    "Every answer is compared with every target: one of the two arrays is a column and the other a row, "
    "so NumPy makes a whole square of differences. Give both arrays the same shape.":
        "mse = np.mean((y_hat[:, None] - y) ** 2)",
    "Only the first example is counted. A loop over y runs once, because y has one row. Loop over y[0] instead, "
    "which has one target for each column of X. Or is there a `return` inside the loop?":
        ["mse = error[0] ** 2", "mse = error[0] ** 2 / len(error)"],
}  # fmt: skip
WRONG_SUMS = WRONG_MEANS | {
    "It is too large by the number of examples: this is the sum of the squared errors, not their mean.":
        "mse = np.sum(error ** 2)",
}  # fmt: skip
WHY = {
    "a": "More steps do not help: the MSE was 0.2500 after 1,000 steps and still 0.2500 after 10,000. Training had "
    "already reached the minimum.",
    "b": "Another learning rate does not help: it changes how fast training reaches the minimum, but not how low the "
    "minimum is. And when you moved the sliders by hand, there was no learning rate at all.",
    "c": "A luckier start does not help: the MSE of a linear model has only one minimum, so training from any start "
    "leads to it.",
    "d": "The four answers of a linear model depend on each other: both diagonals have the same sum. The targets "
    "of XOR have the sums 0 and 2, so some error is unavoidable, and it is smallest when each answer is off by ½.",
    "e": "More examples do not help: XOR has only these four, and copies of them do not change the mean square.",
    "f": "It is not true of every model: a network with a hidden layer gets far below 0.25, as notebook 04 shows. "
    "The limit belongs to the linear model.",
}


def _problems():
    rng = np.random.default_rng(0)
    rows = [{"X": rng.standard_normal((2, n)), "y": rng.integers(0, 2, (1, n)) * 1.0} for n in (4, 5, 7)]
    return [row | dict(zip(("w1", "w2", "b"), rng.uniform(0.3, 2, 3), strict=True)) for row in rows]


def _answers_and_targets():
    rng = np.random.default_rng(1)
    return [{"y_hat": rng.uniform(-1, 2, n), "y": rng.integers(0, 2, n) * 1.0} for n in (4, 6)]


@dataclass(frozen=True)
class LowestLine:
    """The best line for XOR and the reason why there is no better: {"w1": …, "w2": …, "b": …, "why": a letter}."""

    title: str
    why: Choice = field(repr=False)

    def judge(self, answer):
        """What to say of the best line and the right reason. Raises a Finding for any other."""
        numbers, why = self._read(answer)
        reason = self._reason(why)
        mse = float(np.mean((numbers["w1"] * X[0] + numbers["w2"] * X[1] + numbers["b"] - XOR) ** 2))
        if not any(numbers.values()) and reason is None:
            raise NotYet("All three numbers are 0, and no reason is chosen.")
        if abs(mse - 0.25) > 1e-9:
            after = "" if reason is None else " The reason is right."
            raise Mistaken(f"This line has MSE {mse:.4f}.{_about(numbers, mse)}{after}")
        if reason is None:
            raise NotYet("The line is right: its MSE is 0.25 and cannot get lower. Now choose the reason.")
        return reason

    def _read(self, answer):
        if not isinstance(answer, Mapping):
            raise NotYet("Give a dictionary with w1, w2, b and why.")
        try:
            answer = {name: answer[name] for name in ("w1", "w2", "b", "why") if name in answer}
        except Exception:
            raise Mistaken("The dictionary cannot be read.") from None
        if missing := [name for name in ("w1", "w2", "b", "why") if answer.get(name) is None]:
            raise NotYet(f"{missing[0]} is missing.")
        try:
            numbers = {name: float(answer[name]) for name in ("w1", "w2", "b")}
        except Exception:
            raise Mistaken("w1, w2 and b are three numbers.") from None
        if not np.isfinite(list(numbers.values())).all():
            raise Mistaken("w1, w2 and b are finite numbers: with NaN or infinity there is no MSE to compare.")
        return numbers, answer["why"]

    def _reason(self, why):
        """What to say of the right letter, None before one is chosen."""
        try:
            return self.why.judge(why)
        except NotYet:
            return None


def _about(numbers, mse):
    """What a line tells that is not the best one."""
    wrong = np.sum(np.abs(numbers["w1"] * X[0] + numbers["w2"] * X[1] + numbers["b"] - XOR) > 1e-9)
    if wrong == 1:
        return " Three answers are exact, but the fourth has a large error, and squaring makes it count even more."
    if mse < 0.2501:
        return " Very near, but not the lowest. Which simple numbers are you close to?"
    return " A lower one can be reached: make the four squared errors equal."


@dataclass(frozen=True)
class Separable:
    """A function that says whether one line separates a truth table of two inputs; it is asked for all 16."""

    title: str

    def judge(self, answer):
        """What to say of a function that is right about all 16 tables. Raises a Finding for any other."""
        check_call(answer, "separable(table)", 1)
        said = _said(answer, tuple)
        if all(
            value is said[XOR] for value in said.values()
        ):  # it may compare with lists, and a tuple is never equal to one
            said = _said(answer, list)
        if any(not isinstance(value, bool | np.bool_) for value in said.values()):
            raise Mistaken("It should return True or False for every table.")
        if wrong := _wrong(said):
            raise _fault(wrong, said)
        return "14 of the 16 tables are separated by one line; XOR and its opposite are not."


def _said(answer, kind):
    """What an answer says of each table, handed over as a tuple or as a list."""
    return {table: attempt(answer, kind(table)) for table in TABLES}


def _wrong(said):
    """The tables about which an answer is wrong."""
    return {table for table in TABLES if said[table] is None or bool(said[table]) != (table not in (XOR, XNOR))}


def _fault(wrong, said):
    """The Finding for a set of tables about which an answer is wrong."""
    if not any(said.values()):
        return NotYet("It says False to every table, even to all zeros.")
    if wrong == {XOR, XNOR}:
        return Mistaken("It says True to every table. XOR, (0, 1, 1, 0), is one that no line separates.")
    if wrong == {XNOR}:
        return Mistaken("XOR is not the only one: look at its opposite, (1, 0, 0, 1). The same proof works for it.")
    if wrong == {table for table in TABLES if sum(table) == 2 and table not in (XOR, XNOR)}:
        return Mistaken(
            "Not every table with two ones fails: (0, 0, 1, 1) is x1 itself, and a vertical line separates it."
        )
    if wrong == {(0, 0, 0, 0), (1, 1, 1, 1)}:
        return Mistaken(
            "A table of one value is separated too: put the line where all four points lie on one side of it."
        )
    if wrong == {table for table in TABLES if table[0] + table[3] != table[1] + table[2]} - {XOR, XNOR}:
        return Mistaken(
            "The targets need equal sums on both diagonals only if every answer has to be exact. A line can separate "
            "the classes without that: the sums of AND are 1 and 0, and one line separates it."
        )
    table = min(wrong)
    return Mistaken(f"It is wrong about {len(wrong)} of the 16 tables. For {table} it says {bool(said[table])}.")


EXERCISES = {
    "0.1": Function(
        title="the mean squared error of a line",
        call="line_mse(X, y, w1, w2, b)",
        outputs=("mse",),
        truth=LINEAR,
        wrong=WRONG_LINES,
        problems=_problems,
        stub="""
def line_mse(X, y, w1, w2, b):
    return 0.0
""",
    ),
    "0.2": LowestLine(title="under 0.25, or why not", why=Choice(title="why", right="d", replies=WHY)),
    "0.3": Repair(
        title="find the bug: an MSE of 0 with one line",
        call="reported(y_hat, y)",
        outputs=("mse",),
        truth=MEAN_SQUARE,
        wrong=WRONG_SUMS,
        problems=_answers_and_targets,
        stub="""
def reported(y_hat, y):
    error = y_hat - y
    return np.mean(error) ** 2
""",
        says="For four errors of +½, −½, −½, +½ it still says 0.",
    ),
    "0.4": Separable(title="which tables one line separates"),
}
