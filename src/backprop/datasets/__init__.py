"""Data to learn from, drawn or real: each gives X (n_features, n_examples) and y (n_outputs, n_examples).

Both are float64; y holds 0 and 1. The classes are of equal size in all but `digits`. Nothing is downloaded:
the real data stand beside this module, in `data`.
"""

import csv
from pathlib import Path

import numpy as np

from backprop import arguments
from backprop.batches import labels

__all__ = ["PLANAR", "circles", "digits", "iris", "labels", "moons", "museum", "report_losses", "spiral", "xor"]

DATA = Path(__file__).parent / "data"
RADIUS = 2.0  # of the drawn sets: wide enough for weights from N(0, 1) to tell their parts from one another


def xor():
    """The four examples of the lab report: y is 1 where exactly one of the two features is."""
    return np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])


def moons(n_examples=100, noise=0.1, rng=0):
    """Two half circles, each round the other's end; scikit-learn's, at twice the size and centred on 0.

    noise  standard deviation of what is added to both features, in radii
    rng    a numpy Generator or a seed
    Raises TypeError or ValueError for an argument that cannot be.
    """
    angle = [np.linspace(0, np.pi, n) for n in _halves(n_examples)]
    upper = np.array([np.cos(angle[0]) - 0.5, np.sin(angle[0]) - 0.25])
    lower = np.array([0.5 - np.cos(angle[1]), 0.25 - np.sin(angle[1])])
    return _drawn(upper, lower, noise, rng)


def circles(n_examples=100, noise=0.1, rng=0):
    """One circle inside another of twice its radius; arguments and errors as for `moons`."""
    angle = [np.linspace(0, 2 * np.pi, n, endpoint=False) for n in _halves(n_examples)]
    outer, inner = (np.array([np.cos(a), np.sin(a)]) for a in angle)
    return _drawn(outer, inner / 2, noise, rng)


def spiral(n_examples=100, noise=0.02, rng=0):
    """Two arms that wind almost once round each other; arguments and errors as for `moons`."""
    radius = [np.linspace(0.15, 1, n) for n in _halves(n_examples)]
    one, other = (r * np.array([np.sin(2 * np.pi * r), np.cos(2 * np.pi * r)]) for r in radius)
    return _drawn(one, -other, noise, rng)


def iris():
    """Petal length and width of 50 versicolor (0) and 50 virginica (1), standardised: mean 0, deviation 1.

    Iris, R. A. Fisher (1936), UCI Machine Learning Repository, doi:10.24432/C56C76, licence CC BY 4.0.
    """
    petals, species = np.hsplit(np.loadtxt(DATA / "iris.csv", delimiter=","), [2])
    X = petals.T.copy()
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True), species.T.copy()


def digits():
    """1,797 handwritten digits: X (64, 1797) pixels, 0 to 16, row by row; y (10, 1797), one 1 in each column.

    Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998), UCI Machine Learning
    Repository, doi:10.24432/C50P49, licence CC BY 4.0. `labels(y)` gives the digits themselves.
    """
    pixels, digit = np.hsplit(np.loadtxt(DATA / "digits.csv.gz", delimiter=","), [64])
    return pixels.T.copy(), np.eye(10)[:, digit[:, 0].astype(int)]


REPORT_PREDICTIONS_MSE = 2.7e-5
"""MSE of the four predictions that the lab report prints after its 10,000 epochs, to two digits.

Typed, not computed: it was worked out from the printed report, and the four numbers themselves were not kept.
"""


def museum():
    """The wrong lines of docs/museum.md, a list of dicts: each mistake as it was posted in public, and where.

    Keys: id, address, exercise, kind, who, source, what, lines, all of them text.
    """
    with (DATA / "museum.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report_losses():
    """What the lab report prints while it trains: epochs 0, 100 … 9,900 and losses, (100,), to four decimals.

    "Back propagation in Deep Learning", a student's lab report: XOR, 2-4-1, learning rate 0.5.
    """
    epochs, losses = np.loadtxt(DATA / "report_losses.csv", delimiter=",", skiprows=1, unpack=True)
    return epochs.astype(int), losses


PLANAR = {"XOR": xor, "moons": moons, "circles": circles, "spiral": spiral, "iris": iris}


def _halves(n_examples):
    n_examples = arguments.whole("n_examples", n_examples, least=2)
    return (n_examples + 1) // 2, n_examples // 2


def _drawn(zeros, ones, noise, rng):
    """X and y from the points of class 0 and of class 1, in that order, with noise and at the common size."""
    X = np.hstack([zeros, ones])
    X += arguments.positive("noise", noise, or_zero=True) * arguments.generator(rng).standard_normal(X.shape)
    return RADIUS * X, np.repeat([[0.0, 1.0]], [zeros.shape[1], ones.shape[1]], axis=1)
