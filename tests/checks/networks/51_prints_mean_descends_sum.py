# ruff: noqa
# fmt: off
"""Iris network with softmax."""
import numpy as np


class IrisNet:
    def __init__(self, n_in, n_hid, n_out, learning_rate=0.01):
        self.learning_rate = learning_rate
        self.weights_input_hidden = np.random.randn(n_in, n_hid)
        self.bias_hidden = np.zeros((1, n_hid))
        self.weights_hidden_output = np.random.randn(n_hid, n_out)
        self.bias_output = np.zeros((1, n_out))

    def forward(self, X):
        self.hidden_output = 1 / (1 + np.exp(-(X @ self.weights_input_hidden + self.bias_hidden)))
        e = np.exp(self.hidden_output @ self.weights_hidden_output + self.bias_output)
        self.output_prob = e / e.sum(axis=1, keepdims=True)
        return self.output_prob

    def backward(self, X, y):
        d_output = self.output_prob - y
        d_hidden = d_output @ self.weights_hidden_output.T * self.hidden_output * (1 - self.hidden_output)
        self.weights_hidden_output -= self.learning_rate * self.hidden_output.T @ d_output
        self.bias_output -= self.learning_rate * d_output.sum(axis=0, keepdims=True)
        self.weights_input_hidden -= self.learning_rate * X.T @ d_hidden
        self.bias_hidden -= self.learning_rate * d_hidden.sum(axis=0, keepdims=True)

    def train(self, X, y, epochs):
        for epoch in range(epochs):
            p = self.forward(X)
            print("loss", -np.sum(y * np.log(p)) / len(X))
            self.backward(X, y)
