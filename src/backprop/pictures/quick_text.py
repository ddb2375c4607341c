"""Words that change with every move of a panel: Pillow draws their letters, in a tenth of matplotlib's time."""

from functools import lru_cache

import numpy as np
from matplotlib import font_manager
from matplotlib.colors import to_rgba
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image, ImageDraw, ImageFont

MARGIN = 3  # pixels around the letters of an image: a slanted letter reaches beyond its own width


class QuickText(Text):
    """As matplotlib's Text where it stands on one line, upright and without a formula; elsewhere it is drawn as that.

    `ax.add_artist` puts it on an Axes; `quick_text` makes one and does so.
    """

    def draw(self, renderer):
        words = self.get_text()
        if not self.get_visible() or not words:
            return
        if "$" in words or "\n" in words or self.get_rotation() or self.get_path_effects() or self.get_clip_on():
            super().draw(renderer)
            return
        pixels = renderer.points_to_pixels(self.get_fontsize())
        font = _font(font_manager.findfont(self.get_fontproperties()), pixels)
        width, above, below = _size(font, words)
        x, y = self.get_transform().transform(self.get_unitless_position())
        left = x - {"left": 0, "center": width / 2, "right": width}[self.get_horizontalalignment()]
        share = {"baseline": 0, "top": 1, "center_baseline": 0.5}  # of what is above the baseline
        lift = {"bottom": 0, "center": (above + below) / 2}
        aligned = self.get_verticalalignment()
        bottom = y - (lift[aligned] if aligned in lift else below + share[aligned] * above)
        if patch := self.get_bbox_patch():
            patch.set_bounds(0, 0, width, above + below)
            patch.set_transform(Affine2D().translate(left, bottom))
            patch.set_mutation_scale(pixels)
            patch.draw(renderer)
        pen = renderer.new_gc()
        letters = _letters(font, words, to_rgba(self.get_color(), self.get_alpha()))
        renderer.draw_image(pen, round(left) - MARGIN, round(bottom) - MARGIN, letters)
        pen.restore()
        self.stale = False


def quick_text(ax, x, y, words="", **look):
    """A QuickText on an Axes, as `ax.text` puts a Text there; `look` is that of a Text."""
    return ax.add_artist(QuickText(x, y, words, **{"transform": ax.transData, "clip_on": False, **look}))


@lru_cache(32)
def _font(path, pixels):
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(2048)
def _size(font, words):
    """Width of the words, and the height of their line above and below its baseline, in pixels."""
    tops, bottoms = zip(*(font.getbbox(each, anchor="ls")[1::2] for each in ("lp", words)), strict=True)
    return font.getlength(words), -min(tops), max(bottoms)


@lru_cache(512)
def _letters(font, words, colour):
    """The words as an image with `MARGIN` around them, (rows, columns, 4), the lowest row first."""
    width, above, below = _size(font, words)
    ink = tuple(round(255 * part) for part in colour)
    paper = Image.new("RGBA", (round(width) + 2 * MARGIN, above + below + 2 * MARGIN), (*ink[:3], 0))
    ImageDraw.Draw(paper).text((MARGIN, MARGIN + above), words, fill=ink, font=font, anchor="ls")
    return np.asarray(paper)[::-1]
