"""The activations: right to the last digits, finite and silent from one end of the floats to the other."""

import copy
import pickle
from decimal import Decimal, localcontext

import numpy as np
import pytest

from backprop.activations import HIDDEN, OUTPUT, linear, relu, sigmoid, softmax, tanh

ENDS = np.logspace(-308, 308, 617)
EVERYWHERE = np.concatenate([-ENDS, [0.0], ENDS, np.linspace(-800, 800, 1601)])
EACH = [g for g in OUTPUT.values() if g is not softmax]
each = pytest.mark.parametrize("g", EACH, ids=lambda g: g.name)


def exact(formula, z):
    """formula(e^z) in 50 digits, as a float."""
    with localcontext() as context:
        context.prec = 50
        return float(formula(Decimal(float(z)).exp()))


EXACT = {
    "sigmoid": (sigmoid, lambda e: e / (1 + e), lambda e: e / (1 + e) ** 2),
    "tanh": (tanh, lambda e: (e * e - 1) / (e * e + 1), lambda e: 4 * e * e / (e * e + 1) ** 2),
}


def test_sigmoid_of_minus_40():
    assert sigmoid(-40.0) == pytest.approx(exact(lambda e: e / (1 + e), -40), rel=1e-15, abs=0)


@pytest.mark.parametrize("name", EXACT)
def test_value_and_slope_to_the_last_digits(name):
    g, value, slope = EXACT[name]
    for z in np.concatenate([np.linspace(-350, 350, 281), [-40.0, -36.7, -1e-3, 1e-9, 18.9, 36.8]]):
        assert g(z) == pytest.approx(exact(value, z), rel=1e-15, abs=0)
        assert g.slope(z) == pytest.approx(exact(slope, z), rel=2e-15, abs=0)


@each
def test_finite_and_silent_everywhere(g):
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(g(EVERYWHERE)).all()
        assert np.isfinite(g.slope(EVERYWHERE)).all()


@each
def test_the_slope_is_the_derivative(g):
    z, h = np.array([[-3.0, -0.7, 0.4], [2.5, 1e-2, -6.0]]), 1e-5
    np.testing.assert_allclose(g.slope(z), (g(z + h) - g(z - h)) / (2 * h), rtol=1e-7, atol=1e-11)
    da = np.array([[1.0, -2, 3], [0.5, 4, -1]])
    np.testing.assert_array_equal(g.backward(z, da), da * g.slope(z))


@pytest.mark.parametrize(
    ("g", "z", "value", "slope"),
    [
        (sigmoid, 0.0, 0.5, 0.25),
        (tanh, 0.0, 0.0, 1.0),
        (relu, -2.0, 0.0, 0.0),
        (relu, 0.0, 0.0, 0.0),
        (relu, 3.0, 3.0, 1.0),
        (linear, -7.0, -7.0, 1.0),
    ],
)
def test_values_known_by_heart(g, z, value, slope):
    assert (g(z), g.slope(z)) == (value, slope)


@each
def test_ints_and_lists_are_numbers_too(g):
    np.testing.assert_array_equal(g([[0, 1], [-2, 3]]), g(np.array([[0.0, 1], [-2, 3]])))
    assert g(np.array([1, 2])).dtype == np.float64


def test_softmax_gives_probabilities():
    z = np.array([[1.0, -1e308, 0.0], [2.0, 1e308, 0.0], [3.0, 0.0, 0.0]])
    a = softmax(z)
    np.testing.assert_allclose(a.sum(axis=0), 1, rtol=1e-15)
    np.testing.assert_array_equal(a[:, 1], [0, 1, 0])
    np.testing.assert_allclose(a[:, 0], np.exp([-2, -1, 0]) / np.exp([-2, -1, 0]).sum(), rtol=1e-15)


def test_softmax_backward_is_its_jacobian():
    rng = np.random.default_rng(0)
    z, da, h = rng.standard_normal((4, 1)), rng.standard_normal((4, 1)), 1e-5
    jacobian = np.hstack([(softmax(z + h * e) - softmax(z - h * e)) / (2 * h) for e in np.eye(4)[..., None]])
    np.testing.assert_allclose(softmax.backward(z, da), jacobian.T @ da, rtol=1e-8, atol=1e-10)


def test_softmax_has_no_slope_entry_by_entry():
    with pytest.raises(ValueError, match="use backward"):
        softmax.slope(np.zeros((2, 1)))


@pytest.mark.parametrize("g", OUTPUT.values(), ids=lambda g: g.name)
def test_a_copy_is_the_same_activation(g):
    assert copy.deepcopy(g) == g == pickle.loads(pickle.dumps(g))
    assert [other for other in OUTPUT.values() if other == copy.deepcopy(g)] == [g]


def test_names():
    assert list(HIDDEN) == ["sigmoid", "tanh", "relu"]
    assert list(OUTPUT) == ["sigmoid", "softmax", "tanh", "relu", "linear"]
