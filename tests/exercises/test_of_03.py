"""The exercises of notebook 03: right answers are correct, stubs are not yet, and each mistake is named."""

import judging
import numpy as np
import pytest

from backprop import checks
from backprop.activations import sigmoid
from backprop.exercises.of_03 import EXERCISES


def deltas(
    error=lambda a, y: 2 * (a - y),
    slope2=lambda z, a: a * (1 - a),
    slope1=lambda z, a: a * (1 - a),
    back=lambda W2, dz2, da2, a1: W2.T @ dz2,
):
    """An answer to 3.1 with one of its parts replaced."""

    def answer(y, W2, z1, a1, z2, a2):
        da2 = error(a2, y)
        dz2 = da2 * slope2(z2, a2)
        return dz2, back(W2, dz2, da2, a1) * slope1(z1, a1)

    return answer


def loop(body, start=0.0, end=lambda dx, n: dx):
    """An answer to 3.2 that walks over units and inputs; body(old, w, dz) is the new entry."""

    def answer(W1, dz1):
        dx = np.full((W1.shape[1], 1), start)
        for unit in range(len(W1)):
            for feature in range(len(dx)):
                dx[feature, 0] = body(dx[feature, 0], W1[unit, feature], dz1[unit, 0])
        return end(dx, len(W1))

    return answer


def walk(error=2.0, slope_=lambda z, a: a * (1 - a), back=lambda w: w, came_in=0, end=lambda dw: dw):
    """An answer to 3.3 with one of its parts replaced."""

    def answer(x, y, w):
        z, a = [], [x]
        for weight in w:
            z.append(weight * a[-1])
            a.append(sigmoid(z[-1]))
        dw, da = np.zeros(len(w)), error * (a[-1] - y)
        for layer in range(len(w) - 1, -1, -1):
            dz = da * slope_(z[layer], a[layer + 1])
            dw[layer] = dz * a[layer + came_in]
            da = dz * back(w[layer])
        return end(dw)

    return answer


def a_round(early=False, sign=-1, factor=1, slope1=lambda a: a * (1 - a), moves=(True, True)):
    """An answer to 3.4 with one of its parts replaced."""

    def answer(x, y, W1, b1, W2, b2, learning_rate):
        a1 = sigmoid(W1 @ x + b1)
        a2 = sigmoid(W2 @ a1 + b2)
        dz2 = factor * (a2 - y) * a2 * (1 - a2)
        moved = W2 + sign * learning_rate * (dz2 @ a1.T)
        dz1 = ((moved if early else W2).T @ dz2) * slope1(a1)
        W1 = W1 + sign * learning_rate * (dz1 @ x.T) if moves[0] else W1
        return W1, moved if moves[1] else W2

    return answer


def handed_out(x, y, W1, b1, W2, b2, learning_rate):
    a1 = sigmoid(W1 @ x + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dz2 = (a2 - y) * a2 * (1 - a2)
    W2 = W2 - learning_rate * dz2 @ a1.T
    dz1 = (W2.T @ dz2) * a1 * (1 - a1)
    W1 = W1 - learning_rate * dz1 @ x.T
    return W1, W2


RIGHT = {
    "3.1": [
        deltas(),
        deltas(slope2=lambda z, a: sigmoid.slope(z), slope1=lambda z, a: sigmoid.slope(z)),
        deltas(back=lambda W2, dz2, da2, a1: W2[0][:, None] * dz2[0, 0]),
        lambda *given: dict(zip(("dz2", "dz1"), deltas()(*given), strict=True)),
    ],
    "3.2": [loop(lambda old, w, dz: old + w * dz), lambda W1, dz1: W1.T @ dz1, lambda W1, dz1: {"dx": W1.T @ dz1}],
    "3.3": [walk(), lambda x, y, w: list(walk()(x, y, w))],
    "3.4": [a_round()],
}
NOT_YET = {
    "3.1": [None, ..., lambda y, W2, z1, a1, z2, a2: (np.zeros_like(a2), np.zeros_like(a1))],
    "3.2": [None, ..., lambda W1, dz1: np.zeros((W1.shape[1], 1)), lambda W1, dz1: None],
    "3.3": [None, ..., lambda x, y, w: np.zeros_like(w)],
    "3.4": [None, handed_out],
}
WRONG = [
    ("3.1", deltas(error=lambda a, y: a - y), "where is the 2 of the square"),
    ("3.1", deltas(error=lambda a, y: 4 * (a - y)), "Twice too large"),
    ("3.1", deltas(error=lambda a, y: 2 * (y - a)), "sign is flipped"),
    ("3.1", deltas(slope2=lambda z, a: 1), "da2 is not yet dz2"),
    ("3.1", deltas(error=lambda a, y: a - y, slope2=lambda z, a: 1), "the error a2 - y itself"),
    ("3.1", deltas(slope2=lambda z, a: sigmoid.slope(a)), "The slope at the output is σ′ of a2"),
    ("3.1", deltas(slope2=lambda z, a: z * (1 - z)), "z2 * (1 - z2)"),
    ("3.1", deltas(slope2=lambda z, a: a), "one of them is missing"),
    ("3.1", deltas(slope1=lambda z, a: 1), "da1 is not yet dz1"),
    ("3.1", deltas(slope1=lambda z, a: sigmoid.slope(a)), "The hidden slope is σ′ of a1"),
    ("3.1", deltas(slope1=lambda z, a: z * (1 - z)), "z1 * (1 - z1)"),
    ("3.1", deltas(slope1=lambda z, a: 1 - a), "one of its two factors is missing"),
    ("3.1", deltas(slope1=lambda z, a: -a * (1 - a)), "sign of the hidden delta"),
    ("3.1", deltas(back=lambda W2, dz2, da2, a1: np.ones_like(W2.T) * dz2), "The weights are missing"),
    ("3.1", deltas(back=lambda W2, dz2, da2, a1: a1 * dz2), "a1 stands where W2 belongs"),
    ("3.1", deltas(back=lambda W2, dz2, da2, a1: W2.T @ da2), "dz1 goes back from da2"),
    ("3.1", deltas(lambda a, y: 2 * (y - a), slope1=lambda z, a: 1), "And also"),
    ("3.1", lambda *given: tuple(d.T for d in deltas()(*given)), "transposed"),
    ("3.1", lambda *given: tuple(d.astype(int) for d in deltas()(*given)), "whole numbers"),
    ("3.1", lambda y, W2: W2, "will be called as deltas(y, W2, z1, a1, z2, a2)"),
    ("3.2", loop(lambda old, w, dz: w * dz), "= throws away what came before"),
    ("3.2", lambda W1, dz1: W1[:1].T * dz1[0], "does the return stand inside the loop"),
    ("3.2", loop(lambda old, w, dz: old + w * dz, end=lambda dx, n: dx / n), "The shares are averaged"),
    ("3.2", loop(lambda old, w, dz: old * w * dz, start=1.0), "The shares are multiplied"),
    ("3.2", loop(lambda old, w, dz: old - w * dz), "sign is flipped"),
    ("3.2", loop(lambda old, w, dz: old + dz), "The weights are missing"),
    ("3.2", loop(lambda old, w, dz: old + w), "dz1 is missing"),
    ("3.2", lambda W1, dz1: (W1.T @ dz1).T, "transposed"),
    ("3.2", lambda W1, dz1: (W1.T @ dz1)[:, 0], "Right values in the wrong shape"),
    ("3.2", lambda W1, dz1: W1 @ dz1, "ValueError"),
    ("3.3", walk(error=-2.0), "sign is flipped"),
    ("3.3", walk(error=1.0), "where is the 2 of the square"),
    ("3.3", walk(end=lambda dw: dw[::-1]), "in reverse"),
    ("3.3", walk(slope_=lambda z, a: 1.0), "slopes of the sigmoid are missing"),
    ("3.3", walk(slope_=lambda z, a: sigmoid.slope(a)), "Each slope is σ′ of a"),
    ("3.3", walk(slope_=lambda z, a: z * (1 - z)), "z * (1 - z)"),
    ("3.3", walk(back=lambda w: 1.0), "does not go through the weights"),
    ("3.3", walk(came_in=1), "the output of its unit"),
    ("3.4", a_round(early=True, factor=1 + 1e-12), "W2 is updated before the hidden delta"),
    ("3.4", a_round(sign=1), "up the slope"),
    ("3.4", a_round(factor=2), "Line 3 was right"),
    ("3.4", a_round(slope1=lambda a: 1), "da1 is not yet dz1"),
    ("3.4", a_round(moves=(False, True)), "W1 comes back"),
    ("3.4", a_round(moves=(True, False)), "W2 comes back"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


def through(given, z1):
    """z2 of a problem of 3.1 whose hidden z is z1."""
    rest = given["z2"] - given["W2"] @ given["a1"]
    return given["W2"] @ sigmoid(z1) + rest


def squared(z2, y):
    return float(((sigmoid(z2) - y) ** 2).sum())


@pytest.mark.parametrize("given", EXERCISES["3.1"].problems())
def test_the_deltas_are_those_of_differences(given):
    dz2, dz1 = deltas()(**given)
    z1, z2, y = given["z1"].copy(), given["z2"].copy(), given["y"]
    assert checks.gradient_check({"dz2": dz2}, lambda: squared(z2, y), {"z2": z2})
    assert checks.gradient_check({"dz1": dz1}, lambda: squared(through(given, z1), y), {"z1": z1})


@pytest.mark.parametrize("given", EXERCISES["3.3"].problems())
def test_the_chain_is_that_of_differences(given):
    def loss():
        a = given["x"]
        for weight in given["w"]:
            a = sigmoid(weight * a)
        return float((a - given["y"]) ** 2)

    dw = EXERCISES["3.3"].truth.run(given)["dw"]
    assert checks.gradient_check({"dw": dw}, loss, {"w": given["w"]})


def test_the_published_error_is_that_of_the_round_as_handed_out():
    x, y = np.array([[0.05], [0.10]]), np.array([[0.01], [0.99]])
    W1, W2 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])
    b1, b2 = np.full((2, 1), 0.35), np.full((2, 1), 0.60)

    def error(W1, W2):
        return 0.5 * ((sigmoid(W2 @ sigmoid(W1 @ x + b1) + b2) - y) ** 2).sum()

    assert f"{error(W1, W2):.9f}" == "0.298371109"
    assert f"{error(*handed_out(x, y, W1, b1, W2, b2, 0.5)):.9f}" == "0.291027924"  # as published
    new_W1, new_W2 = a_round()(x, y, W1, b1, W2, b2, 0.5)
    assert error(new_W1, new_W2) == pytest.approx(0.291027773693599, abs=1e-15)
    np.testing.assert_allclose(new_W1.ravel(), [0.149780716, 0.19956143, 0.24975114, 0.29950229], atol=5e-9)
    np.testing.assert_allclose(new_W2.ravel(), [0.35891648, 0.408666186, 0.511301270, 0.561370121], atol=5e-9)
