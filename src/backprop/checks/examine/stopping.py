"""A run in a thread of its own, with a limit of time that holds for every loop, and its exceptions as words.

The time that counts is the processor time of the thread, so that a busy machine does not change what is found.
"""

import contextlib
import ctypes
import sys
import threading
import time

import numpy as np

RUN = "one run of an examination"
PATIENCE = 0.3  # seconds in which a run that is out of time may still be stopped
STANDSTILL = 1.0  # seconds after which a run that does no work is given up
OVERTIME = "it did not come to an end within its time"
_clock = getattr(time, "thread_time", time.process_time)  # Python in a browser has no threads, and no clock of one
_raise_in = getattr(getattr(ctypes, "pythonapi", None), "PyThreadState_SetAsyncExc", None)


class _TimeUp(BaseException):
    pass


class _Left(BaseException):
    pass


def _told(error):
    if isinstance(error, SystemExit):
        return "it leaves Python with exit()"
    if isinstance(error, KeyboardInterrupt):
        raise error
    text = str(error).strip().split("\n")[0][:160]
    return f"it raises {type(error).__name__}{': ' if text else ''}{text}"


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
        deadline, error = _clock() + self.limit, ""
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
    _wait(thread, seconds)
    work.dog.rest()


def _wait(thread, seconds):
    """Until the thread is through, has used its seconds of processor time, or has stood still, as in a sleep."""
    used, still = 0.0, 0.0
    while thread.is_alive() and used < seconds and still < STANDSTILL:
        before, start = used, time.perf_counter()
        thread.join(0.05)
        used = _processor_time(thread, before + time.perf_counter() - start)
        still = 0.0 if used > before + 1e-4 else still + time.perf_counter() - start


def _processor_time(thread, otherwise):
    """Seconds that a thread has worked; `otherwise` where this system does not tell, or the thread is through."""
    if not hasattr(time, "pthread_getcpuclockid") or not thread.is_alive():
        return otherwise
    try:
        return time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    except OSError:
        return otherwise


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


@contextlib.contextmanager
def _traced(deadline, namespaces, seen, watch, dog):
    theirs = {id(space) for space in namespaces}

    def line(frame, event, _argument):
        if _clock() > deadline:
            dog.stop()
        if watch and event == "return" and frame.f_code.co_name[0] != "<":
            seen.append((frame.f_code.co_name, dict(frame.f_locals)))
        return line

    def call(frame, _event, _argument):
        if _clock() > deadline and id(frame.f_globals) in theirs:
            dog.stop()
        return line if id(frame.f_globals) in theirs else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        yield
    finally:
        sys.settrace(before)
