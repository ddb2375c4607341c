# ruff: noqa
# fmt: off
"""An optimiser object that keeps a running average of squared gradients."""
import numpy as np


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.9):
        self.lr, self.decay_rate, self.h = lr, decay_rate, None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.h[key] = self.decay_rate * self.h[key] + (1 - self.decay_rate) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size):
        self.params = {"W1": np.random.randn(input_size, hidden_size), "b1": np.random.randn(hidden_size),
                       "W2": np.random.randn(hidden_size, output_size), "b2": np.random.randn(output_size)}
        self.optimizer = RMSprop()

    def predict(self, x):
        p = self.params
        self.a1 = 1 / (1 + np.exp(-(x @ p["W1"] + p["b1"])))
        z = self.a1 @ p["W2"] + p["b2"]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def gradient(self, x, t):
        dy = (self.predict(x) - t) / len(x)
        dz = dy @ self.params["W2"].T * self.a1 * (1 - self.a1)
        return {"W2": self.a1.T @ dy, "b2": dy.sum(0), "W1": x.T @ dz, "b1": dz.sum(0)}

    def train_step(self, x, t):
        self.optimizer.update(self.params, self.gradient(x, t))
