"""A tile of the plane for every hidden unit: what it answers, and the output's weight for it."""

from functools import cache

import numpy as np
from matplotlib import font_manager
from matplotlib.transforms import Bbox, TransformedBbox
from PIL import Image, ImageDraw, ImageFont

from backprop.activations import HIDDEN
from backprop.pictures import plots
from backprop.pictures.numbers import signed
from backprop.pictures.pixels import Pixels

FINE = 32  # points of a tile in each direction
MOST = 16  # tiles
SIDE, PITCH = 0.72, 1.25  # inches of a tile where there is room; from tile to tile, in tiles
THIN, WIDE = 1, 5  # hundredths of an inch of the frame of a unit whose weight is 0, or the largest
POINTS = 9  # of the words
COLOURS = plots.BLUE, plots.ORANGE  # of a weight below and above 0


def hidden_answers(network, places):
    """What each hidden unit answers, as a share: ½ in the middle of a sigmoid or a tanh, and where a ReLU is 0.

    places  (2, n)
    Returns [(n_units, n), …], one array a layer.
    """
    network.forward(places)
    return [_shares(getattr(network, f"a{layer}"), network.activation) for layer in range(1, network.n_layers)]


def _shares(answers, activation):
    if activation is HIDDEN["sigmoid"]:
        return answers
    largest = 1 if activation is HIDDEN["tanh"] else np.maximum(answers.max(axis=1, keepdims=True), 1e-12)
    return (1 + answers / largest) / 2


class UnitTiles:
    """Tiles along the lower edge of a figure; `arrange` says where they stand, and `move` draws them.

    The frame of a tile is as wide as the weight of the output is large, blue below 0 and orange above, and the weight
    stands under it. It is drawn on pixels: as many words by matplotlib would take three times as long as all the rest.
    """

    def __init__(self, figure):
        self.figure = figure
        self.artist = figure.add_artist(Pixels(Bbox.null()))

    def arrange(self, height, rows=1):
        """Along the width of the figure as it is now, in `rows` that share `height` inches."""
        self.height, self.rows = height, rows
        lower = Bbox([[0, 0], [self.figure.get_figwidth(), height]])
        self.artist.box = TransformedBbox(lower, self.figure.dpi_scale_trans)

    def move(self, answers, weights, window):
        """Draw the tiles; returns the artist.

        answers  (2, n) -> (n_units, n), what each unit answers, 0 to 1
        weights  (n_units,), of the output for each
        window   (left, right, bottom, top) of the plane
        """
        x1, x2 = (np.linspace(*ends, FINE) for ends in (window[:2], window[2:]))
        shown = plots.banded(answers(plots.plane(x1, x2))).reshape(-1, FINE, FINE, 4)
        inch = self.figure.dpi
        width, height = round(self.figure.get_figwidth() * inch), round(self.height * inch)
        paper = Image.new("RGBA", (width, height), "white")
        across = min(len(weights), -(-MOST // self.rows))
        side = round(min(SIDE * inch, width / across / PITCH))
        wide = np.abs(weights) / max(np.abs(weights).max(), 1e-12)
        for at, (tile, weight, share) in enumerate(zip(shown, weights, wide, strict=True)):
            row, column = divmod(at, across)
            left = round((column * PITCH + (PITCH - 1) / 2) * side)
            top = round((row + 0.5) * height / self.rows - side / 2)
            paper.paste(Image.fromarray(tile[::-1]).resize((side, side), Image.Resampling.NEAREST), (left, top))
            self._name(ImageDraw.Draw(paper), (left, top, side), at, weight, share)
        self.artist.colours = np.asarray(paper)
        return [self.artist]

    def _name(self, pen, place, at, weight, share):
        """The frame of a tile, its number above it and its weight under it."""
        left, top, side = place
        stroke = round((THIN + (WIDE - THIN) * share) / 100 * self.figure.dpi)
        box = (left - stroke, top - stroke, left + side + stroke, top + side + stroke)
        pen.rectangle(box, outline=COLOURS[int(weight > 0)], width=stroke)
        words = {"fill": "black", "font": _font(round(POINTS / 72 * self.figure.dpi))}
        middle, gap = left + side // 2, round(0.09 * self.figure.dpi)
        pen.text((middle, top - gap), f"{at + 1}", anchor="mb", **words)
        weight = signed(weight, _places(abs(weight)))
        pen.text((middle, top + side + gap), weight, anchor="mt", **words)


def _places(size):
    """How many decimals a weight of this size is written with."""
    return 3 if size < 0.1 else 1 if size < 100 else 0


@cache
def _font(pixels):
    return ImageFont.truetype(font_manager.findfont("DejaVu Sans"), pixels)
