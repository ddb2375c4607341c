"""A question that keeps its answer until a prediction is made."""

import html
import math
import numbers

from backprop.sliders.parts.form import Form
from backprop.sliders.parts.typed import read


def predict(question, answer, why="", choices=()):
    """The question, with its choices or a line to type a number into; nothing that is answered is stored.

    answer   one of the choices; without choices a number
    why      what is said with it
    choices  texts to choose from
    Raises ValueError or TypeError if the answer is none of the choices, or no finite number where there are none.
    """
    if not isinstance(question, str) or isinstance(choices, str):
        raise TypeError(f"question is {question!r} and choices {choices!r}: give a text, and a list of texts")
    if choices and answer not in choices:
        raise ValueError(f"answer is {answer!r}, which is none of the choices: {', '.join(choices)}")
    if not choices and not (isinstance(answer, numbers.Real) and math.isfinite(answer)):
        raise ValueError(f"answer is {answer!r}: give a finite number, or the choices that it is one of")
    return Prediction(question, answer, why, choices)


class Prediction(Form):
    """Use `predict`, which says what the arguments are. The page gets the answer only with a prediction."""

    def __init__(self, question, answer, why, choices):
        kind = {"kind": "choices", "choices": list(choices)} if choices else {"kind": "line", "field": "Your number"}
        super().__init__(label=question, button="Predict, then reveal", **kind)
        self.add_class("backprop-predict")
        self.answer, self.why = answer, why
        self.observe(self._reveal, "submitted")

    def _reveal(self, change=None):
        predicted = self.value.strip()
        if not predicted or (self.choices and predicted not in self.choices):
            self.reply = "Choose one first." if self.choices else "Type a number first."
            return
        try:
            right = self._is_right(predicted)
        except ValueError as error:
            self.reply = str(error)
            return
        told = "Right:" if right else f"You predicted {predicted}. The answer is"
        answer = self.answer if self.choices else f"{self.answer:g}"
        self.reply = f"{told} {answer}. {self.why}".strip()

    def _is_right(self, predicted):
        if self.choices:
            return predicted == self.answer
        value, half = read(predicted)
        return abs(value - self.answer) <= half

    def __repr__(self):
        return f"{self.label} {' / '.join(self.choices)}".strip()

    def _repr_mimebundle_(self, **kwargs):
        """The live question, and beside it one without an answer for a page without a kernel."""
        items = "".join(f"<li>{html.escape(choice)}</li>" for choice in self.choices)
        still = f"<p>{html.escape(self.label)}</p>" + (f"<ul>{items}</ul>" if items else "")
        live, _ = super()._repr_mimebundle_(**kwargs)
        return {**live, "text/plain": repr(self), "text/html": still}
