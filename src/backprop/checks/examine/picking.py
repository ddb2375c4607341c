"""The outputs in what a function returns or leaves behind."""

import re

import numpy as np

from backprop.checks.examine import state

FINAL = re.compile(r"out|pred|prob|hat|guess|final|a\d$|^o\d?$|^al$|^a$", re.I)


def numbers(value):
    """A float array of numbers, or of objects that hold one in `data`."""
    if hasattr(value, "data") and not isinstance(value, (np.ndarray, np.generic)):
        value = value.data
    found = np.asarray(value)
    if found.dtype == object:
        found = np.vectorize(lambda one: float(getattr(one, "data", one)), otypes=[float])(found)
    return np.array(found, float)


def as_rows(value, n):
    """Outputs as (n, k), or None if none of their axes is the examples'."""
    found = numbers(value)
    if found.ndim == 3 and found.shape[-1] == 1:
        found = found[..., 0]
    if found.ndim == 1:
        return found.reshape(-1, 1) if len(found) == n else found.reshape(1, -1) if n == 1 else None
    if found.ndim != 2:
        return None
    return found if len(found) == n else found.T if found.shape[1] == n else None


def picked(pick, value, net, space):
    """The outputs in what came back."""
    kind, keys = pick
    if kind == "state":
        return state.get(net, keys)
    for key in keys:
        value = value[key]
    return value


def picks(value, net):
    """The places in which outputs may be, the likelier first."""
    if isinstance(value, dict):
        inside = [("value", (key,)) for key in value]
        yield from sorted(inside, key=lambda pick: not FINAL.search(str(pick[1][0])))
    elif isinstance(value, tuple) or (isinstance(value, list) and value and np.ndim(value[0]) > 0):
        yield from (("value", (index,)) for index in _last_first(value))
        yield from (
            ("value", (index, -1))
            for index, part in reversed(list(enumerate(value)))
            if isinstance(part, list) and part
        )
    elif value is not None:
        yield "value", ()


def _last_first(value):
    """The first of (outputs, cache), otherwise the last of (A1, A2)."""
    order = list(range(len(value)))
    arrays = [index for index in order if isinstance(value[index], np.ndarray)]
    return order if len(arrays) < 2 else order[::-1]


def state_picks(net):
    """The arrays that the network holds, those with an output's name first."""
    paths = [path for path, value in state.places(net).items() if np.ndim(value) in (1, 2)]
    paths = list(reversed(paths))
    return [("state", path) for path in sorted(paths, key=lambda path: not FINAL.search(state.name_of(path[-1:])))]


def usable(outputs):
    """True for outputs that vary smoothly: finite, and not only whole numbers as a threshold gives them."""
    return bool(np.isfinite(outputs).all() and not np.all(outputs == np.round(outputs)))
