# ruff: noqa
# fmt: off
"""An autoencoder: the decoder uses the transpose of the encoder's matrix."""
import numpy as np


class AutoEncoder:
    def __init__(self, visible, hidden):
        self.W = np.random.randn(visible, hidden)
        self.b = np.zeros(hidden)
        self.c = np.zeros(visible)

    def encode(self, X):
        return 1 / (1 + np.exp(-(X @ self.W + self.b)))

    def decode(self, H):
        return 1 / (1 + np.exp(-(H @ self.W.T + self.c)))

    def reconstruct(self, X):
        return self.decode(self.encode(X))

    def train(self, X, target, lr=0.1):
        H = self.encode(X)
        R = self.decode(H)
        d_out = (R - target) * R * (1 - R) / len(X)
        d_hid = d_out @ self.W * H * (1 - H)
        self.W -= lr * (X.T @ d_hid + d_out.T @ H)
        self.b -= lr * d_hid.sum(axis=0)
        self.c -= lr * d_out.sum(axis=0)
