"""What cannot be: each call raises the listed error, whose message names the argument, what it got and what to do.

The network is afterwards as it was before, its z and a included.
"""

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets

X, Y = datasets.xor()
NAN, INF = float("nan"), float("inf")
ONE_HOT = np.vstack([Y, 1 - Y])


def holed(value):
    """X with one entry replaced."""
    found = X.copy()
    found[1, 2] = value
    return found


CONSTRUCTOR = [
    # what is given, the exception, and words of its message
    ((), {}, ValueError, "sizes is (): give at least an input and an output size"),
    ((2,), {}, ValueError, "sizes is (2,): give at least an input and an output size"),
    (([2, 4, 1],), {}, TypeError, "sizes[0] must be a whole number, got [2, 4, 1]: give an int"),
    ((2, 0, 1), {}, ValueError, "sizes[1] must be at least 1, got 0: give 1 or more"),
    ((2, 4, -1), {}, ValueError, "sizes[2] must be at least 1, got -1: give 1 or more"),
    ((2.0, 4, 1), {}, TypeError, "sizes[0] must be a whole number, got 2.0: give an int"),
    ((2, 4.5, 1), {}, TypeError, "sizes[1] must be a whole number, got 4.5: give an int"),
    ((2, "4", 1), {}, TypeError, "sizes[1] must be a whole number, got '4': give an int"),
    ((2, None, 1), {}, TypeError, "sizes[1] must be a whole number, got None: give an int"),
    ((2, True, 1), {}, TypeError, "sizes[1] must be a whole number, got True: give an int"),
    ((2, NAN, 1), {}, TypeError, "sizes[1] must be a whole number, got nan: give an int"),
    ((2, 1), {"activation": "Relu"}, ValueError, "activation is 'Relu', which does not exist: choose one of sigmoid"),
    ((2, 1), {"activation": None}, TypeError, "activation must be text, got None: choose one of sigmoid"),
    ((2, 1), {"activation": "softmax"}, ValueError, "activation is 'softmax', which does not exist: choose one of"),
    ((2, 1), {"output": "step"}, ValueError, "output is 'step', which does not exist: choose one of sigmoid, softmax"),
    ((2, 1), {"output": 3}, TypeError, "output must be text, got 3: choose one of sigmoid"),
    ((2, 1), {"loss": "hinge"}, ValueError, "loss is 'hinge', which does not exist: choose one of mse, cross-entropy"),
    ((2, 1), {"loss": ["mse"]}, TypeError, "loss must be text, got ['mse']: choose one of mse"),
    ((2, 1), {"output": "tanh"}, ValueError, "output is 'tanh', whose values are no probabilities: choose output"),
    ((2, 1), {"output": "linear"}, ValueError, "loss is 'cross-entropy' but output is 'linear'", "or loss 'mse'"),
    ((2, 1), {"start": "Zeros"}, ValueError, "start is 'Zeros', which does not exist: choose one of zeros, constant"),
    ((2, 1), {"start": 0}, TypeError, "start must be text, got 0: choose one of zeros"),
    ((2, 1), {"rng": -1}, ValueError, "rng must be at least 0, got -1: give 0 or more"),
    ((2, 1), {"rng": "seven"}, TypeError, "rng must be a whole number, got 'seven': give an int"),
    ((2, 1), {"rng": 0.5}, TypeError, "rng must be a whole number, got 0.5: give an int"),
    ((2, 1), {"rng": np.random.RandomState(0)}, TypeError, "rng must be a whole number, got RandomState"),
]

ARRAYS = [
    # X, y, the exception, and words of its message
    (None, Y, TypeError, "X must hold real numbers, got NoneType: give an array"),
    ("0101", Y, TypeError, "X must hold real numbers, got str: give an array"),
    ([["a", "b"], ["c", "d"]], Y, TypeError, "X must hold real numbers, got entries of type <U1: give an array"),
    ([[0, 1], [0]], Y, ValueError, "X has rows of different lengths: give each the same number"),
    ([], Y, ValueError, "X is empty, with shape (0,): give at least one example"),
    (np.empty((2, 0)), Y, ValueError, "X is empty, with shape (2, 0): give at least one example"),
    (holed(NAN), Y, ValueError, "X has NaN or infinite entries: remove or replace them"),
    (holed(-INF), Y, ValueError, "X has NaN or infinite entries: remove or replace them"),
    (X + 1j, Y, TypeError, "X must hold real numbers, got entries of type complex128: give an array"),
    (X.astype(object), Y, TypeError, "X must hold real numbers, got entries of type object: give an array"),
    ({"x": 1}, Y, TypeError, "X must hold real numbers, got dict: give an array"),
    (lambda: X, Y, TypeError, "X must hold real numbers, got function: give an array"),
    (5, Y, ValueError, "X has shape (), expected (2, n_examples)", "give each of them 2 rows"),
    ([0, 1], Y, ValueError, "X has shape (2,), expected (2, n_examples): examples are columns, use reshape(2, -1)"),
    ([0, 1, 2, 3], Y, ValueError, "X has shape (4,), expected (2, n_examples)", "give each of them 2 rows"),
    (X[None], Y, ValueError, "X has shape (1, 2, 4), expected (2, n_examples): examples are columns"),
    (X.T, Y, ValueError, "X has 4 rows but the network has 2 features", "stand in rows, transpose it"),
    (np.zeros((3, 4)), Y, ValueError, "X has 3 rows but the network has 2 features", "give shape (2, n_examples)"),
    (X, None, TypeError, "y must hold real numbers, got NoneType: give an array"),
    (X, "0110", TypeError, "y must hold real numbers, got str: give an array"),
    (X, [["no", "yes", "yes", "no"]], TypeError, "y must hold real numbers, got entries of type <U3: give an array"),
    (X, [[0, 1], [1]], ValueError, "y has rows of different lengths: give each the same number"),
    (X, [[]], ValueError, "y is empty, with shape (1, 0): give at least one example"),
    (X, [[0, NAN, 1, 0]], ValueError, "y has NaN or infinite entries: remove or replace them"),
    (X, [[0, INF, 1, 0]], ValueError, "y has NaN or infinite entries: remove or replace them"),
    (X, 1j * Y, TypeError, "y must hold real numbers, got entries of type complex128: give an array"),
    (X, Y[0], ValueError, "y has shape (4,), expected (1, n_examples): examples are columns, use reshape(1, -1)"),
    (X, Y.T, ValueError, "y has 4 rows but the network has 1 output", "stand in rows, transpose it"),
    (X, ONE_HOT, ValueError, "y has 2 rows but the network has 1 output", "give shape (1, n_examples)"),
    (X, Y[:, :3], ValueError, "X has 4 columns but y has 3", "give both the same number"),
    (X, 2 * Y - 1, ValueError, "y runs from -1 to 1, but cross-entropy needs targets from 0 to 1: scale them"),
    (X, 9 * Y, ValueError, "y runs from 0 to 9, but cross-entropy needs targets from 0 to 1", "or choose loss 'mse'"),
]

NUMBERS = [
    # the argument, its value, the exception, and words of its message
    ("learning_rate", 0, ValueError, "learning_rate must be positive and finite, got 0.0: give a float"),
    ("learning_rate", -1, ValueError, "learning_rate must be positive and finite, got -1.0: give a float"),
    ("learning_rate", NAN, ValueError, "learning_rate must be positive and finite, got nan: give a float"),
    ("learning_rate", INF, ValueError, "learning_rate must be positive and finite, got inf: give a float"),
    ("learning_rate", 10**400, ValueError, "learning_rate must be positive and finite, got inf: give a float"),
    ("learning_rate", True, TypeError, "learning_rate must be one number, got True: give a float"),
    ("learning_rate", np.False_, TypeError, "learning_rate must be one number, got np.False_: give a float"),
    ("learning_rate", None, TypeError, "learning_rate must be one number, got None: give a float"),
    ("learning_rate", "0.5", TypeError, "learning_rate must be one number, got '0.5': give a float"),
    ("learning_rate", 0.5j, TypeError, "learning_rate must be one number, got 0.5j: give a float"),
    ("learning_rate", np.complex128(1), TypeError, "learning_rate must be one number", "(1+0j)", "give a float"),
    ("learning_rate", [0.5], TypeError, "learning_rate must be one number, got [0.5]: give a float"),
    ("learning_rate", [[1], [1, 2]], TypeError, "learning_rate must be one number, got [[1], [1, 2]]: give a float"),
    ("learning_rate", {}, TypeError, "learning_rate must be one number, got {}: give a float"),
    ("epochs", 0, ValueError, "epochs must be at least 1, got 0: give 1 or more"),
    ("epochs", -5, ValueError, "epochs must be at least 1, got -5: give 1 or more"),
    ("epochs", 10.0, TypeError, "epochs must be a whole number, got 10.0: give an int"),
    ("epochs", "10", TypeError, "epochs must be a whole number, got '10': give an int"),
    ("epochs", True, TypeError, "epochs must be a whole number, got True: give an int"),
    ("epochs", None, TypeError, "epochs must be a whole number, got None: give an int"),
    ("print_every", -1, ValueError, "print_every must be at least 0, got -1: give 0 or more"),
    ("print_every", 0.5, TypeError, "print_every must be a whole number, got 0.5: give an int"),
    ("print_every", None, TypeError, "print_every must be a whole number, got None: give an int"),
]

PARAMETERS = [
    # the parameter, what was assigned to it, the exception, and words of its message
    ("W1", np.ones((2, 4)), ValueError, "W1 has shape (2, 4) but this network needs (4, 2): assign an array like that"),
    ("b1", np.zeros(4), ValueError, "b1 has shape (4,) but this network needs (4, 1): assign an array like that"),
    ("W2", None, TypeError, "W2 must hold real numbers, got NoneType: give an array"),
    ("b2", [[NAN]], ValueError, "b2 has NaN or infinite entries: remove or replace them"),
    ("W2", [[1, 2, 3, 4j]], TypeError, "W2 must hold real numbers, got entries of type complex128: give an array"),
]

METHODS = {
    "forward": lambda nn, x, y: nn.forward(x),
    "predict": lambda nn, x, y: nn.predict(x),
    "gradients": lambda nn, x, y: nn.gradients(x, y),
    "loss_value": lambda nn, x, y: nn.loss_value(x, y),
    "backward": lambda nn, x, y: nn.backward(x, y, 0.5),
    "train": lambda nn, x, y: nn.train(x, y, 3, 0.5),
}


@pytest.fixture
def nn():
    nn = NeuralNetwork(2, 4, 1, rng=7)
    nn.forward(X)
    return nn


def state(nn):
    return {name: (value, np.copy(value)) for name, value in vars(nn).items()}


def refuse(call, exception, words, nn=None):
    """The call raises exactly this, its message has all the words, and nn is untouched."""
    before = state(nn) if nn else {}
    with pytest.raises(exception) as caught:
        call()
    assert caught.type is exception
    for part in words:
        assert part in str(caught.value)
    after = state(nn) if nn else {}
    assert list(after) == list(before)
    for name, (value, copy) in before.items():
        assert after[name][0] is value, f"{name} was replaced"
        np.testing.assert_array_equal(value, copy, err_msg=name)


def cases(table, n_given):
    """The rows of a table with their words gathered in one entry."""
    return [(*row[: n_given + 1], row[n_given + 1 :]) for row in table]


@pytest.mark.parametrize(("sizes", "options", "exception", "words"), cases(CONSTRUCTOR, 2))
def test_the_constructor_refuses(sizes, options, exception, words):
    refuse(lambda: NeuralNetwork(*sizes, **options), exception, words)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("x", "y", "exception", "words"), cases([row for row in ARRAYS if row[0] is not X], 2))
def test_every_method_refuses_an_X_that_does_not_fit(nn, method, x, y, exception, words):
    refuse(lambda: METHODS[method](nn, x, y), exception, words, nn)


@pytest.mark.parametrize("method", ["gradients", "loss_value", "backward", "train"])
@pytest.mark.parametrize(("x", "y", "exception", "words"), cases([row for row in ARRAYS if row[0] is X], 2))
def test_every_method_refuses_a_y_that_does_not_fit(nn, method, x, y, exception, words):
    refuse(lambda: METHODS[method](nn, x, y), exception, words, nn)


@pytest.mark.parametrize(("name", "value", "exception", "words"), cases(NUMBERS, 2))
def test_backward_and_train_refuse_numbers_that_cannot_be(nn, capsys, name, value, exception, words):
    refuse(lambda: nn.train(X, Y, **({"epochs": 3, "learning_rate": 0.5} | {name: value})), exception, words, nn)
    if name == "learning_rate":
        refuse(lambda: nn.backward(X, Y, value), exception, words, nn)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("name", "value", "exception", "words"), cases(PARAMETERS, 2))
def test_every_method_refuses_a_parameter_that_does_not_fit(nn, method, name, value, exception, words):
    setattr(nn, name, value)
    refuse(lambda: METHODS[method](nn, X, Y), exception, words, nn)


@pytest.mark.parametrize("method", ["gradients", "loss_value", "backward", "train"])
@pytest.mark.parametrize(
    ("y", "words"),
    [
        (0.7 * ONE_HOT, ["y has columns that do not sum to 1", "give softmax one-hot targets"]),
        (np.zeros((2, 4)), ["y has columns that do not sum to 1", "give softmax one-hot targets"]),
        (np.vstack([Y + 1, -Y]), ["y runs from -1 to 2", "needs targets from 0 to 1", "scale them"]),
        ([0, 1, 1, 0], ["y has shape (4,), expected (2, n_examples)", "give each of them 2 rows"]),
    ],
)
def test_softmax_refuses_targets_that_are_no_probabilities(method, y, words):
    nn = NeuralNetwork(2, 4, 2, output="softmax", rng=7)
    refuse(lambda: METHODS[method](nn, X, y), ValueError, words, nn)


def test_the_table_is_long_enough():
    assert len(CONSTRUCTOR) + len(ARRAYS) + len(NUMBERS) + len(PARAMETERS) >= 80


def test_mse_takes_any_finite_target():
    nn = NeuralNetwork(2, 4, 1, loss="mse", rng=7)
    assert np.isfinite(nn.train(X, 9 * Y - 4, 3, 0.5, print_every=0).loss).all()
