"""The losses: their values by hand, their slopes by differences, and both at the ends of the floats."""

import copy
import math
import pickle
from decimal import Decimal, localcontext

import numpy as np
import pytest

from backprop.activations import OUTPUT, linear, relu, sigmoid, softmax, tanh
from backprop.losses import LOSSES, check_pair, check_targets, cross_entropy, mse, squared_error

PAIRS = [(loss, OUTPUT[name]) for loss in LOSSES.values() for name in loss.outputs]
SQUASHED = [(loss, output) for loss, output in PAIRS if output not in (relu, linear)]
ENDS = np.concatenate([[0.0], np.logspace(-308, 308, 45)])
ENDS = np.concatenate([-ENDS[::-1], ENDS])


def each(pairs):
    return pytest.mark.parametrize(("loss", "output"), pairs, ids=lambda part: part.name)


def targets(output, shape, rng):
    """Random y that suits the output: probabilities that sum to 1 for softmax, else from 0 to 1."""
    y = rng.uniform(size=shape)
    return y / y.sum(axis=0) if output is softmax else y


def test_squared_error_is_the_mean_over_examples_and_outputs():
    assert squared_error(np.array([[0.5, 0.5, 0.5, 0.5]]), np.array([[0.0, 1, 1, 0]])) == 0.25
    assert squared_error(np.array([[1.0, 2], [3, 4]]), np.zeros((2, 2))) == (1 + 4 + 9 + 16) / 4
    assert mse.value(np.array([[1.0, 2], [3, 4]]), np.zeros((2, 2)), linear) == 7.5


def test_cross_entropy_is_summed_over_outputs_and_averaged_over_examples():
    z, y = np.zeros((2, 3)), np.array([[0.0, 1, 1], [1, 0, 0]])
    assert cross_entropy.value(z, y, sigmoid) == pytest.approx(2 * math.log(2), rel=1e-15)
    assert cross_entropy.value(z, y, softmax) == pytest.approx(math.log(2), rel=1e-15)


def test_cross_entropy_is_minus_y_log_a():
    rng = np.random.default_rng(1)
    z, y = rng.standard_normal((3, 5)), targets(softmax, (3, 5), rng)
    a, p = sigmoid(z), softmax(z)
    by_hand = -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / 5
    assert cross_entropy.value(z, y, sigmoid) == pytest.approx(by_hand, rel=1e-14)
    assert cross_entropy.value(z, y, softmax) == pytest.approx(-(y * np.log(p)).sum() / 5, rel=1e-14)


@pytest.mark.parametrize("z", [-40.0, -5.0, 0.5, 40.0, 300.0])
def test_cross_entropy_keeps_its_digits_where_a_rounds_to_1(z):
    with localcontext() as context:
        context.prec = 200
        exact = float((1 + (-Decimal(z)).exp()).ln())
    assert cross_entropy.value(np.array([[z]]), np.array([[1.0]]), sigmoid) == pytest.approx(exact, rel=1e-15, abs=0)


@each(SQUASHED)
@pytest.mark.parametrize("target", [0.0, 0.5, 1.0])
def test_value_and_slope_are_finite_and_silent_everywhere(loss, output, target):
    with np.errstate(all="raise", under="ignore"):
        for end in ENDS:
            z = np.array([[end, -end], [-end, end]])[: 2 if output is softmax else 1]
            y = np.array([[target, 0], [1 - target, 1]])[: len(z)]
            assert np.isfinite(loss.value(z, y, output))
            assert np.isfinite(loss.slope(z, y, output)).all()


def test_cross_entropy_far_out_is_the_distance():
    assert cross_entropy.value(np.array([[-1e308]]), np.array([[1.0]]), sigmoid) == 1e308
    assert cross_entropy.value(np.array([[1e308], [0.0]]), np.array([[0.0], [1.0]]), softmax) == 1e308
    assert cross_entropy.value(np.array([[1e308]]), np.array([[1.0]]), sigmoid) == 0


@each(PAIRS)
def test_the_slope_is_the_derivative_of_the_value(loss, output):
    rng = np.random.default_rng(2)
    z, y, h = rng.standard_normal((3, 4)), targets(output, (3, 4), rng), 1e-5
    numerical = np.empty_like(z)
    for index in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[index] = h
        numerical[index] = (loss.value(z + step, y, output) - loss.value(z - step, y, output)) / (2 * h)
    np.testing.assert_allclose(loss.slope(z, y, output), numerical, rtol=1e-7, atol=1e-10)


def test_the_slopes_at_a_saturated_output():
    z, y = np.array([[3.0]]), np.array([[0.0]])
    a = sigmoid(z)
    np.testing.assert_allclose(cross_entropy.slope(z, y, sigmoid), a, rtol=1e-15)
    np.testing.assert_allclose(mse.slope(z, y, sigmoid), 2 * a**2 * (1 - a), rtol=1e-14)


@pytest.mark.parametrize("output", [tanh, relu, linear], ids=lambda g: g.name)
def test_cross_entropy_refuses_what_is_no_probability(output):
    with pytest.raises(ValueError, match=rf"output is '{output.name}'.*choose output 'sigmoid' or 'softmax'"):
        check_pair(cross_entropy, output)


@each(PAIRS)
def test_a_copy_is_the_same_loss(loss, output):
    for twin in (copy.deepcopy, lambda part: pickle.loads(pickle.dumps(part))):
        y = np.array([[0.0, 1], [1, 0]])
        check_targets(twin(loss), twin(output), 3 * y if loss is mse else y)
        z = np.array([[0.3, -1], [2, 0.5]])
        assert twin(loss) == loss
        assert twin(loss).value(z, y, twin(output)) == loss.value(z, y, output)
