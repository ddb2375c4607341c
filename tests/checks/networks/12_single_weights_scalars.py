# ruff: noqa
# fmt: off
"""Every weight has its own name; no arrays at all."""
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def deriv_sigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))


class OurNeuralNetwork:
    def __init__(self):
        self.w1, self.w2, self.w3, self.w4, self.w5, self.w6 = (np.random.normal() for _ in range(6))
        self.b1, self.b2, self.b3 = (np.random.normal() for _ in range(3))

    def feedforward(self, x):
        h1 = sigmoid(self.w1 * x[0] + self.w2 * x[1] + self.b1)
        h2 = sigmoid(self.w3 * x[0] + self.w4 * x[1] + self.b2)
        return sigmoid(self.w5 * h1 + self.w6 * h2 + self.b3)

    def train(self, data, all_y_trues):
        learn_rate, epochs = 0.1, 1000
        for epoch in range(epochs):
            for x, y_true in zip(data, all_y_trues):
                s1 = self.w1 * x[0] + self.w2 * x[1] + self.b1
                s2 = self.w3 * x[0] + self.w4 * x[1] + self.b2
                h1, h2 = sigmoid(s1), sigmoid(s2)
                so = self.w5 * h1 + self.w6 * h2 + self.b3
                d = -2 * (y_true - sigmoid(so)) * deriv_sigmoid(so)
                d1, d2 = d * self.w5 * deriv_sigmoid(s1), d * self.w6 * deriv_sigmoid(s2)
                self.w1 -= learn_rate * d1 * x[0]
                self.w2 -= learn_rate * d1 * x[1]
                self.b1 -= learn_rate * d1
                self.w3 -= learn_rate * d2 * x[0]
                self.w4 -= learn_rate * d2 * x[1]
                self.b2 -= learn_rate * d2
                self.w5 -= learn_rate * d * h1
                self.w6 -= learn_rate * d * h2
                self.b3 -= learn_rate * d
            if epoch % 10 == 0:
                guesses = np.apply_along_axis(self.feedforward, 1, data)
                print("Epoch", epoch, "loss", ((all_y_trues - guesses) ** 2).mean())
