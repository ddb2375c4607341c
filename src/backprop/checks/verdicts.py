"""What a judge can find besides "correct", and how a learner's code is run so that it cannot stop the notebook."""

import contextlib
import inspect

import numpy as np

from backprop.checks.stopped import story


class Finding(Exception):
    """Raised by a judge, and caught by `exercise`: its text is printed for the learner."""


class NotYet(Finding):
    """Nothing is written yet, or not everything."""


class Mistaken(Finding):
    """Something is written, and it is wrong."""


@contextlib.contextmanager
def about(part):
    """Puts `part` before the text of a Finding raised inside."""
    try:
        yield
    except Finding as finding:
        raise type(finding)(f"{part}{finding}") from None


def attempt(function, *arguments, **options):
    """What the learner's function returns. Raises a Finding that shows their own line if it stops."""
    try:
        with np.errstate(all="ignore"):
            returned = function(*arguments, **options)
    except NotImplementedError:
        raise NotYet("It still raises NotImplementedError; nothing seems to be written yet.") from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise Mistaken(story(error)) from None
    if inspect.isgenerator(returned):
        raise Mistaken("It is a generator, because it says `yield`: hand the result back with `return`.")
    if inspect.iscoroutine(returned):
        returned.close()
        raise Mistaken("It is a coroutine, because it says `async def`: write a plain `def`.")
    return returned


def check_call(function, call, n_arguments):
    """Raises a Finding unless `function` can be called as `call`, such as "step(w, slope)", shows."""
    if function is None or function is ...:
        raise NotYet("There is no answer here yet.")
    name = call.partition("(")[0]
    if not callable(function):
        raise Mistaken(f"Hand over the function itself: {name}, without brackets behind it.")
    try:
        inspect.signature(function).bind(*range(n_arguments))
    except TypeError:
        raise Mistaken(f"It will be called as {call}, and your function does not take that.") from None
    except ValueError:  # some built-in functions have no signature
        return


def listed(names):
    """ "a", "a and b", "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
