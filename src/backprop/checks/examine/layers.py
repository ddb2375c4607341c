"""Which fully connected layers a network has: found by trying, and proved by giving the same outputs to 1e-9.

Everything here is in rows: A (n, units), W (in, out), b (out,), whatever the network's own layout is.
"""

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backprop.checks.examine.activations import HIDDEN, OUTPUT
from backprop.checks.examine.state import name_of

MOST_CHAINS, SECONDS = 160, 0.25


@dataclass(frozen=True)
class Layer:
    """One layer: where its weights and its bias are.

    flip    True if the weights are stored (out, in)
    inside  where the bias is, if it is a row of the weights: "last", "first" or ""
    """

    W: tuple
    flip: bool
    shape: tuple
    b: tuple = ()
    inside: str = ""
    g: object = None

    def weights(self, block):
        """(W (in, out), b (out,) or None if it is not inside) of a block or of its change."""
        table = self.table(block)
        if self.inside == "last":
            return table[:-1], table[-1]
        return (table[1:], table[0]) if self.inside == "first" else (table, None)

    def table(self, block):
        """The whole block as (in, out)."""
        rows = self.shape[0] + bool(self.inside)
        return block.reshape(self.shape[1], rows).T if self.flip else block.reshape(rows, self.shape[1])

    def bias(self, values):
        """b (out,), or one number for all units, or 0 without a bias."""
        if self.inside:
            return self.weights(values[self.W])[1]
        return values[self.b].reshape(-1) if self.b else 0.0


@dataclass(frozen=True)
class Model:
    """The layers, the input first."""

    layers: tuple

    def forward(self, X, values):
        """(Z, A): lists of the pre-activations and, with X first, of the activations."""
        Z, A = [], [X]
        for layer in self.layers:
            Z.append(A[-1] @ layer.weights(values[layer.W])[0] + layer.bias(values))
            A.append(layer.g.value(Z[-1]))
        return Z, A


def recognise(X, o, values):
    """The `Model` whose outputs at X are o, or None."""
    paths = sorted(values, key=lambda path: _natural(name_of(path)))
    shapes = {path: values[path].shape for path in paths}
    deadline = time.process_time() + SECONDS
    search = _Search(shapes, o.shape[1], lambda: time.process_time() > deadline)
    for chain in itertools.islice(search.chains(paths, X.shape[1]), MOST_CHAINS):
        if model := _with_activations(chain, X, o, values):
            return model
    return None


def _natural(name):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


@dataclass(frozen=True)
class _Search:
    """Every way of putting blocks one behind the other, to k outputs, until the time is up.

    A network of single numbers has more such ways than can ever be tried.
    """

    shapes: dict
    k: int
    is_over: Callable

    def chains(self, paths, size, done=()):
        """The ways from `size` inputs on, behind the layers that are done."""
        if self.is_over():
            return
        if not paths:
            if done and size == self.k:
                yield done
            return
        for path in sorted(paths, key=_bias_last):
            rest = [other for other in paths if other != path]
            for flip, n_in, n_out, inside in _readings(self.shapes[path]):
                if n_in == size:
                    yield from self._biased(Layer(path, flip, (n_in, n_out), (), inside), rest, done)

    def _biased(self, layer, rest, done):
        n_out = layer.shape[1]
        if not layer.inside:
            for path in rest:
                if _is_bias(self.shapes[path], n_out):
                    left = [other for other in rest if other != path]
                    with_bias = Layer(layer.W, layer.flip, layer.shape, path)
                    yield from self.chains(left, n_out, (*done, with_bias))
        yield from self.chains(rest, n_out, (*done, layer))


def _bias_last(path):
    return bool(re.match(r"b|.*bias", name_of(path[-1:]), re.I))


def _is_bias(shape, n_out):
    size = int(np.prod(shape))
    return max(shape, default=1) == size and size in (1, n_out)


def _readings(shape):
    """(flip, inputs, outputs, where the bias is) that a block of this shape may have as weights."""
    rows, columns = {0: (1, 1), 1: (*shape, 1), 2: shape}.get(len(shape), (0, 0))
    if len(shape) > 2:
        return
    yield False, rows, columns, ""
    yield True, columns, rows, ""
    for inside in ("last", "first"):
        if rows > 1:
            yield False, rows - 1, columns, inside
        if columns > 1:
            yield True, columns - 1, rows, inside


def _with_activations(chain, X, o, values):
    """The first choice of activations that gives o. The common ones come first, one for all hidden layers before
    mixed.
    """
    hidden = len(chain) - 1
    several = HIDDEN if hidden < 2 else HIDDEN[:5]
    choices = [(g,) * hidden for g in HIDDEN] + (
        list(itertools.product(several, repeat=hidden)) if 1 < hidden < 5 else []
    )
    size = max(np.abs(o).max(), 0.1)
    for gs in dict.fromkeys(choices):
        z = _pre_activation(chain, gs, X, values)
        for g in OUTPUT:
            if np.abs(g.value(z) - o).max() < 1e-9 * size:
                layers = zip(chain, (*gs, g), strict=True)
                return Model(tuple(Layer(c.W, c.flip, c.shape, c.b, c.inside, g) for c, g in layers))
    return None


def _pre_activation(chain, gs, X, values):
    A = X
    for layer, g in itertools.zip_longest(chain, gs):
        z = A @ layer.weights(values[layer.W])[0] + layer.bias(values)
        A = g.value(z) if g else z
    return z
