"""What is special to ReLU in a sweep: its kink, and units that are off by their weights."""

import numpy as np
import pytest

from backprop import datasets, sweep

X, Y = datasets.xor()


def test_relu_at_its_kink_takes_the_slope_0():
    """At (0, 0) and a bias of 0 every z1 is exactly 0: the slope that NeuralNetwork takes there decides."""
    zero, one = np.zeros((2, 1)), np.ones((1, 1))
    run = sweep.train(zero, one, [0.5], [3], epochs=1, stride=1, activation="relu")
    start, end = (run.parameters(0, 0, 0, snapshot) for snapshot in (0, 1))
    assert all(np.array_equal(start[name], end[name]) for name in ("W1", "b1", "W2"))
    assert end["b2"][0, 0] == pytest.approx(0.25)


def test_a_network_smaller_than_its_stack_has_units_that_stay_off():
    together = sweep.train(X, Y, [0.5], [2, 16], seeds=range(5), epochs=200, activation="relu")
    alone = sweep.train(X, Y, [0.5], [2], seeds=range(5), epochs=200, activation="relu")
    assert np.abs(together.loss[:, :1] - alone.loss).max() <= 1e-12
