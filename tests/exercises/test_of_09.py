"""The exercises of notebook 09: right answers are correct, stubs are not yet, and each mistake is named."""

import judging
import numpy as np
import pytest
from numpy.linalg import norm

from backprop import NeuralNetwork, checks, datasets
from backprop.starts import STARTS


def bound(step, combine=np.prod):
    """An answer to 9.1 from what it makes of one array."""
    return lambda weights: combine([step(W) for W in weights.values()])


def loop(weights):
    c = 1.0
    for W in weights.values():
        c *= norm(W, 2) / 4
    return c


def last_only(weights):
    for W in weights.values():
        c = norm(W, 2) / 4
    return c


def returns_in_the_loop(weights):
    for W in weights.values():
        return norm(W, 2) / 4


def multiplied(weights):
    return 0.25 ** len(weights) * norm(np.linalg.multi_dot([W.T for W in weights.values()]), 2)


def drawn(scale):
    """An answer to 9.3 from the factor before N(0, 1)."""
    return lambda n_out, n_in, rng: scale(n_out, n_in) * rng.standard_normal((n_out, n_in))


def even(half_width):
    return lambda n_out, n_in, rng: rng.uniform(-1, 1, (n_out, n_in)) * half_width(n_out, n_in)


generator = np.random.default_rng(3)

RIGHT = {
    "9.1": [loop, bound(lambda W: norm(W, 2) / 4), bound(lambda W: np.linalg.svd(W)[1][0] / 4)],
    "9.2": [
        lambda z: (z <= 0).all(axis=1).sum(),
        lambda z: int(np.sum(z.max(axis=1) <= 0)),
        lambda z: sum(not row.any() for row in np.maximum(z, 0)),
        lambda z: len(z) - (z > 0).any(axis=1).sum(),
        lambda z: float((np.maximum(z, 0).sum(axis=1) == 0).sum()),
    ],
    "9.3": [
        STARTS["he"],
        drawn(lambda n_out, n_in: np.sqrt(2 / n_in)),
        lambda n_out, n_in, rng: rng.normal(0, (2 / n_in) ** 0.5, (n_out, n_in)),
        even(lambda n_out, n_in: np.sqrt(6 / n_in)),
    ],
    "9.4": ["c", "C", "(c)"],
}
NOT_YET = {
    "9.1": [None, ..., lambda weights: None, lambda weights: 0.0],
    "9.2": [None, ..., lambda z: None, lambda z: 0],
    "9.3": [None, ..., lambda n_out, n_in, rng: None, lambda n_out, n_in, rng: np.zeros((n_out, n_in))],
    "9.4": [None, "?", ""],
}
WRONG = [
    ("9.1", bound(lambda W: norm(W, 2)), "norm of its weights alone"),
    ("9.1", lambda weights: bound(lambda W: norm(W, 2))(weights) / 4, "divided by 4 only once"),
    ("9.1", bound(lambda W: norm(W, 2) / 2), "the value of the sigmoid is ½"),
    ("9.1", bound(lambda W: norm(W, 2) / 16), "which is ¼ twice"),
    ("9.1", lambda weights: loop(weights) / 4, "one ¼ too many"),
    ("9.1", lambda weights: loop(weights) * 4, "one ¼ too few"),
    ("9.1", bound(lambda W: norm(W, 2) * 4), "The norm is multiplied by 4"),
    ("9.1", lambda weights: bound(lambda W: norm(W, 2))(weights) / (4 * len(weights)), "to the power L"),
    ("9.1", lambda weights: loop(dict(list(weights.items())[1:])), "first array in weights is left out"),
    ("9.1", lambda weights: 0.25 ** len(weights), "the slopes alone"),
    ("9.1", bound(lambda W: norm(W) / 4), "a looser one"),
    ("9.1", bound(lambda W: norm(W, 1) / 4), "another norm"),
    ("9.1", bound(lambda W: norm(W, np.inf) / 4), "another norm"),
    ("9.1", bound(lambda W: np.abs(W).max() / 4), "another norm"),
    ("9.1", bound(lambda W: norm(W, -2) / 4), "the smallest of the factors"),
    ("9.1", bound(lambda W: norm(W, 2) / 4, sum), "The norms are added"),
    ("9.1", lambda weights: 0.25 ** len(weights) * sum(norm(W, 2) for W in weights.values()), "The norms are added"),
    ("9.1", bound(lambda W: norm(W, 2) / 4, max), "Only the largest norm"),
    ("9.1", multiplied, "the slopes stand between the arrays"),
    ("9.1", returns_in_the_loop, "Only the first array"),
    ("9.1", last_only, "Only the last array"),
    ("9.1", lambda weights: 3 * loop(weights), "three times too large"),
    ("9.1", lambda weights: [norm(W, 2) / 4 for W in weights.values()], "bound is wrong"),
    ("9.1", lambda weights: norm(weights, 2), "Your code stopped"),
    ("9.1", lambda: 1.0, "called as bound(weights)"),
    ("9.2", lambda z: (z <= 0).sum(), "counts all the entries of z"),
    ("9.2", lambda z: (z < 0).sum(), "counts all the entries of z"),
    ("9.2", lambda z: (z < 0).all(axis=1).sum(), "exactly 0 is not counted as off"),
    ("9.2", lambda z: (z <= 0).any(axis=1).sum(), "off for at least one example"),
    ("9.2", lambda z: (z <= 0).all(axis=0).sum(), "Units are rows"),
    ("9.2", lambda z: (z <= 0).any(axis=0).sum(), "Units are rows"),
    ("9.2", lambda z: (z > 0).any(axis=1).sum(), "units that are alive"),
    ("9.2", lambda z: (z.mean(axis=1) <= 0).sum(), "The mean or the sum of a row"),
    ("9.2", lambda z: (z.sum(axis=1) < 0).sum(), "The mean or the sum of a row"),
    ("9.2", lambda z: (z <= 0).all(axis=1).mean(), "This is a share"),
    ("9.2", lambda z: (z <= 0).mean(), "This is a share"),
    ("9.2", lambda z: (z <= 0).all(axis=1), "count the entries that are True"),
    ("9.2", lambda z: (z <= 0).all(), "a single True or False for the whole layer"),
    ("9.2", lambda z: 4, "dead is wrong"),
    ("9.2", lambda z: 1 / 0, "ZeroDivisionError"),
    ("9.2", lambda: 3, "called as dead_units(z)"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(1 / n_in)), "half of what ReLU needs"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(4 / n_in)), "twice what ReLU needs"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(2 / n_out)), "is 2 / n_out. In equation 9.4, z is a sum"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(1 / n_out)), "A 2 is missing as well"),
    ("9.3", STARTS["glorot"], "This is Glorot's start"),
    ("9.3", drawn(lambda n_out, n_in: 2 / n_in), "The standard deviation of your weights is 2 / n_in"),
    ("9.3", drawn(lambda n_out, n_in: (2 / n_in) ** 0.25), "The root is taken twice"),
    ("9.3", drawn(lambda n_out, n_in: 1 / n_in), "is 1 / n_in. It should be the root"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(2) / n_in), "the root of n_in as well"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(1 / (2 * n_in))), "below the fraction line"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(2 / (n_in * n_out))), "n_out has no part"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(4 / (n_in + n_out))), "the mean of n_in and n_out"),
    ("9.3", STARTS["normal"], "is 1 for every n_in"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(2)), "is 2 for every n_in"),
    ("9.3", STARTS["tiny"], "the 0.01 start"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(n_in / 2)), "upside down"),
    ("9.3", even(lambda n_out, n_in: np.sqrt(2 / n_in)), "the variance r²/3"),
    ("9.3", drawn(lambda n_out, n_in: np.sqrt(3 / n_in)), "n_in times the variance of your weights is 3"),
    ("9.3", lambda n_out, n_in, rng: np.sqrt(2 / n_in) * rng.random((n_out, n_in)), "not centred on 0"),
    ("9.3", lambda n_out, n_in, rng: abs(STARTS["he"](n_out, n_in, rng)), "not centred on 0"),
    ("9.3", STARTS["constant"], "All the weights are equal"),
    ("9.3", lambda n_out, n_in, rng: STARTS["he"](n_out, n_in, rng).T, "it is transposed"),
    ("9.3", lambda n_out, n_in, rng: np.sqrt(2 / n_in) * rng.standard_normal(n_out), "where (300, 150) is needed"),
    (
        "9.3",
        lambda n_out, n_in, rng: STARTS["he"](n_out, n_in, generator),
        "an rng of the same seed, give different weights",
    ),
    (
        "9.3",
        lambda n_out, n_in, rng: STARTS["he"](n_out, n_in, np.random.default_rng(0)),
        "an rng of another seed, give the same weights",
    ),
    ("9.3", lambda n_out, n_in, rng: rng.standard_normal((n_out, n_in)) * 1j, "real numbers"),
    ("9.3", lambda n_out, n_in, rng: 1 / 0, "ZeroDivisionError"),
    ("9.3", lambda n_out, n_in: np.ones((n_out, n_in)), "called as start(n_out, n_in, rng)"),
    ("9.4", "a", "Are these 784 or 100"),
    ("9.4", "b", "the check passes"),
    ("9.4", "d", "cannot undo"),
    ("9.4", "e", "none of the choices"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


@pytest.mark.parametrize("seed", range(20))
def test_the_bound_holds_on_the_network(seed):
    """What the judge takes for the truth, against the errors of a network of whole batches."""
    X, y = datasets.xor()
    nn = NeuralNetwork(2, 5, 3, 4, 1, rng=seed)
    dz = [(nn.forward(X) - y) / 4]
    for layer in (3, 2, 1):
        W, z = getattr(nn, f"W{layer + 1}"), getattr(nn, f"z{layer}")
        dz.insert(0, W.T @ dz[0] * nn.activation.slope(z))
    weights = {name: nn.parameters[name] for name in ("W2", "W3", "W4")}
    assert 0 < norm(dz[0]) <= loop(weights) * norm(dz[-1])


def test_what_is_said_of_the_published_start_is_so():
    rng = np.random.default_rng(0)
    a = rng.standard_normal((784, 500))
    z = rng.normal(0, np.sqrt(1 / 100), (100, 784)) @ a
    assert np.mean(z**2) == pytest.approx(784 / 100, rel=0.05)


def test_a_check_passes_at_the_published_start():
    nn = NeuralNetwork(8, 3, 1, rng=1)
    rng = np.random.default_rng(2)
    nn.W1, nn.b1 = rng.normal(0, np.sqrt(1 / 3), (3, 8)), rng.standard_normal((3, 1))
    X, y = rng.standard_normal((8, 6)), rng.integers(0, 2, (1, 6)).astype(float)
    assert checks.gradient_check(nn, X, y)
