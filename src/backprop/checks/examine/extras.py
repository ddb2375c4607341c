"""What may be added to plain gradient descent on purpose: weight decay, an adaptive rate, momentum, a rate that shrinks."""  # noqa: E501

from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine import state
from backprop.checks.examine.fit import TOLERANCE, Fit, fit
from backprop.checks.examine.losses import candidates


@dataclass
class Later:
    """What the second step shows: "momentum", "the rate changes", "accumulates", "" for a plain step or no answer."""

    kind: str = ""
    value: float = float("nan")
    blocks: list = field(default_factory=list)


def decay(experiments):
    """(`Fit`, κ, which blocks): change = −factor · gradient − κ · parameter in some blocks; or None."""
    for loss in candidates(experiments[0].o, experiments[0].y):
        for pull in (lambda w: w, np.sign):
            found = _with_pull(experiments, loss, pull)
            if found:
                return (*found, "L2" if pull is not np.sign else "L1")
    return None


def _with_pull(experiments, loss, pull):
    """The factor comes from the largest block, which has to be pulled itself; every other block has to agree with it."""  # noqa: E501
    largest = max(experiments[0].before, key=lambda path: experiments[0].before[path].size)
    g, d, w = _columns(experiments, largest, loss, pull)
    if len(d) < 6:
        return None
    factor, kappa = np.linalg.lstsq(-np.stack([g, w], axis=1), d, rcond=None)[0]
    if not (factor > 0 and kappa > 1e-7 * factor):
        return None
    pulled = {path: _pulled(*_columns(experiments, path, loss, pull), factor, kappa) for path in experiments[0].before}
    if None in pulled.values() or not pulled[largest]:
        return None
    blank = dict.fromkeys(pulled, 0.0)
    right = Fit(loss, float(factor), dict.fromkeys(pulled, float(factor)), blank, fit(experiments, loss).angles)
    return right, float(kappa), [path for path, is_pulled in pulled.items() if is_pulled]


def _columns(experiments, path, loss, pull):
    g = np.concatenate([one.gradient(path, loss.slope(one.o, one.y)) for one in experiments])
    d = np.concatenate([one.moved(path) for one in experiments])
    return g, d, np.concatenate([pull(one.before[path].reshape(-1)[one.chosen[path]]) for one in experiments])


def _pulled(g, d, w, factor, kappa):
    """True if the block is pulled by κ, False if it follows the gradient alone, None if it does neither."""
    size = np.abs(d).max(initial=0)
    if size == 0:
        return None if np.any(g) else False
    for rest, is_pulled in ((d + factor * g + kappa * w, True), (d + factor * g, False)):
        if np.abs(rest).max() < TOLERANCE * size:
            return is_pulled
    return None


def adaptive(experiments):
    """(`Fit`, loss is certain) where every entry moves by the same amount against the gradient's sign, or None."""
    one = experiments[0]
    changes = np.concatenate([np.abs(one.moved(path)) for path in one.before])
    if changes.min() <= 0 or changes.max() / changes.min() - 1 > 1e-2:
        return None
    for loss in candidates(one.o, one.y):
        agrees = [
            np.sign(one.moved(path)) == -np.sign(one.gradient(path, loss.slope(one.o, one.y))) for path in one.before
        ]
        if all(np.all(same) for same in agrees) and _keeps_gradient(one, loss):
            blank = dict.fromkeys(one.before, 0.0)
            return Fit(
                loss, float("nan"), dict.fromkeys(one.before, float("nan")), blank, fit(experiments, loss).angles
            ), float(changes.mean())
    return None


def _keeps_gradient(one, loss):
    """True if the network keeps, after the step, arrays that are this loss's gradient but for one factor."""
    held = [
        block
        for path, value in state.places(one.stepped.net).items()
        if path not in one.before and (block := state.block(value)) is not None
    ]
    ratios = []
    for path in one.before:
        g = one.gradient(path, loss.slope(one.o, one.y))
        same = [_ratio(h.reshape(-1)[one.chosen[path]], g) for h in held if h.shape == one.before[path].shape]
        ratios.append([ratio for ratio in same if ratio is not None])
    return all(ratios)


def _ratio(h, g):
    if not g @ g or not np.any(h):
        return None
    ratio = float(h @ g / (g @ g))
    return ratio if np.abs(h - ratio * g).max() < 1e-5 * np.abs(h).max() else None


def second_step(bench, judgement):
    """`Later`: what the second of two steps on one copy shows beside its own gradient."""
    one, fitted = judgement.experiments[0], judgement.fit
    stepped = bench.step(judgement.step, one.data, one.before, times=2)
    if stepped.error or len(stepped.after) < 2 or not np.isfinite(fitted.factor):
        return Later()
    found = bench.measured(one.data, stepped.after[0])
    if found is None:
        return Later()
    o, J, chosen = found
    slope = fitted.loss.slope(o, one.y).reshape(-1)
    rows = {}
    for path in one.before:
        take = lambda value, path=path: value[path].reshape(-1)[chosen[path]]  # noqa: E731
        second, first = take(stepped.after[1]) - take(stepped.after[0]), take(stepped.after[0]) - take(one.before)
        rows[path] = (second, first, slope @ J[path])
    return _read_later(rows, fitted.factor)


def _read_later(rows, factor):
    second, first, g = (np.concatenate([row[i] for row in rows.values()]) for i in range(3))
    size = max(np.abs(second).max(), np.abs(first).max())
    rest = second + factor * g
    if np.abs(rest).max() < 1e-5 * size:
        return Later()
    k = float(rest @ first / (first @ first))
    if np.abs(rest - k * first).max() < 1e-4 * size:
        if 0 < k < 1 + 1e-3:
            return Later("accumulates" if abs(k - 1) < 1e-3 else "momentum", k)
        return Later("other")
    scale = float(-(second @ g) / (g @ g))
    if np.abs(second + scale * g).max() < 1e-4 * size:
        return Later("the rate changes", scale / factor)
    return _in_parts(rows, factor, size)


def _in_parts(rows, factor, size):
    """Only some blocks are accumulated."""
    blocks = [
        path for path, (second, first, g) in rows.items() if np.abs(second + factor * g - first).max() < 1e-4 * size
    ]
    plain = [path for path, (second, _, g) in rows.items() if np.abs(second + factor * g).max() < 1e-4 * size]
    return Later("accumulates", 1.0, blocks) if blocks and len(blocks) + len(plain) == len(rows) else Later("other")
