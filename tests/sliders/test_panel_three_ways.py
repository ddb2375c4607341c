"""The panel of notebook 10: each of the 17 gradients by every way, its paths, and what = in place of += leaves."""

import asyncio
import re
from itertools import pairwise

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders

X, Y = datasets.xor()
NETWORK = NeuralNetwork(2, 4, 1, loss="mse", rng=65)


def library(network, X, y):
    """Stands for PyTorch: the four lines under another name."""
    return "PyTorch", network.gradients(X, y)


def missing(network, X, y):
    return None, {}


@pytest.fixture(scope="module")
def one():
    return sliders.three_ways(NETWORK, X, Y, library)


@pytest.fixture
def panel(one):
    """The panel, as it was at the start."""
    one.parameter.value, one.input.value = one.parameter.options[0], one.names[2]
    one.epochs.index, one.overwrites.value, one.ask.value = 0, False, False
    one.library, one.asked = library, None
    raise_error(one)
    return one


def after(epochs):
    network = NeuralNetwork(2, 4, 1, loss="mse", rng=65)
    if epochs:
        network.train(X, Y, epochs, 0.5, print_every=0)
    return network


def stated(panel):
    """{"graph": …, …}: the numbers that the sentence gives."""
    found = re.findall(r"(graph|four lines|difference|PyTorch) ([+−]?\d(?:\.\d+)?(?:e−?\d+)?)", panel.view.sentence)
    return {way: float(number.replace("−", "-")) for way, number in found}


@pytest.mark.parametrize("epochs", [0, 100, 10_000])
def test_every_way_gives_the_gradient(panel, epochs):
    panel.epochs.value, panel.ask.value = epochs, True
    truth = after(epochs).gradients(X, Y)
    for text, (name, index) in panel.entries.items():
        panel.parameter.value = text
        raise_error(panel)
        ways = stated(panel)
        assert list(ways) == ["graph", "four lines", "difference", "PyTorch"]
        np.testing.assert_allclose(list(ways.values()), truth[f"d{name}"][index], rtol=6e-3, atol=5.1e-7)


@pytest.mark.parametrize("epochs", [0, 3000])
def test_the_paths_add_up_to_the_gradient_and_their_factors_to_each_share(panel, epochs):
    panel.epochs.value = epochs
    network = after(epochs)
    shares = [network.gradients(X[:, [i]], Y[:, [i]]) for i in range(4)]
    for text, (name, index) in panel.entries.items():
        panel.parameter.value = text
        lines = re.findall(r"row \(\d, \d\): (.*?) = (\S+?)[;.](?= |$)", panel.view.alt.replace("−", "-"))
        assert len(lines) == 4
        for (product, share), example in zip(lines, shares, strict=True):
            expected = example[f"d{name}"][index] / 4
            assert float(share) == pytest.approx(expected, rel=6e-3, abs=5.1e-7)
            factors = [float(factor) for factor in product.split(" · ")]
            assert np.prod(factors) == pytest.approx(expected, abs=0.003)
        total = panel.paths.sum.get_text().split(": ")[1].replace("−", "-")
        assert float(total) == pytest.approx(network.gradients(X, Y)[f"d{name}"][index], rel=6e-3, abs=5.1e-7)


def test_with_equals_the_graph_alone_is_wrong_and_says_why(panel):
    panel.overwrites.value = True
    first = NETWORK.gradients(X[:, :1], Y[:, :1])
    for text, (name, index) in panel.entries.items():
        panel.parameter.value = text
        ways = stated(panel)
        assert ways["graph"] == pytest.approx(first[f"d{name}"][index] / 8, abs=5.1e-7)
        assert ways["four lines"] == ways["difference"] != ways["graph"]
        assert "only the path of the row (0, 0) is left, and only half of its share" in panel.view.sentence


def test_yellow_runs_from_the_parameter_to_the_output(panel):
    ends = {"W1": 2, "b1": 1, "W2": 1, "b2": 1}
    for text, (name, (row, column)) in panel.entries.items():
        panel.parameter.value = text
        edges = panel.glow.get_segments()
        assert len(edges) == ends[name]
        x, hidden, out = panel.diagram.places
        by = {"W1": [row], "W2": [column], "b1": [row], "b2": []}[name]  # the hidden unit on the way
        starts = {"W1": x[column:], "W2": hidden[column:], "b1": hidden[row:], "b2": []}[name]
        for unit, start in zip(by, starts, strict=False):
            np.testing.assert_allclose(edges[0][0], start)
            np.testing.assert_allclose(edges[-1], [hidden[unit], out[0]])


def test_the_diagram_shows_the_row_that_is_chosen(panel):
    for example, name in enumerate(panel.names):
        panel.input.value = name
        shown = [float(text.get_text()) for text in panel.diagram.texts["a0"].flat]
        np.testing.assert_array_equal(shown, X[:, example])


def test_a_click_chooses_the_parameter_whose_number_stands_there(panel):
    width, height = panel.figure.bbox.size
    for text, (name, index) in panel.entries.items():
        box = panel.diagram.texts[name][index].get_window_extent()
        panel.view.clicked = [(box.x0 + box.x1) / 2 / width + 0.004, 1 - (box.y0 + box.y1) / 2 / height]
        raise_error(panel)
        assert panel.parameter.value == text


@pytest.mark.parametrize("given", [None, missing])
def test_without_the_library_it_says_so(panel, given):
    panel.library = given
    panel.ask.value = True
    raise_error(panel)
    assert "PyTorch is not installed here" in panel.view.sentence
    assert list(stated(panel)) == ["graph", "four lines", "difference"]


def test_on_an_event_loop_it_asks_beside_the_page(panel):
    async def tick():
        panel.ask.value = True
        raise_error(panel)
        said = panel.view.sentence
        await asyncio.gather(*panel.tasks)
        return said

    assert "Asking PyTorch" in asyncio.run(tick())
    raise_error(panel)
    assert "PyTorch" in stated(panel)


def test_an_import_that_breaks_becomes_a_sentence(panel):
    def broken(network, X, y):
        raise OSError("a library file is damaged")

    panel.library = broken
    panel.ask.value = True
    raise_error(panel)
    assert "PyTorch could not be asked (OSError: a library file is damaged)" in panel.view.sentence


@pytest.mark.parametrize("epochs", [0, 10_000])
def test_no_number_lies_over_the_edge(panel, epochs):
    panel.ask.value, panel.epochs.value = True, epochs
    for text in panel.parameter.options:
        panel.parameter.value = text
        boxes = [text.get_window_extent() for text in panel.paths.heads[0].axes.texts if text.get_text()]
        assert max(box.x1 for box in boxes) < panel.figure.bbox.x1 - 8
        heads = [text.get_window_extent() for text in panel.paths.values]
        assert all(left.x1 + 8 < right.x0 for left, right in pairwise(heads))


def test_the_network_that_was_given_stays_as_it_is(panel):
    for name, array in NeuralNetwork(2, 4, 1, loss="mse", rng=65).parameters.items():
        np.testing.assert_array_equal(NETWORK.parameters[name], array)


def test_it_trains_beside_the_page_and_what_is_asked_for_sooner_is_trained_at_once():
    async def used():
        panel = sliders.three_ways(NETWORK, X, Y, library)
        assert panel.done == 0
        panel.epochs.value = 300
        raise_error(panel)
        assert panel.done == 300
        await asyncio.gather(*panel.tasks)
        assert panel.done == 10_000
        return panel

    panel = asyncio.run(used())
    for epochs, network in panel.networks.items():
        for name, value in after(epochs).parameters.items():
            np.testing.assert_array_equal(network.parameters[name], value)
