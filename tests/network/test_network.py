"""The network: its names and shapes, what each method keeps and leaves alone, and one example by hand."""

import copy
import pickle

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets
from backprop.losses import LOSSES

X, Y = datasets.xor()
PAIRS = [(loss.name, output) for loss in LOSSES.values() for output in loss.outputs]


@pytest.fixture
def nn():
    return NeuralNetwork(2, 4, 1, rng=7)


def arrays(nn):
    return {name: value.copy() for name, value in vars(nn).items() if isinstance(value, np.ndarray)}


def assert_unchanged(nn, before):
    now = arrays(nn)
    assert list(now) == list(before)
    for name, value in before.items():
        np.testing.assert_array_equal(now[name], value, err_msg=name)


# The start.


def test_names_and_shapes_at_any_depth():
    nn = NeuralNetwork(3, 5, 4, 2, rng=0)
    shapes = {name: value.shape for name, value in nn.parameters.items()}
    assert shapes == {"W1": (5, 3), "b1": (5, 1), "W2": (4, 5), "b2": (4, 1), "W3": (2, 4), "b3": (2, 1)}
    assert (nn.n_layers, nn.sizes) == (3, (3, 5, 4, 2))
    assert list(NeuralNetwork(2, 1).parameters) == ["W1", "b1"]


def test_the_start_is_normal_with_zero_biases():
    nn = NeuralNetwork(100, 200, 50, rng=0)
    for W in (nn.W1, nn.W2):
        assert abs(W.mean()) < 0.03
        assert abs(W.std() - 1) < 0.02
    assert not nn.b1.any()
    assert not nn.b2.any()


def test_a_seed_or_a_generator_gives_the_same_start_again():
    for other in (NeuralNetwork(2, 4, 1, rng=7), NeuralNetwork(2, 4, 1, rng=np.random.default_rng(7))):
        np.testing.assert_array_equal(other.W1, np.random.default_rng(7).standard_normal((4, 2)))
        np.testing.assert_array_equal(other.W2, NeuralNetwork(2, 4, 1, rng=np.int64(7)).W2)
    assert (NeuralNetwork(2, 4, 1).W1 != NeuralNetwork(2, 4, 1).W1).any()


def test_the_global_random_state_is_untouched():
    np.random.seed(12345)  # noqa: NPY002
    before = np.random.get_state()  # noqa: NPY002
    for rng in (None, 3, np.random.default_rng(3)):
        NeuralNetwork(2, 4, 1, rng=rng).train(X, Y, 3, 0.5, print_every=0)
    after = np.random.get_state()  # noqa: NPY002
    assert all(np.array_equal(part, other) for part, other in zip(before, after, strict=True))


# What is kept and what is not.


def test_forward_keeps_what_the_report_keeps(nn):
    a2 = nn.forward(X)
    np.testing.assert_allclose(nn.z1, nn.W1 @ X + nn.b1, rtol=0, atol=0)
    np.testing.assert_allclose(nn.a1, 1 / (1 + np.exp(-nn.z1)), rtol=1e-15)
    np.testing.assert_allclose(nn.z2, nn.W2 @ nn.a1 + nn.b2, rtol=0, atol=0)
    np.testing.assert_allclose(nn.a2, 1 / (1 + np.exp(-nn.z2)), rtol=1e-15)
    assert a2 is nn.a2
    assert set(arrays(nn)) == {"W1", "b1", "W2", "b2", "z1", "a1", "z2", "a2"}
    assert [getattr(nn, name).shape for name in ("z1", "a1", "z2", "a2")] == [(4, 4), (4, 4), (1, 4), (1, 4)]


def test_predict_gradients_and_loss_value_keep_and_change_nothing(nn):
    a2 = nn.forward(X)
    before = arrays(nn)
    np.testing.assert_array_equal(nn.predict(X), a2)
    nn.predict(X[:, :2])
    nn.gradients(X, Y)
    nn.loss_value(X, Y)
    assert_unchanged(nn, before)


def test_the_arguments_are_left_alone(nn):
    x, y = X.copy(), Y.copy()
    nn.train(x, y, 20, 0.5, print_every=0)
    nn.forward(x)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, Y)


def test_a_gradient_has_the_name_and_shape_of_its_parameter():
    nn = NeuralNetwork(3, 5, 4, 2, rng=0)
    gradients = nn.gradients(np.ones((3, 6)), np.ones((2, 6)))
    shapes = {f"d{name}": value.shape for name, value in nn.parameters.items()}
    assert {name: value.shape for name, value in gradients.items()} == shapes


def test_a_batch_has_the_mean_of_its_examples_gradients(nn):
    whole = nn.gradients(X, Y)
    singles = [nn.gradients(X[:, [i]], Y[:, [i]]) for i in range(4)]
    for name, value in whole.items():
        np.testing.assert_allclose(value, np.mean([single[name] for single in singles], axis=0), atol=1e-16)


def test_backward_is_one_step_against_the_gradients(nn):
    before, gradients = arrays(nn), nn.gradients(X, Y)
    assert nn.backward(X, Y, 0.3) is None
    for name, value in nn.parameters.items():
        np.testing.assert_array_equal(value, before[name] - 0.3 * gradients[f"d{name}"])


def test_backward_refuses_a_step_to_infinity_in_silence():
    nn = NeuralNetwork(2, 3, 1, output="linear", loss="mse", rng=0)
    before = arrays(nn)
    with pytest.raises(FloatingPointError, match=r"learning_rate 1e\+308 is too large, give less"):
        nn.backward(X, 1e6 * Y, 1e308)
    assert_unchanged(nn, before)


# Weights as the reader's own arrays.


def test_an_edit_in_place_is_seen_and_stays_in_place(nn):
    W1 = nn.W1
    nn.forward(X)
    nn.loss_value(X, Y)
    assert nn.W1 is W1
    assert nn.parameters["W1"] is W1
    before = nn.predict(X)
    nn.W1[0, 0] += 1.0
    assert (nn.predict(X) != before)[0, 2:].all()
    nn.W1[0, 0] -= 1.0
    np.testing.assert_allclose(nn.predict(X), before, rtol=1e-15)


def test_training_leaves_an_assigned_array_alone(nn):
    mine = np.ones((4, 2))
    nn.W1 = mine
    nn.train(X, Y, 5, 0.5, print_every=0)
    np.testing.assert_array_equal(mine, 1)
    assert (nn.W1 != 1).any()


def test_lists_and_ints_can_be_assigned(nn):
    nn.W1, nn.b1 = [[1, 2], [3, 4], [5, 6], [7, 8]], np.zeros((4, 1), int)
    nn.predict(X)
    assert nn.W1.dtype == nn.b1.dtype == np.float64
    nn.backward(X, Y, 0.5)
    assert nn.b1.any()


@pytest.mark.parametrize("dtype", [bool, int, np.uint8, np.float32])
def test_any_real_dtype_gives_the_same_numbers(nn, dtype):
    np.testing.assert_array_equal(nn.forward(X.astype(dtype)), nn.predict(X.tolist()))
    assert nn.loss_value(X.astype(dtype), Y.astype(dtype)) == nn.loss_value(X, Y)
    assert nn.a2.dtype == np.float64


@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_a_copy_computes_the_same(loss, output):
    nn = NeuralNetwork(2, 3, 2, output=output, loss=loss, activation="tanh", rng=0)
    y = np.vstack([Y, 1 - Y])
    for twin in (copy.deepcopy(nn), pickle.loads(pickle.dumps(nn))):
        assert twin.loss_value(X, y) == nn.loss_value(X, y)
        for name, value in nn.gradients(X, y).items():
            np.testing.assert_array_equal(twin.gradients(X, y)[name], value)
        twin.backward(X, y, 0.1)
        assert (twin.W1 != nn.W1).any()


# Matt Mazur's "A Step by Step Backpropagation Example".

MAZUR = {
    "W1": [[0.1497807161327628, 0.1995614322655257], [0.2497511436323696, 0.2995022872647391]],
    "W2": [[0.3589164797178846, 0.4086661860762334], [0.5113012702387375, 0.5613701211079891]],
}


@pytest.fixture
def mazur():
    nn = NeuralNetwork(2, 2, 2, loss="mse")
    nn.W1, nn.b1 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.full((2, 1), 0.35)
    nn.W2, nn.b2 = np.array([[0.40, 0.45], [0.50, 0.55]]), np.full((2, 1), 0.60)
    return nn, np.array([[0.05], [0.10]]), np.array([[0.01], [0.99]])


def test_the_worked_example(mazur):
    nn, X, y = mazur
    assert nn.loss_value(X, y) == pytest.approx(0.2983711087600027, abs=1e-12)
    nn.backward(X, y, 0.5)
    for name, expected in MAZUR.items():
        np.testing.assert_allclose(getattr(nn, name), expected, rtol=0, atol=1e-12)


def test_the_loss_after_the_worked_example_with_its_biases_held(mazur):
    nn, X, y = mazur
    b1, b2 = nn.b1, nn.b2
    nn.backward(X, y, 0.5)
    nn.b1, nn.b2 = b1, b2
    assert nn.loss_value(X, y) == pytest.approx(0.291027773693599, abs=1e-12)
