# ruff: noqa
# fmt: off
"""A one is appended to the inputs and to the hidden layer."""
import numpy as np


class Perceptron:
    def __init__(self, d, h, alpha=0.3):
        self.alpha = alpha
        self.weights0 = 2 * np.random.random((d + 1, h)) - 1
        self.weights1 = 2 * np.random.random((h + 1, 1)) - 1

    @staticmethod
    def extend(A):
        return np.hstack([A, np.ones((len(A), 1))])

    def eval(self, X):
        self.input_layer = self.extend(X)
        self.hidden_layer = self.extend(1 / (1 + np.exp(-self.input_layer @ self.weights0)))
        self.output_layer = 1 / (1 + np.exp(-self.hidden_layer @ self.weights1))
        return self.output_layer

    def adapt(self, X, Y):
        self.eval(X)
        output_delta = (Y - self.output_layer) * self.output_layer * (1 - self.output_layer)
        hidden_delta = output_delta @ self.weights1.T * self.hidden_layer * (1 - self.hidden_layer)
        self.weights1 += self.alpha * self.hidden_layer.T @ output_delta
        self.weights0 += self.alpha * self.input_layer.T @ hidden_delta[:, :-1]
