# ruff: noqa
# fmt: off
"""XOR; prints a mean squared error while it learns."""
import numpy as np


class NeuralNetworkWithBackprop:
    def __init__(self, input_size, hidden_size, output_size):
        self.W1 = np.random.randn(input_size, hidden_size)
        self.b1 = np.zeros((1, hidden_size))
        self.W2 = np.random.randn(hidden_size, output_size)
        self.b2 = np.zeros((1, output_size))

    def forward(self, X):
        self.X = X
        self.a1 = 1 / (1 + np.exp(-(X @ self.W1 + self.b1)))
        self.a2 = 1 / (1 + np.exp(-(self.a1 @ self.W2 + self.b2)))
        return self.a2

    def backward(self, y_true, learning_rate=0.01):
        m = y_true.shape[0]
        dz2 = self.a2 - y_true
        dz1 = dz2 @ self.W2.T * self.a1 * (1 - self.a1)
        self.W2 -= learning_rate * self.a1.T @ dz2 / m
        self.b2 -= learning_rate * dz2.mean(axis=0, keepdims=True)
        self.W1 -= learning_rate * self.X.T @ dz1 / m
        self.b1 -= learning_rate * dz1.mean(axis=0, keepdims=True)

    def train(self, X, y, epochs=1000, learning_rate=0.1):
        losses = []
        for epoch in range(epochs):
            output = self.forward(X)
            losses.append(np.mean((output - y) ** 2))
            self.backward(y, learning_rate)
            if epoch % 100 == 0:
                print(f"Epoch {epoch}, Loss: {losses[-1]:.4f}")
        return losses
