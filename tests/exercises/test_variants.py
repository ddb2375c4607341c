"""A right answer is never refused, whatever its code looks like: 1,000 ways of writing `backward`, and others."""

import random
from collections import OrderedDict

import judging
import numpy as np
import pytest

from backprop import NeuralNetwork, checks


def tanh_form(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def in_place(z):
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    return np.reciprocal(z, out=z)


def in_two_halves(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def minus_equals(a2, y):
    error = a2.copy()
    error -= y
    error /= y.shape[1]
    return error


def one_example_at_a_time(dz, a):
    dW = np.zeros((len(dz), len(a)))
    for i in range(dz.shape[1]):
        dW += np.outer(dz[:, i], a[:, i])
    return dW


def with_extra_keys(gradients):
    return gradients | {"loss": 0.25}


# Every choice of one entry a line is a right answer to exercise 4.2.
CHOICES = {
    "read": [np.asarray, np.array, np.float32, np.asfortranarray],
    "sigmoid": [lambda z: 1 / (1 + np.exp(-z)), tanh_form, in_place, in_two_halves],
    "times": [np.matmul, np.dot, lambda A, B: np.einsum("ij,jk->ik", A, B), lambda A, B: (B.T @ A.T).T],
    "dz2": [
        lambda a2, y: (a2 - y) / y.shape[1],
        lambda a2, y: (1 / y.shape[1]) * np.subtract(a2, y),
        minus_equals,
        lambda a2, y: ((1 - y) / (1 - a2) - y / a2) * a2 * (1 - a2) / y.shape[1],
    ],
    "dW": [
        lambda dz, a: dz @ a.T,
        lambda dz, a: (a @ dz.T).T,
        lambda dz, a: np.einsum("in,jn->ij", dz, a),
        one_example_at_a_time,
    ],
    "db": [
        lambda dz: dz.sum(axis=1, keepdims=True),
        lambda dz: dz.sum(1)[:, None],
        lambda dz: np.add.reduce(dz, 1).reshape(-1, 1),
        lambda dz: dz @ np.ones((dz.shape[1], 1)),
        lambda dz: dz.shape[1] * dz.mean(axis=1, keepdims=True),
    ],
    "slope": [lambda a: a * (1 - a), lambda a: a - a**2, lambda a: 0.25 - (a - 0.5) ** 2],
    "dtype": [np.asarray, np.float64, np.float32, np.asfortranarray, lambda v: np.asarray(v).tolist()],
    "pack": [dict, OrderedDict, with_extra_keys, lambda d: [d[name] for name in ("dW2", "db2", "dW1", "db1")]],
}


def variant(choice):
    """A learner's `backward` that is right, from one entry of each line."""

    def backward(X, y, W1, b1, W2, b2):
        X, y, W1, b1, W2, b2 = map(choice["read"], (X, y, W1, b1, W2, b2))
        a1 = choice["sigmoid"](choice["times"](W1, X) + b1)
        a2 = choice["sigmoid"](choice["times"](W2, a1) + b2)
        dz2 = choice["dz2"](a2, y)
        dz1 = choice["times"](W2.T, dz2) * choice["slope"](a1)
        blocks = {
            "dW1": choice["dW"](dz1, X),
            "db1": choice["db"](dz1),
            "dW2": choice["dW"](dz2, a1),
            "db2": choice["db"](dz2),
        }
        return choice["pack"]({name: choice["dtype"](value) for name, value in blocks.items()})

    return backward


@pytest.mark.slow
def test_1000_variants_of_backward_are_right(capsys):
    random.seed(42)
    seen = set()
    while len(seen) < 1000:
        picked = tuple(random.randrange(len(options)) for options in CHOICES.values())
        if picked in seen:
            continue
        seen.add(picked)
        choice = {name: options[i] for (name, options), i in zip(CHOICES.items(), picked, strict=True)}
        checks.exercise("4.2", variant(choice))
        assert "correct." in (text := capsys.readouterr().out), (picked, text)


# Other right forms of the other exercises: pieces of the solution, replaced.
FORMS = [
    ("4.1", [("return dz2, dW2, db2", "return [dz2, dW2, db2]")]),
    ("4.1", [("return dz2, dW2, db2", 'return {"dz2": dz2, "dW2": dW2, "db2": db2}')]),
    ("4.1", [("return dz2, dW2, db2", "return tuple(np.float32(d) for d in (dz2, dW2, db2))")]),
    ("4.1", [("dz2 = (a2 - y) / y.shape[1]", "a2 -= y; a2 /= len(a2.T); dz2 = a2")]),
    ("4.1", [("y.shape[1]", "a1.shape[1]")]),
    ("4.3", [(" -= ", " = {0} - ")]),
    ("4.3", [("n_outputs, rng)", "n_outputs)"), ("= rng.", "= np.random.default_rng(1).")]),
    ("4.3", [("        dz2 = (self.a2 - y)", "        self.forward(X)\n        dz2 = (self.a2 - y)")]),
    ("4.3", [("            self.forward(X)", '            self.forward(X); print("Epoch")')]),
    ("4.3", [("        dz2 = (self.a2 - y) / X.shape[1]", "        dz2 = self.a2 - y; learning_rate /= X.shape[1]")]),
    ("5.1", [("1e-5", "1e-4")]),
    ("5.1", [("1e-5", "1e-6")]),
    ("5.1", [("np.nan", 'float("inf")')]),
    ("5.1", [("x[i] = start\n", "x[i] -= h; x[i] += 2 * h\n")]),
    ("5.1", [("return abs(gradient", "return np.array([[0]]).sum() + abs(gradient")]),
    ("5.1", [("numerical = 1e-5, np.zeros(x.shape)", "numerical = 1e-5, np.zeros(x.shape); x = x.copy()")]),
    ("5.3", [("0.01", "1e-4")]),
    ("5.3", [("1.0)", "10.0)"), ("/ 1.0", "/ 10.0")]),
    ("5.3", [("np.allclose(small, large)", "abs(small - large).max() < 1e-9")]),
    ("7.3", [("value - learning", "value.copy(); new[name] -= learning")]),
    ("7.3", [("    new = {}\n", "    new = dict(reversed(parameters.items()))\n")]),
    ("7.3", [("value - learning", "np.float32(value) - learning")]),
]  # fmt: skip


@pytest.mark.parametrize(("number", "pieces"), FORMS, ids=range(len(FORMS)))
def test_other_right_forms(number, pieces):
    if number == "4.3" and pieces[0][0] == " -= ":
        pieces = [(f"self.{name} -= ", f"self.{name} = self.{name} - ") for name in ("W1", "b1", "W2", "b2")]
    assert judging.fault(checks, number, judging.solution(number, pieces), "correct") is None


def test_our_own_network_and_the_reports_are_right(capsys):
    from backprop.experiments.lab_sheet import NeuralNetwork as OfTheReport

    for network in (NeuralNetwork, OfTheReport):
        checks.exercise("4.3", network)
        assert "correct." in capsys.readouterr().out


def test_a_right_answer_that_changes_its_arguments_is_right_and_told(capsys):
    def output_gradients(a1, a2, y):
        a2 -= y
        a2 /= y.shape[1]
        return a2, a2 @ a1.T, a2.sum(axis=1, keepdims=True)

    checks.exercise("4.1", output_gradients)
    text = capsys.readouterr().out
    assert "correct." in text
    assert "It changes a2, which belongs to the caller." in text


def test_where_the_exercise_forbids_it_that_is_no_right_answer(capsys):
    def step(parameters, gradients, learning_rate):
        for name in parameters:
            parameters[name] -= learning_rate * gradients[f"d{name}"]
        return parameters

    checks.exercise("7.3", step)
    text = capsys.readouterr().out
    assert "correct." not in text
    assert "it changes parameters, which belongs to the caller" in text


@pytest.mark.parametrize("answer", ["B", " b ", "(b)", "b.", "b)"])
def test_a_choice_may_be_written_in_any_way(answer, capsys):
    checks.exercise("4.4", answer)
    assert "correct." in capsys.readouterr().out


def test_numbers_may_be_of_any_kind(capsys):
    checks.exercise("7.1", {"mse": np.int64(50), "cross-entropy": "10.0"})
    checks.exercise("5.2", {"a": "8", "b": np.int64(6), "c": 3})
    assert capsys.readouterr().out.count("correct.") == 2
