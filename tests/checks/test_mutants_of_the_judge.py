"""The judge, broken on purpose in one place: the cases of judge_cases must notice, every time."""

import importlib
import shutil
import sys
from pathlib import Path

import judge_cases
import numpy as np
import pytest

import backprop.checks

pytestmark = pytest.mark.slow
SOURCE = Path(backprop.checks.__file__).parents[1]

# module, what stands there, what is put in its place
MUTANTS = [
    # always true
    ("checks/compare", "relative_error(one, other) < tolerance", "True"),
    ("checks/compare", "    return all(\n        np.shape(one)", "    return True or all(\n        np.shape(one)"),
    ("checks/diagnosis", "    if not _wrong(found, truth, task):", "    if True:"),
    ("checks/judge", "        if said != self.right:", "        if False:"),
    ("exercises/order_test", "    if not any(says_right + says_early):", "    if True:\n        return\n    if False:"),
    ("exercises/error_function", "        if not worst < 1e-7:", "        if False:"),
    ("exercises/of_07", "        if steps:", "        if False:"),
    # a tolerance of 1e-2
    ("checks/compare", "TOLERANCE = 1e-5", "TOLERANCE = 1e-2"),
    ("checks/compare", "relative_error(one, other) < tolerance", "relative_error(one, other) < 1e-2"),
    ("exercises/network_class", "_TOLERANCE = 1e-4", "_TOLERANCE = 2e-2"),
    ("exercises/error_function", "_TOLERANCE = 1e-3", "_TOLERANCE = 2e-2"),
    ("exercises/error_function", "worst < 1e-7", "worst < 1e-2"),
    # .any() for .all(), and the like
    ("checks/compare", "    return all(\n        np.shape(one)", "    return any(\n        np.shape(one)"),
    ("checks/gradient", "np.abs(found - expected).max(initial=0)", "np.abs(found - expected).min()"),
    ("checks/diagnosis", "        if all(compare.match(found[name]", "        if any(compare.match(found[name]"),
    ("exercises/order_test", "    if not all(says_right):", "    if not any(says_right):"),
    ("exercises/order_test", "if all(says_right + says_early)", "if all(says_early) and False"),
    ("exercises/error_function", "worst = max(", "worst = 0 * max("),
    # other ways to be blind
    ("checks/compare", "np.shape(one) == np.shape(other) and", "np.size(one) == np.size(other) and"),
    ("checks/compare", "kind in \"biu\"", "kind in \"c\""),
    ("checks/compare", " or (is_zero(found) and is_zero(wrong))", ""),
    ("checks/compare", "        return one.T\n", "        return one\n"),
    ("checks/compare", "        return np.broadcast_to(one.reshape(()), shape)", "        return one"),
    ("checks/diagnosis", "fitted = {name: compare.fitted(found[name], truth[name])", "fitted = {name: found[name]"),
    ("checks/diagnosis", "    if compare.is_zero([one", "    if False and compare.is_zero([one"),
    ("checks/diagnosis", "if score == top", "if score < top"),
    ("checks/judge", "given = deepcopy(problem)", "given = problem"),
    ("exercises/network_class", "problem[name].copy()", "problem[name]"),
    ("exercises/network_class", "* values[f\"d{name}\"] for", "* 2 * values[f\"d{name}\"] for"),
    ("exercises/two_layers", "rng.uniform(0.2, 0.9, (n_hidden, 1))", "np.zeros((n_hidden, 1))"),
    ("exercises/two_layers", "(2, 4, 3, 11), (6, 7, 4, 5)", "(3, 5, 2, 7), (3, 5, 2, 7)"),
    ("checks/verdicts", "except (Exception, SystemExit) as error", "except KeyError as error"),
    ("checks/exercises", "        return False, f\"not yet", "        return True, f\"not yet"),
]  # fmt: skip


GRADIENT_MUTANTS = [
    ("bool(blocks) and all(error < tolerance", "bool(blocks) and any(error < tolerance"),
    ("bool(blocks) and all(error < tolerance", "True or all(error < tolerance"),
    ("bool(blocks) and all(error < tolerance", "all(error < tolerance"),
    ("h=1e-5, tolerance=1e-6", "h=1e-5, tolerance=1e-2"),
    ("np.abs(found - expected).max(initial=0)", "np.abs(found - expected).min()"),
    ("np.abs(found - expected).max(initial=0)", "(found - expected).max(initial=0)"),
    ('if size else float("nan")', "if size else 0.0"),
    ('return float("inf")\n    size', "return 0.0\n    size"),
    ("/ (2 * h)", "/ h"),
    ("parameter[index] = start - h", "parameter[index] = start"),
    ("        parameter[index] = start\n    return", "        pass\n    return"),
    ("    if error < tolerance:\n", "    if True:\n"),
    ("if found is None:", "if False:"),
    ("if np.shape(found) != parameter.shape:", "if np.size(found) != parameter.size:"),
    ("    if np.isnan(error):\n", "    if False:\n"),
    ("<= 10 * doubt", "<= 0 * doubt"),
]


@pytest.fixture
def load(tmp_path, monkeypatch):
    """load(module, old, new) -> `backprop.checks` of a copy of the package with that one text replaced."""
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "backprop"}

    def load(module, old, new):
        shutil.copytree(SOURCE, tmp_path / "backprop")
        path = tmp_path / "backprop" / f"{module}.py"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {module}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        for name in kept:
            del sys.modules[name]
        return importlib.import_module("backprop.checks")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "backprop"]:
        del sys.modules[name]
    sys.modules.update(kept)


def faults(checks):
    """The cases that a judge gets wrong, one after the other."""
    return ((name, fault) for name, *case in judge_cases.cases() if (fault := judge_cases.fault(checks, *case)))


def test_the_copy_itself_is_right(load):
    checks = load("checks/compare", "TOLERANCE = 1e-5", "TOLERANCE = 1.0e-5")
    assert checks is not backprop.checks
    assert list(faults(checks)) == []


@pytest.mark.parametrize(("module", "old", "new"), MUTANTS, ids=range(len(MUTANTS)))
def test_a_broken_judge_is_noticed(load, module, old, new):
    assert next(faults(load(module, old, new)), None)


def gradient_faults(checks):
    """What a gradient check gets wrong about the loss Σw³ + Σu², a flat one and one with a kink."""
    w, u = np.array([[0.5, 1.0], [2.0, 3.0]]), np.array([1.0, -2.0])
    right, start = {"dw": 3 * w**2, "du": 2 * u}, w.copy()

    def verdict(parameters=None, **changes):
        found = checks.gradient_check(
            right | changes, lambda: float((w**3).sum() + (u**2).sum()), parameters or {"w": w, "u": u}
        )
        return found.passed, found.lines

    flat = np.zeros(2)
    kink = np.array([2e-6])
    at_a_kink = checks.gradient_check({"dk": np.ones(1)}, lambda: float(np.maximum(kink, 0).sum()), {"k": kink})
    seen = {
        "right": verdict()[0],
        "one entry off": not verdict(dw=right["dw"] * [[1, 1], [1, 1.001]])[0],
        "one entry too small": not verdict(dw=right["dw"] * [[1, 1], [1, 0.9]])[0],
        "one block wrong": not verdict(du=-right["du"])[0],
        "missing": verdict(du=None)[1]["du"] == "missing",
        "shape": verdict(dw=right["dw"].ravel())[1]["dw"].endswith("wrong"),
        "nan": not verdict(du=right["du"] * np.nan)[0],
        "zero": verdict({"flat": flat}, dflat=flat)[1]["dflat"].startswith("both are zero"),
        "zero is no pass": not verdict({"flat": flat}, dflat=flat)[0],
        "nothing": not checks.gradient_check({}, float, {}).passed,
        "kink": at_a_kink.lines["dk"].startswith("cannot tell"),
        "restored": np.array_equal(w, start),
    }
    return [name for name, as_it_should in seen.items() if not as_it_should]


def test_the_copy_of_the_gradient_check_is_right(load):
    assert gradient_faults(load("checks/gradient", "h=1e-5, tolerance=1e-6", "h=1e-5, tolerance=1e-06")) == []


@pytest.mark.parametrize(("old", "new"), GRADIENT_MUTANTS, ids=range(len(GRADIENT_MUTANTS)))
def test_a_broken_gradient_check_is_noticed(load, old, new):
    checks = load("checks/gradient", old, new)
    try:
        noticed = gradient_faults(checks)
    except Exception as error:  # a mutant may also stop where the check would have spoken
        noticed = [error]
    assert noticed
