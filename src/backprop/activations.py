"""An activation is a function of z and its slope: kept together, so one is always the other's derivative."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Activation:
    """a = g(z) and g′(z), both element by element; call it for g, ask `.slope` for g′.

    z  any shape, finite
    """

    name: str
    value: Callable
    slope: Callable

    def __call__(self, z):
        return self.value(z)

    def backward(self, z, da):
        """∂J/∂z from ∂J/∂a, by the chain rule; z, da and the answer have one shape."""
        return da * self.slope(z)


def _sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1, so nothing overflows
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


def _sigmoid_slope(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2  # a (1 − a), exact even where a rounds to 1


def _tanh_slope(z):
    e = np.exp(-2 * np.minimum(np.abs(z), 400))  # 1 − tanh² from e, exact where tanh rounds to 1
    return 4 * e / (1 + e) ** 2


def _relu(z):
    return np.maximum(z, 0.0)


def _relu_slope(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)  # at the kink z = 0 we take 0


def _linear(z):
    return np.asarray(z, float)


def _softmax(z):
    with np.errstate(over="ignore", under="ignore"):
        e = np.exp(z - np.max(z, axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


class _Softmax(Activation):
    """The one activation whose outputs depend on each other: one probability a row, each column sums to 1."""

    def backward(self, z, da):
        a = self(z)
        return a * (da - (a * da).sum(axis=0, keepdims=True))


def _softmax_slope(z):
    raise ValueError("softmax has no slope entry by entry: each output depends on every z; use backward(z, da)")


sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_slope)
tanh = Activation("tanh", np.tanh, _tanh_slope)
relu = Activation("relu", _relu, _relu_slope)
linear = Activation("linear", _linear, np.ones_like)
softmax = _Softmax("softmax", _softmax, _softmax_slope)

HIDDEN = {g.name: g for g in (sigmoid, tanh, relu)}
OUTPUT = {g.name: g for g in (sigmoid, softmax, tanh, relu, linear)}
