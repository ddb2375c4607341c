"""The computational graph as a drawing: what stands in its texts, and that nothing lies over anything else."""

import itertools

import numpy as np
import pytest

from backprop.pictures import computational_graph
from backprop.pictures.picture import Canvas

LAYOUTS = {"PATH": computational_graph.PATH, "FAN_OUT": computational_graph.FAN_OUT, "UNIT": computational_graph.UNIT}


def keys(layout):
    return list(computational_graph.Graph(layout).texts)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_number_is_written_with_its_name_and_said_in_words(layout):
    numbers = {key: -0.5 + 0.03125 * i for i, key in enumerate(keys(layout))}
    drawn = computational_graph.draw(layout, numbers)
    for key, number in numbers.items():
        digits = f"{number:+.4f}" if key[0] == "d" else f"{number:.4f}"
        assert drawn.texts[key].get_text().endswith(digits.replace("-", "−"))
        assert digits.replace("-", "−") in drawn.words(numbers)
    assert drawn.texts["dJ" if "dJ" in drawn.texts else "J"].get_text()


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_number_that_is_not_given_is_not_shown(layout):
    drawn = computational_graph.Graph(layout)
    drawn.write({"J": 0.25}, asked=keys(layout)[0])
    shown = {key: text.get_text() for key, text in drawn.texts.items() if text.get_text()}
    assert shown == {"J": "0.2500", keys(layout)[0]: " ? "}
    assert [key for key, text in drawn.texts.items() if text.get_bbox_patch().get_visible()] == keys(layout)[:1]
    assert drawn.words({"J": 0.25}) == "J 0.2500."
    assert drawn.words({}) == "No number stands in it yet."


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_no_text_lies_over_another_or_over_the_edge(layout):
    drawn = computational_graph.draw(layout, dict.fromkeys(keys(layout), -1.2345))
    canvas = Canvas(drawn.figure)
    canvas.draw()
    renderer = canvas.agg.get_renderer()
    boxes = {
        text.get_text() + str(i): text.get_window_extent(renderer)
        for i, text in enumerate(drawn.ax.texts)
        if text.get_text()
    }
    for one, box in boxes.items():
        assert drawn.figure.bbox.containsx(box.x0), one
        assert drawn.figure.bbox.containsx(box.x1), one
        assert drawn.figure.bbox.containsy(box.y0), one
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        up = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert min(across, up) < 1, (one, other)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_no_slope_and_no_gradient_touches_a_box(layout):
    drawn = computational_graph.draw(layout, dict.fromkeys(keys(layout), -12.3456))
    canvas = Canvas(drawn.figure)
    canvas.draw()
    boxes = [patch.get_window_extent() for patch in drawn.ax.patches]
    assert len(boxes) == len(layout.boxes)
    for key, text in drawn.texts.items():
        if key not in layout.boxes:
            assert not [box for box in boxes if text.get_window_extent().overlaps(box)], key


def test_every_arrow_runs_between_two_boxes_and_every_box_is_reached():
    for layout in LAYOUTS.values():
        ends = [key.split("/") for key in layout.arrows]
        assert {name for pair in ends for name in pair} == set(layout.boxes)
        assert "J" not in [tail for _, tail in ends]


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        ("z1", -0.00001, "0.0000"),
        ("dz1", 0.02204, "+0.0220"),
        ("a1/z1", -1.5, "−1.5000"),
        ("new w1", np.float64(2), "2.0000"),
    ],
)
def test_written(key, number, text):
    assert computational_graph.written(key, number) == text
