# ruff: noqa
# fmt: off
"""Layers with an activator object; each hands the delta of the layer before it down."""
import numpy as np


class SigmoidActivator:
    def forward(self, weighted_input):
        return 1.0 / (1.0 + np.exp(-weighted_input))

    def backward(self, output):
        return output * (1 - output)


class FullConnectedLayer:
    def __init__(self, input_size, output_size, activator):
        self.W = np.random.uniform(-1, 1, (output_size, input_size))
        self.b = np.zeros((output_size, 1))
        self.activator = activator

    def forward(self, input_array):
        self.input = input_array
        self.output = self.activator.forward(self.W @ input_array + self.b)

    def backward(self, delta_array):
        self.delta = self.activator.backward(self.input) * (self.W.T @ delta_array)
        self.W_grad = delta_array @ self.input.T
        self.b_grad = delta_array

    def update(self, learning_rate):
        self.W += learning_rate * self.W_grad
        self.b += learning_rate * self.b_grad


class Network:
    def __init__(self, layers):
        self.layers = [FullConnectedLayer(n, m, SigmoidActivator()) for n, m in zip(layers[:-1], layers[1:])]

    def predict(self, sample):
        output = np.reshape(sample, (-1, 1))
        for layer in self.layers:
            layer.forward(output)
            output = layer.output
        return output

    def train(self, data_set, labels, rate, epoch):
        for _ in range(epoch):
            for d in range(len(data_set)):
                self.train_one_sample(labels[d], data_set[d], rate)

    def train_one_sample(self, label, sample, rate):
        self.predict(sample)
        last = self.layers[-1]
        delta = last.activator.backward(last.output) * (np.reshape(label, (-1, 1)) - last.output)
        for layer in self.layers[::-1]:
            layer.backward(delta)
            delta = layer.delta
        for layer in self.layers:
            layer.update(rate)
