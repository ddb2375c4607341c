"""An answer's numbers beside the truth and beside every known mistake; what matches is what is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from numbers import Real
from types import SimpleNamespace

import numpy as np

from backprop.checks import compare
from backprop.checks.gradient import below, relative_error
from backprop.checks.verdicts import Mistaken, NotYet, listed


@dataclass(frozen=True)
class Mistake:
    """One way to be wrong.

    says   the sentence for the learner: what it is and where to look
    forms  the wrong equations, as dicts {name: equation}; any of them is this mistake
    """

    says: str
    forms: list


def solve(equations, problem, changes=None):
    """Every value of the problem and of the equations, in order; `changes` replaces some equations."""
    v = SimpleNamespace(**problem)
    with np.errstate(all="ignore"):
        for name, equation in (equations | (changes or {})).items():
            setattr(v, name, equation(v))
    return vars(v)


@dataclass(frozen=True)
class Task:
    """What an answer is held to.

    outputs    the names of the values that are asked for, in the order in which they are worked out
    equations  the truth, {name: function of a namespace v that holds the problem and all results before}
    mistakes   {name: Mistake}
    problems   a list of dicts
    tolerance  the largest relative error of a right answer
    """

    outputs: tuple
    equations: dict
    mistakes: dict
    problems: list
    tolerance: float = compare.TOLERANCE

    def values(self, changes=None):
        """{output: its value in every problem}, with some equations replaced."""
        return self.columns([solve(self.equations, problem, changes) for problem in self.problems])

    def columns(self, rows):
        """{output: its value in every row}."""
        return {name: [row[name] for row in rows] for name in self.outputs}


def diagnose(rows, task):
    """What to say of a right answer; `rows` holds a dict of arrays for each problem. Raises a Finding for any other."""
    found, truth = task.columns(rows), task.values()
    if not _wrong(found, truth, task):
        return _praise(found, truth, task)
    _refuse_whole_numbers(found, truth)
    fitted = {name: compare.fitted(found[name], truth[name]) for name in task.outputs}
    wrong = _wrong(fitted, truth, task)
    faults = [compare.shape_fault(name, found[name], truth[name]) for name in task.outputs]
    shapes = "\n".join([next(filter(None, faults)), tried_with(task.problems[0])]) if any(faults) else ""
    if not wrong:
        raise Mistaken(f"Right values in the wrong shape. {shapes}")
    raise Mistaken(f"{_explanation(fitted, truth, wrong, task)} {shapes}".rstrip())


def _wrong(found, truth, task):
    return [name for name in task.outputs if not compare.agree(found[name], truth[name], task.tolerance)]


def _explanation(found, truth, wrong, task):
    """What the values of the wrong blocks give away. Raises NotYet if they are all zero."""
    if compare.is_zero([one for arrays in found.values() for one in arrays]):
        raise NotYet("Everything is 0; nothing seems to be written yet.")
    if known := _known(found, wrong, task):
        return f"{_right_and_wrong(wrong, task)} {known}"
    written = [name for name in wrong if not compare.is_zero(found[name])]
    if not written:
        raise NotYet(f"{_right_and_wrong(wrong, task)} Still 0 everywhere: {listed(wrong)}.")
    known = _known(found, written, task) or _unknown(found, truth, written[0], task)
    return f"{_right_and_wrong(wrong, task)} {known}"


def _praise(found, truth, task):
    pairs = ((a, b) for name in task.outputs for a, b in zip(found[name], truth[name], strict=True))
    error = max(relative_error(a, b) for a, b in pairs)
    return f"Largest relative error on {len(task.problems)} random problems: {below(error, task.tolerance)}."


def _right_and_wrong(wrong, task):
    right = [name for name in task.outputs if name not in wrong]
    if not right:
        return f"{listed(wrong)} {'is' if len(wrong) == 1 else 'are'} wrong."
    are, not_ = ("is" if len(names) == 1 else "are" for names in (right, wrong))
    return f"{listed(right)} {are} right, {listed(wrong)} {not_} not."


def _refuse_whole_numbers(found, truth):
    """Raises a Finding if a block of the right shape cannot hold fractions; the first problem is all of floats."""
    for name, arrays in found.items():
        if compare.is_whole(arrays[:1]) and arrays[0].shape == truth[name][0].shape != ():
            raise Mistaken(
                f"{name} holds whole numbers ({arrays[0].dtype}), so every fraction is cut off: "
                "make the array with dtype=float."
            )


def _known(found, wrong, task):
    """What the matching mistakes say: one, or two at once, or several that give the same numbers; else ""."""
    single = [((mistake,), form) for mistake in task.mistakes.values() for form in mistake.forms]
    for candidates in (single, _pairs(single)):
        if matches := _best(found, wrong, task, candidates):
            texts = list(dict.fromkeys(" And also: ".join(m.says for m in mistakes) for mistakes in matches))
            return texts[0] if len(texts) == 1 else f"{' Or: '.join(texts)} Each gives these same numbers."
    return ""


def _pairs(single):
    for ((one,), form), ((other,), changes) in combinations(single, 2):
        if not form.keys() & changes.keys():
            yield (one, other), form | changes


def _best(found, wrong, task, candidates):
    """The mistakes that explain every wrong block, as long as none explains more of the answer."""
    scores = []
    for mistakes, form in candidates:
        values = task.values(form)
        if all(compare.match(found[name], values[name], task.tolerance) for name in wrong):
            score = sum(compare.match(found[name], values[name], task.tolerance) for name in task.outputs)
            scores.append((score, mistakes))
    top = max((score for score, _ in scores), default=0)
    return [mistakes for score, mistakes in scores if score == top]


def _unknown(found, truth, name, task):
    """What can be said of a block that no known mistake gives: its order, its shape, its size."""
    for other in task.outputs:
        if other != name and compare.agree(found[name], truth[other]):
            return f"What stands for {name} is {other}: are they in the wrong order?"
    if factors := compare.factor(found[name], truth[name]):
        return f"{name} is {_times(factors)} what it should be."
    if any(np.shape(a) != np.shape(b) for a, b in zip(found[name], truth[name], strict=True)):
        return "Its shape is the place to start."
    error = max(relative_error(a, b) for a, b in zip(found[name], truth[name], strict=True))
    return (
        f"{name} is off by a relative error of {error:.1e}, which is none of the mistakes known here. Look there first."
    )


def _times(factors):
    if np.ptp(factors) < 1e-3 * abs(factors[0]):
        return f"{factors[0]:.4g} times"
    return f"{listed([f'{c:.4g}' for c in factors])} times (on {len(factors)} problems of different sizes)"


def tried_with(problem):
    """The shapes of a problem's arrays, as a sentence; of one without arrays its numbers; "" where it has neither."""
    inner = [value for value in problem.values() if isinstance(value, Mapping)]
    values = [pair for mapping in (problem, *inner) for pair in mapping.items()]
    tried = [f"{name} {np.shape(value)}" for name, value in values if np.ndim(value)]
    tried = tried or [f"{name} {value:.4g}" for name, value in values if isinstance(value, Real)]
    return f"Tried with {', '.join(tried)}." if tried else ""
