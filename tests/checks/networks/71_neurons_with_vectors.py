# ruff: noqa
# fmt: off
"""One object for each neuron, with a vector of weights; the layers are lists of them."""
import numpy as np


class Neuron:
    def __init__(self, n):
        self.weights = np.random.uniform(-1, 1, n)
        self.bias = 0.1

    def fire(self, values):
        self.values = np.asarray(values)
        self.out = 1 / (1 + np.exp(-(self.weights @ self.values + self.bias)))
        return self.out

    def learn(self, rate):
        self.weights = self.weights - rate * self.delta * self.values
        self.bias = self.bias - rate * self.delta


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out):
        self.hidden_layer = [Neuron(n_in) for _ in range(n_hidden)]
        self.output_layer = [Neuron(n_hidden) for _ in range(n_out)]

    def forward(self, x):
        hidden = [neuron.fire(x) for neuron in self.hidden_layer]
        return [neuron.fire(hidden) for neuron in self.output_layer]

    def back_prop(self, x, y, learning_rate):
        self.forward(x)
        for neuron, wanted in zip(self.output_layer, y):
            neuron.delta = (neuron.out - wanted) * neuron.out * (1 - neuron.out)
        for j, neuron in enumerate(self.hidden_layer):
            error = sum(above.delta * above.weights[j] for above in self.output_layer)
            neuron.delta = error * neuron.out * (1 - neuron.out)
        for neuron in self.output_layer + self.hidden_layer:
            neuron.learn(learning_rate)
