"""What may be added to plain gradient descent on purpose: an adaptive rate, momentum, a rate that shrinks."""

from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine import state
from backprop.checks.examine.fit import Fit, fit
from backprop.checks.examine.losses import candidates, scale_of

SHARES = (0.1, 1.0, 0.05, 0.2, 0.01, 0.5)  # of the new gradient in a running mean: 1 − β, the usual β = 0.9 first


@dataclass
class Later:
    """What the second step shows: "momentum", "the rate changes", "accumulates", "" for a plain step or no answer."""

    kind: str = ""
    value: float = float("nan")
    blocks: list = field(default_factory=list)


def adaptive(experiments):
    """(`Fit`, length of the step, decay) where every entry moves by the same amount against a gradient that is kept,
    or None.

    The factor is that of the gradient which is kept, as far as a usual share in the running mean tells it.
    """
    one = experiments[0]
    for loss in candidates(one.o, one.y):
        held = _held_gradient(one, loss)
        length = held and _same_length(one, held)
        if length:
            blank, unknown = dict.fromkeys(one.before, 0.0), dict.fromkeys(one.before, float("nan"))
            share = next(iter(held.values()))[1]
            right = Fit(loss, _without_share(share, one, loss), unknown, blank, fit(experiments, loss).angles)
            return right, length, _pull_in(held)
    return None


def is_length_of(rate, length):
    """True if a first step is this long at a rate whose running mean of squares starts at 0, as RMSprop's does."""
    return bool(rate) and any(abs(length / rate * np.sqrt(share) - 1) < 1e-2 for share in (*SHARES, 0.001))


def _without_share(ratio, one, loss):
    factors = [ratio / share for share in SHARES]
    return next((factor for factor in factors if scale_of(factor, *one.y.shape, loss)), float("nan"))


def _pull_in(held):
    """(κ beside the gradient of the sum, the pulled blocks, "L2"), or () without weight decay."""
    pulled = {path: pull / ratio for path, (_, ratio, pull) in held.items() if pull}
    return (float(np.mean(list(pulled.values()))), list(pulled), "L2") if pulled else ()


def _held_gradient(one, loss):
    """{path: (array, ratio, pull)}: what is kept after the step is ratio · gradient + pull · parameter; None if it
    is not.
    """
    kept = [
        block
        for path, value in state.places(one.stepped.net).items()
        if path not in one.before and (block := state.block(value)) is not None
    ]
    found = {}
    for path, before in one.before.items():
        g = one.gradient(path, loss.slope(one.o, one.y))
        w = before.reshape(-1)[one.chosen[path]]
        alike = [h.reshape(-1)[one.chosen[path]] for h in kept if h.shape == before.shape]
        sums, squares = [_as_sum(h, g, w) for h in alike], [_as_squares(h, g) for h in alike]
        same = [held for held in (*sums, *squares) if held]
        if not same:
            return None
        found[path] = same[0]
    ratios = [ratio for _, ratio, _ in found.values()]
    return found if max(ratios) - min(ratios) < 1e-4 * max(ratios) else None


def _as_sum(h, g, w):
    """(h, r, s) with h = r · g + s · w, where s is 0 if it can be; None if there are no such numbers."""
    if not g @ g or not np.any(h):
        return None
    ratio = float(h @ g / (g @ g))
    if np.abs(h - ratio * g).max() < 1e-5 * np.abs(h).max():
        return (h, ratio, 0.0) if ratio > 0 else None
    if len(h) < 4:
        return None
    ratio, pull = (float(one) for one in np.linalg.lstsq(np.stack([g, w], axis=1), h, rcond=None)[0])
    good = np.abs(h - ratio * g - pull * w).max() < 1e-5 * np.abs(h).max()
    return (h, ratio, pull) if good and ratio > 0 and pull > 0 else None


def _as_squares(h, g):
    """(r · g, r, 0) with h = r² · g², as RMSprop and Adagrad keep it, or None."""
    if not g @ g or not np.any(h) or h.min() < 0:
        return None
    square = float(h @ g**2 / (g**2 @ g**2))
    ratio = float(np.sqrt(square))
    return (ratio * g, ratio, 0.0) if np.abs(h - square * g**2).max() < 1e-5 * h.max() else None


def _same_length(one, held):
    """The amount by which every entry moves against the sign of what is kept, or None; where that is 0, nothing
    moves.
    """
    lengths = []
    for path, (h, _, _) in held.items():
        moved, large = one.moved(path), np.abs(h) > 1e-5 * np.abs(h).max()
        if np.any(np.sign(moved[large]) != -np.sign(h[large])) or np.any(moved[h == 0]):
            return None
        lengths.append(np.abs(moved[large]))
    lengths = np.concatenate(lengths)
    return float(np.median(lengths)) if lengths.max() / lengths.min() - 1 < 1e-2 else None


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
