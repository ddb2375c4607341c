"""A question that keeps its answer until a prediction is made."""

import html
import re

from backprop.exercises.predictions import Prediction, prediction
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.typed import read


def predict(question, answer=None, why="", choices=(), within=0.0):
    """The question, with its choices or a line to type a number into; nothing that is answered is stored.

    question  the number of a prediction in the answer book, such as "2.1": then nothing else is given;
              or a question of your own
    answer    one of the choices; without choices a number
    why       what is said with it, or {choice: what is said to whoever chose it}
    choices   texts to choose from
    within    how far from a number a prediction may be and still be right
    Raises ValueError if there is no prediction of this number, if the answer is none of the choices, or no finite
    number where there are none; TypeError if the question or a choice is no text.
    """
    if answer is None:
        return PredictionBox(prediction(question))
    if isinstance(choices, str):
        raise TypeError(f"choices {choices!r} is one text: give a list of texts")
    return PredictionBox(Prediction(question, answer, why, tuple(choices), within))


class PredictionBox(Form):
    """Use `predict`, which says what can be asked. The page gets the answer only with a prediction.

    asked  the Prediction
    """

    verb, said_on_button = "predicted", "Predict, then reveal"

    def __init__(self, asked):
        kind = {"kind": "choices", "choices": list(asked.choices)} if asked.choices else {"field": "Your number"}
        super().__init__(label=asked.question, button=self.said_on_button, **kind)
        self.add_class("backprop-predict")
        self.asked = asked
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
        told = "Right:" if right else f"You {self.verb} {_quoted(predicted)}. The answer is"
        answer = _quoted(self.asked.answer) if self.choices else f"{self.asked.answer:,g}"
        self.reply = "\n".join([f"{told} {answer}.", *self.asked.explanation(predicted)])

    def _is_right(self, predicted):
        if self.choices:
            return predicted == self.asked.answer
        value, half = read(predicted)
        return abs(value - self.asked.answer) <= max(half, self.asked.within)

    def __repr__(self):
        return f"{self.label} {' / '.join(self.choices)}".strip()

    def _repr_mimebundle_(self, **kwargs):
        """The live question, and beside it one without an answer for a page without a kernel."""
        items = "".join(f"<li>{html.escape(choice)}</li>" for choice in self.choices)
        still = f"<p>{html.escape(self.label)}</p>" + (f"<ul>{items}</ul>" if items else "")
        live, _ = super()._repr_mimebundle_(**kwargs)
        return {**live, "text/plain": repr(self), "text/html": still}


def _quoted(choice):
    """A choice as part of a sentence: in quotation marks if it is written like one."""
    return f"“{choice.rstrip('.')}”" if re.match(r"[A-Z][a-z ]", choice) else choice
