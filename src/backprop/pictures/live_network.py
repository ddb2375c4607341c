"""A network of any design as one drawing: a tile of the plane for each unit, a line for each weight and its gradient.

A line is as thick as its weight is large, orange above 0 and blue below. The purple piece on it is as thick as the
gradient of this weight, compared with the largest gradient of all weights.
"""

from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from backprop.pictures import plots
from backprop.pictures.network_diagram import width
from backprop.pictures.numbers import power, signed
from backprop.pictures.pixels import Pixels
from backprop.pictures.quick_text import quick_text

FINE = 32  # points of a tile in each direction
WIDTH, HEIGHT = 7.0, 4.1  # inches of the drawing
LOW, HIGH, EDGE = 0.55, 3.72, 0.62  # inches: the tiles stand between LOW and HIGH, EDGE from the sides
LARGEST, GAP = 0.6, 0.15  # inches: of a tile where there is room, and over it for its number
PIECE = 0.62, 0.86  # where on its line a gradient's piece begins and ends
THICKEST = 5.0  # points, of the piece of the largest gradient
HALO = "#FFD54A"
KEY = "line: weight (orange above 0, blue below)  ·  purple piece: its gradient  ·  yellow: the chosen one"


class LiveNetwork:
    """The drawing, along the lower edge of a figure that is 7 inches wide; `stage` for new sizes, then `move`.

    words  the artists of `stage` that `move` leaves alone
    """

    def __init__(self, figure):
        self.ax = figure.add_axes((0, 0, 1, HEIGHT / figure.get_figheight()))
        self.ax.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
        self.ax.axis("off")

    def stage(self, sizes):
        """Places for every unit of a network of these sizes."""
        for artist in [*self.ax.texts, *self.ax.artists, *self.ax.patches, *self.ax.collections]:
            artist.remove()
        columns = np.linspace(EDGE, WIDTH - EDGE, len(sizes))
        self.units = [_column(x, n) for x, n in zip(columns, sizes, strict=True)]
        self.tiles = [Pixels(self._box(unit), 3) for layer in self.units for unit in layer]
        self.frames = [self.ax.add_patch(_frame(unit)) for layer in self.units for unit in layer]
        for tile in self.tiles:
            self.ax.add_artist(tile)
        self.ends = [_edges(*pair) for pair in pairwise(self.units)]
        self._lines()
        self._words(columns)

    def _box(self, unit):
        x, y, half = unit
        return TransformedBbox(Bbox([[x - half, y - half], [x + half, y + half]]), self.ax.transData)

    def look_at(self, window):
        """The part of the plane that every tile shows: (left, right, bottom, top)."""
        self.inputs = (plots.plane(np.linspace(0, 1, FINE), np.linspace(0, 1, FINE)),)
        self.places = plots.plane(np.linspace(*window[:2], FINE), np.linspace(*window[2:], FINE))

    def _lines(self):
        ends = np.concatenate(self.ends)
        start, end = ends[:, :1], ends[:, 1:]
        pieces = np.concatenate([start + share * (end - start) for share in PIECE], axis=1)
        self.halo = LineCollection([], colors=HALO, linewidths=9, zorder=0.5)
        self.weights = LineCollection(ends, zorder=1)
        self.slopes = LineCollection(pieces, colors=plots.PURPLE, zorder=2)
        for lines in (self.halo, self.weights, self.slopes):
            self.ax.add_collection(lines, autolim=False)

    def _words(self, columns):
        look = {"fontsize": 9, "ha": "center", "color": plots.INK}
        heads = ["input", *(f"hidden layer {at}" for at in range(1, len(columns) - 1)), "output"]
        for x, head in zip(columns, heads, strict=True):
            quick_text(self.ax, x, HEIGHT - 0.13, head, va="top", **{**look, "fontsize": 10})
        for layer in self.units:
            for at, (x, y, half) in enumerate(layer if len(layer) > 1 else (), 1):
                name = f"$x_{at}$" if layer is self.units[0] else str(at)
                quick_text(self.ax, x, y + half + 0.025, name, va="bottom", **look)
        quick_text(self.ax, WIDTH / 2, 0.06, KEY, va="bottom", **look)
        self.words = list(self.ax.texts)
        self.chosen = quick_text(self.ax, WIDTH / 2, 0.27, va="bottom", **{**look, "fontsize": 10})

    def move(self, answers, parameters, gradients, chosen):
        """Show these numbers; returns every artist that may have changed.

        answers     (2, n) -> [(n_units, n), …] of each layer after the input, 0 to 1
        parameters  {"W1": …, "b1": …, …}, and gradients {"dW1": …, "db1": …, …}
        chosen      (name, index) of the parameter that stands out
        """
        shown = plots.banded(np.concatenate([*self.inputs, *answers(self.places)])).reshape(-1, FINE, FINE, 4)
        for tile, colours in zip(self.tiles, shown, strict=True):
            tile.colours = colours[::-1]
        names = [name for name in parameters if name[0] == "W"]  # the gradients come in another order
        weights = np.concatenate([parameters[name].ravel() for name in names])
        self.weights.set(linewidths=width(weights), colors=np.where(weights > 0, plots.ORANGE, plots.BLUE))
        slopes = np.abs(np.concatenate([gradients[f"d{name}"].ravel() for name in names]))
        self.slopes.set_linewidths(THICKEST * slopes / max(slopes.max(), 1e-300))
        self._choose(*chosen, parameters, gradients)
        return [self.halo, self.weights, self.slopes, *self.tiles, *self.frames, self.chosen]

    def _choose(self, name, index, parameters, gradients):
        layer = int(name[1:])
        if name[0] == "W":
            places = [self.ends[layer - 1].reshape(len(self.units[layer]), -1, 2, 2)[index]]
        else:
            x, y, half = self.units[layer][index[0]]
            places = [[(side, y - half), (side, y + half)] for side in (x - half, x + half)]  # its number stands above
        self.halo.set_segments(places)
        value, slope = parameters[name][index], gradients[f"d{name}"][index]
        self.chosen.set_text(f"{written(name, index)} = {number(value)}, its gradient {number(slope)}")


def written(name, index):
    """The name of one parameter as code has it: "W1[0, 1]", "b2[0, 0]"."""
    return f"{name}[{index[0]}, {index[1]}]"


def number(value):
    """A weight or a gradient with three decimals; a small one by its power of ten."""
    return signed(value, 3) if abs(value) >= 0.001 or not value else power(value, 1)


def _column(x, n):
    """(x, y, half a side) of each unit of a layer, the first at the top."""
    pitch = min((HIGH - LOW) / n, LARGEST + 2 * GAP)
    half = min(LARGEST, pitch - GAP - 0.02) / 2
    middle = (HIGH + LOW - GAP) / 2
    return [(x, middle + pitch * ((n - 1) / 2 - at), half) for at in range(n)]


def _frame(unit):
    x, y, half = unit
    return Rectangle((x - half, y - half), 2 * half, 2 * half, fill=False, edgecolor=plots.INK, linewidth=1, zorder=4)


def _edges(layer, following):
    """(n_lines, 2, 2): from the right side of each unit to the left side of each that follows, as W is read."""
    return np.array([[(x + h, y), (x_end - h_end, y_end)] for x_end, y_end, h_end in following for x, y, h in layer])
