# ruff: noqa
# fmt: off
"""Digits with functions: ReLU, softmax, columns."""
import numpy as np


def init_params(d, h, k):
    return np.random.rand(h, d) - 0.5, np.random.rand(h, 1) - 0.5, np.random.rand(k, h) - 0.5, np.random.rand(k, 1) - 0.5


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1 @ X + b1
    A1 = np.maximum(Z1, 0)
    e = np.exp(W2 @ A1 + b2)
    return Z1, A1, e / e.sum(axis=0)


def one_hot(Y, k):
    return np.eye(k)[Y].T


def backward_prop(Z1, A1, A2, W2, X, Y):
    m = Y.size
    dZ2 = A2 - one_hot(Y, A2.shape[0])
    dZ1 = W2.T @ dZ2 * (Z1 > 0)
    return dZ1 @ X.T / m, np.sum(dZ1) / m, dZ2 @ A1.T / m, np.sum(dZ2) / m


def gradient_descent(X, Y, params, alpha, iterations):
    W1, b1, W2, b2 = params
    for i in range(iterations):
        Z1, A1, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = W1 - alpha * dW1, b1 - alpha * db1, W2 - alpha * dW2, b2 - alpha * db2
    return W1, b1, W2, b2
