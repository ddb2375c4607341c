"""The exercises of notebook 06: right answers are correct, stubs are not yet, and each mistake is named."""

import judging
import numpy as np

from backprop import NeuralNetwork, checks
from backprop.activations import sigmoid
from backprop.exercises.of_06 import EXERCISES
from backprop.losses import cross_entropy, mse


def slope(a):
    return a * (1 - a)


def of(formula):
    """An answer to 6.1 or 6.2 from a formula of a2 and y."""
    return lambda z2, y: formula(sigmoid(z2), y)


RIGHT = {
    "6.1": [
        of(lambda a, y: 2 * (a - y) * a * (1 - a) / y.size),
        of(lambda a, y: 2 / np.size(y) * (a - y) * slope(a)),
        lambda z2, y: mse.slope(z2, y, sigmoid),
        lambda z2, y: {"dz2": 2 * (sigmoid(z2) - y) * sigmoid.slope(z2) / y.size},
    ],
    "6.2": [
        of(lambda a, y: (a - y) / y.shape[1]),
        lambda z2, y: cross_entropy.slope(z2, y, sigmoid),
        of(lambda a, y: ((1 - y) / (1 - a) - y / a) * slope(a) / y.shape[1]),
    ],
    "6.3": [{"A": "pair", "B": "factor", "C": "other"}, {"A": "Pair", "B": " factor ", "C": "OTHER"}],
    "6.4": ["c", "C", "(c)"],
}
NOT_YET = {
    "6.1": [None, ..., lambda z2, y: None, lambda z2, y: np.zeros_like(z2)],
    "6.2": [None, ..., lambda z2, y: None, lambda z2, y: np.zeros_like(z2)],
    "6.3": [None, {}, {"A": "?", "B": "?", "C": "?"}, {"A": "pair", "B": "factor"}],
    "6.4": [None, "?", ""],
}
WRONG = [
    ("6.1", of(lambda a, y: (a - y) * slope(a) / y.size), "where is the 2 of the square"),
    ("6.1", of(lambda a, y: 4 * (a - y) * slope(a) / y.size), "Twice too large"),
    ("6.1", of(lambda a, y: 2 * (a - y) * slope(a)), "by the number of entries of y"),
    ("6.1", of(lambda a, y: (a - y) * slope(a)), "half the sum of the squares"),
    ("6.1", of(lambda a, y: 2 * (a - y) * slope(a) / y.shape[1]), "by the number of outputs"),
    ("6.1", of(lambda a, y: 2 * (a - y) * slope(a) / len(y)), "by the number of examples"),
    ("6.1", of(lambda a, y: 2 * (y - a) * slope(a) / y.size), "sign is flipped"),
    ("6.1", of(lambda a, y: (a - y) / y.shape[1]), "gradient of the cross-entropy"),
    ("6.1", of(lambda a, y: 2 * (a - y) / y.size), "gradient of the cross-entropy"),
    ("6.1", of(lambda a, y: a - y), "slope of the cross-entropy, summed"),
    ("6.1", of(lambda a, y: 2 * (a - y) * slope(sigmoid(a)) / y.size), "through the sigmoid already"),
    ("6.1", lambda z2, y: 2 * (sigmoid(z2) - y) * z2 * (1 - z2) / y.size, "z2 * (1 - z2)"),
    ("6.1", of(lambda a, y: 2 * (a - y) * a / y.size), "one is missing"),
    ("6.1", of(lambda a, y: 2 * (a - y) * (1 - a) / y.size), "one is missing"),
    ("6.1", lambda z2, y: 2 * (z2 - y) * slope(z2) / y.size, "put it through the sigmoid"),
    ("6.1", of(lambda a, y: (2 * (a - y) * slope(a) / y.size).T), "Right values in the wrong shape"),
    ("6.1", of(lambda a, y: np.round(2 * (a - y) * slope(a) / y.size).astype(int)), "whole numbers"),
    ("6.1", of(lambda a, y: 3 * (a - y) * slope(a) / y.size), "3 stands where 2 belongs"),
    ("6.1", lambda z2: z2, "called as mse_slope(z2, y)"),
    ("6.1", lambda z2, y: 1 / 0, "ZeroDivisionError"),
    ("6.2", of(lambda a, y: a - y), "mean over the examples missing"),
    ("6.2", of(lambda a, y: 2 * (a - y) / y.shape[1]), "Twice too large"),
    ("6.2", of(lambda a, y: (a - y) / y.shape[1] / 2), "Half of what it should be"),
    ("6.2", of(lambda a, y: (a - y) / y.size), "divide by y.shape[1]"),
    ("6.2", of(lambda a, y: (a - y) / y.shape[1] ** 2), "1/n of the mean in it twice"),
    ("6.2", of(lambda a, y: (y - a) / y.shape[1]), "sign is flipped"),
    ("6.2", of(lambda a, y: 2 * (a - y) * slope(a) / y.size), "gradient of the squared error"),
    ("6.2", of(lambda a, y: (a - y) * slope(a) / y.shape[1]), "gradient of the squared error"),
    ("6.2", of(lambda a, y: (a - y) * slope(sigmoid(a)) / y.shape[1]), "through the sigmoid already"),
    ("6.2", lambda z2, y: (sigmoid(z2) - y) * z2 * (1 - z2) / y.shape[1], "z2 * (1 - z2)"),
    ("6.2", of(lambda a, y: (a - y) / slope(a) / y.shape[1]), "This is ∂J/∂a2"),
    ("6.2", of(lambda a, y: (a - y) / slope(a) / y.size), "This is ∂J/∂a2"),
    ("6.2", lambda z2, y: (z2 - y) / y.shape[1], "put it through the sigmoid"),
    ("6.2", of(lambda a, y: (sigmoid(a) - y) / y.shape[1]), "through the sigmoid twice"),
    ("6.2", of(lambda a, y: ((a - y) / y.shape[1]).ravel()), "Right values in the wrong shape"),
    ("6.3", {"A": "factor", "B": "factor", "C": "other"}, "count the 2s"),
    ("6.3", {"A": "other", "B": "factor", "C": "other"}, "a squared error is printed"),
    ("6.3", {"A": "pair", "B": "pair", "C": "other"}, "5.0e-01"),
    ("6.3", {"A": "pair", "B": "other", "C": "other"}, "except for its length"),
    ("6.3", {"A": "pair", "B": "factor", "C": "pair"}, "equation 6.6"),
    ("6.3", {"A": "pair", "B": "factor", "C": "factor"}, "no single number"),
    ("6.3", {"A": "pair", "B": "factor", "C": "maybe"}, "none of the choices"),
    ("6.4", "a", "so do most of the bugs"),
    ("6.4", "b", "compare lines 3 and 4"),
    ("6.4", "d", "compare line 2"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


def test_the_truth_is_that_of_the_losses_and_of_differences():
    """The judge's own lines against the package's, and those against central differences."""
    rng = np.random.default_rng(0)
    z2, y = rng.standard_normal((3, 5)), rng.integers(0, 2, (3, 5)).astype(float)
    for number, loss in (("6.1", mse), ("6.2", cross_entropy)):
        slope_ = loss.slope(z2, y, sigmoid)
        values = EXERCISES[number].truth.run({"z2": z2, "y": y})["dz2"]
        np.testing.assert_allclose(values, slope_, rtol=1e-12)
        assert checks.gradient_check({"dz2": slope_}, lambda loss=loss: loss.value(z2, y, sigmoid), {"z2": z2})


def test_what_is_said_of_snippet_b_is_what_the_check_prints():
    nn = NeuralNetwork(2, 4, 1, rng=65, loss="mse")
    X, y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])
    halved = {name: value / 2 for name, value in nn.gradients(X, y).items()}
    check = checks.gradient_check(halved, lambda: nn.loss_value(X, y), nn.parameters)
    assert set(check.lines.values()) == {"5.0e-01  wrong"}
