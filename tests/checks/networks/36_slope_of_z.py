# ruff: noqa
# fmt: off
"""A class with sigmoid units."""
import numpy as np


class SimpleNN:
    def __init__(self, input_size, hidden_size, output_size):
        self.W1 = np.random.randn(input_size, hidden_size)
        self.b1 = np.zeros((1, hidden_size))
        self.W2 = np.random.randn(hidden_size, output_size)
        self.b2 = np.zeros((1, output_size))

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def sigmoid_derivative(self, x):
        return x * (1 - x)

    def forward(self, X):
        self.z1 = X @ self.W1 + self.b1
        self.a1 = self.sigmoid(self.z1)
        self.z2 = self.a1 @ self.W2 + self.b2
        self.a2 = self.sigmoid(self.z2)
        return self.a2

    def backward(self, X, y, learning_rate):
        delta2 = (self.a2 - y) * self.sigmoid_derivative(self.a2)
        delta1 = delta2 @ self.W2.T * self.sigmoid_derivative(self.z1)
        self.W2 -= learning_rate * self.a1.T @ delta2
        self.b2 -= learning_rate * delta2.sum(axis=0, keepdims=True)
        self.W1 -= learning_rate * X.T @ delta1
        self.b1 -= learning_rate * delta1.sum(axis=0, keepdims=True)
