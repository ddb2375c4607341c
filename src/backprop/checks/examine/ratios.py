"""What the ratio of a change to a gradient tells of a block."""

import numpy as np

from backprop.checks.examine import catalogue

CLOSE = 1e-6


def explains(gradients, changes):
    """The number r with change = −r · gradient in all experiments, or None."""
    if any(np.shape(a) != np.shape(b) for a, b in zip(gradients, changes, strict=True)):
        return None
    g, d = (np.concatenate([np.ravel(one) for one in arrays]) for arrays in (gradients, changes))
    size = np.abs(d).max(initial=0)
    if size == 0:
        return 0.0
    square = g @ g
    if not np.isfinite(square) or square == 0:
        return None
    ratio = -float(g @ d) / square
    return ratio if np.abs(d + ratio * g).max() < CLOSE * size else None


def with_ratio(fault, ratio, factor, n):
    """The fault with what the block's own factor tells beside the common one, for n examples."""
    if ratio == 0:
        return catalogue.NEVER
    if not np.isfinite(factor) or not np.isfinite(ratio) or catalogue.RAW in fault or catalogue.SUMMED in fault:
        return fault
    relative = ratio / factor
    sign = catalogue.SIGN if relative < 0 else ""
    size = abs(relative)
    if abs(size - 1) < 1e-5:
        scaled = ""
    elif n > 1 and abs(size / n - 1) < 1e-5:
        scaled = catalogue.SUM_FOR_MEAN
    elif n > 1 and abs(size * n - 1) < 1e-5:
        scaled = catalogue.MEAN_FOR_SUM
    else:
        scaled = catalogue.SCALED
    return " + ".join(filter(None, (fault, sign, scaled)))
