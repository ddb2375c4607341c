"""The rule that a number in a notebook's text was printed: by a cell of its section, or where the text says it was."""

import re
from functools import cache

from notebook_rules import FOLDER, SUMMARY, Notebook, shown
from stated_numbers import backed, sentences_in, stated, values, without_sentences

ASKED = r"sliders\.(?:predict|recall)\("  # the choices of a question are no results
FRAME = "What you will be able to do|What you did|Symbols in this notebook|with everything"


TO_SET = r"\*\*Try this|\d\. "  # what a reader is asked to set
"""Texts that state a number which no cell can print, and what holds it instead."""
KNOWN = {
    "16 different tables": "two to the power of four",
    "a number in the computer has about 16 digits": "float64",
    "a network of a million weights would need two million": "two for each",
    "a **tolerance**, here 1e-6": "the default of checks.gradient_check",
    "a rate a hundred times as large": "0.01 and 1, in the cell below it",
    "mean* loss of these 10 examples": "given in Exercise 7.4",
    "\\tfrac{z^3}{48}": "the series of the sigmoid",
    "so the four hidden units take 20 operations": "five each",
    "is at most 1/16": "a quarter, squared",
    "by at least 8, and with $1/n$ by at least 16": "a quarter, squared",
    "about 1/80, and 0.0004 divided by 80": "the power of prediction 6.5",
    "logits such as 1000, although $e^{1000}$": "given in Exercise 11.1",
    "about 95 of 100 studies": "the level of the interval",
    "95 % confidence interval": "the level of the interval",
    "about 95 of 100 of their intervals": "the level of the interval",
    "Do 95 of 100 intervals": "the level of the interval",
    "a 95 % interval promises": "the level of the interval",
    "the 95 % that were promised": "the level of the interval",
}


def numbers(nb):
    """A sentence for each number that the text of a notebook states and no cell printed."""
    everywhere = [number for section in sections(nb) for number in printed(section)]
    if solved := nb.path.parent.name == "solutions":
        everywhere += in_notebook(nb.path.name[:2])
    for section in sections(nb):
        here = printed(section)
        for paragraph, wide in paragraphs(section):
            evidence = [*(everywhere if wide or solved else here), *pointed_at(paragraph, nb)]
            for number in stated(without_known(paragraph)):
                if not backed(number, evidence):
                    yield f"says {number[0]}, which no cell of its section prints: {paragraph[:60]!r}"


def sections(nb):
    """The sections of a notebook; Going further is cut at its own headings, for each is about something else."""
    for section in nb.sections():
        if not section or not section[0].source.startswith("## Going further"):
            yield section
            continue
        found = [[]]
        for cell in section:
            before, heading, after = split(cell)
            found[-1].append(type(cell)(cell, source=before))
            if heading:
                found.append([type(cell)(cell, source=after)])
        yield from found


def split(cell):
    """What stands in a cell before its first ### that is no exercise's, that heading, and the cell from there on."""
    found = re.search(r"(?m)^### (?!Exercise).*", cell.source) if cell.cell_type == "markdown" else None
    return (cell.source[: found.start()], found[0], cell.source[found.start() :]) if found else (cell.source, "", "")


def paragraphs(section):
    """(paragraph, whether the whole notebook may back it): the frame and the exercises may be backed by all of it."""
    for cell in section:
        wide = bool(re.search(FRAME, cell.source))
        for text in texts(cell):
            for paragraph in re.split(r"\n\n", text):
                wide = wide or paragraph.startswith("### Exercise")
                if not re.match(TO_SET, paragraph):
                    yield paragraph, wide


def without_known(text):
    for known in KNOWN:
        text = text.replace(known, " ")
    return text


def texts(cell):
    """What a cell says: the markdown, or the sentences that its code holds as strings."""
    return [cell.source] if cell.cell_type == "markdown" else sentences_in(cell.source)


def printed(section):
    """The numbers that some cells print or show as an equation, and those in their code but for the digits 0 to 9."""
    found = []
    for cell in section:
        if cell.cell_type == "markdown":
            found += values(" ".join(re.findall(r"\$\$.*?\$\$", cell.source, re.S)))
        elif not re.match(ASKED, cell.source) and cell.source != SUMMARY:
            typed = values(without_sentences(cell.source))
            found += [number for number in typed if number >= 10 or number % 1] + values(shown(cell))
    return found


def pointed_at(paragraph, nb):
    """The numbers of the other notebooks, sections and figures that a paragraph names."""
    found = []
    for number in re.findall(r"[Nn]otebooks? (\d\d)", paragraph):
        found += in_notebook(number)
    for kind, number in re.findall(r"\b([Ss]ection|Figure|Exercise) (\d+\.\d+)", paragraph):
        mark = rf"(?m)^#+ {number} " if kind in "Section section" else rf"(?m)^(?:\*\*|### ){kind} {number}\b"
        for section in nb.sections():
            if any(re.search(mark, cell.source) for cell in section):
                found += printed(section)
    return found


@cache
def in_notebook(number):
    """The numbers that the lesson of this number, such as "07", prints anywhere."""
    path = next(iter(FOLDER.glob(f"{number}_*.ipynb")), None)
    return [value for section in Notebook(path).sections() for value in printed(section)] if path else []
