# ruff: noqa
# fmt: off
"""Layer objects for whole batches in rows, a loss object and an optimiser object."""
import numpy as np


class LayerDense:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.7 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs @ self.weights + self.biases

    def backward(self, dvalues):
        self.dweights = self.inputs.T @ dvalues
        self.dbiases = dvalues.sum(axis=0, keepdims=True)
        self.dinputs = dvalues @ self.weights.T


class ReLU:
    def forward(self, inputs):
        self.inputs, self.output = inputs, np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = np.where(self.inputs > 0, dvalues, 0)


class SoftmaxLoss:
    def forward(self, inputs, y_true):
        e = np.exp(inputs - inputs.max(axis=1, keepdims=True))
        self.output = e / e.sum(axis=1, keepdims=True)
        return -np.log(self.output[range(len(y_true)), y_true]).mean()

    def backward(self, y_true):
        self.dinputs = self.output.copy()
        self.dinputs[range(len(y_true)), y_true] -= 1
        self.dinputs /= len(y_true)


class Model:
    def __init__(self):
        self.dense1, self.act, self.dense2, self.loss = LayerDense(2, 6), ReLU(), LayerDense(6, 3), SoftmaxLoss()

    def forward(self, X, y):
        self.dense1.forward(X)
        self.act.forward(self.dense1.output)
        self.dense2.forward(self.act.output)
        return self.loss.forward(self.dense2.output, y)

    def train_step(self, X, y, rate):
        value = self.forward(X, y)
        self.loss.backward(y)
        self.dense2.backward(self.loss.dinputs)
        self.act.backward(self.dense2.dinputs)
        self.dense1.backward(self.act.dinputs)
        for layer in (self.dense1, self.dense2):
            layer.weights -= rate * layer.dweights
            layer.biases -= rate * layer.dbiases
        return value
