"""A gradient is proved by a difference: move one parameter a little both ways and see what the loss does."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


def numerical_gradient(f, parameter, h=1e-5):
    """The slope of f in every entry of `parameter` by central differences, in the shape of `parameter`.

    Each entry is moved in place by +h and by −h and put back, also when f raises.

    f          takes the array, returns a float
    parameter  float64 array of any shape

    Raises TypeError for any other dtype: a whole number or a float32 cannot be moved by 1e-5.
    """
    if not isinstance(parameter, np.ndarray) or parameter.dtype != np.float64:
        kind = getattr(parameter, "dtype", type(parameter).__name__)
        raise TypeError(f"parameter must be a float64 array, got {kind}: give np.array(…, dtype=float)")
    slopes = np.empty(parameter.shape)
    for index in np.ndindex(parameter.shape):
        slopes[index] = _central_difference(f, parameter, index, h)
    return slopes


def _central_difference(f, parameter, index, h):
    start = parameter[index]
    try:
        parameter[index] = start + h
        above = float(f(parameter))
        parameter[index] = start - h
        below = float(f(parameter))
    finally:
        parameter[index] = start
    return (above - below) / (2 * h)


def relative_error(found, expected):
    """The largest |found − expected| over the largest |found| or |expected|, of the whole block: a float.

    One scale for the whole block, not one an entry: an entry that happens to be nearly zero is then held
    to the size of its neighbours, and not to the rounding of a difference.

    Returns nan where both are zero throughout, so that no comparison passes, and inf where a number
    is not finite.
    Raises ValueError if the shapes differ.
    """
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    if found.shape != expected.shape:
        raise ValueError(f"found has shape {found.shape} but expected has {expected.shape}: give equal shapes")
    if not (np.isfinite(found).all() and np.isfinite(expected).all()):
        return float("inf")
    size = max(np.abs(found).max(initial=0), np.abs(expected).max(initial=0))
    return float(np.abs(found - expected).max(initial=0) / size) if size else float("nan")


@dataclass(frozen=True, repr=False)
class GradientCheck:
    """What a gradient check found: printed, it is one line a block, such as `dW1: below 1e-7`.

    errors  {"dW1": relative error, …}; nan where both sides are zero, inf where they cannot be compared
    lines   {"dW1": "below 1e-7", …}
    passed  True if every block was proved right
    """

    errors: dict
    lines: dict
    passed: bool

    def __str__(self):
        return "\n".join(f"{name}: {line}" for name, line in self.lines.items())

    __repr__ = __str__

    def __bool__(self):
        return self.passed


def gradient_check(subject, X_or_loss, y_or_parameters, *, h=1e-5, tolerance=1e-6):
    """Every parameter block of a gradient against central differences: a GradientCheck.

    gradient_check(nn, X, y)                       nn.gradients(X, y), nn.loss_value(X, y), nn.parameters
    gradient_check(gradients, loss, parameters)    {"dW1": …}, a function without arguments, {"W1": …}

    The second form moves the arrays of `parameters` in place, so `loss()` must read those same arrays.
    A block passes if its `relative_error` is below `tolerance`. It never passes where both sides are zero,
    or where differences of two widths disagree by as much as the gradient is off (a kink of ReLU, or a slope
    so small that rounding drowns it): there nothing is proved, and the line says so.
    """
    if isinstance(subject, Mapping):
        gradients, loss, parameters = subject, X_or_loss, y_or_parameters
    else:
        gradients, parameters = subject.gradients(X_or_loss, y_or_parameters), subject.parameters
        loss = lambda: subject.loss_value(X_or_loss, y_or_parameters)  # noqa: E731
    blocks = {
        f"d{name}": _check_block(gradients.get(f"d{name}"), lambda _: loss(), value, h, tolerance)
        for name, value in parameters.items()
    }
    errors, lines = ({name: block[i] for name, block in blocks.items()} for i in range(2))
    return GradientCheck(errors, lines, bool(blocks) and all(error < tolerance for error in errors.values()))


def _check_block(found, f, parameter, h, tolerance):
    """(relative error, what to print) of one block."""
    if found is None:
        return float("inf"), "missing"
    if np.shape(found) != parameter.shape:
        return float("inf"), f"has shape {np.shape(found)}, its parameter {parameter.shape}  wrong"
    expected = numerical_gradient(f, parameter, h)
    error = relative_error(found, expected)
    if error < tolerance:
        return error, below(error, tolerance)
    return error, _failure(found, f, parameter, expected, h, error)


def _failure(found, f, parameter, expected, h, error):
    if np.isnan(error):
        return "both are zero: nothing is proved. Start from other weights"
    if np.isinf(error):
        return "has NaN or infinite entries, or the loss has  wrong"
    doubt = np.abs(numerical_gradient(f, parameter, 3 * h) - expected).max()
    if np.abs(found - expected).max() <= 10 * doubt:
        return "cannot tell: the slope is too small, or has a kink here. Start from other weights"
    return f"{error:.1e}  wrong"


def below(error, tolerance):
    """A bound such as "below 1e-7", never the digits of an error that is only rounding."""
    bound = 1e-7 if error < 1e-7 < tolerance else tolerance
    return f"below {bound:g}" if bound >= 1 else f"below {bound:.0e}".replace("e-0", "e-")
