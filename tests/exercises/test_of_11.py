"""The exercises of notebook 11: right answers are correct, stubs are not yet, and each mistake is named."""

import judging
import numpy as np
import pytest

from backprop import activations, checks
from backprop.exercises.of_11 import EXERCISES
from backprop.losses import cross_entropy


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def of(formula):
    """An answer to 11.2 from a formula of (a, y, n)."""
    return lambda z, y: formula(softmax(z), y, y.shape[1])


def stopping(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best, epoch


def at_equal_losses(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss <= losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best


def waiting(counts):
    """An answer to 11.3 that counts epochs by `counts(losses, epoch, best, waited)`."""

    def answer(losses, patience):
        best = waited = 0
        for epoch in range(1, len(losses)):
            best, waited = counts(losses, epoch, best, waited)
            if waited == patience:
                break
        return best

    return answer


def never_reset(losses, epoch, best, waited):
    return (epoch, waited) if losses[epoch] < losses[best] else (best, waited + 1)


def rises(losses, epoch, best, waited):
    best = epoch if losses[epoch] < losses[best] else best
    return best, waited + 1 if losses[epoch] > losses[epoch - 1] else 0


def only_inside(losses, patience):
    best, epoch = stopping(losses, patience)
    return best if epoch - best == patience else None


def paired(network, logistic, n_training, n_test):
    d = network - logistic
    return d.mean(), 2.26 * d.std(ddof=1) * np.sqrt(1 / len(d) + n_test / n_training)


def half(formula):
    """An answer to 11.4 with the right mean, and the half from formula(d, network, logistic, root)."""

    def answer(network, logistic, n_training, n_test):
        root = np.sqrt(0.1 + n_test / n_training)
        return (network - logistic).mean(), formula(network - logistic, network, logistic, root)

    return answer


RIGHT = {
    "11.1": [softmax, activations.softmax, lambda z: np.exp(z - np.logaddexp.reduce(z, axis=0))],
    "11.2": [of(lambda a, y, n: (a - y) / n), lambda z, y: cross_entropy.slope(z, y, activations.softmax)],
    "11.3": [lambda losses, patience: stopping(losses, patience)[0]],
    "11.4": [paired, lambda *problem: list(paired(*problem))],
    "11.5": ["c", "C", "(c)"],
}
NOT_YET = {
    "11.1": [None, ..., lambda z: None, lambda z: np.zeros(z.shape)],
    "11.2": [None, ..., lambda z, y: None, lambda z, y: np.zeros(z.shape)],
    "11.3": [None, ..., lambda losses, patience: None, lambda losses, patience: 0],
    "11.4": [None, ..., lambda *problem: None, lambda network, logistic, n_training, n_test: (0.0, 0.0)],
    "11.5": [None, "?", ""],
}
WRONG = [
    ("11.3", at_equal_losses, "equals the lowest one"),
    ("11.3", lambda losses, patience: stopping(losses, patience)[0] if len(losses) > 9 else None, "returns nothing"),
    ("11.1", lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), "add up along the rows"),
    ("11.1", lambda z: np.exp(z) / np.exp(z).sum(), "over the whole array"),
    ("11.1", np.exp, "division by their sum is missing"),
    ("11.1", lambda z: np.exp(z - z.max(axis=0)), "division by their sum is missing"),
    ("11.1", lambda z: z / z.sum(axis=0), "without the exponential"),
    ("11.1", activations.sigmoid, "This is the sigmoid"),
    ("11.1", lambda z: np.log(softmax(z)), "the logarithm of the softmax"),
    ("11.1", lambda z: np.eye(len(z))[:, z.argmax(axis=0)], "has no slope"),
    ("11.1", lambda z: softmax(softmax(z)), "twice"),
    ("11.1", lambda z: softmax(-z), "sign of z is flipped"),
    ("11.1", lambda z: softmax(z / z.max(axis=0)), "subtract it"),
    ("11.1", lambda z: np.exp(z - z.max(axis=0)) / np.exp(z).sum(axis=0), "one part of the quotient"),
    ("11.1", lambda z: np.exp(z) / np.exp(z - z.max(axis=0)).sum(axis=0), "one part of the quotient"),
    ("11.1", lambda z: softmax(z - z.max(axis=1, keepdims=True)), "largest z is taken along the rows"),
    ("11.1", lambda z: softmax(z).T, "Right values in the wrong shape"),
    ("11.1", lambda z: np.exp(z) / np.exp(z).sum(axis=0), "subtract each column's largest z first"),
    ("11.1", lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=0), "each column's own largest"),
    ("11.1", lambda z: np.exp(z - z.mean(axis=0)) / np.exp(z - z.mean(axis=0)).sum(axis=0), "is not the largest"),
    ("11.1", lambda z: None if z.max() > 100 else softmax(z), "e¹⁰⁰⁰"),
    ("11.1", lambda z: [[1], [2, 3]] if z.max() > 100 else softmax(z), "e¹⁰⁰⁰"),
    ("11.1", lambda z: 1 / 0, "ZeroDivisionError"),
    ("11.1", lambda: 0, "called as softmax(z)"),
    ("11.2", of(lambda a, y, n: a - y), "n times too large"),
    ("11.2", of(lambda a, y, n: (a - y) / len(y)), "by the number of outputs"),
    ("11.2", of(lambda a, y, n: (a - y) / y.size), "by the number of all entries of y"),
    ("11.2", of(lambda a, y, n: a - y / n), "divides only y by n"),
    ("11.2", lambda z, y: z - y, "softmax(z) first"),
    ("11.2", of(lambda a, y, n: (a - y) / n**2), "divide by n twice"),
    ("11.2", of(lambda a, y, n: (y - a) / n), "sign is flipped"),
    ("11.2", of(lambda a, y, n: 2 * (a - y) / n), "twice too large"),
    ("11.2", of(lambda a, y, n: (a - y) / n / 2), "half of what it should be"),
    ("11.2", of(lambda a, y, n: (a - y) * a * (1 - a) / n), "it has cancelled"),
    ("11.2", of(lambda a, y, n: 2 * (a - y) * a * (1 - a) / n), "derivative of a squared error"),
    ("11.2", of(lambda a, y, n: -y / a / n), "This is ∂J/∂a"),
    ("11.2", of(lambda a, y, n: (a - y) * y / n), "The other outputs have a derivative too"),
    ("11.2", lambda z, y: (z - y) / y.shape[1], "softmax(z) first"),
    ("11.2", lambda z, y: (activations.sigmoid(z) - y) / y.shape[1], "with the sigmoid"),
    ("11.2", lambda z, y: (softmax(z.T).T - y) / y.shape[1], "along the rows"),
    ("11.2", lambda z, y: (softmax(softmax(z)) - y) / y.shape[1], "the softmax twice"),
    ("11.2", lambda z, y: np.log(softmax(z)) - y, "none of the mistakes known here"),
    ("11.2", of(lambda a, y, n: ((a - y) / n).T), "Right values in the wrong shape"),
    ("11.3", lambda losses, patience: int(np.argmin(losses)), "past the stop"),
    ("11.3", lambda losses, patience: stopping(losses, patience)[1], "the epoch where training stops"),
    ("11.3", lambda losses, patience: stopping(losses, patience)[1] - patience, "step back from the epoch of the stop"),
    ("11.3", lambda losses, patience: stopping(losses, 1)[0], "first epoch that brings no new lowest loss"),
    ("11.3", waiting(rises), "how often the loss rises"),
    ("11.3", waiting(never_reset), "set the count back to 0"),
    ("11.3", lambda losses, patience: stopping(losses, patience - 1)[0], "one epoch too early"),
    ("11.3", lambda losses, patience: stopping(losses, patience + 1)[0], "one epoch too late"),
    ("11.3", lambda losses, patience: losses[stopping(losses, patience)[0]], "the lowest loss itself"),
    ("11.3", lambda losses, patience: stopping(losses, patience)[0] + 1, "first entry of the list is epoch 0"),
    ("11.3", lambda losses, patience: len(losses) - 1, "You return the last epoch"),
    ("11.3", only_inside, "after the loop too"),
    ("11.3", lambda losses: 3, "called as best_epoch(losses, patience)"),
    ("11.4", lambda *problem: (-paired(*problem)[0], paired(*problem)[1]), "sign of the difference is flipped"),
    ("11.4", lambda a, b, *sizes: (np.median(a - b), paired(a, b, *sizes)[1]), "You take the median"),
    ("11.4", half(lambda d, a, b, root: 2.26 * np.sqrt(a.var(ddof=1) + b.var(ddof=1)) * root), "as if each model had"),
    ("11.4", half(lambda d, a, b, root: 2.26 * np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / 10)), "as if each model had"),
    ("11.4", half(lambda d, a, b, root: 2.26 * (a.std(ddof=1) + b.std(ddof=1)) * root), "as if each model had"),
    ("11.4", half(lambda d, a, b, root: 2.26 * a.std(ddof=1) * root), "standard deviation of one model"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.std() * root), "ddof=1"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.std(ddof=1) / np.sqrt(10)), "They share most of their images"),
    ("11.4", half(lambda d, a, b, root: d.std(ddof=1) * root), "2.26 of equation 11.4 is missing"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.std(ddof=1)), "has to be a factor too"),
    ("11.4", half(lambda d, a, b, root: d.std(ddof=1)), "has to be a factor too"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.std(ddof=1) * root**2), "square root of equation 11.4 is missing"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.std(ddof=1) * np.sqrt(root**2 - 0.1)), "The term 1/10 is missing"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.std(ddof=1) * np.sqrt(0.1 + 1 / (root**2 - 0.1))), "upside down"),
    ("11.4", half(lambda d, a, b, root: 2 * 2.26 * d.std(ddof=1) * root), "whole width"),
    ("11.4", half(lambda d, a, b, root: 2.26 * d.var(ddof=1) * root), "You use the variance"),
    ("11.4", lambda *problem: paired(*problem)[0], "2 values, in this order"),
    ("11.5", "a", "they chose the epoch"),
    ("11.5", "b", "no part in the choice"),
    ("11.5", "d", "What cannot be reported"),
    ("11.5", "e", "none of the choices"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


@pytest.mark.parametrize(("number", "answer", "_"), WRONG)
def test_no_mistake_has_two_readings(capsys, number, answer, _):
    assert " Or: " not in judging.said(capsys, number, answer)


def test_the_truth_is_that_of_the_package_and_of_differences():
    """The judge's own lines against the package's, and those against central differences."""
    for problem in EXERCISES["11.2"].problems():
        a = EXERCISES["11.1"].truth.run(problem)["a"]
        np.testing.assert_allclose(a, activations.softmax(problem["z"]), rtol=1e-12)
        dz = EXERCISES["11.2"].truth.run(problem)["dz"]
        loss = lambda v=problem: cross_entropy.value(v["z"], v["y"], activations.softmax)  # noqa: E731
        assert checks.gradient_check({"dz": dz}, loss, {"z": problem["z"]})


def test_students_t_for_ten_numbers():
    """95 of 100 means of ten normal draws lie within 2.26 standard errors of the truth."""
    draws = np.random.default_rng(0).standard_normal((200_000, 10))
    t = draws.mean(axis=1) / draws.std(axis=1, ddof=1) * np.sqrt(10)
    assert np.mean(np.abs(t) < 2.26) == pytest.approx(0.95, abs=2e-3)
