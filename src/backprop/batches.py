"""Learning from a part of the data: split, mini-batches, a run that stops in time, and how sure the result is.

Notebook 11 teaches each of these.
"""

from itertools import accumulate, pairwise

import numpy as np

from backprop import arguments

T_OF_TEN = 2.26  # Student's t for ten numbers: 95 % between −t and t


def split(n_examples, sizes, rng):
    """The numbers 0 … n_examples − 1, shuffled, in parts of these sizes: a list of int arrays that share no number.

    rng  a numpy Generator or a seed
    Raises TypeError or ValueError for a size that cannot be, or sizes that add up to more than n_examples.
    """
    n_examples = arguments.whole("n_examples", n_examples)
    ends = list(accumulate((arguments.whole("each of sizes", size) for size in sizes), initial=0))
    if ends[-1] > n_examples:
        raise ValueError(f"sizes add up to {ends[-1]} but there are {n_examples} examples: give smaller parts")
    order = arguments.generator(rng).permutation(n_examples)
    return [order[start:end] for start, end in pairwise(ends)]


def minibatches(n_examples, batch_size, rng):
    """The numbers 0 … n_examples − 1, shuffled, in int arrays of batch_size; the last may be shorter.

    Raises TypeError or ValueError for a size or a seed that cannot be.
    """
    n_examples, batch_size = arguments.whole("n_examples", n_examples), arguments.whole("batch_size", batch_size)
    order = arguments.generator(rng).permutation(n_examples)
    return [order[start : start + batch_size] for start in range(0, n_examples, batch_size)]


def labels(y):
    """The class of each example, ints (n_examples,): its largest row; with one row, whether it is ≥ ½.

    y  (n_outputs, n_examples)  targets, or a network's outputs
    Raises TypeError or ValueError for what is no such array.
    """
    y = arguments.array("y", y)
    if y.ndim != 2:
        raise ValueError(f"y has shape {y.shape}, expected (n_outputs, n_examples): use reshape(1, -1) for one output")
    return _classes(y)


def _classes(y):
    return np.argmax(y, axis=0) if len(y) > 1 else (y[0] >= 0.5).astype(int)


def accuracy(network, X, y):
    """The share of examples whose class the network answers, 0 to 1; `labels` says what the class is.

    Raises TypeError or ValueError if y has not the shape of the network's outputs.
    """
    outputs, y = network.predict(X), arguments.array("y", y)
    if y.shape != outputs.shape:
        raise ValueError(f"y has shape {y.shape} but the network's outputs have {outputs.shape}: give one target each")
    return _share_right(outputs, y)


def _share_right(outputs, y):
    return float(np.mean(_classes(outputs) == _classes(y)))


def interval_of_mean(values, n_training, n_test):
    """(mean, half): mean ± half is meant to hold the true mean 95 times in 100. Notebook 11, equation 11.4.

    After C. Nadeau and Y. Bengio (2003), doi:10.1023/A:1024068626366: the splits share their examples.

    values                (10,), one of each split
    n_training, n_test    examples in each split's training part and test part
    Raises ValueError for more or fewer values, TypeError or ValueError for what is no number.
    """
    values = arguments.array("values", values)
    if values.shape != (10,):
        raise ValueError(f"values has shape {values.shape}, expected (10,): give one number for each of ten splits")
    share = arguments.whole("n_test", n_test) / arguments.whole("n_training", n_training)
    half = T_OF_TEN * values.std(ddof=1) * np.sqrt(1 / 10 + share)
    return float(values.mean()), float(half)


class MiniBatchRun:
    """Mini-batch gradient descent on one network, which can be taken a step at a time.

    network               learns in place
    training, validation  (X, y) to learn from, and (X, y) that is only looked at
    epochs                at most so many passes over the training part
    patience              stop after so many epochs without a new lowest validation loss; None goes on
    rng                   a numpy Generator or a seed, of the shuffling

    losses, accuracies  {"training": […], "validation": […]}, one entry an epoch, the first before any step

    Raises TypeError or ValueError for an argument that cannot be, or examples that do not fit the network.
    """

    def __init__(self, network, training, validation, learning_rate, batch_size, epochs, patience=None, rng=None):
        self.network = network
        self.parts = {"training": _part("training", training), "validation": _part("validation", validation)}
        for part in self.parts.values():
            network.loss_value(*part)  # raises what does not fit
        self.learning_rate = arguments.positive("learning_rate", learning_rate)
        self.batch_size = arguments.whole("batch_size", batch_size)
        self.epochs = arguments.whole("epochs", epochs)
        self.patience = patience if patience is None else arguments.whole("patience", patience)
        self.rng, self.batches = arguments.generator(rng), []
        self.losses, self.accuracies = ({name: [] for name in self.parts} for _ in range(2))
        self._write_down()

    @property
    def epoch(self):
        """How many epochs are over."""
        return len(self.losses["training"]) - 1

    @property
    def best(self):
        """The epoch with the lowest validation loss so far."""
        return int(np.argmin(self.losses["validation"]))

    @property
    def done(self):
        """True once the epochs, or the patience, are used up."""
        return self.epoch == self.epochs or (self.patience is not None and self.epoch - self.best >= self.patience)

    def step(self):
        """Learn from the next mini-batch; after the last one of an epoch, write the curves down."""
        X, y = self.parts["training"]
        if not self.batches:
            self.batches = minibatches(y.shape[1], self.batch_size, self.rng)[::-1]
        batch = self.batches.pop()
        self.network.backward(X[:, batch], y[:, batch], self.learning_rate)
        if not self.batches:
            self._write_down()

    def finish(self):
        """Take every step that is left, then put the network where its validation loss was lowest."""
        while not self.done:
            self.step()
        vars(self.network).update(self.kept)

    def _write_down(self):
        for name, (X, y) in self.parts.items():
            outputs = self.network.forward(X)
            z = getattr(self.network, f"z{self.network.n_layers}")
            self.losses[name].append(self.network.loss.value(z, y, self.network.output))
            self.accuracies[name].append(_share_right(outputs, y))
        if self.best == self.epoch:
            self.kept = self.network.parameters  # a step puts new arrays in the place of these


def _part(name, part):
    """(X, y) as arrays."""
    if not isinstance(part, (tuple, list)) or len(part) != 2:
        raise TypeError(f"{name} must be a pair (X, y), got {type(part).__name__}: put both arrays in brackets")
    return tuple(arguments.array(f"{letter} of {name}", array) for letter, array in zip("Xy", part, strict=True))
