"""The local slopes of u / v and tanh u, right and wrong: exercise 10.1."""

import numpy as np

from backprop.checks.diagnosis import Mistake

SLOPES = {
    "in_u": lambda v: 1 / v.v,
    "in_v": lambda v: -v.u / v.v**2,
    "of_tanh": lambda v: 1 - np.tanh(v.u) ** 2,
}
_sigmoid = {"of_tanh": lambda v: 1 / (1 + np.exp(-v.u)) / (1 + np.exp(v.u))}
MISTAKES = {
    "product": Mistake(
        "These are the slopes of u * v: a quotient is asked for.",
        [{"in_u": lambda v: v.v, "in_v": lambda v: v.u}],
    ),
    "in u of a product": Mistake("v is the slope of u * v in u: here u is divided by v.", [{"in_u": lambda v: v.v}]),
    "divided by u, or by v twice": Mistake(
        "In in_u, u / v is a line in u: what is u multiplied by?",
        [{"in_u": lambda v: 1 / v.u}, {"in_u": lambda v: 1 / v.v**2}],
    ),
    "the quotient": Mistake("in_u is the quotient itself: its slope holds no u.", [{"in_u": lambda v: v.u / v.v}]),
    "sign of in_v": Mistake(
        "The sign of in_v is flipped: for a positive u and v, what happens to u / v when v grows?",
        [{"in_v": lambda v: v.u / v.v**2}],
    ),
    "v not squared": Mistake(
        "In in_v the power of v is wrong: u / v is u times v to the power −1.",
        [{"in_v": lambda v: -v.u / v.v}, {"in_v": lambda v: v.u / v.v}, {"in_v": lambda v: -v.u / v.v**3}],
    ),
    "u missing": Mistake(
        "In in_v the u is missing: this is the slope of 1 / v.",
        [{"in_v": lambda v: -1 / v.v**2}, {"in_v": lambda v: 1 / v.v**2}],
    ),
    "slope of u in v": Mistake(
        "In the rule for a quotient, the slope of u in v is 0, not 1: u does not move with v.",
        [{"in_v": lambda v: (v.v - v.u) / v.v**2}],
    ),
    "the sigmoid's form": Mistake(
        "a * (1 - a) is the short form of the sigmoid's slope. tanh has its own.",
        [{"of_tanh": lambda v: np.tanh(v.u) * (1 - np.tanh(v.u))}, _sigmoid],
    ),
    "u for a": Mistake("1 - u ** 2 is written with what went in: the short form needs tanh(u).", [
        {"of_tanh": lambda v: 1 - v.u**2}
    ]),
    "tanh twice": Mistake(
        "u goes through tanh twice.", [{"of_tanh": lambda v: 1 - np.tanh(np.tanh(v.u)) ** 2}]
    ),
    "not squared": Mistake(
        "In of_tanh a square is missing.",
        [{"of_tanh": lambda v: 1 - np.tanh(v.u)}, {"of_tanh": lambda v: 1 / np.cosh(v.u)}],
    ),
    "1 at both ends": Mistake(
        "This of_tanh is largest where tanh is flat: its slope is 1 at u = 0, and falls from there.",
        [{"of_tanh": lambda v: 1 + np.tanh(v.u) ** 2}, {"of_tanh": lambda v: np.tanh(v.u) ** 2}],
    ),
    "the value": Mistake("of_tanh is tanh itself, not its slope.", [{"of_tanh": lambda v: np.tanh(v.u)}]),
    "sign of tanh": Mistake(
        "The sign of of_tanh is flipped: tanh never falls.", [{"of_tanh": lambda v: np.tanh(v.u) ** 2 - 1}]
    ),
    "v for u": Mistake("of_tanh is asked for at u, not at v.", [{"of_tanh": lambda v: 1 - np.tanh(v.v) ** 2}]),
}  # fmt: skip


def pairs():
    """u and v, (n,) each, v never 0."""
    for seed in range(3):
        rng = np.random.default_rng(seed)
        yield {"u": rng.standard_normal(4 + seed), "v": rng.uniform(0.4, 2.5, 4 + seed) * (-1) ** seed}
