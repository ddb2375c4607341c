"""The figures of notebook 12: what is drawn is what was given, and the alternative text says its numbers."""

from types import SimpleNamespace

import numpy as np
import pytest

from backprop.pictures.figures import of_12 as figures


def outcome(vary, values):
    """Two values and ten seeds, of which 4 and 9 are solved."""
    study = SimpleNamespace(vary=vary, values=values)
    return SimpleNamespace(study=study, mse=np.zeros((2, 10)), solved=[4, 9], intervals=[(0.17, 0.69), (0.6, 0.98)])


@pytest.mark.parametrize(
    ("vary", "values", "names"),
    [("rate", (0.5, 10.0), ["0.5", "10"]), ("start", ("he", "tiny"), ["he", "tiny"]), ("hidden", (2, 4), ["2", "4"])],
)
def test_each_value_has_its_share_and_its_interval(vary, values, names):
    picture = figures.shares(outcome(vary, values))
    ax = picture.figure.axes[0]
    drawn = [line.get_ydata().tolist() for line in ax.lines]
    assert drawn == [[0.17, 0.69], [0.4], [0.6, 0.98], [0.9]]
    assert [label.get_text() for label in ax.get_xticklabels()] == names
    assert ax.get_xlabel() == figures.SETTINGS[vary]
    assert f"{names[0]}: 4 of 10, 17% to 69%; {names[1]}: 9 of 10, 60% to 98%." in picture.alt


def test_the_groups_that_miss_the_share_are_drawn_apart():
    seen, ends = np.array([0.5, 0.7, 0.9]), np.array([[0.3, 0.65], [0.5, 0.85], [0.75, 0.98]])
    picture = figures.groups(seen, ends, 0.7)
    drawn = {line.get_label(): line.get_xydata()[:, 1].tolist() for line in picture.figure.axes[0].lines}
    assert drawn["1 intervals contain it"] == [0.7]
    assert drawn["2 intervals miss it"] == [0.5, 0.9]
    assert drawn["share of all runs"] == [0.7, 0.7]
    upright = [
        segment[:, 1].tolist() for lines in picture.figure.axes[0].collections for segment in lines.get_segments()
    ]
    assert upright == [[0.5, 0.85], [0.3, 0.65], [0.75, 0.98]]
    for said in ("3 upright intervals", "0.70, the share", "1 intervals contain it, 2 miss it", "0.50 to 0.90"):
        assert said in picture.alt
