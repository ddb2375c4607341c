"""The figures of notebook 07: what is drawn is what was given, and the alternative text says its numbers."""

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets
from backprop.pictures.figures import of_07 as figures


def bowl(w):
    return float(0.5 * w[0] ** 2 + 2 * (w[1] - 3) ** 2 + 1)


def test_each_walk_is_drawn_and_its_end_is_said():
    paths = {10: np.array([[4.0, 2.0, 0.0], [4.0, 3.0, 3.0]]), 0.5: np.array([[4.0, 3.9, 3.8], [4.0, 3.9, 3.8]])}
    picture = figures.walks_on_a_landscape(bowl, paths)
    for line, path in zip(picture.figure.axes[0].lines, paths.values(), strict=True):
        assert np.array_equal(line.get_xydata().T, path)
    assert "lowest loss on the map is 1.000" in picture.alt
    assert "rate 10 ends at 1.000, at (0.0, 3.0)" in picture.alt
    assert f"rate 0.5 ends at {bowl((3.8, 3.8)):.3f}, at (3.8, 3.8)" in picture.alt


def test_the_first_weight_is_on_the_horizontal_axis():
    picture = figures.walks_on_a_landscape(bowl, {1: np.array([[4.0, 4.0], [4.0, 4.0]])})
    ax = picture.figure.axes[0]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("W2[0, 0]", "W2[0, 1]")
    lowest = ax.collections[0].get_paths()[1].vertices  # the innermost of the lines
    assert np.allclose(lowest.mean(axis=0), (0, 3), atol=0.5)


def test_the_curves_are_the_losses_with_their_rises():
    losses = {"slow": np.array([0.7, 0.6, 0.5]), "wild": np.array([0.7, 3.0, 0.2]), "last": np.array([0.7, 0.5, 0.5])}
    picture = figures.loss_curves(losses)
    ax = picture.figure.axes[0]
    assert [line.get_ydata().tolist() for line in ax.lines] == [loss.tolist() for loss in losses.values()]
    assert [line.get_linestyle() for line in ax.lines] == ["-", "-", "--"]
    for said in (
        "slow: from 0.7 to 0.5, 0 rises;",
        "wild: from 0.7 to 0.2, 1 rises;",
        "last: from 0.7 to 0.5, 0 rises.",
    ):
        assert said in picture.alt


@pytest.fixture(scope="module")
def four():
    return figures.four_curves_to_name(*datasets.xor())


def test_each_curve_to_name_is_a_run_with_its_rate(four):
    X, y = datasets.xor()
    for ax, rate in zip(four.figure.axes, figures.TO_NAME.values(), strict=True):
        mse = NeuralNetwork(2, 4, 1, loss="mse", rng=7).train(X, y, 2000, rate, print_every=0).mse
        assert np.allclose(ax.lines[0].get_ydata(), mse)


def test_no_curve_to_name_tells_its_rate_or_its_name(four):
    drawn = [ax.get_title() for ax in four.figure.axes] + [four.alt]
    assert not [text for text in drawn for word in ("rate", "slow", "good", "oscillat", "stuck") if word in text]
    assert "a: from 0.25 via 0.5 to 0.5, 11 rises" in four.alt
    assert "d: from 0.25 to above 0.1, hundreds of rises" in four.alt
