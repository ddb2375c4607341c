"""Gradients that are clipped entry by entry: no entry moves beyond a limit, and all others follow the gradient."""

import numpy as np

from backprop.checks.examine.discovery import Unfound
from backprop.checks.examine.fit import TOLERANCE, Fit, fit
from backprop.checks.examine.losses import candidates

ENOUGH = 3  # entries at the limit that make it certain


def clipped(experiments):
    """(`Fit`, the limit of a change), or None. Raises Unfound where too few entries stand at the limit to tell."""
    if len(experiments) < 2:
        return None
    for loss in candidates(experiments[0].o, experiments[0].y):
        g, moved = _all(experiments, loss)
        limit = np.abs(moved).max()
        factor = _factor(g, moved, limit)
        if factor is None or np.abs(moved + np.clip(factor * g, -limit, limit)).max() > TOLERANCE * limit:
            continue
        count = int(np.sum(factor * np.abs(g) > limit * (1 + TOLERANCE)))
        if count < ENOUGH:
            raise Unfound(
                f"Every number follows minus the gradient of the {loss.name}, except {count} that moved by exactly "
                f"{limit:.4g} and should have moved further. That may be a clipped gradient or a fault. If you clip, "
                "raise the limit and examine it again."
            )
        blank, common = dict.fromkeys(experiments[0].before, 0.0), dict.fromkeys(experiments[0].before, factor)
        return Fit(loss, factor, common, blank, fit(experiments, loss).angles), float(limit)
    return None


def _all(experiments, loss):
    """(gradient, change) of every entry in every experiment."""
    pairs = [
        (one.gradient(path, loss.slope(one.o, one.y)), one.moved(path)) for one in experiments for path in one.before
    ]
    return np.concatenate([g for g, _ in pairs]), np.concatenate([moved for _, moved in pairs])


def _factor(g, moved, limit):
    """The median of −change / gradient below the limit, or None where that is not positive."""
    free = (np.abs(moved) < limit * (1 - TOLERANCE)) & (g != 0)
    ratio = float(np.median(-moved[free] / g[free])) if free.any() else 0.0
    return ratio if ratio > 0 else None
