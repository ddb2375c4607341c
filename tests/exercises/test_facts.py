"""What the judge takes for true in exercises of choice is measured here, on the real network."""

import numpy as np
import pytest
from exercise_texts import CURVE_RATES, PLANTED, PLANTED_LINES, RIGHT_LINES, SETUP

from backprop import NeuralNetwork, checks, datasets, sweep
from backprop.activations import relu
from backprop.exercises.of_05 import EXERCISES as OF_05
from backprop.exercises.of_07 import EXERCISES as OF_07

X, y = datasets.xor()


def planted(name, lines):
    """One of the three functions of exercise 5.2."""
    names = {}
    exec(SETUP + PLANTED.format(name=name, **lines), names)
    return names[f"gradients_{name}"]


def check(gradients):
    """The gradient check of a function of X, y, W1, b1, W2, b2 on a network with one output."""
    nn = NeuralNetwork(3, 5, 1, rng=2)
    nn.b1, nn.b2 = nn.b1 + 0.3, nn.b2 - 0.2
    inputs = np.random.default_rng(3).standard_normal((3, 8))
    targets = (inputs[:1] > 0) * 1.0
    found = gradients(inputs, targets, **nn.parameters)
    return checks.gradient_check(found, lambda: nn.loss_value(inputs, targets), nn.parameters)


def test_5_2_without_its_bugs_is_right():
    assert check(planted("a", RIGHT_LINES)).passed


@pytest.mark.parametrize(
    ("name", "wrong"), [("a", ["db1"]), ("b", ["dW1", "db1"]), ("c", ["dW1", "db1", "dW2", "db2"])]
)
def test_5_2_each_bug_is_in_the_line_that_the_judge_asks_for(name, wrong):
    text = PLANTED.format(name=name, **RIGHT_LINES | PLANTED_LINES[name])
    (line,) = {
        line.rpartition("# ")[2] for line in text.splitlines() if next(iter(PLANTED_LINES[name].values())) in line
    }
    assert OF_05["5.2"].parts[name].right == line
    found = check(planted(name, RIGHT_LINES | PLANTED_LINES[name]))
    assert [block for block, said in found.lines.items() if said.endswith("wrong")] == wrong


def test_5_4_the_mask_leaves_nothing_out_and_a_check_sees_it():
    nn = NeuralNetwork(3, 5, 1, activation="relu", loss="mse", rng=2)
    inputs = np.random.default_rng(3).standard_normal((3, 8))
    targets = (inputs[:1] > 0) * 1.0
    nn.forward(inputs)
    assert (nn.a1 >= 0).all()
    assert not (nn.z1 > 0).all()
    assert ((nn.a1 > 0) == relu.slope(nn.z1)).all()
    dz2 = nn.loss.slope(nn.z2, targets, nn.output)
    found = nn.gradients(inputs, targets)
    for mask, right in ((nn.a1 >= 0, False), (nn.a1 > 0, True)):
        dW1 = (nn.W2.T @ dz2 * mask) @ inputs.T
        found |= {"dW1": dW1}
        assert checks.gradient_check(found, lambda: nn.loss_value(inputs, targets), nn.parameters).passed == right


@pytest.mark.parametrize("loss", ["cross-entropy", "mse"])
def test_7_1_the_largest_rate_that_still_learns(loss):
    grid = (1, 2, 5, 10, 20, 50, 100)
    right = OF_07["7.1"].parts[loss].right
    next_rate = grid[grid.index(right) + 1]
    runs = sweep.train(X, y, (right, next_rate), [4], seeds=range(100), epochs=5000, loss=loss)
    at_right, at_next = (runs.mse[:, 0, :, -1] < 0.01).mean(axis=1)
    assert at_right > 0.75
    assert at_next < 0.45


def test_7_2_the_four_curves_are_what_the_judge_calls_them():
    curves = {
        name: np.array(NeuralNetwork(2, 4, 1, loss="mse", rng=7).train(X, y, 2000, rate, print_every=0).mse)
        for name, rate in CURVE_RATES.items()
    }
    rises = {name: int((np.diff(curve) > 1e-3).sum()) for name, curve in curves.items()}
    kind = {name: part.right for name, part in OF_07["7.2"].parts.items()}
    for name, curve in curves.items():
        late = np.ptp(curve[1000:])
        is_of_kind = {
            "stuck": curve[-1] > 0.2 and late < 1e-3,
            "good": curve[-1] < 1e-3 and rises[name] == 0,
            "slow": rises[name] == 0 and 0.05 < curve[-1] < curve[1000] - 0.02,
            "oscillating": rises[name] > 200 and (np.diff(curve[1000:]) > 1e-3).sum() > 100,
        }
        assert [each for each, holds in is_of_kind.items() if holds] == [kind[name]], name


def test_7_4_a_gradient_ten_times_too_large():
    nn = NeuralNetwork(2, 4, 1, rng=7)
    ten_times = {name: 10 * value for name, value in nn.gradients(X, y).items()}
    found = checks.gradient_check(ten_times, lambda: nn.loss_value(X, y), nn.parameters)
    assert set(found.lines.values()) == {"9.0e-01  wrong"}
    other = NeuralNetwork(2, 4, 1, rng=7)
    nn.backward(X, y, 1.0)
    for name, value in other.parameters.items():
        np.testing.assert_allclose(value - 0.1 * ten_times[f"d{name}"], nn.parameters[name], rtol=1e-12)
