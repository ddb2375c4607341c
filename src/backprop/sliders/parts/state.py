"""The part of a panel that shows its state as a line of text, to copy from and to paste into."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class State(anywidget.AnyWidget):
    """A box with a label that a screen reader reads; Enter or its button hands in what stands in it.

    text       what the panel says: it replaces what stands in the box
    typed      what was handed in
    submitted  how often something was handed in: watch this, since the same text can come twice
    reply      the answer to it, one sentence
    """

    _esm = HERE / "state.js"
    _css = HERE / "state.css"
    label = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    typed = traitlets.Unicode().tag(sync=True)
    submitted = traitlets.Int().tag(sync=True)
    reply = traitlets.Unicode().tag(sync=True)
