# ruff: noqa
# fmt: off
"""A neuron with a bias, its own cost line for the bias."""
import numpy as np


class NeuralNetwork:
    def __init__(self, n):
        self.synaptic_weights = 2 * np.random.random((n, 1)) - 1
        self.synaptic_bias = np.zeros(1)

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def think(self, inputs):
        return self.sigmoid(inputs @ self.synaptic_weights + self.synaptic_bias)

    def train(self, inputs, outputs, iterations):
        for _ in range(iterations):
            guess = self.think(inputs)
            error = outputs - guess
            slope = error * guess * (1 - guess)
            self.synaptic_weights += inputs.T @ slope
            self.synaptic_bias -= slope.sum(axis=0)
