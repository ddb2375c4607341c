"""The figures of notebook 09: what is drawn is the data, and the alternative text holds its numbers."""

import numpy as np

from backprop import NeuralNetwork, datasets
from backprop.pictures.figures import of_09 as figures


def test_each_activation_has_its_line_and_its_numbers():
    lengths = {"sigmoid": np.array([1e-6, 1e-3, 0.2]), "relu": np.array([0.03, 0.04, 0.05])}
    picture = figures.lengths_by_layer(lengths, "Three layers")
    ax = picture.figure.axes[0]
    for line, values in zip(ax.lines, lengths.values(), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), values)
        np.testing.assert_array_equal(line.get_xdata(), [1, 2, 3])
    assert ax.get_yscale() == "log"
    assert "sigmoid: 1e-06, 1e-03, 2e-01. relu: 3e-02, 4e-02, 5e-02." in picture.alt


def test_runs_are_drawn_from_their_first_epoch_to_their_last():
    X, y = datasets.xor()
    history = NeuralNetwork(2, 2, 1, rng=1).train(X, y, 30, 0.5, print_every=0)
    picture = figures.two_runs({"two units": ("tanh", history)}, "A run")
    (line,) = picture.figure.axes[0].lines
    np.testing.assert_array_equal(line.get_ydata(), history.loss)
    assert f"two units: {history.loss[0]:.3f} at the first epoch, {history.loss[-1]:.4f} at epoch 30." in picture.alt


def test_the_bars_count_networks_by_their_dead_units():
    dead, solved = np.array([0, 0, 1, 1, 1, 3]), np.array([True, True, True, False, False, False])
    picture = figures.solved_by_dead(dead, solved)
    heights = [bar.get_height() for bar in picture.figure.axes[0].patches]
    assert heights == [2, 1, 0, 0, 0, 2, 0, 1]
    assert "2 of 2 with 0 dead, 1 of 3 with 1 dead, 0 of 0 with 2 dead, 0 of 1 with 3 dead." in picture.alt
