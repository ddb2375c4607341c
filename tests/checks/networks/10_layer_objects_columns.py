# ruff: noqa
# fmt: off
"""A network is a list of layer objects; backward also updates; one column at a time."""
import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_out, n_in)
        self.bias = np.random.randn(n_out, 1)

    def forward(self, given):
        self.given = given
        return self.weights @ given + self.bias

    def backward(self, output_gradient, learning_rate):
        passed_on = self.weights.T @ output_gradient
        self.weights -= learning_rate * output_gradient @ self.given.T
        self.bias -= learning_rate * output_gradient
        return passed_on


class Tanh:
    def forward(self, given):
        self.given = given
        return np.tanh(given)

    def backward(self, output_gradient, learning_rate):
        return output_gradient * (1 - np.tanh(self.given) ** 2)


def mse(t, p):
    return np.mean((t - p) ** 2)


def mse_prime(t, p):
    return 2 * (p - t) / np.size(t)


def predict(network, x):
    for layer in network:
        x = layer.forward(x)
    return x


def train(network, x_train, y_train, epochs=1000, learning_rate=0.01):
    for _ in range(epochs):
        for x, t in zip(x_train, y_train):
            gradient = mse_prime(t, predict(network, x))
            for layer in reversed(network):
                gradient = layer.backward(gradient, learning_rate)
