"""The panel of notebook 02: the slice is the loss, and the tangent's slope is the network's gradient."""

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders


@pytest.fixture
def panel():
    return sliders.one_parameter(NeuralNetwork(2, 4, 1, rng=65), *datasets.xor())


def twin(moves):
    """A network of the panel's start with some parameters set: {("W1", (0, 0)): value, …}."""
    nn = NeuralNetwork(2, 4, 1, rng=65)
    for (name, index), value in moves.items():
        nn.parameters[name][index] = value
    return nn


def cross_entropy(nn):
    """J written out from the predictions, so that it is not the network's own."""
    X, y = datasets.xor()
    a = nn.predict(X)
    return float(-np.mean(y * np.log(a) + (1 - y) * np.log(1 - a)))


def signed(value):
    return f"{round(value, 4) + 0.0:+.4f}".replace("-", "−")


def test_all_17_parameters_are_offered(panel):
    nn = NeuralNetwork(2, 4, 1, rng=65)
    assert len(panel.parameter.options) == sum(value.size for value in nn.parameters.values()) == 17
    assert panel.parameter.options[0] == "W1[0, 0]"
    assert panel.parameter.options[-1] == "b2[0, 0]"


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_the_tangent_has_the_slope_of_the_networks_gradient_at_every_parameter(panel, every):
    for place, where in list(enumerate(panel.places))[::every]:
        panel.parameter.value = panel.names[place]
        for position in (0, 103):
            panel.slider.index = position
            raise_error(panel)
            check_words_and_tangent(panel, panel.names[place], where)
        panel.slider.index = 80  # back at its start


def check_words_and_tangent(panel, label, where):
    nn = twin({where: panel.slider.value})
    slope = signed(nn.gradients(*datasets.xor())[f"d{where[0]}"][where[1]])
    assert f"The tangent's slope is {slope}, and nn.gradients gives d{label} as {slope}." in panel.view.sentence
    assert f"J is {cross_entropy(nn):.4f}." in panel.view.sentence
    assert f"{label} {slope}" in panel.view.alt
    (left, right), (low, high) = panel.tangent.get_data()
    assert (high - low) / (right - left) == pytest.approx(float(slope.replace("−", "-")), abs=6e-5)


def test_the_slice_is_the_loss_and_goes_through_the_dot(panel):
    panel.parameter.value = "W2[0, 1]"
    panel.slider.index = 30
    values, losses = panel.slice.get_data()
    np.testing.assert_allclose(losses, [cross_entropy(twin({("W2", (0, 1)): value})) for value in values], atol=1e-12)
    assert panel.here.get_data()[1][0] == pytest.approx(cross_entropy(twin({("W2", (0, 1)): panel.slider.value})))


def test_what_was_dragged_stays_and_shapes_the_next_slice_until_the_start_is_asked_for(panel):
    panel.slider.index = 160
    first = panel.slider.value
    panel.parameter.value = "b2[0, 0]"
    panel.slider.index = 90
    moved = twin({("W1", (0, 0)): first, ("b2", (0, 0)): panel.slider.value})
    assert f"J is {cross_entropy(moved):.4f}" in panel.view.sentence
    panel.parameter.value = "W1[0, 0]"
    assert panel.slider.value == first
    panel.back.click()
    assert f"J is {cross_entropy(twin({})):.4f}" in panel.view.sentence


def test_the_callers_network_is_never_moved():
    nn = NeuralNetwork(2, 4, 1, rng=65)
    before = nn.W1.copy()
    sliders.one_parameter(nn, *datasets.xor()).slider.index = 0
    assert np.array_equal(nn.W1, before)


def test_the_sentence_says_which_way_is_down(panel):
    assert panel.view.sentence.endswith("A slightly larger value lowers J.")  # slope −0.0313
    panel.parameter.value = "b2[0, 0]"
    assert panel.view.sentence.endswith("A slightly smaller value lowers J.")  # slope +0.1975
    panel.parameter.value, panel.slider.index = "W1[0, 0]", 160
    assert panel.view.sentence.endswith("J is flat here.")
