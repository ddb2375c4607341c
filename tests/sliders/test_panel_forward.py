"""The panel of notebook 01: any input, any of the 17 parameters, and the hidden plane."""

import re

import numpy as np
import pytest
from panels import raise_error
from scipy.optimize import linprog

from backprop import NeuralNetwork, datasets, sliders

X, Y = datasets.xor()


@pytest.fixture(scope="module")
def networks():
    trained = NeuralNetwork(2, 4, 1, rng=65)
    trained.train(X, Y, 10_000, 0.5, print_every=0)
    return NeuralNetwork(2, 4, 1, rng=65), trained


@pytest.fixture
def panel(networks):
    return sliders.forward(*networks, X, Y)


def choose(panel, example=None, entry=None):
    """Set the menus of the input and of the parameter, such as ("W1", (2, 0))."""
    if example is not None:
        panel.input.value = panel.names[example]
    if entry is not None:
        panel.parameter.value = next(text for text, each in panel.entries.items() if each == entry)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def computed(parameters):
    """z1, a1, z2, a2 of all four inputs, from the parameters alone."""
    z1 = parameters["W1"] @ X + parameters["b1"]
    z2 = parameters["W2"] @ sigmoid(z1) + parameters["b2"]
    return {"z1": z1, "a1": sigmoid(z1), "z2": z2, "a2": sigmoid(z2)}


def stated(alt, name):
    """The numbers that the alternative text gives for z1, a1, z2 or a2."""
    return [
        float(word)
        for word in re.search(rf"{name} = ([^;.]*\d\.[^;]*?\d\d)(?=;|\. )", alt)[1].replace("−", "-").split(", ")
    ]


def places(alt):
    return np.array(re.findall(r"at \(([\d.]+), ([\d.]+)\)", alt), float)


def assert_says_the_truth(panel, parameters):
    raise_error(panel)
    expected, example = computed(parameters), panel.names.index(panel.input.value)
    units = list(panel.pairs[panel.units.value])
    for name, array in expected.items():
        np.testing.assert_allclose(stated(panel.view.alt, name), array[:, example], atol=5.1e-3)
    drawn = np.hstack([np.array(points.get_data()) for points in panel.points])
    by_class = expected["a1"][units][:, np.argsort(Y[0], kind="stable")]
    np.testing.assert_allclose(drawn, by_class, atol=1e-12)
    np.testing.assert_allclose(np.ravel(panel.ring.get_data()), expected["a1"][units, example], atol=1e-12)
    np.testing.assert_allclose(places(panel.view.alt), expected["a1"][units].T, atol=5.1e-3)
    right = ((expected["a2"] > 0.5) == (Y > 0.5)).sum()
    assert f"{right} of 4 inputs" in panel.view.sentence
    assert f"the side {'above' if expected['a2'][0, example] > 0.5 else 'below'} ½" in panel.view.alt
    assert f"a2 = {expected['a2'][0, example]:.2f}, target {Y[0, example]:g}" in panel.view.sentence


@pytest.mark.slow
def test_every_parameter_can_be_dragged_to_both_ends(panel, networks):
    original = networks[1].parameters
    assert len(panel.parameter.options) == len(panel.entries) == 17
    for number, choice in enumerate(panel.entries.values()):
        choose(panel, number % 4, choice)
        for end in (0, len(panel.value.texts) - 1):
            panel.value.index = end
            moved = {name: array.copy() for name, array in original.items()}
            moved[choice[0]][choice[1]] = (-15, 15)[end > 0]
            assert_says_the_truth(panel, moved)
        panel.value.value = float(original[choice[0]][choice[1]])
        assert_says_the_truth(panel, original)


def test_the_start_is_the_network_that_was_given(panel, networks):
    panel.weights.value = "start"
    assert_says_the_truth(panel, networks[0].parameters)


def test_choosing_a_parameter_moves_nothing(panel, networks):
    panel.weights.value = "trained"
    for choice in panel.parameter.options:
        panel.parameter.value = choice
    for name, array in networks[1].parameters.items():
        np.testing.assert_array_equal(panel.model.parameters[name], array)


def test_the_networks_that_were_given_stay_as_they_are(panel, networks):
    before = [{name: array.copy() for name, array in nn.parameters.items()} for nn in networks]
    for weights in ("start", "trained"):
        panel.weights.value = weights
        panel.value.index = 0
    for nn, kept in zip(networks, before, strict=True):
        for name, array in nn.parameters.items():
            np.testing.assert_array_equal(array, kept[name])


def test_moves_add_up_until_they_are_put_back(panel, networks):
    expected = {name: array.copy() for name, array in networks[1].parameters.items()}
    for name, index, value in (("W1", (0, 1), 5.0), ("b2", (0, 0), -3.0)):
        choose(panel, entry=(name, index))
        panel.value.value = value
        expected[name][index] = value
    assert_says_the_truth(panel, expected)
    panel.back.click()
    assert_says_the_truth(panel, networks[1].parameters)
    assert panel.value.value == float(networks[1].b2[0, 0])


def test_the_line_is_where_the_output_says_half_for_the_chosen_input(panel):
    panel.weights.value = "trained"
    for example in range(4):
        choose(panel, example)
        i, j = panel.pairs[panel.units.value]
        a1 = panel.model.a1[:, [example]]
        answer = panel._answer(a1, i, j)
        assert answer(a1[[i, j]]) == pytest.approx(panel.model.a2[:, [example]])
        line = np.concatenate(panel.shading[-1].get_paths()[0].to_polygons(closed_only=False))
        np.testing.assert_allclose(answer(line.T), 0.5, atol=1e-3)


def test_the_table_is_there_when_it_is_asked_for(panel):
    assert panel.table.value == ""
    panel.as_table.value = True
    assert panel.table.value.count("<caption>") == 3
    choose(panel, entry=("W2", (0, 3)))
    panel.value.value = -7.5
    assert "<td>−7.50</td>" in panel.table.value
    panel.as_table.value = False
    assert panel.table.value == ""


def test_a_network_of_two_hidden_units_has_one_plane():
    nn = NeuralNetwork(2, 2, 1, rng=0)
    panel = sliders.forward(nn, nn, X, Y, units=(0, 1))
    assert_says_the_truth(panel, nn.parameters)
    assert len(panel.units.options) == 1


def test_what_notebook_01_says_of_the_start(networks):
    """The hidden layer of the start can be cut, but not with output weights like the trained ones."""
    start, trained = networks
    start.forward(X)
    sign = np.where(Y[0] > 0.5, 1, -1)
    answers = -sign[:, None] * np.column_stack([start.a1.T, np.ones(4), np.zeros(4)])  # −z2 where it should be ≥
    ends = np.array([[end * (i == j) for j in range(4)] + [0, -1] for i in range(4) for end in (1, -1)])
    sure = np.log(0.9 / 0.1)
    least = linprog(
        [0, 0, 0, 0, 0, 1],  # the largest of |W2|
        np.vstack([answers, ends]),
        [-sure] * 4 + [0] * 8,
        bounds=[(None, None)] * 6,
    )
    assert least.status == 0
    assert least.fun > 10 * np.abs(trained.W2).max()


@pytest.mark.parametrize("weights", ["start", "trained"])
def test_no_two_names_in_the_hidden_plane_meet(panel, weights):
    panel.weights.value = weights
    for pair in panel.units.options:
        panel.units.value = pair
        boxes = [tag.get_window_extent() for tag in panel.tags]
        for at, box in enumerate(boxes):
            assert not box.count_overlaps(boxes[:at] + boxes[at + 1 :]), (pair, panel.names[at])
