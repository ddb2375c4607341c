"""Answers to the exercises of notebooks 04, 05 and 07, and what the judge must say of them.

A wrong answer is the solution with one or two pieces of its text replaced, as a learner would have written it,
and not one of the judge's own lines.
"""

import judging
import numpy as np
from exercise_texts import SOLUTIONS, STUBS

# The mistakes of the syllabus by their names, and the words that must be said.
FACTOR_DOUBLED = "twice too large"
FACTOR_DROPPED = "half of what it should be"
SUM_FOR_MEAN = "too large by the number of examples"
SIGN = "sign is flipped"
TRANSPOSE = "right values in the wrong shape. | it is transposed"
HIDDEN_SLOPE = "slope of the hidden sigmoid is missing"
SIGMOID_TWICE = "through the sigmoid already"
Z_ONE_MINUS_Z = "* (1 - z"
BIAS_KEPT = "a bias moves too"
BIAS_AVERAGED = "averaged twice"
BIAS_OVER_UNITS = "summed over the units"
MSE_FOR_CROSS_ENTROPY = "gradient of the squared error"
W2_EARLY = "W2 is updated before the hidden delta"
SHAPE = "right values in the wrong shape"
WHOLE = "whole numbers"

_dz2 = "(a2 - y) / X.shape[1]"
_db2, _db1 = "dz2.sum(axis=1, keepdims=True)", "dz1.sum(axis=1, keepdims=True)"
_slope = "a1 * (1 - a1)"
_forward_once = "        self.forward(X)\n        for _ in range(epochs):\n"
_gradient = 'gradients[f"d{name}"]'

# exercise -> {what must be said, its pieces between |s: [(text of the solution, what stands there instead), …]}
MISTAKES = {
    "4.1": {
        FACTOR_DOUBLED: [("(a2 - y)", "2 * (a2 - y)")],
        FACTOR_DROPPED: [("(a2 - y)", "0.5 * (a2 - y)")],
        SUM_FOR_MEAN: [(" / y.shape[1]", "")],
        "by the number of outputs: the loss": [("y.shape[1]", "y.size")],
        "divided by 4": [("y.shape[1]", "4")],
        "rows of y": [("y.shape[1]", "len(y)")],
        "1/n of the mean in it twice": [("y.shape[1]", "y.shape[1] ** 2")],
        "as the lab report does": [(" / y.shape[1]", ""), ("a1.T", "a1.T / y.shape[1]"), ("dz2.sum", "dz2.mean")],
        SIGN: [("a2 - y", "y - a2")],
        TRANSPOSE: [("dz2 @ a1.T", "a1 @ dz2.T")],
        SIGMOID_TWICE: [("(a2 - y)", "(a2 - y) * sigmoid(a2) * (1 - sigmoid(a2))")],
        BIAS_KEPT: [(_db2, "0 * a2[:, :1]")],
        BIAS_AVERAGED: [("dz2.sum", "dz2.mean")],
        BIAS_OVER_UNITS: [(_db2, "dz2.sum()")],
        MSE_FOR_CROSS_ENTROPY: [("(a2 - y)", "2 * (a2 - y) * a2 * (1 - a2)")],
        SHAPE: [(", keepdims=True", "")],
        WHOLE: [(_db2, "np.zeros((len(a2), 1), int); db2[:] = dz2.sum(axis=1, keepdims=True)")],
        "in the wrong order": [("return dz2, dW2, db2", "return dz2, db2, dW2")],
    },
    "4.2": {
        FACTOR_DOUBLED: [(_dz2, f"2 * {_dz2}")],
        FACTOR_DROPPED: [(_dz2, f"0.5 * {_dz2}")],
        SUM_FOR_MEAN: [(" / X.shape[1]", "")],
        "dW1 and db1 are right, dW2 is not | `dW2 = 2 * dz2 @ a1.T` | `dW2 = dz2 @ a1.T`": [
            ("dz2 @ a1.T", "2 * dz2 @ a1.T")
        ],
        "1/n of the mean in it twice": [("X.shape[1]", "X.shape[1] ** 2")],
        "by the number of outputs: the loss": [("X.shape[1]", "y.size")],
        "divided by 4": [("X.shape[1]", "4")],
        "rows of y": [("X.shape[1]", "len(y)")],
        SIGN: [("a2 - y", "y - a2")],
        "sign of the hidden delta": [("(W2.T @ dz2)", "-(W2.T @ dz2)")],
        TRANSPOSE: [("dz1 @ X.T", "X @ dz1.T")],
        HIDDEN_SLOPE: [(f" * {_slope}", "")],
        "one of its two factors": [(" * (1 - a1)", "")],
        f"σ′ of a1, which has been {SIGMOID_TWICE}": [(_slope, "sigmoid(a1) * (1 - sigmoid(a1))")],
        f"σ′ of a2, which has been {SIGMOID_TWICE}": [(_dz2, f"{_dz2} * sigmoid(a2) * (1 - sigmoid(a2))")],
        "z1 * (1 - z1)": [(_slope, "(W1 @ X + b1) * (1 - (W1 @ X + b1))")],
        "z2 * (1 - z2)": [(_dz2, f"{_dz2} * (W2 @ a1 + b2) * (1 - (W2 @ a1 + b2))")],
        BIAS_KEPT: [(_db1, "0 * b1"), (_db2, "0 * b2")],
        BIAS_AVERAGED: [("dz1.sum", "dz1.mean"), ("dz2.sum", "dz2.mean")],
        BIAS_OVER_UNITS: [(_db1, "dz1.sum()"), (_db2, "dz2.sum()")],
        MSE_FOR_CROSS_ENTROPY: [(_dz2, f"2 * {_dz2} * a2 * (1 - a2)")],
        "left out the biases": [("W1 @ X + b1", "W1 @ X"), ("W2 @ a1 + b2", "W2 @ a1")],
        "db1 are wrong. | forward pass left out": [("W1 @ X + b1", "W1 @ X")],
        SHAPE: [(", keepdims=True", "")],
        WHOLE: [("dz1 @ X.T", "(dz1 @ X.T).astype(int)")],
        f"{SIGN} | and also | {HIDDEN_SLOPE}": [("a2 - y", "y - a2"), (f" * {_slope}", "")],
        f"{BIAS_AVERAGED} | shape (2,)": [("dz2.sum(axis=1, keepdims=True)", "dz2.mean(axis=1)")],
        "Your code stopped with ValueError | Tried with X (3, 7)": [("dz1 @ X.T", "dz1 @ X")],
        "It works something out and returns nothing": [("return", "answer =")],
        "not yet. dW1 and db1 are right | Still 0 everywhere: dW2 and db2": [
            ("dz2 @ a1.T, dz2.sum(axis=1, keepdims=True)", "np.zeros(W2.shape), np.zeros(b2.shape)")
        ],
        "not yet. dW1 is not in the dictionary": [('"dW1": dW1, ', "")],
        "dW2 and db2 are right | dW1 and db1 come out 0 in every entry": [(" * a1", " * 0 * a1")],
        "dW1 has NaN": [("dz1 @ X.T", "dz1 @ X.T * np.nan")],
        "dW1 should hold real numbers": [("dz1 @ X.T", "dz1 @ X.T + 0j")],
    },
    "4.3": {
        FACTOR_DOUBLED: [("(self.a2 - y)", "2 * (self.a2 - y)")],
        FACTOR_DROPPED: [("(self.a2 - y)", "0.5 * (self.a2 - y)")],
        SUM_FOR_MEAN: [(" / X.shape[1]", "")],
        SIGN: [("self.a2 - y", "y - self.a2")],
        "goes up the slope": [(" -= ", " += ")],
        "it is transposed": [("((n_hidden, n_features))", "((n_features, n_hidden))")],
        HIDDEN_SLOPE: [(" * self.a1 * (1 - self.a1)", "")],
        f"σ′ of a1, which has been {SIGMOID_TWICE}": [
            ("self.a1 * (1 - self.a1)", "sigmoid(self.a1) * (1 - sigmoid(self.a1))")
        ],
        "z1 * (1 - z1)": [
            ("self.a1 * (1 - self.a1)", "(self.W1 @ X + self.b1) * (1 - (self.W1 @ X + self.b1))")
        ],
        BIAS_KEPT: [("self.b2 -=", "b2 ="), ("self.b1 -=", "b1 =")],
        BIAS_AVERAGED: [("dz1.sum", "dz1.mean"), ("dz2.sum", "dz2.mean")],
        BIAS_OVER_UNITS: [(_db1, "dz1.sum()"), (_db2, "dz2.sum()")],
        MSE_FOR_CROSS_ENTROPY: [("(self.a2 - y)", "2 * (self.a2 - y) * self.a2 * (1 - self.a2)")],
        W2_EARLY: [
            ("        dz1 = (self.W2.T @ dz2) * self.a1 * (1 - self.a1)    # before W2 moves\n", ""),
            ("        self.W1 -=", "        dz1 = (self.W2.T @ dz2) * self.a1 * (1 - self.a1)\n        self.W1 -="),
        ],
        "where (5, 1) is needed": [("np.zeros((n_hidden, 1))", "np.zeros(n_hidden)")],
        WHOLE: [("np.zeros((n_hidden, 1))", "np.zeros((n_hidden, 1), int)")],
        "left out the biases": [(" + self.b1", ""), (" + self.b2", "")],
        "learning rate is not in the step": [("learning_rate * ", "")],
        "forward only once": [
            ("        for _ in range(epochs):\n            self.forward(X)\n", _forward_once),
        ],
        "one step too few": [("range(epochs)", "range(1, epochs)")],
        "one step too many": [("range(epochs)", "range(epochs + 1)")],
        "one step, whatever epochs": [("range(epochs)", "range(1)")],
        "predict: a2 is wrong": [("return self.forward(X)", "return 2 * self.forward(X)")],
        "equal numbers": [("rng.standard_normal((n_hidden, n_features))", "np.zeros((n_hidden, n_features))")],
        "has no W2": [("self.W2, self.b2 = rng", "self.V2, self.b2 = rng")],
    },
    "5.1": {
        FACTOR_DOUBLED: [("(2 * h)", "h")],
        FACTOR_DROPPED: [("(2 * h)", "(4 * h)")],
        "sign of your numerical gradient is flipped": [("(above - f(x))", "(f(x) - above)")],
        WHOLE: [("np.zeros(x.shape)", "np.zeros(x.shape, int)"), ("numerical[i] =", "numerical[i] = 0 *")],
        "cut off to whole": [("np.zeros(x.shape)", "np.zeros(x.shape, int)")],
        "second point is x itself": [("x[i] = start - h", "x[i] = start")],
        "all entries of x at once": [
            ("x[i] = start + h", "x += h"),
            ("x[i] = start - h", "x -= 2 * h"),
            ("        x[i] = start\n", "        x += h\n"),
        ],
        "to one side only": [("x[i] = start - h", "x[i] = start"), ("(2 * h)", "h")],
        "put each entry back": [("        x[i] = start\n", "")],
        "absolute value": [("abs(gradient - numerical).max() / size", "(gradient - numerical).max() / size")],
        "divide it by the largest entry": [(" / size if", " if")],
        "mean difference": [("abs(gradient - numerical).max()", "abs(gradient - numerical).mean()")],
        "smallest difference": [("abs(gradient - numerical).max()", "abs(gradient - numerical).min()")],
        "first entry only": [("abs(gradient - numerical).max()", "abs(gradient - numerical)[0]")],
        "size of one side": [("size = max(abs(gradient).max(), abs(numerical).max())", "size = abs(gradient).max()")],
        "large negative entry": [
            ("max(abs(gradient).max(), abs(numerical).max())", "max(gradient.max(), numerical.max())")
        ],
        "both sizes added up": [("max(abs(gradient).max(), abs(", "(abs(gradient).max() + abs(")],
        "one number, and no array around it": [("return abs", "return np.ones(1) * abs")],
        "both 0, and nothing is proved": [("else np.nan", "else 0.0")],
        "Return the error itself": [("else np.nan", "else np.nan) < 1e-6"), ("return abs", "return (abs")],
    },
    "5.3": {
        "passes every step": [("return np.allclose(small, large)", "return True")],
        "W2 alone": [('"W1"', '"W2"')],
        "stops a step whose order is right": [("return", "return len(small) == 5 and")],
        "too strict for rounding": [("np.allclose", "np.array_equal")],
        "divided by the rate": [(" / 0.01", ""), (" / 1.0", "")],
        "True and False are swapped": [("return", "return not")],
        "It should return True or False": [("np.allclose(small, large)", "np.isclose(small, large)")],
    },
    "7.3": {
        FACTOR_DOUBLED.replace("large", "long"): [("- learning_rate", "- 2 * learning_rate")],
        "half as long": [("- learning_rate", "- 0.5 * learning_rate")],
        "goes up the slope": [("value - learning", "value + learning")],
        TRANSPOSE: [(f"{_gradient}\n", f"{_gradient}\n        new[name] = new[name].T\n")],
        "The biases stay where they were": [(_gradient, f'(0 if name[0] == "b" else {_gradient})')],
        "mean of their gradients": [(_gradient, f'({_gradient} if name[0] == "W" else {_gradient}.mean())')],
        "sum of their gradients": [(_gradient, f'({_gradient} if name[0] == "W" else {_gradient}.sum())')],
        SHAPE: [(f"{_gradient}\n", f"{_gradient}\n        new[name] = new[name].ravel()\n")],
        WHOLE: [(f"{_gradient}\n", f"{_gradient}\n        new[name] = new[name].astype(int)\n")],
        "rate is not in the step": [("learning_rate * ", "")],
        "divides by the rate": [("value - learning_rate *", "value - 1 / learning_rate *")],
        "returns the step itself": [("value - learning", "-learning")],
        "step itself: the parameter is missing": [("value - learning", "learning")],
        "takes 0.5, whatever": [("learning_rate *", "0.5 *")],
        "No parameter has moved": [('value - learning_rate * gradients[f"d{name}"]', "value")],
        "it changes parameters, which belongs to the caller": [
            ("value - learning_rate", "value; value -= learning_rate")
        ],
        "the parameter itself": [('gradients[f"d{name}"]', "value")],
    },
}  # fmt: skip

# Mistakes of the syllabus that an exercise gives no room for, and why.
CANNOT = {
    "4.1": {"hidden slope": "no hidden layer", "z(1 - z)": "no z is given", "W2 early": "no update"},
    "4.2": {"W2 early": "no update"},
    "5.1": {"all of a network": "it checks a gradient, it takes none", "transpose": "x has one axis"},
    "7.3": {"all of a gradient": "the gradients are given"},
}

# Wrong answers that no dictionary names: they must still not be called correct.
ALMOST = {
    "4.1": [("dz2 @ a1.T", "1.001 * dz2 @ a1.T"), ("a2 - y", "a2 - y + 1e-4"), ("y.shape[1]", "7")],
    "4.2": [("dz1 @ X.T", "1.001 * dz1 @ X.T"), ("X.shape[1]", "7"), ("X.shape[1]", "(7 if len(W1) == 5 else 11)"),
            ('"db2": db2', '"db2": np.where(np.arange(len(db2)) == 1, 0, db2.T).T')],
    "4.3": [("dz2 @ self.a1.T", "1.01 * dz2 @ self.a1.T"), ("X.shape[1]", "7")],
    "5.1": [("h, numerical = 1e-5", "h, numerical = 0.02"), ("/ size if", "/ size * 1.01 if")],
    "5.3": [("1.0)", "0.0100001)"), ("/ 1.0", "/ 1.01")],
    "7.3": [("- learning_rate", "- 1.001 * learning_rate"), ("- learning_rate", "- 0.3")],
}  # fmt: skip

# Answers to choices: {exercise: {a wrong answer: what must be said}}
CHOSEN = {
    "4.4": {"a": "apply it twice", "c": "the line is right", "d": "not the gradient", "e": "none of", "": "not yet."},
    "5.2": {
        **{("a", line): f"a: Line {line} is right" for line in range(1, 8)},
        **{("b", line): f"a is right. b: Line {line} is right" for line in (1, 2, 3, 4, 5, 7, 8)},
        **{("c", line): f"a and b are right. c: Line {line} is right" for line in (1, 2, 4, 5, 6, 7, 8)},
        ("b", 0): "not yet.",
        ("c", 9): "none of the choices",
    },
    "5.4": {"a": "is the mask a1 >= 0 then", "c": "slope of the sigmoid", "d": "The shapes fit", "": "not yet."},
    "7.1": {
        ("cross-entropy", 5): "5 is too small",
        ("cross-entropy", 20): "one step of the grid too far",
        ("cross-entropy", 50): "more than one step",
        ("cross-entropy", 15): "not one of the grid's rates",
        ("cross-entropy", -1): "positive",
        ("cross-entropy", "fast"): "Give one number",
        ("mse", 100): "100 is too large",
        ("mse", 10): "10 is too small",
        ("mse", 0): "not yet.",
    },
    "7.2": {
        ("a", "good"): "a: good: such a curve falls almost to 0",
        ("b", "slow"): "a is right. b: slow",
        ("d", "stuck"): "stuck: such a curve becomes flat",
        ("c", ""): "not yet.",
        ("c", "fast"): "none of the choices",
    },
    "7.4": {"a": "not that of the loss", "b": "still lowers the loss", "d": "in the step", "": "not yet."},
}  # fmt: skip
RIGHT_CHOICES = {
    "4.4": "b", "5.4": "b", "7.4": "c",
    "5.2": {"a": 8, "b": 6, "c": 3},
    "7.1": {"cross-entropy": 10, "mse": 50},
    "7.2": {"a": "stuck", "b": "good", "c": "slow", "d": "oscillating"},
}  # fmt: skip


class StepsThroughAList:
    """An answer to 4.3 that keeps its parameters in a list and moves them in place."""

    def __init__(self, n_features, n_hidden, n_outputs, rng):
        self.W1, self.b1 = rng.standard_normal((n_hidden, n_features)), np.zeros((n_hidden, 1))
        self.W2, self.b2 = rng.standard_normal((n_outputs, n_hidden)), np.zeros((n_outputs, 1))
        self.parameters = [self.W1, self.b1, self.W2, self.b2]

    def forward(self, X):
        W1, b1, W2, b2 = self.parameters
        self.a1 = 1 / (1 + np.exp(-(W1 @ X + b1)))
        self.a2 = 1 / (1 + np.exp(-(W2 @ self.a1 + b2)))
        return self.a2

    def backward(self, X, y, learning_rate):
        dz2 = (self.a2 - y) / X.shape[1]
        dz1 = (self.parameters[2].T @ dz2) * self.a1 * (1 - self.a1)
        gradients = dz1 @ X.T, dz1.sum(1, keepdims=True), dz2 @ self.a1.T, dz2.sum(1, keepdims=True)
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter -= learning_rate * gradient

    def train(self, X, y, epochs, learning_rate):
        for _ in range(epochs):
            self.forward(X)
            self.backward(X, y, learning_rate)

    predict = forward


def fooling(a1, a2, y):
    """An answer to 4.1 that changes what it is given in order to be judged by it."""
    a1[:], a2[:], y[:] = 1, 1, 0
    dz2 = (a2 - y) / y.shape[1]
    return dz2, dz2 @ a1.T, dz2.sum(axis=1, keepdims=True)


def _wrong():
    for number, mistakes in MISTAKES.items():
        yield from ((number, judging.solution(number, pieces), words) for words, pieces in mistakes.items())
    for number, pieces in ALMOST.items():
        yield from ((number, judging.solution(number, [piece]), "") for piece in pieces)
    for number, answers in CHOSEN.items():
        for answer, words in answers.items():
            whole = RIGHT_CHOICES[number] | dict([answer]) if isinstance(answer, tuple) else answer
            yield number, whole, words
    yield "4.1", fooling, ""


RIGHT = {number: [judging.solution(number)] for number in SOLUTIONS}
RIGHT["4.3"].append(StepsThroughAList)
NOT_YET = {number: [judging.stub(number), None, ...] for number in STUBS}
WRONG = list(_wrong())
