# ruff: noqa
# fmt: off
"""Two outputs; shapes made to fit."""
import numpy as np


class Net:
    def __init__(self, d, h, k):
        self.W1 = np.random.randn(d, h)
        self.W2 = np.random.randn(h, k)

    def forward(self, X):
        self.H = 1 / (1 + np.exp(-X @ self.W1))
        self.O = 1 / (1 + np.exp(-self.H @ self.W2))
        return self.O

    def bp(self, X, y, lr=0.2):
        self.forward(X)
        delta = (self.O - y) * self.O * (1 - self.O)
        hidden = (delta @ self.W2.reshape(self.W2.shape[1], self.W2.shape[0])) * self.H * (1 - self.H)
        self.W2 -= lr * self.H.T @ delta
        self.W1 -= lr * X.T @ hidden
