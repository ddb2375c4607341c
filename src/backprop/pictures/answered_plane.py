"""What a network answers over the plane, in bands, and its line at ½: as `plots.decision_boundary`, but it moves."""

import contourpy
import numpy as np

from backprop.pictures import plots
from backprop.pictures.pixels import Pixels


class AnsweredPlane:
    """Shades an Axes, under what else is drawn on it; `move` draws another network and returns every artist.

    window  (left, right, bottom, top) of the plane
    fine    points in each direction: the line of a saturated network is a staircase of their size
    """

    def __init__(self, ax, window, fine):
        self.ax, self.fine = ax, fine
        self.look_at(window)
        self.image = ax.add_artist(Pixels(ax.bbox))
        (self.at_half,) = ax.plot([], [], color=plots.INK, linewidth=1.8, zorder=1.5)

    def look_at(self, window):
        """Another part of the plane, from the next move on."""
        self.x1, self.x2 = np.linspace(*window[:2], self.fine), np.linspace(*window[2:], self.fine)

    def move(self, predict):
        """Show what `predict`, (2, n) -> (1, n) from 0 to 1, answers."""
        answers = predict(plots.plane(self.x1, self.x2)).reshape(self.fine, self.fine)
        self.image.colours = plots.banded(answers[::-1])
        lines = contourpy.contour_generator(self.x1, self.x2, plots.log_odds(answers)).lines(0)
        self.at_half.set_data(*_broken(lines))
        return [self.image, self.at_half]


def _broken(lines):
    """Lines, each (n, 2), as one broken line (x, y)."""
    gap = [[np.nan, np.nan]]
    return np.concatenate([part for line in lines for part in (line, gap)]).T if lines else ([], [])
