"""The exercises of notebook 11, handwritten digits."""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from backprop.activations import sigmoid, softmax
from backprop.batches import T_OF_TEN
from backprop.checks import compare
from backprop.checks.judge import Choice, Function
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, attempt

SOFTMAX = Lines(
    """
    largest = z.max(axis=0)
    e = np.exp(z - largest)
    a = e / e.sum(axis=0)
    """,
    sigmoid=sigmoid,
    softmax=softmax,
)
WRONG_SOFTMAX = {
    "The sum runs along the rows: each column is one example and sums to 1, so use axis=0.":
        ["a = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)", "a = e / e.sum(axis=1, keepdims=True)",
         "largest = z.max(axis=1, keepdims=True); a = e / e.sum(axis=1, keepdims=True)"],
    "The sum runs over the whole array, all examples together: sum down each column, axis=0.":
        ["a = np.exp(z) / np.exp(z).sum()", "a = e / e.sum()"],
    "The columns do not sum to 1: the division by their sum is missing.":
        ["a = np.exp(z)", "a = e", "a = np.exp(z - z.max())"],
    "Here z is divided by its sum: without the exponential, some entries are negative.":
        "a = z / z.sum(axis=0)",
    "This is the sigmoid of each entry. The softmax outputs of a column have to add up to 1.":
        "a = sigmoid(z)",
    "Here sigmoids are divided by their sum. Softmax uses the exponential of z instead of the sigmoid.":
        "a = sigmoid(z) / sigmoid(z).sum(axis=0)",
    "This is 2 to the power z, divided by its sum: softmax takes e, the exponential np.exp(z).":
        ["a = 2 ** z / (2 ** z).sum(axis=0)", "a = 10 ** z / (10 ** z).sum(axis=0)"],
    "This uses the absolute value of z. The largest z has to get the largest share, and a negative z a small one.":
        "a = np.exp(np.abs(z)) / np.exp(np.abs(z)).sum(axis=0)",
    "The exponentials are divided by their length, the root of their squares added up: divide by their sum, so that "
    "the "
    "shares of a column add up to 1.":
        "a = e / np.sqrt((e ** 2).sum(axis=0))",
    "The exponentials are divided by their mean: divide by their sum, so that the shares of a column add up to 1.":
        "a = e / e.mean(axis=0)",
    "This is the logarithm of the softmax. The loss uses the logarithm, but the output is the softmax itself.":
        "a = np.log(softmax(z))",
    "A 1 at the largest entry and 0 elsewhere has no slope: softmax leaves every entry a share.":
        "a = (z == z.max(axis=0)).astype(float)",
    "Here softmax is applied twice.":
        "a = softmax(softmax(z))",
    "The sign of z is flipped: the largest z gets the largest share.":
        "a = softmax(-z)",
    "The largest z is subtracted in one part of the quotient only: subtract it in the numerator and in the "
    "denominator, so that it cancels.":
        ["a = e / np.exp(z).sum(axis=0)", "a = np.exp(z) / e.sum(axis=0)"],
    "The largest is taken along the rows: each column is one example, so use axis=0 here too.":
        "a = softmax(z - z.max(axis=1, keepdims=True))",
    "z is divided by its largest entry: subtract it, which changes nothing in the quotient.":
        "a = softmax(z / z.max(axis=0))",
}  # fmt: skip


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


def _softmax_problems():
    """z of three sizes, none square."""
    rng = np.random.default_rng(11)
    return [{"z": 2 * rng.standard_normal(shape)} for shape in ((3, 5), (10, 4), (4, 7))]


DELTA = Lines(
    """
    a = softmax(z)
    dz = (a - y) / y.shape[1]
    """,
    sigmoid=sigmoid,
    softmax=softmax,
)
WRONG_DELTA = {
    "Is the mean over the examples missing? Divide by the number of columns.":
        "dz = a - y",
    "Divided by the number of outputs: n counts the examples, the columns.":
        "dz = (a - y) / len(y)",
    "Divided by every entry of y: the loss is the mean over examples of a sum over outputs, so n is y.shape[1].":
        "dz = (a - y) / y.size",
    "Only y is divided by n: put brackets round the difference.":
        "dz = a - y / y.shape[1]",
    "The 1/n of the mean is in it twice.":
        "dz = (a - y) / y.shape[1] ** 2",
    "The sign is flipped: the error is a − y.":
        ["dz = (y - a) / y.shape[1]", "dz = y - a"],
    "Twice too large: there is no square in this loss, so no factor 2 appears.":
        "dz = 2 * (a - y) / y.shape[1]",
    "Half of what it should be.":
        "dz = (a - y) / y.shape[1] / 2",
    "The factor a (1 − a) does not belong here: it has cancelled, as in notebook 06.":
        ["dz = (a - y) * a * (1 - a) / y.shape[1]", "dz = (a - y) * a * (1 - a)"],
    "This is the slope of a squared error.":
        ["dz = 2 * (a - y) * a * (1 - a) / y.shape[1]", "dz = 2 * (a - y) * a * (1 - a) / y.size"],
    "This is ∂J/∂a. The step from a back to z is still missing.":
        ["dz = -y / a / y.shape[1]", "dz = -y / a"],
    "Only the right digit's row is filled: the other nine outputs have a slope too, because softmax divides by the sum "
    "of all of them.":
        ["dz = (a - y) * y / y.shape[1]", "dz = (a - y) * y"],
    "= throws away what came before, so only the share of the last output is left: the shares of all outputs add up, "
    "+=.":
        ["dz = -y[-1:] * ((np.arange(len(a)) == len(a) - 1)[:, None] - a) / y.shape[1]",
         "dz = -y[-1:] * ((np.arange(len(a)) == len(a) - 1)[:, None] - a)"],
    "This is the loss itself, -y * log(a), not its slope.":
        ["dz = -y * np.log(a) / y.shape[1]", "dz = -y * np.log(a)"],
    "a is cut to 0 and 1, a 1 at the largest: the error needs the shares themselves, softmax(z).":
        "a = (z == z.max(axis=0)) * 1.0",
    "z stands where a should: take the softmax first.":
        ["dz = (z - y) / y.shape[1]", "dz = z - y"],
    "The outputs went through the sigmoid: here they go through the softmax.":
        "a = sigmoid(z)",
    "The softmax is taken along the rows: each column is one example.":
        "a = softmax(z.T).T",
    "z has been through the softmax twice.":
        "a = softmax(softmax(z))",
    "These are the outputs a, divided by n. The error is a - y.":
        ["dz = a / y.shape[1]", "dz = a"],
}  # fmt: skip


def _delta_problems():
    """z and one-hot y of three sizes."""
    rng = np.random.default_rng(12)
    problems = []
    for n_outputs, n in ((3, 5), (10, 4), (4, 7)):
        one_hot = np.eye(n_outputs)[:, rng.integers(0, n_outputs, n)]
        problems.append({"z": 2 * rng.standard_normal((n_outputs, n)), "y": one_hot})
    return problems


EARLY = Lines(
    """
    best = waited = 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best]:
            best = i
            waited = 0
        else:
            waited = waited + 1
        if waited >= patience:
            break
    epoch = best
    """
)
RISES_IN_A_ROW = """
best = waited = 0
for i in range(1, len(losses)):
    if losses[i] < losses[best]:
        best = i
    waited = waited + 1 if losses[i] > losses[i - 1] else 0
    if waited >= patience:
        break
epoch = best
"""
WINDOW = """
epoch = int(np.argmin(losses))
for i in range(patience, len(losses)):
    if losses[i] {sign} {of}(losses[i - patience:i]):
        epoch = int(np.argmin(losses[:i + 1]))
        break
"""
WRONG_EARLY = {
    "It looks past the stop: after `patience` epochs without a new lowest loss nothing more is trained, or seen.":
        "epoch = int(np.argmin(losses))",
    "That is where training stops. The network to keep is that of the epoch with the lowest loss before the stop.":
        "epoch = i",
    "It steps back from the last entry by the patience: some runs end before the patience is used up.":
        "epoch = i - patience",
    "It stops at the first epoch that is no better: wait for `patience` of them in a row.":
        "if waited >= patience: -> if waited >= 1:",
    "It counts rises from one epoch to the next: compare with the lowest loss so far.":
        [Lines(RISES_IN_A_ROW), Lines(RISES_IN_A_ROW.replace(" > losses[i - 1]", " >= losses[i - 1]"))],
    "It compares with the last `patience` losses, a window: compare with the lowest loss so far.":
        [Lines(WINDOW.format(sign=sign, of=of)) for sign in (">", ">=") for of in ("max", "min")],
    "A new lowest loss starts the count again: here the epochs without one add up over the whole run.":
        "waited = 0 -> pass",
    "An equal loss counts as a new lowest one here: only a lower loss does, so compare with <, not <=.":
        "if losses[i] < losses[best]: -> if losses[i] <= losses[best]:",
    "It stops one epoch too early: `patience` epochs without a new lowest, then stop.":
        "if waited >= patience: -> if waited >= patience - 1:",
    "It stops one epoch too late: `patience` epochs without a new lowest, then stop.":
        "if waited >= patience: -> if waited > patience:",
    "That is the lowest loss: return its place in the list, the epoch.":
        ["epoch = losses[best]", "epoch = min(losses)"],
    "One too many: the first entry is epoch 0.":
        "epoch = best + 1",
    "That is the last epoch.":
        ["epoch = len(losses) - 1", "epoch = len(losses)"],
}  # fmt: skip


def _early_problems():
    """Curves with waits of several lengths and with equal losses, so that no two mistakes give the same answers."""
    curves = [
        ([2.3, 1.1, 0.9, 0.7, 0.74, 0.71, 0.73, 0.66, 0.68, 0.67, 0.69, 0.7, 0.5, 0.52, 0.53, 0.54, 0.45], 3),
        ([2.3, 1.2, 1.3, 1.0, 1.05, 0.9, 0.95, 0.8, 0.85, 0.83, 0.86, 0.6], 3),
        ([2.3, 1.5, 1.3, 1.35, 1.32, 1.1, 1.2, 1.15, 1.12, 0.9, 0.95], 3),
        ([2.3, 1.7, 1.2, 0.9, 0.7, 0.6, 0.55, 0.52], 4),
        ([2.0, 1.0, 1.2, 1.0, 1.1, 1.3, 0.8, 0.9], 3),
    ]
    rng = np.random.default_rng(113)
    for n, patience in ((12, 2), (20, 3), (30, 4), (25, 2), (40, 5), (9, 3), (33, 4)):
        losses = 2 * 0.93 ** np.arange(n) + 0.25 * rng.standard_normal(n)
        curves.append((np.maximum(losses, 0.1).round(1), patience))
    return [{"losses": np.array(losses), "patience": patience} for losses, patience in curves]


@dataclass(frozen=True)
class EarlyStopping(Function):
    """As a Function; one that returns only from inside its loop is told where it returns nothing."""

    def rows(self, answer):
        """As a Function's. Raises a Finding too where some problems give None and others do not."""
        returned = {attempt(answer, *deepcopy(problem).values()) is None for problem in self.problems()}
        if returned == {True, False}:
            raise Mistaken(
                "Where the losses end before the patience does, it returns nothing: return after the loop too."
            )
        return super().rows(answer)


PAIRED = Lines(
    """
    t = t_of_ten
    difference = network - logistic
    spread = np.std(difference, ddof=1)
    shrink = np.sqrt(1 / len(difference) + n_test / n_training)
    mean = difference.mean()
    half = t * spread * shrink
    """.replace("t_of_ten", str(T_OF_TEN))
)
WRONG_PAIRED = {
    "The sign is flipped: the network minus the logistic regression.":
        "difference = logistic - network",
    "The difference loses its sign: its absolute value is taken. Where the network is worse it has to count against "
    "it.":
        "difference = np.abs(network - logistic)",
    "That is the median, and equation 11.4 takes the mean.":
        "mean = np.median(difference)",
    "The two spreads are added as if each model had splits of its own. They share them: take the spread of the "
    "ten differences.":
        ["spread = np.sqrt(network.var(ddof=1) + logistic.var(ddof=1))",
         "spread = np.sqrt(network.var(ddof=1) + logistic.var(ddof=1)); shrink = 1 / np.sqrt(len(network))",
         "spread = np.sqrt(network.var() + logistic.var())",
         "spread = network.std(ddof=1) + logistic.std(ddof=1)", "spread = network.std(ddof=1) - logistic.std(ddof=1)"],
    "That is the spread of one model: take the spread of the ten differences.":
        ["spread = network.std(ddof=1)", "spread = logistic.std(ddof=1)"],
    "The standard deviation divides by 10: np.std needs ddof=1 to divide by 9.":
        "spread = np.std(difference)",
    "This treats the ten splits as independent. They share digits, so the term n_test / n_training is needed too.":
        "shrink = np.sqrt(1 / len(difference))",
    "The quotient is turned round: n_test / n_training.":
        "shrink = np.sqrt(1 / len(difference) + n_training / n_test)",
    "The share of the test part is taken of all images: the formula has n_test / n_training.":
        "shrink = np.sqrt(1 / len(difference) + n_test / (n_test + n_training))",
    "The 1/10 under the root is missing.":
        "shrink = np.sqrt(n_test / n_training)",
    "Only 1/10 stands under the root: both terms do, so the bracket closes too early.":
        "shrink = np.sqrt(1 / len(difference)) + n_test / n_training",
    "The square root is missing.":
        "shrink = 1 / len(difference) + n_test / n_training",
    "The factor 2.26 is missing.":
        "t = 1",
    "The factor is that of a normal distribution, 1.96: ten numbers need Student's t, 2.26.":
        "t = 1.96",
    "That is the whole width: the half is what stands after ±.":
        "half = 2 * t * spread * shrink",
    "That is how far single splits scatter. The mean of ten scatters less: the root is missing.":
        ["shrink = 1", "half = spread"],
    "The variance stands where the standard deviation, its square root, should.":
        ["spread = np.var(difference, ddof=1)", "spread = np.std(difference, ddof=1) ** 2"],
}  # fmt: skip


def _paired_problems():
    """Ten accuracies of each of two models on the same ten splits, three times."""
    rng, found = np.random.default_rng(4), []
    for n_training, n_test in ((1257, 270), (900, 450), (2000, 100)):
        easy = rng.normal(0.95, 0.02, 10)  # what both models share: how easy a split is
        network, logistic = easy + rng.normal(0.012, 0.006, 10), easy + rng.normal(0, 0.006, 10)
        found.append({"network": network, "logistic": logistic, "n_training": n_training, "n_test": n_test})
    return found


EXERCISES = {
    "11.1": Softmax(
        title="softmax",
        call="softmax(z)",
        outputs=("a",),
        truth=SOFTMAX,
        wrong=WRONG_SOFTMAX,
        problems=_softmax_problems,
        stub="""
def my_softmax(z):
    return np.zeros(z.shape)
""",
    ),
    "11.2": Function(
        title="the delta of softmax and cross-entropy",
        call="softmax_delta(z, y)",
        outputs=("dz",),
        truth=DELTA,
        wrong=WRONG_DELTA,
        problems=_delta_problems,
        stub="""
def softmax_delta(z, y):
    return np.zeros(z.shape)
""",
    ),
    "11.3": EarlyStopping(
        title="early stopping",
        call="best_epoch(losses, patience)",
        outputs=("epoch",),
        truth=EARLY,
        wrong=WRONG_EARLY,
        problems=_early_problems,
        stub="""
def best_epoch(losses, patience):
    return 0
""",
    ),
    "11.4": Function(
        title="an interval for a difference",
        call="paired_interval(network, logistic, n_training, n_test)",
        outputs=("mean", "half"),
        truth=PAIRED,
        wrong=WRONG_PAIRED,
        problems=_paired_problems,
        stub="""
def paired_interval(network, logistic, n_training, n_test):
    mean, half = 0.0, 0.0
    return mean, half
""",
        accepted={"Your t has more digits than 2.26, which makes no difference here.": "t = 2.2621571627409915"},
    ),
    "11.5": Choice(
        title="published code: the best of many epochs",
        right="c",
        replies={
            "a": "No gradient saw the test images, that is true. But they chose the epoch, and what is chosen by a "
            "number looks better on that number than it is.",
            "b": "The network that is saved and the number belong together. The question is what the number says "
            "about images that had no part in the choice.",
            "c": "The highest of many noisy numbers tends to be too high. A validation set taken from the training "
            "images "
            "could choose the epoch just as well, and the test set would still be unused.",
            "d": "The network is trained on the training images only, so the training is right. What is wrong is the "
            "number beside it.",
        },
    ),
}
