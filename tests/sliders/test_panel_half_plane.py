"""The panel of notebook 00: the line, its four answers and their mean squared error, at every setting."""

import itertools

import numpy as np
import pytest
from panels import raise_error

from backprop import sliders
from backprop.sliders.half_plane import WEIGHTS, linear

TARGETS = {"XOR": lambda x1, x2: x1 ^ x2, "OR": lambda x1, x2: x1 | x2, "AND": lambda x1, x2: x1 & x2}
POINTS = list(itertools.product((0, 1), repeat=2))


@pytest.fixture
def panel():
    return sliders.half_plane()


def put(panel, w1, w2, b):
    for slider, value in zip(panel.weights, (w1, w2, b), strict=True):
        slider.value = value
    raise_error(panel)


def expected(table, w1, w2, b):
    """(ŷ, squared errors, points on the right side), worked out in tenths, where nothing is rounded."""
    tenths = [round(10 * w1) * x1 + round(10 * w2) * x2 + round(10 * b) for x1, x2 in POINTS]
    targets = [TARGETS[table](*point) for point in POINTS]
    right = sum(tenth != 5 and (tenth > 5) == bool(target) for tenth, target in zip(tenths, targets, strict=True))
    errors = [(tenth - 10 * target) ** 2 / 100 for tenth, target in zip(tenths, targets, strict=True)]
    return [tenth / 10 for tenth in tenths], errors, right


@pytest.mark.parametrize("table", TARGETS)
@pytest.mark.parametrize(
    "setting", [(0.0, 0.0, 0.5), (0.7, 0.3, -0.2), (-3.0, 3.0, -3.0), (1.0, 1.0, -0.5), (3.0, 3.0, 3.0)]
)
def test_the_words_hold_the_numbers(panel, table, setting):
    panel.table.value = table
    put(panel, *setting)
    answers, errors, right = expected(table, *setting)
    assert f"{right} of 4 points on the right side. MSE {np.mean(errors):.4f}." in panel.view.sentence
    for (x1, x2), answer, error in zip(POINTS, answers, errors, strict=True):
        assert f"({x1}, {x2}): ŷ {answer:.1f}, squared error {error:.2f}".replace("-", "−") in panel.view.alt
    assert f"the MSE, is {np.mean(errors):.4f}" in panel.view.alt


def test_the_bars_are_the_squared_errors_and_the_line_their_mean(panel):
    put(panel, 0.4, -0.6, 0.5)
    _, errors, _ = expected("XOR", 0.4, -0.6, 0.5)
    np.testing.assert_allclose([bar.get_height() for bar in panel.errors], errors, atol=1e-12)
    np.testing.assert_allclose(panel.mean.get_ydata(), np.mean(errors), atol=1e-12)


def test_each_point_carries_its_answer_and_whether_it_is_on_its_side(panel):
    put(panel, 0.4, -0.6, 0.5)  # ŷ is 0.5, −0.1, 0.9, 0.3: neither side, wrong, right, right
    found = [text.get_text().split(" = ")[1] for text in panel.answers]
    assert found == ["0.5 ✗", "−0.1 ✗", "0.9 ✓", "0.3 ✓"]


def test_the_line_is_where_the_answer_is_a_half(panel):
    put(panel, 2.0, -1.0, 0.3)
    ends = panel.shading[-1].get_paths()[0].vertices
    np.testing.assert_allclose(2.0 * ends[:, 0] - 1.0 * ends[:, 1] + 0.3, 0.5, atol=1e-9)


def test_no_setting_brings_xor_below_a_quarter(panel):
    w1, w2, b = np.meshgrid(WEIGHTS, WEIGHTS, WEIGHTS)
    errors = [(linear(np.array(point), w1, w2, b) - TARGETS["XOR"](*point)) ** 2 for point in POINTS]
    assert np.mean(errors, axis=0).min() == 0.25
    put(panel, 0.0, 0.0, 0.5)
    assert "not cut, because ŷ is 0.5 everywhere" in panel.view.alt
    assert panel.view.sentence.endswith("0 of 4 points on the right side. MSE 0.2500.")
