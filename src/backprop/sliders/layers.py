"""Networks of one shape from a hundred starts, as one stack: each layer's gradient, and which units are dead."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import prod

import numpy as np

from backprop import datasets
from backprop.activations import HIDDEN, sigmoid
from backprop.starts import STARTS

N_STARTS = 100
DEEPEST = 20


@dataclass(frozen=True)
class Layers:
    """What was measured on XOR, before any training.

    lengths  (n_starts, n_layers)      length of each dW: the root of the sum of its squares
    dead     (n_starts, n_layers - 1)  hidden ReLU units with z ≤ 0 for every example, counted
    """

    lengths: np.ndarray
    dead: np.ndarray


@cache
def measure(depth, units, activation, start):
    """The Layers of N_STARTS networks with `depth` hidden layers of `units`, seeds 0, 1, …"""
    X, y = datasets.xor()
    sizes = [len(X), *[units] * depth, len(y)]
    replay = Replay(draws(units))
    weights = [STARTS[start](n_out, n_in, replay) for n_in, n_out in pairwise(sizes)]
    weights = [np.broadcast_to(W, (N_STARTS, *W.shape[-2:])) for W in weights]
    return Layers(*_there_and_back(weights, HIDDEN[activation], X, y))


def _there_and_back(weights, activation, X, y):
    """(lengths, dead) of networks whose biases are 0; every array has the networks on its first axis."""
    z, a = [], [X]
    for W in weights:
        z.append(W @ a[-1])
        a.append(activation(z[-1]))
    dz, lengths = (sigmoid(z[-1]) - y) / X.shape[1], []
    for layer in reversed(range(len(weights))):
        lengths.insert(0, np.linalg.norm(dz @ np.swapaxes(a[layer], -1, -2), axis=(1, 2)))
        if layer:
            dz = activation.backward(z[layer - 1], weights[layer].swapaxes(1, 2) @ dz)
    dead = [(each <= 0).all(axis=2).sum(axis=1) * (activation.name == "relu") for each in z[:-1]]
    return np.stack(lengths, axis=1), np.stack(dead, axis=1)


class Replay:
    """Stands for the Generators of many seeds at once.

    draws  (n_starts, n)  what each of them would draw
    """

    def __init__(self, draws):
        self.draws, self.used = draws, 0

    def standard_normal(self, shape):
        """The next draws of every seed, (n_starts, *shape)."""
        first, self.used = self.used, self.used + prod(shape)
        return self.draws[:, first : self.used].reshape(-1, *shape)


@cache
def draws(units):
    """The first draws from N(0, 1) of every seed, as many as the deepest network needs."""
    most = 2 * units + (DEEPEST - 1) * units**2 + units
    return np.stack([np.random.default_rng(seed).standard_normal(most) for seed in range(N_STARTS)])
