# ruff: noqa
# fmt: off
"""Gradient descent with momentum; the velocities start at zero."""
import numpy as np


class MomentumNet:
    def __init__(self, n_in, n_hid, n_out, lr=0.1, momentum=0.9):
        self.params = {"W1": np.random.randn(n_in, n_hid), "b1": np.zeros(n_hid),
                       "W2": np.random.randn(n_hid, n_out), "b2": np.zeros(n_out)}
        self.velocity = {k: np.zeros_like(v) for k, v in self.params.items()}
        self.lr, self.momentum = lr, momentum

    def predict(self, X):
        p = self.params
        self.hidden = np.tanh(X @ p["W1"] + p["b1"])
        return self.hidden @ p["W2"] + p["b2"]

    def step(self, X, y):
        p = self.params
        error = 2 * (self.predict(X) - y) / y.size
        back = error @ p["W2"].T * (1 - self.hidden ** 2)
        grads = {"W1": X.T @ back, "b1": back.sum(0), "W2": self.hidden.T @ error, "b2": error.sum(0)}
        for k in p:
            self.velocity[k] = self.momentum * self.velocity[k] - self.lr * grads[k]
            p[k] += self.velocity[k]
