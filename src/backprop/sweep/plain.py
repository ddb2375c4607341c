"""Networks of one size, stacked, with a gradient that the caller brings: slower than `stack`, and open to any rule."""

import numpy as np

from backprop.activations import HIDDEN

NAMES = ("W1", "b1", "W2", "b2")


class Stack:
    """R networks of one hidden size, moved along `problem.gradient`.

    state  W1 (R, n_hidden, n_features), b1 (R, n_hidden, 1), W2 (R, 1, n_hidden), b2 (R, 1, 1): copied, not changed
    rates  (R,)  the learning rate of each network
    """

    def __init__(self, problem, state, rates):
        self.problem = problem
        self.parameters = {name: part.copy() for name, part in zip(NAMES, state, strict=True)}
        self.rates = rates[:, None, None].astype(problem.dtype)
        self.X, self.y = problem.X.astype(problem.dtype), problem.y.astype(problem.dtype)

    def step(self):
        """One step for every network; raises ValueError if the gradient has not the shapes of the parameters."""
        gradient = self.problem.gradient(self.X, self.y, self.parameters)
        if missing := [f"d{name}" for name in self.parameters if f"d{name}" not in gradient]:
            raise ValueError(f"gradient gave no {', '.join(missing)}: give a dict of dW1, db1, dW2 and db2")
        for name, value in self.parameters.items():
            d = gradient[f"d{name}"]
            if np.shape(d) != value.shape:
                raise ValueError(f"gradient gave d{name} of shape {np.shape(d)}, expected {value.shape}, as {name}")
            value -= self.rates * d

    def z2(self):
        """The output layer before its sigmoid, (m, R), float64."""
        W1, b1, W2, b2 = self.parameters.values()
        a1 = HIDDEN[self.problem.activation](W1 @ self.X + b1)
        return (W2 @ a1 + b2)[:, 0].T.astype(float)

    def state(self):
        """Copies of W1, b1, W2 and b2."""
        return tuple(value.copy() for value in self.parameters.values())


def pack(problem, networks):
    """The state of a stack of these networks, each a dict W1, b1, W2, b2 in the shapes of NeuralNetwork."""
    return tuple(np.array([network[name] for network in networks], dtype=problem.dtype) for name in NAMES)


def unpack(problem, state, column, n_hidden):
    """One network of a state again as a dict W1, b1, W2, b2, float64."""
    return {name: part[column].astype(float) for name, part in zip(NAMES, state, strict=True)}
