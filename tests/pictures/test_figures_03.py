"""The figures of notebook 03: what is drawn is what was given, and the alternative text says every number."""

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets
from backprop.activations import sigmoid
from backprop.pictures.figures import of_03 as figures

VALUES = {"w1": -1.1125, "z1": -1.25, "a1": 0.2474, "w2": -1.5, "z2": 1.0957, "a2": 0.7494, "J": 0.0628}
GRADIENTS = {"da2": -0.5011, "dz2": -0.0941, "dw2": -0.0233, "da1": 0.1182, "dz1": 0.022, "dw1": 0.0221}


def drawn(picture):
    """Every text of the picture that is not empty."""
    return [text.get_text() for ax in picture.figure.axes for text in ax.texts if text.get_text()]


def test_before_the_way_back_the_path_holds_its_values_alone():
    picture = figures.one_path(VALUES)
    for number in ("−1.1125", "−1.2500", "0.2474", "−1.5000", "1.0957", "0.7494", "0.0628"):
        assert number in drawn(picture)
        assert number in picture.alt
    assert "derivative" not in picture.alt
    assert not [text for text in drawn(picture) if text.startswith("dz")]


def test_each_factor_stands_on_its_own_arrow():
    factors = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    picture = figures.one_path(VALUES, factors, GRADIENTS)
    for pair, number in zip(("J a2", "a2 z2", "z2 a1", "a1 z1", "z1 w1", "z2 w2"), factors, strict=True):
        head, tail = pair.split()
        assert f"derivative of {head} with respect to {tail} {number:.4f}" in picture.alt
        assert f"{number:.4f}" in drawn(picture)
    for name, number in GRADIENTS.items():
        assert f"{name} {number:+.4f}".replace("-", "−") in drawn(picture)
        assert f"{name} {number:+.4f}".replace("-", "−") in picture.alt


def test_the_network_shows_the_gradients_that_it_is_given():
    X, _ = datasets.xor()
    network = NeuralNetwork(2, 3, 1, rng=1)
    network.forward(X[:, [2]])
    gradients = {f"d{name}": np.full(value.shape, 0.125) for name, value in network.parameters.items()}
    gradients["dW2"][0, 1] = -0.75
    picture = figures.gradients_on_the_network(network, X[:, [2]], gradients)
    assert "input (1, 0)" in picture.alt
    assert "dW2: +0.125 −0.750 +0.125" in picture.alt
    assert [text.strip() for text in drawn(picture)].count("−0.750") == 1


def test_two_outputs_add_their_shares_under_the_first_hidden_unit():
    W2, a1 = np.array([[0.4, 0.45], [0.5, 0.55]]), np.array([[0.6], [0.7]])
    z2, target = W2 @ a1 + 0.6, np.array([[0.01], [0.99]])
    dz2 = (sigmoid(z2) - target) * sigmoid.slope(z2)
    picture = figures.two_outputs(W2, a1, z2, target)
    da1 = f"{(W2.T @ dz2)[0, 0]:+.4f}".replace("-", "−")
    loss = 0.5 * ((sigmoid(z2) - target) ** 2).sum()
    assert f"da1[0] {da1}" in drawn(picture)
    assert f"da1[0] {da1}" in picture.alt
    assert f"E {loss:.4f}" in picture.alt
    assert "$E$" in drawn(picture)
    assert "$J$" not in drawn(picture)


@pytest.mark.parametrize("missing", ["w1", "J"])
def test_a_value_that_is_not_given_is_not_drawn(missing):
    picture = figures.one_path({name: value for name, value in VALUES.items() if name != missing})
    assert f"{VALUES[missing]:.4f}".replace("-", "−") not in drawn(picture)
