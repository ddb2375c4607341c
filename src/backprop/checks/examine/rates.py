"""The learning rate: told, handed over, kept in a number whose doubling doubles the step, or written in the code."""

import types

import numpy as np

from backprop.checks.examine import calls, state
from backprop.checks.examine.losses import scale_of


def find(bench, judgement, told=None):
    """(rate or None, where it was found)."""
    if told is not None:
        return float(told), "as you told"
    if judgement.step.rate is not None:
        return float(judgement.step.rate), "handed over"
    for source in (_kept, _in_code, _constants):
        if found := source(bench, judgement):
            return found
    return None, ""


def named(judgement, rate):
    """True if the factor of all blocks, or of some of them, is one of the usual factors times this rate."""
    one, fitted = judgement.experiments[0], judgement.fit
    right = (
        [fitted.factor]
        if fitted.all_right
        else [r for p, r in fitted.ratios.items() if r > 0 and fitted.angles[p] < 1e-3]
    )
    return any(rate and scale_of(ratio / rate, one.n, one.y.shape[1], fitted.loss) for ratio in right)


def _kept(bench, judgement):
    """A number that the network keeps, which doubles the step when it is doubled."""
    root = bench.subject.root
    numbers = {
        p: float(v)
        for p, v in state.places(root).items()
        if np.ndim(v) == 0 and isinstance(v, (int, float, np.floating))
    }
    numbers = {
        p: v
        for p, v in numbers.items()
        if (p not in bench.start and v > 0 and not float(v).is_integer()) or _is_rate(p)
    }
    groups = {}
    for path, value in numbers.items():
        groups.setdefault((not _is_rate(path), path[-1], value), []).append(path)
    for (_, _, value), paths in sorted(groups.items(), key=lambda one: one[0][0])[:12]:
        if _doubles(bench, judgement, paths, value):
            return value, state.name_of(paths[0][-1:])
    return None


def _is_rate(path):
    return bool(path) and bool(calls.RATE.match(str(path[-1][1]).strip("_")))


def _doubles(bench, judgement, paths, value):
    one = judgement.experiments[0]
    if not value:
        return False
    stepped = bench.step(judgement.step, one.data, one.before | dict.fromkeys(paths, np.array(2 * value)))
    if stepped.error or any(stepped.after[-1][p] is None for p in one.before):
        return False
    blocks = [
        p
        for p in judgement.fit.right or one.before
        if np.any(one.change(p)) and stepped.after[-1][p].shape == one.before[p].shape
    ]
    return bool(blocks) and all(
        np.abs(stepped.after[-1][p] - one.before[p] - 2 * one.change(p)).max() < 2e-2 * np.abs(one.change(p)).max()
        for p in blocks
    )


def _in_code(bench, judgement):
    """A local variable, a global or a class attribute that is named like a rate and leaves a usual factor."""
    one = judgement.experiments[0]
    seen = bench.step(judgement.step, one.data, one.before, watch=True).locals
    known = {name: value for _, frame in seen for name, value in frame.items()}
    for kind in [value for value in bench.subject.space.values() if isinstance(value, type)]:
        known |= {f"{kind.__name__}.{name}": value for name, value in vars(kind).items()}
    known |= bench.subject.space
    found = {name: float(v) for name, v in known.items() if isinstance(v, (float, np.floating)) and v > 0}
    order = sorted(found, key=lambda name: not calls.RATE.match(name.rpartition(".")[2].strip("_")))
    return next(((found[name], name) for name in order if named(judgement, found[name])), None)


def _constants(bench, judgement):
    """A number written in the code of the step that leaves a usual factor; 1 is not asked, for that is no rate."""
    if named(judgement, 1.0):
        return None
    codes = [value.__code__ for value in _functions(bench.subject) if hasattr(value, "__code__")]
    numbers = {c for code in codes for c in _floats(code) if 0 < c < 1}
    return next(((number, "written in the code") for number in sorted(numbers) if named(judgement, number)), None)


def _functions(subject):
    for name, method in subject.functions():
        owner = subject.root if method else subject.space
        value = getattr(owner, name, None) if method else owner[name]
        yield getattr(value, "__func__", value)


def _floats(code):
    for constant in code.co_consts:
        if isinstance(constant, float):
            yield constant
        elif isinstance(constant, types.CodeType):
            yield from _floats(constant)
