"""A run of one's own design as a value: any points, one or two hidden layers, and one line of text that says it all."""

from dataclasses import dataclass, fields
from inspect import signature
from itertools import pairwise

import numpy as np

from backprop import NeuralNetwork, arguments
from backprop.activations import HIDDEN
from backprop.batches import minibatches, split
from backprop.datasets import PLANAR
from backprop.experiments import state_text
from backprop.experiments.points import read_points
from backprop.losses import LOSSES
from backprop.starts import STARTS

OWN = "own"
CHOICES = {"data": {**PLANAR, OWN: None}, "activation": HIDDEN, "loss": LOSSES, "start": STARTS}
COPIES = 25  # of each corner of XOR, where noise tells them apart
MOST_UNITS, MOST_NOISE, MOST_HELD_OUT = 8, 1, 0.5


@dataclass(frozen=True)
class Design:
    """Everything that decides the numbers of a run.

    data                     a key of `datasets.PLANAR`, or "own"
    noise                    standard deviation of what is added to both features, in the unit of the drawn sets; 0 to 1
    points                   for "own": "x1,x2,class;…" with at least one point of each class; else "none"
    hidden                   units of each hidden layer as text: "4", or "4-3" for two layers; 1 to 8 each
    activation, loss, start  as for NeuralNetwork
    rate, momentum, l2       η, β (0 to below 1), and λ of the penalty λ/2 · Σw² on all weights, biases left out
    batch                    examples a step; 0 takes the whole training part
    held_out                 share of the examples that is only looked at, 0 to 0.5
    seed                     of the starting weights, the split and the order of the batches

    Raises TypeError or ValueError for a setting that cannot be.
    """

    data: str = "moons"
    noise: float = 0.2
    points: str = "none"
    hidden: str = "4"
    activation: str = "tanh"
    loss: str = "cross-entropy"
    start: str = "glorot"
    rate: float = 0.5
    momentum: float = 0.0
    l2: float = 0.0
    batch: int = 0
    held_out: float = 0.3
    seed: int = 65

    def __post_init__(self):
        for name, options in CHOICES.items():
            arguments.choice(name, getattr(self, name), options)
        vars(self)["rate"] = arguments.positive("rate", self.rate)
        for name in ("noise", "momentum", "l2", "held_out"):
            vars(self)[name] = arguments.positive(name, getattr(self, name), or_zero=True)
        for name in ("batch", "seed"):
            vars(self)[name] = arguments.whole(name, getattr(self, name), least=0)
        self._check_limits()
        vars(self)["sizes"] = 2, *_hidden(self.hidden), 1
        if self.data == OWN:
            read_points(self.points)

    def _check_limits(self):
        for name, most in (("noise", MOST_NOISE), ("held_out", MOST_HELD_OUT)):
            if getattr(self, name) > most:
                raise ValueError(f"{name} is {getattr(self, name):g}: give at most {most}")
        if self.momentum >= 1:
            raise ValueError(f"momentum is {self.momentum:g}: give a number below 1, such as 0.9")

    @property
    def text(self):
        """All settings in one line, which `from_text` reads."""
        return state_text.write({name: getattr(self, name) for name in NAMES})

    @classmethod
    def from_text(cls, text):
        """The design that a state text says. Raises ValueError that names the first fault in it."""
        return cls(**{name: _read(name, value) for name, value in state_text.read(text, NAMES).items()})

    def examples(self):
        """X (2, n_examples) and y (1, n_examples), the same each time."""
        if self.data == OWN:
            return read_points(self.points)
        make = PLANAR[self.data]
        if "noise" in signature(make).parameters:
            return make(noise=self.noise)
        X, y = make()
        copies = COPIES if self.noise and y.size < COPIES else 1
        X, y = np.tile(X, copies), np.tile(y, copies)
        return X + self.noise * np.random.default_rng(0).standard_normal(X.shape), y

    def parts(self):
        """((X, y) to learn from, (X, y) held out): together all examples; the second has no columns at a share of 0."""
        X, y = self.examples()
        n_held = round(self.held_out * y.size)
        held, learnt = split(y.size, (n_held, y.size - n_held), self.seed) if n_held else ([], range(y.size))
        return tuple((X[:, sorted(part)], y[:, sorted(part)]) for part in (learnt, held))

    def network(self):
        """The network as it starts."""
        options = {"activation": self.activation, "loss": self.loss, "start": self.start}
        return NeuralNetwork(*self.sizes, rng=self.seed, **options)

    def batches(self, epoch, n_examples):
        """What each step of an epoch (0, 1, …) learns from: a list of indices into the columns of the training part."""
        if not 0 < self.batch < n_examples:
            return [slice(None)]
        return minibatches(n_examples, self.batch, np.random.default_rng([self.seed, epoch]))

    @property
    def weight_names(self):
        """[("W1", (0, 0)), …]: every parameter, layer by layer."""
        shapes = [
            shape for layer, (n, m) in enumerate(pairwise(self.sizes), 1)
            for shape in ((f"W{layer}", (m, n)), (f"b{layer}", (m, 1)))
        ]  # fmt: skip
        return [(name, index) for name, shape in shapes for index in np.ndindex(shape)]


NAMES = tuple(field.name for field in fields(Design))
WHOLE, TEXT = ("batch", "seed"), ("points", "hidden")


def _hidden(text):
    """(4, 3) from "4-3"."""
    if not isinstance(text, str):
        raise TypeError(f'hidden must be text, got {text!r}: give "4", or "4-3" for two layers')
    sizes = [state_text.whole("hidden", part) for part in text.split("-")]
    if not 1 <= len(sizes) <= 2 or not all(1 <= size <= MOST_UNITS for size in sizes):
        raise ValueError(f"hidden is {text}: give one or two layers of 1 to {MOST_UNITS} units, such as 4 or 4-3")
    return sizes


def _read(name, text):
    """The value of one setting, from what stands behind its = in a state text."""
    if name in CHOICES:
        return state_text.choice(name, text, CHOICES[name])
    if name in TEXT:
        return text
    return state_text.whole(name, text) if name in WHOLE else state_text.number(name, text)
