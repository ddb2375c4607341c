"""Three short questions on earlier notebooks, at the head of a notebook."""

import html
from dataclasses import replace

import ipywidgets as widgets
import numpy as np

from backprop.exercises.recall import earlier, questions
from backprop.sliders.parts.predict import PredictionBox


def recall(notebook, rng=None):
    """Three questions on earlier notebooks, with numbers that are drawn anew each time the cell runs.

    notebook  the number of the notebook that opens with them, such as "05"
    rng       a NumPy Generator or a seed; None draws anew
    Raises ValueError if it is not one of the notebooks 02 to 12.
    """
    return Recall(notebook, np.random.default_rng(rng))


class Recall(widgets.VBox):
    """Use `recall`, which says what the arguments are. What is stored names the notebooks and no question."""

    def __init__(self, notebook, rng):
        self.books = earlier(notebook)
        asked = zip(self.books, questions(notebook, rng), strict=True)
        super().__init__(
            [RecallBox(replace(each, question=f"Notebook {book:02}: {each.question}")) for book, each in asked]
        )

    def __repr__(self):
        *first, last = dict.fromkeys(f"{book:02}" for book in self.books)
        return f"Three questions on notebooks {', '.join(first)} and {last}: run this cell to get them."

    def _repr_mimebundle_(self, **kwargs):
        """The live questions, and beside them one sentence for a page without a kernel: the same at every run."""
        live = super()._repr_mimebundle_(**kwargs)
        return {**live, "text/plain": repr(self), "text/html": f"<p>{html.escape(repr(self))}</p>"}


class RecallBox(PredictionBox):
    """A box of `recall`: it says what was chosen, since nothing was predicted."""

    verb, said_on_button = "chose", "Answer"
