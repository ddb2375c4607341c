"""The figures of notebook 10: what is drawn is the data, and the alternative text holds its numbers."""

import numpy as np

from backprop.pictures.figures import of_10 as figures
from backprop.scalar import Value, backward


def unit(weight):
    """The Values of one unit with the input 1 and the target 1, walked back over."""
    w, x, b, t = (Value(number) for number in (weight, 1.0, 0.0, -1.0))
    p = w * x
    z = p + b
    a = z.sigmoid()
    e = a + t
    J = e * e
    backward(J)
    return {"w": w, "x": x, "p": p, "b": b, "z": z, "a": a, "t": t, "e": e, "J": J}


def test_the_graph_of_a_unit_holds_the_numbers_of_its_values():
    boxes = unit(0.5)
    picture = figures.one_unit(boxes)
    drawn = [text.get_text() for ax in picture.figure.axes for text in ax.texts]
    for name in ("a", "e", "J"):
        number = f"{boxes[name].data:.4f}".replace("-", "−")
        assert number in drawn
        assert f"{name} {number}" in picture.alt
    assert f"dw {boxes['w'].grad:+.4f}".replace("-", "−") in picture.alt


def test_the_table_has_a_row_for_every_entry_and_a_column_for_every_way():
    one = {"dW1": np.array([[0.25, -0.5]]), "db1": np.array([[0.125]])}
    other = {name: array + 1 for name, array in one.items()}
    picture = figures.side_by_side({"one": one, "other": other})
    ax = picture.figure.axes[0]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["dW1[0, 0]", "dW1[0, 1]", "db1[0, 0]"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["one", "other"]
    np.testing.assert_array_equal(ax.images[0].get_array(), [[0.25, 1.25], [-0.5, 0.5], [0.125, 1.125]])
    assert "dW1[0, 1] −0.5000, +0.5000; db1[0, 0] +0.1250, +1.1250." in picture.alt
