"""What a caller hands in, as an array or a number that fits, or an error that says what to do.

Every message names the argument, what it got, and what to give instead. ValueError: right kind, wrong value;
TypeError: wrong kind.
"""

import operator

import numpy as np


def array(name, value):
    """`value` as a float64 array, the same object where it is one already.

    Raises TypeError for None, text, complex numbers and objects; ValueError for ragged, empty or
    non-finite data.
    """
    try:
        found = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths: give each the same number of entries") from None
    if found.dtype.kind not in "biuf":
        kind = type(value).__name__ if found.ndim == 0 else f"entries of type {found.dtype}"
        raise TypeError(f"{name} must hold real numbers, got {kind}: give an array of int or float")
    if found.size == 0:
        raise ValueError(f"{name} is empty, with shape {found.shape}: give at least one example")
    if not np.isfinite(found).all():
        raise ValueError(f"{name} has NaN or infinite entries: remove or replace them first")
    return found.astype(float, copy=False)


def matrix(name, value, n_rows, row):
    """`value` as a float64 array of shape (n_rows, n_examples); `row` says what a row stands for."""
    found = array(name, value)
    if found.ndim != 2:
        one_way = n_rows == 1 or found.size == n_rows
        advice = f"use reshape({n_rows}, -1)" if one_way else f"give each of them {n_rows} rows"
        raise ValueError(
            f"{name} has shape {found.shape}, expected ({n_rows}, n_examples): examples are columns, {advice}"
        )
    if len(found) != n_rows:
        also = ": the examples stand in rows, transpose it" if found.shape[1] == n_rows else ""
        raise ValueError(
            f"{name} has {len(found)} rows but the network has {n_rows} {row}s: "
            f"each row of {name} is one {row}{also or f', give shape ({n_rows}, n_examples)'}"
        )
    return found


def whole(name, value, least=1):
    """`value` as an int, at least `least`."""
    try:
        if isinstance(value, (bool, np.bool_)):
            raise TypeError
        found = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number, got {value!r}: give an int such as 4") from None
    if found < least:
        raise ValueError(f"{name} must be at least {least}, got {found}: give {least} or more")
    return found


def positive(name, value, or_zero=False):
    """`value` as a positive, finite float; `or_zero` lets 0 pass."""
    try:
        if isinstance(value, (bool, np.bool_, str, bytes)) or np.ndim(value) or np.iscomplexobj(value):
            raise TypeError
        found = float(value)
    except OverflowError:
        found = np.inf
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be one number, got {value!r}: give a float such as 0.5") from None
    if not (0 < found < np.inf or (or_zero and found == 0)):
        kind = "positive or 0" if or_zero else "positive"
        raise ValueError(f"{name} must be {kind} and finite, got {found}: give a float such as 0.5")
    return found


def choice(name, value, options):
    """The entry of the dict `options` under the key `value`."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, got {value!r}: choose one of {', '.join(options)}")
    if value not in options:
        raise ValueError(f"{name} is {value!r}, which does not exist: choose one of {', '.join(options)}")
    return options[value]


def generator(rng):
    """A numpy Generator from a Generator, a seed, or None for one that differs every time."""
    if rng is None or isinstance(rng, np.random.Generator):
        return np.random.default_rng(rng)
    return np.random.default_rng(whole("rng", rng, least=0))
