"""The kinds of exercise, each with a method `judge` that says what is right, or raises what is not."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Task, diagnose, mistakes
from backprop.checks.handout import function_of, is_handed_out, is_short, unwritten
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet, about, attempt, check_call, listed

NOTHING_YET = "Everything is 0; nothing seems to be written yet."


@dataclass(frozen=True)
class Function:
    """An exercise whose answer is a function.

    call       how it is called, "backward(X, y, W1, b1, W2, b2)"
    outputs    the names of what it returns, in the order in which they are worked out
    truth      the Lines that give them
    wrong      {what to say: a wrong line, or a list of them}, as diagnosis.mistakes takes it
    problems   () -> a list of dicts, each the arguments in the order of the call
    stub       the code that is handed out
    zero       what may be the cause, where everything comes out 0
    accepted   {what to say: a line that is right too}
    pure       whether the answer may not change what it is given
    """

    title: str
    call: str
    outputs: tuple
    truth: Lines = field(repr=False)
    wrong: Mapping = field(repr=False)
    problems: Callable = field(repr=False)
    stub: str = field(default="", repr=False)
    zero: str = field(default="", repr=False)
    accepted: Mapping = field(default_factory=dict, repr=False)
    pure: bool = False

    @cached_property
    def mistakes(self):
        """The list of Mistakes."""
        return mistakes(self.truth, self.wrong)

    def task(self, answer=None):
        """The Task that an answer is held to."""
        handed_out = is_handed_out(answer, self.stub)
        left = self.outputs if handed_out else unwritten(answer, self.stub, self.outputs)
        return Task(self.outputs, self.truth, self.mistakes, self.problems(), zero=self.zero, unwritten=left)

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        self.refuse(answer)
        rows, changed = self.rows(answer)
        said = self._accepted(rows) or diagnose(rows, self.task(answer))
        if changed and self.pure:
            raise Mistaken(
                f"The values are right, but it changes {listed(changed)}, which belongs to the caller. Make new "
                "arrays: "
                "`value - step` does, `value -= step` writes into what it was given."
            )
        return said + (f" It changes {listed(changed)}, which belongs to the caller." if changed else "")

    def refuse(self, answer):
        """Raises a Finding for what cannot be called."""
        check_call(answer, self.call, len(self.problems()[0]))

    def rows(self, answer):
        """(what it returns on every problem, the names of what it changes)."""
        rows, changed = [], {}
        for problem in self.problems():
            given = deepcopy(problem)
            rows.append(self._answer(answer, given))
            changed |= {name: True for name in problem if not _equal(given[name], problem[name])}
        empty = compare.is_zero([value for row in rows for value in row.values()])
        if empty and (is_handed_out(answer, self.stub) or is_short(answer, self.stub)):
            raise NotYet(NOTHING_YET)
        return rows, list(changed)

    def _answer(self, answer, given):
        shapes = compare.tried_with(given)
        try:
            returned = attempt(answer, *given.values())
        except Mistaken as finding:
            raise Mistaken(f"{finding}\n{shapes}".rstrip()) from None
        if returned is None and not is_short(answer, self.stub):
            raise Mistaken("It works something out and returns nothing: its last line should be a `return`.")
        return compare.read(returned, self.outputs, finite=False)

    def _accepted(self, rows):
        """What to say of an answer that is right in another way, or ""."""
        for says, line in self.accepted.items():
            task = Task(self.outputs, self.truth.changed(line), [], self.problems(), 1e-6)
            wanted = task.values()
            if all(compare.agree(task.columns(rows)[name], wanted[name], task.tolerance) for name in self.outputs):
                return says
        return ""


@dataclass(frozen=True)
class Repair(Function):
    """A Function whose stub is wrong code that runs: an answer that still does what it does is "not yet".

    says  what to say of that: where it shows, not which line it is
    """

    says: str = ""

    def refuse(self, answer):
        """As a Function's, and for code that still does what it did."""
        check_call(answer, self.call, len(self.problems()[0]))
        given = function_of(self.stub, self.truth.known)
        if all(self._same(answer, given, problem) for problem in self.problems()):
            raise NotYet(f"The code still does what it did. {self.says}")

    def _same(self, answer, given, problem):
        try:
            found, known = (attempt(f, *deepcopy(problem).values()) for f in (answer, given))
            return all(np.array_equal(one, other) for one, other in zip(_values(found), _values(known), strict=True))
        except Exception:  # a Finding, or values that cannot be compared
            return False


def _values(returned):
    """The values of a dict, a tuple or one array, as a list."""
    if isinstance(returned, Mapping):
        return [returned[name] for name in sorted(returned)]
    return list(returned) if isinstance(returned, tuple | list) else [returned]


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
