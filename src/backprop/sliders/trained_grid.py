"""Every position of the two sliders, trained beside the page and looked up by it."""

from dataclasses import dataclass

import numpy as np

from backprop import NeuralNetwork, datasets
from backprop.sliders.parts.menu import LOSS_KEYS
from backprop.sweep import Sweep

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SIZES = tuple(range(1, 17))
EPOCHS = {"XOR": 10_000, "spiral": 5_000}
OTHER_EPOCHS = 2_000
STRIDE = 25  # epochs between two entries of a curve; odd, or a loss that goes up, down, up, down would look flat
LARGEST = 1e100  # parameters below it can still be multiplied


@dataclass
class Look:
    """One network at one epoch, and its curve as far as it is trained."""

    network: NeuralNetwork
    epoch: int
    epochs: np.ndarray  # (n_records,)
    loss: np.ndarray
    mse: np.ndarray
    risen: np.ndarray  # at how many epochs since the entry before the loss rose
    overflowed: bool = False  # after this epoch

    @property
    def record(self):
        """The entry of the curve that `epoch` stands at."""
        return int(np.searchsorted(self.epochs, self.epoch))

    @property
    def rises(self):
        """At how many epochs, up to `epoch`, the loss was higher than at the one before."""
        return int(self.risen[: self.record + 1].sum())

    def right(self, X, y):
        """How many examples stand on their side of ½."""
        return int(((self.network.predict(X) > 0.5) == (y > 0.5)).sum())


class Grid:
    """A sweep over RATES × SIZES on one data set, with one loss and one seed.

    dataset            a key of `datasets.PLANAR`
    loss               a key of LOSS_KEYS
    seed               int, of the starting weights
    activation, start  as for NeuralNetwork
    """

    def __init__(self, dataset, loss, seed, activation="sigmoid", start="normal"):
        self.setting = dataset, loss, seed, activation, start
        self.X, self.y = datasets.PLANAR[dataset]()
        self.sweep = self._new_sweep(RATES, SIZES)
        self.alone = self.alone_at = None

    def _new_sweep(self, rates, sizes):
        dataset, loss, seed, activation, _ = self.setting
        epochs = EPOCHS.get(dataset, OTHER_EPOCHS)
        options = {"loss": LOSS_KEYS[loss], "activation": activation, "start": self._start, "stride": STRIDE}
        return Sweep(self.X, self.y, rates, sizes, [seed], epochs, count_rises=True, **options)

    def _start(self, size, seed):
        return self._network(size, seed).parameters

    def _network(self, size, seed):
        _, loss, _, activation, start = self.setting
        return NeuralNetwork(len(self.X), size, 1, loss=LOSS_KEYS[loss], activation=activation, start=start, rng=seed)

    def advance(self, rate, size):
        """Train one slice, a few milliseconds, of the position (rate, size) if it is not trained yet."""
        self.sweep.prefer(rate, size)
        next(self.sweep.steps(), None)

    @property
    def done(self):
        """The share of all positions' epochs that is trained, 0 to 1."""
        return self.sweep.done

    def trained(self, rate, size):
        """Whether the position (rate, size) is trained to its end."""
        return (rate, size) == self.alone_at or bool(self.sweep.reached[rate, size, 0] == self.sweep.epochs[-1])

    def train_alone(self, rate, size):
        """Train the network of one position to its end, before the others."""
        self.alone, self.alone_at = self._new_sweep([RATES[rate]], [SIZES[size]]), (rate, size)
        for _ in self.alone.steps():
            pass

    def look(self, rate, size, snapshot):
        """What is known of the position (rate, size) at a snapshot, or at the last one that it has reached."""
        sweep, i, j = (self.alone, 0, 0) if (rate, size) == self.alone_at else (self.sweep, rate, size)
        while sweep.parameters(i, j, 0, 0) is None:
            self.advance(rate, size)
        reached = int(sweep.reached[i, j, 0])
        asked = min(snapshot, int(np.searchsorted(sweep.snapshot_epochs, reached, side="right")) - 1)
        snapshot = next(s for s in range(asked, -1, -1) if _sound(sweep.parameters(i, j, 0, s)))
        known = sweep.epochs[: int(np.searchsorted(sweep.epochs, reached, side="right"))]
        n = int(np.isfinite(sweep.loss[i, j, 0, : len(known)]).sum())
        network = self._network(SIZES[size], 0)
        vars(network).update(sweep.parameters(i, j, 0, snapshot))
        epoch = int(sweep.snapshot_epochs[snapshot])
        curves = (curve[i, j, 0, :n] for curve in (sweep.loss, sweep.mse, sweep.rises))
        return Look(network, epoch, known[:n], *curves, snapshot < asked)


def _sound(parameters):
    """Whether no parameter has overflowed, or is about to."""
    return all(np.abs(value).max() < LARGEST for value in parameters.values())
