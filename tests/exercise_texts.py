"""The stubs and solutions of the exercises, as the notebooks show them, so that the judge can be tested without them.

`setup` is what the notebook has defined by then; a stub and a solution are whole cells.
"""

SETUP = """
import numpy as np
from backprop import checks

rng = np.random.default_rng(4)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))
"""

STUBS = {}
SOLUTIONS = {}

STUBS["4.1"] = """
def output_gradients(a1, a2, y):
    dz2 = np.zeros(a2.shape)                        # your line here
    dW2 = np.zeros((len(a2), len(a1)))              # your line here
    db2 = np.zeros((len(a2), 1))                    # your line here
    return dz2, dW2, db2

checks.exercise("4.1", output_gradients)
"""
SOLUTIONS["4.1"] = """
def output_gradients(a1, a2, y):
    dz2 = (a2 - y) / y.shape[1]
    dW2 = dz2 @ a1.T
    db2 = dz2.sum(axis=1, keepdims=True)
    return dz2, dW2, db2

checks.exercise("4.1", output_gradients)
"""

STUBS["4.2"] = """
def backward(X, y, W1, b1, W2, b2):
    a1 = sigmoid(W1 @ X + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dW2, db2 = np.zeros(W2.shape), np.zeros(b2.shape)       # your lines here
    dW1, db1 = np.zeros(W1.shape), np.zeros(b1.shape)       # your lines here
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

checks.exercise("4.2", backward)
"""
SOLUTIONS["4.2"] = """
def backward(X, y, W1, b1, W2, b2):
    a1 = sigmoid(W1 @ X + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dz2 = (a2 - y) / X.shape[1]
    dW2, db2 = dz2 @ a1.T, dz2.sum(axis=1, keepdims=True)
    dz1 = (W2.T @ dz2) * a1 * (1 - a1)
    dW1, db1 = dz1 @ X.T, dz1.sum(axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

checks.exercise("4.2", backward)
"""

STUBS["4.3"] = """
class Network:
    def __init__(self, n_features, n_hidden, n_outputs, rng):
        self.W1, self.b1 = rng.standard_normal((n_hidden, n_features)), np.zeros((n_hidden, 1))
        self.W2, self.b2 = rng.standard_normal((n_outputs, n_hidden)), np.zeros((n_outputs, 1))

    def forward(self, X):
        return np.zeros((len(self.b2), X.shape[1]))         # your lines here; keep self.a1 and self.a2

    def backward(self, X, y, learning_rate):
        pass                                                # your lines here

    def train(self, X, y, epochs, learning_rate):
        pass                                                # your lines here

    def predict(self, X):
        return self.forward(X)

checks.exercise("4.3", Network)
"""
SOLUTIONS["4.3"] = """
class Network:
    def __init__(self, n_features, n_hidden, n_outputs, rng):
        self.W1, self.b1 = rng.standard_normal((n_hidden, n_features)), np.zeros((n_hidden, 1))
        self.W2, self.b2 = rng.standard_normal((n_outputs, n_hidden)), np.zeros((n_outputs, 1))

    def forward(self, X):
        self.a1 = sigmoid(self.W1 @ X + self.b1)
        self.a2 = sigmoid(self.W2 @ self.a1 + self.b2)
        return self.a2

    def backward(self, X, y, learning_rate):
        dz2 = (self.a2 - y) / X.shape[1]
        dz1 = (self.W2.T @ dz2) * self.a1 * (1 - self.a1)   # before W2 moves
        self.W2 -= learning_rate * dz2 @ self.a1.T
        self.b2 -= learning_rate * dz2.sum(axis=1, keepdims=True)
        self.W1 -= learning_rate * dz1 @ X.T
        self.b1 -= learning_rate * dz1.sum(axis=1, keepdims=True)

    def train(self, X, y, epochs, learning_rate):
        for _ in range(epochs):
            self.forward(X)
            self.backward(X, y, learning_rate)

    def predict(self, X):
        return self.forward(X)

checks.exercise("4.3", Network)
"""

STUBS["4.4"] = """
answer = ""                                                 # "a", "b", "c" or "d"

checks.exercise("4.4", answer)
"""
SOLUTIONS["4.4"] = """
answer = "b"

checks.exercise("4.4", answer)
"""

STUBS["5.1"] = """
def gradient_check(f, x, gradient):
    return 0.0                                              # your lines here

checks.exercise("5.1", gradient_check)
"""
SOLUTIONS["5.1"] = """
def gradient_check(f, x, gradient):
    h, numerical = 1e-5, np.zeros(x.shape)
    for i in range(len(x)):
        start = x[i]
        x[i] = start + h
        above = f(x)
        x[i] = start - h
        numerical[i] = (above - f(x)) / (2 * h)
        x[i] = start
    size = max(abs(gradient).max(), abs(numerical).max())
    return abs(gradient - numerical).max() / size if size else np.nan

checks.exercise("5.1", gradient_check)
"""

PLANTED = """
def gradients_{name}(X, y, W1, b1, W2, b2):
    n = X.shape[1]
    a1 = sigmoid(W1 @ X + b1)                               # 1
    a2 = sigmoid(W2 @ a1 + b2)                              # 2
    dz2 = {line_3:<49} # 3
    dW2 = dz2 @ a1.T                                        # 4
    db2 = dz2.sum(axis=1, keepdims=True)                    # 5
    dz1 = {line_6:<49} # 6
    dW1 = dz1 @ X.T                                         # 7
    db1 = {line_8:<49} # 8
    return {{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}}
"""
RIGHT_LINES = {
    "line_3": "(a2 - y) / n",
    "line_6": "(W2.T @ dz2) * a1 * (1 - a1)",
    "line_8": "dz1.sum(axis=1, keepdims=True)",
}
PLANTED_LINES = {
    "a": {"line_8": "dz1.mean(axis=1, keepdims=True)"},
    "b": {"line_6": "(W2.T @ dz2) * sigmoid(a1) * (1 - sigmoid(a1))"},
    "c": {"line_3": "(a2 - y) * a2 * (1 - a2) / n"},
}

STUBS["5.2"] = """
lines = {"a": 0, "b": 0, "c": 0}                            # the number of the wrong line in each

checks.exercise("5.2", lines)
"""
SOLUTIONS["5.2"] = """
lines = {"a": 8, "b": 6, "c": 3}

checks.exercise("5.2", lines)
"""

STUBS["5.3"] = """
def order_is_right(step, parameters):
    return False                                            # your lines here

checks.exercise("5.3", order_is_right)
"""
SOLUTIONS["5.3"] = """
def order_is_right(step, parameters):
    small = (step(parameters, 0.01)["W1"] - parameters["W1"]) / 0.01
    large = (step(parameters, 1.0)["W1"] - parameters["W1"]) / 1.0
    return np.allclose(small, large)

checks.exercise("5.3", order_is_right)
"""

STUBS["5.4"] = """
answer = ""                                                 # "a", "b", "c" or "d"

checks.exercise("5.4", answer)
"""
SOLUTIONS["5.4"] = """
answer = "b"

checks.exercise("5.4", answer)
"""

STUBS["7.1"] = """
rates = {"cross-entropy": 0, "mse": 0}                      # one of the grid's rates for each loss

checks.exercise("7.1", rates)
"""
SOLUTIONS["7.1"] = """
rates = {"cross-entropy": 10, "mse": 50}

checks.exercise("7.1", rates)
"""

STUBS["7.2"] = """
curves = {"a": "", "b": "", "c": "", "d": ""}               # slow, good, oscillating or stuck

checks.exercise("7.2", curves)
"""
SOLUTIONS["7.2"] = """
curves = {"a": "stuck", "b": "good", "c": "slow", "d": "oscillating"}

checks.exercise("7.2", curves)
"""
CURVE_RATES = {"a": 100, "b": 5, "c": 0.2, "d": 60}  # mse, NeuralNetwork(2, 4, 1, loss="mse", rng=7), 2,000 epochs

STUBS["7.3"] = """
def step(parameters, gradients, learning_rate):
    new = {}
    for name, value in parameters.items():
        new[name] = np.zeros(value.shape)                   # your line here
    return new

checks.exercise("7.3", step)
"""
SOLUTIONS["7.3"] = """
def step(parameters, gradients, learning_rate):
    new = {}
    for name, value in parameters.items():
        new[name] = value - learning_rate * gradients[f"d{name}"]
    return new

checks.exercise("7.3", step)
"""

STUBS["7.4"] = """
answer = ""                                                 # "a", "b", "c" or "d"

checks.exercise("7.4", answer)
"""
SOLUTIONS["7.4"] = """
answer = "c"

checks.exercise("7.4", answer)
"""
