"""The drawings that the panels of whole training runs share: the network's answer, its loss, and its hidden units."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from backprop.pictures import plots
from backprop.pictures.answered_plane import AnsweredPlane
from backprop.pictures.quick_text import quick_text
from backprop.pictures.unit_tiles import UnitTiles, hidden_answers

LOSS_RANGE = 1e-6, 20  # the ends of the loss axis: it never moves, so that two runs can be compared by eye
FINE = 121  # points of the plane in each direction
WIDE = {  # inches: the figure, the height of the tiles, and left, bottom, width and height of each Axes
    "figure": (7, 5.2), "tiles": 1.25, "plane": (0.7, 2.33, 2.25, 2.61), "scale": (0.7, 1.69, 2.25, 0.13),
    "curve": (3.85, 2.68, 2.92, 2.26), "list": (3.85, 1.29, 2.92, 0.87),
}  # fmt: skip
NARROW = {
    "figure": (3.8, 8.7), "tiles": 2.2, "plane": (0.76, 6.5, 2.78, 1.94), "scale": (0.76, 5.89, 2.78, 0.13),
    "curve": (0.72, 3.44, 2.82, 1.76), "list": (0.72, 2.24, 2.82, 0.68),
}  # fmt: skip
LETTERS = "ABCD"
STYLES = (  # of the curves that are kept, each a colour and a dash of its own
    (plots.PURPLE, (0, (6, 2))),
    (plots.GREEN, (0, (2, 2))),
    (plots.ORANGE, (0, (8, 2, 2, 2))),
    (plots.BLUE, (0, (1, 1))),
)


class BoundaryAndLoss:
    """A figure with the decision boundary, the loss curves on its right or under it, and the hidden units below.

    `arrange` makes room for a narrow page, or for a wide one as at first; `stage` sets what stays while sliders move;
    `move` changes the rest and returns it, for a redraw.
    """

    def __init__(self):
        self.figure = Figure(dpi=100)
        self.plane, self.scale, self.curve, self.list = (self.figure.add_axes((0, 0, 1, 1)) for _ in range(4))
        self.tiles = UnitTiles(self.figure)
        self.arrange(False)

    def arrange(self, narrow):
        """The two plots one above the other for a narrow page, or side by side; no words need more room than here."""
        places = NARROW if narrow else WIDE
        self.figure.set_size_inches(places["figure"])
        for name in ("plane", "scale", "curve", "list"):
            getattr(self, name).set_position(np.array(places[name]) / np.tile(places["figure"], 2))
        self.tiles.arrange(places["tiles"], rows=2 if narrow else 1)

    def stage(self, dataset, X, y, loss_name, epochs):
        """Axes, examples and limits for a data set, a loss and a number of epochs."""
        for ax in (self.plane, self.curve, self.list, self.scale):
            ax.clear()
        self.window = plots.window(X)
        self.fixed = [*self._plane(dataset, X, y), *self._curves(loss_name, epochs)]
        self._scale()

    def _plane(self, dataset, X, y):
        self.answers = AnsweredPlane(self.plane, self.window, FINE)
        points = plots.points(X, y, self.plane)
        (self.units,) = self.plane.plot([], [], color=plots.PURPLE, linestyle="--", linewidth=1.4)
        self.plane.set(xlabel="$x_1$", ylabel="$x_2$", xlim=self.window[:2], ylim=self.window[2:])
        self.plane.set_title(f"Answer of the network: {dataset}", y=1)
        return [*points, self.units]

    def _scale(self):
        """The colours of an answer from 0 to 1, the marker of each class at its end."""
        bands = np.arange(len(plots.BAND_COLOURS))[None]
        self.scale.imshow(bands, cmap=ListedColormap(plots.BAND_COLOURS), extent=(0, 1, 0, 1), aspect="auto")
        for at, style in enumerate(plots.CLASSES):
            look = {"markersize": 7, "markeredgecolor": "white", "color": style["color"], "clip_on": False}
            self.scale.plot([at], [0.5], style["marker"], **look)
        self.scale.set(xlim=(0, 1), yticks=[], xticks=[0, 0.25, 0.5, 0.75, 1])
        self.scale.set_xticklabels(["0\nclass 0", "¼", "½", "¾", "1\nclass 1"], fontsize=9)

    def _curves(self, loss_name, epochs):
        plots.loss_curve([], [], self.curve, name=loss_name, linewidth=2)
        (self.now,) = self.curve.lines
        self.kept = [self.curve.plot([], [], color=colour, linestyle=dash)[0] for colour, dash in STYLES]
        (self.here,) = self.curve.plot([], [], "o", color=plots.INK, markersize=7)
        look = {"color": plots.ORANGE, "markersize": 9, "clip_on": False, "zorder": 5}
        self.outside = [self.curve.plot([], [], marker, **look)[0] for marker in "v^"]  # under the axis, over it
        for artist in self.outside:
            artist.set_in_layout(False)
        ticks = [0, epochs // 2, epochs]
        self.curve.set(xlim=(-0.02 * epochs, 1.02 * epochs), ylim=LOSS_RANGE, xticks=ticks)
        self.curve.set_xticklabels([f"{tick:,}" for tick in ticks])
        self.curve.minorticks_off()
        return [self.now, *self.kept, self.here, *self.outside, *self._list()]

    def _list(self):
        """The names of the curves, each beside a piece of its line, under their plot."""
        self.list.set_axis_off()
        self.list.set(xlim=(0, 1), ylim=(-0.5, 4.5))
        looks = ((plots.INK, "-"), *STYLES)
        strokes = [
            self.list.plot([0, 0.1], [4 - at] * 2, color=colour, linestyle=dash)[0]
            for at, (colour, dash) in enumerate(looks)
        ]
        names = [
            quick_text(self.list, 0.13, 4 - at, va="center", fontsize=9, in_layout=False) for at in range(len(looks))
        ]
        self.named = list(zip(strokes, names, strict=True))
        return [*strokes, *names]

    def move(self, network, now, here, kept=(), lines=False):
        """What a move shows; returns the artists that changed.

        network  whose answer is shown; it has one hidden layer and one output
        now      (epochs, losses, name) of the curve
        here     the entry of `now` where the dot stands
        kept     for each letter, the same of a curve laid beside it, or None
        lines    whether the line of each hidden unit is drawn over the plane
        """
        parameters = network.parameters
        answers = self.answers.move(network.predict)
        _put(self.units, *(unit_lines(parameters["W1"], parameters["b1"], self.window) if lines else ([], [])))
        epochs, losses, _ = now
        self.here.set_data(epochs[here : here + 1], np.clip(losses[here : here + 1], *LOSS_RANGE))
        self._mark([now, *filter(None, kept)])
        for line, run in zip([self.now, *self.kept], [now, *self._padded(kept)], strict=True):
            _put(line, *(run[:2] if run else ([], [])))
        for (stroke, text), run in zip(self.named, [now, *self._padded(kept)], strict=True):
            for artist in (stroke, text):
                artist.set_visible(run is not None)
            text.set_text(run[2] if run else "")
        tiles = self.tiles.move(lambda places: hidden_answers(network, places)[0], parameters["W2"][0], self.window)
        return [*self.fixed, *answers, *tiles]

    def _mark(self, runs):
        """A triangle on the edge of the axes, where each curve first leaves them."""
        for artist, edge, leaves in zip(self.outside, LOSS_RANGE, (np.less, np.greater), strict=True):
            first = [epochs[leaves(losses, edge)][:1] for epochs, losses, _ in runs]
            at = np.concatenate(first)
            _put(artist, at, [edge] * len(at))

    def _padded(self, kept):
        return [*kept, *[None] * (len(STYLES) - len(kept))]


def _put(line, x, y):
    """Draw a line through these points; one without points is hidden, which takes less time than drawing it."""
    line.set(data=(x, y), visible=len(x) > 0)


def leaving(epochs, losses):
    """In words, where a curve first leaves the axis of the loss; "" where it does not."""
    outside = epochs[(losses < LOSS_RANGE[0]) | (losses > LOSS_RANGE[1])]
    return f"A triangle marks where the loss first leaves its axis, at epoch {outside[0]:,}. " if len(outside) else ""


def unit_lines(W1, b1, window):
    """The line w₁x₁ + w₂x₂ + b = 0 of each hidden unit, where it answers ½, as one broken line (x, y).

    W1, b1  (n_hidden, 2), (n_hidden, 1)
    window  (left, right, bottom, top): each line is long enough to cross it
    """
    centre = np.array([window[0] + window[1], window[2] + window[3]]) / 2
    reach = np.hypot(window[1] - window[0], window[3] - window[2])
    steepness = np.maximum(np.hypot(*W1.T), 1e-12)[:, None]
    normal = W1 / steepness
    foot = centre - (normal @ centre[:, None] + b1 / steepness) * normal  # the line's point nearest to the centre
    along = reach * normal[:, ::-1] * [1, -1]
    ends = np.stack([foot - along, foot + along, np.full_like(foot, np.nan)], axis=1)  # (n_hidden, 3, 2)
    return ends.reshape(-1, 2).T
