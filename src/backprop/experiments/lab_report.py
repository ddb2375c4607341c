"""A lab report as one HTML file that needs nothing beside it, and holds what makes its numbers come again."""

import html
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from string import Template

import numpy as np

import backprop
from backprop import checks
from backprop.experiments import state_text
from backprop.experiments.study import Outcome
from backprop.pictures.tables import table

TEMPLATE = Template((Path(__file__).parent / "lab_report.html").read_text(encoding="utf-8"))
MEANINGS = {
    "data": "data",
    "rate": "learning rate",
    "hidden": "hidden units",
    "activation": "activation of the hidden units",
    "loss": "loss that is minimised",
    "start": "start of the weights",
    "seed": "seeds, from the first to the last",
    "epochs": "epochs",
    "goal": "solved means a mean squared error below",
}


@dataclass
class LabReport:
    """A question, a prediction, a study, its figures and a conclusion.

    outcome                           an Outcome, as `Study.run` gives it
    question, prediction, conclusion  your own text; an empty line starts a paragraph
    figures                           a list of Picture: each brings its alternative text
    title, author                     what stands at the top

    Raises TypeError for an outcome, a figure or a text of another kind.
    """

    outcome: Outcome
    question: str
    prediction: str
    conclusion: str
    figures: list
    title: str = "Lab report"
    author: str = ""

    def __post_init__(self):
        if not isinstance(self.outcome, Outcome):
            raise TypeError(f"outcome is a {type(self.outcome).__name__}: give what run() of your study returns")
        if not isinstance(self.figures, list) or not all(hasattr(figure, "alt") for figure in self.figures):
            raise TypeError("figures must be a list of Picture: write [Picture(ax, alt)]")
        for name in ("question", "prediction", "conclusion", "title", "author"):
            if not isinstance(getattr(self, name), str):
                raise TypeError(f"{name} must be text, got {getattr(self, name)!r}: write it in quotation marks")

    def html(self):
        """The whole page as text, the figures in it; what you wrote is shown letter by letter."""
        return TEMPLATE.substitute(
            title=html.escape(self.title or "Lab report"),
            author=_paragraphs(self.author) if self.author else "",
            question=_paragraphs(self.question),
            prediction=_paragraphs(self.prediction),
            conclusion=_paragraphs(self.conclusion),
            settings=_settings(self.outcome.study),
            result=_result(self.outcome),
            figures="\n".join(figure._repr_html_() for figure in self.figures),
            state=html.escape(self.outcome.study.text),
            versions=table("Versions", ("what", "version"), _versions()),
            exercises=_exercises(),
        )

    def save(self, path, overwrite=False):
        """Writes the page to a file, whose name ends in .html, and returns its Path.

        Raises FileExistsError, and leaves the file, if there is one already and `overwrite` is not True. Whatever
        else fails leaves what was there: the page is written whole, and then takes its name.
        """
        path = Path(path)
        if not path.name:
            raise ValueError(f"path is {str(path)!r}: give a file's name, such as 'my_report.html'")
        path = path if path.suffix.lower() == ".html" else path.with_name(f"{path.name}.html")
        if path.exists() and not overwrite:
            raise FileExistsError(
                f"{path.name} is there already, and stays as it is: choose another name, or add overwrite=True"
            )
        _write(path, self.html().encode("utf-8"))
        return path


def _write(path, page):
    """Bytes to a file, all of them or none."""
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(page)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _paragraphs(text):
    blocks = [block for block in text.strip().split("\n\n") if block.strip()] or ["(not written)"]
    return "\n".join(f"<p>{html.escape(block.strip())}</p>" for block in blocks)


def _settings(study):
    rows = [(MEANINGS[name], _spelt(name, value)) for name, value in (pair.split("=") for pair in study.text.split())]
    return table(f"Every setting; what is compared: {MEANINGS[study.vary]}", ("setting", "value"), rows)


def _spelt(name, value):
    return value.replace("-", " to ") if name == "seed" else value.replace(",", ", ")


def result_rows(outcome):
    """The rows of the table under Result, as texts: (value, solved, interval, median)."""
    n = outcome.mse.shape[1]
    return [
        (state_text.written(value), f"{solved} of {n}", f"{low:.0%} to {high:.0%}", f"{median:.2g}")
        for value, solved, low, high, median in outcome.rows()
    ]


def _result(outcome):
    heads = MEANINGS[outcome.study.vary], "solved", "95 % interval of the share", "median of the mean squared errors"
    caption = f"Solved runs for each value of: {heads[0]}. Every row has the same seeds; the interval is Wilson's."
    return table(caption, heads, result_rows(outcome))


def _versions():
    return [
        ("backprop", backprop.__version__),
        ("Python", platform.python_version()),
        ("NumPy", np.__version__),
        ("matplotlib", version("matplotlib")),
    ]


def _exercises():
    found = checks.results()
    if not found:
        return "<p>None was tried.</p>"
    rows = [(number, task["title"], "solved" if task["solved"] else "not yet") for number, task in found.items()]
    solved = sum(task["solved"] for task in found.values())
    return table(f"{solved} of {len(rows)} solved", ("exercise", "about", "state"), rows)
