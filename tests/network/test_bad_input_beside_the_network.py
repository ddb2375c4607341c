"""What mini-batches, the scalar graph, the data sets and a sweep cannot take: each call raises the listed error."""

import numpy as np
import pytest
from refusing import cases, refuse

from backprop import NeuralNetwork, batches, datasets, scalar, sweep
from backprop.scalar import Value

X, Y = datasets.xor()
NAN = float("nan")


def run(**changes):
    arguments = {"training": (X, Y), "validation": (X, Y), "learning_rate": 0.5, "batch_size": 2, "epochs": 2, "rng": 0}
    return lambda: batches.MiniBatchRun(NeuralNetwork(2, 3, 1, rng=0), **(arguments | changes))


def swept(*arguments, **options):
    return lambda: sweep.train(*(arguments or (X, Y, [0.5], [2])), **({} if arguments else {"epochs": 4}), **options)


def position(*indices):
    return lambda: sweep.Sweep(X, Y, [0.5], [2], epochs=4).parameters(*indices)


REFUSED = {
    "labels of one dimension": (lambda: datasets.labels(Y[0]), ValueError, "y has shape (4,), expected (n_outputs, n_"),
    "labels of a number": (lambda: datasets.labels(5), ValueError, "y has shape (), expected (n_outputs, n_examples)"),
    "labels of NaN": (lambda: datasets.labels([[NAN]]), ValueError, "y has NaN or infinite entries"),
    "accuracy on other targets": (
        lambda: batches.accuracy(NeuralNetwork(2, 3, 1, rng=0), X, np.vstack([Y, Y])),
        ValueError,
        "y has shape (2, 4) but the network's outputs have (1, 4)",
    ),
    "a batch of 0": (run(batch_size=0), ValueError, "batch_size must be at least 1, got 0"),
    "half a batch": (run(batch_size=1.5), TypeError, "batch_size must be a whole number, got 1.5"),
    "a rate of −1": (run(learning_rate=-1), ValueError, "learning_rate must be positive and finite, got -1.0"),
    "X alone": (run(training=X), TypeError, "training must be a pair (X, y), got ndarray: put both arrays in brackets"),
    "other targets": (run(validation=(X, np.vstack([Y, Y]))), ValueError, "y has 2 rows but the network has 1 output"),
    "fewer targets": (run(validation=(X, Y[:, :2])), ValueError, "X has 4 columns but y has 2"),
    "no validation examples": (run(validation=(X[:, :0], Y[:, :0])), ValueError, "X of validation is empty"),
    "a value of text": (lambda: Value("1.5"), TypeError, "data must be one real number, got '1.5'"),
    "a value plus text": (lambda: Value(1) + "a", TypeError, "data must be one real number, got 'a'"),
    "backward from a number": (lambda: scalar.backward(5), TypeError, "end must be a Value, got int"),
    "a graph of X.T": (
        lambda: scalar.gradients(NeuralNetwork(2, 2, 1, loss="mse", rng=0), X.T, Y),
        ValueError,
        "X has 4 rows but the network has 2 features",
    ),
    "a Sweep and options": (swept(sweep.Sweep(X, Y, [0.5], [2], epochs=4), epochs=50), TypeError, "beside a Sweep"),
    "no executor": (swept(executor=5), TypeError, "executor must be a concurrent.futures.Executor or None, got 5"),
    "10⁹ seeds": (swept(seeds=range(10**9)), ValueError, "seeds has more than 100,000 entries"),
    "10³⁰ seeds": (swept(seeds=range(10**30)), ValueError, "seeds has more than 100,000 entries"),
    "too many runs": (
        swept(X, Y, list(range(1, 401)), list(range(1, 301))),
        ValueError,
        "these are 120,000 runs: give at most 100,000",
    ),
    "a start of None": (swept(start=lambda size, seed: None), ValueError, "start gave None: give a dict of W1, b1, W2"),
    "a start of nothing": (swept(start=lambda size, seed: {}), ValueError, "start gave nothing: give a dict of W1, b1"),
    "a gradient of nothing": (swept(gradient=lambda X, y, p: {}), ValueError, "gradient gave no dW1, db1, dW2, db2"),
    "a rate that is not there": (position(9, 0, 0, 0), IndexError, "(9, 0, 0), but this sweep has the shape (1, 1, 1)"),
    "a seed below 0": (position(0, 0, -1, 0), IndexError, "(0, 0, -1), but this sweep has the shape (1, 1, 1)"),
}


@pytest.mark.parametrize(("call", "exception", "words"), cases(REFUSED))
def test_what_cannot_be_is_refused(call, exception, words):
    refuse(call, exception, *words)


def test_the_accuracy_of_one_output_is_the_share_on_its_side_of_a_half():
    untrained, trained = NeuralNetwork(2, 4, 1, rng=65), NeuralNetwork(2, 4, 1, rng=65)
    trained.train(X, Y, 10_000, 0.5, print_every=0)
    assert batches.accuracy(untrained, X, Y) == 0.5
    assert batches.accuracy(trained, X, Y) == 1
    run = batches.MiniBatchRun(untrained, (X, Y), (X, Y), 0.5, 4, 5, rng=0)
    run.finish()
    shares = [run.accuracies["training"][0], np.mean((untrained.predict(X) > 0.5) == (Y > 0.5))]
    assert shares == [0.5, run.accuracies["training"][run.best]]


def test_values_and_plain_numbers_go_together_on_both_sides():
    value = Value(3)
    total = 2 * (1 + value) * value + value * 5 + 4
    scalar.backward(total)
    assert (total.data, value.grad) == (2 * 4 * 3 + 15 + 4, 2 * (1 + 2 * 3) + 5)


def test_a_chain_of_thousands_is_walked_back():
    first = end = Value(1.0)
    for _ in range(20_000):
        end = end + Value(1.0)
    scalar.backward(end)
    assert (end.data, first.grad) == (20_001, 1)


def test_a_sweep_alone_goes_on():
    begun = sweep.Sweep(X, Y, [0.5], [2], epochs=40)
    next(begun.steps())
    assert sweep.train(begun) is begun
    assert begun.done == 1
