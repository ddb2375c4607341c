# ruff: noqa
# fmt: off
"""Columns, a ReLU layer and a softmax, as functions of four arrays."""
import numpy as np


def initialize_model(N, V, K):
    return np.random.randn(N, V), np.random.randn(K, N), np.random.rand(N, 1), np.random.rand(K, 1)


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, W1 @ x + b1)
    return W2 @ h + b2, h


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = W2.T @ (yhat - y)
    l1[h <= 0] = 0
    grad_W1 = l1 @ x.T / batch_size
    grad_W2 = (yhat - y) @ h.T / batch_size
    grad_b1 = np.sum(l1 @ x.T / batch_size, axis=1, keepdims=True)
    grad_b2 = np.sum((yhat - y) @ h.T / batch_size, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def predict(x, params):
    return softmax(forward_prop(x, *params)[0])


def gradient_descent(x, y, params, alpha=0.03):
    W1, W2, b1, b2 = params
    z, h = forward_prop(x, W1, W2, b1, b2)
    g = back_prop(x, softmax(z), y, h, W1, W2, b1, b2, x.shape[1])
    return W1 - alpha * g[0], W2 - alpha * g[1], b1 - alpha * g[2], b2 - alpha * g[3]
