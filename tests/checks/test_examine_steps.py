"""Steps that do more than follow the gradient: clipped, rescaled, with a penalty; right ones and faulty ones."""

import numpy as np
import pytest

from backprop.checks import examine

X = np.random.default_rng(0).normal(size=(6, 2))
Y = (np.arange(6) % 2).reshape(-1, 1).astype(float)

NET = """
import numpy as np

class Net:
    def __init__(self):
        r = np.random.default_rng(1)
        self.W, self.b = r.normal(size=(2, 3)), np.zeros(3)
        self.V, self.c = r.normal(size=(3, 1)), np.zeros(1)
        self.seen = [np.zeros((2, 3)), np.zeros(3), np.zeros((3, 1)), np.zeros(1)]

    def forward(self, X):
        self.h = np.tanh(X @ self.W + self.b)
        return self.h @ self.V + self.c

    def train(self, X, y, rate=0.1):
        d = 2 * (self.forward(X) - y) / len(X)
        e = d @ self.V.T * SLOPE
        grads = [X.T @ e, e.sum(0), self.h.T @ d, d.sum(0)]
        norm = np.sqrt(sum((g ** 2).sum() for g in grads))
        values = [self.W, self.b, self.V, self.c]
        for i in range(4):
            g, w = grads[i], values[i]
            self.seen[i] = 0.9 * self.seen[i] + 0.1 * g ** 2
            w -= rate * CHANGE
"""
RIGHT = "(1 - self.h ** 2)"
CLIPPED = "g * min(1, 0.01 / norm)"
RMSPROP = "g / (np.sqrt(self.seen[i]) + 1e-9)"


def said(change, slope=RIGHT, text=NET):
    space = {"__name__": "a_lab"}
    exec(compile(text.replace("CHANGE", change).replace("SLOPE", slope), "a_lab", "exec"), space)
    return examine(space["Net"](), X, Y)


@pytest.mark.parametrize("change", [CLIPPED, "g / norm", RMSPROP, "(g + 0.01 * w)"])
def test_right(change):
    result = said(change)
    assert (result.verdict, result.loss) == ("right", "squared error"), str(result)


@pytest.mark.parametrize("change", [CLIPPED, "g / norm", RMSPROP])
def test_a_wrong_direction_is_not_right_at_any_length(change):
    assert said(f"-{change}").verdict != "right"
    assert said(change, "1").verdict != "right"


@pytest.mark.parametrize("limit", [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 1])
def test_a_gradient_clipped_entry_by_entry_is_not_called_wrong(limit):
    assert said(f"np.clip(g, -{limit}, {limit})").verdict == "right"


def test_too_few_clipped_entries_leave_it_undecided():
    result = said("np.clip(g, -1.6, 1.6)")
    assert (result.verdict, "clipped gradient or a fault" in str(result)) == ("undecided", True)


@pytest.mark.parametrize("limit", [0.1, 0.6])
def test_a_wrong_gradient_is_not_right_because_it_is_clipped(limit):
    assert said(f"np.clip(-g, -{limit}, {limit})").verdict != "right"
    assert said(f"np.clip(g, -{limit}, {limit})", "1").verdict != "right"
    assert said(f"np.clip(g, -{limit}, {limit}) * (i != 3)").verdict != "right"


def test_a_penalty_of_the_wrong_sign():
    result = said("(g - 0.01 * w * (i % 2 == 0))")
    assert result.fault == "weight decay with the wrong sign"
    assert [name for name, block in result.blocks.items() if not block.right] == ["W", "V"]


def test_a_fault_in_one_layer_under_a_penalty_on_all_is_found_in_that_layer():
    result = said("(g + 0.01 * w * (i % 2 == 0))", "1")
    assert result.verdict == "faulty"
    assert "Weight decay (L2) 0.01 is at work in V" in result.extra
    assert [name for name, block in result.blocks.items() if not block.right] == ["W", "b"]


def test_a_bias_that_becomes_a_table_is_wrong_even_where_its_mean_is_right():
    text = NET.replace("range(4)", "range(3)")
    text = text.replace("values = [", "self.c = self.c - rate * d * len(X)\n        values = [")
    result = said("g", text=text)
    assert result.fault == "one bias for each example"
    assert [name for name, block in result.blocks.items() if not block.right] == ["c"]
