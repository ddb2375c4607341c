"""Names for faults in a network whose layers are not recognised: from the changes alone."""

import numpy as np

from backprop.checks.examine import catalogue
from backprop.checks.examine.ratios import with_ratio

EPSILON = 1e-3


def named(bench, judgement):
    """{path: fault} of the wrong blocks."""
    fitted = judgement.fit
    found = {path: _of_block(judgement, path) for path in fitted.wrong}
    unknown = [path for path, fault in found.items() if fault == catalogue.UNKNOWN]
    if unknown and fitted.right and _vanishes(bench, judgement, unknown):
        found |= dict.fromkeys(unknown, catalogue.ORDER)
    return found


def _of_block(judgement, path):
    changes = [one.change(path) for one in judgement.experiments]
    if not any(np.any(change) for change in changes):
        return catalogue.NEVER
    fitted, n = judgement.fit, judgement.experiments[0].n
    if fitted.angles[path] < 0.01 or fitted.angles[path] > 179.99:
        return with_ratio("", fitted.ratios[path], fitted.factor, n) or catalogue.SCALED
    if changes[0].size > 1 and all(np.ptp(change) < 1e-12 * max(np.abs(change).max(), 1e-300) for change in changes):
        return catalogue.ONE_NUMBER
    return catalogue.UNKNOWN


def _vanishes(bench, judgement, paths):
    """True if the deviation vanishes with the error: the order test, for targets that are nearly met."""
    errors = [_deviation(bench, judgement, paths, share) for share in (1.0, EPSILON)]
    return None not in errors and errors[1] < 0.02 * errors[0]


def _deviation(bench, judgement, paths, share):
    from dataclasses import replace

    one, fitted = judgement.experiments[0], judgement.fit
    y = one.o - share * (one.o - one.y)
    if one.data.y.ndim != 2:
        return None
    data = replace(one.data, y=y)
    stepped = bench.step(judgement.step, data, one.before)
    if stepped.error:
        return None
    slope = fitted.loss.slope(one.o, y)
    rest = []
    for path in paths:
        moved = (stepped.after[-1][path] - one.before[path]).reshape(-1)[one.chosen[path]]
        g = fitted.factor * one.gradient(path, slope)
        rest.append(np.abs(moved + g).max() / max(np.abs(g).max(), 1e-300))
    return max(rest)
