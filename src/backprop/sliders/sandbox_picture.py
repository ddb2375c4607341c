"""The picture of the panel `sandbox`: the plane, the loss of both parts, and the network with a tile for every unit."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from backprop.pictures import plots
from backprop.pictures.answered_plane import AnsweredPlane
from backprop.pictures.live_network import HEIGHT, LiveNetwork
from backprop.pictures.unit_tiles import hidden_answers

TOP = 3.3  # inches of the plane and the curves
FINE = 81  # points of the plane in each direction
LOSS_RANGE = 1e-4, 20  # the ends of the loss axis: it never moves, so that two runs can be compared by eye
SHORTEST = 100  # epochs on the axis; it doubles as the run grows
CURVES = {"training": {"color": plots.INK}, "held-out": {"color": plots.PURPLE, "linestyle": "--"}}
OVER = 5  # the order of what lies over the examples
SMALL = {"fontsize": 9, "frameon": False, "loc": "upper center", "columnspacing": 1, "handletextpad": 0.4}


class SandboxPicture:
    """`stage` sets what stays while a run goes on; `move` changes the rest and returns it, for a redraw."""

    def __init__(self):
        height = TOP + HEIGHT
        layout = ConstrainedLayoutEngine(rect=(0, HEIGHT / height, 1, TOP / height))
        self.figure = Figure((7, height), dpi=100, layout=layout)
        self.plane, self.curve = self.figure.subplots(1, 2, width_ratios=(1, 1.15))
        self.network = LiveNetwork(self.figure)
        self._new_plane()
        self.staged, self.reach = {}, SHORTEST

    def stage(self, title, window, loss_name, sizes):
        """Axes and units of a design, where they are not those of the last; returns the parts that changed."""
        wanted = {"plane": (title, window), "network": sizes, "curves": (loss_name, SHORTEST)}
        changed = [part for part, what in wanted.items() if what != self.staged.get(part)]
        if "plane" in changed:
            self.plane.set(xlim=window[:2], ylim=window[2:], title=title)
            self.answers.look_at(window)
            self.network.look_at(window)
        if "network" in changed:
            self.network.stage(sizes)
        if "curves" in changed:
            self.loss_name = loss_name
            self.stage_curves(SHORTEST)
        self.staged = wanted
        return changed

    @property
    def settled(self):
        """The artists that change with the data and with the sizes of the network, and not with a move."""
        return [self.plane.xaxis, self.plane.yaxis, self.plane.title, *self.network.words]

    def _new_plane(self):
        self.answers, self.examples = AnsweredPlane(self.plane, (0, 1, 0, 1), FINE), []
        ring = {"markersize": 14, "fillstyle": "none", "color": plots.INK, "markeredgewidth": 1.5}
        (self.ring,) = self.plane.plot([], [], "o", zorder=OVER, **ring)
        (self.cursor,) = self.plane.plot([], [], "+", zorder=OVER, markersize=13, markeredgewidth=2.5)
        self.plane.set(xlabel="$x_1$", ylabel="$x_2$")
        for axis in (self.plane.xaxis, self.plane.yaxis):
            axis.set_major_locator(MaxNLocator(5, integer=True))
        self.plane.yaxis.set_label_coords(-0.13, 0.5)  # so that the width of the numbers shifts nothing
        self.plane.legend(handles=_legend(), bbox_to_anchor=(0.45, -0.2), ncols=3, **SMALL)

    def put_examples(self, parts):
        """These examples in the place of the old ones: {"training": (X, y), "held-out": (X, y)}."""
        for artist in self.examples:
            artist.remove()
        self.examples = [artist for name, part in parts.items() for artist in _points(self.plane, name, *part)]

    def stage_curves(self, reach):
        """The axes of the loss, for so many epochs."""
        self.reach, self.staged["curves"] = reach, (self.loss_name, reach)
        self.curve.clear()
        for name, style in CURVES.items():
            plots.loss_curve([], [], self.curve, label=name, name=self.loss_name, **style)
        (self.here,) = self.curve.plot([], [], "o", color=plots.INK, markersize=7)
        self.curve.set(xlim=(-0.02 * reach, 1.02 * reach), ylim=LOSS_RANGE, xticks=[0, reach // 2, reach], title="Loss")
        self.curve.set_xticklabels([f"{tick:,}" for tick in (0, reach // 2, reach)])
        self.curve.legend(handles=self.curve.lines[:2], bbox_to_anchor=(0.5, -0.2), ncols=2, **SMALL)

    def move(self, run, gradients, chosen, cursor):
        """Show a LiveRun where it stands; returns every artist that may have changed.

        gradients  of the run, as it gives them
        chosen     (name, index) of the parameter that stands out
        cursor     (place of the point by keys, its class, place of the chosen point or None)
        """
        answers = self.answers.move(run.network.predict)
        for line, name in zip(self.curve.lines[:2], CURVES, strict=True):
            losses = np.clip(run.losses.get(name, []), LOSS_RANGE[0] * 1.02, LOSS_RANGE[1])
            line.set_data(range(len(losses)), losses)
        self.here.set_data([run.epoch], np.clip([run.loss("training")], *LOSS_RANGE))
        place, label, ringed = cursor
        self.cursor.set(data=([place[0]], [place[1]]), color=plots.CLASSES[label]["color"])
        self.ring.set_data(*([[x] for x in ringed] if ringed is not None else ([], [])))
        network = self.network.move(
            lambda places: [*hidden_answers(run.network, places), run.network.predict(places)],
            run.network.parameters,
            gradients,
            chosen,
        )
        return [*answers, *self.examples, self.ring, self.cursor, *self.curve.lines, *network]

    def place(self, clicked):
        """(x1, x2) at a place of the picture, as View.clicked gives it; None off the plane."""
        width, height = self.figure.canvas.get_width_height(physical=True)
        pixel = clicked[0] * width, (1 - clicked[1]) * height
        if not self.plane.bbox.contains(*pixel):
            return None
        return self.plane.transData.inverted().transform(pixel)


def _points(ax, name, X, y):
    """The examples of a part: filled where they are learnt from, hollow where they are held out."""
    if name == "training":
        return plots.points(X, y, ax, size=6)
    look = {"linestyle": "none", "markersize": 6, "markerfacecolor": "white", "markeredgewidth": 1.5}
    return [
        ax.plot(*X[:, y[0] == label], style["marker"], color=style["color"], **look)[0]
        for label, style in enumerate(plots.CLASSES)
    ]


def _legend():
    marks = [Line2D([], [], linestyle="none", markersize=6, **style) for style in plots.CLASSES]
    hollow = {"marker": "o", "color": plots.INK, "markerfacecolor": "white", "markeredgewidth": 1.5}
    return [*marks, Line2D([], [], linestyle="none", markersize=6, label="held out: hollow", **hollow)]
