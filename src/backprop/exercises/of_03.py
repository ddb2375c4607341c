"""The exercises of notebook 03, backwards on one example."""

import numpy as np

from backprop.checks.diagnosis import Mistake, solve
from backprop.checks.judge import Function
from backprop.checks.repair import Repair
from backprop.exercises import chain, two_layers
from backprop.exercises.two_layers import sigmoid, slope
from backprop.exercises.wrong_gradients import EARLY, HIDDEN, MSE

DELTAS = {
    "dz2": lambda v: 2 * (v.a2 - v.y) * slope(v.a2),
    "da1": lambda v: v.W2.T @ v.dz2,
    "dz1": lambda v: v.da1 * slope(v.a1),
}
AT_THE_OUTPUT = ("sign", "factor dropped", "factor doubled", "sigmoid twice at the output", "z(1 - z) at the output")
WRONG_DELTAS = {name: MSE[name] for name in AT_THE_OUTPUT} | HIDDEN | {
    "the error itself": Mistake(
        "dz2 is the error a2 - y itself: its factors ① and ②, the 2 of the square and the slope σ′(z2), are missing.",
        [{"dz2": lambda v: v.a2 - v.y}],
    ),
    "output slope missing": Mistake(
        "The slope σ′(z2) is missing: da2 is not yet dz2.", [{"dz2": lambda v: 2 * (v.a2 - v.y)}]
    ),
    "half of the output slope": Mistake(
        "The slope at the output has two factors, a2 and 1 - a2, and one of them is missing.",
        [
            {"dz2": lambda v: 2 * (v.a2 - v.y) * v.a2},
            {"dz2": lambda v: 2 * (v.a2 - v.y) * (1 - v.a2)},
        ],
    ),
    "weight missing": Mistake(
        "The weights are missing: each hidden unit hears the error through its own entry of W2.",
        [{"da1": lambda v: np.ones_like(v.W2.T) @ v.dz2}],
    ),
    "activation for weight": Mistake(
        "a1 stands where W2 belongs: the error goes back through the weight that a1 went through.",
        [{"da1": lambda v: v.a1 * v.dz2}],
    ),
    "from da2": Mistake(
        "dz1 goes back from da2: it has to start from dz2, behind the output's slope.",
        [{"da1": lambda v: v.W2.T @ (2 * (v.a2 - v.y))}],
    ),
}  # fmt: skip

WRONG_SUMS = {
    "overwritten": Mistake(
        "Only the last hidden unit's share is left: = throws away what came before. The shares add up: +=.",
        [{"dx": lambda v: v.W1[-1:].T * v.dz1[-1]}],
    ),
    "first path only": Mistake(
        "Only the first hidden unit's share is there: does the return stand inside the loop?",
        [{"dx": lambda v: v.W1[:1].T * v.dz1[0]}],
    ),
    "averaged": Mistake(
        "The shares are averaged. Where paths meet they add up, however many there are.",
        [{"dx": lambda v: v.W1.T @ v.dz1 / len(v.W1)}],
    ),
    "multiplied": Mistake(
        "The shares are multiplied. Slopes multiply along a path; where paths meet, they add up.",
        [{"dx": lambda v: np.prod(v.W1 * v.dz1, axis=0)[:, None]}],
    ),
    "sign": Mistake("The sign is flipped: no minus comes in on the way.", [{"dx": lambda v: -v.W1.T @ v.dz1}]),
    "weights missing": Mistake(
        "The weights are missing: a share is a weight times the dz1 of its unit.",
        [{"dx": lambda v: np.full((v.W1.shape[1], 1), v.dz1.sum())}],
    ),
    "errors missing": Mistake(
        "dz1 is missing: a share is a weight times the dz1 of its unit.",
        [{"dx": lambda v: v.W1.sum(axis=0, keepdims=True).T}],
    ),
}


ROUND = {
    "a1": lambda v: sigmoid(v.W1 @ v.x + v.b1),
    "a2": lambda v: sigmoid(v.W2 @ v.a1 + v.b2),
    "dz2": lambda v: (v.a2 - v.y) * slope(v.a2),  # J is half the sum of the squares
    "dW2": lambda v: v.dz2 @ v.a1.T,
    "da1": lambda v: v.W2.T @ v.dz2,
    "dz1": lambda v: v.da1 * slope(v.a1),
    "new_W1": lambda v: v.W1 - v.learning_rate * v.dz1 @ v.x.T,
    "new_W2": lambda v: v.W2 - v.learning_rate * v.dW2,
}
WRONG_ROUNDS = EARLY | {
    "uphill": Mistake(
        "The step goes up the slope: subtract it.",
        [
            {
                "new_W1": lambda v: v.W1 + v.learning_rate * v.dz1 @ v.x.T,
                "new_W2": lambda v: v.W2 + v.learning_rate * v.dW2,
            }
        ],
    ),
    "factor doubled": Mistake(
        "Steps twice too long: this J has a ½ before its squares, so dz2 has no 2. Line 3 was right.",
        [{"dz2": lambda v: 2 * (v.a2 - v.y) * slope(v.a2)}],
    ),
    "hidden slope missing": HIDDEN["hidden slope missing"],
    "not moved": Mistake("W1 comes back as it went in: it has to move too.", [{"new_W1": lambda v: v.W1}]),
    "W2 not moved": Mistake("W2 comes back as it went in: it has to move too.", [{"new_W2": lambda v: v.W2}]),
}


def _one_round(x, y, W1, b1, W2, b2, learning_rate):
    """The round as exercise 3.4 hands it out, to the last bit: W2 moves before the error goes back through it."""
    a1 = sigmoid(W1 @ x + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dz2 = (a2 - y) * a2 * (1 - a2)
    W2 = W2 - learning_rate * dz2 @ a1.T
    dz1 = (W2.T @ dz2) * a1 * (1 - a1)
    W1 = W1 - learning_rate * dz1 @ x.T
    return W1, W2


def _examples(n_outputs):
    """Three problems of one example each, x and y as columns, with every size its own."""
    for seed, (n_features, n_hidden) in enumerate([(3, 5), (4, 7), (6, 3)]):
        given = two_layers.problem(2 * seed, n_features, n_hidden, n_outputs, 1)
        y = np.random.default_rng(seed).uniform(0.05, 0.95, (n_outputs, 1))
        yield {"x": given["X"], "y": y} | {name: given[name] for name in ("W1", "b1", "W2", "b2")}


def _after_forward():
    for given in _examples(n_outputs=1):
        values = solve(two_layers.FORWARD, given | {"X": given["x"]})
        yield {name: values[name] for name in ("y", "W2", "z1", "a1", "z2", "a2")}


def _hidden_errors():
    for seed, (n_hidden, n_features) in enumerate([(4, 2), (3, 5), (6, 4)]):
        rng = np.random.default_rng(seed)
        yield {"W1": rng.standard_normal((n_hidden, n_features)), "dz1": rng.standard_normal((n_hidden, 1))}


EXERCISES = {
    "3.1": Function(
        title="the deltas of one example",
        call="deltas(y, W2, z1, a1, z2, a2)",
        outputs=("dz2", "dz1"),
        equations=DELTAS,
        mistakes=WRONG_DELTAS,
        problems=lambda: list(_after_forward()),
    ),
    "3.2": Function(
        title="the gradient at the input",
        call="input_gradient(W1, dz1)",
        outputs=("dx",),
        equations={"dx": lambda v: v.W1.T @ v.dz1},
        mistakes=WRONG_SUMS,
        problems=lambda: list(_hidden_errors()),
    ),
    "3.3": Function(
        title="a chain of any length",
        call="chain_gradient(x, y, w)",
        outputs=("dw",),
        equations=chain.EQUATIONS,
        mistakes=chain.MISTAKES,
        problems=lambda: list(chain.problems()),
    ),
    "3.4": Repair(
        title="published code: one round by hand",
        call="one_round(x, y, W1, b1, W2, b2, learning_rate)",
        outputs=("new_W1", "new_W2"),
        equations=ROUND,
        mistakes=WRONG_ROUNDS,
        problems=lambda: [given | {"learning_rate": 0.5} for given in _examples(n_outputs=2)],
        given=_one_round,
        says="Follow W2 from line to line: which of its two values does each line use?",
    ),
}
