"""The judge, broken on purpose in one place: the answers to notebooks 04, 05 and 07 must notice, every time."""

import importlib
import shutil
import sys
from pathlib import Path

import answers
import judging
import numpy as np
import pytest

import backprop.checks

pytestmark = pytest.mark.slow  # it guards what guards the judge

SOURCE = Path(backprop.checks.__file__).parents[1]

# module, what stands there, what is put in its place
MUTANTS = [
    # always true
    ("checks/compare", "relative_error(one, other) < tolerance", "True"),
    ("checks/compare", "    return all(\n        np.shape(one)", "    return True or all(\n        np.shape(one)"),
    ("checks/diagnosis", "    if not _wrong(found, truth, task):", "    if True:"),
    ("checks/judge", "        if said != self.right:", "        if False:"),
    ("exercises/of_05", "    if not any(says_right + says_early):", "    if True:\n        return\n    if False:"),
    ("exercises/of_05", "        if not worst < 1e-7:", "        if False:"),
    ("exercises/of_07", "        if steps:", "        if False:"),
    # a tolerance of 1e-2
    ("checks/compare", "TOLERANCE = 1e-5", "TOLERANCE = 1e-2"),
    ("checks/compare", "relative_error(one, other) < tolerance", "relative_error(one, other) < 1e-2"),
    ("exercises/of_04", "_TOLERANCE = 1e-4", "_TOLERANCE = 2e-2"),
    ("exercises/of_05", "_TOLERANCE = 1e-3", "_TOLERANCE = 2e-2"),
    ("exercises/of_05", "worst < 1e-7", "worst < 1e-2"),
    # .any() for .all(), and the like
    ("checks/compare", "    return all(\n        np.shape(one)", "    return any(\n        np.shape(one)"),
    ("checks/gradient", "np.abs(found - expected).max(initial=0)", "np.abs(found - expected).min()"),
    ("exercises/of_05", "    if not all(says_right):", "    if not any(says_right):"),
    ("exercises/of_05", "if all(says_right + says_early)", "if all(says_early) and False"),
    ("exercises/of_05", "worst = max(", "worst = 0 * max("),
    # the search explains what it should not, or not what it should
    ("checks/matching", "            found &= self._matched_on(p, candidate, codes)", "            pass"),
    ("checks/matching", "            elif step.name == first or step.name in self.right:", "            elif False:"),
    ("checks/search", "if matched == set(self.wrong)]", "if matched]"),
    ("checks/search", "each.mistake.says: each.told for", "each.mistake.says: str() for"),
    ("checks/diagnosis", "    if known := search.known():", "    if False and (known := search.known()):"),
    ("checks/diagnosis", "    return search.slips()", "    return None"),
    # other ways to be blind
    ("checks/compare", "np.shape(one) == np.shape(other) and", "np.size(one) == np.size(other) and"),
    ("checks/compare", "kind in \"biu\"", "kind in \"c\""),
    ("checks/compare", "        return one.T\n", "        return one\n"),
    ("checks/compare", "        return np.broadcast_to(one.reshape(()), shape)", "        return one"),
    ("checks/diagnosis", "fitted = {name: compare.fitted(found[name], truth[name])", "fitted = {name: found[name]"),
    ("checks/diagnosis", "for name in wrong if name in task.unwritten and", "for name in () if"),
    ("checks/handout", "    return bool(stub) and", "    return False and"),
    ("checks/handout", "_body(answer) == _of_stub(stub)", "True"),
    ("checks/judge", "given = deepcopy(problem)", "given = problem"),
    ("exercises/of_04", "        own[...] = value", "        pass"),
    ("exercises/of_07", "        pure=True,\n", ""),
    ("exercises/two_layers", "rng.uniform(0.2, 0.9, (n_hidden, 1))", "np.zeros((n_hidden, 1))"),
    ("exercises/two_layers", "(2, 4, 3, 11), (6, 7, 4, 5)", "(3, 5, 2, 7), (3, 5, 2, 7)"),
    ("exercises/two_layers", "dz2 = (a2 - y) / y.shape[1]", "dz2 = (a2 - y) / y.shape[1] ** 1.01"),
    ("checks/verdicts", "    except BaseException as error:", "    except KeyError as error:"),
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
    """The answers that a judge gets wrong, one after the other."""
    rows = judging.rows(answers.RIGHT, answers.NOT_YET, answers.WRONG)
    return ((row, fault) for row in rows if (fault := judging.fault(checks, *row)))


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
