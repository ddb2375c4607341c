"""The losses that steps are held to, each as a sum over examples and outputs, with its slope in the outputs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Loss:
    """`value(o, y)` summed over everything and `slope(o, y)`, ∂/∂o, for outputs and targets of shape (n, k).

    fits  says of (o, y) whether the loss has a meaning there
    meant False for a loss that nobody minimises on purpose
    """

    name: str
    value: Callable
    slope: Callable
    fits: Callable = lambda o, y: True
    meant: bool = True
    logits: bool = False


def _inside(o, y):
    return bool(np.all((o > 0) & (o < 1)) and np.all((y >= 0) & (y <= 1)))


def _probabilities(o, y):
    return _inside(o, y) and o.shape[1] > 1 and bool(np.allclose(o.sum(axis=1), 1))


def _one_hot(o, y):
    return o.shape[1] > 1 and bool(np.all(y >= 0) and np.allclose(y.sum(axis=1), 1))


def _softmax(o):
    e = np.exp(o - o.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _zero_to_one(o, y):
    return bool(np.all((y >= 0) & (y <= 1))) and not _inside(o, y)


def _signs(o, y):
    return bool(np.all(np.abs(o) < 1))


def _log_sum(o):
    return o.max(axis=1) + np.log(np.exp(o - o.max(axis=1, keepdims=True)).sum(axis=1))


SQUARED = Loss("squared error", lambda o, y: np.sum((o - y) ** 2), lambda o, y: 2 * (o - y))
BINARY = Loss(
    "cross-entropy (binary)",
    lambda o, y: -np.sum(y * np.log(o) + (1 - y) * np.log(1 - o)),
    lambda o, y: (o - y) / (o * (1 - o)),
    _inside,
)
CATEGORICAL = Loss("cross-entropy", lambda o, y: -np.sum(y * np.log(o)), lambda o, y: -y / o, _probabilities)
LOSSES = (
    SQUARED,
    CATEGORICAL,
    BINARY,
    Loss(
        "cross-entropy",
        lambda o, y: np.sum(_log_sum(o) - (y * o).sum(axis=1)),
        lambda o, y: _softmax(o) - y,
        _one_hot,
        logits=True,
    ),
    Loss(
        "cross-entropy (binary)",
        lambda o, y: np.sum(np.logaddexp(0, o) - y * o),
        lambda o, y: 1 / (1 + np.exp(-o)) - y,
        _zero_to_one,
        logits=True,
    ),
    Loss("absolute error", lambda o, y: np.sum(np.abs(o - y)), lambda o, y: np.sign(o - y)),
    Loss("log-cosh", lambda o, y: np.sum(np.log(np.cosh(o - y))), lambda o, y: np.tanh(o - y)),
    Loss(
        "Huber loss",
        lambda o, y: np.sum(np.where(np.abs(o - y) < 1, (o - y) ** 2 / 2, np.abs(o - y) - 0.5)),
        lambda o, y: np.clip(o - y, -1, 1),
    ),
    Loss(
        "matching loss of tanh",
        lambda o, y: -np.sum(np.log(1 - o**2) / 2 + y * np.arctanh(o)),
        lambda o, y: (o - y) / (1 - o**2),
        _signs,
        False,
    ),
)


def candidates(o, y):
    """The losses that have a meaning for these outputs and targets."""
    return [loss for loss in LOSSES if loss.fits(o, y)]


SCALES = (
    ("sum", lambda n, k: 1.0),
    ("half sum", lambda n, k: 0.5),
    ("mean", lambda n, k: 1 / n),
    ("quarter sum", lambda n, k: 0.25),
    ("half mean over examples", lambda n, k: 0.5 / n),
    ("mean over all", lambda n, k: 1 / (n * k)),
    ("half mean over all", lambda n, k: 0.5 / (n * k)),
    ("mean over outputs", lambda n, k: 1 / k),
    ("half mean over outputs", lambda n, k: 0.5 / k),
    ("twice the sum", lambda n, k: 2.0),
    ("twice the mean", lambda n, k: 2 / n),
    ("twice the mean over all", lambda n, k: 2 / (n * k)),
)


def scale_of(factor, n, k, loss=SQUARED):
    """The name of a factor before the sum over n examples and k outputs, or "". Only squared errors are halved."""
    known = SCALES if loss is SQUARED else [one for one in SCALES if "half" not in one[0] and "quarter" not in one[0]]
    return next((name for name, value in known if abs(factor / value(n, k) - 1) < 1e-5), "")
