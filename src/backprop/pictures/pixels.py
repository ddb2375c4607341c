"""An image put on a figure's pixels as it is: matplotlib's own would be resampled, which takes ten times as long."""

import numpy as np
from matplotlib.artist import Artist
from PIL import Image


class Pixels(Artist):
    """Fills a place of a figure with colours; each becomes a rectangle of pixels.

    box      the place, a Bbox in pixels that may still move, such as `ax.bbox`
    colours  (rows, columns, 4), whole numbers from 0 to 255, the top row first; assign them
    """

    def __init__(self, box, zorder=0):
        super().__init__()
        self.box, self.colours = box, np.full((1, 1, 4), 255, np.uint8)
        self.set_zorder(zorder)

    def get_window_extent(self, renderer=None):
        return self.box

    def draw(self, renderer):
        if not self.get_visible():
            return
        left, bottom, right, top = (round(each) for each in self.box.extents)
        size, sized = (right - left, top - bottom), self.colours
        if sized.shape[1::-1] != size:
            sized = np.asarray(Image.fromarray(sized).resize(size, Image.Resampling.NEAREST))
        pen = renderer.new_gc()
        renderer.draw_image(pen, left, bottom, sized[::-1])
        pen.restore()
        self.stale = False
