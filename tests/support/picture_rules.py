"""What every figure keeps so that it can be read on a page 700 pixels wide; docs/contributing.md says it in words."""

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

PAGE = 700  # pixels of a page that a figure must still be readable on
SMALLEST = 12  # pixels of the height of its letters there
TOUCH = 1.0  # pixels that two boxes may share: letters do not fill theirs


def breaches(figure):
    """What is wrong with a figure, each as a sentence."""
    figure.set_dpi(100)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    found = [each for each in texts(figure) if each.get_text().strip() and each.get_visible()]
    yield from too_small(found, figure)
    yield from overlapping(found, canvas.get_renderer())
    yield from outside(found, figure, canvas.get_renderer())
    yield from covering(figure)


def texts(figure):
    """Every text that is drawn: a tick outside its axis is not."""
    hidden = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            shown = {id(tick) for tick in axis._update_ticks()} if ax.axison else set()
            hidden |= {id(label) for tick in ticks if id(tick) not in shown for label in (tick.label1, tick.label2)}
            hidden |= set() if ax.axison else {id(axis.label)}
    return [each for each in figure.findobj(Text) if id(each) not in hidden]


def too_small(found, figure):
    scale = min(1, PAGE / (100 * figure.get_figwidth()))
    for text in found:
        pixels = text.get_fontsize() * 100 / 72 * scale
        if pixels < SMALLEST:
            yield f"{text.get_text()!r} is {pixels:.1f} pixels high on a page of {PAGE}"


def overlapping(found, renderer):
    boxes = [(text, text.get_window_extent(renderer)) for text in found if not text.get_rotation() % 90]
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        if min(across, down) > TOUCH:
            yield f"{one.get_text()!r} lies over {other.get_text()!r}"


def outside(found, figure, renderer):
    for text in found:
        box = text.get_window_extent(renderer)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > figure.bbox.x1 + 1 or box.y1 > figure.bbox.y1 + 1:
            yield f"{text.get_text()!r} is cut off at the edge of the figure"


def covering(figure):
    for legend in [*figure.legends, *(ax.get_legend() for ax in figure.axes if ax.get_legend())]:
        for ax in figure.axes:
            if ax.axison and legend.get_window_extent().overlaps(ax.bbox):
                yield f"a legend lies over the axes {ax.get_title()!r}"
