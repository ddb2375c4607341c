# ruff: noqa
# fmt: off
"""fit does everything; predict only answers 0 or 1."""
import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size=3, learning_rate=0.1, n_iters=500):
        self.learning_rate, self.n_iters = learning_rate, n_iters
        self.W1 = np.random.randn(input_size, hidden_size)
        self.b1 = np.zeros((1, hidden_size))
        self.W2 = np.random.randn(hidden_size, 1)
        self.b2 = np.zeros((1, 1))

    def _sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def fit(self, X, y):
        n_samples = X.shape[0]
        for _ in range(self.n_iters):
            self.A1 = self._sigmoid(X @ self.W1 + self.b1)
            self.A2 = self._sigmoid(self.A1 @ self.W2 + self.b2)
            dZ2 = self.A2 - y.reshape(-1, 1)
            dZ1 = dZ2 @ self.W2.T * self.A1 * (1 - self.A1)
            self.W2 -= self.learning_rate * self.A1.T @ dZ2 / n_samples
            self.b2 -= self.learning_rate * dZ2.sum(axis=0, keepdims=True) / n_samples
            self.W1 -= self.learning_rate * X.T @ dZ1 / n_samples
            self.b1 -= self.learning_rate * dZ1.sum(axis=0, keepdims=True) / n_samples

    def predict(self, X):
        A2 = self._sigmoid(self._sigmoid(X @ self.W1 + self.b1) @ self.W2 + self.b2)
        return np.array([1 if p > 0.5 else 0 for p in A2])
