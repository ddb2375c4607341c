"""The interval of a paired difference: the truth, the problems, and the mistakes with their sentences."""

import numpy as np

from backprop.checks.diagnosis import Mistake

T_OF_TEN = 2.26  # Student's t for ten numbers: 95 % between −t and t


def _spread(v):
    return np.std(v.difference, ddof=1)


def _shrink(v):
    return np.sqrt(1 / len(v.difference) + v.n_test / v.n_training)


PAIRED = {
    "difference": lambda v: v.network - v.logistic,
    "mean": lambda v: v.difference.mean(),
    "half": lambda v: T_OF_TEN * _spread(v) * _shrink(v),
}


def problems():
    """Ten accuracies of each of two models on the same ten splits, three times."""
    rng, found = np.random.default_rng(4), []
    for n_training, n_test in ((1257, 270), (900, 450), (2000, 100)):
        easy = rng.normal(0.95, 0.02, 10)  # what both models share: how easy a split is
        network, logistic = easy + rng.normal(0.012, 0.006, 10), easy + rng.normal(0, 0.006, 10)
        found.append({"network": network, "logistic": logistic, "n_training": n_training, "n_test": n_test})
    return found


def _half(says, *formulas):
    return Mistake(says, [{"half": formula} for formula in formulas])


MISTAKES = {
    "sign": Mistake(
        "The sign is flipped: the network minus the logistic regression.", [{"mean": lambda v: -v.difference.mean()}]
    ),
    "median": Mistake(
        "That is the median: formula 11.4 takes the mean.", [{"mean": lambda v: np.median(v.difference)}]
    ),
    "not paired": _half(
        "The two spreads are added as if each model had splits of its own. They share them: take the spread of the "
        "ten differences.",
        lambda v: T_OF_TEN * np.sqrt(v.network.var(ddof=1) + v.logistic.var(ddof=1)) * _shrink(v),
        lambda v: T_OF_TEN * np.sqrt((v.network.var(ddof=1) + v.logistic.var(ddof=1)) / len(v.network)),
        lambda v: T_OF_TEN * (v.network.std(ddof=1) + v.logistic.std(ddof=1)) * _shrink(v),
    ),
    "one model": _half(
        "That is the spread of one model: take the spread of the ten differences.",
        lambda v: T_OF_TEN * v.network.std(ddof=1) * _shrink(v),
        lambda v: T_OF_TEN * v.logistic.std(ddof=1) * _shrink(v),
    ),
    "divided by ten": _half(
        "The standard deviation divides by 10: np.std needs ddof=1 to divide by 9.",
        lambda v: T_OF_TEN * np.std(v.difference) * _shrink(v),
    ),
    "overlap": _half(
        "This takes the ten splits for independent. They share digits: the part n_test / n_training is missing.",
        lambda v: T_OF_TEN * _spread(v) / np.sqrt(len(v.difference)),
    ),
    "turned round": _half(
        "The quotient is turned round: n_test / n_training.",
        lambda v: T_OF_TEN * _spread(v) * np.sqrt(1 / len(v.difference) + v.n_training / v.n_test),
    ),
    "one in ten": _half(
        "The 1/10 under the root is missing.", lambda v: T_OF_TEN * _spread(v) * np.sqrt(v.n_test / v.n_training)
    ),
    "root": _half("The square root is missing.", lambda v: T_OF_TEN * _spread(v) * _shrink(v) ** 2),
    "t": _half("The factor 2.26 is missing.", lambda v: _spread(v) * _shrink(v)),
    "whole width": _half(
        "That is the whole width: the half is what stands after ±.", lambda v: 2 * T_OF_TEN * _spread(v) * _shrink(v)
    ),
    "spread only": _half(
        "That is how far single splits scatter. The mean of ten scatters less: the root is missing.",
        lambda v: T_OF_TEN * _spread(v),
        _spread,
    ),
    "variance": _half("The variance stands where its root should.", lambda v: T_OF_TEN * _spread(v) ** 2 * _shrink(v)),
}
