"""The panel of notebook 01: one input goes forward, any weight can be dragged, and two hidden units span a plane."""

from copy import deepcopy
from itertools import combinations

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from backprop.pictures import network_diagram, plots
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Button, Slider, Tick, row
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.panel import Panel

GRID = tuple(round(0.1 * k, 1) for k in range(-150, 151))  # wide enough to press a sigmoid flat
WINDOW = (-0.28, 1.28)


def forward(network, trained, X, y, units=(0, 1)):
    """The panel. Both networks are copied: what is dragged changes neither.

    network, trained  two networks of the sizes 2, n_hidden, 1: the start, and one that has learned, shown first
    X, y              (2, 4), (1, 4)
    units             the two rows of a1 that span the plane at first; with two hidden units it is the whole truth,
                      with more the others stay where the chosen input puts them
    """
    return Forward(network, trained, X, y, units)


class Forward(Panel):
    """Use `forward`, which says what the arguments are."""

    colours = tuple(plots.SHADES)

    def __init__(self, network, trained, X, y, units):
        self.networks, self.X, self.y = {"start": network, "trained": trained}, X, y
        self.model = deepcopy(trained)
        self.names = ["({:g}, {:g})".format(*column) for column in X.T]
        self.figure = Figure((7, 3.7), dpi=100, layout="constrained")
        left, self.plane = self.figure.subplots(1, 2, width_ratios=(1.75, 1))
        self.diagram = network_diagram.Diagram(left, network.sizes)
        self._new_plane()
        self._new_controls(units)
        which = [self.units] if len(self.pairs) > 1 else []
        first, second = row(self.input, self.weights, *which), row(self.parameter, self.back, self.as_table)
        super().__init__(self.figure, [first, second, self.value])
        self.children = [*self.children, self.table]

    def _new_controls(self, units):
        n_hidden = self.model.sizes[1]
        self.inputs = {name: example for example, name in enumerate(self.names)}
        self.pairs = {f"units {i + 1} and {j + 1}": (i, j) for i, j in combinations(range(n_hidden), 2)}
        self.entries = entries(self.model)
        self.input = Menu("Input", self.inputs, self.names[2])
        self.weights = Menu("Weights", self.networks, "trained")
        self.units = Menu("Plane of", self.pairs, f"units {units[0] + 1} and {units[1] + 1}")
        self.parameter = Menu("Parameter", self.entries, next(iter(self.entries)))
        self.back = Button("Put all back", self._put_back)
        self.as_table = Tick("All numbers as a table")
        self.table = widgets.HTML()
        self.value = Slider("Its value", GRID, 0.0)
        self._offer_value()
        self.parameter.observe(self._choose, "value")
        self.weights.observe(self._load, "value")

    def _new_plane(self):
        self.plane.set(xlim=WINDOW, ylim=WINDOW, xticks=(0, 0.5, 1), yticks=(0, 0.5, 1), aspect="equal")
        self.plane.set_title("Hidden plane")
        axes = {"transform": self.plane.transAxes, "fontsize": 11}
        self.words = [
            quick_text(self.plane, 0.5, -0.11, ha="center", va="top", **axes),
            self.plane.text(-0.19, 0.5, "", ha="right", va="center", rotation=90, **axes),
        ]
        (self.ring,) = self.plane.plot([], [], "o", markersize=17, markerfacecolor="none", color=plots.INK, zorder=3)
        self.points = plots.points(self.X, self.y, self.plane, size=9)
        self.plane.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, frameon=False)
        look = {"textcoords": "offset points", "va": "center", "fontsize": 9, "annotation_clip": False}
        self.tags = [self.plane.annotate(name, (0, 0), (0, 0), **look) for name in self.names]
        self.shading = []

    def _offer_value(self):
        """The slider stands at the chosen parameter, to its last digit, between the even steps of its scale."""
        name, index = self.entries[self.parameter.value]
        value = float(self.model.parameters[name][index])
        options = sorted({*GRID, value})
        self.value.offer(options, value, [network_diagram.written(name, option) for option in options])

    def _choose(self, change):
        with self.lock:
            self._offer_value()

    def _load(self, change=None):
        with self.lock:
            self.model = deepcopy(self.networks[self.weights.value])
            self._offer_value()

    def _put_back(self):
        self._load()
        self.update()

    def draw(self):
        name, index = self.entries[self.parameter.value]
        self.model.parameters[name][index] = self.value.value
        self.model.forward(self.X)
        values = self._values(self.inputs[self.input.value])
        moving = self.diagram.move(values, self.model.parameters, chosen=(name, index))
        self.table.value = network_diagram.table(values, self.model.parameters) if self.as_table.value else ""
        moving += self._move_plane(values, *self.pairs[self.units.value])
        return moving, self._sentence(values), self._alt(values)

    def _values(self, example):
        """{"a0", "z1", "a1", "z2", "a2"} of one example, a column each."""
        found = {"a0": self.X, **{name: getattr(self.model, name) for name in ("z1", "a1", "z2", "a2")}}
        return {name: array[:, [example]] for name, array in found.items()}

    def _move_plane(self, values, i, j):
        for artist in self.shading:
            artist.remove()
        self.shading = plots.probability(self._answer(values["a1"], i, j), (*WINDOW, *WINDOW), self.plane)
        places = self.model.a1[[i, j]]
        for label, points in enumerate(self.points):
            points.set_data(*places[:, self.y[0] == label])
        for tag, place, (right, up) in zip(self.tags, places.T, _sides(places), strict=True):
            tag.set(position=(8 * right, 9 * up), horizontalalignment="left" if right > 0 else "right")
            tag.xy = place
        self.ring.set_data(*places[:, [self.inputs[self.input.value]]])
        for word, unit in zip(self.words, (i, j), strict=True):
            word.set_text(f"$a_1$ of unit {unit + 1}")
        return [*self.shading, self.ring, *self.points, *self.tags, *self.words]

    def _answer(self, a1, i, j):
        """What the output answers where units i and j are moved and the other hidden units stay at a1."""

        def answer(places):
            activations = np.repeat(a1, places.shape[1], axis=1)
            activations[[i, j]] = places
            return self.model.output(self.model.W2 @ activations + self.model.b2)

        return answer

    def _sentence(self, values):
        right = int(((self.model.a2 > 0.5) == (self.y > 0.5)).sum())
        name, index = self.entries[self.parameter.value]
        target = self.y[0, self.inputs[self.input.value]]
        return (
            f"Input {self.input.value}: a2 = {values['a2'][0, 0]:.2f}, target {target:g}. "
            f"{_called(name, index)} is {self.value.texts[self.value.index]}. "
            f"{right} of {self.X.shape[1]} inputs are on the right side of ½."
        )

    def _alt(self, values):
        layers = "; ".join(f"{name} = {_listed(name, column)}" for name, column in values.items() if name != "a0")
        i, j = self.pairs[self.units.value]
        places = "; ".join(
            f"{name}, class {label:g}, at ({_listed('a1', place)})"
            for name, label, place in zip(self.names, self.y[0], self.model.a1[[i, j]].T, strict=True)
        )
        return (
            f"Left: the network with the input {self.input.value}: {layers}. "
            f"Right: the four inputs in the plane of hidden units {i + 1} and {j + 1}: {places}. "
            f"The chosen one lies on the side {'above' if values['a2'][0, 0] > 0.5 else 'below'} ½."
        )


def entries(network):
    """{"W1[0, 0]: from x1 to unit 1": ("W1", (0, 0)), …}: every entry of every parameter, as a menu offers it."""
    found = [(name, index) for name, array in network.parameters.items() for index in np.ndindex(array.shape)]
    return {f"{_called(name, index)}: {_place(name, *index)}": (name, index) for name, index in found}


def _sides(places):
    """Where the name of each of four places (2, 4) stands, (right, up) as 1 or −1: four sides, so that no two meet."""
    sides = {}
    order = np.argsort(places[0], kind="stable")
    for right, pair in ((-1, order[:2]), (1, order[2:])):
        for up, place in zip((-1, 1), sorted(pair, key=lambda place: places[1, place]), strict=True):
            sides[int(place)] = right, up
    return [sides[place] for place in range(4)]


def _called(name, index):
    return f"{name}[{index[0]}, {index[1]}]"


def _place(name, row, column):
    if name.startswith("b"):
        return f"bias of unit {row + 1}" if name == "b1" else "bias of the output"
    return f"from x{column + 1} to unit {row + 1}" if name == "W1" else f"from unit {column + 1} to the output"


def _listed(name, numbers):
    return ", ".join(network_diagram.written(name, number) for number in np.ravel(numbers))
