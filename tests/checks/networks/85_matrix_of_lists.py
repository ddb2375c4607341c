# ruff: noqa
# fmt: off
"""A matrix class of one's own; no NumPy in the network."""
import math
import random


class Matrix:
    def __init__(self, data):
        self.data = data

    @staticmethod
    def random(rows, cols):
        return Matrix([[random.uniform(-1, 1) for _ in range(cols)] for _ in range(rows)])

    @staticmethod
    def column(values):
        return Matrix([[float(v)] for v in values])

    def transpose(self):
        return Matrix([list(col) for col in zip(*self.data)])

    def map(self, f):
        return Matrix([[f(v) for v in row] for row in self.data])

    def times(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.data)] for row in self.data])

    def plus(self, other, factor=1.0):
        return Matrix([[a + factor * b for a, b in zip(r, s)] for r, s in zip(self.data, other.data)])

    def hadamard(self, other):
        return Matrix([[a * b for a, b in zip(r, s)] for r, s in zip(self.data, other.data)])


def sigmoid(v):
    return 1 / (1 + math.exp(-v))


class NeuralNetwork:
    LR = 0.1

    def __init__(self, inputs, hidden, outputs):
        self.weights_ih, self.weights_ho = Matrix.random(hidden, inputs), Matrix.random(outputs, hidden)
        self.bias_h, self.bias_o = Matrix.random(hidden, 1), Matrix.random(outputs, 1)

    def feedforward(self, inputs):
        self.x = Matrix.column(inputs)
        self.hidden = self.weights_ih.times(self.x).plus(self.bias_h).map(sigmoid)
        self.out = self.weights_ho.times(self.hidden).plus(self.bias_o).map(sigmoid)
        return [row[0] for row in self.out.data]

    def train(self, inputs, targets):
        self.feedforward(inputs)
        errors = Matrix.column(targets).plus(self.out, -1.0)
        delta_o = errors.hadamard(self.out.map(lambda v: v * (1 - v)))
        delta_h = self.weights_ho.transpose().times(delta_o).hadamard(self.hidden.map(lambda v: v * (1 - v)))
        self.weights_ho = self.weights_ho.plus(delta_o.times(self.hidden.transpose()), self.LR)
        self.bias_o = self.bias_o.plus(delta_o, self.LR)
        self.weights_ih = self.weights_ih.plus(delta_h.times(self.x.transpose()), self.LR)
        self.bias_h = self.bias_h.plus(delta_h, self.LR)
