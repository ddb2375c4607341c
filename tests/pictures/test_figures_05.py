"""The figure of notebook 05: what is drawn is what was given, and the alternative text says its numbers."""

import numpy as np
import pytest

from backprop.pictures.figures import of_05 as figures

SOLVED = {"right code": 0.99, "sum for mean": 0.31, "too early": 0.5}
ERRORS = {"right code": [2e-10, 4e-10], "sum for mean": [0.75, 0.5, 0.62], "too early": [3e-11, 1e-9]}


@pytest.fixture
def picture():
    return figures.what_the_loss_and_the_check_say(SOLVED, ERRORS)


def test_each_program_has_its_bar_and_its_range_of_errors(picture):
    left, right = picture.figure.axes
    assert [bar.get_width() for bar in left.patches] == [99, 31, 50]
    ranges = [segment[:, 0].tolist() for segment in right.collections[0].get_segments()]
    assert ranges == [[2e-10, 4e-10], [0.5, 0.75], [3e-11, 1e-9]]
    dots = next(line for line in right.lines if line.get_marker() == "o")
    assert dots.get_xdata().tolist() == [2e-10, 0.5, 3e-11]
    assert list(dots.get_ydata()) == list(SOLVED)


def test_the_tolerance_lies_between_the_right_code_and_the_bug(picture):
    right = picture.figure.axes[1]
    tolerance = next(line for line in right.lines if line.get_linestyle() == "--").get_xdata()[0]
    assert max(ERRORS["right code"]) < tolerance < min(ERRORS["sum for mean"])
    assert right.get_xscale() == "log"


def test_the_alternative_text_says_every_share_and_no_digits_of_rounding(picture):
    assert "right code 99%, below 1e-7; sum for mean 31%, 5.0e-01; too early 50%, below 1e-7." in picture.alt


def test_the_right_code_stands_at_the_top(picture):
    picture._repr_html_()
    right = picture.figure.axes[1]
    assert np.isclose(right.get_ylim()[0], right.get_ylim()[1]) is np.False_
