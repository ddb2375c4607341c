"""The network as a drawing: nodes with their values, edges by their weights, and the gradients on the same drawing.

An edge is as thick as its weight is large, orange where it is positive and blue where it is negative. A node is two
boxes, z on the left and a on the right, with its bias under them. Gradients are purple and slanted.
"""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.transforms import offset_copy

from backprop.pictures import plots, tables
from backprop.pictures.numbers import plain, power, shortest, signed
from backprop.pictures.quick_text import quick_text

BOX = {"boxstyle": "square,pad=0.3", "facecolor": "white", "edgecolor": plots.INK, "linewidth": 0.9}
LABEL = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
PLAIN, CHOSEN = {"facecolor": "white", "edgecolor": "none"}, {"facecolor": "#FFE9A3", "edgecolor": plots.INK}
GRADIENT = {"color": plots.PURPLE, "style": "italic", "bbox": LABEL}
ROOMY = "border-collapse:separate;border-spacing:1em 0;line-height:1.6;text-align:right"  # of a table
SHARES = (  # where along an edge its label may stand: clear of the box that it leaves, and before any two edges cross
    np.linspace(0.3, 0.38, 33),  # from an input
    np.linspace(0.45, 0.55, 41),  # from a hidden unit, whose box and gradient are wider
)


class Diagram:
    """A network drawn on `ax`: every artist is made here, once, and changed by `move`.

    ax     an Axes for the drawing alone; its frame is taken off
    sizes  the number of units in each layer, inputs first
    """

    def __init__(self, ax, sizes):
        self.ax, self.sizes = ax, tuple(sizes)
        self.fontsize = 10.5
        self.places = [[(layer, 1 - (i + 0.5) / n) for i in range(n)] for layer, n in enumerate(sizes)]
        self.texts, self.edges = {}, {}
        ax.set(xlim=(-0.2, len(sizes) - 0.72), ylim=(0, 1))
        ax.axis("off")
        for layer in range(len(self.sizes)):
            self._nodes(layer)
        for layer in range(1, len(self.sizes)):
            self._edges(layer)

    def move(self, values, parameters, gradients=None, chosen=None):
        """Show these numbers; returns every artist that may have changed.

        values      {"a0": …, "z1": …, "a1": …, …} of one example, (n_units,) or (n_units, 1) each; a0 is x
        parameters  {"W1": …, "b1": …, …}
        gradients   any of {"dW1", "db1", "dz1", "da1", …}, or None
        chosen      (name, (row, column)) of one parameter to stand out, such as ("b1", (3, 0)), or None
        """
        known = {**values, **parameters, **(gradients or {})}
        for layer, edges in self.edges.items():
            self._colour(edges, np.ravel(parameters[f"W{layer}"]))
            for text in self.texts[f"W{layer}"].flat:
                text.set_ha("right" if f"dW{layer}" in known else "center")
        for name, texts in self.texts.items():
            self._write(texts, name, known.get(name))
            for index, text in np.ndenumerate(texts):
                if name[0] in "Wb":
                    text.get_bbox_patch().set(**(CHOSEN if chosen == (name, index) else PLAIN))
        return [*self.edges.values(), *(text for texts in self.texts.values() for text in texts.flat)]

    def _nodes(self, layer):
        heading = "$x$" if layer == 0 else f"$z_{layer}$  |  $a_{layer}$"
        self.ax.text(layer, 1.01, heading, ha="center", va="bottom", fontsize=13, color=plots.INK)
        under, over = -0.36 / max(*self.sizes, 4), 0.36 / max(*self.sizes, 4)
        if layer == 0:
            self._column("a0", layer, 0, self.fontsize, ha="center", bbox=BOX, zorder=4)
            return
        for kind, side in (("z", "right"), ("a", "left")):
            self._column(f"{kind}{layer}", layer, 0, self.fontsize, ha=side, bbox=BOX, zorder=4)
            self._column(f"d{kind}{layer}", layer, over, self.fontsize - 1.5, ha=side, zorder=3, **GRADIENT)
        self._column(f"b{layer}", layer, under, self.fontsize - 1.5, ha="right", bbox=LABEL, zorder=3)
        self._column(f"db{layer}", layer, under, self.fontsize - 1.5, ha="left", zorder=3, **GRADIENT)

    def _column(self, name, layer, lift, fontsize, **look):
        """One text a unit of the layer, `lift` above its middle, in the shape (n_units, 1)."""
        look = {"va": "center_baseline", "fontsize": fontsize, **look}
        aside = {"center": 0, "right": -0.35, "left": 0.35}[look["ha"]] * fontsize  # points: two boxes just meet
        look["transform"] = offset_copy(self.ax.transData, self.ax.figure, x=aside, units="points")
        self.texts[name] = np.array([[quick_text(self.ax, x, y + lift, **look)] for x, y in self.places[layer]])

    def _edges(self, layer):
        ends = [(start, end) for end in self.places[layer] for start in self.places[layer - 1]]
        self.edges[layer] = LineCollection(ends, zorder=1, capstyle="round")
        self.ax.add_collection(self.edges[layer], autolim=False)
        where = np.array([_along(edge, clearest(ends, SHARES[layer > 1])) for edge in ends])
        look = {"va": "center_baseline", "fontsize": self.fontsize - 1, "zorder": 2}
        for name, more in ((f"W{layer}", {"bbox": LABEL}), (f"dW{layer}", {**GRADIENT, "ha": "left", "zorder": 1.5})):
            texts = np.array([quick_text(self.ax, x, y, **{**look, **more}) for x, y in where])
            self.texts[name] = texts.reshape(self.sizes[layer], self.sizes[layer - 1])

    def _colour(self, edges, weights):
        edges.set(linewidths=width(weights), colors=[plots.ORANGE if w > 0 else plots.BLUE for w in weights])

    def _write(self, texts, name, array):
        """The numbers into their texts; no numbers, no text."""
        for text in texts.flat if array is None else ():
            text.set_text("")
        for text, number in zip(texts.flat, np.ravel([] if array is None else array), strict=array is not None):
            text.set_text(caption(name) + written(name, number))
            if name[0] == "a" and name != "a0":
                text.get_bbox_patch().set_facecolor(plots.PROBABILITY(float(np.clip(number, 0, 1))))


def draw(values, parameters, gradients=None, ax=None):
    """A still diagram of one example, on `ax` or on a figure of its own; returns the Axes. Arguments as in `move`."""
    sizes = [parameters["W1"].shape[1], *(len(parameters[f"W{layer}"]) for layer in layers(parameters))]
    ax = ax or plots.new_axes(7, 0.35 + 0.9 * max(4, *sizes))
    Diagram(ax, sizes).move(values, parameters, gradients)
    return ax


def table(values, parameters, gradients=None):
    """Every number of the drawing as HTML, one table a layer and one row a unit, for a screen reader."""
    known = {**values, **parameters, **(gradients or {})}
    inputs = [[str(i + 1), written("a0", x)] for i, x in enumerate(np.ravel(values["a0"]))]
    parts = [tables.table("Inputs", ["unit", "x"], inputs, ROOMY)]
    for layer in layers(parameters):
        names = [name for name in (f"{d}{kind}{layer}" for kind in "Wbza" for d in ("", "d")) if name in known]
        heads = ["unit", *(head for name in names for head in _heads(name, known[name]))]
        found = np.hstack([np.reshape(known[name], (len(parameters[f"W{layer}"]), -1)) for name in names])
        kinds = [name for name in names for _ in _heads(name, known[name])]
        rows = [[str(i + 1), *map(written, kinds, row)] for i, row in enumerate(found)]
        parts.append(tables.table(f"Layer {layer}", heads, rows, ROOMY))
    return "\n".join(parts)


def layers(parameters):
    """1, 2, …: the layers that have weights."""
    return range(1, 1 + sum(name.startswith("W") for name in parameters))


def width(weight):
    """How thick an edge is, in points: 1.4 for a weight of 1, 3.4 for one of 5, never above 6.4."""
    size = np.abs(weight)
    return 0.4 + 6 * size / (size + 5)


def clearest(ends, shares):
    """At which of these shares of their edges the labels stand furthest apart in height."""
    heights = np.array([[_along(edge, share)[1] for edge in ends] for share in shares])
    apart = np.diff(np.sort(heights, axis=1), axis=1).min(axis=1) if len(ends) > 1 else np.zeros(len(shares))
    return shares[np.argmax(apart.round(9))]


def written(name, number):
    """A number as the drawing writes it: two decimals, three for a gradient; inputs and a without a plus."""
    if name[0] == "d":
        return signed(number, 3) if abs(number) >= 0.001 else power(number, 0)
    if name == "a0":
        return shortest(number, 2)
    return plain(number, 2) if name[0] == "a" else signed(number, 2)


def caption(name):
    """What stands before the number: the name of what has no column or edge of its own."""
    kind = name.rstrip("0123456789")
    return {"b": "b ", "db": "db ", "dz": "dz ", "da": "da ", "dW": " "}.get(kind, "")


def _along(edge, share):
    (x, y), (x_end, y_end) = edge
    return x + share * (x_end - x), y + share * (y_end - y)


def _heads(name, array):
    """The column heads of one array: a weight has a column for each unit that it comes from."""
    columns = np.shape(array)[1] if "W" in name else 1
    return [f"{name} from {j + 1}" for j in range(columns)] if "W" in name else [name]
