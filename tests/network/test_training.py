"""A training run: what it writes down and prints, and how it stops when the numbers run away."""

import re

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets
from backprop.datasets import PLANAR

X, Y = datasets.xor()
STOPPED = "the numbers grew beyond what a float can hold. A learning rate of"


@pytest.fixture
def nn():
    return NeuralNetwork(2, 4, 1, rng=7)


def printed(capsys):
    return capsys.readouterr().out.splitlines()


def assert_finite(nn, history):
    assert all(np.isfinite(value).all() for value in nn.parameters.values())
    assert np.isfinite(history.loss).all()
    assert np.isfinite(history.mse).all()


# What is written down.


def test_an_entry_is_taken_before_its_step(nn):
    twin = NeuralNetwork(2, 4, 1, rng=7)
    history = nn.train(X, Y, 5, 0.5, print_every=0)
    for epoch in history.epochs:
        assert history.loss[epoch] == twin.loss_value(X, Y)
        assert history.mse[epoch] == np.mean((twin.predict(X) - Y) ** 2)
        twin.backward(X, Y, 0.5)
    for name, value in twin.parameters.items():
        np.testing.assert_array_equal(getattr(nn, name), value)


def test_the_history_of_a_run(nn):
    history = nn.train(X, Y, 7, 0.25, print_every=0)
    np.testing.assert_array_equal(history.epochs, np.arange(7))
    assert len(history.loss) == len(history.mse) == 7
    assert (history.loss_name, history.learning_rate, history.stopped) == ("cross-entropy", 0.25, None)
    assert repr(history) == "History(loss_name='cross-entropy', learning_rate=0.25, stopped=None)"


def test_two_runs_of_50_are_one_of_100(nn):
    twin = NeuralNetwork(2, 4, 1, rng=7)
    first, second = (nn.train(X, Y, 50, 0.5, print_every=0) for _ in range(2))
    assert first.loss + second.loss == twin.train(X, Y, 100, 0.5, print_every=0).loss


def test_a_mean_squared_error_is_written_down_once(nn):
    nn = NeuralNetwork(2, 4, 1, loss="mse", rng=7)
    history = nn.train(X, Y, 5, 0.5, print_every=0)
    assert history.loss == history.mse
    assert history.line(0) == f"Epoch 0, MSE: {history.mse[0]:.4f}"


def test_a_line_names_both_losses(nn):
    history = nn.train(X, Y, 5, 0.5, print_every=0)
    assert history.line(3) == f"Epoch 3, MSE: {history.mse[3]:.4f}, cross-entropy: {history.loss[3]:.4f}"


def test_one_hidden_unit_ends_at_a_sixth_and_zeros_stay_at_a_quarter():
    history = NeuralNetwork(2, 1, 1, rng=1).train(X, Y, 10_000, 0.5, print_every=0)
    assert history.mse[-1] == pytest.approx(1 / 6, abs=2e-3)
    nn = NeuralNetwork(2, 4, 1)
    nn.W1, nn.W2 = np.zeros((4, 2)), np.zeros((1, 4))
    assert set(nn.train(X, Y, 100, 0.5, print_every=0).mse) == {0.25}


# What is printed.


@pytest.mark.parametrize(("options", "epochs"), [({}, [0, 100, 200]), ({"print_every": 75}, [0, 75, 150, 225])])
def test_a_line_is_printed_every_so_often(nn, capsys, options, epochs):
    history = nn.train(X, Y, 250, 0.5, **options)
    assert printed(capsys) == [history.line(epoch) for epoch in epochs]


def test_print_every_0_prints_nothing_even_when_stopped(nn, capsys):
    nn.train(X, Y, 101, 0.5, print_every=0)
    assert runaway().train(X, Y, 500, 100, print_every=0).stopped
    assert printed(capsys) == []


# When the numbers run away.


def runaway(activation="relu", rng=1):
    return NeuralNetwork(2, 8, 1, activation=activation, output="linear", loss="mse", rng=rng)


@pytest.mark.parametrize("rate", [100, 1e6, 1e150, 1e300, 1.7e308])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
@pytest.mark.parametrize("seed", range(5))
def test_a_run_that_diverges_stops_with_a_sentence(capsys, activation, rate, seed):
    nn = runaway(activation, seed)
    history = nn.train(X, Y, 2000, rate)
    assert 0 < len(history.loss) < 2000
    assert int(re.match(r"Stopped at epoch (\d+):", history.stopped)[1]) in (history.epochs[-1], len(history.loss))
    assert f"{STOPPED} {rate:g} is too large here; make a new network and try {rate / 10:g}." in history.stopped
    assert printed(capsys)[-1] == history.stopped
    assert_finite(nn, history)


@pytest.mark.parametrize("rate", [100, 1e6, 1e300])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_after_a_stop_the_network_is_at_its_last_entry_and_can_go_on(activation, rate):
    nn = runaway(activation)
    history = nn.train(X, Y, 2000, rate, print_every=0)
    assert nn.loss_value(X, Y) == history.loss[-1]
    assert np.isfinite(nn.predict(X)).all()
    again = nn.train(X, Y, 20, 1e-3, print_every=0)
    assert again.loss[0] == history.loss[-1]
    assert_finite(nn, again)
    assert np.isfinite(nn.predict(X)).all()


def test_a_start_beyond_the_floats_says_so(capsys):
    nn = runaway()
    nn.W2 = np.full((1, 8), 1e300)
    history = nn.train(X, Y, 5, 0.5)
    assert (history.loss, history.mse, list(history.epochs)) == ([], [], [])
    assert history.stopped == printed(capsys)[0]
    assert history.stopped.startswith("Stopped before the first step: the loss is infinite already. Give smaller")
    np.testing.assert_array_equal(nn.W2, 1e300)


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
def test_cross_entropy_that_runs_away_stops_too(output):
    nn = NeuralNetwork(2, 8, 2, activation="relu", output=output, rng=1)
    history = nn.train(X, np.vstack([Y, 1 - Y]), 500, 1e300, print_every=0)
    assert STOPPED in history.stopped
    assert_finite(nn, history)
    assert np.isfinite(nn.predict(X)).all()


@pytest.mark.parametrize("name", PLANAR)
@pytest.mark.parametrize("rate", [0.01, 100])
@pytest.mark.parametrize("n_hidden", [1, 16])
def test_the_ends_of_the_sliders_draw_no_nan(name, rate, n_hidden):
    X, y = PLANAR[name]()
    for seed in range(5):
        nn = NeuralNetwork(2, n_hidden, 1, rng=seed)
        history = nn.train(X, y, 300, rate, print_every=0)
        assert len(history.loss) == 300
        assert_finite(nn, history)
        assert np.isfinite(nn.predict(10 * X)).all()
