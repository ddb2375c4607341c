"""The panel of notebook 09: its lengths and dead units are those of a hundred NeuralNetworks, in picture and words."""

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.sliders.depth import CEILING, FLOOR, UNITS
from backprop.sliders.layers import DEEPEST, N_STARTS, measure
from backprop.starts import STARTS

X, y = datasets.xor()
FIRST = {"depth": 10, "units": 4, "activation": "sigmoid", "start": "normal"}


@pytest.fixture(scope="module")
def shared():
    return sliders.depth()


@pytest.fixture
def panel(shared):
    move(shared, **FIRST)
    return shared


def move(panel, **values):
    for name, value in values.items():
        getattr(panel, name).value = value
        raise_error(panel)


def networks(depth, units, activation, start):
    return [NeuralNetwork(2, *[units] * depth, 1, activation=activation, start=start, rng=k) for k in range(N_STARTS)]


def lengths(nn):
    """The length of each dW, one at a time, (n_layers,)."""
    gradients = nn.gradients(X, y)
    return [np.sqrt((gradients[f"dW{layer}"] ** 2).sum()) for layer in range(1, nn.n_layers + 1)]


def dead(nn):
    """Dead ReLU units of each hidden layer, (n_layers - 1,)."""
    nn.forward(X)
    return [int((getattr(nn, f"a{layer}") == 0).all(axis=1).sum()) for layer in range(1, nn.n_layers)]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("depth", "units"), [(1, 4), (6, 3)])
def test_the_measure_is_that_of_the_networks(depth, units, activation, start):
    found = measure(depth, units, activation, start)
    alone = networks(depth, units, activation, start)
    expected = np.array([lengths(nn) for nn in alone])
    np.testing.assert_allclose(found.lengths, expected, rtol=1e-9, atol=1e-13 * expected.max())
    if activation == "relu":
        np.testing.assert_array_equal(found.dead, [dead(nn) for nn in alone])
    else:
        assert not found.dead.any()


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("start", STARTS)
def test_the_corners_of_the_sliders_say_numbers(panel, activation, start):
    for depth in (1, DEEPEST):
        for units in (UNITS[0], UNITS[-1]):
            move(panel, depth=depth, units=units, activation=activation, start=start)
            assert "nan" not in (panel.view.sentence + panel.view.alt).lower()
            assert "inf" not in (panel.view.sentence + panel.view.alt).lower()


def written(length, digits):
    """ "0.18", "1.9e−6"."""
    return f"{length:.{digits}g}".replace("e-0", "e−")


@pytest.mark.parametrize("case", [FIRST, FIRST | {"activation": "tanh", "start": "glorot", "depth": 3}])
def test_sentence_and_words_hold_the_medians(panel, case):
    move(panel, **case)
    found = np.array([lengths(nn) for nn in networks(**case)])
    median, low, high = (np.percentile(found, part, axis=0) for part in (50, 10, 90))
    first, last = written(median[0], 2), written(median[-1], 2)
    assert f"80 of 100 starts lie from {written(low[0], 1)} to {written(high[0], 1)}." in panel.view.alt
    assert f"{first} in the first layer, {last} in the last. No unit is dead." in panel.view.sentence
    assert ", ".join(written(length, 1) for length in median) in panel.view.alt
    assert f"{case['activation']}, {case['depth']} hidden layers of 4 units" in panel.view.sentence


def test_dead_units_are_counted_in_sentence_words_and_picture(panel):
    case = {"depth": 10, "units": 4, "activation": "relu", "start": "he"}
    move(panel, **case)
    counts = np.array([dead(nn) for nn in networks(**case)])
    whole = (counts == 4).any(axis=1).sum()
    assert f"{counts.sum():,} of 4,000 units are dead; in {whole} of 100 networks" in panel.view.sentence
    shares = counts.mean(axis=0) * 25
    assert f"by layer: {', '.join(f'{share:.0f}' for share in shares)}." in panel.view.alt
    np.testing.assert_allclose([line[1, 1] for line in panel.dead.get_segments()], shares)


def test_a_layer_that_is_dead_as_a_whole_leaves_no_weight_a_gradient():
    found = measure(10, 4, "relu", "he")
    whole = (found.dead == 4).any(axis=1)
    assert 30 < whole.sum() < 50
    assert not found.lengths[whole].any()
    assert found.lengths[~whole].all()


def test_the_points_are_the_medians_and_their_whiskers_hold_80(panel):
    found = measure(**FIRST)
    np.testing.assert_allclose(panel.medians.get_ydata(), np.median(found.lengths, axis=0))
    np.testing.assert_array_equal(panel.medians.get_xdata(), [line[0, 0] for line in panel.ranges.get_segments()])
    for layer, line in enumerate(panel.ranges.get_segments()):
        inside = (found.lengths[:, layer] >= line[0, 1]) & (found.lengths[:, layer] <= line[1, 1])
        assert inside.sum() == 80


@pytest.mark.parametrize(
    ("case", "beyond"),
    [
        ({"activation": "sigmoid", "start": "tiny"}, "below"),
        ({"activation": "relu", "start": "zeros"}, "below"),
        ({"activation": "relu", "start": "large"}, "above"),
    ],
)
def test_what_lies_beyond_the_axis_is_marked(panel, case, beyond):
    move(panel, depth=20, units=16, **case)
    low, high = np.percentile(measure(20, 16, **case).lengths, (10, 90), axis=0)
    out = low < FLOOR if beyond == "below" else high > CEILING
    assert out.any()
    marks = getattr(panel, beyond)
    np.testing.assert_array_equal(marks.get_xdata(), np.flatnonzero(out) + 1)
    assert ((marks.get_ydata() > FLOOR) & (marks.get_ydata() < CEILING)).all()
    other = panel.above if beyond == "below" else panel.below
    assert not len(other.get_xdata())
