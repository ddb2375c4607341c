# ruff: noqa
# fmt: off
"""Layers are dictionaries with the name of an activation."""
import numpy as np

ACTIVATIONS = {
    "tanh": (np.tanh, lambda a: 1 - a ** 2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
}


class Network:
    def __init__(self):
        self.layers = [self.layer(2, 4, "tanh"), self.layer(4, 1, "sigmoid")]

    def layer(self, n_in, n_out, activation):
        return {"w": np.random.randn(n_in, n_out), "b": np.zeros(n_out), "act": activation}

    def forward(self, X):
        self.outputs = [X]
        for layer in self.layers:
            act, _ = ACTIVATIONS[layer["act"]]
            self.outputs.append(act(self.outputs[-1] @ layer["w"] + layer["b"]))
        return self.outputs[-1]

    def train(self, X, y, epochs=1, lr=0.2):
        for _ in range(epochs):
            error = self.forward(X) - y
            for i in range(len(self.layers) - 1, -1, -1):
                following = self.layers[min(i + 1, len(self.layers) - 1)]
                _, slope = ACTIVATIONS[following["act"]]
                delta = error * slope(self.outputs[i + 1])
                error = delta @ self.layers[i]["w"].T
                self.layers[i]["w"] -= lr * self.outputs[i].T @ delta
                self.layers[i]["b"] -= lr * delta.sum(axis=0)
