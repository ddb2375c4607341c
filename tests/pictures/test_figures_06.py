"""The figures of notebook 06: what is drawn is what was given, and the alternative text says its numbers."""

import numpy as np

from backprop.activations import sigmoid
from backprop.checks import numerical_gradient
from backprop.pictures.figures import of_06 as figures

ENTROPY, SQUARES = np.array([2e-6, 3e-6, 8e-6]), np.array([4e-4, 9e-4])


def measured(cost, a):
    """The derivative of a cost of the output with respect to z, by central differences."""
    z = np.array([np.log(a / (1 - a))])
    return numerical_gradient(lambda z: cost(sigmoid(z).item()), z)[0]


def test_the_curves_are_the_deltas_that_differences_measure():
    entropy, squared = figures.delta_of_each_loss().figure.axes[0].lines
    for a in (0.1, 0.5, 0.9):
        for line, cost in ((entropy, lambda a: -np.log(1 - a)), (squared, lambda a: a**2)):
            drawn = np.interp(a, line.get_xdata(), line.get_ydata())
            assert abs(drawn - measured(cost, a)) < 1e-6


def test_the_alternative_text_says_where_the_delta_of_the_mse_turns():
    assert "rises to 0.296 at a = 0.67 and then falls back to 0 at a = 1" in figures.delta_of_each_loss().alt


def test_every_run_is_in_its_histogram():
    ax = figures.where_the_runs_end(ENTROPY, SQUARES, 2.7e-5).figure.axes[0]
    heights = [sum(bar.get_height() for bar in container) for container in ax.containers]
    assert heights == [3, 2]
    assert ax.lines[0].get_xdata()[0] == 2.7e-5


def test_the_alternative_text_says_the_gap_and_what_lies_in_it():
    alt = figures.where_the_runs_end(ENTROPY, SQUARES, 2.7e-5).alt
    for said in ("3 runs on the cross-entropy, up to 0.000008", "2 runs on the MSE, from 0.000400", "at 0.000027"):
        assert said in alt
