"""The figures of notebook 00: what is drawn is what was given, and the alternative text says it."""

import numpy as np

from backprop import NeuralNetwork, datasets
from backprop.pictures.figures import of_00 as figures

X, Y = datasets.xor()


def test_each_point_has_the_marker_of_its_target():
    picture = figures.four_points(X, 1 - Y)
    circles, squares = picture.figure.axes[0].lines
    assert np.array_equal(np.array(circles.get_data()), [[0, 1], [1, 0]])
    assert np.array_equal(np.array(squares.get_data()), [[0, 1], [0, 1]])
    for said in ("(0, 0) is an orange square", "(0, 1) is a blue circle", "(1, 0) is a blue circle"):
        assert said in picture.alt


def test_the_training_curve_is_the_history_from_the_first_step_on():
    model = NeuralNetwork(2, 1, output="linear", loss="mse", rng=7)
    history = model.train(X, Y, epochs=301, learning_rate=0.01, print_every=0)
    picture = figures.training_curve(history)
    (curve,) = picture.figure.axes[0].lines
    assert np.array_equal(curve.get_xdata(), np.arange(1, 301))
    assert np.array_equal(curve.get_ydata(), history.mse[1:])
    for said in (f"{history.mse[1]:.2f} after 1 step", f"{history.mse[100]:.4f} after 100", "to step 300"):
        assert said in picture.alt
    assert picture.alt.endswith(f"ends at {history.mse[-1]:.4f}.")
