"""The museum of posted mistakes: its page follows from its data, and every line in it is wrong where it says so."""

import importlib.util
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
import pytest

from backprop import checks, datasets

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("museum", ROOT / "docs" / "museum.py")
museum = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(museum)

ROWS = datasets.museum()
GRADIENTS = ("dW1", "db1", "dW2", "db2")
OUTPUTS = {
    "1.2": ("z1", "a1", "z2", "a2"),
    "3.1": GRADIENTS,
    "3.3": ("dw1", "dw2", "dw3"),
    "4.2": GRADIENTS,
    "5.3": GRADIENTS,
    "5.4": GRADIENTS,
    "10.4": ("de", "dw"),
}
CROSS_ENTROPY = "-(y * np.log(a2) + (1 - y) * np.log(1 - a2)).sum() / n"
OF_PARAMETERS = {gradient: gradient[1:] for gradient in GRADIENTS}
MEASURED = [  # exercise, what is differentiated, {gradient: with respect to what}
    ("3.1", "((a2 - y) ** 2).sum()", OF_PARAMETERS | {"dz2": "z2", "da1": "a1", "dz1": "z1"}),
    ("3.3", "((a3 - y) ** 2).sum()", {f"d{name}{i}": f"{name}{i}" for name in "wa" for i in (1, 2, 3)}),
    ("4.2", CROSS_ENTROPY, OF_PARAMETERS | {"dz2": "z2", "da1": "a1", "dz1": "z1"}),
    ("5.3", CROSS_ENTROPY, OF_PARAMETERS),
    ("5.4", CROSS_ENTROPY, OF_PARAMETERS),
    ("6.1", "J", {"dz2": "z2"}),
    ("6.2", "J", {"dz2": "z2"}),
    ("10.1", "tanh.sum()", {"of_tanh": "u"}),
    ("10.1", "leaky.sum()", {"of_leaky": "u"}),
    ("10.4", "J.sum()", {"de": "e", "dw": "w"}),
    ("11.2", "-(y * np.log(a)).sum() / n", {"da": "a", "dz": "z"}),
]


class Lines(dict):
    """What is given, and lines that are worked out when their name is asked for."""

    def __init__(self, given, lines):
        super().__init__(given)
        self.lines = lines

    def __missing__(self, name):
        self[name] = eval(self.lines[name], {"np": np}, self)
        return self[name]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def network(n_outputs=2, n=5):
    """A random problem of 4 features and 3 hidden units in which no size is met twice."""
    rng = np.random.default_rng(7)
    parameters = {
        "W1": rng.normal(size=(3, 4)), "b1": rng.normal(size=(3, 1)),
        "W2": rng.normal(size=(n_outputs, 3)), "b2": rng.normal(size=(n_outputs, 1)),
    }  # fmt: skip
    X, y = rng.normal(size=(4, n)), rng.integers(0, 2, (n_outputs, n)) * 1.0
    return parameters | {"X": X, "y": y, "n": n, "learning_rate": 0.5, "sigmoid": sigmoid}


def moved(x, step):
    """x itself, with one entry moved."""
    x[0, 1] += step
    return x


def given(exercise):
    """What the lines of an exercise are given: a list of problems."""
    rng = np.random.default_rng(11)
    normal, one_hot = rng.normal(size=(4, 5)), np.eye(4)[:, [0, 2, 1, 2, 3]]
    kept = {"n": 5, "softmax": softmax, "sigmoid": sigmoid}
    return {
        "2.1": [{"f": lambda x: x**3, "x": 1.7, "h": 1e-5}],
        "2.2": [{"f": lambda x: (x**3).sum(), "start": [[1, 2], [3, 4]], "h": 1e-5, "moved": moved}],
        "3.1": [network(n_outputs=1, n=1)],
        "3.3": [{"sigmoid": sigmoid} | {name: np.array([v]) for name, v in zip("xy", (0.7, 0.2), strict=True)}
                | {f"w{i}": np.array([w]) for i, w in ((1, 1.3), (2, -0.8), (3, 2.1))}],
        "6.1": [kept | {"z2": normal, "y": one_hot}],
        "6.2": [kept | {"z2": normal, "y": one_hot}],
        "7.3": [{"value": normal, "gradient": rng.normal(size=(4, 5)), "learning_rate": 0.3}],
        "10.1": [{"u": normal, "alpha": 0.2}],
        "10.4": [{"w": normal, "x": rng.normal(size=(4, 5)), "old_de": 0.7}],
        "11.1": [{"z": normal}, {"z": 1000 * normal}, {"z": normal - 2000}],
        "11.2": [kept | {"z": normal, "y": one_hot}],
    }.get(exercise, [network()])  # fmt: skip


def results(exercise, problem, posted=None):
    """The outputs of an exercise's lines, some of them replaced by what was posted."""
    known = Lines(problem, museum.RIGHT[exercise] | (posted or {}))
    with np.errstate(all="ignore"):
        return [known[name] for name in OUTPUTS.get(exercise, museum.RIGHT[exercise])]


@cache
def right_results(exercise):
    return [results(exercise, problem) for problem in given(exercise)]


def agrees(exercise, posted, number):
    """Whether posted lines give what the right lines give in one problem; lines that do not run do not."""
    try:
        found = results(exercise, given(exercise)[number], posted)
        pairs = zip(found, right_results(exercise)[number], strict=True)
        return all(np.allclose(a, b, rtol=1e-6, atol=1e-9) for a, b in pairs)
    except ValueError:
        return False


def test_at_least_a_hundred_lines_of_as_many_addresses():
    assert len(ROWS) >= 100
    assert museum.counts(ROWS)["addresses"] >= 100
    assert museum.counts(ROWS)["independent"] >= 100


def test_every_posted_line_stands_once():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({(row["address"], row["lines"]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_says_where_what_and_for_which_exercise(row):
    assert row["address"].startswith("https://")
    assert row["who"] in {"published", "asked", "proposed"}
    assert row["kind"]
    assert row["what"].endswith(".")
    assert set(museum.lines_of(row)) <= set(museum.RIGHT[row["exercise"]])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_what_was_posted_is_wrong(row):
    posted = museum.lines_of(row)
    assert not all(agrees(row["exercise"], posted, i) for i in range(len(given(row["exercise"]))))


@pytest.mark.parametrize("exercise", museum.RIGHT)
def test_the_right_lines_would_not_count_as_wrong(exercise):
    assert all(agrees(exercise, dict(museum.RIGHT[exercise]), i) for i in range(len(given(exercise))))


@pytest.mark.parametrize(("exercise", "loss", "slopes"), MEASURED, ids=lambda part: str(part)[:12])
def test_the_right_lines_are_the_measured_gradients(exercise, loss, slopes):
    (problem,) = given(exercise)
    lines = museum.RIGHT[exercise] | {"loss": loss}
    known = Lines(problem, lines)
    for gradient, name in slopes.items():
        measured = checks.numerical_gradient(
            lambda value, name=name: float(Lines(problem | {name: value}, lines)["loss"]), np.array(known[name])
        )
        np.testing.assert_allclose(known[gradient], measured, rtol=1e-6, atol=1e-9, err_msg=gradient)


def test_the_right_forward_pass_is_that_of_a_unit_by_hand():
    problem = network()
    z1, a1, z2, a2 = results("1.2", problem)
    weighted = sum(problem["W1"][1, i] * problem["X"][i, 3] for i in range(4)) + problem["b1"][1, 0]
    assert np.allclose([z1[1, 3], a1[1, 3]], [weighted, 1 / (1 + exp(-weighted))])
    weighted = sum(problem["W2"][1, i] * a1[i, 3] for i in range(3)) + problem["b2"][1, 0]
    assert np.allclose([z2[1, 3], a2[1, 3]], [weighted, 1 / (1 + exp(-weighted))])


def test_the_right_step_reaches_the_lowest_point_of_a_bowl():
    value = np.array([[3.0, -2.0]])  # of ½ value², whose gradient is the value and whose curvature is 1
    (new,) = results("7.3", {"value": value, "gradient": value, "learning_rate": 1.0})
    assert not new.any()


@pytest.mark.parametrize(("exercise", "slope"), [("2.1", 3 * 1.7**2), ("2.2", 3 * 2**2)])
def test_the_right_quotients_measure_a_slope_that_is_known(exercise, slope):
    assert np.isclose(results(exercise, given(exercise)[0])[-1], slope, rtol=1e-8)


def test_the_right_softmax_shares_one_among_a_column():
    moderate, *extreme = given("11.1")
    (a,) = results("11.1", moderate)
    assert np.allclose(np.log(a[0] / a[1]), moderate["z"][0] - moderate["z"][1])
    for problem in [moderate, *extreme]:
        assert np.allclose(results("11.1", problem)[0].sum(axis=0), 1)


def test_a_softmax_that_overflows_is_wrong_for_large_numbers_only():
    for row in ROWS:
        if row["exercise"] == "11.1":
            assert agrees("11.1", museum.lines_of(row), 0) == (row["kind"] == "softmax overflows"), row["id"]


def test_the_page_is_the_one_that_the_data_give():
    assert museum.PAGE.read_text(encoding="utf-8") == museum.page(), "run python docs/museum.py"


def test_the_page_shows_every_row_and_the_most_frequent_kind_first():
    page = museum.page()
    assert all(f"| {row['id']} |" in page and row["address"] in page for row in ROWS)
    table = page.split(museum.FREQUENT)[1].split(museum.ALL)[0].splitlines()
    numbers = [int(line.split(" | ")[1]) for line in table]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == len(ROWS)


WITHOUT_A_NAME = "none of the mistakes known here"
POSTED_BACKWARD = [row for row in ROWS if row["exercise"] == "4.2"]


def said(row, capsys):
    """What the judge of exercise 4.2 says to whoever hands in a backward pass with the lines of a row."""
    lines = museum.RIGHT["4.2"] | museum.lines_of(row)
    body = ["n = X.shape[1]", *(f"{name} = {line}" for name, line in lines.items())]
    code = "\n    ".join(
        ["def backward(X, y, W1, b1, W2, b2):", *body, "return dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2)"]
    )
    names = {"np": np, "sigmoid": sigmoid}
    exec(code, names)
    checks.exercise("4.2", names["backward"])
    return capsys.readouterr().out


@pytest.mark.parametrize("row", POSTED_BACKWARD, ids=lambda row: row["id"])
def test_the_judge_calls_no_posted_backward_pass_right(row, capsys):
    text = said(row, capsys)
    assert text.startswith("Exercise 4.2: ")
    assert "correct." not in text
    assert "not yet." not in text


@pytest.mark.slow
def test_the_judge_has_a_name_for_at_least_nine_of_ten(capsys):
    named = [WITHOUT_A_NAME not in said(row, capsys) for row in POSTED_BACKWARD]
    assert sum(named) >= 0.9 * len(named)
