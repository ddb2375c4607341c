"""The exercises of notebook 10: right answers are correct, stubs are not yet, and each mistake is named."""

import judging
import numpy as np
import pytest

from backprop import NeuralNetwork, checks, datasets, scalar
from backprop.exercises.of_10 import EXERCISES


def slopes(
    in_u=lambda u, v: 1 / v,
    in_v=lambda u, v: -u / v**2,
    of_tanh=lambda u, v: 1 - np.tanh(u) ** 2,
):
    """An answer to 10.1 with one of its parts replaced."""
    return lambda u, v: (in_u(u, v), in_v(u, v), of_tanh(u, v))


def sigmoid(u):
    return 1 / (1 + np.exp(-u))


BOXES = {"parameters": 17, "data": 3, "operations": 31}
SPOILED = {"how_many": 13, "factor": 0.5, "box": "e"}
RIGHT = {
    "10.1": [
        slopes(),
        slopes(of_tanh=lambda u, v: 1 / np.cosh(u) ** 2, in_v=lambda u, v: -(u / v) / v),
        lambda u, v: dict(zip(("in_u", "in_v", "of_tanh"), slopes()(u, v), strict=True)),
    ],
    "10.2": [BOXES, {name: float(n) for name, n in BOXES.items()}, {name: str(n) for name, n in BOXES.items()}],
    "10.3": [SPOILED, SPOILED | {"box": " E "}, SPOILED | {"factor": "0.5"}],
    "10.4": ["c", "C", "(c)"],
}
NOT_YET = {
    "10.1": [None, ..., lambda u, v: None, lambda u, v: (0 * u, 0 * u, 0 * u)],
    "10.2": [None, {}, dict.fromkeys(BOXES, 0), BOXES | {"data": 0}, {"parameters": 17}],
    "10.3": [None, {}, {"how_many": 0, "factor": 0.0, "box": "?"}, SPOILED | {"box": "?"}],
    "10.4": [None, "?", ""],
}
WRONG = [
    ("10.1", slopes(in_v=lambda u, v: 0 * u), "in_v comes out 0 in every entry"),
    ("10.1", slopes(in_u=lambda u, v: v, in_v=lambda u, v: u), "the derivatives of u * v"),
    ("10.1", slopes(in_u=lambda u, v: v), "derivative of u * v with respect to u"),
    ("10.1", slopes(in_u=lambda u, v: u / v), "the quotient u / v itself"),
    ("10.1", slopes(in_u=lambda u, v: 1 / u), "a straight line in u"),
    ("10.1", slopes(in_u=lambda u, v: 1 / v**2), "a straight line in u"),
    ("10.1", slopes(in_v=lambda u, v: (v - u) / v**2), "the derivative of u with respect to v is 0"),
    ("10.1", slopes(of_tanh=lambda u, v: 1 / np.cosh(u)), "A square is missing"),
    ("10.1", slopes(of_tanh=lambda u, v: 1 + np.tanh(u) ** 2), "becomes smaller on both sides"),
    ("10.1", slopes(of_tanh=lambda u, v: np.tanh(u) ** 2), "becomes smaller on both sides"),
    ("10.1", slopes(in_v=lambda u, v: u / v**2), "The sign of in_v is flipped"),
    ("10.1", slopes(in_v=lambda u, v: -u / v), "The power of v in in_v is wrong"),
    ("10.1", slopes(in_v=lambda u, v: -1 / v**2), "The factor u is missing"),
    ("10.1", slopes(of_tanh=lambda u, v: np.tanh(u) * (1 - np.tanh(u))), "the derivative of the sigmoid"),
    ("10.1", slopes(of_tanh=lambda u, v: sigmoid(u) * (1 - sigmoid(u))), "the derivative of the sigmoid"),
    ("10.1", slopes(of_tanh=lambda u, v: 1 - u**2), "with what comes out, tanh(u)"),
    ("10.1", slopes(of_tanh=lambda u, v: 1 - np.tanh(np.tanh(u)) ** 2), "through tanh twice"),
    ("10.1", slopes(of_tanh=lambda u, v: 1 - np.tanh(u)), "A square is missing"),
    ("10.1", slopes(of_tanh=lambda u, v: np.tanh(u)), "tanh itself"),
    ("10.1", slopes(of_tanh=lambda u, v: np.tanh(u) ** 2 - 1), "The sign of of_tanh is flipped"),
    ("10.1", slopes(of_tanh=lambda u, v: 1 - np.tanh(v) ** 2), "asks for it at u"),
    ("10.1", lambda u, v: slopes()(u, v)[::-1], "wrong order"),
    ("10.1", slopes(in_u=lambda u, v: 2 / v), "`in_u = 2 * 1 / v`"),
    ("10.1", slopes(in_u=lambda u, v: (1 / v)[:, None]), "Right values in the wrong shape"),
    ("10.1", slopes(in_u=lambda u, v: (1 / v).astype(int)), "whole numbers"),
    ("10.1", slopes(in_u=lambda u, v: 1 / 0), "ZeroDivisionError"),
    ("10.1", lambda u: u, "called as local_slopes(u, v)"),
    ("10.1", lambda u, v: u, "3 values, in this order"),
    ("10.2", BOXES | {"parameters": 12}, "add the biases, which are boxes too"),
    ("10.2", BOXES | {"parameters": 5}, "add the weights, which are boxes too"),
    ("10.2", BOXES | {"parameters": 16}, "The output unit has a bias"),
    ("10.2", BOXES | {"parameters": 13}, "Each hidden unit has a bias"),
    ("10.2", BOXES | {"parameters": 9}, "Each hidden unit has two weights and a bias"),
    ("10.2", BOXES | {"data": 8}, "still one box"),
    ("10.2", BOXES | {"operations": 20}, "The hidden units take 20"),
    ("10.2", BOXES | {"operations": 9}, "The output unit takes 9"),
    ("10.2", BOXES | {"operations": 5}, "One hidden unit takes 5"),
    ("10.2", BOXES | {"data": 2}, "The target is a box as well"),
    ("10.2", BOXES | {"data": 12}, "the exercise asks for one row"),
    ("10.2", BOXES | {"data": 13}, "the exercise asks for one row"),
    ("10.2", BOXES | {"operations": 29}, "The two operations of the loss"),
    ("10.2", BOXES | {"operations": 30}, "The loss takes two operations"),
    ("10.2", BOXES | {"operations": 26}, "Adding a bias"),
    ("10.2", BOXES | {"operations": 24}, "A sum has two terms"),
    ("10.2", BOXES | {"operations": 13}, "There are 13 products"),
    ("10.2", BOXES | {"operations": 57}, "There are 57 arrows"),
    ("10.2", BOXES | {"operations": 51}, "There are 51 boxes in all"),
    ("10.2", BOXES | {"operations": 124}, "the exercise asks for one row"),
    ("10.2", BOXES | {"operations": 1000}, "1000 is not it"),
    ("10.2", BOXES | {"operations": "many"}, "Give a number"),
    ("10.2", BOXES | {"operations": float("inf")}, "finite"),
    ("10.2", 51, "Give a dictionary"),
    ("10.3", SPOILED | {"how_many": 17}, "exactly 0 on the row (1, 0)"),
    ("10.3", SPOILED | {"how_many": 4}, "Four stay right"),
    ("10.3", SPOILED | {"how_many": 12}, "the bias of the output"),
    ("10.3", SPOILED | {"factor": 2}, "the other way round"),
    ("10.3", SPOILED | {"factor": 1}, "the values would be right"),
    ("10.3", SPOILED | {"factor": 0.25}, "here there is one row"),
    ("10.3", SPOILED | {"factor": -0.5}, "the sign is not"),
    ("10.3", SPOILED | {"box": "J"}, "with the gradient 1"),
    ("10.3", SPOILED | {"box": "a2"}, "one arrow leaves a2"),
    ("10.3", SPOILED | {"box": "W1"}, "a single arrow leaves each weight"),
    ("10.3", SPOILED | {"box": "b1"}, "none of the choices"),
    ("10.4", "a", "compare its gradients"),
    ("10.4", "b", "gets the right sum"),
    ("10.4", "d", "would be left"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


def test_the_truth_of_10_1_is_that_of_differences():
    for given in EXERCISES["10.1"].problems():
        u, v = given["u"], given["v"]
        in_u, in_v, of_tanh = slopes()(u, v)
        assert checks.gradient_check({"du": in_u, "dv": in_v}, lambda u=u, v=v: (u / v).sum(), given)
        assert checks.gradient_check({"du": of_tanh}, lambda u=u: np.tanh(u).sum(), {"u": u})


def row():
    X, y = datasets.xor()
    return NeuralNetwork(2, 4, 1, rng=65, loss="mse"), X[:, [2]], y[:, [2]]


def test_what_10_3_calls_right_is_what_the_graph_does():
    spoiled, right = scalar.gradients(*row(), adds=False), row()[0].gradients(*row()[1:])
    pairs = [(a, b) for name in right for a, b in zip(spoiled[name].flat, right[name].flat, strict=True) if b]
    assert len(pairs) == EXERCISES["10.3"].parts["how_many"].right
    np.testing.assert_allclose([a / b for a, b in pairs], EXERCISES["10.3"].parts["factor"].right, rtol=1e-12)


def test_the_walk_of_10_4_is_wrong_where_a_box_is_used_twice_and_right_where_only_parameters_are():
    def walk(value):
        for source, slope in value.arrows:
            source.grad += slope * value.grad
        for source, _ in value.arrows:
            walk(source)

    def walked(total):
        total.grad = 1.0
        walk(total)

    u, v = scalar.Value(2.0), scalar.Value(3.0)
    walked(u * v + u * u)  # u three times, but nothing that was worked out
    assert (u.grad, v.grad) == (3.0 + 4.0, 2.0)
    nn, x, y = row()
    parameters = {name: scalar.values(p) for name, p in nn.parameters.items()}
    walked(scalar.squared_error(parameters, x, y))
    assert parameters["b2"][0, 0].grad == pytest.approx(4 * nn.gradients(x, y)["db2"][0, 0])
