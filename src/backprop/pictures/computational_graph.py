"""A computational graph as a drawing: in each box a value, on each arrow a local slope, under each box a gradient.

The gradient under a box is a sum over the arrows that leave it: the arrow's slope times the gradient at its head.
Notebook 03 works it out by hand, from right to left. Every number has a key:

    "z1"      the value z1, in its box
    "a1/z1"   the local slope ∂a1/∂z1, on the arrow from z1 to a1
    "dz1"     the gradient ∂J/∂z1, under the box
    "new w1"  the parameter w1 after a step, under its gradient
"""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from backprop.pictures import plots
from backprop.pictures.graph_layouts import FAN_OUT, PATH, UNIT, Layout
from backprop.pictures.numbers import plain, signed
from backprop.pictures.quick_text import quick_text

__all__ = ["FAN_OUT", "PATH", "UNIT", "Graph", "Layout", "draw", "from_values", "written"]

PARAMETER, OTHER, ASKED = "#CFE5F2", "#FFFFFF", "#FFE9A3"  # the fill of a parameter, of all else, of a question
WIDTH, HEIGHT = 0.76, 0.54  # of a box, in inches
GRADIENT = {"color": plots.PURPLE, "style": "italic"}
SLOPE = {"color": plots.GREEN}
STEP = {"color": plots.BLUE}
KEY = (
    ("in a box: its value", {"color": plots.INK}),
    ("on an arrow: its local slope", SLOPE),
    ("under or beside a box: its gradient", GRADIENT),
)


class Graph:
    """A graph on a figure of its own: boxes, arrows and names stand, and `write` sets the numbers.

    layout  PATH, FAN_OUT or another
    """

    def __init__(self, layout):
        self.layout, self.texts = layout, {}
        self.figure = Figure(layout.size, dpi=100, layout="constrained")
        self.ax = self.figure.subplots(subplot_kw={"xlim": (0, layout.size[0]), "ylim": (0, layout.size[1])})
        self.ax.axis("off")
        for name, (label, x, y) in layout.boxes.items():
            self._box(name, label, x, y)
        for key, (label, x, y) in layout.arrows.items():
            self._arrow(key, label, x, y)
        for row, (words, look) in enumerate(KEY):
            x, y = layout.key
            self.ax.text(x, y - 0.19 * row, words, ha="left", va="center", fontsize=9.5, **look)

    def write(self, numbers, asked=None):
        """Show these numbers, {key: float}, and a question mark at the key `asked`; returns what may have changed."""
        for key, text in self.texts.items():
            text.set_text(
                " ? " if key == asked else caption(key) + written(key, numbers[key]) if key in numbers else ""
            )
            text.get_bbox_patch().set_visible(key == asked)
        return list(self.texts.values())

    def words(self, numbers):
        """The same numbers as text, in the order of the drawing: what its alternative text says."""
        said = [f"{_spoken(key)} {written(key, numbers[key])}" for key in self.texts if key in numbers]
        return f"{', '.join(said)}." if said else "No number stands in it yet."

    def _box(self, name, label, x, y):
        fill = PARAMETER if name[0] in "wb" else OTHER
        corner = x - WIDTH / 2, y - HEIGHT / 2
        style = {"boxstyle": "round,pad=0,rounding_size=0.08", "facecolor": fill, "edgecolor": plots.INK}
        self.ax.add_patch(FancyBboxPatch(corner, WIDTH, HEIGHT, linewidth=0.9, **style))
        self.ax.text(x, y + 0.13, label, ha="center", va="center", fontsize=10.5, color=plots.INK)
        self._number(name, x, y - 0.12, color=plots.INK)
        across, down = (0.96, -0.12) if name in self.layout.beside else (0, 0.43)
        if name != "J":
            self._number(f"d{name}", x - across, y - down, **GRADIENT)
        if name[0] == "w":
            self._number(f"new {name}", x - across, y - down - 0.25, **STEP)

    def _arrow(self, key, label, x, y):
        head, tail = (np.array(self.layout.boxes[name][1:]) for name in key.split("/"))
        start, end = _rim(tail, head), _rim(head, tail)
        arrow = {"arrowstyle": "-|>", "color": plots.INK, "linewidth": 1.1, "shrinkA": 0, "shrinkB": 0}
        self.ax.annotate("", end, start, arrowprops=arrow)
        self.ax.text(x, y, label, ha="center", va="center", fontsize=10.5, **SLOPE)
        self._number(key, x, y - 0.22, **SLOPE)

    def _number(self, key, x, y, **look):
        patch = {"boxstyle": "round,pad=0.15", "facecolor": ASKED, "edgecolor": plots.INK}
        place = {"ha": "center", "va": "center", "fontsize": 9.5, "zorder": 3}
        self.texts[key] = quick_text(self.ax, x, y, bbox=patch, **place, **look)


def draw(layout, numbers):
    """A still graph with these numbers, {key: float}; returns it, for its `figure` and its `words`."""
    graph = Graph(layout)
    graph.write(numbers)
    return graph


def from_values(layout, boxes):
    """The numbers of a drawing from `scalar.Value`s, {key: float}; arrows from one box into one other add up.

    boxes  {"z": the Value in that box, …}, one for each box of the layout
    """
    numbers = {name: value.data for name, value in boxes.items()}
    numbers |= {f"d{name}": value.grad for name, value in boxes.items()}
    for key in layout.arrows:
        head, tail = key.split("/")
        numbers[key] = sum(slope for source, slope in boxes[head].arrows if source is boxes[tail])
    return numbers


def written(key, number):
    """A number as the drawing writes it: four decimals; a sign in front of a gradient, and the true minus."""
    return signed(number, 4) if key[0] == "d" else plain(number, 4)


def caption(key):
    """What stands before the number where no box names it."""
    return f"{key} " if key[0] == "d" else "new " if key.startswith("new") else ""


def _spoken(key):
    head, _, tail = key.partition("/")
    return f"the derivative of {head} with respect to {tail}" if tail else head


def _rim(here, there):
    """Where the line from the middle of the box `here` to the box `there` leaves the box."""
    way = there - here
    share = min(side / 2 / abs(w) for side, w in zip((WIDTH, HEIGHT), way, strict=True) if w)
    return here + share * way
