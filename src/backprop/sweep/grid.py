"""A grid of learning rates × hidden sizes × seeds, trained in slices that can stop and go on at any time."""

import math
from collections import deque

import numpy as np

from backprop import arguments
from backprop.sweep.blocks import cut, spread
from backprop.sweep.problem import Problem, train_stack

MOST_RUNS = 100_000  # beyond these a sweep would fill the memory


class Sweep:
    """The training curves and parameters of every network of a grid, as far as they are trained.

    X, y            (n_features, n_examples), (1, n_examples)
    learning_rates  positive numbers;  hidden_sizes, seeds  whole numbers
    epochs          steps for every network;  stride  steps from one record to the next
    loss            "cross-entropy" or "mse";  activation  "sigmoid", "tanh" or "relu", of the hidden units
    dtype           numpy.float32 or numpy.float64: what is computed in; every answer is float64
    snapshots       how many records keep the parameters too, densest at the start; 0 keeps none
    start           (hidden_size, seed) -> dict W1, b1, W2, b2; without it NeuralNetwork's draws from that seed
    gradient        (X, y, parameters) -> dict dW1, db1, dW2, db2, all with the networks on a first axis of their own
    count_rises     whether the loss of every single step is looked at, which takes half as long again

    loss, mse       (n_rates, n_sizes, n_seeds, n_records): NaN where not trained yet, ∞ where a network overflowed
    rises           the same shape: at how many of the steps since the record before the loss rose; 0 if not counted
    epochs          (n_records,);  snapshot_epochs  (n_snapshots,)

    Raises ValueError or TypeError for an argument that cannot be.
    """

    def __init__(
        self, X, y, learning_rates, hidden_sizes, seeds=(0,), epochs=10_000, *, loss="cross-entropy",
        activation="sigmoid", dtype=np.float64, stride=20, snapshots=41, start=None, gradient=None, count_rises=False,
    ):  # fmt: skip
        self.problem = Problem(X, y, loss, activation, dtype, start, gradient, count_rises)
        self.learning_rates = _each("learning_rates", learning_rates, arguments.positive)
        self.hidden_sizes = _each("hidden_sizes", hidden_sizes, arguments.whole)
        self.seeds = _each("seeds", seeds, lambda name, seed: arguments.whole(name, seed, least=0))
        if (n_runs := math.prod(self.shape)) > MOST_RUNS:
            raise ValueError(f"these are {n_runs:,} runs: give at most {MOST_RUNS:,}")
        epochs, stride = arguments.whole("epochs", epochs), arguments.whole("stride", stride)
        self.epochs = np.append(np.arange(0, epochs, stride), epochs)
        self._gaps = np.diff(self.epochs, prepend=0).tolist()
        self._kept = spread(len(self.epochs), arguments.whole("snapshots", snapshots, least=0))
        self.snapshot_epochs = self.epochs[self._kept]
        self.loss, self.mse, self.rises = np.full((3, *self.shape, len(self.epochs)), np.nan)
        self._blocks = cut(self.problem, self.learning_rates, self.hidden_sizes, self.shape)
        self._places = {int(p): (block, i) for block in self._blocks for i, p in enumerate(block.positions)}
        self._waiting, self._preferred = deque(self._blocks), None

    @property
    def shape(self):
        """(n_rates, n_sizes, n_seeds)."""
        return len(self.learning_rates), len(self.hidden_sizes), len(self.seeds)

    @property
    def reached(self):
        """Steps done so far, (n_rates, n_sizes, n_seeds) int."""
        reached = np.zeros(self.shape, int)
        for block in self._blocks:
            reached.flat[block.positions] = self._epoch(block)
        return reached

    @property
    def done(self):
        """The share of all steps that is done, 0 to 1."""
        steps = sum(self._epoch(block) * len(block.positions) for block in self._blocks)
        return steps / (int(self.epochs[-1]) * len(self._places))

    def parameters(self, rate, size, seed, snapshot):
        """The network at these four indices as a dict W1, b1, W2, b2; None if its training has not come so far."""
        block, column = self._place(rate, size, seed)
        state = block.snapshots.get(self._kept[snapshot])
        return state and self.problem.layout.unpack(self.problem, state, column, self.hidden_sizes[size])

    def prefer(self, rate, size, seed=0):
        """From now on the block that holds this position is trained before the others."""
        self._preferred = self._place(rate, size, seed)[0]

    def steps(self, records=1):
        """Trains while it is iterated: a block up to its next record (or several), then the next block.

        Yields the share done, 0 to 1. It may be dropped or interrupted anywhere: a new one goes on from there.
        """
        while block := self._next():
            self.keep(block, train_stack(*self.task(block, records)))
            self._waiting.rotate(-1)
            yield self.done

    @property
    def unfinished(self):
        """The blocks that are not trained to the end."""
        return [block for block in self._blocks if not self._finished(block)]

    def task(self, block, records):
        """The arguments for `train_stack` that bring a block `records` on, and at least one stride."""
        first, state = block.progress
        last = min(max(first + records, 2), len(self.epochs))
        kept = [record in self._kept for record in range(first, last)]
        return self.problem, state or self._started(block), block.rates, self._gaps[first:last], kept

    def keep(self, block, results):
        """Writes down what `train_stack` returned for the task of this block."""
        state, losses, mses, rises, snapshots = results
        first, last = block.progress[0], block.progress[0] + len(snapshots)
        for curve, values in ((self.loss, losses), (self.mse, mses), (self.rises, rises)):
            curve.reshape(-1, len(self.epochs))[block.positions, first:last] = values
        block.snapshots.update({first + i: snapshot for i, snapshot in enumerate(snapshots) if snapshot})
        block.progress = last, state if last < len(self.epochs) else None

    def _started(self, block):
        _, sizes, seeds = np.unravel_index(block.positions, self.shape)
        starts = [(self.hidden_sizes[i], self.seeds[j]) for i, j in zip(sizes, seeds, strict=True)]
        drawn = {pair: self.problem.starting(*pair) for pair in set(starts)}
        with np.errstate(over="ignore"):
            return self.problem.layout.pack(self.problem, [drawn[pair] for pair in starts])

    def _next(self):
        if self._preferred and not self._finished(self._preferred):
            return self._preferred
        while self._waiting and self._finished(self._waiting[0]):
            self._waiting.popleft()
        return self._waiting[0] if self._waiting else None

    def _place(self, rate, size, seed):
        try:
            return self._places[int(np.ravel_multi_index((rate, size, seed), self.shape))]
        except ValueError:
            raise IndexError(
                f"(rate, size, seed) is ({rate}, {size}, {seed}), but this sweep has the shape {self.shape}: "
                f"give three indices, each counted from 0"
            ) from None

    def _epoch(self, block):
        return int(self.epochs[max(block.progress[0] - 1, 0)])

    def _finished(self, block):
        return block.progress[0] == len(self.epochs)


def _each(name, values, check):
    """`values` as a list whose every entry `check` lets pass."""
    if isinstance(values, range) and len(values[: MOST_RUNS + 1]) > MOST_RUNS:
        raise ValueError(f"{name} has more than {MOST_RUNS:,} entries: give at most so many runs")
    if isinstance(values, (str, bytes)) or np.ndim(values) != 1:
        raise TypeError(f"{name} must be a list of numbers, got {values!r}: put a single one in brackets")
    if len(values) == 0:
        raise ValueError(f"{name} is empty: give at least one")
    return [check(f"{name}[{i}]", value) for i, value in enumerate(values)]
