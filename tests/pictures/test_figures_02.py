"""The figures of notebook 02: what is drawn is what was given, and the alternative text says its numbers."""

import numpy as np
import pytest

from backprop.pictures.figures import of_02 as figures


def test_the_tangent_goes_through_the_dot_with_its_slope():
    values = np.linspace(-1, 3, 41)
    picture = figures.loss_slice(values, (values - 2) ** 2, 1.0, 1.0, -2.0)
    curve, tangent, dot = picture.figure.axes[0].lines
    assert np.array_equal(curve.get_ydata(), (values - 2) ** 2)
    assert tangent.get_ydata() == pytest.approx(1 - 2 * (values - 1))
    assert (dot.get_xdata(), dot.get_ydata()) == ([1.0], [1.0])
    for said in ("from 9.00 at −1.00 to 1.00 at +3.00", "loss 1.0000", "slope −2.0000"):
        assert said in picture.alt


def test_the_arrow_is_the_step_over_the_contours_of_the_loss():
    first, second = np.linspace(-2, 2, 21), np.linspace(-1, 1, 11)
    losses = second[:, None] ** 2 + 0.1 * first**2
    picture = figures.two_weights(first, second, losses, (1.0, 0.6), (-0.25, -0.75), ("W", "b"))
    ax = picture.figure.axes[0]
    (arrow,) = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert (arrow.xyann, tuple(arrow.xy)) == ((1.0, 0.6), (0.75, pytest.approx(-0.15)))
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_aspect()) == ("W", "b", 1.0)
    (line,) = ax.collections[-1].get_paths()
    heights = line.vertices[:, 1] ** 2 + 0.1 * line.vertices[:, 0] ** 2
    assert np.allclose(heights, 0.46, atol=0.02)
    for said in ("from 0.00 to 1.40", "from (+1.00, +0.60) to (+0.75, −0.15)", "the loss 0.46"):
        assert said in picture.alt


def test_both_errors_are_drawn_against_h_and_the_best_h_is_said():
    widths = 10.0 ** -np.arange(1, 7)
    forward, central = np.array([1e-2, 1e-3, 1e-4, 3e-5, 2e-5, 1e-4]), np.array([1e-3, 1e-5, 1e-7, 1e-6, 1e-5, 1e-4])
    picture = figures.errors_of_differences(widths, forward, central)
    lines = picture.figure.axes[0].lines
    assert [line.get_label() for line in lines] == ["forward difference", "central difference"]
    assert np.array_equal(lines[0].get_ydata(), forward)
    assert np.array_equal(lines[1].get_ydata(), central)
    assert "the forward error falls from 1.0e-02 to 3.0e-05" in picture.alt
    assert "most exact at h = 1e-5 and 1e-4, the central one at h = 1e-3" in picture.alt
