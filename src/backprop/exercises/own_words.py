"""The exercises whose answer is the learner's own text: a state text to mend, and a lab report."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.verdicts import Mistaken, NotYet, listed


@dataclass(frozen=True)
class Mended:
    """A state text with faults in it, to be mended.

    broken  the text as it is handed out
    right   {name: value}, what it should say
    faults  {what is still to be seen in it: what to say of that}, in the order in which they are looked for
    """

    title: str
    broken: str
    right: Mapping = field(repr=False)
    faults: Mapping = field(repr=False)

    def judge(self, answer):
        """What to say of the mended text. Raises a Finding for any other."""
        if answer is None or answer is ... or (isinstance(answer, str) and answer.split() in ([], self.broken.split())):
            raise NotYet("The text is still to be mended.")
        if not isinstance(answer, str):
            raise Mistaken("Give the mended text itself, in quotation marks.")
        for fault, says in self.faults.items():
            if fault in answer:
                raise Mistaken(says)
        parts = [part.rstrip(",;") for part in re.sub(r"\s+=\s+", "=", answer.strip("\"'` \n")).split()]
        pairs = [part.partition("=")[::2] for part in parts]
        self._compare(dict(pairs))
        if twice := [name for name in self.right if [found for found, _ in pairs].count(name) > 1]:
            raise Mistaken(f"{listed(twice)} stands there twice: take one out.")
        return "It says what was meant."

    def _compare(self, found):
        if missing := [name for name in self.right if name not in found]:
            raise Mistaken(f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing, with an = behind it.")
        if others := [name for name in found if name not in self.right]:
            raise Mistaken(f"{listed(others)} is none of the settings: {listed(list(self.right))}.")
        for name, value in self.right.items():
            if not _same(found[name], value):
                raise Mistaken(f"{name} says {found[name][:40] or 'nothing'}, but {value} was meant.")
            if isinstance(value, int) and not found[name].isdigit():
                raise Mistaken(f"{name} is a whole number: write it as {value}, not as {found[name]}.")


def _same(text, value):
    try:
        return float(text) == float(value)
    except ValueError:
        return text.lower() == str(value).lower()


@dataclass(frozen=True)
class Report:
    """A lab report of the learner's own, judged for its form: all parts, many seeds, a figure that can be heard."""

    title: str
    fewest: int = 10

    def judge(self, report):
        """What to say of a report that has everything. Raises a Finding that names what is missing."""
        if report is None or report is ...:
            raise NotYet("There is no report yet.")
        if not all(hasattr(report, name) for name in (*PARTS, "figures", "outcome")):
            raise Mistaken("Hand over the report itself: what LabReport(…) returns.")
        if empty := [name for name in PARTS if not str(getattr(report, name)).strip()]:
            raise NotYet(f"Still to be written: {listed(empty)}.")
        seeds = np.shape(report.outcome.mse)[1]
        self._demand_seeds(seeds)
        _demand_figure(report.figures)
        _demand_text(report)
        return f"It has all five parts, {seeds} seeds for each value, and a figure with its alternative text."

    def _demand_seeds(self, seeds):
        if seeds == 1:
            raise Mistaken("One seed is a story about that seed: give the study seeds=100.")
        if seeds < self.fewest:
            raise Mistaken(f"{seeds} seeds can leave half the scale open: take {self.fewest} or more.")


PARTS = ("question", "prediction", "conclusion")


def _demand_figure(figures):
    if not figures:
        raise NotYet("The figure is missing: figures=[Picture(ax, alt)].")
    for picture in figures:
        if not any(letter.isdigit() for letter in picture.alt):
            raise Mistaken("The alternative text of a figure holds no number: say what the picture shows, with them.")


def _demand_text(report):
    if not str(report.question).strip().endswith("?"):
        raise Mistaken("The question does not end with a question mark: what is it that the runs shall answer?")
    texts = [" ".join(str(getattr(report, name)).split()) for name in PARTS]
    if len(set(texts)) < len(texts):
        raise Mistaken("Two of your texts are the same: a prediction comes before the runs, a conclusion after them.")
    if not any(letter.isdigit() for letter in texts[-1]):
        raise Mistaken("The conclusion holds no number: what did the table say, and how sure is it?")
