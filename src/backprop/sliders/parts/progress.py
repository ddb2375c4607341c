"""A bar that grows while a long cell runs, and is stored as one sentence that is always the same."""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import display

HERE = Path(__file__).parent


def progress(items, label):
    """The items, one by one; the bar, with its label, says how many of them are done."""
    items = list(items)
    bar = Bar(label=label, total=len(items))
    display(bar)
    for bar.done, item in enumerate(items):
        yield item
    bar.done = len(items)


class Bar(anywidget.AnyWidget):
    """Use `progress`, which says what the label is."""

    _esm = HERE / "progress.js"
    label = traitlets.Unicode().tag(sync=True)
    total = traitlets.Int().tag(sync=True)
    done = traitlets.Int().tag(sync=True)

    def __repr__(self):
        return f"{self.label}: {self.total} of {self.total}"
