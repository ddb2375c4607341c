"""The panel of notebook 04: the shares of the chosen rows add up to dW1."""

import itertools

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders


@pytest.fixture
def panel():
    return sliders.batch(NeuralNetwork(2, 4, 1, rng=65), *datasets.xor())


def test_every_batch_shows_the_gradient_of_its_mean_loss(panel):
    X, y = datasets.xor()
    for chosen in itertools.product([False, True], repeat=4):
        for box, value in zip(panel.rows, chosen, strict=True):
            box.value = value
        raise_error(panel)
        rows = np.flatnonzero(chosen)
        if not len(rows):
            assert "The batch is empty" in panel.view.sentence
            continue
        dW1 = panel.network.gradients(X[:, rows], y[:, rows])["dW1"]
        assert f"{np.abs(dW1).max():.3f}" in panel.view.sentence
        total = panel.view.alt.split("dW1: ")[1].split(". One")[0].replace("−", "-")
        shown = [float(word) for word in total.replace("[", "").replace("]", "").split()]
        np.testing.assert_allclose(shown, dW1.ravel(), atol=5e-4)
