"""The exercises of notebook 12, your lab report."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Choice, Function
from backprop.checks.verdicts import Mistaken
from backprop.exercises.own_words import Mended, Report

Z = 1.96


@dataclass(frozen=True)
class Interval(Function):
    """A Function that also takes a z of more digits than 1.96."""

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        try:
            return super().judge(answer)
        except Mistaken:
            if not callable(answer) or not _fine(answer):
                raise
        return "Your z has more digits than 1.96, which makes no difference here."


def _fine(answer):
    """Whether the answer is what a z of 1.959964 gives."""
    exact = _ends(z=1.959964)
    for problem in _shares():
        wanted = [end(SimpleNamespace(**problem)) for end in exact.values()]
        try:
            if not np.allclose(answer(*problem.values()), wanted, rtol=1e-6, atol=1e-9):
                return False
        except Exception:
            return False
    return True


def _shares():
    return [{"solved": solved, "n": n} for solved, n in ((7, 10), (1, 1), (69, 100), (394, 400))]


def _wilson(sign, z=Z, middle=2, under=2, shrink=True, root=np.sqrt):
    """An end of the interval: `middle` divides the z²/n in the middle, `under` is the power of n under the root."""

    def end(v):
        p = v.solved / v.n
        half = z * root(p * (1 - p) / v.n + z**2 / (4 * v.n**under))
        return (p + z**2 / (middle * v.n) + sign * half) / (1 + z**2 / v.n if shrink else 1)

    return end


def _ends(**changes):
    return {"low": _wilson(-1, **changes), "high": _wilson(1, **changes)}


def _of_the_ends(function):
    """Both ends, put through `function(v, end)`."""
    return {name: lambda v, end=end: function(v, end(v)) for name, end in _ends().items()}


def _formula(end):
    """Both ends as `end(p, n, sign)` gives them."""
    return {"low": lambda v: end(v.solved / v.n, v.n, -1), "high": lambda v: end(v.solved / v.n, v.n, 1)}


def _of_parts(middle=True, half=True, shrink=True):
    """Both ends with the middle or the half width not divided, or with / 1 + z²/n for / (1 + z²/n)."""

    def end(p, n, sign):
        below = 1 + Z**2 / n
        m, h = p + Z**2 / (2 * n), Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
        if not shrink:
            return m + sign * h + Z**2 / n
        return m / (below if middle else 1) + sign * h / (below if half else 1)

    return _formula(end)


def _unbracketed(middle, root):
    """Both ends with z**2 / 2 * n for z²/(2n) in the middle, z**2 / 4 * n**2 for z²/(4n²) under the root, or both."""

    def end(p, n, sign):
        m = p + (Z**2 / 2 * n if middle else Z**2 / (2 * n))
        h = Z * np.sqrt(p * (1 - p) / n + (Z**2 / 4 * n**2 if root else Z**2 / (4 * n**2)))
        return (m + sign * h) / (1 + Z**2 / n)

    return _formula(end)


def _z_not_squared(p, n, sign):
    return (p + Z / (2 * n) + sign * Z * np.sqrt(p * (1 - p) / n + Z / (4 * n**2))) / (1 + Z / n)


def _half(half):
    """Both ends with another half width, `half(p, n)`."""
    return _formula(lambda p, n, sign: (p + Z**2 / (2 * n) + sign * half(p, n)) / (1 + Z**2 / n))


def _plain(sign, z=Z, clip=False):
    def end(v):
        p = v.solved / v.n
        found = p + sign * z * np.sqrt(p * (1 - p) / v.n)
        return np.clip(found, 0, 1) if clip else found

    return end


def _middle(v):
    return (v.solved / v.n + Z**2 / (2 * v.n)) / (1 + Z**2 / v.n)


_INTERVAL_MISTAKES = {
    "plain": Mistake(
        "This is p ± z √(p (1 − p) / n). At 1 of 1 it says 100 % to 100 %, as if one run were proof: "
        "the terms with z² are missing.",
        [{"low": _plain(-1, clip=clip), "high": _plain(1, clip=clip)} for clip in (False, True)],
    ),
    "z is 1": Mistake(
        "This interval is too narrow: z = 1.96 is missing, or 1.",
        [_ends(z=1), {"low": _plain(-1, z=1), "high": _plain(1, z=1)}],
    ),
    "z is 2": Mistake("Nearly: z is 1.96 here, not 2.", [_ends(z=2)]),
    "no root": Mistake("The root is missing in the half width.", [_ends(root=lambda x: x)]),
    "not divided": Mistake("The division by 1 + z²/n is missing.", [_ends(shrink=False)]),
    "half divided": Mistake(
        "Only one of the two is divided by 1 + z²/n: the middle and the half width both are.",
        [_of_parts(middle=False), _of_parts(half=False)],
    ),
    "/ 1 + z²/n": Mistake(
        "Python divides by 1 and then adds z²/n: put 1 + z²/n in brackets.", [_of_parts(shrink=False)]
    ),
    "brackets": Mistake(
        "In Python, z**2 / 2 * n is z²/2 times n: put 2 * n in brackets, and 4 * n**2.",
        [_unbracketed(True, True), _unbracketed(True, False), _unbracketed(False, True)],
    ),
    "z lost": Mistake(
        "The z before the root is missing.", [_half(lambda p, n: np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)))]
    ),
    "z not squared": Mistake("z stands squared in three places.", [_formula(_z_not_squared)]),
    "root too short": Mistake(
        "The root ends too early: z²/(4n²) stands under it too.",
        [_half(lambda p, n: Z * np.sqrt(p * (1 - p) / n) + Z**2 / (4 * n**2))],
    ),
    "p (1 − p)": Mistake(
        "Under the root, p (1 − p) is to be divided by n.",
        [_half(lambda p, n: Z * np.sqrt(p * (1 - p) + Z**2 / (4 * n**2)))],
    ),
    "z²/n": Mistake("In the middle it is z²/(2n): the 2 is missing.", [_ends(middle=1)]),
    "n² lost": Mistake("Under the root it is z²/(4n²): the square of n is missing.", [_ends(under=1)]),
    "middle and half": Mistake(
        "These are the middle and the half width: return middle − half and middle + half.",
        [{"low": _middle, "high": lambda v: _wilson(1)(v) - _middle(v)}],
    ),
    "in per cent": Mistake(
        "These are per cent, and shares are asked for: from 0 to 1.", [_of_the_ends(lambda v, end: 100 * end)]
    ),
    "runs": Mistake("These are numbers of runs: divide by n for shares.", [_of_the_ends(lambda v, end: v.n * end)]),
}

EXERCISES = {
    "12.1": Mended(
        title="mend a state text",
        broken="data=XOR rate=0,5 hidden=four activation=relu loss=cross-entropy start=he sead=22",
        right={
            "data": "XOR",
            "rate": 0.5,
            "hidden": 4,
            "activation": "relu",
            "loss": "cross-entropy",
            "start": "he",
            "seed": 22,
            "epochs": 5000,
        },
        faults={
            "0,5": "rate still says 0,5: a number has a point here, 0.5.",
            "four": "hidden still says four: write it in digits.",
            "sead": "sead is still there: which setting was meant?",
            "5,000": "epochs says 5,000: leave the comma out.",
        },
    ),
    "12.2": Interval(
        title="the interval of a share",
        call="interval_of(solved, n)",
        outputs=("low", "high"),
        equations=_ends(),
        mistakes=_INTERVAL_MISTAKES,
        problems=_shares,
    ),
    "12.3": Choice(
        title="the conclusion that the numbers allow",
        right="b",
        replies={
            "a": "That is one run more of a hundred. That the two intervals overlap does not settle it, but the "
            "interval of their difference contains 0, so other seeds may turn it round.",
            "b": "The interval of ReLU ends below where the other two begin. Those two overlap, and the interval of "
            "their difference contains 0: which of them is better stays open.",
            "c": "The study had one data set, one size, one rate and one start. It says nothing beyond them.",
            "d": "No difference was seen, which is less than: there is none. A difference of 3 in 100 would hide here.",
        },
    ),
    "12.4": Report(title="your own report"),
    "12.5": Choice(
        title="published code: the seed that works",
        right="c",
        replies={
            "a": "It prints 100 % on every machine, since the seed is fixed. That is one start, seen again and again.",
            "b": "A gradient that is right sticks too: about a third of the starts of our own ReLU network do.",
            "c": "The seed was chosen because it works, so it says nothing of the others. And a start that is fixed "
            "stays the same, however often it is run: the advice cannot help.",
            "d": "Any one seed is a single run: 1 of 1, or 0 of 1. What helps is many of them, and their share.",
        },
    ),
}
