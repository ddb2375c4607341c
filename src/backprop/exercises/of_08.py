"""The exercises of notebook 08, where to start."""

import numpy as np

from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Choice, Choices, Function
from backprop.exercises.starting_points import Start

_HEIGHTS = {"four": "1/4", "three": "1/6", "two": "1/8", "none": "near 0"}


def _tied(right, replies):
    return Choice(
        title="",
        right=right,
        replies={
            word: f"{word} tied is {height}. Is the curve there at epoch 3,000?" for word, height in _HEIGHTS.items()
        }
        | {right: f"{right}."}
        | replies,
    )


_MERGED = {
    "b2": lambda v: v.b2,  # first: the equations after it write the one unit over the problem's own W1, b1 and W2
    "W1": lambda v: v.W1[:1],
    "b1": lambda v: v.b1[:1],
    "W2": lambda v: v.W2.sum(axis=1, keepdims=True),
}
_MERGE_MISTAKES = {
    "W2 of one unit": Mistake(
        "This is the output weight of one of the units, or their mean. All of them add to z2: which one weight does "
        "the same?",
        [{"W2": lambda v: v.W2[:, :1]}],
    ),
    "W2 times four": Mistake(
        "Four times the weight is right for four units. Here there are other numbers of them: add up, or use len(b1).",
        [{"W2": lambda v: 4 * v.W2[:, :1]}],
    ),
    "W1 summed": Mistake(
        "The rows of W1 are added up. Each unit goes through its own sigmoid first: the one unit has their common row.",
        [{"W1": lambda v: v.W1.sum(axis=0, keepdims=True)}],
    ),
    "W1 averaged over features": Mistake(
        "The weights are averaged over the features; the one unit keeps a weight for each feature.",
        [{"W1": lambda v: v.W1.mean(axis=1, keepdims=True)[:1] + 0 * v.W1[:1]}],
    ),
    "b1 summed": Mistake(
        "The biases b1 are added up. Each unit adds its own inside its sigmoid: the one unit has their common bias.",
        [{"b1": lambda v: v.b1.sum(axis=0, keepdims=True)}],
    ),
    "b2 for every unit": Mistake(
        "b2 is added to z2 once, however many units there are: it stays.",
        [{"b2": lambda v: len(v.b1) * v.b2}, {"b2": lambda v: v.b2 / len(v.b1)}],
    ),
    "not merged": Mistake(
        "All the units are still there: one is to be left.",
        [{"W1": lambda v: v.W1}, {"W1": lambda v: v.W1, "b1": lambda v: v.b1, "W2": lambda v: v.W2}],
    ),
}


def _equal_units():
    """Networks of 3, 5 and 4 equal units, as dicts W1, b1, W2, b2."""
    rng = np.random.default_rng(8)
    for n_hidden, n_features in ((3, 2), (5, 3), (4, 2)):
        w, b, v, c = (rng.uniform(0.3, 2, size) for size in ((1, n_features), (1, 1), (1, 1), (1, 1)))
        yield {"W1": w.repeat(n_hidden, 0), "b1": b.repeat(n_hidden, 0), "W2": v.repeat(n_hidden, 1), "b2": c}


EXERCISES = {
    "8.1": Choices(
        title="four plateaus",
        parts={
            "a": _tied("two", {}),
            "b": _tied("four", {}),
            "c": _tied("none", {}),
            "d": _tied("three", {"none": "none tied is near 0. It gets there in the end, but at epoch 3,000?"}),
        },
    ),
    "8.2": Function(
        title="four equal units as one",
        call="merge(W1, b1, W2, b2)",
        outputs=("W1", "b1", "W2", "b2"),
        equations=_MERGED,
        mistakes=_MERGE_MISTAKES,
        problems=lambda: list(_equal_units()),
    ),
    "8.3": Start(title="rescue the 0.01 start"),
    "8.4": Choice(
        title="published code: a seed that learned",
        right="c",
        replies={
            "a": "Their rows of W1 are equal at the start, but each hears the error through its own weight in W2: "
            "after one step the rows differ.",
            "b": "They break the tie, but does that suffice? Train it here from 100 seeds: about 2 of 10 solve XOR.",
            "c": "The two units part, since their output weights differ. But trained as here, for 10,000 epochs, "
            "only about 2 of 10 seeds solve XOR: a chosen one shows what can happen, not what to expect.",
            "d": "Try it with 0.5 in place of 0.01, W2 drawn as before: every one of 100 seeds solves XOR. "
            "Equal rows are not the trouble here.",
        },
    ),
}
