"""The values of a namespace as they were before a run, and how they are put back."""

import contextlib
import copy

import numpy as np

_ABSENT = object()


def _values(space):
    """{name: (the value, a copy of it)} of the data among a namespace's globals."""
    small = {name: value for name, value in list(space.items()) if _is_data(value) and not name.startswith("_")}
    with contextlib.suppress(Exception):
        return {name: (value, copy.deepcopy(value)) for name, value in small.items()}
    return {}


def _is_data(value):
    if isinstance(value, np.ndarray):
        return value.size <= 20000 and value.dtype != object
    if isinstance(value, (list, dict, set)):
        return len(value) <= 50
    return isinstance(value, (int, float, str, np.generic))


def _give_back(space, names, values):
    for name, value in names.items():
        if value is _ABSENT:
            space.pop(name, None)
        else:
            space[name] = value
    for name, (value, before) in values.items():
        _restore(value, before)
        if space.get(name) is not value:
            space[name] = value


def _restore(value, before):
    if isinstance(value, np.ndarray):
        if value.flags.writeable and not np.array_equal(value, before, equal_nan=value.dtype.kind == "f"):
            value[...] = before
    elif isinstance(value, list):
        value[:] = before if len(value) != len(before) else [_same(a, b) for a, b in zip(value, before, strict=True)]
    elif isinstance(value, dict) and value.keys() != before.keys():
        for name in value.keys() - before.keys():
            del value[name]


def _same(value, before):
    _restore(value, before)
    return before if isinstance(value, (int, float)) else value
