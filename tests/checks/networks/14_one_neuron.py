# ruff: noqa
# fmt: off
"""A single neuron."""
from numpy import dot, exp, random


class NeuralNetwork:
    def __init__(self):
        self.synaptic_weights = 2 * random.random((2, 1)) - 1

    def __sigmoid(self, x):
        return 1 / (1 + exp(-x))

    def __sigmoid_derivative(self, x):
        return x * (1 - x)

    def think(self, inputs):
        return self.__sigmoid(dot(inputs, self.synaptic_weights))

    def train(self, training_inputs, training_outputs, number_of_iterations):
        for _ in range(number_of_iterations):
            output = self.think(training_inputs)
            error = training_outputs - output
            self.synaptic_weights += dot(training_inputs.T, error * self.__sigmoid_derivative(output))
