"""An answer's arrays beside the truth's: read, compared, and what their shape and size give away."""

from collections.abc import Mapping
from numbers import Real

import numpy as np

from backprop.checks.gradient import relative_error
from backprop.checks.verdicts import Finding, Mistaken, NotYet, listed

TOLERANCE = 1e-5  # above the rounding of float32, far below the mildest known mistake


def read(returned, names, finite=True):
    """{name: array} from what a learner's function returned: a dict, or as many values as there are names.

    Raises a Finding where a value is missing or is no real number.
    """
    if returned is None or returned is ...:
        raise NotYet("It returns nothing: is the line with `return` still to be written?")
    try:
        values = _by_name(returned, names)
    except Finding:
        raise
    except Exception as error:
        raise Mistaken(f"What it returns cannot be read: {type(error).__name__}.") from None
    return {name: numbers(name, value, finite) for name, value in values.items()}


def _by_name(returned, names):
    if isinstance(returned, Mapping):
        if missing := [name for name in names if returned.get(name) is None]:
            raise NotYet(f"{listed(missing)} {_is(missing)} not in the dictionary that it returns.")
        return {name: returned[name] for name in names}
    if len(names) == 1:
        return {names[0]: returned}
    if not isinstance(returned, (tuple, list)) or len(returned) != len(names):
        raise Mistaken(f"It should return {listed(names)}: {len(names)} values, in this order.")
    if missing := [name for name, value in zip(names, returned, strict=True) if value is None]:
        raise NotYet(f"{listed(missing)} {_is(missing)} still None.")
    return dict(zip(names, returned, strict=True))


def numbers(name, value, finite=True):
    """A copy of `value` as an array of real numbers. Raises a Finding that names it if it is none.

    finite  whether NaN and infinity are refused too
    """
    try:
        found = np.array(value)
    except Exception:
        raise Mistaken(f"{name} is no array: its rows differ in length, or it cannot be read.") from None
    if found.dtype.kind not in "biuf":
        raise Mistaken(f"{name} should hold real numbers, but holds {type(value).__name__} of {found.dtype}.")
    if finite:
        refuse_infinite(name, found)
    return found


def refuse_infinite(name, found):
    """Raises a Finding that names an array with entries that are NaN or infinite."""
    if not np.isfinite(found).all():
        raise Mistaken(f"{name} has NaN or infinite entries: is something divided by zero, or its logarithm taken?")


def agree(found, expected, tolerance=TOLERANCE):
    """True if every array found has the shape of its partner and its values, within the tolerance."""
    return all(
        np.shape(one) == np.shape(other) and relative_error(one, other) < tolerance
        for one, other in zip(found, expected, strict=True)
    )


def fitted(found, expected):
    """The arrays found, in the shapes of their partners wherever they are only transposed, squeezed or one number."""
    return [_fit(one, np.shape(other)) for one, other in zip(found, expected, strict=True)]


def _fit(one, shape):
    if one.shape == shape:
        return one
    if one.size == 1:
        return np.broadcast_to(one.reshape(()), shape)
    if one.T.shape == shape:
        return one.T
    return one.reshape(shape) if one.size == np.prod(shape) else one


def match(found, wrong, tolerance=TOLERANCE):
    """As `agree`, with an answer known to be wrong: here zero equals zero."""
    return agree(found, wrong, tolerance) or (is_zero(found) and is_zero(wrong))


def is_zero(arrays):
    """True if no array has an entry other than 0."""
    return not any(np.any(one) for one in arrays)


def is_whole(arrays):
    """True if every array holds whole numbers or booleans, which cut every value off."""
    return all(np.asarray(one).dtype.kind in "biu" for one in arrays)


def shape_fault(name, found, expected):
    """A sentence about a block whose shape is not that of the truth, or "" where all shapes are right."""
    for one, other in zip(found, expected, strict=True):
        if one.shape != other.shape:
            return f"{name} has shape {one.shape}, where {other.shape} is needed: {_why(one, other.shape)}."
    return ""


def _why(one, shape):
    if shape == ():
        return "one number, and no array around it"
    if one.size == 1:
        return "each unit has its own entry"
    if one.ndim == 2 and one.T.shape == shape:
        return "it is transposed"
    return "keepdims=True or a reshape helps" if one.size == np.prod(shape) else "which axis is summed, and which kept"


def factor(found, expected):
    """The numbers c, one a problem, with found = c · expected; None where there is no such number."""
    if any(np.shape(one) != np.shape(other) for one, other in zip(found, expected, strict=True)):
        return None
    factors = [np.vdot(one, other) / np.vdot(other, other) for one, other in zip(found, expected, strict=True)]
    scaled = [c * other for c, other in zip(factors, expected, strict=True)]
    return factors if agree(found, scaled) else None


def _is(names):
    return "is" if len(names) == 1 else "are"


def tried_with(problem):
    """The shapes of a problem's arrays, as a sentence; of one without arrays its numbers; "" where it has neither."""
    inner = [value for value in problem.values() if isinstance(value, Mapping)]
    values = [pair for mapping in (problem, *inner) for pair in mapping.items()]
    tried = [f"{name} {np.shape(value)}" for name, value in values if np.ndim(value)]
    tried = tried or [f"{name} {value:.4g}" for name, value in values if isinstance(value, Real)]
    return f"Tried with {', '.join(tried)}." if tried else ""
