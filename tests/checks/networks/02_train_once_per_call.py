# ruff: noqa
# fmt: off
"""One call of train is one step over all examples; the scaled scores are targets."""
import numpy as np


class Neural_Network(object):
    def __init__(self):
        self.inputSize, self.hiddenSize, self.outputSize = 2, 3, 1
        self.W1 = np.random.randn(self.inputSize, self.hiddenSize)
        self.W2 = np.random.randn(self.hiddenSize, self.outputSize)

    def sigmoid(self, s):
        return 1 / (1 + np.exp(-s))

    def sigmoidPrime(self, s):
        return s * (1 - s)

    def forward(self, X):
        self.z = X.dot(self.W1)
        self.z2 = self.sigmoid(self.z)
        self.z3 = self.z2.dot(self.W2)
        return self.sigmoid(self.z3)

    def backward(self, X, y, o):
        self.o_delta = (y - o) * self.sigmoidPrime(o)
        self.z2_delta = self.o_delta.dot(self.W2.T) * self.sigmoidPrime(self.z2)
        self.W1 += X.T.dot(self.z2_delta)
        self.W2 += self.z2.T.dot(self.o_delta)

    def train(self, X, y):
        self.backward(X, y, self.forward(X))
