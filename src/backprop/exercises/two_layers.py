"""The truth about a network of two sigmoid layers, equation by equation, and problems to try an answer on.

An equation takes a namespace `v` that holds the problem and every result before it.
"""

import numpy as np


def sigmoid(z):
    """1 / (1 + e^−z), worked out as the notebooks' own, so that the same code gives the same bits."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def slope(a):
    """The slope of the sigmoid where its value is a."""
    return a * (1 - a)


FORWARD = {
    "z1": lambda v: v.W1 @ v.X + v.b1,
    "a1": lambda v: sigmoid(v.z1),
    "z2": lambda v: v.W2 @ v.a1 + v.b2,
    "a2": lambda v: sigmoid(v.z2),
}
LAYER_2 = {
    "dz2": lambda v: (v.a2 - v.y) / v.y.shape[1],  # J is the cross-entropy: mean over examples, sum over outputs
    "dW2": lambda v: v.dz2 @ v.a1.T,
    "db2": lambda v: v.dz2.sum(axis=1, keepdims=True),
}
LAYER_1 = {
    "da1": lambda v: v.W2.T @ v.dz2,
    "dz1": lambda v: v.da1 * slope(v.a1),
    "dW1": lambda v: v.dz1 @ v.X.T,
    "db1": lambda v: v.dz1.sum(axis=1, keepdims=True),
}
BACKWARD = FORWARD | LAYER_2 | LAYER_1
BACKWARD_MSE = BACKWARD | {"dz2": lambda v: 2 * (v.a2 - v.y) * slope(v.a2) / v.y.size}

GRADIENTS = ("dW2", "db2", "dW1", "db1")  # in the order in which they are worked out


def problem(seed, n_features, n_hidden, n_outputs, n_examples):
    """X, y, W1, b1, W2, b2 with no bias zero; an odd seed gives X of whole numbers, as XOR's."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n_features, n_examples))
    parameters = {
        "W1": rng.standard_normal((n_hidden, n_features)),
        "b1": rng.uniform(0.2, 0.9, (n_hidden, 1)),
        "W2": rng.standard_normal((n_outputs, n_hidden)),
        "b2": rng.uniform(0.2, 0.9, (n_outputs, 1)),
    }
    y = rng.integers(0, 2, (n_outputs, n_examples))
    return {"X": rng.integers(0, 3, X.shape), "y": y} | parameters if seed % 2 else {"X": X, "y": y * 1.0} | parameters


def problems():
    """Three problems, of which no two share a size."""
    sizes = (3, 5, 2, 7), (2, 4, 3, 11), (6, 7, 4, 5)
    return [problem(seed, *size) for seed, size in zip((2, 4, 5), sizes, strict=True)]
