"""The part of a panel that takes an answer: a line to type into, and a button beside it."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Answer(anywidget.AnyWidget):
    """A text box with a label that a screen reader reads.

    label      what is asked for
    value      what was typed; empty it to make room for the next answer
    submitted  how often an answer was sent: watch this, since the same one can be sent twice
    """

    _esm = HERE / "answer.js"
    _css = HERE / "answer.css"
    label = traitlets.Unicode().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    submitted = traitlets.Int().tag(sync=True)
