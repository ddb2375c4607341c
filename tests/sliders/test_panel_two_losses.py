"""The panel of notebook 06: four curves out of two runs, from a start as sure as the slider says."""

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.sliders.two_losses import ADDED_TO_B2, STOPS

X, y = datasets.xor()


def started(loss, added):
    nn = NeuralNetwork(2, 4, 1, rng=65, loss=loss)
    nn.b2 = nn.b2 + added
    return nn


def by_the_network(loss, added, epochs):
    """(mse, cross-entropy) at every epoch but the last few: one run a loss, as `NeuralNetwork` trains."""
    descended = started(loss, added)
    entropy = NeuralNetwork(2, 4, 1)
    found = []
    for _ in range(epochs + 1):
        vars(entropy).update(descended.parameters)
        found.append((np.mean((descended.predict(X) - y) ** 2), entropy.loss_value(X, y)))
        descended.backward(X, y, 0.5)
    return np.array(found).T


@pytest.fixture(scope="module")
def shared():
    return sliders.two_losses(NeuralNetwork(2, 4, 1, rng=65), X, y)


@pytest.fixture
def panel(shared):
    shared.added.value, shared.epoch.value = 0, STOPS[-1]
    raise_error(shared)
    return shared


@pytest.mark.parametrize("added", [0, 6, 9, 20])
def test_the_curves_are_those_of_the_network(panel, added):
    panel.added.value = added
    raise_error(panel)
    last = 500
    epochs = np.array([epoch for epoch in panel.epochs if epoch <= last])
    for row, loss in enumerate(("mse", "cross-entropy")):
        expected = by_the_network(loss, added, last)[:, epochs]
        for column in (0, 1):
            drawn = panel.curves[2 * row + column].get_ydata()[: len(epochs)]
            other = panel.others[2 * (1 - row) + column].get_ydata()[: len(epochs)]
            np.testing.assert_allclose(drawn, expected[column], rtol=1e-9)
            np.testing.assert_array_equal(drawn, other)  # dashed in the same column, above or below


@pytest.mark.parametrize(("added", "epoch"), [(0, 200), (9, 500), (20, 1)])
def test_the_sentence_and_the_values_say_what_the_network_has(panel, added, epoch):
    panel.added.value, panel.epoch.value = added, epoch
    raise_error(panel)
    parts = panel.view.sentence.split("; ")
    for row, loss in enumerate(("mse", "cross-entropy")):
        mse, entropy = by_the_network(loss, added, epoch)[:, -1]
        assert f"MSE {mse:.3g}, cross-entropy {entropy:.3g}" in parts[row]
        assert panel.values[2 * row].get_text() == f"now {mse:.3g}"
        assert panel.values[2 * row + 1].get_text() == f"now {entropy:.3g}"
    assert f"{added} added to b2" in parts[0]
    assert f"At epoch {epoch:,}" in parts[0]


def test_the_alternative_text_gives_both_ends_of_all_four(panel):
    panel.added.value = 6
    raise_error(panel)
    for loss in ("mse", "cross-entropy"):
        nn = started(loss, 6)
        history = nn.train(X, y, STOPS[-1] + 1, 0.5, print_every=0)
        assert f"MSE from {history.mse[1]:.3g} to {history.mse[-1]:.3g}" in panel.view.alt
        if loss == "cross-entropy":
            assert f"cross-entropy from {history.loss[1]:.3g} to {history.loss[-1]:.3g}" in panel.view.alt


def test_the_range_reaches_where_mse_sticks_and_cross_entropy_does_not(panel):
    ends = panel.losses[:, :, 0, -1]  # (2 descended, n_starts): the MSE at the last epoch
    assert (ends[1] < 1e-4).all()
    assert (ends[0][np.array(ADDED_TO_B2) <= 8] < 0.01).all()
    assert (ends[0][np.array(ADDED_TO_B2) >= 9] > 0.49).all()


def test_every_curve_stays_inside_its_axes(panel):
    for place, ax in enumerate(panel.axes.flat):
        low, high = ax.get_ylim()
        values = panel.losses[:, :, place % 2]
        assert low < values.min()
        assert values.max() < high


def test_the_network_is_left_as_it_was():
    nn = NeuralNetwork(2, 4, 1, rng=65)
    sliders.two_losses(nn, X, y)
    np.testing.assert_array_equal(nn.W1, NeuralNetwork(2, 4, 1, rng=65).W1)
    assert nn.b2 == 0
