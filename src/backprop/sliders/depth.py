"""The panel of notebook 09: depth, units, activation and start; the gradient of each layer, and the dead units."""

import numpy as np

from backprop.activations import HIDDEN
from backprop.pictures import plots
from backprop.pictures.numbers import significant
from backprop.sliders.layers import DEEPEST, N_STARTS, measure
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.panel import Panel
from backprop.starts import STARTS

UNITS = 1, 2, 3, 4, 6, 8, 12, 16
FLOOR, CEILING = 1e-12, 1e4  # of the axis of lengths
COLOURS = {"sigmoid": plots.INK, "tanh": plots.GREEN, "relu": plots.PURPLE}
RANGE = 10, 90  # percentiles of the starts between which a whisker runs


def depth(depth=10, units=4, activation="sigmoid", start="normal"):
    """The panel: XOR, 100 starts, before any training.

    depth       hidden layers, 1 to 20
    units       in each of them: 1, 2, 3, 4, 6, 8, 12 or 16
    activation  "sigmoid", "tanh" or "relu"
    start       a key of `starts.STARTS`
    """
    return Depth(depth, units, activation, start)


class Depth(Panel):
    """Use `depth`, which says what the arguments are."""

    colours = (*COLOURS.values(), plots.ORANGE)

    def __init__(self, depth, units, activation, start):
        self.depth = Slider("Hidden layers", range(1, DEEPEST + 1), depth, name="depth")
        self.units = Slider("Units in each", UNITS, units, name="units")
        self.activation = Menu("Activation", HIDDEN, activation, "activation")
        self.start = Menu("Start", STARTS, start, "start")
        self._new_figure()
        super().__init__(self.figure, [self.depth, self.units, self.activation, self.start])

    def _new_figure(self):
        self.figure = plots.new_figure(7, 4)
        self.lengths, self.deaths = self.figure.subplots(1, 2, width_ratios=(1.35, 1))
        (self.medians,) = self.lengths.plot([], [], "o", color=plots.INK, markersize=6, zorder=2.2, label="median")
        self.ranges = self.lengths.vlines([1], FLOOR, 1, color=plots.INK, linewidth=1.5, label="80 of 100 starts")
        look = {"linestyle": "none", "color": plots.ORANGE, "markersize": 9, "markeredgecolor": "white"}
        (self.below,) = self.lengths.plot([], [], marker="v", label="below the axis", **look)
        (self.above,) = self.lengths.plot([], [], marker="^", label="above the axis", **look)
        self.dead = self.deaths.vlines([1], 0, 0, color=COLOURS["relu"], linewidth=6)
        words = {"ha": "center", "va": "center", "transform": self.deaths.transAxes, "fontsize": 11}
        paper = {"facecolor": "white", "edgecolor": "none"}
        self.none = self.deaths.text(0.5, 0.5, "", bbox=paper, in_layout=False, **words)
        self.lengths.set(yscale="log", ylim=(FLOOR, CEILING), ylabel="median length of dW", title="Gradient by layer")
        self.deaths.set(ylim=(0, 105), ylabel="dead units in %", title="Dead units by layer")
        for ax in (self.lengths, self.deaths):
            ax.set(xlim=(0.2, DEEPEST + 1.8), xlabel="layer, from the input", xticks=[1, 5, 10, 15, 20])
            ax.grid(True, axis="y", color="#DDDDDD", linewidth=0.8)
        plots.legend_below(self.figure, columns=4)

    def draw(self):
        found = measure(self.depth.value, self.units.value, self.activation.value, self.start.value)
        median = np.median(found.lengths, axis=0)
        low, high = np.percentile(found.lengths, RANGE, axis=0)
        layers = np.arange(1, len(median) + 1)
        inside = (median >= FLOOR) & (median <= CEILING)
        self.medians.set_data(layers[inside], median[inside])
        self.medians.set_color(COLOURS[self.activation.value])
        self.ranges.set(segments=_upright(layers, low, high), color=COLOURS[self.activation.value])
        for triangles, out, height in (
            (self.below, low < FLOOR, 4 * FLOOR),
            (self.above, high > CEILING, CEILING / 4),
        ):
            triangles.set_data(layers[out], np.full(out.sum(), height))
        self.dead.set_segments(_upright(layers[:-1], 0, self._share(found)))
        self.none.set(text="" if self._relu else f"No unit is dead: the slope\nof {self.activation.value} is never 0.")
        self.none.set_visible(not self._relu)
        moving = [self.ranges, self.medians, self.below, self.above, self.dead, self.none]
        return moving, self._sentence(median, found.dead), self._alt(median, found)

    @property
    def _relu(self):
        return self.activation.value == "relu"

    def _share(self, found):
        """Dead units of each hidden layer, per cent."""
        return 100 * found.dead.mean(axis=0) / self.units.value

    def _name(self):
        layers = "1 hidden layer" if self.depth.value == 1 else f"{self.depth.value} hidden layers"
        units = "1 unit" if self.units.value == 1 else f"{self.units.value} units"
        return f"{self.activation.value}, {layers} of {units}, start {self.start.value}"

    def _sentence(self, median, dead):
        said = (
            f"{self._name()}. Median length of the gradient over {N_STARTS} starts: {significant(median[0], 2)} in the "
            f"first layer, {significant(median[-1], 2)} in the last."
        )
        if not self._relu:
            return f"{said} No unit is dead."
        whole = int((dead == self.units.value).any(axis=1).sum())
        return (
            f"{said} {dead.sum():,} of {dead.size * self.units.value:,} units are dead; "
            f"in {whole} of {N_STARTS} networks a whole layer is dead."
        )

    def _alt(self, median, found):
        lengths = ", ".join(significant(length, 1) for length in median)
        shares = ", ".join(f"{share:.0f}" for share in self._share(found)) if self._relu else ""
        dead = f"Right: dead units in per cent, by layer: {shares}." if self._relu else "Right: no dead units."
        low, high = (significant(end, 1) for end in np.percentile(found.lengths[:, 0], RANGE))
        return (
            f"{self._name()}. Left, on a log axis: median length of dW, from layer 1 on: {lengths}. "
            f"In layer 1, 80 of 100 starts lie from {low} to {high}. {dead}"
        )


def _upright(x, bottom, top):
    """One upright line for each x, (n, 2, 2), with its foot and head inside what a log axis can show."""
    ends = [np.broadcast_to(np.maximum(end, FLOOR / 10), x.shape) for end in (bottom, top)]
    return np.stack([np.stack([x, end], axis=1) for end in ends], axis=1)
