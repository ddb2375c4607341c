"""Galleries and confusion matrices: what their artists hold."""

import numpy as np
import pytest

from backprop.pictures import images


def test_a_gallery_shows_each_image_row_by_row_with_its_title():
    pixels = np.arange(4 * 3).reshape(3, 4).T.astype(float)  # three images of 2 by 2
    figure = images.gallery(pixels, ["one", "two", "three"], columns=2)
    shown = [ax for ax in figure.axes if ax.images]
    assert len(figure.axes) == 4
    assert [ax.get_title() for ax in shown] == ["one", "two", "three"]
    np.testing.assert_array_equal(shown[1].images[0].get_array(), [[4, 5], [6, 7]])
    assert not any(ax.axison for ax in figure.axes)


def test_a_gallery_of_one_row_and_its_shade():
    figure = images.gallery(np.zeros((4, 2)), "ab", columns=2, cmap="viridis", vmin=-1, vmax=1)
    assert [image.get_clim() for ax in figure.axes for image in ax.images] == [(-1, 1)] * 2
    assert figure.axes[0].images[0].get_cmap().name == "viridis"


def test_a_confusion_matrix_writes_each_count_in_its_place():
    counts = np.array([[5, 1, 0], [0, 4, 0], [2, 0, 6]])
    ax = images.confusion_matrix(counts)
    written = {(round(t.get_position()[1]), round(t.get_position()[0])): int(t.get_text()) for t in ax.texts}
    assert written == {(0, 0): 5, (0, 1): 1, (1, 1): 4, (2, 0): 2, (2, 2): 6}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("answer", "truth")
    shade = ax.images[0].get_array()
    assert shade[0, 1] == 0.5
    assert shade[2, 0] == 1
    assert shade[2, 2] == -1
    assert shade[0, 2] == 0


def test_a_confusion_matrix_without_a_mistake():
    ax = images.confusion_matrix(np.diag([3, 3]))
    np.testing.assert_array_equal(ax.images[0].get_array(), -np.eye(2))
    assert [text.get_text() for text in ax.texts] == ["3", "3"]


def test_a_gallery_refuses_more_titles_or_fewer_than_images():
    with pytest.raises(ValueError, match="titles"):
        images.gallery(np.zeros((4, 3)), ["only one"], columns=3)
