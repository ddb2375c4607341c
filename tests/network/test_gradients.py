"""Every gradient against differences of the loss, over random depths, widths, outputs, losses and batches."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from problems import problem

from backprop import NeuralNetwork
from backprop.checks import gradient_check, numerical_gradient
from backprop.losses import LOSSES

PAIRS = [(loss.name, output) for loss in LOSSES.values() for output in loss.outputs]
SMOOTH = [pair for pair in PAIRS if "relu" not in pair]
FLOOR = 1e-5  # differences of the loss see no slope smaller than 1e-7 of this


@st.composite
def smooth_problems(draw):
    n_layers, pair = draw(st.integers(1, 4)), draw(st.sampled_from(SMOOTH))
    sizes = draw(st.lists(st.integers(1, 5), min_size=n_layers, max_size=n_layers))
    n_outputs = draw(st.integers(2 if pair[1] == "softmax" else 1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return problem([*sizes, n_outputs], draw(st.integers(1, 6)), pair, draw(st.sampled_from(["sigmoid", "tanh"])), rng)


def slopes(nn, X, y, name):
    """∂J/∂parameter by central differences of two widths, so that the error falls with h⁴."""
    narrow, wide = (numerical_gradient(lambda _: nn.loss_value(X, y), getattr(nn, name), h) for h in (1e-3, 2e-3))
    return (4 * narrow - wide) / 3


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(smooth_problems())
def test_gradients_agree_with_central_differences(problem):
    nn, X, y = problem
    for name, gradient in nn.gradients(X, y).items():
        expected = slopes(nn, X, y, name[1:])
        error = np.abs(gradient - expected).max() / max(np.abs(expected).max(), FLOOR)
        assert gradient.shape == expected.shape
        assert error < 1e-7, f"{name} of {nn.sizes}: {error:.1e}"


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("seed", range(5))
def test_relu_agrees_away_from_its_kink(pair, seed):
    rng = np.random.default_rng(seed)
    nn, X, y = problem([3, 6, 5, 3], 4, pair, "relu", rng)
    nn.b3 += 3.0  # a relu output is on
    nn.forward(X)
    assert min(np.abs(z).min() for z in (nn.z1, nn.z2, nn.z3)) > 2e-4
    assert gradient_check(nn, X, y, tolerance=1e-7)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_the_check_that_readers_use_agrees_after_training(activation):
    X, y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])
    nn = NeuralNetwork(2, 4, 1, activation=activation, rng=7)
    nn.train(X, y, 50, 0.5, print_every=0)
    assert gradient_check(nn, X, y, tolerance=1e-7)


def test_at_the_kink_relu_counts_as_off():
    nn = NeuralNetwork(1, 1, 1, activation="relu", output="linear", loss="mse")
    nn.W1, nn.W2 = np.ones((1, 1)), np.ones((1, 1))
    gradients = nn.gradients([[0.0]], [[1.0]])
    assert {name: value.item() for name, value in gradients.items()} == {"dW1": 0, "db1": 0, "dW2": 0, "db2": -2}


def test_softmax_of_a_single_output_cannot_learn():
    nn = NeuralNetwork(2, 3, 1, output="softmax", rng=0)
    assert not any(value.any() for value in nn.gradients([[1.0], [2.0]], [[1.0]]).values())
