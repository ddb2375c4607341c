"""The student's own code, run on copies: prints caught, input answered, long loops cut, a limit of time, no exception.

Names are lent to the namespaces in which the student's functions live (`range`, `input`, `exit` and their kin) and
taken back after each run, together with every change that the run made to a global value.
"""

import contextlib
import io
import sys
import threading
import warnings
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine.given_back import _ABSENT, _give_back, _values
from backprop.checks.examine.stopping import PATIENCE, RUN, _Left, _through, _Work

LONGEST_LOOP = 9  # passes; a longer range is one pass unless its length is a size of the data or of a parameter
MOST_QUESTIONS = 20  # that input() answers in one run


@dataclass
class Ran:
    """What a run did: what it returned, what it printed, the error it ended with, and the locals of its functions."""

    value: object = None
    printed: str = ""
    error: str = ""
    locals: list = field(default_factory=list)

    @property
    def ended(self):
        """True if it came to its end."""
        return not self.error


class Sandbox:
    """Runs functions whose code lives in some namespaces.

    namespaces  dicts, the globals of the student's functions
    sizes       lengths of `range` that are loops over examples, units or layers, and so are kept whole
    limit       seconds for one run
    ours        True where the namespaces are made for one run each, so that nothing has to be given back
    """

    def __init__(self, namespaces=(), sizes=(), limit=0.5, ours=False):
        self.namespaces = list({id(one): one for one in namespaces}.values())
        self.sizes, self.limit, self.ours = set(sizes), limit, ours
        self.watches, self.seen = False, []

    def run(self, function, *arguments, watch=False, limit=None, seed=0):
        """A `Ran`. `watch` keeps the locals of the student's functions at their return."""
        ran, limit = Ran(), limit or self.limit
        self.seen, watch = ran.locals, watch or self.watches
        work = _Work(ran, function, arguments, limit, self.namespaces, watch)
        with _quiet() as out, self._lent(work), _random_state(seed):
            _through(work, limit + PATIENCE)
        ran.printed = out.getvalue()[:20000]
        return ran

    @contextlib.contextmanager
    def _lent(self, work):
        lent = {"range": self._range, "input": _input(work), "exit": _leave, "quit": _leave}
        before = [{name: space.get(name, _ABSENT) for name in lent} for space in self.namespaces]
        kept = [{} if self.ours else _values(space) for space in self.namespaces]
        for space, names in zip(self.namespaces, before, strict=True):
            space.update({name: value for name, value in lent.items() if names[name] is _ABSENT})
        try:
            yield
        finally:
            for space, names, values in zip(self.namespaces, before, kept, strict=True):
                _give_back(space, names, values)

    def _range(self, *bounds):
        whole = range(*bounds)
        if len(whole) <= LONGEST_LOOP or len(whole) in self.sizes:
            return whole
        return whole[:1]


def _input(work):
    asked = []

    def answer(prompt=""):
        asked.append(prompt)
        if len(asked) > MOST_QUESTIONS:
            work.dog.stop()
        return "1"

    return answer


def _leave(*_):
    raise _Left


@contextlib.contextmanager
def _quiet():
    out = io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield out


@contextlib.contextmanager
def _random_state(seed):
    """The same draws for each run, and afterwards the state in which the student left the generators."""
    numpy, plain = np.random, sys.modules.get("random")
    before, plain_before = numpy.get_state(), plain and plain.getstate()
    numpy.seed(seed)
    if plain:
        plain.seed(seed)
    try:
        yield
    finally:
        numpy.set_state(before)
        if plain:
            plain.setstate(plain_before)


def inside():
    """True if this is called by code that is being examined."""
    return threading.current_thread().name == RUN


def reseed():
    """The generators at the same state again, so that two calls draw the same numbers."""
    numpy, plain = np.random, sys.modules.get("random")
    numpy.seed(1)
    if plain:
        plain.seed(1)
