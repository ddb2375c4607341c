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
    "in_u and in_v are the derivatives of u * v, but the exercise asks for those of the quotient u / v.":
        "in_u = v; in_v = u",
    "in_u is v, which is the derivative of u * v with respect to u, but here u is divided by v.":
        "in_u = v",
    "in_u is not right: with v held fixed, u / v is a straight line in u. By which number is u multiplied?":
        ["in_u = 1 / u", "in_u = 1 / v ** 2"],
    "in_u is the quotient u / v itself. Its derivative with respect to u does not contain u.":
        "in_u = u / v",
    "in_u is 1, which is the derivative of u alone, but here u is divided by v.":
        "in_u = np.ones_like(v)",
    "The sign of in_v is flipped: if u and v are positive and v becomes larger, does u / v become larger or smaller?":
        "in_v = u / v ** 2",
    "The power of v in in_v is wrong: write u / v as u times v to the power −1, and take the derivative of that power.":
        ["in_v = -u / v", "in_v = u / v", "in_v = -u / v ** 3"],
    "The factor u is missing in in_v: u / v is u times 1 / v.":
        ["in_v = -1 / v ** 2", "in_v = 1 / v ** 2"],
    "If you use the quotient rule for in_v, the derivative of u with respect to v is 0, not 1, because u stays fixed.":
        ["in_v = (v - u) / v ** 2", "in_v = (u - v) / v ** 2"],
    "in_v contains a logarithm. The logarithm is the integral of 1 / v; the derivative of 1 / v is -1 / v ** 2.":
        ["in_v = u * np.log(np.abs(v))", "in_v = np.log(np.abs(v))", "in_v = u * np.log(v)"],
    "of_tanh is the derivative of the sigmoid, a * (1 - a). The derivative of tanh has another short form.":
        ["of_tanh = a * (1 - a)", "of_tanh = sigmoid.slope(u)"],
    "of_tanh is 1 - u ** 2, but the short form is written with what comes out, tanh(u), and not with u.":
        "of_tanh = 1 - u ** 2",
    "In of_tanh, u goes through tanh twice.":
        ["of_tanh = 1 - np.tanh(a) ** 2", "a = np.tanh(np.tanh(u))"],
    "A square is missing in of_tanh.":
        ["of_tanh = 1 - a", "of_tanh = 1 / np.cosh(u)"],
    "This of_tanh is largest where tanh is flat. The slope of tanh is 1 at u = 0 and becomes smaller on both sides.":
        ["of_tanh = 1 + a ** 2", "of_tanh = a ** 2"],
    "of_tanh is tanh itself, but the exercise asks for its derivative.":
        "of_tanh = a",
    "The sign of of_tanh is flipped: tanh rises everywhere, so its derivative is never negative.":
        "of_tanh = a ** 2 - 1",
    "of_tanh is the derivative of tanh at v, but the exercise asks for it at u.":
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
        says = known[0] if known else "Draw the graph and count, or let a cell count."
        raise Mistaken(f"{number:g} is not it. {says}")


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


_FOUR_ROWS = "That is the number for all four rows, but the exercise asks for one row."

EXERCISES = {
    "10.1": Function(
        title="three local derivatives",
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
                "W1 has 8, b1 and W2 have 4 each, and b2 has 1.",
                {
                    12: "If you counted the weights, add the biases, which are boxes too. If you counted layer 1, add "
                    "layer 2.",
                    5: "If you counted the biases, add the weights, which are boxes too. If you counted layer 2, add "
                    "layer 1.",
                    16: "The output unit has a bias as well.",
                    13: "Each hidden unit has a bias as well.",
                    9: "Each hidden unit has two weights and a bias. The output unit has a weight for each hidden "
                    "unit, and a bias.",
                },
            ),
            "data": Count(
                3,
                "These are x1, x2 and t = −y.",
                {
                    2: "The target is a box as well, as t = −y.",
                    1: "There are two inputs, and there is the target.",
                    4: "There are two inputs and one target. Every other box is a parameter or the result of an "
                    "operation.",
                    6: "An input that goes to several units is still one box.",
                    8: "An input that goes to several units is still one box, and the exercise asks for one row.",
                    9: "An input that goes to several units is still one box.",
                    12: _FOUR_ROWS,
                    13: _FOUR_ROWS,
                },
            ),
            "operations": Count(
                31,
                "Each hidden unit takes 2 products, 2 sums and a sigmoid, which makes 20 for the four of them. The "
                "output unit takes 4 products, 4 sums and a sigmoid, and the loss takes a sum and a product.",
                {
                    20: "The hidden units take 20. Add the operations of the output unit and of the loss.",
                    9: "The output unit takes 9. Add the operations of the hidden units and of the loss.",
                    5: "One hidden unit takes 5. There are four of them; then add the output unit and the loss.",
                    29: "The two operations of the loss are missing: e = a2 + t and J = e · e.",
                    30: "The loss takes two operations: e = a2 + t and J = e · e.",
                    26: "Adding a bias is an operation too.",
                    24: "A sum has two terms, so p1 + p2 + b takes two boxes.",
                    22: "A sum has two terms, so p1 + p2 + b takes two boxes. The loss takes two operations as well.",
                    13: "There are 13 products. Sums and sigmoids are operations too.",
                    12: "There are 12 products with a weight. Sums and sigmoids are operations too, and the loss "
                    "takes two more.",
                    57: "There are 57 arrows. Count the boxes to which they lead.",
                    51: "There are 51 boxes in all. How many of them are computed from others?",
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
                "All 17 are halved, but four of them are exactly 0 on this row, and half of 0 is still 0.",
                {
                    17: "Four of the 17 are exactly 0 on the row (1, 0), so they stay right.",
                    4: "Four stay right, because they are 0. How many are wrong?",
                    16: "How many of the 17 are exactly 0 on the row (1, 0)? These stay right.",
                    9: "The first column of W1 is wrong too.",
                    8: "W1 has 8 weights, but four of them have gradient 0; and b1, W2 and b2 are wrong as well.",
                    12: "Is the bias of the output right or wrong?",
                    5: "The five biases are wrong. Compare the weights too.",
                    1: "One box loses a share. How many of the 17 partial derivatives are wrong because of it?",
                },
            ),
            "factor": Count(
                0.5,
                "e goes into e · e twice, and with = the second share overwrites the first.",
                {
                    2: "It is the other way round: divide the wrong value by the right one.",
                    1: "With the factor 1 the values would be right.",
                    0.25: "That is the 1/n of a mean over four rows, but here there is one row.",
                    -0.5: "The size is right, but the sign is not: the wrong value and the right one have the same "
                    "sign.",
                },
            ),
            "box": Choice(
                title="",
                right="e",
                replies={
                    "e": "two arrows leave e, and both lead into J, so one of two equal shares is lost. Every box "
                    "further back receives half of what it should.",
                    "j": "the walk starts at J with the gradient 1, and no share is added to it.",
                    "a2": "one arrow leaves a2, to e, so no share is lost here: what comes back from e is halved "
                    "already.",
                    "z2": "one arrow leaves z2, to a2, so no share is lost here: what comes back from a2 is halved "
                    "already.",
                    "a1": "one arrow leaves each a1, to its product with an entry of W2, so no share is lost there.",
                    "w1": "on one row a single arrow leaves each weight, so no share is lost there.",
                },
            ),
        },
    ),
    "10.4": Choice(
        title="published code: a walk without an order",
        right="c",
        replies={
            "a": "It does train, but compare its gradients with those of nn.gradients on one row.",
            "b": "A parameter that is used twice gets the right sum. It was not made from other boxes, so it passes "
            "nothing on too often.",
            "c": "e goes into e · e twice, so walk is called with e twice, and each time it passes on the whole of "
            "e.grad. Everything further back is counted too often. With order, each box passes its grad on once, "
            "when it is complete.",
            "d": "+= is right: with = only the share that arrives last would be left.",
        },
    ),
}
