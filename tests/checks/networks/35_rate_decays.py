# ruff: noqa
# fmt: off
"""The learning rate shrinks with every epoch."""
import numpy as np


class Decaying:
    def __init__(self, d, h, lr=0.5, decay=0.1):
        self.lr0, self.decay, self.epoch = lr, decay, 0
        self.W1 = np.random.randn(d, h)
        self.W2 = np.random.randn(h, 1)

    def feed_forward(self, X):
        self.a1 = 1 / (1 + np.exp(-X @ self.W1))
        self.a2 = 1 / (1 + np.exp(-self.a1 @ self.W2))
        return self.a2

    def train_epoch(self, X, y):
        rate = self.lr0 / (1 + self.decay * self.epoch)
        out = self.feed_forward(X)
        d2 = out - y
        d1 = d2 @ self.W2.T * self.a1 * (1 - self.a1)
        self.W2 -= rate * self.a1.T @ d2
        self.W1 -= rate * X.T @ d1
        self.epoch += 1
        return float(-np.sum(y * np.log(out) + (1 - y) * np.log(1 - out)))
