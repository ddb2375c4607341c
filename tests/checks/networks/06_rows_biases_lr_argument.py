# ruff: noqa
# fmt: off
"""Sigmoid everywhere, biases as rows, the learning rate is an argument of backward."""
import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        self.W1 = np.random.randn(input_size, hidden_size) * 0.8
        self.b1 = np.zeros((1, hidden_size))
        self.W2 = np.random.randn(hidden_size, output_size) * 0.8
        self.b2 = np.zeros((1, output_size))

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        self.z1 = X @ self.W1 + self.b1
        self.a1 = self.sigmoid(self.z1)
        self.z2 = self.a1 @ self.W2 + self.b2
        self.a2 = self.sigmoid(self.z2)
        return self.a2

    def backward(self, X, y, output, learning_rate):
        m = X.shape[0]
        dz2 = output - y
        dz1 = (dz2 @ self.W2.T) * self.a1 * (1 - self.a1)
        self.W2 -= learning_rate * self.a1.T @ dz2 / m
        self.b2 -= learning_rate * dz2.sum(axis=0, keepdims=True) / m
        self.W1 -= learning_rate * X.T @ dz1 / m
        self.b1 -= learning_rate * dz1.sum(axis=0, keepdims=True) / m

    def train(self, X, y, epochs, learning_rate):
        losses = []
        for epoch in range(epochs):
            out = self.forward(X)
            losses.append(-np.mean(y * np.log(out) + (1 - y) * np.log(1 - out)))
            self.backward(X, y, out, learning_rate)
            if epoch % 100 == 0:
                print(f"epoch {epoch}: {losses[-1]:.4f}")
        return losses
