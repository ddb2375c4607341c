"""The kinds of exercise, each with a method `judge` that says what is right, or raises what is not."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Task, diagnose, tried_with
from backprop.checks.verdicts import Mistaken, NotYet, about, attempt, check_call, listed


@dataclass(frozen=True)
class Function:
    """An exercise whose answer is a function.

    call       how it is called, "backward(X, y, W1, b1, W2, b2)"
    outputs    the names of what it returns, in the order in which they are worked out
    equations  the truth, {name: function of v}: see diagnosis.Task
    mistakes   {name: Mistake}
    problems   () -> a list of dicts, each the arguments in the order of the call
    """

    title: str
    call: str
    outputs: tuple
    equations: dict = field(repr=False)
    mistakes: dict = field(repr=False)
    problems: Callable = field(repr=False)

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        problems = self.problems()
        check_call(answer, self.call, len(problems[0]))
        rows, changed = [], {}
        for problem in problems:
            given = deepcopy(problem)
            rows.append(self._answer(answer, given))
            changed |= {name: True for name in problem if not _equal(given[name], problem[name])}
        said = diagnose(rows, Task(self.outputs, self.equations, self.mistakes, problems))
        return said + (f" It changes {listed(list(changed))}, which belongs to the caller." if changed else "")

    def _answer(self, answer, given):
        shapes = tried_with(given)
        try:
            returned = attempt(answer, *given.values())
        except Mistaken as finding:
            raise Mistaken(f"{finding}\n{shapes}".rstrip()) from None
        return compare.read(returned, self.outputs)


def _equal(one, other):
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(_equal(one[name], other[name]) for name in one)
    return np.array_equal(one, other)


@dataclass(frozen=True)
class Choice:
    """An exercise whose answer is one of a few words or letters.

    right    the right one
    replies  {answer: what to say of it}, the right one among them
    """

    title: str
    right: str
    replies: dict = field(repr=False)

    def judge(self, answer):
        """What to say of the right answer. Raises a Finding for any other."""
        choices = ", ".join(self.replies)
        if answer is None or answer is ...:
            raise NotYet(f"Choose one of {choices}.")
        if not isinstance(answer, (str, int, np.integer)):
            raise Mistaken(f"Answer with one of the choices: {choices}.")
        said = str(answer).strip().strip(".()").lower()
        if said in ("", "0", "?"):
            raise NotYet(f"Choose one of {choices}.")
        if said not in self.replies:
            raise Mistaken(f"{said[:40]!r} is none of the choices: {choices}.")
        if said != self.right:
            raise Mistaken(self.replies[said])
        return self.replies[said]


@dataclass(frozen=True)
class Choices:
    """An exercise of several choices: the answer is a dict with one entry for each part.

    parts  {part: Choice}
    """

    title: str
    parts: dict = field(repr=False)

    def judge(self, answer):
        """What to say of right answers. Raises a Finding that names the first part that is not right."""
        answers, said = parts_of(answer, self.parts), {}
        for part, choice in self.parts.items():
            with about(f"{_so_far(list(said))}{part}: "):
                said[part] = choice.judge(answers[part])
        return " ".join(f"{part}: {text}" for part, text in said.items())


def parts_of(answer, parts):
    """The learner's answer as a dict with a key for every part. Raises a Finding if it is none."""
    if answer is None or answer is ...:
        raise NotYet("There is no answer here yet.")
    if not isinstance(answer, Mapping):
        raise Mistaken(f"Give a dictionary with the keys {listed(list(parts))}.")
    if missing := [part for part in parts if part not in answer]:
        raise NotYet(f"The answer for {listed(missing)} is missing.")
    return answer


def _so_far(right):
    return f"{listed(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""
