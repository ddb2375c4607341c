"""The figures of notebook 08: what is drawn is the data, and the alternative text holds its numbers."""

import numpy as np
import pytest

from backprop.pictures.figures import of_08 as figures

EPOCHS = np.arange(0, 3000, 100)


def test_three_runs_are_drawn_above_and_their_gradients_below():
    mse = {name: np.full(30, height) for name, height in (("one", 0.25), ("two", 0.125), ("three", 0.2))}
    length = {name: np.full(30, 10.0**-power) for power, name in enumerate(mse, start=2)}
    picture = figures.three_plateaus(EPOCHS, mse, length)
    upper, lower = picture.figure.axes
    for ax, drawn in ((upper, mse), (lower, length)):
        curves = [line for line in ax.lines if len(line.get_xdata()) == 30]
        for line, values in zip(curves, drawn.values(), strict=True):
            np.testing.assert_array_equal(line.get_ydata(), values)
    assert lower.get_yscale() == "log"
    assert "two: 0.125, 0.125, 0.125; 1e-03, 1e-03, 1e-03." in picture.alt


def test_four_curves_say_where_they_are_at_the_mark_and_at_the_end():
    curves = {letter: np.linspace(start, 0, 30) for letter, start in zip("abcd", (0.25, 0.2, 0.1, 0), strict=True)}
    picture = figures.four_curves(EPOCHS, curves, marked=1000)
    for ax, (letter, mse) in zip(picture.figure.axes, curves.items(), strict=True):
        np.testing.assert_array_equal(ax.lines[0].get_ydata(), mse)
        assert set(ax.lines[1].get_xdata()) == {1000}
        assert f"curve {letter} is at {mse[10]:.3f} at epoch 1,000 and at {mse[-1]:.3f} at epoch 2,900" in picture.alt


@pytest.mark.parametrize("sign", [1, -1])
def test_the_saddle_says_how_far_each_line_goes_up_or_down(sign):
    t = np.linspace(-1, 1, 5)
    picture = figures.saddle(t, sign * 0.02 * t**2, -sign * 0.01 * t**2)
    up, down = picture.figure.axes[0].lines[:2]
    np.testing.assert_array_equal(up.get_ydata(), sign * 0.02 * t**2)
    np.testing.assert_array_equal(down.get_ydata(), -sign * 0.01 * t**2)
    ends = "+0.0200 along b2 and −0.0100" if sign > 0 else "−0.0200 along b2 and +0.0100"
    assert ends in picture.alt
