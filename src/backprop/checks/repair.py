"""The exercise that hands out wrong code: a Function whose answer is first told from the code as it was given."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.judge import Function
from backprop.checks.verdicts import Finding, NotYet, attempt


@dataclass(frozen=True)
class Repair(Function):
    """A Function whose stub is wrong code that runs.

    given  the faulty function as it is handed out: an answer that still does what it does is "not yet"
    says   what to say of that: where it shows, not which line it is
    """

    given: Callable = field(default=None, repr=False)
    says: str = ""

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        if callable(answer) and all(self._same(answer, problem) for problem in self.problems()):
            raise NotYet(f"The code still does what it did. {self.says}")
        return super().judge(answer)

    def _same(self, answer, problem):
        try:
            found, known = (attempt(f, *deepcopy(problem).values()) for f in (answer, self.given))
            return all(np.array_equal(one, other) for one, other in zip(_values(found), _values(known), strict=True))
        except (Finding, TypeError, ValueError):
            return False


def _values(returned):
    """The values of a dict, a tuple or one array, as a list."""
    if isinstance(returned, Mapping):
        return [returned[name] for name in sorted(returned)]
    return list(returned) if isinstance(returned, tuple | list) else [returned]
