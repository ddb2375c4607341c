"""The gradient check: exact where the gradient is, and never a pass where nothing is proved."""

import numpy as np
import pytest

from backprop import NeuralNetwork
from backprop.checks import gradient_check, numerical_gradient, relative_error
from backprop.checks.gradient import below

rng = np.random.default_rng(5)
X, y = rng.standard_normal((3, 6)), rng.integers(0, 2, (2, 6)).astype(float)


def network(*sizes, **options):
    nn = NeuralNetwork(*sizes, rng=3, **options)
    for name, value in nn.parameters.items():
        if name.startswith("b"):
            value += 0.3
    return nn


def blocks(nn):
    return nn.gradients(X, y), lambda: nn.loss_value(X, y), nn.parameters


def test_numerical_gradient_of_a_cubic():
    w = rng.standard_normal((2, 3))
    np.testing.assert_allclose(numerical_gradient(lambda w: (w**3).sum(), w), 3 * w**2, atol=1e-9)


@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (2, 1, 3)])
def test_every_shape_is_kept_and_restored_exactly(shape):
    w = np.asarray(rng.standard_normal(shape))
    before = w.copy()
    assert numerical_gradient(lambda w: w.sum(), w).shape == shape
    assert w.tobytes() == before.tobytes()


def test_a_transposed_view_is_moved_in_place():
    base = rng.standard_normal((2, 3))
    np.testing.assert_allclose(numerical_gradient(lambda _: (base**2).sum(), base.T), 2 * base.T, atol=1e-9)


def test_the_parameter_is_restored_when_f_raises():
    w, calls = np.ones(3), []

    def f(w):
        calls.append(w.copy())
        if len(calls) == 4:
            raise ZeroDivisionError
        return 0.0

    with pytest.raises(ZeroDivisionError):
        numerical_gradient(f, w)
    assert w.tolist() == [1, 1, 1]


@pytest.mark.parametrize("parameter", [np.ones(2, int), np.ones(2, np.float32), [1.0, 2.0], None])
def test_only_float64_can_be_moved(parameter):
    with pytest.raises(TypeError, match="parameter must be a float64 array, got"):
        numerical_gradient(lambda w: 0.0, parameter)


def test_relative_error():
    assert relative_error([1, 2], [1, 4]) == 0.5
    assert relative_error([1, 4], [1, 2]) == 0.5
    assert relative_error([1, 1e-12], [1, 3e-12]) < 1e-11  # held to the size of its block
    assert np.isnan(relative_error([0, 0], [0, 0]))
    assert relative_error([0, 0], [0, 1]) == 1
    assert relative_error([np.nan, 0], [0, 1]) == np.inf
    with pytest.raises(ValueError, match=r"found has shape \(2,\) but expected has \(3,\)"):
        relative_error([1, 2], [1, 2, 3])


@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
@pytest.mark.parametrize("sizes", [(3, 2), (3, 5, 2), (3, 4, 5, 2)])
def test_a_right_network_passes(loss, sizes):
    check = gradient_check(network(*sizes, loss=loss), X, y)
    assert check.passed
    assert bool(check)
    assert max(check.errors.values()) < 1e-7
    assert str(check).splitlines()[:2] == ["dW1: below 1e-7", "db1: below 1e-7"]
    assert repr(check) == str(check)
    assert list(check.errors) == [f"d{k}{i}" for i in range(1, len(sizes)) for k in "Wb"]


def test_both_forms_agree():
    nn = network(3, 5, 2)
    assert gradient_check(*blocks(nn)).errors == gradient_check(nn, X, y).errors


@pytest.mark.parametrize("name", ["dW1", "db1", "dW2", "db2"])
@pytest.mark.parametrize("factor", [-1, 0, 0.5, 2, 1 + 1e-5])
def test_one_wrong_block_fails_by_name(name, factor):
    gradients, loss, parameters = blocks(network(3, 5, 2))
    gradients[name] = gradients[name] * factor
    check = gradient_check(gradients, loss, parameters)
    assert not check.passed
    assert [block for block, line in check.lines.items() if line.endswith("wrong")] == [name]
    assert f"{name}: {check.errors[name]:.1e}  wrong" in str(check)


def test_one_wrong_entry_of_a_block_fails():
    gradients, loss, parameters = blocks(network(3, 5, 2))
    gradients["dW1"][4, 2] *= 1.01
    assert not gradient_check(gradients, loss, parameters).passed


def test_zero_on_both_sides_is_no_pass():
    nn = network(3, 5, 2, activation="relu")
    nn.b1 = nn.b1 - 100  # every hidden unit is off
    check = gradient_check(nn, X, y)
    assert not check.passed
    assert check.lines["dW1"] == "both are zero: nothing is proved. Start from other weights"
    assert np.isnan(check.errors["dW1"])
    assert check.lines["db2"] == "below 1e-7"


def test_no_parameters_is_no_pass():
    assert not gradient_check({}, lambda: 0.0, {}).passed


def test_a_trained_network_still_passes():
    nn = NeuralNetwork(2, 4, 1, rng=7)
    inputs, targets = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    nn.train(inputs, targets, 10_000, 0.5, print_every=0)
    assert gradient_check(nn, inputs, targets).passed


def saturated(noise):
    """A loss of size 1 whose slope, about 1e-12, drowns in the rounding of a difference."""
    w = np.full((2, 2), 1.0)
    return {"dw": np.full((2, 2), noise)}, lambda: float(1.0 + 1e-12 * w.sum()), {"w": w}


@pytest.mark.parametrize("found", [0.0, 1e-12, 3e-12])
def test_a_slope_lost_in_rounding_is_neither_right_nor_wrong(found):
    check = gradient_check(*saturated(found))
    assert not check.passed
    line = check.lines["dw"]
    assert line.startswith(("cannot tell", "both are zero")), line


def test_a_large_gradient_against_a_flat_loss_is_wrong():
    assert gradient_check(*saturated(0.1)).lines["dw"] == "1.0e+00  wrong"


def test_a_kink_is_not_called_wrong():
    w = np.array([2e-6])
    check = gradient_check({"dw": np.ones(1)}, lambda: float(np.maximum(w, 0).sum()), {"w": w})
    assert not check.passed
    assert check.lines["dw"].startswith("cannot tell: the slope is too small, or has a kink")


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (None, "missing"),
        (np.zeros(3), "has shape (3,), its parameter (3, 1)  wrong"),
        (np.full((3, 1), np.nan), "has NaN or infinite entries, or the loss has  wrong"),
    ],
)
def test_what_cannot_be_compared_is_wrong(found, line):
    w = np.ones((3, 1))
    check = gradient_check({"dw": found} if found is not None else {}, lambda: w.sum(), {"w": w})
    assert not check.passed
    assert str(check) == f"dw: {line}"
    assert check.errors["dw"] == np.inf


def test_the_line_never_shows_digits_of_rounding():
    w = np.full((1, 1), 2.0)
    for off in (0, 1e-9, 9e-8, 2e-7, 9e-7):
        gradients = {"dw": np.full((1, 1), 4 * (1 + off))}
        line = str(gradient_check(gradients, lambda: float((w**2).sum()), {"w": w}))
        assert line == ("dw: below 1e-7" if off < 1e-7 else "dw: below 1e-6")


def test_the_parameters_are_left_as_they_were():
    nn = network(3, 5, 2)
    before = {name: value.copy() for name, value in nn.parameters.items()}
    gradient_check(nn, X, y)
    assert all(value.tobytes() == before[name].tobytes() for name, value in nn.parameters.items())


@pytest.mark.parametrize(
    ("error", "tolerance", "said"),
    [(1e-9, 1e-6, "1e-7"), (3e-7, 1e-6, "1e-6"), (1e-13, 1e-12, "1e-12"), (0.8, 1.0, "1"), (0.8, 10.0, "10")],
)
def test_a_bound_is_plainly_written(error, tolerance, said):
    assert below(error, tolerance) == f"below {said}"
