"""Copies of right networks with one thing changed: none is called right unless its step is right to 1e-6."""

import warnings

import numpy as np
import pytest
from judged_networks import cases, examined
from mutations import mutants, script_step_is_right, step_is_right

RIGHT = [case for case in cases() if not case["truth"]["fault"] and "no arrays" not in (case["note"] or "")]
pytestmark = pytest.mark.slow  # it guards what guards a student's network

EACH = 7  # of every network: more than a hundred in all


def _chosen(case):
    texts = list(mutants(case["path"].read_text(encoding="utf-8")))
    order = np.random.default_rng(len(texts)).permutation(len(texts))
    return [texts[index] for index in order[:EACH]]


def _is_right(case, text, result):
    return (
        script_step_is_right(text, result) if case["shape"]["build"] == "script" else step_is_right(case, text, result)
    )


@pytest.mark.parametrize("hints", [True, False], ids=["with hints", "without hints"])
@pytest.mark.parametrize("case", RIGHT, ids=[case["file"] for case in RIGHT])
def test_no_mutant_is_called_right_unless_its_step_is(case, hints, tmp_path):
    path = tmp_path / "a_lab.py"
    for text in _chosen(case):
        path.write_text(text, encoding="utf-8")
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                result = examined(case | {"path": path}, hints)
            except Exception:  # the mutant cannot even be built
                continue
            if "was passed over" in str(result):  # a script that cannot prepare its own data has no first epoch
                continue
            try:
                assert not result or _is_right(case, text, result), text
            except NameError:  # its forward pass does not run, and the outputs were read from the training instead
                continue


def test_there_are_a_hundred_of_them():
    assert sum(len(_chosen(case)) for case in RIGHT) >= 100


def test_the_oracle_can_say_no():
    case = next(case for case in RIGHT if case["file"].startswith("06"))
    text = case["path"].read_text(encoding="utf-8")
    with np.errstate(all="ignore"):
        result = examined(case, hints=True)
        assert step_is_right(case, text, result)
        assert not step_is_right(case, text.replace("self.a1 * (1 - self.a1)", "self.a1"), result)


@pytest.mark.parametrize(
    ("start", "old", "new"),
    [("23", "bout += np.sum", "bout -= np.sum"), ("12", "self.b1 -= learn_rate", "self.b1 += learn_rate")],
)
def test_the_oracle_can_say_no_to_a_script_and_to_a_network_of_floats(start, old, new):
    case = next(case for case in RIGHT if case["file"].startswith(start))
    text = case["path"].read_text(encoding="utf-8")
    result = examined(case, hints=True)
    assert _is_right(case, text, result)
    assert not _is_right(case, text.replace(old, new), result)
