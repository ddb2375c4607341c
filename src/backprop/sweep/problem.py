"""What all networks of a sweep have in common, and the one function that trains a stack of them: all a worker needs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backprop import NeuralNetwork, arguments
from backprop.activations import HIDDEN, sigmoid
from backprop.losses import LOSSES, check_targets
from backprop.sweep import plain, stack

ROUNDING = 1e-12  # a loss that grows by a smaller share than this has not risen: it was rounded
TOGETHER = 16384  # numbers whose losses are worked out at once: of small networks many steps
DTYPES = (np.dtype(np.float32), np.dtype(np.float64))


@dataclass(frozen=True)
class Problem:
    """The examples, X (n_features, m) and y (1, m) in float64, and the arithmetic, as for `Sweep`."""

    X: np.ndarray
    y: np.ndarray
    loss: str
    activation: str
    dtype: np.dtype
    start: Callable | None
    gradient: Callable | None
    count_rises: bool = False

    def __post_init__(self):
        arguments.choice("activation", self.activation, HIDDEN)
        loss = arguments.choice("loss", self.loss, LOSSES)
        for name in ("start", "gradient"):
            if not (vars(self)[name] is None or callable(vars(self)[name])):
                raise TypeError(f"{name} must be a function or None, got {vars(self)[name]!r}")
        if self.dtype not in DTYPES:
            raise ValueError(f"dtype is {self.dtype!r}: choose numpy.float32 or numpy.float64")
        X, y = arguments.array("X", self.X), arguments.matrix("y", self.y, 1, "output")
        if X.ndim != 2 or X.shape[1] != y.shape[1]:
            raise ValueError(f"X has shape {X.shape} and y {y.shape}: give (n_features, n_examples), (1, n_examples)")
        check_targets(loss, sigmoid, y)
        vars(self).update(X=X.copy(), y=y.copy())

    @property
    def layout(self):
        """The module whose Stack trains these networks, and whose pack and unpack lay out its state."""
        return stack if self.gradient is None else plain

    def losses(self, z2):
        """J and the mean squared error of each network, (2, …, R), from z2 (…, m, R); ∞ where numbers overflowed."""
        y, e = self.y.T, np.exp(-np.abs(z2))  # σ and log σ from e, as in activations and losses, and e worked out once
        error = np.where(z2 < 0, e, 1) / (1 + e) - y
        terms = [np.maximum(z2, 0) - z2 * y + np.log1p(e)] if self.loss == "cross-entropy" else []
        found = np.array([np.add.reduce(term, axis=-2) for term in (*terms, error * error)]) / len(y)
        return np.where(np.isfinite(found), found, np.inf)[[0, -1]]

    def starting(self, n_hidden, seed):
        """The parameters that a network starts with."""
        if self.start is not None:
            return self._checked(self.start(n_hidden, seed), n_hidden)
        return NeuralNetwork(len(self.X), n_hidden, 1, activation=self.activation, rng=seed).parameters

    def _checked(self, parameters, n_hidden):
        shapes = {"W1": (n_hidden, len(self.X)), "b1": (n_hidden, 1), "W2": (1, n_hidden), "b2": (1, 1)}
        if not isinstance(parameters, dict) or set(parameters) != set(shapes):
            given = ", ".join(parameters or ["nothing"]) if isinstance(parameters, dict) else repr(parameters)
            raise ValueError(f"start gave {given}: give a dict of W1, b1, W2 and b2")
        found = {name: arguments.array(f"{name} of start", parameters[name]) for name in shapes}
        for name, shape in shapes.items():
            if found[name].shape != shape:
                raise ValueError(f"start gave {name} of shape {found[name].shape}, expected {shape}")
        return found


def train_stack(problem, state, rates, gaps, kept):
    """Brings a stack of networks on, from one record to later ones.

    gaps  the steps before each record;  kept  whether a copy of the state is wanted there

    Returns the last state; J, the mean squared error, and after how many steps since the record before J had risen,
    each (R, n_records); and a state or None for each record.
    """
    records, snapshots = [], []
    with np.errstate(all="ignore"):  # what overflows is written down as ∞
        networks = problem.layout.Stack(problem, state, rates)
        for steps, keep in zip(gaps, kept, strict=True):
            rises = _steps(problem, networks, steps)
            records.append([*problem.losses(networks.z2()), rises])
            snapshots.append(networks.state() if keep else None)
    return networks.state(), *np.array(records).transpose(1, 2, 0), snapshots


def _steps(problem, networks, steps):
    """Take these steps; how often J rose, (R,), where it is counted."""
    rises = np.zeros(len(networks.rates))
    if not problem.count_rises:
        for _ in range(steps):
            networks.step()
        return rises
    z2 = networks.z2()[None]
    before = problem.losses(z2)[0]
    room = np.empty((max(TOGETHER // z2.size, 1), *z2[0].shape))
    for first in range(0, steps, len(room)):
        taken = room[: steps - first]
        for each in taken:
            networks.step()
            each[...] = networks.z2()
        J = np.concatenate([before, problem.losses(taken)[0]])
        rises += (J[1:] > J[:-1] * (1 + ROUNDING)).sum(axis=0)
        before = J[-1:]
    return rises
