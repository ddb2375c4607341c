"""A verdict outlives the kernel: progress.jsonl, one small file in the folder that a student works in.

In a notebook, and in IPython, it lies in the working directory, which is the notebook's folder; elsewhere nothing is
written. The environment variable BACKPROP_PROGRESS names another file, or says "off": the tests, `refresh` and
whoever grades notebooks set it to "off", so that only what this kernel has judged counts. nbgrader need not: while it
grades it sets a variable of its own, which says the same.

Each verdict is one write at the end of the file, under a lock (a hidden file beside it) where the system has one, so
two kernels lose nothing. A file with lines that cannot be read is kept under another name.
"""

import contextlib
import itertools
import os
import time
from functools import cache
from pathlib import Path

from backprop.checks import page, progress

VARIABLE, NAME = "BACKPROP_PROGRESS", "progress.jsonl"
GRADED = "NBGRADER_EXECUTION"  # nbgrader sets it, to "autograde" or "validate"
LONG = 500  # lines; a longer file is shortened
PATIENCE = 1  # seconds to wait for another kernel


def in_use():
    """The File that verdicts go to, or None where they are not kept."""
    name = os.environ.get(VARIABLE, "").strip()
    if name.lower() == "off" or GRADED in os.environ or not (name or page.shell()):
        return None
    return _at(name or NAME)


@cache  # from its first verdict on, so that a notebook may change its working directory
def _at(name):
    return File(Path(name).expanduser().absolute())


class File:
    """A progress file that never raises because of the disk: `notes` says what happened."""

    def __init__(self, path):
        self.path = path
        self.waiting = []  # records that the disk has not taken
        self._looked = False
        self._notes = {}  # sentence: has it been said?

    def add(self, record):
        """Keep one record: on the disk if that can be, else until the kernel ends."""
        if not self._looked:
            self.records()
        self.waiting.append(record)
        with self._excused("written"), self._alone():
            _append(self.path, self.waiting)
            self.waiting = []

    def records(self):
        """{number: record}: what the file holds, other kernels' verdicts among them, and what waits."""
        self._looked, found = True, []
        with self._excused("read"):
            if self.path.exists():
                with self._alone() as held:
                    found = self._read(held)
        return progress.combined(found + self.waiting)

    def notes(self):
        """What a student should be told now; each sentence is told once."""
        new = [sentence for sentence, told in self._notes.items() if not told]
        self._notes.update(dict.fromkeys(new, True))
        return new

    def _read(self, held):
        found, damaged = progress.read_lines(self.path)
        with contextlib.suppress(OSError):  # then the file stays as it is, and nothing is lost
            if damaged and held is not False:
                self._set_aside(found, damaged)
            elif len(found) > LONG and held:
                _replace(self.path, progress.combined(found).values())
        return found

    def _set_aside(self, found, damaged):
        names = (f"{self.path.stem}-damaged-{n}{self.path.suffix}" for n in itertools.count(1))
        aside = next(path for path in map(self.path.with_name, names) if not path.exists())
        aside.write_bytes(self.path.read_bytes())
        _replace(self.path, found)
        lines = "1 of its lines" if damaged == 1 else f"{damaged} of its lines"
        self._note(
            f"{self.path.name} was damaged, because {lines} could not be read. The file as it was is now called "
            f"{aside.name}, and every verdict that could be read still counts."
        )

    def _note(self, sentence):
        self._notes.setdefault(sentence, False)

    @contextlib.contextmanager
    def _excused(self, what):
        try:
            yield
        except OSError as error:
            self._note(
                f"Your progress lasts only until this kernel ends, because {self.path.name} cannot be {what} here "
                f"({error.strerror or type(error).__name__})."
            )

    @contextlib.contextmanager
    def _alone(self):
        """True while no other kernel is in the file, False if one stays in it, None where there are no locks."""
        with contextlib.ExitStack() as stack:
            lock = None
            with contextlib.suppress(OSError):  # then the file cannot be written either, and says so itself
                path = self.path.with_name(f".{self.path.stem}.lock")
                lock = stack.enter_context(open(path, "ab")) if _lock else None
            yield lock and _held(lock)


def _append(path, records):
    with open(path, "ab+", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 1, 0))
        cut_short = file.read(1) not in (b"\n", b"")
        data = b"\n" * cut_short + progress.written(records if end else [progress.HEAD, *records])
        if file.write(data) != len(data):
            raise OSError(None, "the disk is full")


def _replace(path, records):
    """Writes the file again in one step, so that nobody sees half of it."""
    new = path.with_suffix(".new")
    new.write_bytes(progress.written([progress.HEAD, *records]))
    os.replace(new, path)


def _held(file):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            _lock(file)
            return True
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:  # this disk knows no locks
            return None
    return False


def _with_fcntl(file):
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _with_msvcrt(file):
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except PermissionError:
        raise BlockingIOError from None


fcntl = msvcrt = None  # a browser has no locks, though it may have a module fcntl
with contextlib.suppress(ImportError):
    import fcntl
with contextlib.suppress(ImportError):
    import msvcrt
_lock = _with_fcntl if hasattr(fcntl, "flock") else _with_msvcrt if msvcrt else None
