# ruff: noqa
# fmt: off
"""The slope function changes its argument."""
import numpy as np


def ReLU_derivative(a):
    a[a <= 0] = 0
    a[a > 0] = 1
    return a


class Net:
    def __init__(self, d, h):
        self.W1, self.W2 = np.random.randn(d, h), np.random.randn(h, 1)

    def forward(self, X):
        self.a1 = np.maximum(0, X @ self.W1)
        return self.a1 @ self.W2

    def backward(self, X, y, lr):
        d2 = self.forward(X) - y
        d1 = d2 @ self.W2.T * ReLU_derivative(self.a1)
        self.W2 -= lr * self.a1.T @ d2
        self.W1 -= lr * X.T @ d1
