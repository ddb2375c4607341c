"""The panel of section 7.2: what it walks on is the network's loss, and its limit is where theory puts it."""

import asyncio
from importlib import import_module

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from panels import different_pixels, raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.pictures import plots
from backprop.pictures.valley_map import HIGHEST
from backprop.sliders.descent import Bowl, TwoWeights, factor, limit, walk

X, Y = datasets.xor()
NETWORK = "network at its start"


def network():
    return NeuralNetwork(2, 4, 1, rng=65)


@pytest.fixture
def panel():
    return sliders.valley({NETWORK: network()}, X, Y)


def put(panel, **values):
    for name, value in values.items():
        getattr(panel, name).value = value
    raise_error(panel)


def test_the_surface_is_the_loss_of_the_network_and_its_gradient():
    surface = TwoWeights(network(), X, Y)
    for w in ([0, 0], [4, 4], [-7.5, 3.0], [30, -30]):
        nn = network()
        nn.W2[0, :2] = w
        assert surface.loss(np.array(w)) == pytest.approx(nn.loss_value(X, Y), abs=1e-12)
        np.testing.assert_allclose(surface.gradient(np.array(w)), nn.gradients(X, Y)["dW2"][0, :2], atol=1e-12)


def test_its_bottom_and_curvatures_are_those_that_section_7_2_finds():
    surface = TwoWeights(network(), X, Y)
    np.testing.assert_allclose(surface.gradient(surface.bottom), 0, atol=1e-12)
    h = 1e-5
    hessian = [
        (surface.gradient(surface.bottom + h * way) - surface.gradient(surface.bottom - h * way)) / (2 * h)
        for way in np.eye(2)
    ]
    np.testing.assert_allclose(surface.curvatures, np.linalg.eigvalsh(hessian), rtol=1e-6)
    assert limit(surface.curvatures[-1]) == pytest.approx(20.6, abs=0.05)


@pytest.mark.parametrize(("along", "across"), [(0.002, 0.1), (0.002, 2), (2, 0.02), (2, 2), (0.05, 0.2)])
def test_a_height_stands_on_the_contour_line_that_has_it(panel, along, across):
    put(panel, along=along, across=across)
    left, right, low, high = panel.drawing.window
    named = [text for text in panel.drawing.heights if text.get_visible()]
    assert len(named) >= 3
    for text in named:
        place = np.array(text.get_position())
        assert panel.surface.loss(place) == pytest.approx(float(text.get_text()), rel=0.06)
        assert left < place[0] < right
        assert low < place[1] < high


@pytest.mark.parametrize("momentum", [0, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("across", [0.1, 1])
def test_a_walk_in_a_bowl_converges_below_the_limit_and_nowhere_above(momentum, across):
    bowl = Bowl(across / 5, across)
    for share, comes_nearer in ((0.98, True), (1.02, False)):
        rate = share * limit(across, momentum)
        path = walk(bowl, (1, 1), rate, momentum, 3_000)
        assert (np.abs(path[:, -1]).max() < 1) == comes_nearer
        assert (factor(rate, momentum, across) < 1) == comes_nearer


def test_without_momentum_each_step_multiplies_the_distance_as_the_sentence_says(panel):
    put(panel, rate=15, taken=3)
    path = np.array(panel.drawing.path.get_data())
    np.testing.assert_allclose(path, np.array([[8], [4]]) * np.array([[0.85], [-0.5]]) ** np.arange(4), atol=1e-12)
    assert "limit 2/λ is 20: with this rate a run converges" in panel.view.sentence
    assert "by +0.85 and −0.50 (in the flat and the steep direction)" in panel.view.sentence


def test_the_limit_stands_on_the_scale_and_moves_with_momentum_and_curvature(panel):
    assert panel.drawing.limit.get_xdata()[0] == pytest.approx(20)
    assert panel.drawing.limit_name.get_text() == "2/λ = 20"
    put(panel, momentum=0.5, across=0.2)
    assert panel.drawing.limit.get_xdata()[0] == pytest.approx(15)
    assert panel.drawing.plain.get_xdata()[0] == pytest.approx(10)
    assert panel.drawing.limit_name.get_text() == "2(1 + β)/λ = 15"
    put(panel, rate=15)
    said = "limit 2(1 + β)/λ is 15: with this rate a run neither approaches the bottom nor leaves it"
    assert said in panel.view.sentence


def test_the_mark_of_the_rate_is_whole_at_both_ends(panel):
    purple = np.round(255 * np.array(to_rgb(plots.PURPLE)))

    def drawn():
        top = round(panel.drawing.scale.bbox.ymax)  # of the scale, in pixels from below
        return np.all(np.asarray(panel.canvas.agg.buffer_rgba())[-top:, :, :3] == purple, axis=-1).sum()

    put(panel, rate=1)
    whole = drawn()
    assert whole > 100
    for end in (0, len(panel.rate.texts) - 1):
        panel.rate.index = end
        assert drawn() == pytest.approx(whole, rel=0.1)  # the marks lie between pixels


def test_what_leaves_the_picture_is_marked_and_said(panel):
    put(panel, rate=40, taken=100)
    path = walk(Bowl(0.01, 0.1), (8, 4), 40, 0, 100)
    first = int(np.flatnonzero(~panel.drawing.inside(path))[0])
    assert f"leaves the map at step {first}, marked by a diamond" in panel.view.sentence
    assert np.abs(panel.drawing.outside.get_ydata()[0]) == pytest.approx(9)
    assert f"stopped after step {path.shape[1] - 1}" in panel.view.sentence
    assert path.shape[1] < 100
    assert panel.drawing.above.get_ydata()[0] == HIGHEST
    assert "leaves its axis" in panel.view.alt
    put(panel, rate=5)
    assert "leaves" not in panel.view.sentence
    assert not len(panel.drawing.outside.get_xdata())


def test_a_click_on_the_map_is_the_start_and_one_beside_it_is_not(panel):
    put(panel, taken=2)
    ax, figure = panel.drawing.map, panel.drawing.figure
    x, y = ax.transData.transform((-3.1, 6.9)) / figure.bbox.size
    panel.view.clicked = [float(x), float(1 - y)]
    raise_error(panel)
    assert (panel.first.value, panel.second.value) == (-3, 7)
    assert panel.drawing.start.get_xdata()[0] == -3
    panel.view.clicked = [0.99, 0.99]
    assert (panel.first.value, panel.second.value) == (-3, 7)


def test_step_play_and_back(panel, monkeypatch):
    monkeypatch.setattr(import_module("backprop.sliders.valley"), "PLAY_INTERVAL", 0)
    panel.step.click()
    panel.step.click()
    assert panel.taken.value == 2

    async def page():
        panel.play.click()
        await asyncio.gather(*panel.tasks)

    asyncio.run(page())
    assert (panel.taken.value, panel.play.label, panel.playing) == (100, "Play", False)
    panel.reset.click()
    assert panel.taken.value == 0


def test_the_network_has_no_curvatures_to_choose(panel):
    assert panel.along.layout.display is None
    put(panel, landscape=NETWORK, rate=10, taken=12)
    assert panel.along.layout.display == panel.across.layout.display == "none"
    assert "limit 2/λ is 20.6" in panel.view.sentence
    nn = network()
    nn.W2[0, :2] = 4, 4
    for _ in range(12):
        nn.W2[0, :2] -= 10 * nn.gradients(X, Y)["dW2"][0, :2]
    np.testing.assert_allclose(np.array(panel.drawing.path.get_data())[:, -1], nn.W2[0, :2], atol=1e-9)
    assert not different_pixels(panel)
