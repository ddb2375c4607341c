"""Networks in the shapes that people publish, right and faulty: what is said of each is held to what is true."""

import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from judged_networks import cases, examined, told_right

CASES = cases()
FAULTY = [case for case in CASES if case["truth"]["fault"]]


@pytest.fixture(
    scope="module", params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["without hints", "with hints"]
)
def told(request):
    """[(case, what is right in the answer, seconds)] of all networks."""
    rows = []
    for case in CASES:
        begin = time.process_time()
        result = examined(case, request.param)
        rows.append((case, told_right(case, result), time.process_time() - begin))
    return request.param, rows


def test_no_right_network_is_called_wrong(told):
    assert not [case["file"] for case, answer, _ in told[1] if answer["blamed"]]


def test_the_verdicts_losses_factors_and_blocks_are_those_of_the_index(told):
    hints, rows = told
    counts = Counter(what for _, answer, _ in rows for what, good in answer.items() if good)
    for what in ("verdict", "loss", "factor", "blocks"):
        assert counts[what] == len(CASES), (hints, what, [case["file"] for case, answer, _ in rows if not answer[what]])


def test_the_fault_is_named(told):
    named = [case["file"] for case, answer, _ in told[1] if case["truth"]["fault"] and answer["primary"]]
    assert len(named) == len(FAULTY)


def test_each_takes_less_than_two_seconds(told):
    seconds = sorted(seconds for *_, seconds in told[1])
    assert seconds[-1] < 2
    assert seconds[len(seconds) // 2] < 0.6


def test_neither_file_names_nor_comments_are_read(tmp_path):
    case = next(case for case in CASES if case["file"].startswith("42"))
    text = case["path"].read_text(encoding="utf-8")
    (tmp_path / "a.py").write_text(text.split('"""', 2)[2], encoding="utf-8")
    assert examined(case | {"path": tmp_path / "a.py"}, False).fault == "biases never updated"


TWO_BLOCKS_OF_ONE_LAYER = """
import numpy as np
from backprop import checks

class Lab:
    def __init__(self):
        rng = np.random.default_rng(1)
        self.W1, self.b1 = rng.standard_normal((4, 2)), np.zeros((4, 1))
        self.W2, self.b2 = rng.standard_normal((1, 4)), np.zeros((1, 1))

    def forward(self, X):
        self.a1 = 1 / (1 + np.exp(-self.W1 @ X - self.b1))
        return 1 / (1 + np.exp(-self.W2 @ self.a1 - self.b2))

    def train(self, X, y, epochs, rate):
        for _ in range(epochs):
            dz2 = (self.forward(X) - y) / y.shape[1]
            self.W2 -= rate * dz2 @ self.a1.T
            dz1 = (self.W2.T @ dz2) * self.a1 * (1 - self.a1)
            self.b2 -= rate * dz2.sum(axis=1, keepdims=True)
            self.W1 -= rate * dz1 @ X.T
            self.b1 -= rate * dz1.sum(axis=1, keepdims=True)

print(checks.examine(Lab(), np.random.default_rng(0).normal(size=(2, 6)), np.array([[0, 1, 0, 1, 1, 0]])))
"""


def test_an_answer_does_not_hang_on_the_order_of_a_set():
    """Strings hash anew in every process: whatever is said in the order of a set differs between two of them."""
    told = {
        subprocess.run(
            [sys.executable, "-c", TWO_BLOCKS_OF_ONE_LAYER],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(told) == 1
    assert "W1 and b1" in told.pop()
