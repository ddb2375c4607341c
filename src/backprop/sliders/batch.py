"""The panel of notebook 04: which rows of XOR are in the batch, and how their outer products add up to dW1."""

import numpy as np
from matplotlib.figure import Figure

from backprop.pictures import plots
from backprop.pictures.numbers import signed
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Tick, row
from backprop.sliders.parts.panel import Panel

RIGHT_OF_AXES = {"x": 1.16, "y": 0.5, "ha": "center", "va": "center", "fontsize": 15}


def batch(network, X, y):
    """The panel. network has one hidden layer; X (2, n_examples), y (1, n_examples), up to six examples."""
    return Batch(network, X, y)


def shares(network, X, y, rows):
    """What each example of the batch `rows` adds to dW1, (len(rows), n_hidden, n_features): they sum to dW1."""
    return np.array([network.gradients(X[:, [i]], y[:, [i]])["dW1"] / len(rows) for i in rows])


class Batch(Panel):
    """Use `batch`, which says what the arguments are."""

    def __init__(self, network, X, y):
        self.network, self.X, self.y = network, X, y
        self.names = ["(" + ", ".join(f"{value:g}" for value in column) + ")" for column in X.T]
        self.rows = [Tick(f"Row {name}", True) for name in self.names]
        every = np.abs([shares(network, X, y, [i]) for i in range(len(self.names))]).max()
        self._new_figure(float(every) / 2)
        super().__init__(self.figure, [row(*self.rows)])

    def _new_figure(self, largest):
        n_hidden, n_features = self.network.W1.shape
        self.figure = Figure((8, 2.9), dpi=100, layout="constrained")
        self.axes = self.figure.subplots(1, len(self.names) + 1)
        blank = np.zeros((n_hidden, n_features))
        shade = {"cmap": plots.SIGNED, "vmin": -largest, "vmax": largest, "aspect": "auto"}
        self.tiles = [ax.imshow(blank, **shade) for ax in self.axes]
        self.entries = [[_entry(ax, i, j) for i in range(n_hidden) for j in range(n_features)] for ax in self.axes]
        for ax, name, sign in zip(
            self.axes, [*self.names, "dW1"], [*"+" * (len(self.names) - 1), "=", ""], strict=True
        ):
            ax.set(xticks=range(n_features), yticks=range(n_hidden), title=name)
            ax.set_xticklabels([f"$x_{j + 1}$" for j in range(n_features)])
            ax.set_yticklabels([f"unit {i + 1}" for i in range(n_hidden)] if ax is self.axes[0] else [])
            ax.text(s=sign, transform=ax.transAxes, **RIGHT_OF_AXES)

    def draw(self):
        rows = [i for i, box in enumerate(self.rows) if box.value]
        found = dict(zip(rows, shares(self.network, self.X, self.y, rows), strict=True))
        total = sum(found.values(), np.zeros_like(self.network.W1))
        for place, tile in enumerate(self.tiles):
            share = found.get(place) if place < len(self.names) else total
            self._fill(tile, self.entries[place], share)
        moving = [*self.tiles, *(text for entries in self.entries for text in entries)]
        return moving, self._sentence(rows, total), self._alt(found, total)

    def _fill(self, tile, entries, share):
        tile.set_data(np.zeros_like(self.network.W1) if share is None else share)
        for text, value in zip(entries, np.ravel(share if share is not None else [None] * len(entries)), strict=True):
            text.set_text("" if value is None else _written(value))

    def _sentence(self, rows, total):
        if not rows:
            return "The batch is empty: there is no loss, and no gradient. Tick a row."
        names = " ".join(self.names[i] for i in rows)
        each = "its share is the whole" if len(rows) == 1 else f"each share is divided by {len(rows)}"
        return f"Batch {names}: {each}. The largest entry of dW1 is {np.abs(total).max():.3f} in size."

    def _alt(self, found, total):
        tiles = [f"row {self.names[i]}: {_listed(share)}" for i, share in found.items()]
        return "; ".join([*tiles, f"sum dW1: {_listed(total)}"]) + ". One bracket a hidden unit, one number an input."


def _entry(ax, row, column):
    return quick_text(ax, column, row, ha="center", va="center", fontsize=10, color="black")


def _listed(matrix):
    return " ".join("[" + " ".join(_written(value) for value in row) + "]" for row in matrix)


def _written(value):
    return signed(value, 3) if value else "0"
