# ruff: noqa
# fmt: off
"""ReLU hidden layer; the slope function gets the layer's output."""
import numpy as np


def relu(v):
    return np.maximum(0, v)


def relu_derivative(v):
    return (v >= 0).astype(float)


class House:
    def __init__(self, d, h):
        self.W1 = np.random.randn(d, h)
        self.W2 = np.random.randn(h, 1)

    def forward(self, X):
        self.a1 = relu(X @ self.W1)
        return self.a1 @ self.W2

    def backward(self, X, y, o, l_rate):
        o_delta = 2.0 * (y - o)
        z_delta = o_delta @ self.W2.T * relu_derivative(self.a1)
        self.W1 += l_rate * X.T @ z_delta
        self.W2 += l_rate * self.a1.T @ o_delta

    def train(self, X, y, l_rate=0.01):
        self.backward(X, y, self.forward(X), l_rate)
