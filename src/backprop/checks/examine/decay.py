"""Weight decay: what a step takes off the parameters themselves, beside the gradient."""

from dataclasses import replace

import numpy as np

from backprop.checks.examine.fit import TOLERANCE, Fit, fit
from backprop.checks.examine.losses import candidates


def everywhere(experiments):
    """(`Fit`, κ, which blocks, "L2" or "L1"): change = −factor · gradient − κ · parameter in some blocks; or None.

    κ below 0 lets the parameters grow.
    """
    for loss in candidates(experiments[0].o, experiments[0].y):
        for pull in (lambda w: w, np.sign):
            found = _with_pull(experiments, loss, pull)
            if found:
                return (*found, "L2" if pull is not np.sign else "L1")
    return None


def _with_pull(experiments, loss, pull):
    """The factor comes from the largest block, which has to be pulled itself; every other block has to agree."""
    largest = max(experiments[0].before, key=lambda path: experiments[0].before[path].size)
    g, d, w = _columns(experiments, largest, loss, pull)
    if len(d) < 6:
        return None
    factor, kappa = np.linalg.lstsq(-np.stack([g, w], axis=1), d, rcond=None)[0]
    if not (factor > 0 and abs(kappa) > 1e-7 * factor):
        return None
    pulled = {path: _pulled(*_columns(experiments, path, loss, pull), factor, kappa) for path in experiments[0].before}
    if None in pulled.values() or not pulled[largest]:
        return None
    blank = dict.fromkeys(pulled, 0.0)
    right = Fit(loss, float(factor), dict.fromkeys(pulled, float(factor)), blank, fit(experiments, loss).angles)
    return right, float(kappa), [path for path, is_pulled in pulled.items() if is_pulled]


def beneath(experiments):
    """((κ, blocks, "L2"), experiments without it) where some blocks show the decay exactly and others are wrong.

    It is taken off those blocks, and off every wrong matrix: biases are rarely made smaller.
    """
    before = experiments[0].before
    for loss in candidates(experiments[0].o, experiments[0].y):
        for found in filter(None, (_shown(experiments, loss, path) for path in before)):
            rest = {p: _pulled(*_columns(experiments, p, loss, lambda w: w), *found) for p in before}
            pulled = [p for p, is_pulled in rest.items() if is_pulled]
            wrong = [p for p in before if rest[p] is None and min(before[p].shape, default=1) > 1]
            kappa = found[1]
            return (kappa, pulled, "L2"), [_without(one, {*pulled, *wrong}, kappa) for one in experiments]
    return None


def _shown(experiments, loss, path):
    """(factor, κ) of one matrix, if another block follows the gradient with the same factor; else None."""
    columns = {p: _columns(experiments, p, loss, lambda w: w) for p in experiments[0].before}
    g, d, w = columns[path]
    if len(d) < 6:
        return None
    factor, kappa = np.linalg.lstsq(-np.stack([g, w], axis=1), d, rcond=None)[0]
    if not (factor > 0 and kappa > 1e-7 * factor and _pulled(g, d, w, factor, kappa)):
        return None
    agrees = any(_pulled(*one, factor, kappa) is False and np.any(one[1]) for p, one in columns.items() if p != path)
    return (float(factor), float(kappa)) if agrees else None


def _without(one, paths, kappa):
    after = {path: value + kappa * one.before[path] if path in paths else value for path, value in one.after.items()}
    return replace(one, after=after)


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
