"""The activations that a layer may have, with their slope asked of z, of the output, and of the wrong one of the two.

The checks import NumPy only, so these are written here once more; a test holds them to the package's own.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Activation:
    """g(z); `of_output(a)` and `of_z(z)` are the two ways in which programs write its slope.

    Both give g′ if each is given what it asks for.
    """

    name: str
    value: Callable
    of_output: Callable
    of_z: Callable


def sigmoid(z):
    """1 / (1 + e⁻ᶻ), which overflows for no z."""
    return 0.5 * (1 + np.tanh(z / 2))


def softmax(z):
    """Each row as probabilities that sum to 1."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


def _leaky(slope):
    return Activation(
        f"leaky ReLU ({slope:g})",
        lambda z: np.where(z > 0, z, slope * z),
        lambda a: np.where(a > 0, 1.0, slope),
        lambda z: np.where(z > 0, 1.0, slope),
    )


def _positive(x):
    return np.where(x > 0, 1.0, 0.0)


HIDDEN = (
    Activation("sigmoid", sigmoid, lambda a: a * (1 - a), _sigmoid_slope),
    Activation("tanh", np.tanh, lambda a: 1 - a**2, lambda z: 1 - np.tanh(z) ** 2),
    Activation("ReLU", lambda z: np.maximum(z, 0), _positive, _positive),
    Activation("no activation", lambda z: z, np.ones_like, np.ones_like),
    _leaky(0.01),
    _leaky(0.1),
    _leaky(0.2),
    Activation(
        "sigmoid of 2z", lambda z: sigmoid(2 * z), lambda a: 2 * a * (1 - a), lambda z: 2 * _sigmoid_slope(2 * z)
    ),
    Activation("softplus", lambda z: np.logaddexp(0, z), lambda a: 1 - np.exp(-a), sigmoid),
    Activation(
        "ELU",
        lambda z: np.where(z > 0, z, np.expm1(z)),
        lambda a: np.where(a > 0, 1.0, a + 1),
        lambda z: np.where(z > 0, 1.0, np.exp(z)),
    ),
    Activation("sine", np.sin, lambda a: np.sqrt(np.maximum(1 - a**2, 0)), np.cos),
    Activation(
        "SiLU",
        lambda z: z * sigmoid(z),
        lambda a: a + sigmoid(a) * (1 - a),
        lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z))),
    ),
)
SOFTMAX = Activation("softmax", softmax, lambda a: a * (1 - a), lambda z: softmax(z) * (1 - softmax(z)))
OUTPUT = (HIDDEN[0], SOFTMAX, HIDDEN[3], HIDDEN[1], HIDDEN[2], *HIDDEN[4:])


def through(activation, z, a, da):
    """∂L/∂z from ∂L/∂a, examples in rows."""
    if activation is SOFTMAX:
        return a * (da - (a * da).sum(axis=1, keepdims=True))
    return da * activation.of_z(z)
