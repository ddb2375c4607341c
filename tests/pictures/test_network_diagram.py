"""The network diagram: every number on it is the network's, its labels do not collide, and the tables hold the same."""

import itertools
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from backprop import NeuralNetwork
from backprop.pictures import network_diagram, plots

SIZES = [(2, 4, 1), (2, 8, 1), (2, 2, 1), (3, 5, 2), (2, 3, 3, 1)]


def example(sizes, with_gradients):
    """Values, parameters and gradients of one example, as `move` takes them."""
    nn = NeuralNetwork(*sizes, rng=65)
    x = np.linspace(-1, 1, sizes[0])[:, None]
    nn.forward(x)
    kinds = [f"{kind}{layer}" for layer in range(1, len(sizes)) for kind in "za"]
    values = {"a0": x, **{name: getattr(nn, name) for name in kinds}}
    gradients = None
    if with_gradients:
        y = np.ones((sizes[-1], 1))
        gradients = {**nn.gradients(x, y), **{f"d{name}": np.full_like(values[name], -0.125) for name in kinds}}
    return values, nn.parameters, gradients


def number(text):
    """The number of a label such as "b −0.50" or "+3e−4"."""
    return float(text.split(" ")[-1].replace("−", "-"))


def drawn(sizes, with_gradients, ax=None):
    ax = ax or Figure((8, 4.5), dpi=100).subplots()
    found = network_diagram.Diagram(ax, sizes)
    found.move(*example(sizes, with_gradients))
    return found


@pytest.mark.parametrize("with_gradients", [False, True])
@pytest.mark.parametrize("sizes", SIZES)
def test_every_number_stands_in_its_place(sizes, with_gradients):
    values, parameters, gradients = example(sizes, with_gradients)
    found = drawn(sizes, with_gradients)
    for name, array in {**values, **parameters, **(gradients or {})}.items():
        shown = np.vectorize(lambda text: number(text.get_text()))(found.texts[name])
        np.testing.assert_allclose(shown.reshape(array.shape), array, atol=5.1e-3, rtol=0.01)
    if not with_gradients:
        assert not [
            name for name, texts in found.texts.items() if name[0] == "d" and any(t.get_text() for t in texts.flat)
        ]


@pytest.mark.parametrize("sizes", SIZES)
def test_an_edge_joins_its_two_units_and_shows_its_weight(sizes):
    _, parameters, _ = example(sizes, False)
    found = drawn(sizes, False)
    for layer, edges in found.edges.items():
        W = parameters[f"W{layer}"]
        pairs = list(itertools.product(found.places[layer], found.places[layer - 1]))
        np.testing.assert_allclose(edges.get_segments(), [(start, end) for end, start in pairs])
        assert edges.get_linewidths() == pytest.approx(network_diagram.width(W.ravel()))
        expected = [plots.ORANGE if w > 0 else plots.BLUE for w in W.ravel()]
        assert [to_hex(colour).upper() for colour in edges.get_colors()] == expected
        labels = [text.get_position() for text in found.texts[f"W{layer}"].flat]
        for (x, y), (end, start) in zip(labels, pairs, strict=True):
            along = (x - start[0]) / (end[0] - start[0])
            assert y == pytest.approx(start[1] + along * (end[1] - start[1]))


def test_a_weight_stands_on_its_own_line_and_clear_of_every_other():
    found = drawn((2, 4, 1), False, plots.new_axes(7, 4))
    FigureCanvasAgg(found.ax.figure).draw()
    for layer, edges in found.edges.items():
        lines = [found.ax.transData.transform(segment) for segment in edges.get_segments()]
        for number, text in enumerate(found.texts[f"W{layer}"].flat):
            x, y = found.ax.transData.transform(text.get_position())
            heights = [np.interp(x, *line.T) for line in lines]
            assert heights.pop(number) == pytest.approx(y)
            assert np.abs(np.array(heights) - y).min() > text.get_window_extent().height
    by_height = sorted(np.ndenumerate(found.texts["W1"]), key=lambda item: item[1].get_position()[1])
    assert [source for (_, source), _ in by_height] == [1] * 4 + [0] * 4  # no line has crossed another yet


def test_a_larger_weight_is_a_thicker_edge():
    widths = network_diagram.width(np.array([0, 0.1, -1, 5, -15, 1e6]))
    assert (np.diff(widths) > 0).all()
    assert widths[0] > 0
    assert widths[-1] <= 6.4


@pytest.mark.parametrize(
    ("sizes", "with_gradients"), [((2, 4, 1), False), ((2, 8, 1), False), ((2, 4, 1), True), ((2, 8, 1), True)]
)
def test_no_two_texts_overlap(sizes, with_gradients):
    ax = network_diagram.draw(*example(sizes, with_gradients))
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    texts = [text for text in ax.texts if text.get_text()]
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts]
    for (one, box), (other, another) in itertools.combinations(zip(texts, boxes, strict=True), 2):
        inside = min(box.x1, another.x1) - max(box.x0, another.x0), min(box.y1, another.y1) - max(box.y0, another.y0)
        assert min(inside) < 1.5, f"{one.get_text()!r} and {other.get_text()!r} overlap by {inside}"
    left, right = (ax.figure.bbox.x0, ax.figure.bbox.x1)
    assert all(left <= box.x0 and box.x1 <= right for box in boxes)


def test_the_chosen_parameter_alone_stands_out():
    found = drawn((2, 4, 1), False)
    for name, index in (("W1", (2, 0)), ("b2", (0, 0))):
        found.move(*example((2, 4, 1), False), chosen=(name, index))
        faces = {
            (n, i): to_hex(text.get_bbox_patch().get_facecolor())
            for n in ("W1", "b1", "W2", "b2")
            for i, text in np.ndenumerate(found.texts[n])
        }
        assert [key for key, face in faces.items() if face != "#ffffff"] == [(name, index)]


def test_move_returns_every_artist_that_can_change_and_makes_none():
    found = drawn((2, 4, 1), True)
    before = set(found.ax.get_children())
    moving = found.move(*example((2, 4, 1), False))
    assert set(found.ax.get_children()) == before
    still = [text.get_text() for text in found.ax.texts if text not in moving]
    assert still == ["$x$", "$z_1$  |  $a_1$", "$z_2$  |  $a_2$"]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("a0", 1.0, "1"),
        ("a1", 0.4567, "0.46"),
        ("z1", -0.001, "+0.00"),
        ("W1", 12.908, "+12.91"),
        ("b1", -2.5, "−2.50"),
        ("dW1", 0.0123, "+0.012"),
        ("dz2", -4.2e-5, "−4e−5"),
        ("dW1", 0.0, "0"),
        ("dW1", -0.0, "0"),
    ],
)
def test_how_a_number_is_written(name, value, text):
    assert network_diagram.written(name, value) == text


class Tables(HTMLParser):
    """The tables of a piece of HTML: {caption: [[cell, …], …]}, and every scope that a head has."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.scopes, self.cell = {}, [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag == "caption":
            self.rows = []
        if tag in ("caption", "th", "td"):
            self.cell = ""
        if tag == "th":
            self.scopes.append(dict(attributes).get("scope"))

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag == "caption":
            self.tables[self.cell] = self.rows
        elif tag in ("th", "td"):
            self.rows[-1].append(self.cell)
        self.cell = None


@pytest.mark.parametrize("with_gradients", [False, True])
@pytest.mark.parametrize("sizes", SIZES)
def test_the_tables_hold_every_number_of_the_drawing(sizes, with_gradients):
    values, parameters, gradients = example(sizes, with_gradients)
    found = Tables(network_diagram.table(values, parameters, gradients))
    assert set(found.scopes) == {"col", "row"}
    assert list(found.tables) == ["Inputs", *(f"Layer {layer}" for layer in range(1, len(sizes)))]
    for layer in range(1, len(sizes)):
        heads, *rows = found.tables[f"Layer {layer}"]
        for name, array in {**parameters, **(gradients or {}), **values}.items():
            if name.endswith(str(layer)):
                columns = [i for i, head in enumerate(heads) if re.fullmatch(rf"{name}( from \d+)?", head)]
                shown = [[row[i] for i in columns] for row in rows]
                assert shown == [[network_diagram.written(name, value) for value in row] for row in array]
    assert [row[1] for row in found.tables["Inputs"][1:]] == [
        network_diagram.written("a0", x) for x in values["a0"][:, 0]
    ]
