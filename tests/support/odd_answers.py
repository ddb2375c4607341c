"""Answers that no exercise asks for: nothing, anything, objects that break what is done with them, code that stops."""

import numpy as np


class Odd:
    """An answer that breaks whatever is done with it."""

    def __getattr__(self, name):
        raise ValueError

    def __eq__(self, other):
        raise ValueError

    def __str__(self):
        raise ValueError

    __hash__ = None


class Hostile(dict):
    """A dictionary whose look-up fails."""

    def get(self, key, default=None):
        raise KeyError(key)

    __getitem__ = get


class Own(BaseException):
    """An exception that is no Exception."""


def raises(error):
    """A function of any arguments that stops."""

    def stop(*arguments, **options):
        raise error

    return stop


def gives(value):
    """A function of any arguments that returns the same."""
    return lambda *arguments, **options: value


def yields(*arguments):
    yield 1


async def waits(*arguments):
    return 1


def endless(*arguments):
    return endless(*arguments)


VALUES = (
    None, ..., True, -3, 0.1234567, float("nan"), 1j, "a text", b"bytes", (), [], {}, object(), Odd(), Hostile(a=1),
    [[1], [2, 3]], np.array(["x"]), np.ma.masked, np.zeros((0, 3)), np.full((2, 2), np.inf), np.array(None), range(3),
    (1, 2, 3, 4), {"W1": 1, "b1": 2, "W2": 3, "b2": 4},
)  # fmt: skip
ANSWERS = [
    *VALUES, *map(gives, VALUES), Odd, int, len, yields, waits, endless,
    *map(raises, (SystemExit(1), KeyError("a\nb"), ValueError(object()), MemoryError(), StopIteration(), Own("mine"),
                  ExceptionGroup("several", [ValueError()]), NotImplementedError())),
]  # fmt: skip
