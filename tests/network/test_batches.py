"""Splits, mini-batches and runs: every example once, curves that are those of the network, a stop in time."""

import numpy as np
import pytest

from backprop import NeuralNetwork, batches, datasets
from backprop.exercises.of_11 import EXERCISES


def parts(seed):
    """Training, validation and test digits, scaled by the training part."""
    X, y = datasets.digits()
    dealt = batches.split(1797, (1257, 270, 270), seed)
    scaled = (X - X[:, dealt[0]].mean()) / X[:, dealt[0]].std()
    return [(scaled[:, i], y[:, i]) for i in dealt]


def digits_run(seed, *shown, epochs=200, patience=10):
    rng = np.random.default_rng(seed)
    nn = NeuralNetwork(64, 64, 10, output="softmax", start="glorot", rng=rng)
    return batches.MiniBatchRun(nn, *shown, 0.5, 32, epochs, patience, rng)


def test_a_split_deals_every_example_once():
    dealt = batches.split(10, (5, 3, 2), 0)
    assert [len(part) for part in dealt] == [5, 3, 2]
    assert sorted(np.concatenate(dealt)) == list(range(10))
    np.testing.assert_array_equal(np.concatenate(dealt), np.random.default_rng(0).permutation(10))
    assert [len(part) for part in batches.split(10, (4, 1), 0)] == [4, 1]


@pytest.mark.parametrize("batch_size", [1, 3, 4, 10, 11])
def test_minibatches_deal_every_example_once(batch_size):
    dealt = batches.minibatches(10, batch_size, np.random.default_rng(1))
    assert sorted(np.concatenate(dealt)) == list(range(10))
    assert {len(part) for part in dealt[:-1]} <= {batch_size}
    assert 1 <= len(dealt[-1]) <= batch_size


def test_each_epoch_is_shuffled_anew():
    rng = np.random.default_rng(1)
    assert not np.array_equal(batches.minibatches(50, 50, rng)[0], batches.minibatches(50, 50, rng)[0])


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: batches.split(10, (8, 3), 0), ValueError, "sizes add up to 11 but there are 10"),
        (lambda: batches.split(10, (8, 0), 0), ValueError, "each of sizes must be at least 1"),
        (lambda: batches.split(10, (0.8, 0.2), 0), TypeError, "each of sizes must be a whole number"),
        (lambda: batches.split("ten", (1,), 0), TypeError, "n_examples"),
        (lambda: batches.minibatches(10, 0, 0), ValueError, "batch_size"),
        (lambda: batches.minibatches(10, 2.5, 0), TypeError, "batch_size"),
        (lambda: batches.minibatches(10, 2, "seed"), TypeError, "rng"),
        (lambda: batches.interval_of_mean(np.ones(9), 100, 20), ValueError, "values has shape"),
        (lambda: batches.interval_of_mean(np.ones(10), 100, 0), ValueError, "n_test"),
        (lambda: digits_run(0, *parts(0)[:2], epochs=0), ValueError, "epochs"),
        (lambda: digits_run(0, *parts(0)[:2], patience=0), ValueError, "patience"),
    ],
)
def test_bad_input_is_named(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_accuracy_counts_the_largest_outputs():
    class Fixed:
        def predict(self, X):
            return X

    outputs = np.array([[0.9, 0.2, 0.4], [0.1, 0.8, 0.6]])
    assert batches.accuracy(Fixed(), outputs, np.array([[1.0, 0, 1], [0, 1, 0]])) == pytest.approx(2 / 3)


def test_the_interval_is_the_one_that_the_judge_asks_for():
    for problem in EXERCISES["11.4"].problems():
        network, logistic, *sizes = problem.values()
        values = EXERCISES["11.4"].truth.run(problem)
        expected = [values[name] for name in ("mean", "half")]
        assert batches.interval_of_mean(network - logistic, *sizes) == pytest.approx(expected, rel=1e-12)


def test_one_batch_of_everything_is_gradient_descent():
    X, y = datasets.xor()
    nn, same = (NeuralNetwork(2, 4, 1, rng=65) for _ in range(2))
    run = batches.MiniBatchRun(nn, (X, y), (X, y), 0.5, 4, 50, rng=0)
    run.finish()
    history = same.train(X, y, 50, 0.5, print_every=0)
    np.testing.assert_allclose(run.losses["training"][:-1], history.loss, rtol=1e-9)
    assert run.losses["training"] == run.losses["validation"]


def test_a_run_stops_in_time_and_ends_at_its_best_epoch():
    training, validation, _ = parts(5)
    training = tuple(array[:, :200] for array in training)  # few examples: the validation loss rises again
    run = digits_run(5, training, validation)
    run.finish()
    losses = run.losses["validation"]
    assert run.epoch == len(losses) - 1 == run.best + 10 < 200
    assert losses[run.best] == min(losses) < losses[-1]
    assert run.network.loss_value(*validation) == pytest.approx(losses[run.best], rel=1e-12)
    assert run.accuracies["validation"][run.best] == batches.accuracy(run.network, *validation)


def test_a_run_without_patience_takes_every_epoch():
    run = digits_run(0, *parts(0)[:2], epochs=3, patience=None)
    run.finish()
    assert run.epoch == 3


@pytest.mark.slow
def test_97_of_100_held_out_digits_in_the_median_of_ten_seeds():
    shares = []
    for seed in range(10):
        training, validation, test = parts(seed)
        run = digits_run(seed, training, validation)
        run.finish()
        shares.append(batches.accuracy(run.network, *test))
    assert np.median(shares) >= 0.97
    assert min(shares) > 0.95
