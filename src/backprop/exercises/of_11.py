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
    "You add up along the rows. Each column is one example, and its outputs must add up to 1, so add down each column, "
    "with axis=0.":
        ["a = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)", "a = e / e.sum(axis=1, keepdims=True)",
         "largest = z.max(axis=1, keepdims=True); a = e / e.sum(axis=1, keepdims=True)"],
    "You add up over the whole array, which mixes all examples. Add down each column instead, with axis=0.":
        ["a = np.exp(z) / np.exp(z).sum()", "a = e / e.sum()"],
    "The columns do not add up to 1, because the division by their sum is missing.":
        ["a = np.exp(z)", "a = e", "a = np.exp(z - z.max())"],
    "You divide z itself by its sum. Equation 11.1 takes the exponential of every z first; without the exponential, "
    "some of the outputs are negative.":
        "a = z / z.sum(axis=0)",
    "This is the sigmoid of each entry. It looks at every z alone, but softmax divides each exponential by the sum of "
    "its column, so that the outputs of a column add up to 1.":
        "a = sigmoid(z)",
    "You divide the sigmoids by their sum. Softmax takes the exponential of z, np.exp(z), where you take the sigmoid.":
        "a = sigmoid(z) / sigmoid(z).sum(axis=0)",
    "You raise another number than e to the power z, such as 2 or 10. Equation 11.1 raises e, which is np.exp(z).":
        ["a = 2 ** z / (2 ** z).sum(axis=0)", "a = 10 ** z / (10 ** z).sum(axis=0)"],
    "You take the absolute value of z. But a z far below 0 has to get a small share, and the largest z the largest "
    "share, so leave the sign of z as it is.":
        "a = np.exp(np.abs(z)) / np.exp(np.abs(z)).sum(axis=0)",
    "You divide the exponentials by their length, which is the square root of the sum of their squares. Divide by "
    "their sum instead, so that the outputs of a column add up to 1.":
        "a = e / np.sqrt((e ** 2).sum(axis=0))",
    "You divide the exponentials by their mean. Divide by their sum instead, so that the outputs of a column add up "
    "to 1.":
        "a = e / e.mean(axis=0)",
    "This is the logarithm of the softmax. The loss uses the logarithm, but the output of the network is the softmax "
    "itself, so leave np.log out.":
        "a = np.log(softmax(z))",
    "You give 1 to the largest entry and 0 to all others. Such a function has no slope that a network could learn "
    "from. Softmax gives a share to every entry, as equation 11.1 says.":
        "a = (z == z.max(axis=0)).astype(float)",
    "You apply softmax twice. The outputs of the first softmax are already the result.":
        "a = softmax(softmax(z))",
    "The sign of z is flipped, so the smallest z gets the largest share. It has to be the largest z.":
        "a = softmax(-z)",
    "You subtract the largest z in one part of the quotient only. Subtract it in the numerator and in the "
    "denominator, so that it cancels.":
        ["a = e / np.exp(z).sum(axis=0)", "a = np.exp(z) / e.sum(axis=0)"],
    "The largest z is taken along the rows. Each column is one example, so take it down each column, with axis=0.":
        "a = softmax(z - z.max(axis=1, keepdims=True))",
    "You divide z by its largest entry, and that changes the result. If you subtract it instead, the quotient of "
    "equation 11.1 stays the same.":
        "a = softmax(z / z.max(axis=0))",
}  # fmt: skip


@dataclass(frozen=True)
class Softmax(Function):
    """A softmax that is right for small logits, and then for logits of any size."""

    def judge(self, answer):
        """What to say of a right softmax. Raises a Finding for any other."""
        said = super().judge(answer)
        alike, apart = np.full((3, 1), 1000.0), np.diag([2000.0, 2000.0]) - 1000.0
        if not _right(answer, alike):
            raise Mistaken(
                "The values are right for small logits. But for z = 1000, e¹⁰⁰⁰ is larger than any number that NumPy "
                "can hold, so the result is not a number: subtract each column's largest z first."
            )
        if not _right(answer, np.hstack([apart, apart - 3000])):
            raise Mistaken(
                "The values are right as long as all columns hold numbers of about the same size. Subtract each "
                "column's own largest z. If you subtract one number from all columns, or a number that is not the "
                "largest, some columns still end as 0/0 or as infinity."
            )
        return f"{said} It also works for logits such as 1,000 and −4,000."


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
    "Your dz is n times too large. The loss is a mean over the n examples, so divide by n, the number of columns.":
        "dz = a - y",
    "You divide by the number of outputs, which is the number of rows. In equation 11.3, n is the number of examples, "
    "which is the number of columns.":
        "dz = (a - y) / len(y)",
    "You divide by the number of all entries of y. The loss adds up over the outputs and takes the mean over the "
    "examples only, so divide by the number of columns, y.shape[1].":
        "dz = (a - y) / y.size",
    "Python divides only y by n, because a division comes before a subtraction. Put brackets round the difference.":
        "dz = a - y / y.shape[1]",
    "You divide by n twice. The mean over the examples needs this division only once.":
        "dz = (a - y) / y.shape[1] ** 2",
    "The sign is flipped. Equation 11.3 has output minus target, a − y.":
        ["dz = (y - a) / y.shape[1]", "dz = y - a"],
    "Your dz is twice too large. The cross-entropy contains no square, so its derivative has no factor 2.":
        "dz = 2 * (a - y) / y.shape[1]",
    "Your dz is half of what it should be. Equation 11.3 has no factor ½.":
        "dz = (a - y) / y.shape[1] / 2",
    "The factor a (1 − a) does not belong here. As in notebook 06, it has cancelled against the derivative of the "
    "logarithm, and only a − y is left.":
        ["dz = (a - y) * a * (1 - a) / y.shape[1]", "dz = (a - y) * a * (1 - a)"],
    "This is the derivative of a squared error through a sigmoid. The loss here is the cross-entropy, whose derivative "
    "with respect to z is equation 11.3.":
        ["dz = 2 * (a - y) * a * (1 - a) / y.shape[1]", "dz = 2 * (a - y) * a * (1 - a) / y.size"],
    "This is ∂J/∂a, the derivative with respect to the outputs. The step from a back to z, through the softmax, is "
    "still missing.":
        ["dz = -y / a / y.shape[1]", "dz = -y / a"],
    "You fill only the row of the correct class. The other outputs have a derivative too, because softmax divides by "
    "the sum of all exponentials.":
        ["dz = (a - y) * y / y.shape[1]", "dz = (a - y) * y"],
    "Only the contribution of the last output is left, because = replaces what was there before. The contributions of "
    "all outputs have to be added up, with +=.":
        ["dz = -y[-1:] * ((np.arange(len(a)) == len(a) - 1)[:, None] - a) / y.shape[1]",
         "dz = -y[-1:] * ((np.arange(len(a)) == len(a) - 1)[:, None] - a)"],
    "This is the loss itself, −y log a. The exercise asks for its derivative with respect to z.":
        ["dz = -y * np.log(a) / y.shape[1]", "dz = -y * np.log(a)"],
    "You round a to 0 and 1, with a 1 for the largest output. The delta needs the probabilities themselves, "
    "softmax(z).":
        "a = (z == z.max(axis=0)) * 1.0",
    "You subtract y from z, but the delta is output minus target. Compute the outputs a = softmax(z) first.":
        ["dz = (z - y) / y.shape[1]", "dz = z - y"],
    "You compute the outputs with the sigmoid. Here they come from the softmax of z.":
        "a = sigmoid(z)",
    "You take the softmax along the rows. Each column is one example, so it has to be taken down each column.":
        "a = softmax(z.T).T",
    "You apply the softmax twice to z. Use softmax(z) once.":
        "a = softmax(softmax(z))",
    "These are the outputs a alone. The delta is output minus target, so subtract y.":
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
    "Your function looks at all losses, also at those past the stop. Training ends after `patience` epochs without a "
    "new lowest loss, so it must not use any later loss.":
        "epoch = int(np.argmin(losses))",
    "You return the epoch where training stops. Early stopping keeps the network of the epoch with the lowest loss up "
    "to there, so return that epoch.":
        "epoch = i",
    "You step back from the epoch of the stop by the patience. That is wrong for a run whose losses end before the "
    "patience is used up, so store the best epoch whenever you find a new lowest loss.":
        "epoch = i - patience",
    "Your function stops at the first epoch that brings no new lowest loss. It has to wait for `patience` such epochs "
    "in a row.":
        "if waited >= patience: -> if waited >= 1:",
    "You count how often the loss rises from one epoch to the next. Compare each loss with the lowest loss so far "
    "instead.":
        [Lines(RISES_IN_A_ROW), Lines(RISES_IN_A_ROW.replace(" > losses[i - 1]", " >= losses[i - 1]"))],
    "You compare each loss with the last `patience` losses. Compare it with the lowest of all losses so far.":
        [Lines(WINDOW.format(sign=sign, of=of)) for sign in (">", ">=") for of in ("max", "min")],
    "You add up the epochs without a new lowest loss over the whole run. The patience counts epochs in a row, so "
    "every new lowest loss has to set the count back to 0.":
        "waited = 0 -> pass",
    "You treat a loss that equals the lowest one as a new lowest loss. Only a lower loss is one, so compare with < "
    "and not with <=.":
        "if losses[i] < losses[best]: -> if losses[i] <= losses[best]:",
    "Your function stops one epoch too early. It has to see `patience` epochs in a row without a new lowest loss "
    "first.":
        "if waited >= patience: -> if waited >= patience - 1:",
    "Your function stops one epoch too late. It has to stop as soon as there were `patience` epochs in a row without "
    "a new lowest loss.":
        "if waited >= patience: -> if waited > patience:",
    "You return the lowest loss itself. Return its epoch, which is its position in the list.":
        ["epoch = losses[best]", "epoch = min(losses)"],
    "Your epoch is too large by 1. The first entry of the list is epoch 0.":
        "epoch = best + 1",
    "You return the last epoch. The exercise asks for the epoch of the lowest loss up to the stop.":
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
                "Where the losses end before the patience is used up, your function returns nothing. It has to return "
                "the best epoch after the loop too."
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
    "The sign of the difference is flipped. Subtract the accuracy of the logistic regression from that of the network.":
        "difference = logistic - network",
    "You take the absolute value of the differences. In a split where the network is worse, the difference has to be "
    "negative, so leave np.abs out.":
        "difference = np.abs(network - logistic)",
    "You take the median of the differences. Equation 11.4 has their mean.":
        "mean = np.median(difference)",
    "You combine the spreads of the two models, as if each model had splits of its own. But both use the same splits, "
    "so s is the standard deviation of the ten differences.":
        ["spread = np.sqrt(network.var(ddof=1) + logistic.var(ddof=1))",
         "spread = np.sqrt(network.var(ddof=1) + logistic.var(ddof=1)); shrink = 1 / np.sqrt(len(network))",
         "spread = np.sqrt(network.var() + logistic.var())",
         "spread = network.std(ddof=1) + logistic.std(ddof=1)", "spread = network.std(ddof=1) - logistic.std(ddof=1)"],
    "You take the standard deviation of one model. In equation 11.4, s is that of the ten differences.":
        ["spread = network.std(ddof=1)", "spread = logistic.std(ddof=1)"],
    "Your standard deviation divides by 10. The s of equation 11.4 divides by 9, which np.std does with ddof=1.":
        "spread = np.std(difference)",
    "You treat the ten splits as independent. They share most of their images, so the term n_test / n_training has to "
    "stand under the root too.":
        "shrink = np.sqrt(1 / len(difference))",
    "Your quotient is upside down. Equation 11.4 has n_test / n_training.":
        "shrink = np.sqrt(1 / len(difference) + n_training / n_test)",
    "You divide n_test by the number of all images. Equation 11.4 divides it by n_training.":
        "shrink = np.sqrt(1 / len(difference) + n_test / (n_test + n_training))",
    "The term 1/10 is missing under the square root of equation 11.4.":
        "shrink = np.sqrt(n_test / n_training)",
    "Your bracket closes too early, so only 1/10 stands under the square root. Both terms of equation 11.4 stand under "
    "it.":
        "shrink = np.sqrt(1 / len(difference)) + n_test / n_training",
    "The square root of equation 11.4 is missing around the sum of its two terms.":
        "shrink = 1 / len(difference) + n_test / n_training",
    "The factor 2.26 of equation 11.4 is missing.":
        "t = 1",
    "Your factor 1.96 belongs to a normal distribution. With only ten differences, their standard deviation is itself "
    "uncertain, so equation 11.4 has Student's t, 2.26.":
        "t = 1.96",
    "You return the whole width of the interval. The half is the number after ±, so leave the factor 2 out.":
        "half = 2 * t * spread * shrink",
    "This says how far single splits scatter. The mean of ten splits scatters less, so the square root of equation "
    "11.4 has to be a factor too.":
        ["shrink = 1", "half = spread"],
    "You use the variance. The s of equation 11.4 is the standard deviation, which is the square root of the variance.":
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
            "a": "It is true that no gradient comes from the test images. But they chose the epoch. If you choose the "
            "highest of many numbers, this number is usually better than the one you get on new images.",
            "b": "The number does belong to the network that is saved. But the question is what the number says about "
            "new images, which had no part in the choice of the epoch.",
            "c": "The highest of many noisy numbers tends to be too high. A validation set taken from the training "
            "images could choose the epoch just as well, and then the test set would still be unused.",
            "d": "The network is trained on the training images only, so the training is right. What cannot be "
            "reported is the number, because the test images chose the epoch.",
        },
    ),
}
