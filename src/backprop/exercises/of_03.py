"""The exercises of notebook 03, backwards on one example."""

import numpy as np

from backprop.activations import sigmoid
from backprop.checks.judge import Function, Repair
from backprop.checks.lines import Lines
from backprop.exercises import two_layers
from backprop.exercises.wrong_gradients import EARLY, HIDDEN, said

DELTAS = Lines(
    """
    dz2 = 2 * (a2 - y) * a2 * (1 - a2)
    da1 = W2.T @ dz2
    dz1 = da1 * a1 * (1 - a1)
    """,
    sigmoid=sigmoid,
)
_WITH_SEVERAL_OUTPUTS = ("gradient for weight", "entry by entry", "weights missing on the way back")
WRONG_DELTAS = said({name: row for name, row in HIDDEN.items() if name not in _WITH_SEVERAL_OUTPUTS}) | {
    "The sign is flipped: is the error a2 - y, not y - a2?":
        "dz2 = 2 * (y - a2) * a2 * (1 - a2)",
    "Half of what it should be: where is the 2 of the square?":
        "dz2 = (a2 - y) * a2 * (1 - a2)",
    "Twice too large: is the 2 of the square in it twice?":
        "dz2 = 4 * (a2 - y) * a2 * (1 - a2)",
    "The slope at the output is σ′ of a2, which has been through the sigmoid already: give it z2.":
        "dz2 = 2 * (a2 - y) * sigmoid.slope(a2)",
    "Both slopes are σ′ of an activation, a2 and a1, which has been through the sigmoid already: give them z2 and z1.":
        "dz2 = 2 * (a2 - y) * sigmoid.slope(a2); dz1 = da1 * sigmoid.slope(a1)",
    "The slope at the output is worked out as z2 * (1 - z2): that short form needs the activation a2.":
        "dz2 = 2 * (a2 - y) * z2 * (1 - z2)",
    "dz2 is the error a2 - y itself: its factors ① and ②, the 2 of the square and the slope σ′(z2), are missing.":
        "dz2 = a2 - y",
    "The slope σ′(z2) is missing: da2 is not yet dz2.":
        "dz2 = 2 * (a2 - y)",
    "The slope at the output has two factors, a2 and 1 - a2, and one of them is missing.":
        ["dz2 = 2 * (a2 - y) * a2", "dz2 = 2 * (a2 - y) * (1 - a2)"],
    "The slope at the output is computed from the error here. It is a2 * (1 - a2), with the activation a2.":
        "dz2 = 2 * (a2 - y) * (a2 - y) * (1 - (a2 - y))",
    "1 - a2 ** 2 and 1 - a1 ** 2 are slopes of tanh. Both layers are sigmoids, whose slope is a * (1 - a).":
        "dz2 = 2 * (a2 - y) * (1 - a2 ** 2); dz1 = da1 * (1 - a1 ** 2)",
    "Both deltas contain a - 1 where the slope a * (1 - a) has 1 - a, so their signs are flipped.":
        "dz2 = 2 * (a2 - y) * a2 * (a2 - 1); dz1 = da1 * a1 * (a1 - 1)",
    "The weights are missing: the output's delta comes back to a hidden unit multiplied by its own entry of W2.":
        "da1 = np.ones_like(W2.T) @ dz2",
    "a1 stands where W2 belongs: the delta goes back through the weight that a1 went through.":
        "da1 = a1 * dz2",
    "dz2 is missing in dz1: nothing comes back from the output.":
        "da1 = W2.T",
    "dz1 goes back from da2: it has to start from dz2, behind the output's slope.":
        "da1 = W2.T @ (2 * (a2 - y))",
    "dz1 goes back from the raw error a2 - y: it has to start from dz2, behind the output's slope.":
        "da1 = W2.T @ (a2 - y)",
    "dz1 is divided by the number of hidden units: the delta goes back to each of them whole.":
        "dz1 = da1 * a1 * (1 - a1) / len(a1)",
}  # fmt: skip

INPUT = Lines("dx = W1.T @ dz1")
WRONG_INPUT = {
    "Only the last hidden unit's share is left: = throws away what came before. The shares add up: +=.":
        "dx = W1[-1:].T * dz1[-1]",
    "Only the first hidden unit's share is there: does the return stand inside the loop?":
        "dx = W1[:1].T * dz1[0]",
    "The shares are averaged. Where paths meet they add up, however many there are.":
        "dx = W1.T @ dz1 / len(W1)",
    "The shares are multiplied. Slopes multiply along a path; where paths meet, they add up.":
        "dx = np.prod(W1 * dz1, axis=0)[:, None]",
    "The sign is flipped: no step on the way back to the input brings in a minus.":
        "dx = -W1.T @ dz1",
    "The weights are missing: a share is a weight times the dz1 of its unit.":
        "dx = np.full((W1.shape[1], 1), dz1.sum())",
    "dz1 is missing: a share is a weight times the dz1 of its unit.":
        "dx = W1.sum(axis=0, keepdims=True).T",
    "The largest share stands for their sum. Where paths meet, the shares add up.":
        "dx = np.max(W1 * dz1, axis=0)[:, None]",
    "The shares are added up along the wrong axis, over the features: one share comes from each hidden unit, so "
    "axis=0.":
        "dx = (W1 * dz1).sum(axis=1, keepdims=True)",
    "These are the shares, one for each weight: add up those of the hidden units, axis=0.":
        ["dx = W1 * dz1", "dx = (W1 * dz1).T"],
    "The sizes of the shares are added up: a share keeps its sign.":
        "dx = np.abs(W1 * dz1).sum(axis=0)[:, None]",
    "The sum of the weights is multiplied by the sum of dz1: multiply each weight by the dz1 of its own unit first, "
    "and "
    "then add up.":
        "dx = W1.sum(axis=0)[:, None] * dz1.sum()",
}  # fmt: skip

CHAIN = Lines(
    """
    a = np.zeros(len(w) + 1)
    z = np.zeros(len(w))
    a[0] = x
    for i in range(len(w)):
        z[i] = w[i] * a[i]
        a[i + 1] = sigmoid(z[i])
    dw = np.zeros(len(w))
    da = np.zeros(len(w) + 1)
    error = 2 * (a[-1] - y)
    da[-1] = error
    for k in reversed(range(len(w))):
        dz = da[k + 1] * a[k + 1] * (1 - a[k + 1])
        dw[k] = dz * a[k]
        da[k] = dz * w[k]
    """,
    sigmoid=sigmoid,
)
WRONG_CHAIN = {
    "The sign is flipped: is the error a - y, not y - a?":
        "error = 2 * (y - a[-1])",
    "Half of what it should be: where is the 2 of the square?":
        "error = a[-1] - y",
    "Twice too large: is the 2 of the square in it twice?":
        "error = 4 * (a[-1] - y)",
    "The right numbers in reverse: dw[0] belongs to w[0], the weight next to x.":
        "dw[k] = dz * a[k] -> dw[len(w) - 1 - k] = dz * a[k]",
    "The slopes of the sigmoid are missing: each layer multiplies by its own.":
        "dz = da[k + 1]",
    "Each slope is σ′ of a, which has been through the sigmoid already: give it z, or use the short form with a.":
        "dz = da[k + 1] * sigmoid.slope(a[k + 1])",
    "The slopes are worked out as z * (1 - z): that short form needs a.":
        "dz = da[k + 1] * z[k] * (1 - z[k])",
    "1 - a ** 2 is the slope of tanh. Each unit is a sigmoid, whose slope is a * (1 - a).":
        "dz = da[k + 1] * (1 - a[k + 1] ** 2)",
    "Each slope has two factors, a and 1 - a, and one of them is missing.":
        ["dz = da[k + 1] * a[k + 1]", "dz = da[k + 1] * (1 - a[k + 1])"],
    "The way back does not go through the weights: da of the layer before is dz * w.":
        "da[k] = dz",
    "The slope is left out on the way back: da of the layer before is dz * w, not da * w. The slope is in dz.":
        "da[k] = da[k + 1] * w[k]",
    "The way back goes through the weight of the next layer: da of the layer before is dz times this layer's own "
    "weight.":
        "da[k] = dz * w[k - 1]",
    "dz is multiplied by the output of its unit: a weight's gradient needs what came in along the weight.":
        "dw[k] = dz * a[k + 1]",
    "Each slope is that of the layer before: it is made from the a that came in. A unit's own slope is a * (1 - a) of "
    "the a that it puts out. As it is, the slope of the output unit is missing.":
        ["dz = da[k + 1] * a[k] * (1 - a[k])",
         "dz = da[k + 1] if k == len(w) - 1 else da[k + 1] * a[k + 1] * (1 - a[k + 1])"],
    "da is not carried on: every layer starts from the error at the output again. da of the layer before is dz * w.":
        "da[k] = error",
    "The slope of every layer is that of the output: each has its own activation.":
        "dz = da[k + 1] * a[-1] * (1 - a[-1])",
    "The 2 of the square is in every layer: it comes in once, at the output, with the error.":
        ["error = a[-1] - y; dz = 2 * da[k + 1] * a[k + 1] * (1 - a[k + 1])",
         "dz = 2 * da[k + 1] * a[k + 1] * (1 - a[k + 1])"],
    "Only the last weight has its gradient: does the return stand inside the loop?":
        "for k in reversed(range(len(w))): -> for k in [len(w) - 1]:",
    "The gradient is that of each dz alone: multiply by what came in, a of the layer before.":
        "dw[k] = dz",
    "You multiply by w instead of the activation that came in: dw is dz times a of the layer before.":
        "dw[k] = dz * w[k]",
    "The weights are multiplied by x instead of by what came in: only the first layer receives x.":
        "dw[k] = dz * x",
}  # fmt: skip

ROUND = Lines(  # J is half the sum of the squares
    """
    a1 = sigmoid(W1 @ x + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dz2 = (a2 - y) * a2 * (1 - a2)
    dW2 = dz2 @ a1.T
    da1 = W2.T @ dz2
    dz1 = da1 * a1 * (1 - a1)
    dW1 = dz1 @ x.T
    new_W1 = W1 - learning_rate * dW1
    new_W2 = W2 - learning_rate * dW2
    """,
    sigmoid=sigmoid,
)
WRONG_ROUND = said(EARLY) | {
    "The step goes up the slope: subtract it.":
        "new_W1 = W1 + learning_rate * dW1; new_W2 = W2 + learning_rate * dW2",
    "Steps twice too long: this J has a ½ before its squares, so dz2 has no 2. The given line 3 was right.":
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2)",
    "The slope of the output, a2 * (1 - a2), is missing in dz2 now: the given line 3 was right.":
        "dz2 = a2 - y",
    "The slope of the hidden sigmoid is missing: da1 is not yet dz1.":
        "dz1 = da1",
    "W1 comes back as it went in: it has to move too.":
        "new_W1 = W1",
    "W2 comes back as it went in: it has to move too.":
        "new_W2 = W2",
    "The forward pass runs a second time with the new W2, so dz2 changes: work out a2 and dz2 once, with the old "
    "W2.":
        "da1 = W2.T @ ((sigmoid((W2 - learning_rate * dW2) @ a1 + b2) - y) * sigmoid.slope((W2 - learning_rate * "
        "dW2) @ a1 "
        "+ b2))",
    "These are the gradients: the weights after the step are asked for, W - learning_rate * dW.":
        "new_W1 = dW1; new_W2 = dW2",
    "The learning rate is missing in the step.":
        "new_W1 = W1 - dW1; new_W2 = W2 - dW2",
}  # fmt: skip


def _examples(n_outputs):
    """Three problems of one example each, x and y as columns, with every size its own."""
    for seed, (n_features, n_hidden) in enumerate([(3, 5), (4, 7), (6, 3)]):
        given = two_layers.problem(2 * seed, n_features, n_hidden, n_outputs, 1)
        y = np.random.default_rng(seed).uniform(0.05, 0.95, (n_outputs, 1))
        yield {"x": given["X"], "y": y} | {name: given[name] for name in two_layers.PARAMETERS}


def _after_forward():
    for given in _examples(n_outputs=1):
        values = two_layers.FORWARD.run(given | {"X": given["x"]})
        yield {name: values[name] for name in ("y", "W2", "z1", "a1", "z2", "a2")}


def _hidden_errors():
    for seed, (n_hidden, n_features) in enumerate([(4, 2), (3, 5), (6, 4)]):
        rng = np.random.default_rng(seed)
        yield {"W1": rng.standard_normal((n_hidden, n_features)), "dz1": rng.standard_normal((n_hidden, 1))}


def _chains():
    """x, y and the weights w of chains of one, three and six units."""
    for seed, length in enumerate([1, 3, 6]):
        rng = np.random.default_rng(seed)
        yield {"x": rng.uniform(0.3, 1.5), "y": rng.uniform(0.1, 0.9), "w": rng.uniform(0.5, 2, length) * (-1) ** seed}


EXERCISES = {
    "3.1": Function(
        title="the deltas of one example",
        call="deltas(y, W2, z1, a1, z2, a2)",
        outputs=("dz2", "dz1"),
        truth=DELTAS,
        wrong=WRONG_DELTAS,
        problems=lambda: list(_after_forward()),
        stub="""
def deltas(y, W2, z1, a1, z2, a2):
    dz2 = np.zeros(a2.shape)
    dz1 = np.zeros(a1.shape)
    return dz2, dz1
""",
    ),
    "3.2": Function(
        title="the gradient at the input",
        call="input_gradient(W1, dz1)",
        outputs=("dx",),
        truth=INPUT,
        wrong=WRONG_INPUT,
        problems=lambda: list(_hidden_errors()),
        stub="""
def input_gradient(W1, dz1):
    dx = np.zeros((W1.shape[1], 1))
    return dx
""",
    ),
    "3.3": Function(
        title="a chain of any length",
        call="chain_gradient(x, y, w)",
        outputs=("dw",),
        truth=CHAIN,
        wrong=WRONG_CHAIN,
        problems=lambda: list(_chains()),
        stub="""
def chain_gradient(x, y, w):
    dw = np.zeros(len(w))
    return dw
""",
    ),
    "3.4": Repair(
        title="published code: one round by hand",
        call="one_round(x, y, W1, b1, W2, b2, learning_rate)",
        outputs=("new_W1", "new_W2"),
        truth=ROUND,
        wrong=WRONG_ROUND,
        problems=lambda: [
            given | {"learning_rate": rate} for given, rate in zip(_examples(n_outputs=2), (0.5, 0.3, 0.7), strict=True)
        ],
        stub="""
def one_round(x, y, W1, b1, W2, b2, learning_rate):
    a1 = sigmoid(W1 @ x + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dz2 = (a2 - y) * a2 * (1 - a2)
    W2 = W2 - learning_rate * dz2 @ a1.T
    dz1 = (W2.T @ dz2) * a1 * (1 - a1)
    W1 = W1 - learning_rate * dz1 @ x.T
    return W1, W2
""",
        says="Follow W2 from line to line: which of its two values does each line use?",
    ),
}
