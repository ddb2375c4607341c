"""A loss is a number J and its slope ∂J/∂z at the output: one object owns both, so what falls is the loss.

Everywhere  z       (n_outputs, n_examples)  the last layer before its activation
            y       (n_outputs, n_examples)  the targets
            output  the last layer's activation
The 1/n of the mean over examples stands in the slope, and nowhere else in the backward pass.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backprop.activations import softmax


@dataclass(frozen=True)
class Loss:
    """`value(z, y, output)` is J, a float; `slope(z, y, output)` is ∂J/∂z, in the shape of z."""

    name: str
    value: Callable
    slope: Callable
    outputs: tuple  # the output activations that it goes with


def squared_error(a, y):
    """The mean of (a − y)² over examples and outputs: what the lab report prints."""
    with np.errstate(over="ignore"):
        return float(np.mean((a - y) ** 2))


def _mse(z, y, output):
    return squared_error(output(z), y)


def _mse_slope(z, y, output):
    return output.backward(z, 2 * (output(z) - y) / np.size(y))


def _cross_entropy(z, y, output):
    """−Σ y log a, summed over outputs, mean over examples; worked out from z, so that log 0 never happens."""
    surprise = _surprise_of_softmax if output == softmax else _surprise_of_sigmoid
    with np.errstate(over="ignore"):
        return float(np.sum(surprise(z, y) / np.shape(z)[1]))


def _surprise_of_sigmoid(z, y):
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))  # −y log a − (1 − y) log(1 − a)


def _surprise_of_softmax(z, y):
    shifted = np.maximum(z - np.max(z, axis=0), -np.finfo(float).max)  # −∞ · 0 is no number
    return y * (np.log(np.exp(shifted).sum(axis=0)) - shifted)


def _cross_entropy_slope(z, y, output):
    return (output(z) - y) / np.shape(z)[1]


mse = Loss("mse", _mse, _mse_slope, ("sigmoid", "softmax", "tanh", "relu", "linear"))
cross_entropy = Loss("cross-entropy", _cross_entropy, _cross_entropy_slope, ("sigmoid", "softmax"))

LOSSES = {loss.name: loss for loss in (mse, cross_entropy)}
LOSS_NAMES = {"cross-entropy": "cross-entropy", "mse": "mean squared error"}  # in words


def check_pair(loss, output):
    """Raises ValueError if the loss has no meaning for outputs of this activation."""
    if output.name not in loss.outputs:
        raise ValueError(
            f"loss is {loss.name!r} but output is {output.name!r}, whose values are no probabilities: "
            f"choose output {' or '.join(map(repr, loss.outputs))}, or loss 'mse'"
        )


def check_targets(loss, output, y):
    """Raises ValueError if y holds targets that the loss gives no meaning to."""
    if loss == mse:
        return
    if y.min() < 0 or y.max() > 1:
        raise ValueError(
            f"y runs from {y.min():g} to {y.max():g}, but cross-entropy needs targets from 0 to 1: "
            f"scale them, or choose loss 'mse'"
        )
    if output == softmax and not np.allclose(y.sum(axis=0), 1):
        raise ValueError("y has columns that do not sum to 1: give softmax one-hot targets, one 1 in each column")
