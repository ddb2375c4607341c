"""The exercise whose answer is a test for the order of the update: it is fed the right order and the wrong one."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.diagnosis import solve
from backprop.checks.verdicts import Mistaken, NotYet, attempt, check_call
from backprop.exercises import two_layers
from backprop.exercises.wrong_gradients import EARLY

_PARAMETERS = ("W1", "b1", "W2", "b2")


@dataclass(frozen=True)
class OrderTest:
    """order_is_right(step, parameters) -> True for a step that takes every gradient first, else False."""

    title: str

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        check_call(answer, "order_is_right(step, parameters)", 2)
        says_right = [_truth_value(answer, problem, {}) for problem in two_layers.problems()]
        form = EARLY["W2 updated before the hidden delta"].forms[0]
        says_early = [_truth_value(answer, problem, form) for problem in two_layers.problems()]
        _judge_answers(says_right, says_early)
        return "It passes the right order and stops W2 updated before the hidden delta was taken, on 3 networks each."


def _truth_value(answer, problem, changes):
    """What the learner's test says of a step with some equations changed."""
    parameters = {name: problem[name].copy() for name in _PARAMETERS}

    def step(parameters, learning_rate):
        values = solve(two_layers.BACKWARD, problem | parameters | {"learning_rate": learning_rate}, changes)
        return {name: parameters[name] - learning_rate * values[f"d{name}"] for name in _PARAMETERS}

    said = attempt(answer, step, parameters)
    if said is None or said is ...:
        raise NotYet("It returns nothing: is the line with `return` still to be written?")
    if not isinstance(said, (bool, np.bool_)):
        raise Mistaken("It should return True or False: np.allclose compares two arrays and gives one answer.")
    return bool(said)


def _judge_answers(says_right, says_early):
    if not any(says_right + says_early):
        raise NotYet(
            "It stops every step, also one whose order is right: is it still to be written? Or is how far W1 moved not "
            "divided by the rate, or no room left for rounding?"
        )
    if all(says_right + says_early):
        raise Mistaken(
            "It passes every step, also one that updates W2 before the hidden delta is taken. A falling loss, or W2 "
            "alone, cannot show the order: look at what happens to W1, at two learning rates."
        )
    if all(says_early) and not any(says_right):
        raise Mistaken("True and False are exchanged: it passes the wrong order and stops the right one.")
    if not all(says_right):
        raise Mistaken("It stops a step whose order is right: allow for rounding, as np.allclose does.")
    if any(says_early):
        raise Mistaken(
            "It lets some steps pass that update W2 too early: is one of its two rates large enough to show it?"
        )
