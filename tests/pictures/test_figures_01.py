"""The figure of notebook 01: the drawing and its alternative text hold every number of the network."""

import numpy as np

from backprop import NeuralNetwork
from backprop.pictures.figures import of_01 as figures
from backprop.pictures.network_diagram import written


def test_every_value_and_every_parameter_is_drawn_and_said():
    network, x = NeuralNetwork(2, 3, 1, rng=5), np.array([[0.25], [1.0]])
    network.b1[:] = [[0.3], [-0.7], [1.1]]
    picture = figures.network_with_values(network, x)
    drawn = " ".join(text.get_text() for text in picture.figure.axes[0].texts)
    z1 = network.W1 @ x + network.b1
    arrays = {"a0": x, "z1": z1, "a1": 1 / (1 + np.exp(-z1)), **network.parameters}
    for name, array in arrays.items():
        numbers = [written(name, number) for number in array.ravel()]
        assert f"{name}: {', '.join(numbers)}" in picture.alt
        assert all(number in drawn for number in numbers)
