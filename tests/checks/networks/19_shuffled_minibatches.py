# ruff: noqa
# fmt: off
"""An epoch shuffles the data and goes through mini-batches."""
import numpy as np


class Classifier:
    def __init__(self, sizes, batch_size=2, learning_rate=0.1):
        d, h, c = sizes
        self.w1, self.b1 = np.random.randn(d, h), np.zeros((1, h))
        self.w2, self.b2 = np.random.randn(h, c), np.zeros((1, c))
        self.batch_size, self.learning_rate = batch_size, learning_rate

    def forward(self, X):
        self.h = np.maximum(0.0, X @ self.w1 + self.b1)
        scores = self.h @ self.w2 + self.b2
        scores -= scores.max(axis=1, keepdims=True)
        return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)

    def train(self, X, y, epochs=10):
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            for start in range(0, len(X), self.batch_size):
                rows = order[start:start + self.batch_size]
                self.update(X[rows], y[rows])

    def update(self, X, y):
        d2 = (self.forward(X) - y) / len(X)
        d1 = d2 @ self.w2.T
        d1[self.h <= 0] = 0
        self.w2 -= self.learning_rate * self.h.T @ d2
        self.b2 -= self.learning_rate * d2.sum(axis=0, keepdims=True)
        self.w1 -= self.learning_rate * X.T @ d1
        self.b1 -= self.learning_rate * d1.sum(axis=0, keepdims=True)
