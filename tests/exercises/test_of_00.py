"""The judge of notebook 00: right answers are correct, stubs are not yet, and every known mistake is named."""

import itertools

import numpy as np
import pytest

from backprop import checks

FLAT = {"w1": 0.0, "w2": 0.0, "b": 0.5}
TABLES = list(itertools.product((0, 1), repeat=4))


@pytest.fixture
def judged(capsys):
    """The verdict that a learner reads, without its number."""

    def judge(number, answer):
        checks.exercise(number, answer)
        return capsys.readouterr().out.strip().removeprefix(f"Exercise {number}: ")

    return judge


def line(X, w1, w2, b):
    return w1 * X[0] + w2 * X[1] + b


MSE = {
    "correct": lambda X, y, w1, w2, b: np.mean((line(X, w1, w2, b) - y) ** 2),
    "not yet": lambda X, y, w1, w2, b: 0.0,
    "bias is missing": lambda X, y, w1, w2, b: np.mean((line(X, w1, w2, 0) - y) ** 2),
    "swapped": lambda X, y, w1, w2, b: np.mean((line(X, w2, w1, b) - y) ** 2),
    "not their mean": lambda X, y, w1, w2, b: np.sum((line(X, w1, w2, b) - y) ** 2),
    "are not squared": lambda X, y, w1, w2, b: np.mean(line(X, w1, w2, b) - y),
    "mean is taken first": lambda X, y, w1, w2, b: np.mean(line(X, w1, w2, b) - y) ** 2,
    "errors' sizes": lambda X, y, w1, w2, b: np.mean(np.abs(line(X, w1, w2, b) - y)),
    "the root": lambda X, y, w1, w2, b: np.sqrt(np.mean((line(X, w1, w2, b) - y) ** 2)),
    "half of what": lambda X, y, w1, w2, b: np.mean((line(X, w1, w2, b) - y) ** 2) / 2,
    "compared with every target": lambda X, y, w1, w2, b: np.mean((line(X, w1, w2, b)[:, None] - y) ** 2),
    "has shape": lambda X, y, w1, w2, b: (line(X, w1, w2, b) - y) ** 2,
    "stopped with ValueError": lambda X, y, w1, w2, b: np.mean((X @ [w1, w2] + b - y) ** 2),
}


@pytest.mark.parametrize("verdict", MSE)
def test_the_mean_squared_error_of_a_line(judged, verdict):
    said = judged("0.1", MSE[verdict])
    assert verdict in said
    assert said.startswith("correct.") == (verdict == "correct")


LINES = [
    ("correct.", FLAT | {"why": "d"}),
    ("correct.", FLAT | {"w1": 1e-12, "why": " (D). "}),
    ("not yet.", {"w1": 0.0, "w2": 0.0, "b": 0.0, "why": "?"}),
    ("not yet. The line is right", FLAT | {"why": "?"}),
    ("not yet. why is missing", FLAT),
    ("not yet. b is missing", FLAT | {"b": None, "why": "d"}),
    ("not yet. Give a dictionary", (0, 0, 0.5)),
    ("More steps", FLAT | {"why": "a"}),
    ("Another learning rate", FLAT | {"why": "b"}),
    ("A luckier start", FLAT | {"why": "c"}),
    ("More examples", FLAT | {"why": "e"}),
    ("It is not true of every model", FLAT | {"why": "f"}),
    ("'train' is none of the choices", FLAT | {"why": "train"}),
    ("This line has MSE 1.0000. Three answers are exact", {"w1": 1, "w2": 1, "b": 0, "why": "?"}),
    ("This line has MSE 0.5000. A lower one can be reached", {"w1": 0, "w2": 0, "b": 0, "why": "d"}),
    ("This line has MSE 0.2501. Very near", {"w1": 0, "w2": 0, "b": 0.509, "why": "d"}),
    ("w1, w2 and b are three numbers", FLAT | {"b": "half", "why": "d"}),
    ("w1, w2 and b are finite", FLAT | {"b": float("nan"), "why": "d"}),
]


@pytest.mark.parametrize(("verdict", "answer"), LINES)
def test_the_lowest_line_and_the_reason(judged, verdict, answer):
    assert judged("0.2", answer).startswith(verdict)


def test_a_right_reason_is_said_beside_a_wrong_line(judged):
    assert judged("0.2", {"w1": 1, "w2": 1, "b": 0, "why": "d"}).endswith("The reason is right.")


REPORTED = {
    "correct": lambda y_hat, y: np.mean((y_hat - y) ** 2),
    "not yet": lambda y_hat, y: np.mean(y_hat - y) ** 2,
    "not their mean": lambda y_hat, y: np.sum((y_hat - y) ** 2),
    "are not squared": lambda y_hat, y: np.mean(y_hat - y),
    "errors' sizes": lambda y_hat, y: np.mean(abs(y_hat - y)),
    "mean is taken first": lambda y_hat, y: (np.sum(y_hat - y) / (3 * len(y))) ** 2 * 9,
    "the root": lambda y_hat, y: np.mean((y_hat - y) ** 2) ** 0.5,
}


@pytest.mark.parametrize("verdict", REPORTED)
def test_the_bug_of_the_reported_error(judged, verdict):
    said = judged("0.3", REPORTED[verdict])
    assert verdict in said
    assert said.startswith("correct.") == (verdict == "correct")


def by_search(table):
    """Whether one of many lines has all four points on their sides: an oracle that knows no theorem."""
    w1, w2, b = np.meshgrid(*[np.arange(-2, 2.01, 0.5)] * 3)
    values = np.stack([b, b + w2, b + w1, b + w1 + w2]) - 0.25  # never 0 on this grid
    return bool(((values > 0) == np.reshape(table, (4, 1, 1, 1)).astype(bool)).all(axis=0).any())


SEPARABLE = {
    "correct. 14 of the 16": by_search,
    "not yet": lambda table: False,
    "It says True to every table": lambda table: True,
    "XOR is not the only one": lambda table: table != (0, 1, 1, 0),
    "Not every table with two ones": lambda table: sum(table) != 2,
    "A table of one value": lambda table: 0 < sum(table) < 4 and by_search(table),
    "It is wrong about 1 of the 16": lambda table: by_search(table) and table != (0, 0, 0, 1),
    "True or False": lambda table: 1,
    "stopped with IndexError": lambda table: bool(table[4]),
    "does not take that": lambda: True,
}


@pytest.mark.parametrize("verdict", SEPARABLE)
def test_which_tables_one_line_separates(judged, verdict):
    assert verdict in judged("0.4", SEPARABLE[verdict])
