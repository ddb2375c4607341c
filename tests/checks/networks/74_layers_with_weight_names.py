# ruff: noqa
# fmt: off
"""Layers that keep their last input; tanh inside, softmax at the end."""
import numpy as np


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.normal(scale=0.7, size=(n_in, n_out))
        self.b = np.zeros(n_out)

    def fprop(self, input):
        self.last_input = input
        return input @ self.W + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = self.last_input.T @ output_grad / n
        self.db = output_grad.mean(axis=0)
        return output_grad @ self.W.T


class Activation:
    def fprop(self, input):
        self.last_input = input
        return np.tanh(input)

    def bprop(self, output_grad):
        return output_grad * tanh_d(self.last_input)


class NeuralNetwork:
    def __init__(self):
        self.layers = [Linear(2, 5), Activation(), Linear(5, 3)]

    def predict_proba(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        e = np.exp(X - X.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def fit_batch(self, X, Y, learning_rate):
        grad = self.predict_proba(X) - Y
        for layer in reversed(self.layers):
            grad = layer.bprop(grad)
        for layer in self.layers[::2]:
            layer.W -= learning_rate * layer.dW
            layer.b -= learning_rate * layer.db
