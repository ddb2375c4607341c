"""The parts of a panel that ipywidgets lacks: a slider with a name, and a picture with its words."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

HERE = Path(__file__).parent


class Slider(anywidget.AnyWidget):
    """A slider over a list of values, with a label that a screen reader reads.

    label    what it moves
    options  the values, in order; any Python objects
    value    the one to start with
    texts    how each value is written; by default as `str` does
    name     what a caller calls the value, for an error; by default the label

    Read and assign `value`; watch `index`. Raises ValueError for a value that is none of the options.
    """

    _esm = HERE / "slider.js"
    _css = HERE / "slider.css"
    label = traitlets.Unicode().tag(sync=True)
    texts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    index = traitlets.Int().tag(sync=True)

    def __init__(self, label, options, value, texts=None, name=None):
        self.name = name or label
        super().__init__(label=label)
        self.offer(options, value, texts)

    def offer(self, options, value, texts=None):
        """Put these options in the place of the old ones, and stand at `value`."""
        options = list(options)
        index = place(self.name, value, options)
        self.options = options
        with self.hold_sync():
            self.texts = list(texts or map(str, self.options))
            self.index = index

    @property
    def value(self):
        return self.options[self.index]

    @value.setter
    def value(self, value):
        self.index = place(self.name, value, self.options)

    @traitlets.validate("index")
    def _inside(self, proposal):
        return min(max(proposal.value, 0), len(self.texts) - 1)


def place(name, value, options):
    """The index of a value in a list or range of options. Raises ValueError that names them, and the argument."""
    try:
        return options.index(value)
    except ValueError:
        shown = options if len(options) <= 20 else [*options[:3], "…", options[-1]]
        listed = ", ".join(map(str, shown))
        raise ValueError(f"{name} is {value!r}, which is none of {listed}: choose one of them") from None


def row(*controls):
    """Controls side by side, which wrap where the page is narrow."""
    apart = {"flex_flow": "row wrap", "grid_gap": "0.4em 1.6em", "align_items": "center"}
    return widgets.HBox(controls, layout=apart)


class View(anywidget.AnyWidget):
    """A picture, its alternative text, one sentence that is read aloud when it changes, and a quiet progress line.

    clicked  where the picture was last clicked, [share of its width, share of its height] from the top left
    """

    _esm = HERE / "view.js"
    _css = HERE / "view.css"
    png = traitlets.Bytes().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    progress = traitlets.Unicode().tag(sync=True)
    clicked = traitlets.List(traitlets.Float()).tag(sync=True)
