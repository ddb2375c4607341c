"""The student's own code, run on copies: prints caught, input answered, long loops cut, a limit of time, no exception.

Names are lent to the namespaces in which the student's functions live (`range`, `input`, `exit` and their kin) and
taken back after each run, together with every change that the run made to a global value.
"""

import contextlib
import copy
import ctypes
import io
import sys
import threading
import time
import warnings
from dataclasses import dataclass, field

import numpy as np

LONGEST_LOOP = 9  # passes; a longer range is one pass unless its length is a size of the data or of a parameter
RUN = "one run of an examination"
PATIENCE = 0.3  # seconds in which a run that is out of time may still be stopped
OVERTIME = "it did not come to an end within its time"
MOST_QUESTIONS = 20  # that input() answers in one run
_ABSENT = object()
_raise_in = getattr(getattr(ctypes, "pythonapi", None), "PyThreadState_SetAsyncExc", None)


class _TimeUp(BaseException):
    pass


class _Left(BaseException):
    pass


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


def _told(error):
    if isinstance(error, SystemExit):
        return "it leaves Python with exit()"
    if isinstance(error, KeyboardInterrupt):
        raise error
    text = str(error).strip().split("\n")[0][:160]
    return f"it raises {type(error).__name__}{': ' if text else ''}{text}"


def _input(work):
    asked = []

    def answer(prompt=""):
        asked.append(prompt)
        if len(asked) > MOST_QUESTIONS:
            work.dog.stop()
        return "1"

    return answer


class _Work:
    """One run: calls the function under a trace that stops it when its time is up."""

    def __init__(self, ran, function, arguments, limit, namespaces, watch):
        self.ran, self.function, self.arguments, self.limit = ran, function, arguments, limit
        self.namespaces, self.watch, self.dog = namespaces, watch, _Watchdog()
        ran.error = OVERTIME

    def quietly(self):
        """The run, where what comes too late to stop it ends nothing else."""
        with contextlib.suppress(_TimeUp):
            self()

    def __call__(self):
        deadline, error = time.perf_counter() + self.limit, ""
        self.dog.thread = threading.current_thread()
        with np.errstate(all="ignore"), _traced(deadline, self.namespaces, self.ran.locals, self.watch, self.dog):
            try:
                self.ran.value = self.function(*self.arguments)
            except _TimeUp:
                error = OVERTIME
            except _Left:
                error = "it leaves Python with exit()"
            except BaseException as raised:
                error = _told(raised)
        self.ran.error = error


def _through(work, seconds):
    """Runs it in a thread of its own, which is left behind if nothing stops it; where there are no threads, here."""
    thread = threading.Thread(target=work.quietly, name=RUN, daemon=True)
    try:
        thread.start()
    except RuntimeError:
        work()
        return
    thread.join(seconds)
    work.dog.rest()


class _Watchdog:
    """Stops a thread whose time is up, again and again until it is through.

    A trace function that raises is called no more, and a bare `except:` in an endless loop swallows what it raised.
    """

    def __init__(self):
        self.thread = self.helper = None

    def stop(self):
        """Raises in the thread that is watched, now and every few milliseconds."""
        if self.helper is None and _raise_in is not None:
            self.helper = threading.Thread(target=self._keep_on, daemon=True)
            with contextlib.suppress(RuntimeError):
                self.helper.start()
        raise _TimeUp

    def _keep_on(self):
        while self.thread.is_alive():
            _raise_in(ctypes.c_ulong(self.thread.ident), ctypes.py_object(_TimeUp))
            self.thread.join(0.0023)

    def rest(self):
        """Returns when nothing more is raised, except in a thread that is left behind."""
        if self.helper is not None and not self.thread.is_alive():
            self.helper.join()


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


@contextlib.contextmanager
def _traced(deadline, namespaces, seen, watch, dog):
    theirs = {id(space) for space in namespaces}

    def line(frame, event, _argument):
        if time.perf_counter() > deadline:
            dog.stop()
        if watch and event == "return" and frame.f_code.co_name[0] != "<":
            seen.append((frame.f_code.co_name, dict(frame.f_locals)))
        return line

    def call(frame, _event, _argument):
        if time.perf_counter() > deadline and id(frame.f_globals) in theirs:
            dog.stop()
        return line if id(frame.f_globals) in theirs else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        yield
    finally:
        sys.settrace(before)


def _values(space):
    """{name: (the value, a copy of it)} of the data among a namespace's globals."""
    small = {name: value for name, value in list(space.items()) if _is_data(value) and not name.startswith("_")}
    with contextlib.suppress(Exception):
        return {name: (value, copy.deepcopy(value)) for name, value in small.items()}
    return {}


def _is_data(value):
    if isinstance(value, np.ndarray):
        return value.size <= 20000 and value.dtype != object
    if isinstance(value, (list, dict, set)):
        return len(value) <= 50
    return isinstance(value, (int, float, str, np.generic))


def _give_back(space, names, values):
    for name, value in names.items():
        if value is _ABSENT:
            space.pop(name, None)
        else:
            space[name] = value
    for name, (value, before) in values.items():
        _restore(value, before)
        if space.get(name) is not value:
            space[name] = value


def _restore(value, before):
    if isinstance(value, np.ndarray):
        if value.flags.writeable and not np.array_equal(value, before, equal_nan=value.dtype.kind == "f"):
            value[...] = before
    elif isinstance(value, list):
        value[:] = before if len(value) != len(before) else [_same(a, b) for a, b in zip(value, before, strict=True)]
    elif isinstance(value, dict) and value.keys() != before.keys():
        for name in value.keys() - before.keys():
            del value[name]


def _same(value, before):
    _restore(value, before)
    return before if isinstance(value, (int, float)) else value


def inside():
    """True if this is called by code that is being examined."""
    return threading.current_thread().name == RUN


def reseed():
    """The generators at the same state again, so that two calls draw the same numbers."""
    numpy, plain = np.random, sys.modules.get("random")
    numpy.seed(1)
    if plain:
        plain.seed(1)
