# ruff: noqa
# fmt: off
"""One example after the other; softmax at the end, squared errors."""
import numpy as np


class DeepNeuralNetwork:
    def __init__(self, sizes, l_rate=0.1):
        a, b, c = sizes
        self.params = {"W1": np.random.randn(b, a), "W2": np.random.randn(c, b)}
        self.l_rate = l_rate

    def softmax(self, x):
        e = np.exp(x - x.max())
        return e / e.sum()

    def forward_pass(self, x_train):
        p = self.params
        p["A0"] = np.asarray(x_train)
        p["Z1"] = p["W1"] @ p["A0"]
        p["A1"] = 1 / (1 + np.exp(-p["Z1"]))
        p["Z2"] = p["W2"] @ p["A1"]
        p["A2"] = self.softmax(p["Z2"])
        return p["A2"]

    def backward_pass(self, y_train, output):
        p = self.params
        error = 2 * (output - y_train) / output.shape[0]
        error = (np.diag(output) - np.outer(output, output)) @ error
        change = {"W2": np.outer(error, p["A1"])}
        error = p["W2"].T @ error * p["A1"] * (1 - p["A1"])
        change["W1"] = np.outer(error, p["A0"])
        return change

    def train(self, x_train, y_train, epochs=1):
        for _ in range(epochs):
            for x, y in zip(x_train, y_train):
                change = self.backward_pass(y, self.forward_pass(x))
                for key, value in change.items():
                    self.params[key] -= self.l_rate * value
