"""The figures of notebook 04: what is drawn is what was given, and the alternative text says its numbers."""

from types import SimpleNamespace

import numpy as np

from backprop import NeuralNetwork, datasets
from backprop.pictures.figures import of_04 as figures


def halving(n_epochs):
    """A history whose mean squared error halves every 100 epochs from 0.25."""
    epochs = np.arange(n_epochs)
    return SimpleNamespace(epochs=epochs, mse=0.25 * 0.5 ** (epochs / 100))


def test_the_losses_of_the_report_lie_on_the_axes_of_the_run():
    history, (epochs, printed) = halving(2001), datasets.report_losses()
    picture = figures.losses_beside_the_report(history, epochs, printed)
    curve, dots = picture.figure.axes[0].lines
    assert np.array_equal(curve.get_xdata(), history.epochs[1:])
    assert np.array_equal(curve.get_ydata(), history.mse[1:])
    assert dots.get_xdata().tolist() == epochs[(printed > 0) & (epochs > 0)].tolist()
    assert dots.get_ydata().min() == printed[printed > 0].min()
    for said in ("0.062 at epoch 200", "0.008 at 500", "0.0002 at 1,000", "ends at 2.4e-07", "32 losses", "3,200"):
        assert said in picture.alt
    assert picture.figure.axes[0].get_xscale() == picture.figure.axes[0].get_yscale() == "log"


def test_the_alternative_text_counts_the_right_answers():
    X, y = datasets.xor()
    network = NeuralNetwork(2, 4, 1, rng=65)
    before = figures.answers_over_the_plane(network, X, y)
    assert "2 of 4 examples" in before.alt
    network.train(X, y, epochs=2000, learning_rate=0.5, print_every=0)
    after = figures.answers_over_the_plane(network, X, y)
    assert "4 of 4 examples" in after.alt
    for (a, b), answer in zip(X.T, network.predict(X)[0], strict=True):
        assert f"({a:g}, {b:g}) {answer:.3f}" in after.alt
    ax = after.figure.axes[0]
    points = {tuple(xy) for line in ax.lines for xy in zip(*line.get_data(), strict=True)}
    assert points == {tuple(column) for column in X.T}
