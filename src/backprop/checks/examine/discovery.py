"""Finding out, by trying, which function is the forward pass and which numbers are the parameters."""

import re
import time

import numpy as np

from backprop.checks.examine import forward as forwards
from backprop.checks.examine import state
from backprop.checks.examine.data import kept

CONSTANT = re.compile(
    r"mean|std|mu$|sigma$|scale|min|max|slope|leak|temp|alpha|beta|gamma|eps|lr|rate|lam|reg|drop|keep|momentum|decay",
    re.I,
)
WEIGHT = re.compile(r"(^|_)(w|b|weight|bias|theta|synapse|coef|intercept)\w*$|^[wb]\d+$|data$", re.I)
SECONDS = 1.0
ENOUGH = 3  # functions with a likely name that are compared before the best is taken


class Unfound(Exception):
    """What was looked for was not found: the sentences say what there is, and the line to add."""


def find_forward(subject, data, names=None):
    """(a `Forward`, {path: block} of the parameters). Raises Unfound."""
    values = parameters_like(subject, data)
    if not values:
        raise Unfound("It holds no numbers that could be weights: no float arrays and no float attributes.")
    keeps = kept(state.arrays(subject.root), data)
    probe = _probe_data(data, values)
    best, most, seen, deadline = None, [], [], time.process_time() + SECONDS
    for one in forwards.candidates(subject, probe, names, keeps):
        if time.process_time() > deadline:
            break
        if one.name not in seen:
            seen.append(one.name)
        if best and len(seen) > ENOUGH and one.name != best.name:
            break
        moving = forwards.dependence(subject, one, probe, list(values), values)
        if len(moving) > len(most) and forwards.leaves(subject, one, probe, moving):
            best, most = one, moving
        if len(most) >= 2 and not _could_be_more(values, most) and forwards.LIKELY.search(best.name):
            break
    return (best, {path: values[path] for path in most}) if best else (None, {})


def _could_be_more(values, found):
    return any(np.ndim(value) for path, value in values.items() if path not in found and not _is_cache(path))


def _is_cache(path):
    return bool(
        re.match(r"[adzho]_?\d|d[WwBb]|grad|delta|v[dWwbB]|m[dWwbB]|hidden|out|cache", state.name_of(path[-1:]))
    )


def _probe_data(data, values):
    sizes = {size for value in values.values() for size in np.shape(value)} | {data.X.shape[1]}
    sizes |= {size + 1 for size in sizes}
    return data.another(next(n for n in (5, 7, 11, 13, 6, 9, 17) if n not in sizes), 3)


def parameters_like(subject, data):
    """{path: block} of what could be a parameter: no copy of X or y, and no whole number that counts something."""
    net, _ = subject.fresh()
    given = [data.X, data.X.T, data.y, np.reshape(data.y, (1, -1)), np.reshape(data.y, (-1, 1))]
    found = {path: state.block(value) for path, value in state.places(net).items()}
    return {path: value for path, value in found.items() if not _is_given(value, given)}


def _is_given(value, given):
    return value.ndim > 0 and any(value.shape == np.shape(one) and np.array_equal(value, one) for one in given)


def parameters(values, moved):
    """Those that are parameters: plain numbers beside arrays are constants unless they move or are named like a weight.

    moved  the paths that a step changes
    """
    arrays = any(value.ndim for value in values.values())
    return {
        path: value
        for path, value in values.items()
        if path in moved or not _is_constant(state.name_of(path[-1:]), value, arrays)
    }


def _is_constant(name, value, arrays):
    if WEIGHT.search(name):
        return False
    return bool(CONSTANT.search(name)) or (arrays and value.ndim == 0)
