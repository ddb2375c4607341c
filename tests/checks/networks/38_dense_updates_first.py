# ruff: noqa
# fmt: off
"""Layer objects, one column at a time."""
import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size)
        self.bias = np.random.randn(output_size, 1)

    def forward(self, x):
        self.x = x
        return self.weights @ x + self.bias

    def backward(self, output_gradient, learning_rate):
        self.weights -= learning_rate * output_gradient @ self.x.T
        self.bias -= learning_rate * output_gradient
        return self.weights.T @ output_gradient


class Sigmoid:
    def forward(self, x):
        self.s = 1 / (1 + np.exp(-x))
        return self.s

    def backward(self, output_gradient, learning_rate):
        return output_gradient * self.s * (1 - self.s)


class Network:
    def __init__(self, *layers):
        self.layers = layers

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def fit(self, xs, ys, epochs, learning_rate):
        for _ in range(epochs):
            error = 0
            for x, y in zip(xs, ys):
                out = self.predict(x)
                error += np.mean((y - out) ** 2)
                grad = 2 * (out - y) / y.size
                for layer in reversed(self.layers):
                    grad = layer.backward(grad, learning_rate)
            print("error", error / len(xs))
