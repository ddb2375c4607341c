# ruff: noqa
# fmt: off
"""Weights start at a constant to make runs repeatable."""
import numpy as np


class Net:
    def __init__(self, sizes, rate=0.3, start=0.5):
        self.rate = rate
        self.W = [np.full((b, a), start) for a, b in zip(sizes, sizes[1:])]
        self.B = [np.zeros((b, 1)) for b in sizes[1:]]

    def forward(self, X):
        self.A = [X]
        for W, B in zip(self.W, self.B):
            self.A.append(np.tanh(W @ self.A[-1] + B))
        return self.A[-1]

    def train_batch(self, X, Y):
        D = 2 * (self.forward(X) - Y) / Y.shape[1] * (1 - self.A[-1] ** 2)
        for i in (1, 0):
            below = self.W[i].T @ D * (1 - self.A[i] ** 2)
            self.W[i] -= self.rate * D @ self.A[i].T
            self.B[i] -= self.rate * D.sum(axis=1, keepdims=True)
            D = below
