# ruff: noqa
# fmt: off
"""One neuron a layer, no matrices; a change is slope times weight."""
import numpy as np


class Chain:
    def __init__(self):
        self.w1, self.w2 = np.random.uniform(-1, 1), np.random.uniform(-1, 1)
        self.b1, self.b2 = 0.1, -0.1

    def feedforward(self, x):
        self.h = 1 / (1 + np.exp(-(x * self.w1 + self.b1)))
        return 1 / (1 + np.exp(-(self.h * self.w2 + self.b2)))

    def backprop(self, x, t, rate=0.1):
        out = self.feedforward(x)
        dy = 2 * (out - t) * out * (1 - out)
        dh = dy * self.w2 * self.h * (1 - self.h)
        change2, change1 = dy * self.w2, dh * self.w1
        self.w2 -= rate * change2
        self.b2 -= rate * dy
        self.w1 -= rate * change1
        self.b1 -= rate * dh
