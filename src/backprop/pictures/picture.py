"""The one way from a figure to a page: an image that always has its alternative text.

JupyterLab drops the `alt` of an image output but keeps it in HTML, so a picture is HTML.
"""

import base64
import html
import io

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

SHARPNESS = 2  # pixels a CSS pixel, so that a high-density screen shows it crisp


class Picture:
    """A figure as a page shows it; end a cell with it.

    figure   a matplotlib Figure, or the Axes that was drawn on
    alt      what the picture shows, in words and numbers, for a reader who can't see it
    caption  text under the picture, optional
    Raises TypeError for another figure or for words that are no text, ValueError if alt is empty.
    """

    def __init__(self, figure, alt, caption=""):
        self.figure, self.alt, self.caption = getattr(figure, "figure", figure), alt, caption
        if not isinstance(self.figure, Figure):
            kind = type(figure).__name__
            raise TypeError(f"figure must be a Figure or an Axes of matplotlib, got {kind}: give what you drew on")
        for name, words in (("alt", alt), ("caption", caption)):
            if not isinstance(words, str):
                raise TypeError(f"{name} must be text, got {words!r}: say in words what the picture shows")
        if not alt.strip():
            raise ValueError("alt is empty: say in words, with the numbers, what the picture shows")

    def __repr__(self):
        return self.alt

    def _repr_html_(self):
        canvas = Canvas(self.figure)
        return figure_html(canvas.png(), self.alt, self.caption, canvas.width)


class Canvas:
    """A figure on its pixels: drawn whole once, then only what moves, over a kept background.

    What changes now and then, such as the numbers along an axis, is settled: it is kept on the background too, and can
    be drawn again without the rest of it.
    """

    def __init__(self, figure):
        figure.set_dpi(100 * SHARPNESS)
        self.agg = FigureCanvasAgg(figure)
        self.layout = figure.get_layout_engine()  # None where every Axes has its place
        self.bare = self.background = self.palette = None  # the background is the bare one and what is settled
        self.settled, self.arranged = [], False

    @property
    def width(self):
        """Of the figure, in CSS pixels."""
        return round(self.agg.figure.get_figwidth() * 100)

    def draw(self):
        """Everything, as matplotlib draws it."""
        self.agg.draw()

    def redraw(self, moving):
        """The background, kept from the first time, and the artists `moving` over it, back to front."""
        if self.background is None:
            self._keep_background(moving)
        self.agg.restore_region(self.background)
        self._draw_over(moving)

    def _draw_over(self, artists):
        for artist in sorted(filter(Artist.get_visible, artists), key=Artist.get_zorder):
            (artist.axes or artist.figure).draw_artist(artist)

    def _keep_background(self, moving):
        if self.bare is None:
            self._keep_bare([*moving, *self.settled])
        self.agg.restore_region(self.bare)
        self._draw_over(self.settled)
        self.background = self.agg.copy_from_bbox(self.agg.figure.bbox)

    def _keep_bare(self, others):
        """The pixels of everything but `others`."""
        if self.layout and not self.arranged:
            self.agg.figure.set_layout_engine(self.layout)
            self.agg.figure.get_layout_engine().execute(self.agg.figure)  # with everything on it: room for everything
            self.agg.figure.set_layout_engine("none")  # from now on nothing shifts
            self.arranged = True
        for artist in others:
            artist.set_animated(True)
        self.draw()  # leaves out what is animated
        self.bare = self.agg.copy_from_bbox(self.agg.figure.bbox)
        for artist in others:
            artist.set_animated(False)

    def settle(self, artists):
        """Draw these artists next time under what moves, in place of those that were settled, and keep them there."""
        self.settled, self.background = list(artists), None

    def forget(self, alike=False):
        """Draw the background anew next time: what does not move has changed.

        alike  True where it takes the same room in the same colours: a third of the time
        """
        self.bare = self.background = None
        if not alike:
            self.palette, self.arranged = None, False

    def png(self):
        """The whole figure as PNG, drawn now."""
        self.draw()
        return self.encode(effort=9)

    def encode(self, colours=(), effort=1):
        """The pixels as they are, as PNG in 256 colours: a third of the bytes of a full one, four times as fast.

        The palette is the first frame's; `colours`, as matplotlib names them, it must hold for the frames to come.
        `effort` is zlib's, 1 to 9: 1 for what moves, 9 for what is kept in a file.
        """
        opaque = self.agg.buffer_rgba()
        pixels = Image.frombytes("RGB", opaque.shape[1::-1], opaque, "raw", "RGBX")  # `convert` takes six times as long
        if self.palette is None:
            self.palette = _palette(pixels, [_triple(colour) for colour in colours])
        coded = io.BytesIO()
        pixels.quantize(palette=self.palette, dither=Image.Dither.NONE).save(coded, "PNG", compress_level=effort)
        return coded.getvalue()


def _triple(colour):
    """A colour as three whole numbers, 0 to 255."""
    return tuple(round(255 * part) for part in to_rgb(colour))


def _palette(pixels, swatches):
    """A picture whose palette holds what `pixels` shows and every swatch."""
    rows = max(1, pixels.height // 16)  # of each swatch, so that it counts
    paper = Image.new("RGB", (pixels.width, pixels.height + rows * len(swatches)))
    paper.paste(pixels)
    for row, swatch in enumerate(swatches):
        paper.paste(swatch, (0, pixels.height + rows * row, pixels.width, pixels.height + rows * (row + 1)))
    return paper.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def figure_html(png, alt, caption, width):
    """An HTML figure that carries its image in itself; it shrinks with the page and never grows past `width`."""
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    below = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    return (
        f'<figure style="margin:0"><img src="{source}" alt="{html.escape(alt)}" '
        f'style="width:{width}px;max-width:100%;height:auto">{below}</figure>'
    )
