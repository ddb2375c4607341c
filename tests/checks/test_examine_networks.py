"""Networks in the shapes that people publish, right and faulty: what is said of each is held to what is true."""

import time
from collections import Counter

import pytest
from judged_networks import cases, examined, told_right

CASES = cases()
FAULTY = [case for case in CASES if case["truth"]["fault"]]


@pytest.fixture(scope="module", params=[True, False], ids=["with hints", "without hints"])
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
