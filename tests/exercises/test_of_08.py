"""The exercises of notebook 08: right answers are correct, stubs are not yet, and each mistake is named."""

import itertools

import judging
import numpy as np
import pytest

from backprop import NeuralNetwork, datasets, sweep
from backprop.exercises import of_08
from backprop.exercises.of_08 import EXERCISES


def begin(start, factor=1.0, n_hidden=None):
    """A start of the package as an answer to 8.3."""

    def draw(n, seed):
        network = NeuralNetwork(2, n_hidden or n, 1, start=start, rng=seed)
        return {name: factor * value for name, value in network.parameters.items()}

    return draw


def changed(**changes):
    """N(0, 1) with some parameters replaced by functions of (n_hidden, seed)."""
    return lambda n, seed: begin("normal")(n, seed) | {name: new(n, seed) for name, new in changes.items()}


def merged(**changes):
    """The right answer to 8.2 with some of its parts replaced."""

    def merge(W1, b1, W2, b2):
        right = {"W1": W1[:1], "b1": b1[:1], "W2": W2.sum(axis=1, keepdims=True), "b2": b2}
        return right | {name: new(W1, b1, W2, b2) for name, new in changes.items()}

    return merge


DRAWS = itertools.count()  # as global random numbers are: others at every call
TIED = {"a": "two", "b": "four", "c": "none", "d": "three"}
RIGHT = {
    "8.1": [TIED, {letter: f" {word.upper()} " for letter, word in TIED.items()}],
    "8.2": [
        merged(),
        lambda W1, b1, W2, b2: (W1[[-1]], b1[[-1]], len(b1) * W2[:, :1], b2),
        lambda W1, b1, W2, b2: (W1.mean(axis=0, keepdims=True), b1[:1], W2 @ np.ones((len(b1), 1)), b2),
    ],
    "8.3": [
        begin("normal"),
        begin("glorot"),
        begin("he"),
        begin("tiny", 50),
        changed(W1=lambda n, seed: np.random.default_rng(seed).random((n, 2))),  # all positive: no harm
        changed(W1=lambda n, seed: np.full((n, 2), 0.5)),  # equal rows, but W2 tells them apart
    ],
    "8.4": ["c", "C", "(c)"],
}
NOT_YET = {
    "8.1": [None, {}, dict.fromkeys("abcd", ""), {"a": "two"}],
    "8.2": [None, ..., lambda W1, b1, W2, b2: None],
    "8.3": [None, ..., lambda n, seed: None, begin("tiny")],
    "8.4": [None, "?", ""],
}
WRONG = [
    ("8.2", lambda W1, b1, W2, b2: (0 * W1[:1], 0 * b1[:1], 0 * W2[:, :1], b2), "W1, b1 and W2 come out 0 in every"),
    ("8.3", lambda n, seed: begin("normal")(4, seed), "have to come from n_hidden"),
    ("8.3", lambda n, seed: begin("normal")(n, next(DRAWS)), "Two calls with the same seed"),
    ("8.1", TIED | {"a": "three"}, "with three tied, a curve is at 1/6"),
    ("8.1", TIED | {"b": "two"}, "with two tied, a curve is at 1/8"),
    ("8.1", TIED | {"c": "four"}, "with four tied, a curve is at 1/4"),
    ("8.1", TIED | {"d": "none"}, "Is this one, at epoch 3,000?"),
    ("8.1", TIED | {"d": "one"}, "none of the choices"),
    ("8.2", merged(W2=lambda W1, b1, W2, b2: W2[:, :1]), "which one weight does the same"),
    ("8.2", merged(W2=lambda W1, b1, W2, b2: W2.mean(axis=1, keepdims=True)), "or their mean"),
    ("8.2", merged(W2=lambda W1, b1, W2, b2: 4 * W2[:, :1]), "right for four units"),
    ("8.2", merged(W1=lambda W1, b1, W2, b2: W1.sum(axis=0, keepdims=True)), "The rows of W1 are added up"),
    ("8.2", merged(W1=lambda W1, b1, W2, b2: len(b1) * W1[:1], b1=lambda W1, b1, W2, b2: len(b1) * b1[:1]), "also"),
    ("8.2", merged(W1=lambda W1, b1, W2, b2: W1), "All the units are still there"),
    ("8.2", lambda W1, b1, W2, b2: (W1, b1, W2, b2), "All the units are still there"),
    ("8.2", merged(b1=lambda W1, b1, W2, b2: b1.sum(axis=0, keepdims=True)), "The biases b1 are added up"),
    ("8.2", merged(b2=lambda W1, b1, W2, b2: len(b1) * b2), "b2 is added to z2 once"),
    ("8.2", merged(b2=lambda W1, b1, W2, b2: b2 / len(b1)), "b2 is added to z2 once"),
    ("8.2", merged(W2=lambda W1, b1, W2, b2: W2.sum(axis=1)), "Right values in the wrong shape"),
    ("8.2", merged(W1=lambda W1, b1, W2, b2: W1[0]), "Right values in the wrong shape"),
    ("8.2", lambda W1, b1: W1, "called as merge(W1, b1, W2, b2)"),
    ("8.2", lambda W1, b1, W2, b2: 1 / 0, "ZeroDivisionError"),
    ("8.3", begin("zeros"), "All weights are 0"),
    ("8.3", begin("constant"), "The units are equal"),
    ("8.3", begin("tiny", 5), "so small that the plateau"),
    ("8.3", begin("tiny", 0.1), "so small that the plateau"),
    ("8.3", begin("large"), "units are saturated"),
    ("8.3", begin("normal", 3), "units are saturated"),
    ("8.3", changed(W1=lambda n, seed: np.zeros((n, 2))), "W1 is all 0"),
    ("8.3", changed(W1=lambda n, seed: np.full((n, 2), 0.01)), "The entries of W1 are about 0.01"),
    ("8.3", changed(b1=lambda n, seed: np.ones((n, 1))), "Leave the biases at 0"),
    ("8.3", lambda n, seed: begin("normal")(n, 7), "Every seed gives the same weights"),
    ("8.3", begin("normal", n_hidden=3), "W1 has shape (3, 2); for 4 hidden units"),
    ("8.3", lambda n, seed: NeuralNetwork(2, n, 1, rng=seed).W1, "It should return W1, b1, W2 and b2"),
    ("8.3", lambda n, seed: begin("normal", np.nan)(n, seed), "NaN"),
    ("8.3", lambda n: begin("normal")(n, 0), "called as start(n_hidden, seed)"),
    ("8.3", begin("normal")(4, 1), "Hand over the function itself"),
    ("8.4", "a", "receives its delta through its own weight"),
    ("8.4", "b", "about 2 of 10"),
    ("8.4", "d", "every one of 100 seeds"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


def test_a_merged_network_answers_as_the_equal_units_do():
    """The judge's own lines of 8.2 against the package's network."""
    X, _ = datasets.xor()
    equal = NeuralNetwork(2, 4, 1, start="constant")
    one = NeuralNetwork(2, 1, 1)
    merged = EXERCISES["8.2"].truth.run(equal.parameters)
    vars(one).update({name: merged[name] for name in EXERCISES["8.2"].outputs})
    np.testing.assert_allclose(one.predict(X), equal.predict(X), rtol=1e-14)


@pytest.mark.parametrize(("start", "factor"), [("normal", 1.0), ("large", 1.0), ("normal", 0.15)])
def test_the_judge_trains_as_the_sweep_does(start, factor):
    starts = [begin(start, factor)(4, seed) for seed in range(50)]
    runs = sweep.train(*datasets.xor(), [0.5], [4], range(50), 5_000, snapshots=0, start=begin(start, factor))
    assert of_08._share_solved(starts) == (runs.mse[..., -1] < 0.01).mean()


def test_what_is_said_of_the_published_start_is_true():
    def published(value):
        def start(n_hidden, seed):
            W2 = np.random.default_rng(seed).standard_normal((1, n_hidden))
            W1, b1 = np.full((n_hidden, 2), value), np.zeros((n_hidden, 1))
            return {"W1": W1, "b1": b1, "W2": W2, "b2": np.zeros((1, 1))}

        return start

    solved = {}
    for value in (0.01, 0.5):
        runs = sweep.train(*datasets.xor(), [0.5], [2], range(100), snapshots=0, start=published(value))
        solved[value] = int((runs.mse[..., -1] < 0.01).sum())
    assert 15 <= solved[0.01] <= 25
    assert solved[0.5] == 100


def test_the_four_curves_stand_at_the_heights_of_their_answers():
    X, y = datasets.xor()
    given = {"a": (2, 1), "b": (1, 89), "c": (4, 65), "d": (2, 96)}
    heights = {"four": 1 / 4, "three": 1 / 6, "two": 1 / 8, "none": 0}
    for letter, (units, seed) in given.items():
        nn = NeuralNetwork(2, units, 1, rng=seed)
        mse = nn.train(X, y, 3001, 0.5, print_every=0).mse[-1]
        assert abs(mse - heights[TIED[letter]]) < 0.002
