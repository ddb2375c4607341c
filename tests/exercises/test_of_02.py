"""The judge of notebook 02: right answers are correct, stubs are not yet, and every known mistake is named."""

import numpy as np
import pytest

from backprop import NeuralNetwork, checks, datasets


@pytest.fixture
def judged(capsys):
    """The verdict that a learner reads, without its number."""

    def judge(number, answer):
        checks.exercise(number, answer)
        return capsys.readouterr().out.strip().removeprefix(f"Exercise {number}: ")

    return judge


def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


CENTRAL = {
    "correct": central,
    "not yet": lambda f, x, h=1e-5: 0.0,
    "not yet. It returns nothing": lambda f, x, h: None,
    "this is the forward difference": lambda f, x, h: (f(x + h) - f(x)) / h,
    "forward difference": lambda f, x, h: (f(x) - f(x - h)) / h,
    "Twice too large": lambda f, x, h: (f(x + h) - f(x - h)) / h,
    "Put brackets round": lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
    "sign is flipped": lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
    "the rise alone": lambda f, x, h: f(x + h) - f(x - h),
    "This is the value": lambda f, x, h: f(x),
    "does not take that": lambda f, x: 1.0,
    "stopped with ZeroDivisionError": lambda f, x, h: 1 / 0,
}


@pytest.mark.parametrize("verdict", CENTRAL)
def test_a_slope_from_both_sides(judged, verdict):
    said = judged("2.1", CENTRAL[verdict])
    assert verdict in said
    assert said.startswith("correct.") == (verdict == "correct")


def each(change):
    """An answer to 2.2 that visits every entry; `change(f, W, index, h)` is its slope there."""

    def numerical_gradient(f, W, h):
        slopes = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            slopes[index] = change(f, W, index, h)
        return slopes

    return numerical_gradient


def moved(W, index, by):
    W = W.copy()
    W[index] += by
    return W


def right(f, W, index, h):
    return (f(moved(W, index, h)) - f(moved(W, index, -h))) / (2 * h)


def left_up(f, W, index, h):
    slope = right(f, W, index, h)
    W[index] += h
    return slope


def left_down(f, W, index, h):
    W[index] += h
    above = f(W)
    W[index] -= 2 * h
    return (above - f(W)) / (2 * h)


def put_back(f, W, index, h):
    kept = W[index]
    slope = left_down(f, W, index, h)
    W[index] = kept
    return slope


GRADIENT = [
    ("correct", each(right)),
    ("correct", each(put_back)),
    ("Everything comes out 0, in every entry. Both values of f", each(lambda f, W, index, h: 0.0)),
    ("forward differences", each(lambda f, W, index, h: (f(moved(W, index, h)) - f(W)) / h)),
    ("Twice too large", each(lambda f, W, index, h: 2 * right(f, W, index, h))),
    ("sign is flipped", each(lambda f, W, index, h: -right(f, W, index, h))),
    ("put it back", each(left_up)),
    ("put it back", each(left_down)),
    ("All entries move at once", lambda f, W, h: (f(W + h) - f(W - h)) / (2 * h)),
    ("wrong shape", lambda f, W, h: each(right)(f, W, h).ravel()),
    ("wrong shape", lambda f, W, h: each(right)(f, W, h).T),
    ("stopped with TypeError", lambda f, W, h: f(W, h)),
]


@pytest.mark.parametrize(("verdict", "answer"), GRADIENT)
def test_the_slope_of_every_entry(judged, verdict, answer):
    said = judged("2.2", answer)
    assert verdict in said
    assert said.startswith("correct.") == (verdict == "correct")


WIDTHS = [
    ("correct.", {"forward": 1e-8, "central": 1e-5}),
    ("correct.", {"forward": 1e-7, "central": 1e-5}),
    ("not yet. forward: there is no h", {"forward": 0.0, "central": 0.0}),
    ("not yet. The answer for central is missing", {"forward": 1e-8}),
    ("The two are exchanged", {"forward": 1e-5, "central": 1e-8}),
    ("central: 1e-08 is too small. Smaller is not always better", {"forward": 1e-8, "central": 1e-8}),
    ("central: 1e-20 is so small that w + h is w", {"forward": 1e-8, "central": 1e-20}),
    ("forward: 0.001 is too large", {"forward": 1e-3, "central": 1e-5}),
    ("forward: 0.1 is too large", {"forward": 0.1, "central": 0.1}),
    ("central: h is a distance", {"forward": 1e-8, "central": -1e-5}),
    ("forward should hold real numbers", {"forward": "small", "central": 1e-5}),
    ("forward: give one number", {"forward": [1e-7, 1e-8], "central": 1e-5}),
    ("Give a dictionary", 1e-5),
]


@pytest.mark.parametrize(("verdict", "answer"), WIDTHS)
def test_the_best_width(judged, verdict, answer):
    assert judged("2.3", answer).startswith(verdict)


@pytest.mark.parametrize(("kind", "accepted"), [("forward", {-8, -7}), ("central", {-5})])
def test_the_best_powers_of_ten_are_those_of_the_network_itself(judged, kind, accepted):
    X, y = datasets.xor()
    errors = {power: worst_error(NeuralNetwork(2, 4, 1, rng=65), X, y, kind, 10.0**power) for power in range(-13, 0)}
    assert min(errors, key=errors.get) in accepted
    for power in range(-13, 0):
        answer = {"forward": 1e-8, "central": 1e-5} | {kind: 10.0**power}
        assert judged("2.3", answer).startswith("correct.") == (power in accepted)


def worst_error(nn, X, y, kind, h):
    """The largest error of a difference over all parameters."""
    truth, worst = nn.gradients(X, y), 0.0
    for name, array in nn.parameters.items():
        for index in np.ndindex(array.shape):
            start, low = array[index], -h if kind == "central" else 0
            losses = []
            for shift in (low, h):
                array[index] = start + shift
                losses.append(nn.loss_value(X, y))
            array[index] = start
            worst = max(worst, abs((losses[1] - losses[0]) / (h - low) - truth[f"d{name}"][index]))
    return worst


def step(factor=1.0, sequential=False, only_last=False):
    """An answer to 2.4 that moves by −factor · learning_rate · slope."""

    def stepped(f, w, learning_rate, h=1e-5):
        new = w.copy()
        for i in range(len(w)):
            move = h * np.eye(len(w))[i]
            at = new if sequential else w
            slope = (f(at + move) - f(at - move)) / (2 * h)
            if not only_last or i == len(w) - 1:
                new[i] = new[i] - factor * learning_rate * slope
        return new

    return stepped


STEPS = [
    ("correct", step()),
    ("not yet. The code still does what it did", step(sequential=True)),
    ("later ones belong to a place", lambda f, w, rate, h: step(sequential=True)(f, w, rate, h) * (1 + 1e-12)),
    ("walks uphill", step(-1)),
    ("twice too long", step(2)),
    ("learning rate is missing", lambda f, w, rate, h: step()(f, w, 1.0, h)),
    ("the gradient itself", lambda f, w, rate, h: (w - step()(f, w, rate, h)) / rate),
    ("Only the last parameter moves", step(only_last=True)),
    ("stopped with NameError", lambda f, w, rate, h: undefined),  # noqa: F821
    ("not yet. It returns nothing", lambda f, w, rate, h: None),
]


@pytest.mark.parametrize(("verdict", "answer"), STEPS)
def test_the_step_that_trains(judged, verdict, answer):
    said = judged("2.4", answer)
    assert verdict in said
    assert said.startswith("correct.") == (verdict == "correct")
