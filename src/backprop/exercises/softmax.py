"""Softmax and its delta: the truth, the problems to try an answer on, and the mistakes with their sentences."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Function
from backprop.checks.verdicts import Mistaken, attempt
from backprop.exercises.two_layers import sigmoid


def softmax(z):
    """The truth: e^z over its sum down each column."""
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@dataclass(frozen=True)
class Softmax(Function):
    """A softmax that is right for moderate z, and then for z of any size."""

    def judge(self, answer):
        """What to say of a right softmax. Raises a Finding for any other."""
        said = super().judge(answer)
        alike, apart = np.full((3, 1), 1000.0), np.diag([2000.0, 2000.0]) - 1000.0
        if not _right(answer, alike):
            raise Mistaken(
                "Right for moderate z. But e¹⁰⁰⁰ is beyond any float: subtract each column's largest z first."
            )
        if not _right(answer, np.hstack([apart, apart - 3000])):
            raise Mistaken(
                "Right while the columns are alike. Subtract each column's own largest z: with one number for all "
                "of them, or one that is not the largest, some column still ends as 0/0 or as infinity."
            )
        return f"{said} Also for z of 1,000 and -4,000."


def _right(answer, z):
    try:
        found = compare.numbers("a", attempt(answer, z.copy()))
    except Mistaken:
        return False
    return found.shape == z.shape and np.allclose(found, softmax(z))


def softmax_problems():
    """z of three sizes, none square."""
    rng = np.random.default_rng(11)
    return [{"z": 2 * rng.standard_normal(shape)} for shape in ((3, 5), (10, 4), (4, 7))]


SOFTMAX_MISTAKES = {
    "along the rows": Mistake(
        "The sum runs along the rows: each column is one example and sums to 1, so use axis=0.",
        [{"a": lambda v: np.exp(v.z) / np.exp(v.z).sum(axis=1, keepdims=True)}],
    ),
    "over everything": Mistake(
        "The sum runs over the whole array, all examples together: sum down each column, axis=0.",
        [{"a": lambda v: np.exp(v.z) / np.exp(v.z).sum()}],
    ),
    "not divided": Mistake(
        "The columns do not sum to 1: the division by their sum is missing.",
        [
            {"a": lambda v: np.exp(v.z)},
            {"a": lambda v: np.exp(v.z - v.z.max(axis=0))},
            {"a": lambda v: np.exp(v.z - v.z.max())},
        ],
    ),
    "no exponential": Mistake(
        "z is divided by its sum: without the exponential some entries are negative.",
        [{"a": lambda v: v.z / v.z.sum(axis=0)}],
    ),
    "sigmoid": Mistake(
        "This is the sigmoid, entry by entry: softmax shares one 1 among the entries of a column.",
        [{"a": lambda v: sigmoid(v.z)}],
    ),
    "logarithm": Mistake(
        "This is the logarithm of the softmax: the loss takes that, the output is the softmax itself.",
        [{"a": lambda v: np.log(softmax(v.z))}],
    ),
    "the largest only": Mistake(
        "A 1 at the largest entry and 0 elsewhere has no slope: softmax leaves every entry a share.",
        [{"a": lambda v: (v.z == v.z.max(axis=0)).astype(float)}],
    ),
    "twice": Mistake("Softmax stands here twice.", [{"a": lambda v: softmax(softmax(v.z))}]),
    "sign": Mistake(
        "The sign of z is flipped: the largest z gets the largest share.", [{"a": lambda v: softmax(-v.z)}]
    ),
    "subtracted once": Mistake(
        "The largest z is subtracted in one part of the quotient only: do it above and below, then it cancels.",
        [
            {"a": lambda v: np.exp(v.z - v.z.max(axis=0)) / np.exp(v.z).sum(axis=0)},
            {"a": lambda v: np.exp(v.z) / np.exp(v.z - v.z.max(axis=0)).sum(axis=0)},
        ],
    ),
    "largest along the rows": Mistake(
        "The largest is taken along the rows: each column is one example, so use axis=0 here too.",
        [{"a": lambda v: softmax(v.z - v.z.max(axis=1, keepdims=True))}],
    ),
    "divided by the largest": Mistake(
        "z is divided by its largest entry: subtract it, which changes nothing in the quotient.",
        [{"a": lambda v: softmax(v.z / v.z.max(axis=0))}],
    ),
}


def delta_problems():
    """z and one-hot y of three sizes."""
    rng = np.random.default_rng(12)
    problems = []
    for n_outputs, n in ((3, 5), (10, 4), (4, 7)):
        one_hot = np.eye(n_outputs)[:, rng.integers(0, n_outputs, n)]
        problems.append({"z": 2 * rng.standard_normal((n_outputs, n)), "y": one_hot})
    return problems


def _delta(says, *formulas):
    """A mistake from formulas of (a, y, n), where a is the softmax."""
    return Mistake(says, [{"dz": lambda v, f=f: f(v.a, v.y, v.y.shape[1])} for f in formulas])


DELTA_MISTAKES = {
    "sum for mean": _delta(
        "Is the mean over the examples missing? Divide by the number of columns.", lambda a, y, n: a - y
    ),
    "by the outputs": _delta(
        "Divided by the number of outputs: n counts the examples, the columns.", lambda a, y, n: (a - y) / len(y)
    ),
    "by every entry": _delta(
        "Divided by every entry of y: the loss is the mean over examples of a sum over outputs, so n is y.shape[1].",
        lambda a, y, n: (a - y) / y.size,
    ),
    "only y divided": _delta("Only y is divided by n: put brackets round the difference.", lambda a, y, n: a - y / n),
    "mean twice": _delta("The 1/n of the mean is in it twice.", lambda a, y, n: (a - y) / n**2),
    "sign": _delta("The sign is flipped: the error is a − y.", lambda a, y, n: (y - a) / n, lambda a, y, n: y - a),
    "twice": _delta("Twice too large: no square stands in this loss.", lambda a, y, n: 2 * (a - y) / n),
    "half": _delta("Half of what it should be.", lambda a, y, n: (a - y) / n / 2),
    "slope once more": _delta(
        "The factor a (1 − a) is too much: it has cancelled, as in notebook 06.",
        lambda a, y, n: (a - y) * a * (1 - a) / n,
        lambda a, y, n: (a - y) * a * (1 - a),
    ),
    "squared error": _delta("This is the slope of a squared error.", lambda a, y, n: 2 * (a - y) * a * (1 - a) / n),
    "chain not finished": _delta(
        "This is ∂J/∂a: the way from a back to z is still to go.", lambda a, y, n: -y / a / n, lambda a, y, n: -y / a
    ),
    "target only": _delta(
        "Only the right digit's row is filled: the other nine outputs have a slope too.",
        lambda a, y, n: (a - y) * y / n,
        lambda a, y, n: (a - y) * y,
    ),
    "no softmax": Mistake(
        "z stands where a should: take the softmax first.",
        [{"dz": lambda v: (v.z - v.y) / v.y.shape[1]}, {"dz": lambda v: v.z - v.y}],
    ),
    "sigmoid": Mistake(
        "The outputs went through the sigmoid: here they go through the softmax.",
        [{"a": lambda v: sigmoid(v.z)}],
    ),
    "along the rows": Mistake(
        "The softmax is taken along the rows: each column is one example.",
        [{"a": lambda v: softmax(v.z.T).T}],
    ),
    "softmax twice": Mistake("z has been through the softmax twice.", [{"a": lambda v: softmax(softmax(v.z))}]),
}
