"""The data sets: shapes, classes and seeds; drawn and real ones held against scikit-learn's."""

import gzip

import numpy as np
import pytest
from sklearn import datasets as sklearn_datasets

from backprop import NeuralNetwork, datasets
from backprop.datasets import PLANAR

DRAWN = {"moons": datasets.moons, "circles": datasets.circles, "spiral": datasets.spiral}
EVERY = PLANAR | {"digits": datasets.digits}
drawn = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)


@pytest.mark.parametrize("give", EVERY.values(), ids=EVERY)
def test_columns_are_examples_and_targets_are_0_or_1(give):
    X, y = give()
    assert X.ndim == y.ndim == 2
    assert X.shape[1] == y.shape[1]
    assert X.dtype == y.dtype == np.float64
    assert np.isfinite(X).all()
    assert set(np.unique(y)) == {0, 1}


@pytest.mark.parametrize("name", PLANAR)
def test_the_planar_sets_suit_a_slider(name):
    X, y = PLANAR[name]()
    n_examples = 4 if name == "XOR" else 100
    assert (X.shape, y.shape) == ((2, n_examples), (1, n_examples))
    assert y.sum() == n_examples / 2
    assert np.abs(X).max() < 3.5


@pytest.mark.parametrize("give", EVERY.values(), ids=EVERY)
def test_the_arrays_are_the_callers_own(give):
    X, y = give()
    X[:], y[:] = -1, -1
    again = give()
    assert (again[0] != -1).any()
    assert (again[1] != -1).all()


def test_xor_is_the_reports():
    X, y = datasets.xor()
    np.testing.assert_array_equal(X, np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T)
    np.testing.assert_array_equal(y, [[0, 1, 1, 0]])


# The drawn ones.


@drawn
@pytest.mark.parametrize("n_examples", [2, 3, 100, 201])
def test_the_classes_are_of_equal_size(draw, n_examples):
    X, y = draw(n_examples)
    assert X.shape == (2, n_examples)
    assert y.sum() == n_examples // 2
    assert len(np.unique(X, axis=1).T) == n_examples


@drawn
def test_a_seed_or_a_generator_gives_the_same_points_again(draw):
    np.random.seed(12345)  # noqa: NPY002
    before = np.random.get_state()  # noqa: NPY002
    X = draw(rng=3)[0]
    np.testing.assert_array_equal(draw()[0], draw(rng=0)[0])
    np.testing.assert_array_equal(X, draw(rng=np.random.default_rng(3))[0])
    assert (draw(rng=4)[0] != X).all()
    assert (draw(rng=None)[0] != draw(rng=None)[0]).all()
    after = np.random.get_state()  # noqa: NPY002
    assert all(np.array_equal(part, other) for part, other in zip(before, after, strict=True))


@drawn
def test_noise_has_the_deviation_asked_for(draw):
    still, moved = draw(20_000, noise=0)[0], draw(20_000, noise=0.3)[0]
    assert np.std(moved - still) == pytest.approx(0.3 * datasets.RADIUS, rel=0.02)


@pytest.mark.parametrize("n_examples", [10, 101])
def test_moons_are_scikit_learns_centred_and_twice_the_size(n_examples):
    X, y = datasets.moons(n_examples, noise=0)
    expected, label = sklearn_datasets.make_moons((n_examples - n_examples // 2, n_examples // 2), shuffle=False)
    np.testing.assert_allclose(X, 2 * (expected.T - [[0.5], [0.25]]), atol=1e-14)
    np.testing.assert_array_equal(y, [label])


@pytest.mark.parametrize("n_examples", [10, 101])
def test_circles_are_scikit_learns_at_twice_the_size(n_examples):
    X, y = datasets.circles(n_examples, noise=0)
    sizes = (n_examples - n_examples // 2, n_examples // 2)
    expected, label = sklearn_datasets.make_circles(sizes, shuffle=False, factor=0.5)
    np.testing.assert_allclose(X, 2 * expected.T, atol=1e-14)
    np.testing.assert_array_equal(y, [label])


def test_the_arms_of_the_spiral_are_each_other_turned_by_half():
    X, y = datasets.spiral(noise=0)
    one, other = X[:, y[0] == 0], X[:, y[0] == 1]
    np.testing.assert_array_equal(one, -other)
    radius, angle = np.hypot(*one), np.unwrap(np.arctan2(*one))
    np.testing.assert_allclose(radius, np.linspace(0.3, 2, 50))
    np.testing.assert_allclose(np.diff(angle), np.diff(np.pi * radius))


@drawn
@pytest.mark.parametrize(
    ("options", "exception", "words"),
    [
        ({"n_examples": 1}, ValueError, "n_examples must be at least 2, got 1"),
        ({"n_examples": 10.0}, TypeError, "n_examples must be a whole number, got 10.0"),
        ({"noise": -0.1}, ValueError, "noise must be positive or 0 and finite, got -0.1"),
        ({"noise": float("nan")}, ValueError, "noise must be positive or 0 and finite, got nan"),
        ({"noise": None}, TypeError, "noise must be one number, got None"),
        ({"rng": "seed"}, TypeError, "rng must be a whole number, got 'seed'"),
    ],
)
def test_arguments_that_cannot_be(draw, options, exception, words):
    with pytest.raises(exception) as caught:
        draw(**options)
    assert words in str(caught.value)


# The real ones.


def test_iris_is_scikit_learns_standardised():
    X, y = datasets.iris()
    flowers, species = sklearn_datasets.load_iris(return_X_y=True)
    petals = flowers[species > 0, 2:].T
    expected = (petals - petals.mean(axis=1, keepdims=True)) / petals.std(axis=1, keepdims=True)
    np.testing.assert_allclose(X, expected, rtol=0, atol=1e-13)
    np.testing.assert_array_equal(y, [species[species > 0] - 1])


def test_digits_are_scikit_learns():
    X, y = datasets.digits()
    images, digit = sklearn_datasets.load_digits(return_X_y=True)
    np.testing.assert_array_equal(X, images.T)
    np.testing.assert_array_equal(y, np.eye(10)[digit].T)
    np.testing.assert_array_equal(datasets.labels(y), digit)


@pytest.mark.parametrize("name", ["iris.csv", "digits.csv.gz"])
def test_the_files_name_their_source_and_licence(name):
    with (gzip.open if name.endswith("gz") else open)(datasets.DATA / name, "rt", encoding="utf-8") as file:
        header = "".join(line for line in file if line.startswith("#"))
    for words in ("UCI Machine Learning Repository", "doi:10.24432/", "CC BY 4.0"):
        assert words in header
        assert words in (datasets.iris if "iris" in name else datasets.digits).__doc__.replace("\n    ", " ")
        assert words in (datasets.DATA / "README.md").read_text(encoding="utf-8")


def test_labels_of_one_row_and_of_several():
    np.testing.assert_array_equal(datasets.labels(np.array([[0.2, 0.5, 0.9]])), [0, 1, 1])
    np.testing.assert_array_equal(datasets.labels(np.array([[0.2, 0.5], [0.7, 0.1], [0.1, 0.4]])), [1, 0])


# What a small network makes of them.


@pytest.mark.parametrize(
    ("name", "accuracy"), [("XOR", 1), ("moons", 1), ("circles", 1), ("spiral", 0.98), ("iris", 0.96)]
)
def test_a_small_network_learns_it(name, accuracy):
    X, y = PLANAR[name]()
    nn = NeuralNetwork(2, 8, 1, rng=0)
    nn.train(X, y, 2000, 5, print_every=0)
    assert (datasets.labels(nn.predict(X)) == datasets.labels(y)).mean() >= accuracy
