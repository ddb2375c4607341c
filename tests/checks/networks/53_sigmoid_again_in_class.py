# ruff: noqa
# fmt: off
"""Exam results; the derivative is asked with a flag."""
import numpy as np


class Neuralnetwork:
    def __init__(self):
        self.W1 = np.random.random((2, 3))
        self.W2 = np.random.random((3, 1))

    def sigmoid(self, z, derivative=False):
        s = 1 / (1 + np.exp(-z))
        return s * (1 - s) if derivative else s

    def forward(self, X):
        self.la1 = X
        self.la2 = self.sigmoid(X @ self.W1)
        self.la3 = self.sigmoid(self.la2 @ self.W2)
        return self.la3

    def backpropagation(self, guess, wanted):
        la3_delta = (wanted - guess) * self.sigmoid(guess, True)
        la2_delta = la3_delta @ self.W2.T * self.sigmoid(self.la2, True)
        self.W2 += self.la2.T @ la3_delta
        self.W1 += self.la1.T @ la2_delta
        return str(np.mean(np.abs(wanted - guess)))
