"""Each start has the spread that its name promises, and leaves the biases at 0."""

import numpy as np
import pytest

from backprop import NeuralNetwork
from backprop.starts import STARTS

N_IN, N_HIDDEN = 300, 200
DEVIATION = {"tiny": 0.01, "normal": 1, "large": 10, "glorot": (2 / 500) ** 0.5, "he": (2 / 300) ** 0.5}
FILLED = {"zeros": 0.0, "constant": 0.5}


def network(start, rng=7):
    return NeuralNetwork(N_IN, N_HIDDEN, 1, start=start, rng=rng)


def test_each_start_is_tested_here():
    assert set(STARTS) == set(DEVIATION) | set(FILLED)


@pytest.mark.parametrize(("start", "deviation"), DEVIATION.items())
def test_drawn_weights_have_mean_0_and_the_deviation_of_their_name(start, deviation):
    W1 = network(start).W1 / deviation
    assert W1.shape == (N_HIDDEN, N_IN)
    assert abs(W1.mean()) < 4 / W1.size**0.5  # four standard errors
    assert abs(W1.std() - 1) < 4 / (2 * W1.size) ** 0.5


@pytest.mark.parametrize(("start", "value"), FILLED.items())
def test_filled_weights_are_all_one_number(start, value):
    nn = network(start)
    assert set(nn.W1.ravel()) == {value}
    assert set(nn.W2.ravel()) == {value}


@pytest.mark.parametrize("start", STARTS)
def test_biases_start_at_0_and_a_seed_gives_the_same_start_again(start):
    nn, again = network(start), network(start)
    assert not nn.b1.any()
    assert not nn.b2.any()
    assert np.array_equal(nn.W1, again.W1)


@pytest.mark.parametrize("start", DEVIATION)
def test_another_seed_gives_another_start(start):
    assert not np.array_equal(network(start, 1).W1, network(start, 2).W1)
