"""What cannot be drawn: each call raises the listed error, which names the argument, what it got and what to do."""

import warnings

import numpy as np
import pytest
from refusing import cases, refuse

from backprop import NeuralNetwork, datasets
from backprop.pictures import Picture, images, plots

X, Y = datasets.xor()
NETWORK = NeuralNetwork(2, 4, 1, rng=1)
AXES = plots.new_axes()
NAN = float("nan")


def boundary(predict=NETWORK.predict, x=X, y=Y):
    return lambda: plots.decision_boundary(predict, x, y)


REFUSED = {
    "a class −1": (boundary(y=2 * Y - 1), ValueError, "y holds -1, which is no class: give 0 and 1"),
    "a class ½": (boundary(y=Y / 2), ValueError, "y holds 0.5, which is no class"),
    "one-hot y": (boundary(y=np.vstack([Y, 1 - Y])), ValueError, "y has shape (2, 4), expected (1, 4)", "y[[1]]"),
    "y of one dimension": (boundary(y=Y[0]), ValueError, "y has shape (4,), expected (1, 4)"),
    "y of other examples": (boundary(y=Y[:, :3]), ValueError, "y has shape (1, 3), expected (1, 4)"),
    "a third feature": (boundary(x=np.zeros((3, 4))), ValueError, "X has shape (3, 4), expected (2, n_examples)"),
    "NaN in X": (boundary(x=X * NAN), ValueError, "X has NaN"),
    "a predict that gives NaN": (boundary(lambda P: P[:1] * NAN), ValueError, "what predict gave has NaN"),
    "a predict of two outputs": (boundary(lambda P: P), ValueError, "predict gave shape (2, 1600), expected (1, 1600)"),
    "a network for its predict": (boundary(NETWORK), TypeError, "predict must be a function, got NeuralNetwork: give"),
    "points of a class −1": (lambda: plots.points(X, 2 * Y - 1, AXES), ValueError, "y holds -1, which is no class"),
    "tiles without their names": (
        lambda: plots.tiles(np.eye(2), ["a"], ["b", "c"]),
        ValueError,
        "numbers has shape (2, 2) but (1, 2) are named: give each row",
    ),
    "images that are no squares": (
        lambda: images.gallery(np.zeros((63, 1)), ["a"], 1),
        ValueError,
        "images has shape (63, 1), expected (n_pixels, n_images) with n_pixels a square",
    ),
    "no images": (lambda: images.gallery(np.zeros((64, 0)), [], 3), ValueError, "images is empty"),
    "no columns": (lambda: images.gallery(np.zeros((64, 1)), ["a"], 0), ValueError, "columns must be at least 1"),
    "no alt": (lambda: Picture(AXES, ""), ValueError, "alt is empty: say in words"),
    "an alt of None": (lambda: Picture(AXES, None), TypeError, "alt must be text, got None: say in words"),
    "an alt of 5": (lambda: Picture(AXES, 5), TypeError, "alt must be text, got 5: say in words"),
    "a caption of 5": (lambda: Picture(AXES, "a", 5), TypeError, "caption must be text, got 5"),
    "no figure": (
        lambda: Picture(None, "a"),
        TypeError,
        "figure must be a Figure or an Axes of matplotlib, got NoneType",
    ),
    "an array of axes": (
        lambda: Picture(plots.new_figure().subplots(1, 2), "a"),
        TypeError,
        "figure must be a Figure or an Axes of matplotlib, got ndarray: give what you drew on",
    ),
}


@pytest.mark.parametrize(("call", "exception", "words"), cases(REFUSED))
def test_what_cannot_be_drawn_is_refused(call, exception, words):
    refuse(call, exception, *words)


def test_a_confusion_matrix_of_nothing_is_drawn_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not images.confusion_matrix(np.zeros((3, 3), int)).texts
