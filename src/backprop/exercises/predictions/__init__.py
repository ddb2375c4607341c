"""The predictions of the notebooks: each question, its answer and why; one file a notebook, `of_02.py` for notebook 02.

A notebook asks with `sliders.predict("2.1")`, so that nothing in its cell gives the answer away.
"""

import math
import numbers
import re
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec


@dataclass(frozen=True)
class Prediction:
    """A question whose answer is told once it has been answered.

    question  plain text, as it stands on the page
    answer    one of the choices; without choices a finite number
    why       what is said with the answer, a str; or {choice: what is said to whoever chose it}, for every choice
    choices   texts to choose from; none where a number is typed
    within    how far from a number a prediction may be and still be right

    Raises ValueError if these do not fit together.
    """

    question: str
    answer: str | float
    why: str | dict = ""
    choices: tuple = ()
    within: float = 0.0

    def __post_init__(self):
        if not isinstance(self.question, str):
            raise TypeError(f"question is {self.question!r}: give a text")
        (_check_choices if self.choices else _check_number)(self)

    def explanation(self, predicted):
        """The sentences for whoever predicted this, list of str: on that choice first, then on the answer."""
        if isinstance(self.why, str):
            return [self.why] if self.why else []
        return [self.why[choice] for choice in dict.fromkeys((predicted, self.answer))]


def prediction(number):
    """The Prediction of this number, such as "2.1": the first of notebook 02.

    Raises ValueError if there is none of this number; it says which file was looked in.
    """
    if not re.fullmatch(r"\d+\.\d+", str(number)):
        raise ValueError(f'no prediction {number!r}: give its number, such as "2.1", or an answer to your own question')
    book = f"of_{str(number).partition('.')[0]:0>2}"
    if find_spec(f"{__name__}.{book}") is None:
        raise ValueError(f"no prediction {number}: there is no file backprop/exercises/predictions/{book}.py")
    known = import_module(f"{__name__}.{book}").PREDICTIONS
    if str(number) not in known:
        there = ", ".join(known)
        raise ValueError(f"no prediction {number}: backprop/exercises/predictions/{book}.py has {there}")
    return known[str(number)]


def _check_choices(asked):
    choices = ", ".join(asked.choices)
    if asked.answer not in asked.choices:
        raise ValueError(f"answer is {asked.answer!r}, which is none of the choices: {choices}")
    if len(set(asked.choices)) < max(2, len(asked.choices)):
        raise ValueError(f"choices must be two or more that differ, got {choices}")
    if not isinstance(asked.why, str) and set(asked.why) != set(asked.choices):
        raise ValueError(f"why explains {', '.join(asked.why)}: it must explain every choice: {choices}")


def _check_number(asked):
    if not isinstance(asked.answer, numbers.Real) or not math.isfinite(asked.answer):
        raise ValueError(f"answer is {asked.answer!r}: give a finite number, or the choices that it is one of")
    if not isinstance(asked.why, str):
        raise ValueError("why explains single choices, but there are none to choose from: give one text")
    if not 0 <= asked.within < math.inf:
        raise ValueError(f"within is {asked.within}: give the distance from the answer that is still right, 0 or more")
