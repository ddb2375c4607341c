# ruff: noqa
# fmt: off
"""Parameters as a list of (W, b), columns; every function returns new ones."""
import numpy as np


def init(sizes, seed=0):
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=(m, n)), np.zeros(m)) for n, m in zip(sizes[:-1], sizes[1:])]


def forward(params, x):
    (W1, b1), (W2, b2) = params
    h = np.maximum(W1 @ x + b1[:, None], 0)
    return W2 @ h + b2[:, None]


def grads(params, x, y):
    (W1, b1), (W2, b2) = params
    z = W1 @ x + b1[:, None]
    h = np.maximum(z, 0)
    d_out = 2 * (forward(params, x) - y)
    d_h = W2.T @ d_out * (z > 0)
    return [(d_h @ x.T, np.mean(d_h, axis=1)), (d_out @ h.T, np.mean(d_out, axis=1))]


def update(params, x, y, lr=0.01):
    return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads(params, x, y))]
