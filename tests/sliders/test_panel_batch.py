"""The panel of notebook 04: the shares of the chosen rows add up to dW1."""

import itertools

import numpy as np
import pytest
from panels import assert_blit_equals_full_draw, every_move, raise_error

from backprop import NeuralNetwork, datasets, sliders


@pytest.fixture
def panel():
    return sliders.batch(NeuralNetwork(2, 4, 1, rng=65), *datasets.xor())


def test_every_row_can_be_unticked_and_ticked(panel):
    seen = {panel.view.png for _ in every_move(panel)}
    assert len(seen) == 5  # each row away, and all of them


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


def test_the_quick_redraw_is_the_full_one(panel):
    panel.rows[1].value = False
    assert_blit_equals_full_draw(panel)


def test_an_exception_becomes_a_sentence_and_the_next_move_works(panel):
    network, panel.network = panel.network, None
    panel.rows[0].value = False
    assert panel.error is not None
    assert "This move failed" in panel.view.sentence
    panel.network = network
    panel.rows[0].value = True
    assert panel.error is None
    assert panel.view.sentence.startswith("Batch (0, 0)")


def test_a_page_without_a_kernel_shows_the_still_picture(panel):
    bundle = panel._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert f'alt="{panel.view.alt[:20]}' in bundle["text/html"]
    assert bundle["text/plain"] == panel.view.sentence
