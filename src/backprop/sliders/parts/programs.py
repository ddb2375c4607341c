"""The part of a panel that shows what it did as code: folded away, in boxes that a button copies."""

import anywidget
import traitlets

from backprop.sliders.parts.controls import STYLE, script


class Programs(anywidget.AnyWidget):
    """One or more texts to copy, behind a fold.

    label  what the fold is called
    note   what a reader should know of the programs, above them
    names  of the programs, in order; each is also the name of its box for a screen reader
    texts  the programs
    """

    _esm = script("programs.js")
    _css = STYLE
    label = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    texts = traitlets.List(traitlets.Unicode()).tag(sync=True)
