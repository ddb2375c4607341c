"""The exercise of a start: 50 small networks begin where the answer says, are trained on XOR, and are counted."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.verdicts import Mistaken, NotYet, attempt, check_call
from backprop.exercises.two_layers import sigmoid

N_HIDDEN, SEEDS, RATE, EPOCHS, ENOUGH = 4, range(50), 0.5, 5_000, 0.9
SHAPES = {"W1": (N_HIDDEN, 2), "b1": (N_HIDDEN, 1), "W2": (1, N_HIDDEN), "b2": (1, 1)}
X, Y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])


@dataclass(frozen=True)
class Start:
    """An exercise whose answer is start(n_hidden, seed) -> {"W1": …, "b1": …, "W2": …, "b2": …}."""

    title: str

    def judge(self, answer):
        """What to say of a start from which XOR is learned. Raises a Finding for any other."""
        check_call(answer, "start(n_hidden, seed)", 2)
        networks = [_network(attempt(answer, N_HIDDEN, seed)) for seed in SEEDS]
        stack = {name: np.array([network[name] for network in networks]) for name in SHAPES}
        _refuse(stack)
        share = _share_solved(stack)
        if share < ENOUGH:
            raise Mistaken(
                f"From this start {round(share * len(SEEDS))} of {len(SEEDS)} networks solve XOR. {_why(stack)}"
            )
        return f"In {EPOCHS:,} epochs at least 9 of 10 networks solve XOR from here."


def _network(returned):
    """The parameters that one call returned, float arrays of the right shapes."""
    found = compare.read(returned, tuple(SHAPES))
    for name, shape in SHAPES.items():
        if found[name].shape != shape:
            raise Mistaken(f"{name} has shape {found[name].shape}; for {N_HIDDEN} hidden units it should be {shape}.")
    return found


def _refuse(stack):
    """Raises a Finding that names what keeps these networks from learning, where training is not needed to see it."""
    if any(stack[name].any() for name in ("b1", "b2")):
        raise Mistaken("Leave the biases at 0, as every start here does: the weights alone make the difference.")
    if not stack["W1"].any() and not stack["W2"].any():
        raise Mistaken("All weights are 0: there every block of the gradient is 0, and nothing ever moves.")
    if not np.ptp(stack["W1"], axis=1).any() and not np.ptp(stack["W2"], axis=2).any():
        raise Mistaken("The units are equal to each other: their gradients are too, so they stay one unit for ever.")
    if not any(np.ptp(stack[name], axis=0).any() for name in ("W1", "W2")):
        raise Mistaken("Every seed gives the same weights: draw them from np.random.default_rng(seed).")
    if all(0.008 < _size(stack[name]) < 0.0125 for name in ("W1", "W2")):
        raise NotYet("This is the 0.01 start as it was given: none of 50 networks solves XOR from it.")


def _why(stack):
    sizes = {name: _size(stack[name]) for name in ("W1", "W2")}
    smallest, largest = min(sizes, key=sizes.get), max(sizes, key=sizes.get)
    if not sizes[smallest]:
        return f"{smallest} is all 0: draw it too."
    if sizes[smallest] < 0.4:
        return (
            f"The entries of {smallest} are about {sizes[smallest]:.2g}: so small that a plateau outlasts the epochs."
        )
    if sizes[largest] > 2.5:
        return f"The entries of {largest} are about {sizes[largest]:.2g}: so large that units are saturated at once."
    return "How do its weights differ from draws of N(0, 1)?"


def _size(weights):
    return float(np.sqrt(np.mean(weights**2)))


def _share_solved(stack):
    """The share of these networks whose mean squared error is below 0.01 after EPOCHS steps."""
    W1, b1, W2, b2 = (stack[name].astype(float) for name in SHAPES)
    with np.errstate(all="ignore"):
        for _ in range(EPOCHS):
            a1 = sigmoid(W1 @ X + b1)  # (n_networks, n_hidden, 4)
            dz2 = RATE * (sigmoid(W2 @ a1 + b2) - Y) / Y.size
            dz1 = (W2.mT @ dz2) * a1 * (1 - a1)
            W2, b2 = W2 - dz2 @ a1.mT, b2 - dz2.sum(axis=2, keepdims=True)
            W1, b1 = W1 - dz1 @ X.T, b1 - dz1.sum(axis=2, keepdims=True)
        error = sigmoid(W2 @ sigmoid(W1 @ X + b1) + b2) - Y
    return float(((error**2).mean(axis=(1, 2)) < 0.01).mean())
