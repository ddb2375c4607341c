"""Which loss the printed or returned numbers are: each is held to every loss times every usual factor."""

import re

import numpy as np

from backprop.checks.examine.losses import SCALES, candidates

NUMBER = re.compile(r"-?\d+\.\d+(?:[eE][-+]?\d+)?|-?\d+[eE][-+]?\d+")
KINDS = ("squared error", "cross-entropy", "cross-entropy (binary)", "absolute error")
AGAIN = tuple((f"{name}, divided by n once more", lambda n, k, f=factor: f(n, k) / n) for name, factor in SCALES)


def losses_in(judgement):
    """[(loss's name, scale's name, factor before the sum)] of what each experiment's numbers have in common."""
    common = None
    for one in judgement.experiments[:2]:
        found = {(kind, scale): factor for kind, scale, factor in _recognised(one)}
        common = found if common is None else {key: value for key, value in common.items() if key in found}
    return [(*key, value) for key, value in (common or {}).items()]


def _recognised(one):
    n, k = one.y.shape
    known = [(loss.name, float(loss.value(one.o, one.y))) for loss in candidates(one.o, one.y) if loss.name in KINDS]
    known = [(name, value) for name, value in known if np.isfinite(value) and value > 1e-9]
    numbers = _numbers(one.stepped)
    for name, total in known:
        for scale, factor in (*SCALES, *AGAIN):
            value = total * factor(n, k)
            if any(abs(abs(number) - value) <= within and abs(number) > 20 * within for number, within in numbers):
                yield name, scale, factor(n, k)
                break


def _numbers(stepped):
    """[(number, half of its last digit)] that a step printed or returned."""
    texts = stepped.printed
    found = [(float(text), _half_digit(text)) for text in NUMBER.findall(texts)[:30]]
    return found + [(value, 1e-9 * max(1, abs(value))) for value in _floats(stepped.returned)][:40]


def _half_digit(text):
    digits, _, power = text.lower().partition("e")
    decimals = len(digits.partition(".")[2])
    return 0.51 * 10.0 ** (int(power or 0) - decimals)


def _floats(value, depth=0):
    if isinstance(value, (float, np.floating)) and np.isfinite(value):
        yield float(value)
    elif isinstance(value, str):
        yield from (float(text) for text in NUMBER.findall(value)[:10])
    elif isinstance(value, np.ndarray) and value.size <= 4 and value.dtype.kind == "f":
        yield from (float(one) for one in value.ravel())
    elif isinstance(value, (list, tuple)) and depth < 2:
        for one in value[:20]:
            yield from _floats(one, depth + 1)
    elif isinstance(value, dict) and depth < 2:
        for one in list(value.values())[:20]:
            yield from _floats(one, depth + 1)
