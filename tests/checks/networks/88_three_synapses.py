# ruff: noqa
# fmt: off
"""Three matrices, no biases; the deltas of the inner layers lie on their side."""
from numpy import array, dot, exp, random


class NeuralNetwork:
    def __init__(self, l2=4, l3=3):
        self.synaptic_weights1 = 2 * random.random((2, l2)) - 1
        self.synaptic_weights2 = 2 * random.random((l2, l3)) - 1
        self.synaptic_weights3 = 2 * random.random((l3, 1)) - 1

    def __sigmoid(self, x):
        return 1 / (1 + exp(-x))

    def __sigmoid_derivative(self, x):
        return x * (1 - x)

    def train(self, training_set_inputs, training_set_outputs, number_of_training_iterations):
        for iteration in range(number_of_training_iterations):
            a2 = self.__sigmoid(dot(training_set_inputs, self.synaptic_weights1))
            a3 = self.__sigmoid(dot(a2, self.synaptic_weights2))
            output = self.__sigmoid(dot(a3, self.synaptic_weights3))
            del4 = training_set_outputs - output
            del3 = dot(self.synaptic_weights3, del4.T) * self.__sigmoid_derivative(a3).T
            del2 = dot(self.synaptic_weights2, del3) * self.__sigmoid_derivative(a2).T
            self.synaptic_weights3 += dot(a3.T, del4)
            self.synaptic_weights2 += dot(a2.T, del3.T)
            self.synaptic_weights1 += dot(training_set_inputs.T, del2.T)

    def forward_pass(self, inputs):
        a2 = self.__sigmoid(dot(inputs, self.synaptic_weights1))
        a3 = self.__sigmoid(dot(a2, self.synaptic_weights2))
        return self.__sigmoid(dot(a3, self.synaptic_weights3))
