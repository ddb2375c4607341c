# ruff: noqa
# fmt: off
"""No class, nothing changed in place: every function returns new arrays."""
import numpy as np


def init_params(d, h):
    return np.random.randn(d, h), np.zeros(h), np.random.randn(h, 1), np.zeros(1)


def forward_pass(X, W1, b1, W2, b2):
    A1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    A2 = 1 / (1 + np.exp(-(A1 @ W2 + b2)))
    return A1, A2


def backward_pass(X, Y, A1, A2, W1, b1, W2, b2, learning_rate=0.01):
    m = X.shape[0]
    dZ2 = A2 - Y
    dZ1 = dZ2 @ W2.T * A1 * (1 - A1)
    W2_new = W2 - learning_rate * A1.T @ dZ2 / m
    b2_new = b2 - learning_rate * dZ2.mean(axis=0)
    W1_new = W1 - learning_rate * X.T @ dZ1 / m
    b1_new = b1 - learning_rate * dZ1.mean(axis=0)
    return W1_new, b1_new, W2_new, b2_new


def train_model(X, Y, params, num_iterations=1000):
    for i in range(num_iterations):
        A1, A2 = forward_pass(X, *params)
        params = backward_pass(X, Y, A1, A2, *params)
    return params
