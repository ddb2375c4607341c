"""Which loss one step descends: the one whose gradient explains the most blocks with one common factor."""

from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine.losses import candidates

TOLERANCE = 1e-6
SMALL = 1e-13


@dataclass
class Fit:
    """How the changes of some experiments compare with one loss's gradient.

    factor  c, where change = −c · gradient in every block that is right; nan where none is
    ratios  {path: the block's own factor}, nan where its gradient is 0
    errors  {path: the largest deviation from −c · gradient, over the largest change or gradient}
    angles  {path: degrees between the step and minus the gradient}
    """

    loss: object
    factor: float
    ratios: dict
    errors: dict
    angles: dict
    silent: set = field(default_factory=set)

    @property
    def right(self):
        """The paths of the blocks whose change is −factor · gradient."""
        return [path for path, error in self.errors.items() if error < TOLERANCE]

    @property
    def wrong(self):
        """The paths of the others, except where both sides are 0."""
        return [path for path, error in self.errors.items() if not error < TOLERANCE and path not in self.silent]

    @property
    def all_right(self):
        """True if every block that has a gradient is right, and more than one number shows it."""
        return bool(self.right) and not self.wrong


def fits(experiments, extra=()):
    """A `Fit` for each loss that has a meaning, the best first."""
    possible = list(candidates(experiments[0].o, experiments[0].y))
    possible = [loss for loss in possible if all(loss.fits(one.o, one.y) for one in experiments)]
    found = [fit(experiments, loss) for loss in [*possible, *extra]]
    return sorted(found, key=_rank)


def _rank(one):
    entries = len(one.right)
    worst = max((error for path, error in one.errors.items() if path not in one.silent), default=0)
    return (not one.all_right, -entries, 0 if one.loss.meant else 1, worst if not entries else 0)


def fit(experiments, loss):
    """The `Fit` of one loss."""
    pairs = {path: _pairs(experiments, path, loss.slope) for path in experiments[0].before}
    ratios = {path: _ratio(*pair) for path, pair in pairs.items()}
    scale = max((np.abs(g).max(initial=0) for g, _ in pairs.values()), default=0)
    silent = {p for p, (g, d) in pairs.items() if np.abs(g).max(initial=0) <= 1e-9 * scale and not np.any(d)}
    factor = _common(ratios, pairs, silent)
    errors = {path: _error(*pair, factor) for path, pair in pairs.items()}
    return Fit(loss, factor, ratios, errors, {path: _angle(*pair) for path, pair in pairs.items()}, silent)


def _pairs(experiments, path, slope):
    g = np.concatenate([one.gradient(path, slope(one.o, one.y)) for one in experiments])
    return g, np.concatenate([one.moved(path) for one in experiments])


def _ratio(g, d):
    size = g @ g
    return float(-(d @ g) / size) if size > SMALL**2 else float("nan")


def _error(g, d, factor):
    size = max(np.abs(d).max(initial=0), np.abs(factor * g).max(initial=0)) if np.isfinite(factor) else 0
    return float(np.abs(d + factor * g).max(initial=0) / size) if size > 0 else float("inf")


def _angle(g, d):
    sizes = np.linalg.norm(g) * np.linalg.norm(d)
    return float(np.degrees(np.arccos(np.clip(-(g @ d) / sizes, -1, 1)))) if sizes else float("nan")


def _common(ratios, pairs, silent):
    """The positive factor that explains the most entries."""
    best, most = float("nan"), 0
    for path, ratio in ratios.items():
        if path in silent or not ratio > 0 or _error(*pairs[path], ratio) >= TOLERANCE:
            continue
        if len(pairs[path][0]) < 2 and len(pairs) > 1 and not _agrees(ratio, path, ratios):
            continue
        entries = sum(
            len(g) for other, (g, d) in pairs.items() if other not in silent and _error(g, d, ratio) < TOLERANCE
        )
        if entries > most:
            best, most = ratio, entries
    return best


def _agrees(ratio, path, ratios):
    return any(abs(other / ratio - 1) < 1e-5 for one, other in ratios.items() if one != path)
