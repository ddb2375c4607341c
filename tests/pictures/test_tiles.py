"""The picture of notebook 10's three columns: its texts and colours are the numbers."""

import numpy as np

from backprop.pictures import plots


def test_every_number_stands_in_its_tile_in_the_colour_of_its_sign():
    numbers = np.array([[0.5, -0.25], [1e-9, -2.0], [0.0, 1.5]])
    ax = plots.tiles(numbers, ["a", "b", "c"], ["left", "right"], title="Two columns")
    shown = {text.get_position(): float(text.get_text().replace("−", "-")) for text in ax.texts}
    assert shown == {(j, i): round(value, 6) for (i, j), value in np.ndenumerate(numbers)}
    (image,) = ax.get_images()
    np.testing.assert_array_equal(image.get_array(), numbers)
    red, _, blue, _ = np.moveaxis(image.to_rgba(image.get_array()), 2, 0)
    np.testing.assert_array_equal(np.sign(red.round(2) - blue.round(2))[[0, 1, 2], [0, 1, 1]], [1, -1, 1])
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a", "b", "c"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["left", "right"]
    assert ax.get_title() == "Two columns"
