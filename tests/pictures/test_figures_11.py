"""The figures of notebook 11: what is drawn is what was given, and the alternative text says its numbers."""

import numpy as np

from backprop.pictures.figures import of_11 as figures

RNG = np.random.default_rng(11)
LOSSES = {"training": [2.5, 0.5, 0.125], "validation": [2.25, 0.75, 0.875]}


def lines(picture):
    return {line.get_label(): line.get_xydata() for line in picture.figure.axes[0].lines}


def shown(picture):
    """The images of a gallery, and their titles."""
    axes = [ax for ax in picture.figure.axes if ax.images]
    return [ax.images[0].get_array() for ax in axes], [ax.get_title() for ax in axes]


def test_each_first_image_stands_under_its_digit():
    X = RNG.random((64, 3))
    picture = figures.first_images(X, np.array([8, 1, 0]))
    drawn, titles = shown(picture)
    assert titles == ["8", "1", "0"]
    np.testing.assert_array_equal(drawn[1], X[:, 1].reshape(8, 8))
    assert "8, 1, 0" in picture.alt


def test_both_losses_are_drawn_with_the_epoch_that_is_kept_and_the_one_that_ends_the_run():
    picture = figures.loss_curves(LOSSES, kept=1, stop=2)
    drawn = lines(picture)
    np.testing.assert_array_equal(drawn["training"][:, 1], LOSSES["training"])
    np.testing.assert_array_equal(drawn["validation"][:, 1], LOSSES["validation"])
    assert drawn["lowest validation loss, kept"].tolist() == [[1, 0.75]]
    assert drawn["early stopping ends here"][:, 0].tolist() == [2, 2]
    for said in ("training from 2.500 to 0.125", "validation from 2.250 to 0.875", "0.750, at epoch 1", "epoch 2,"):
        assert said in picture.alt


def test_without_a_stop_no_line_marks_one():
    picture = figures.loss_curves(LOSSES, kept=1)
    assert "early stopping ends here" not in lines(picture)
    assert "early stopping" not in picture.alt


def test_the_confusion_matrix_counts_every_image_in_the_row_of_its_truth():
    picture = figures.confusion(np.array([0, 0, 1, 2, 2, 2]), np.array([0, 0, 1, 2, 1, 1]), n_classes=3)
    places = {text.get_position()[::-1]: text.get_text() for text in picture.figure.axes[0].texts}
    assert places == {(0, 0): "2", (1, 1): "1", (2, 2): "1", (2, 1): "2"}
    assert "from 0 on: 2, 1, 1. Off it: 2 read as 1: 2." in picture.alt


def test_the_misread_images_come_with_the_largest_wrong_share_first():
    X, truth = RNG.random((64, 3)), np.array([1, 0, 1])
    shares = np.array([[0.6, 0.7, 0.8], [0.4, 0.3, 0.2]])
    picture = figures.misread(X, shares, truth)
    drawn, titles = shown(picture)
    assert titles == ["1, read 0\n(80%)", "1, read 0\n(60%)"]
    np.testing.assert_array_equal(drawn[0], X[:, 2].reshape(8, 8))
    assert "1, read 0 (80%); 1, read 0 (60%)" in picture.alt


def test_the_hidden_units_with_the_largest_output_weights_come_first():
    W1, W2 = RNG.standard_normal((3, 64)), np.array([[0.1, 2.0, 0.5], [-0.2, -1.0, 0.7]])
    picture = figures.hidden_units(W1, W2, how_many=2)
    drawn, titles = shown(picture)
    assert titles == ["for 0, not 1", "for 1, not 0"]
    np.testing.assert_array_equal(drawn[0], W1[1].reshape(8, 8))
    assert "2 hidden units" in picture.alt
    assert "for 0, not 1; for 1, not 0" in picture.alt


def test_each_split_is_a_line_from_one_model_to_the_other():
    picture = figures.ten_splits(np.array([0.95, 0.97]), np.array([0.965, 0.96]))
    drawn = [line.get_ydata().tolist() for line in picture.figure.axes[0].lines]
    np.testing.assert_allclose(drawn, [[95, 96.5], [97, 96]])
    assert "2 lines" in picture.alt
    assert "95.0 to 96.5, 97.0 to 96.0" in picture.alt
