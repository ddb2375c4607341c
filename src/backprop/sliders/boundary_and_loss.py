"""The two drawings that the panels of whole training runs share: what the network answers, and how its loss fell."""

import numpy as np
from matplotlib.figure import Figure

from backprop.pictures import plots

PAPER = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5}  # under words that lie on a curve
LOSS_RANGE = 1e-6, 20  # the ends of the loss axis: it never moves, so that two runs can be compared by eye


class BoundaryAndLoss:
    """A figure with the decision boundary on the left and the loss curve on the right.

    `stage` sets what stays while sliders move; `move` changes the rest and returns it, for a redraw.
    """

    def __init__(self):
        self.figure = Figure((8, 3.3), dpi=100, layout="constrained")
        self.plane, self.curve = self.figure.subplots(1, 2, width_ratios=(1, 1.25))

    def stage(self, dataset, X, y, loss_name, epochs):
        """Axes, examples and limits for a data set, a loss and a number of epochs."""
        for ax in (self.plane, self.curve):
            ax.clear()
        self.window = plots.window(X)
        self.shading = []
        self.fixed = [*plots.points(X, y, self.plane), *self._units(), *self._curves(loss_name, epochs)]
        self._name_the_plane(dataset)

    def _name_the_plane(self, dataset):
        self.plane.set(
            xlabel="$x_1$",
            ylabel="$x_2$",
            xlim=self.window[:2],
            ylim=self.window[2:],
            title=f"What it answers: {dataset}",
        )
        handles = self.fixed[:2]
        self.plane.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2, frameon=False)

    def _units(self):
        (self.units,) = self.plane.plot([], [], color=plots.PURPLE, linestyle="--", linewidth=1.4)
        return [self.units]

    def _curves(self, loss_name, epochs):
        plots.loss_curve([], [], self.curve, name=loss_name, linewidth=2)
        (self.now,) = self.curve.lines
        (self.kept,) = self.curve.plot([], [], color=plots.PURPLE, linestyle="--", linewidth=1.6)
        (self.here,) = self.curve.plot([], [], "o", color=plots.INK, markersize=7)
        self.curve.set(xlim=(-0.02 * epochs, 1.02 * epochs), ylim=LOSS_RANGE, title="How its loss fell")
        beside = {"transform": self.curve.transAxes, "ha": "right", "va": "top", "fontsize": 9.5, "bbox": PAPER}
        self.names = [
            self.curve.text(0.97, 0.97 - 0.07 * row, "", color=colour, **beside)
            for row, colour in enumerate((plots.INK, plots.PURPLE))
        ]
        return [self.now, self.kept, self.here, *self.names]

    def move(self, predict, now, here, kept=None, units=None):
        """What a move shows; returns the artists that changed.

        predict  (2, n) -> (1, n)
        now      (epochs, losses, name) of the curve; kept: the same, of one laid beside it
        here     the entry of `now` where the dot stands
        units    {"W1", "b1"} where the line of each hidden unit is asked for
        """
        for artist in self.shading:
            artist.remove()
        self.shading = plots.probability(predict, self.window, self.plane, resolution=32)
        self.units.set_data(*(unit_lines(units["W1"], units["b1"], self.window) if units else ([], [])))
        epochs, losses, name = now
        self.now.set_data(epochs, losses)
        self.here.set_data(epochs[here : here + 1], losses[here : here + 1])
        self.kept.set_data(*(kept[:2] if kept else ([], [])))
        for text, words in zip(self.names, (f"— {name}", f"- - {kept[2]}") if kept else ("", ""), strict=True):
            text.set_text(words)
        return [*self.shading, *self.fixed]


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
