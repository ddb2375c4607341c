"""One training run as a value: all that decides its numbers, and one short text that says all of it."""

from dataclasses import dataclass, fields, replace

import numpy as np

from backprop import NeuralNetwork, arguments
from backprop.activations import HIDDEN
from backprop.datasets import PLANAR
from backprop.experiments import state_text
from backprop.losses import LOSS_NAMES, LOSSES, squared_error
from backprop.starts import STARTS

CHOICES = {"data": PLANAR, "activation": HIDDEN, "loss": LOSSES, "start": STARTS}
MOST = {"hidden": 1_000, "epochs": 1_000_000}  # beyond these a run would not end while someone waits


@dataclass(frozen=True)
class Experiment:
    """A network with one hidden layer, what it learns from, and how.

    data                     a key of `datasets.PLANAR`
    rate                     the learning rate
    hidden                   the number of hidden units
    activation, loss, start  as for NeuralNetwork
    seed                     of the starting weights
    epochs                   steps; 0 leaves the network as it starts

    Raises TypeError or ValueError for a setting that cannot be.
    """

    data: str = "XOR"
    rate: float = 0.5
    hidden: int = 4
    activation: str = "sigmoid"
    loss: str = "cross-entropy"
    start: str = "normal"
    seed: int = 65
    epochs: int = 10_000

    def __post_init__(self):
        for name, options in CHOICES.items():
            arguments.choice(name, getattr(self, name), options)
        vars(self)["rate"] = arguments.positive("rate", self.rate)
        for name, least in (("hidden", 1), ("seed", 0), ("epochs", 0)):
            vars(self)[name] = arguments.whole(name, getattr(self, name), least)
        for name, most in MOST.items():
            if getattr(self, name) > most:
                raise ValueError(f"{name} is {getattr(self, name):,}: give at most {most:,}")

    @property
    def text(self):
        """All settings in one line, which `from_text` reads."""
        return state_text.write(vars(self))

    @classmethod
    def from_text(cls, text):
        """The experiment that a state text says. Raises ValueError that names the first fault in it."""
        found = state_text.read(text, NAMES)
        return cls(**{name: read(name, value) for name, value in found.items()})

    def examples(self):
        """X (2, n_examples) and y (1, n_examples)."""
        return PLANAR[self.data]()

    def network(self):
        """The network as it starts."""
        options = {"activation": self.activation, "loss": self.loss, "start": self.start}
        return NeuralNetwork(2, self.hidden, 1, rng=self.seed, **options)

    def parameters(self, hidden, seed):
        """The start of another size and seed, as a dict W1, b1, W2, b2: what a sweep asks for."""
        return replace(self, hidden=hidden, seed=seed).network().parameters

    def run(self):
        """This experiment, Trained: the same numbers every time."""
        network, (X, y) = self.network(), self.examples()
        history = network.train(X, y, self.epochs, self.rate, print_every=0) if self.epochs else None
        return Trained(self, network, history)


NAMES = tuple(field.name for field in fields(Experiment))


def read(name, text):
    """The value of one setting, from what stands behind its = in a state text."""
    if name in CHOICES:
        return state_text.choice(name, text, CHOICES[name])
    return state_text.number(name, text) if name == "rate" else state_text.whole(name, text)


@dataclass(frozen=True)
class Trained:
    """A network that has been trained: print it for its numbers.

    history  of the training, as NeuralNetwork.train returns it; None where there was none
    """

    experiment: Experiment
    network: NeuralNetwork
    history: object

    @property
    def loss(self):
        """The loss that was descended, at the end."""
        return self.network.loss_value(*self.experiment.examples())

    @property
    def mse(self):
        """The mean squared error at the end."""
        X, y = self.experiment.examples()
        return squared_error(self.network.predict(X), y)

    @property
    def right(self):
        """(examples on their side of ½, examples)."""
        X, y = self.experiment.examples()
        return int(np.sum((self.network.predict(X) > 0.5) == (y > 0.5))), y.size

    def __str__(self):
        right, n_examples = self.right
        stopped = f" {self.history.stopped}" if self.history and self.history.stopped else ""
        return (
            f"after {self.experiment.epochs:,} epochs: {LOSS_NAMES[self.experiment.loss]} {self.loss:.2g}; "
            f"{right} of {n_examples} points on the right side.{stopped}"
        )
