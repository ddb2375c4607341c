"""The exercise of notebook 01 that asks for a network made by hand, and judges it by its four answers to XOR."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.judge import parts_of
from backprop.checks.verdicts import Mistaken, NotYet, listed
from backprop.exercises.two_layers import sigmoid

X, Y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])
SHAPES = {"W1": (2, 2), "b1": (2, 1), "W2": (1, 2), "b2": (1, 1)}
SURE = 0.1  # how near to its target every answer must come


@dataclass(frozen=True)
class MadeByHand:
    """The parameters of a 2-2-1 network that answers XOR: {"W1": …, "b1": …, "W2": …, "b2": …}."""

    title: str

    def judge(self, answer):
        """What to say of parameters that give all four answers within SURE. Raises a Finding for any other."""
        given = {name: compare.numbers(name, value) for name, value in parts_of(answer, SHAPES).items()}
        for name, shape in SHAPES.items():
            if given[name].shape != shape:
                raise Mistaken(f"{name} has shape {given[name].shape}, where {shape} is needed.")
        if not any(np.any(value) for value in given.values()):
            raise NotYet("Every weight is 0, so the answer is ½ to everything.")
        with np.errstate(over="ignore"):
            a1 = sigmoid(given["W1"] @ X + given["b1"])
            a2 = sigmoid(given["W2"] @ a1 + given["b2"])
        if fault := _fault(a1, a2):
            raise Mistaken(fault)
        return f"The furthest answer is {np.abs(a2 - Y).max():.2g} from its target."


def _fault(a1, a2):
    """What is wrong with the four answers a2 (1, 4) of a network made by hand, or None."""
    wrong = (a2 > 0.5) != (Y > 0.5)
    answers = ", ".join(f"{answer:.2f}" for answer in a2[0])
    if wrong.all():
        return f"Its answers are {answers}: every one is on the wrong side of ½. Turn the signs of W2 and b2."
    if wrong.any():
        names = [f"({x1:g}, {x2:g})" for x1, x2 in X.T[wrong[0]]]
        return f"Its answers are {answers}: {listed(names)} on the wrong side of ½.{_about_hidden(a1)}"
    if np.abs(a2 - Y).max() > SURE:
        return (
            f"Its answers are {answers}: all on the right side of ½, but not within {SURE:g}. Make the weights larger."
        )
    return None


def _about_hidden(a1):
    """What the two hidden units have to do with it, or nothing."""
    if np.allclose(a1[0], a1[1], atol=0.02):
        return " Both hidden units answer the same, so they are one: give them different biases."
    if np.ptp(a1, axis=1).min() < 0.02:
        return f" Hidden unit {1 + np.ptp(a1, axis=1).argmin()} answers the same to all four inputs."
    return ""
