"""The part of a panel, or of a page, that takes an answer: a line, a box or choices, with a button beside it."""

import anywidget
import traitlets

from backprop.sliders.parts.controls import STYLE, script


class Form(anywidget.AnyWidget):
    """A field with a label that a screen reader reads; Enter or its button hands in what stands in it.

    kind       "line", "box" or "choices"
    label      what is asked for
    field      the name of a line that `label` is a whole question about; without it the label is its name
    choices    the texts to choose from
    button     what stands on the button
    value      what was typed or chosen, when it was handed in; assign it to change what stands in the field
    submitted  how often something was handed in: watch this, since the same can come twice
    reply      one sentence under it, which is read aloud when it changes
    """

    _esm = script("form.js")
    _css = STYLE
    kind = traitlets.Enum(["line", "box", "choices"], "line").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    field = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    button = traitlets.Unicode("Check").tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    submitted = traitlets.Int().tag(sync=True)
    reply = traitlets.Unicode().tag(sync=True)
