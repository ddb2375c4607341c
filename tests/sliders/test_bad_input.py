"""What no panel can stand at: each call raises the listed error, which names the argument and its choices."""

import pytest
from refusing import cases, refuse

from backprop import sliders
from backprop.sliders.parts.typed import read

NO_NUMBER = "is no number. Type one such as"


def call(name, **arguments):
    return lambda: getattr(sliders, name)(**arguments)


REFUSED = {
    "a data set": (call("learning_rate", dataset="xor"), ValueError, "dataset is 'xor', which is none of XOR, moons"),
    "a rate": (call("learning_rate", rate=0.3), ValueError, "rate is 0.3, which is none of 0.01, 0.02", "choose one"),
    "a size of 0": (call("learning_rate", hidden_size=0), ValueError, "hidden_size is 0, which is none of 1, 2, 3"),
    "a size as text": (call("learning_rate", hidden_size="4"), ValueError, "hidden_size is '4', which is none of 1"),
    "a loss": (call("learning_rate", loss="mse"), ValueError, "loss is 'mse', which is none of cross-entropy, mean"),
    "a seed below 0": (call("learning_rate", seed=-1), ValueError, "seed is -1, which is none of 0, 1, 2, …, 9999"),
    "half a seed": (call("learning_rate", seed=1.5), ValueError, "seed is 1.5, which is none of 0, 1, 2, …, 9999"),
    "a seed as text": (call("learning_rate", seed="a"), ValueError, "seed is 'a', which is none of 0, 1, 2, …, 9999"),
    "a depth": (call("depth", depth=0), ValueError, "depth is 0, which is none of 1, 2, 3"),
    "units": (call("depth", units=5), ValueError, "units is 5, which is none of 1, 2, 3, 4, 6"),
    "an activation": (call("depth", activation="Relu"), ValueError, "activation is 'Relu', which is none of sigmoid"),
    "a start": (call("starts", start="ones"), ValueError, "start is 'ones', which is none of zeros, constant ½"),
    "a size of starts": (call("starts", hidden_size=9), ValueError, "hidden_size is 9, which is none of 1, 2"),
    "a bug": (call("bug_museum", bug="x"), ValueError, "bug is 'x', which is none of none, cross-entropy"),
    "a seed of bugs": (call("bug_museum", seed=11), ValueError, "seed is 11, which is none of 0, 1, 2"),
    "a tolerance": (call("bug_museum", tolerance=0.5), ValueError, "tolerance is 0.5, which is none of 1e-12"),
    "a table": (call("half_plane", table="NOR"), ValueError, "table is 'NOR', which is none of XOR, OR, AND"),
    "a weight": (call("half_plane", w1=4), ValueError, "w1 is 4, which is none of -3.0, -2.9, -2.8, …, 3.0"),
    "a rate in the valley": (call("valley", rate=0), ValueError, "rate is 0, which is none of 0.1, 0.11, 0.12, …, 100"),
    "a momentum": (call("valley", momentum=1), ValueError, "momentum is 1, which is none of 0, 0.1, 0.2"),
    "a state": (
        call("playground", state="data=XOR"),
        ValueError,
        "are missing: add each of them, first rate= and its value",
    ),
    "a state of the sandbox": (
        call("sandbox", state="data=XOR"),
        ValueError,
        "are missing: add each of them, first noise= and its value",
    ),
    "an answer as text": (
        call("predict", question="q", answer="a"),
        ValueError,
        "answer is 'a': give a finite number, or the choices that it is one of",
    ),
    "an infinite answer": (call("predict", question="q", answer=float("inf")), ValueError, "answer is inf: give a"),
    "choices as text": (call("predict", question="q", answer="a", choices="abc"), TypeError, "choices 'abc'", "list"),
    "a question of 5": (call("predict", question=5, answer=1), TypeError, "question is 5", "give a text"),
    "100,000 signs": (lambda: read("-" * 100_000), ValueError, NO_NUMBER),
    "100,000 brackets": (lambda: read("(" * 100_000), ValueError, NO_NUMBER),
    "a sum of 50,000": (lambda: read("1+" * 50_000 + "1"), ValueError, NO_NUMBER),
    "a number to base 16": (lambda: read("0x10"), ValueError, NO_NUMBER),
    "a number with _": (lambda: read("1_0"), ValueError, NO_NUMBER),
}


@pytest.mark.parametrize(("call", "exception", "words"), cases(REFUSED))
def test_what_cannot_be_is_refused(call, exception, words):
    refuse(call, exception, *words)
