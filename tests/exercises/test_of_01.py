"""The exercises of notebook 01: right answers are correct, stubs are not yet, and each mistake is named."""

import numpy as np
import pytest

from backprop import NeuralNetwork, checks
from backprop.activations import sigmoid

SHAPES = {
    "W1": (5, 3),
    "b1": (5, 1),
    "z1": (5, 7),
    "a1": (5, 7),
    "W2": (2, 5),
    "b2": (2, 1),
    "z2": (2, 7),
    "a2": (2, 7),
}
HAND = {"W1": [[20, 20], [20, 20]], "b1": [[-10], [-30]], "W2": [[20, -20]], "b2": [[-10]]}  # OR, and not AND


def said(capsys, number, answer):
    checks.exercise(number, answer)
    return capsys.readouterr().out


def forward(X, W1, b1, W2, b2, bend=sigmoid):
    z1 = W1 @ X + b1
    a1 = bend(z1)
    z2 = W2 @ a1 + b2
    return z1, a1, z2, bend(z2)


def forward_of_the_package(X, W1, b1, W2, b2):
    nn = NeuralNetwork(len(X), len(W1), len(W2), rng=0)
    nn.W1, nn.b1, nn.W2, nn.b2 = W1, b1, W2, b2
    nn.forward(X)
    return {"z1": nn.z1, "a1": nn.a1, "z2": nn.z2, "a2": nn.a2}


def changed(**steps):
    """The forward pass with some of its four steps written wrongly, each as a function."""

    def answer(X, W1, b1, W2, b2):
        z1 = steps["z1"](X, W1, b1) if "z1" in steps else W1 @ X + b1
        a1 = steps["a1"](z1, b1) if "a1" in steps else sigmoid(z1)
        z2 = steps["z2"](z1, a1, W2, b2) if "z2" in steps else W2 @ a1 + b2
        a2 = steps["a2"](z2, b2) if "a2" in steps else sigmoid(z2)
        return z1, a1, z2, a2

    return answer


def no_b1(X, W1, b1):
    return W1 @ X


def no_b2(z1, a1, W2, b2):
    return W2 @ a1


def plain(z, b):
    return z


RIGHT = [
    ("1.1", SHAPES),
    ("1.1", {name: list(shape) for name, shape in SHAPES.items()}),
    ("1.1", {name: np.zeros(shape) for name, shape in SHAPES.items()}),
    ("1.2", forward),
    ("1.2", forward_of_the_package),
    ("1.3", HAND),
    ("1.3", {"W1": [[20, -20], [-20, 20]], "b1": [[-10], [-10]], "W2": [[20, 20]], "b2": [[-10]]}),
    ("1.4", "b"),
    ("1.4", "B."),
]
NOT_YET = [
    *((number, answer) for number in ("1.1", "1.2", "1.3", "1.4") for answer in (None, ...)),
    ("1.1", {}),
    ("1.1", dict.fromkeys(SHAPES, (0, 0))),
    ("1.1", dict.fromkeys(SHAPES)),
    ("1.1", SHAPES | {"a2": (0, 0)}),
    ("1.2", lambda X, W1, b1, W2, b2: None),
    ("1.3", {name: np.zeros_like(value) for name, value in HAND.items()}),
    ("1.4", ""),
]
WRONG = [
    ("1.1", SHAPES | {"W1": (3, 5)}, "W1 is the other way round: its rows are the hidden units"),
    ("1.1", SHAPES | {"z1": (7, 5)}, "W1, b1, a1, W2, b2, z2 and a2 are right"),
    ("1.1", SHAPES | {"z1": (7, 5)}, "z1 is the other way round"),
    ("1.1", SHAPES | {"z1": (5, 3)}, "z1 has the right rows, but its columns are the examples"),
    ("1.1", SHAPES | {"b1": (5,)}, "it is a column, one row for each unit"),
    ("1.1", SHAPES | {"b1": 5}, "it is a column, one row for each unit"),
    ("1.1", SHAPES | {"b1": (1, 5)}, "it is a column, one row for each unit"),
    ("1.1", SHAPES | {"b2": (2, 7)}, "the same for every example"),
    ("1.1", SHAPES | {"b2": (5, 1)}, "a single column"),
    ("1.1", SHAPES | {"W2": (2, 3)}, "W2 is not (2, 3): it has a row for each of the outputs"),
    ("1.1", SHAPES | {"a2": "2, 7"}, "a pair of whole numbers"),
    ("1.1", SHAPES | {"a2": (2.5, 7)}, "a pair of whole numbers"),
    ("1.1", [(5, 3)], "Give a dictionary"),
    ("1.2", changed(z1=no_b1, z2=no_b2), "The biases are missing"),
    ("1.2", changed(z1=no_b1), "The biases are missing"),
    ("1.2", changed(z2=no_b2), "The biases are missing"),
    (
        "1.2",
        changed(z1=lambda X, W1, b1: W1 @ X - b1, z2=lambda z1, a1, W2, b2: W2 @ a1 - b2),
        "The bias is subtracted",
    ),
    (
        "1.2",
        changed(z1=no_b1, a1=lambda z, b: sigmoid(z) + b, z2=no_b2, a2=lambda z, b: sigmoid(z) + b),
        "The bias is added after the sigmoid",
    ),
    ("1.2", changed(a1=plain), "the sigmoid of the hidden layer is missing"),
    ("1.2", changed(z2=lambda z1, a1, W2, b2: W2 @ z1 + b2), "Layer 2 is given z1"),
    ("1.2", changed(a2=plain), "the sigmoid of the output is missing"),
    ("1.2", changed(a1=plain, a2=plain), "Both sigmoids are missing"),
    ("1.2", changed(a2=lambda z, b: sigmoid(sigmoid(z))), "through the sigmoid twice"),
    ("1.2", changed(z2=lambda z1, a1, W2, b2: sigmoid(W2 @ a1 + b2)), "through the sigmoid twice"),
    ("1.2", changed(a1=lambda z, b: sigmoid(-z), a2=lambda z, b: sigmoid(-z)), "with a minus"),
    ("1.2", changed(z1=lambda X, W1, b1: W1 @ X.T.reshape(X.shape) + b1), "reshape keeps the numbers"),
    ("1.2", lambda *given: [step.T for step in forward(*given)], "it is transposed"),
    ("1.2", lambda X, W1, b1, W2, b2: forward(X.T, W1, b1, W2, b2), "Your code stopped with ValueError"),
    ("1.2", lambda *given: forward(*given)[3], "It should return z1, a1, z2 and a2"),
    ("1.2", lambda *given: [step.astype(int) for step in forward(*given)], "whole numbers"),
    ("1.2", lambda X, W1: X, "It will be called as forward(X, W1, b1, W2, b2)"),
    ("1.3", HAND | {"W1": np.zeros((2, 3))}, "W1 has shape (2, 3), where (2, 2) is needed"),
    ("1.3", HAND | {"W2": [[-20, 20]], "b2": [[10]]}, "Turn the signs of W2 and b2"),
    ("1.3", HAND | {"b1": [[-10], [-10]]}, "Both hidden units answer the same"),
    ("1.3", HAND | {"b1": [[-10], [-90]]}, "Hidden unit 2 answers the same to all four inputs"),
    ("1.3", {name: np.array(value) / 4 for name, value in HAND.items()}, "Make the weights larger"),
    ("1.3", HAND | {"b1": [[-10], ["x"]]}, "b1 should hold real numbers"),
    ("1.3", HAND | {"W2": [[20, -5]]}, "(1, 1) on the wrong side of ½"),
    ("1.4", "a", "does not say what stands where"),
    ("1.4", "c", "single row"),
    ("1.4", "d", "come to rest at 1/8"),
    ("1.4", "e", "none of the choices"),
]


@pytest.mark.parametrize(("number", "answer"), RIGHT)
def test_a_right_answer_is_correct(capsys, number, answer):
    assert said(capsys, number, answer).startswith(f"Exercise {number}: correct.")


@pytest.mark.parametrize(("number", "answer"), NOT_YET)
def test_a_stub_is_not_yet(capsys, number, answer):
    assert "not yet" in said(capsys, number, answer)


@pytest.mark.parametrize(("number", "answer", "name"), WRONG)
def test_a_mistake_is_named(capsys, number, answer, name):
    verdict = said(capsys, number, answer)
    assert name in verdict
    assert "correct." not in verdict


def test_the_stub_of_the_shapes_is_told_so(capsys):
    assert said(capsys, "1.1", dict.fromkeys(SHAPES, (0, 0))) == "Exercise 1.1: not yet. Every shape is still (0, 0).\n"


def test_what_the_reply_to_the_published_code_claims():
    table = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    X, y = table.reshape(2, 4), np.array([[0.0, 1, 1, 0]])
    columns = [tuple(column) for column in X.T]
    assert sorted(target for column, target in zip(columns, y[0], strict=True) if column == (0, 1)) == [0, 1]
    history = NeuralNetwork(2, 4, 1, rng=65).train(X, y, 10_000, 0.5, print_every=0)
    assert history.mse[-1] == pytest.approx(1 / 8, abs=1e-5)
