"""Two pieces of work side by side: CPU time, one thread, in turns, so that what slows the machine slows both."""

import importlib
import time
from dataclasses import dataclass

import numpy as np

from backprop import NeuralNetwork, sweep

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SIZES = tuple(range(1, 17))
CALM = 2  # up to this rate a difference of 1e-16 stays small, so that results can be compared


@dataclass
class Work:
    """208 networks to train: examples, starts (dicts W1, b1, W2, b2) and rates, one a network, and the steps."""

    X: np.ndarray
    y: np.ndarray
    epochs: int

    def __post_init__(self):
        pairs = [(rate, size) for rate in RATES for size in SIZES]
        self.rates = [rate for rate, _ in pairs]
        self.starts = [NeuralNetwork(len(self.X), size, 1, rng=0).parameters for _, size in pairs]

    def sweep(self, dtype, **options):
        """The same networks as a Sweep."""
        return sweep.Sweep(self.X, self.y, RATES, SIZES, epochs=self.epochs, dtype=dtype, **options)


def peer(name):
    """A module of `peers`, or the reason why it is left out, as text."""
    try:
        module = importlib.import_module(f"peers.{name}")
        if hasattr(module, "compiled"):
            module.compiled("float32")
    except ImportError as error:
        return str(error)
    return module


def agreement(work, found):
    """The largest difference of a peer's errors from the sweep's, over the networks with a calm rate."""
    ours = sweep.train(work.sweep(np.float64, stride=work.epochs, snapshots=0)).mse[..., -1].ravel()
    calm = np.array(work.rates) <= CALM
    return np.abs(ours - np.asarray(found, float))[calm].max()


def cpu_seconds(function):
    begun = time.process_time()
    function()
    return time.process_time() - begun


def in_turns(makers, rounds):
    """{name: CPU seconds of each round}; a maker sets up, untimed, and returns the function that is timed."""
    seconds = {name: [] for name in makers}
    for _ in range(rounds):
        for name, make in makers.items():
            seconds[name].append(cpu_seconds(make()))
    return {name: np.array(taken) for name, taken in seconds.items()}


def ratio(one, other):
    """How many times as long as `other` `one` takes: the median over rounds."""
    return float(np.median(one / other))
