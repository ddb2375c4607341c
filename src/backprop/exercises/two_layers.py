"""The truth about a network of two sigmoid layers, line by line, and problems to try an answer on."""

import numpy as np

from backprop.activations import sigmoid
from backprop.checks.lines import Lines

FORWARD = Lines(
    """
    z1 = W1 @ X + b1
    a1 = sigmoid(z1)
    z2 = W2 @ a1 + b2
    a2 = sigmoid(z2)
    """,
    sigmoid=sigmoid,
)
LAYER_2 = Lines(  # J is the cross-entropy: the mean over examples, the sum over outputs
    """
    dz2 = (a2 - y) / y.shape[1]
    dW2 = dz2 @ a1.T
    db2 = dz2.sum(axis=1, keepdims=True)
    """,
    sigmoid=sigmoid,
)
LAYER_1 = Lines(
    """
    da1 = W2.T @ dz2
    dz1 = da1 * a1 * (1 - a1)
    dW1 = dz1 @ X.T
    db1 = dz1.sum(axis=1, keepdims=True)
    """
)
BACKWARD = FORWARD + LAYER_2 + LAYER_1
BACKWARD_MSE = BACKWARD.changed("dz2 = 2 * (a2 - y) * a2 * (1 - a2) / y.size")

GRADIENTS = ("dW2", "db2", "dW1", "db1")  # in the order in which they are worked out
PARAMETERS = ("W1", "b1", "W2", "b2")


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
