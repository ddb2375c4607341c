# ruff: noqa
# fmt: off
"""Any number of layers; H holds the weighted sums, A the activations, G the gradients."""
import numpy as np


class SimpleNN:
    def __init__(self, layers):
        self.L = len(layers) - 1
        self.W = [np.random.randn(layers[l], layers[l + 1]) for l in range(self.L)]
        self.b = [np.zeros((1, layers[l + 1])) for l in range(self.L)]

    def forward_pass(self, X):
        self.A, self.H = [X], [X]
        for l in range(self.L):
            self.H.append(self.A[l] @ self.W[l] + self.b[l])
            self.A.append(np.tanh(self.H[-1]) if l < self.L - 1 else self.H[-1])
        return self.A[-1]

    def train(self, X, Y, learning_rate=0.01, n_iter=1):
        for _ in range(n_iter):
            G = 2 * (self.forward_pass(X) - Y) / len(X)
            for l in range(self.L - 1, -1, -1):
                loss_weights = self.H[l].T @ G
                loss_biases = G.sum(axis=0, keepdims=True)
                if l:
                    G = G @ self.W[l].T * (1 - self.A[l] ** 2)
                self.W[l] -= learning_rate * loss_weights
                self.b[l] -= learning_rate * loss_biases
