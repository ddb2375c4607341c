"""What a panel is made of: controls with a name, all of one family, and a picture with its words."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

HERE = Path(__file__).parent
STYLE = (HERE / "panel.css").read_text(encoding="utf-8")  # the text: anywidget keeps what is given a path alive


def script(name):
    """The JavaScript of a part, with what all of them need before it."""
    return "\n".join((HERE / file).read_text(encoding="utf-8") for file in ("keys.js", name))


class Control(anywidget.AnyWidget):
    """One control; `label` is its name on the page and for a screen reader.

    watched  the trait that a move changes
    """

    _esm = script("control.js")
    _css = STYLE
    kind = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    watched = "value"


class Slider(Control):
    """A slider over a list of values.

    label    what it moves
    options  the values, in order; any Python objects
    value    the one to start with
    texts    how each value is written; by default as `str` does
    name     what a caller calls the value, for an error; by default the label

    Read and assign `value`; watch `index`. Raises ValueError for a value that is none of the options.
    """

    texts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    index = traitlets.Int().tag(sync=True)
    watched = "index"

    def __init__(self, label, options, value, texts=None, name=None):
        self.name = name or label
        super().__init__(kind="slider", label=label, layout={"flex": "1 1 200px", "max_width": "420px"})
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


class Number(Control):
    """A whole number, typed or stepped; what lies outside `min` and `max` becomes the nearer of the two."""

    min = traitlets.Int().tag(sync=True)
    max = traitlets.Int().tag(sync=True)
    value = traitlets.Int().tag(sync=True)

    def __init__(self, label, options, value):
        """`options` is the range of what can be chosen."""
        super().__init__(kind="number", label=label, min=options[0], max=options[-1], value=value)

    @traitlets.validate("value")
    def _inside(self, proposal):
        return min(max(proposal.value, self.min), self.max)


class Tick(Control):
    """A box to tick: `value` is True or False."""

    value = traitlets.Bool().tag(sync=True)

    def __init__(self, label, value=False):
        super().__init__(kind="tick", label=label, value=value)


class Toggle(Control):
    """A button that stays pressed until it is pressed again: `value` is True or False."""

    value = traitlets.Bool().tag(sync=True)

    def __init__(self, label):
        super().__init__(kind="toggle", label=label)


class Button(Control):
    """A button; `clicks` counts how often it was pressed."""

    clicks = traitlets.Int().tag(sync=True)
    watched = None

    def __init__(self, label, press):
        """`press` is called at each click, without arguments."""
        super().__init__(kind="button", label=label)
        self.observe(lambda change: press(), "clicks")

    def click(self):
        """What a click on the page does."""
        self.clicks += 1


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
    return widgets.HBox(controls, layout={"flex_flow": "row wrap", "grid_gap": "12px 24px", "align_items": "flex-end"})


class View(anywidget.AnyWidget):
    """A picture, its alternative text, one sentence that is spoken when the hand rests, and a quiet progress line.

    quiet    True while the sentence is not to be spoken, since it is of something unfinished
    narrow   True where the page has no room for a wide picture
    clicked  where the picture was last clicked, [share of its width, share of its height] from the top left
    """

    _esm = script("view.js")
    _css = STYLE
    png = traitlets.Bytes().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    quiet = traitlets.Bool().tag(sync=True)
    progress = traitlets.Unicode().tag(sync=True)
    narrow = traitlets.Bool().tag(sync=True)
    clicked = traitlets.List(traitlets.Float()).tag(sync=True)
