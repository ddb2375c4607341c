# ruff: noqa
# fmt: off
"""The gradient is made shorter where its norm is above a limit."""
import numpy as np


class ClippedNet:
    def __init__(self, n_in, n_hid, n_out, max_norm=0.1):
        self.W1, self.b1 = np.random.randn(n_in, n_hid), np.zeros(n_hid)
        self.W2, self.b2 = np.random.randn(n_hid, n_out), np.zeros(n_out)
        self.max_norm = max_norm

    def forward(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def train(self, X, y, lr=0.1):
        d = 2 * (self.forward(X) - y) / len(X)
        e = d @ self.W2.T * (1 - self.h ** 2)
        grads = [X.T @ e, e.sum(0), self.h.T @ d, d.sum(0)]
        norm = np.sqrt(sum((g ** 2).sum() for g in grads))
        factor = min(1, self.max_norm / norm)
        for value, g in zip([self.W1, self.b1, self.W2, self.b2], grads):
            value -= lr * factor * g
