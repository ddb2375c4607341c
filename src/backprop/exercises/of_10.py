"""The exercises of notebook 10, from yours to autograd."""

from dataclasses import dataclass, field

import numpy as np

from backprop.activations import sigmoid
from backprop.checks.judge import Choice, Choices, Function
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet

SLOPES = Lines(
    """
    a = np.tanh(u)
    in_u = 1 / v
    in_v = -u / v ** 2
    of_tanh = 1 - a ** 2
    """,
    sigmoid=sigmoid,
)
WRONG_SLOPES = {
    "These are the slopes of u * v: a quotient is asked for.":
        "in_u = v; in_v = u",
    "v is the slope of u * v in u: here u is divided by v.":
        "in_u = v",
    "In in_u, u / v is a line in u: what is u multiplied by?":
        ["in_u = 1 / u", "in_u = 1 / v ** 2"],
    "in_u is the quotient itself: its slope holds no u.":
        "in_u = u / v",
    "in_u is 1: that is the slope of u alone, and here it is divided by v.":
        "in_u = np.ones_like(v)",
    "The sign of in_v is flipped: for a positive u and v, what happens to u / v when v grows?":
        "in_v = u / v ** 2",
    "In in_v the power of v is wrong: u / v is u times v to the power −1.":
        ["in_v = -u / v", "in_v = u / v", "in_v = -u / v ** 3"],
    "In in_v the u is missing: this is the slope of 1 / v.":
        ["in_v = -1 / v ** 2", "in_v = 1 / v ** 2"],
    "In the rule for a quotient, the slope of u in v is 0, not 1: u does not move with v.":
        ["in_v = (v - u) / v ** 2", "in_v = (u - v) / v ** 2"],
    "in_v holds a logarithm. The logarithm is the integral of 1 / v, not its slope: the slope of 1 / v is -1 / v ** 2.":
        ["in_v = u * np.log(np.abs(v))", "in_v = np.log(np.abs(v))", "in_v = u * np.log(v)"],
    "a * (1 - a) is the short form of the sigmoid's slope. tanh has its own.":
        ["of_tanh = a * (1 - a)", "of_tanh = sigmoid.slope(u)"],
    "1 - u ** 2 is written with what went in: the short form needs tanh(u).":
        "of_tanh = 1 - u ** 2",
    "u goes through tanh twice.":
        ["of_tanh = 1 - np.tanh(a) ** 2", "a = np.tanh(np.tanh(u))"],
    "In of_tanh a square is missing.":
        ["of_tanh = 1 - a", "of_tanh = 1 / np.cosh(u)"],
    "This of_tanh is largest where tanh is flat: its slope is 1 at u = 0, and falls from there.":
        ["of_tanh = 1 + a ** 2", "of_tanh = a ** 2"],
    "of_tanh is tanh itself, not its slope.":
        "of_tanh = a",
    "The sign of of_tanh is flipped: tanh never falls.":
        "of_tanh = a ** 2 - 1",
    "of_tanh is asked for at u, not at v.":
        ["of_tanh = 1 - np.tanh(v) ** 2", "a = np.tanh(v)"],
}  # fmt: skip


def _pairs():
    """u and v, (n,) each, v never 0."""
    for seed in range(3):
        rng = np.random.default_rng(seed)
        yield {"u": rng.standard_normal(4 + seed), "v": rng.uniform(0.4, 2.5, 4 + seed) * (-1) ** seed}


@dataclass(frozen=True)
class Count:
    """A number to be found; 0 is not yet one.

    right    the right one
    says     what to say of it
    replies  {a wrong one: what to say of that}
    """

    right: float
    says: str
    replies: dict = field(repr=False)

    def judge(self, answer):
        """What to say of the right number. Raises a Finding for any other."""
        number = _number(answer)
        if np.isclose(number, self.right, atol=0.004):
            return self.says
        known = [text for wrong, text in self.replies.items() if np.isclose(number, wrong, atol=0.004)]
        raise Mistaken(f"{number:g} is not it. {known[0] if known else 'Count on the drawing, or by a cell.'}")


def _number(answer):
    if answer is None or answer is ... or (isinstance(answer, str) and answer.strip() in ("", "?")):
        raise NotYet("There is no number here yet.")
    try:
        number = float(answer)
    except (TypeError, ValueError):
        raise Mistaken("Give a number.") from None
    if number == 0:
        raise NotYet("There is no number here yet.")
    if not np.isfinite(number):
        raise Mistaken("Give a finite number.")
    return number


_FOUR_ROWS = "That is for all four rows: one row is asked for."

EXERCISES = {
    "10.1": Function(
        title="two more local slopes",
        call="local_slopes(u, v)",
        outputs=("in_u", "in_v", "of_tanh"),
        truth=SLOPES,
        wrong=WRONG_SLOPES,
        problems=lambda: list(_pairs()),
        stub="""
def local_slopes(u, v):
    in_u, in_v = np.zeros(u.shape), np.zeros(u.shape)
    of_tanh = np.zeros(u.shape)
    return in_u, in_v, of_tanh
""",
    ),
    "10.2": Choices(
        title="count the boxes",
        parts={
            "parameters": Count(
                17,
                "8 + 4 + 4 + 1.",
                {
                    12: "These are the weights: a bias is a box too. Or are they those of layer 1 alone?",
                    5: "These are the biases: a weight is a box too. Or are they those of layer 2 alone?",
                    16: "The output unit has a bias as well.",
                    13: "Each hidden unit has a bias as well.",
                    9: "Each hidden unit has two weights and a bias, and the output a weight for each unit and a bias.",
                },
            ),
            "data": Count(
                3,
                "x1, x2 and −y.",
                {
                    2: "The target is a number as well: it comes in as t = −y.",
                    1: "There are two inputs, and the target.",
                    4: "Two inputs and one target. The rest is worked out.",
                    6: "An input that goes to several units is still one.",
                    8: "One row is asked for, and an input that goes to several units is still one box.",
                    9: "An input that goes to several units is still one box.",
                    12: _FOUR_ROWS,
                },
            ),
            "operations": Count(
                31,
                "Each hidden unit takes 2 products, 2 sums and a sigmoid; the output 4, 4 and 1; the loss a sum and "
                "a product.",
                {
                    20: "These are those of the hidden units: the output and the loss take some too.",
                    9: "These are those of the output unit: the hidden units and the loss take some too.",
                    5: "These are those of one hidden unit: there are four; then the output and the loss.",
                    29: "Of the loss, e = a2 + t and J = e · e are boxes too.",
                    30: "The loss is two operations: e = a2 + t and J = e · e.",
                    26: "To add a bias is an operation too.",
                    24: "A box adds two numbers: p1 + p2 + b takes two boxes.",
                    22: "A box adds two numbers, so p1 + p2 + b takes two boxes; and the loss is two operations.",
                    13: "These are the products. A sum is a box, and a sigmoid too.",
                    12: "These are the products of a weight. A sum is a box, and a sigmoid too, and the loss.",
                    57: "These are the arrows. Count the boxes that they lead to.",
                    51: "These are all the boxes. How many of them are worked out from others?",
                    124: _FOUR_ROWS,
                    128: _FOUR_ROWS,
                },
            ),
        },
    ),
    "10.3": Choices(
        title="the missing +=",
        parts={
            "how_many": Count(
                13,
                "All but four of the 17 are halved; those four are exactly 0 on this row, and a half of 0 is 0.",
                {
                    17: "Four of the 17 are exactly 0 on the row (1, 0), and stay right.",
                    4: "These are the four that stay right: they are 0.",
                    16: "How many gradients are exactly 0 on the row (1, 0)?",
                    9: "The first column of W1 is wrong too.",
                    8: "W1 has 8 weights, but four of them have gradient 0; and b1, W2 and b2 are wrong as well.",
                    12: "And the bias of the output?",
                    5: "These are the biases. Compare the weights too.",
                    1: "e itself is wrong, but asked for are the 17 parameters behind it.",
                },
            ),
            "factor": Count(
                0.5,
                "e goes into e · e twice, and the second = throws the first share away.",
                {
                    2: "The other way round: what it gives, over what is right.",
                    1: "Then they would be right.",
                    0.25: "That is the 1/n of a mean over four rows: here one row is walked.",
                    -0.5: "The size is right, the sign is not: both have the same.",
                },
            ),
            "box": Choice(
                title="",
                right="e",
                replies={
                    "e": "two arrows leave it, both into J. What lies behind it inherits the half.",
                    "j": "J is the end: its gradient is 1, and nothing is added to it.",
                    "a2": "one arrow leaves a2, to e: what comes back along it is halved already.",
                    "z2": "one arrow leaves z2, to a2: what comes back along it is halved already.",
                    "a1": "one arrow leaves each a1, to its product with W2: nothing is lost there.",
                    "w1": "on one row each weight has one arrow: nothing is lost there.",
                },
            ),
        },
    ),
    "10.4": Choice(
        title="published code: a walk without an order",
        right="c",
        replies={
            "a": "It does train, but compare its gradients with those of nn.gradients on one row.",
            "b": "A parameter used twice is right: nothing lies behind it that could be walked too often.",
            "c": "e goes into e · e twice, so the walk enters e twice, and the second time passes on the first share "
            "once more. Behind it everything is counted too often. In order, each box is walked once, when its "
            "gradient is complete.",
            "d": "+= is right: with = the shares of different paths would be lost.",
        },
    ),
}
