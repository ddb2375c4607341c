# ruff: noqa
# fmt: off
"""Private attributes, read through properties; examples are columns."""
import numpy as np


class NeuralNetwork:
    def __init__(self, nx, nodes):
        self.__W1 = np.random.randn(nodes, nx)
        self.__b1 = np.zeros((nodes, 1))
        self.__W2 = np.random.randn(1, nodes)
        self.__b2 = 0
        self.__A1 = self.__A2 = 0

    @property
    def W1(self):
        return self.__W1

    @property
    def W2(self):
        return self.__W2

    def forward_prop(self, X):
        self.__A1 = 1 / (1 + np.exp(-(self.__W1 @ X + self.__b1)))
        self.__A2 = 1 / (1 + np.exp(-(self.__W2 @ self.__A1 + self.__b2)))
        return self.__A1, self.__A2

    def cost(self, Y, A):
        return -(Y * np.log(A) + (1 - Y) * np.log(1.0000001 - A)).mean()

    def gradient_descent(self, X, Y, A1, A2, alpha=0.05):
        m = Y.shape[1]
        d2 = A2 - Y
        d1 = (self.__W2.T @ d2) * A1 * (1 - A1)
        self.__W2 = self.__W2 - alpha * d2 @ A1.T / m
        self.__b2 = self.__b2 - alpha * d2.sum(axis=1, keepdims=True) / m
        self.__W1 = self.__W1 - alpha * d1 @ X.T / m
        self.__b1 = self.__b1 - alpha * d1.sum(axis=1, keepdims=True) / m

    def train(self, X, Y, iterations=5000, alpha=0.05):
        for _ in range(iterations):
            A1, A2 = self.forward_prop(X)
            self.gradient_descent(X, Y, A1, A2, alpha)
