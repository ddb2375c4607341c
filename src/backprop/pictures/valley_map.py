"""The picture of the panel `valley`: a loss over two weights, a path in it, its loss by step, and the scale of rates.

Arrays in, artists out: nothing here knows what the surface is.
"""

import contourpy
import numpy as np
from matplotlib.collections import LineCollection

from backprop.pictures import plots
from backprop.pictures.numbers import signed, significant
from backprop.pictures.quick_text import quick_text

LEVELS, NAMED = 12, slice(1, None, 3)  # contour lines, and those whose height stands on them
GREY = "#767676"
HIGHEST, LOWEST = 1e4, 1e-8  # the ends of the axis of the loss above its lowest value
RATES = 0.1, 200.0  # the ends of the scale of rates
TICKS = 0.1, 1, 10, 100
PAPER = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}


class ValleyMap:
    """The figure, 7 inches wide: everything on it is made here, once, and changed by `stage` and `move`."""

    def __init__(self, steps):
        self.steps = steps
        self.figure = plots.new_figure(7, 4.9)
        grid = self.figure.add_gridspec(2, 2, width_ratios=(1.25, 1), height_ratios=(4.6, 1))
        self.map = self.figure.add_subplot(grid[0, 0])
        self.curve = self.figure.add_subplot(grid[0, 1])
        self.scale = self.figure.add_subplot(grid[1, :])
        self._new_map()
        self._new_curve()
        self._new_scale()

    def stage(self, w1, w2, J, names, bottom):
        """Another surface: J (len(w2), len(w1)) over the two weights, from which its lowest value is taken off."""
        self.window = w1[0], w1[-1], w2[0], w2[-1]
        self.map.set(xlim=self.window[:2], ylim=self.window[2:], xlabel=names[0], ylabel=names[1])
        levels = np.max(J) * (np.arange(1, LEVELS + 1) / LEVELS) ** 2
        generator = contourpy.contour_generator(w1, w2, J)
        lines = [generator.lines(level) for level in levels]
        self.contours.set_segments([line for each in lines for line in each])
        for text, level, each in zip(self.heights, levels[NAMED], lines[NAMED], strict=True):
            self._name(text, significant(level, 2), each, bottom)
        self.lowest.set_data(*np.reshape(bottom, (2, 1)))

    def _name(self, text, height, lines, bottom):
        """Write its height where a contour line is nearest to the lowest point, below or left of it, off the edges."""
        left, right, low, high = self.window
        size = np.array([right - left, high - low])
        points = np.concatenate([np.empty((0, 2)), *lines])
        points = points[(np.abs(points - [left, low] - size / 2) < 0.44 * size).all(axis=1)]
        text.set(text=height, visible=len(points) > 0)
        if len(points):
            way = (points - bottom) / size
            beyond = 1 + 0.1 * (way.sum(axis=1) > 1e-6)  # of two sides that are alike always the same one
            text.set_position(points[(np.hypot(*way.T) * beyond).argmin()])

    def _new_map(self):
        self.contours = self.map.add_collection(LineCollection([], colors=GREY, linewidths=0.9), autolim=False)
        look = {"ha": "center", "va": "center", "fontsize": 9, "color": GREY, "bbox": PAPER, "in_layout": False}
        under_the_frame = {**look, "zorder": 2.4}
        self.heights = [quick_text(self.map, 0, 0, **under_the_frame) for _ in range(LEVELS)[NAMED]]
        (self.lowest,) = self.map.plot([], [], "+", color=plots.INK, markersize=10, markeredgewidth=1.6)
        self.surface = [self.contours, *self.heights, self.lowest]
        self.map.set_title("The loss over two weights", fontsize=10.5)
        (self.path,) = self.map.plot([], [], "-o", color=plots.PURPLE, linewidth=1.1, markersize=3.5, zorder=4.5)
        over = {"clip_on": False, "linestyle": "none"}  # whole also on the edge
        start = {"marker": "s", "color": plots.INK, "markersize": 8, "markerfacecolor": "white", "zorder": 5}
        (self.start,) = self.map.plot([], [], **start, **over)
        (self.here,) = self.map.plot([], [], marker="o", color=plots.PURPLE, markersize=9, zorder=6, **over)
        (self.outside,) = self.map.plot([], [], marker="D", color=plots.ORANGE, markersize=11, zorder=7, **over)
        for artist in (self.path, self.start, self.here, self.outside):
            artist.set_in_layout(False)

    def _new_curve(self):
        (self.loss,) = self.curve.plot([], [], color=plots.PURPLE, linewidth=1.6)
        (self.now,) = self.curve.plot([], [], "o", color=plots.PURPLE, markersize=7)
        (self.above,) = self.curve.plot([], [], "^", color=plots.ORANGE, markersize=9, clip_on=False)
        self.curve.set(xlim=(-1, self.steps + 1), ylim=(LOWEST, HIGHEST), yscale="log", xlabel="step")
        self.number = self.curve.set_title("Loss", fontsize=10.5)
        self.curve.grid(True, color="#DDDDDD", linewidth=0.8)

    def _new_scale(self):
        self.scale.set(xscale="log", xlim=RATES, ylim=(0, 1), yticks=[])
        self.scale.set_xlabel("learning rate", labelpad=1)
        self.scale.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
        self.scale.text(0.01, 0.66, "converges", transform=self.scale.transAxes, va="center", color=plots.GREEN)
        (self.safe,) = self.scale.plot([], [], color=plots.GREEN, linewidth=7, solid_capstyle="butt")
        (self.limit,) = self.scale.plot([], [], color=plots.INK, linewidth=2)
        (self.plain,) = self.scale.plot([], [], color=plots.INK, linewidth=1.2, linestyle=":")
        (self.rate,) = self.scale.plot([], [], "v", color=plots.PURPLE, markersize=11, zorder=5, clip_on=False)
        self.limit_name = quick_text(self.scale, 1, 0.66, va="center", bbox=PAPER)
        for artist in (self.above, self.rate, self.limit_name):
            artist.set_in_layout(False)

    def move(self, path, losses, rate, limit, plain):
        """Show a path and its losses up to now; returns the artists that changed.

        path    (2, n + 1), as far as it goes: the start and every step
        losses  (n + 1,) above the lowest point
        rate, limit, plain  the learning rate, the largest that converges, and the same without momentum
        """
        inside = self.inside(path)
        shown = np.clip(path.T, np.array(self.window)[[0, 2]] - 50, np.array(self.window)[[1, 3]] + 50).T
        self.path.set_data(*shown)
        self.start.set_data(*path[:, :1])
        self.here.set_data(*path[:, -1:] if inside[-1] else ([], []))
        rims = [self.rim(path, step) for step in leaving(inside)]
        self.outside.set_data(*np.array(rims).T if rims else ([], []))
        steps = np.arange(len(losses))
        held = np.clip(losses, LOWEST, HIGHEST)
        self.loss.set_data(steps, held)
        self.now.set_data(steps[-1:], held[-1:])
        high = np.flatnonzero(losses > HIGHEST)[:1]
        self.above.set_data(high, [HIGHEST] * len(high))
        self.number.set_text(f"Loss above its lowest: {written(losses[-1])}")
        self._move_scale(rate, limit, plain)
        moving = [self.path, self.start, self.here, self.outside, self.loss, self.now, self.above, self.number]
        return [*moving, self.safe, self.limit, self.plain, self.rate, self.limit_name]

    def _move_scale(self, rate, limit, plain):
        self.safe.set_data([RATES[0], limit], [0.18, 0.18])
        self.limit.set_data([limit] * 2, [0, 1])
        self.plain.set_data([plain] * 2, [0, 1])
        self.rate.set_data([rate], [0.18])
        with_momentum = limit > plain * 1.0001
        words = f"2(1 + β)/λ = {limit:.3g}" if with_momentum else f"2/λ = {limit:.3g}"
        left = limit > 12  # on that side of its line there is room
        self.limit_name.set(text=words, x=limit * (0.95 if left else 1.05), ha="right" if left else "left")

    def inside(self, path):
        """Whether each point of a path lies on the map, (n + 1,)."""
        left, right, bottom, top = self.window
        return (left <= path[0]) & (path[0] <= right) & (bottom <= path[1]) & (path[1] <= top)

    def rim(self, path, step):
        """Where the path crosses the edge of the map between the point before `step` and the one at it."""
        before, after = path[:, step - 1], path[:, step]
        low, high = np.array(self.window)[[0, 2]], np.array(self.window)[[1, 3]]
        way = after - before
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(way > 0, (high - before) / way, np.where(way < 0, (low - before) / way, np.inf))
        return before + min(shares.min(), 1) * way

    def place(self, clicked):
        """The two weights at a place of the picture, as View.clicked gives it; None off the map."""
        across, down = clicked
        width, height = self.figure.canvas.get_width_height(physical=True)
        pixel = across * width, (1 - down) * height
        if not self.map.bbox.contains(*pixel):
            return None
        return self.map.transData.inverted().transform(pixel)


def leaving(inside):
    """The steps at which a path leaves the map."""
    return np.flatnonzero(inside[:-1] & ~inside[1:]) + 1


def written(loss):
    """A loss above the lowest point: in three digits, or two where it needs a power of ten."""
    return significant(loss, 3 if 1e-3 <= loss < 1e4 else 2)


def spoken(path):
    """The last point of a path, "(+1.20, −0.30)"."""
    return f"({signed(path[0, -1], 2)}, {signed(path[1, -1], 2)})"
