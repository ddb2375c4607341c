"""A notebook as a student sees it: without outputs, with its folds closed, and each question before its answer."""

import ast
import re

from notebook_rules import FORMULA, shown, without
from stated_numbers import values

FOLD = r"<details>.*?</details>"


def in_sight(cell):
    """What a student reads of a cell before anything is run or opened: its text without folds, or its code."""
    return without(cell.source, FOLD) if cell.cell_type == "markdown" else cell.source


def paragraphs(cell):
    """The paragraphs of a cell in sight, as plain words; a code cell is one."""
    if cell.cell_type == "code":
        return [cell.source]
    plain = without(in_sight(cell), FORMULA, r"[*_`]")
    return [" ".join(text.split()) for text in re.split(r"\n\s*\n", plain) if text.strip()]


def calls(cell, name):
    """The texts that a code cell calls a function of the sliders with: "2.1" of `sliders.predict("2.1")`."""
    tree = ast.parse(cell.source) if cell.cell_type == "code" else ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"sliders.{name}" and len(node.args) == 1:
            yield ast.literal_eval(node.args[0])


def asked(nb):
    """Every prediction that a notebook asks by number, in order: a list of (number, the cells of its section)."""
    return [(number, section) for section in nb.sections() for cell in section for number in calls(cell, "predict")]


def place(nb, number):
    """Which cell of a notebook asks a prediction."""
    return next(i for i, cell in enumerate(nb.cells) if number in calls(cell, "predict"))


def above(nb, number):
    """The paragraphs in sight from the top of the notebook to the box of a prediction."""
    return [text for cell in nb.cells[: place(nb, number)] for text in paragraphs(cell)]


def below(nb, number):
    """The paragraphs in sight under the box, up to the first cell of code that is no question: what comes unasked."""
    found = []
    for cell in nb.cells[place(nb, number) + 1 :]:
        if cell.cell_type == "code" and not list(calls(cell, "predict")):
            break
        found += paragraphs(cell) if cell.cell_type == "markdown" else []
    return found


def panel_after(nb, number):
    """What the panel under a box shows when it opens, as a list of one text; empty if the next code is no panel."""
    code = next((cell for cell in nb.cells[place(nb, number) + 1 :] if cell.cell_type == "code"), None)
    return [shown(code)] if code and re.match(r"sliders\.(?!predict)", code.source) else []


def told(prediction, texts):
    """The texts that say the right choice: in its own words, or by a number that only it has."""
    others = [choice for choice in prediction.choices if choice != prediction.answer]
    asked = values(" ".join([prediction.question, *others]))
    own = [number for number in values(str(prediction.answer)) if number not in [*asked, *range(10)]]
    by_number = [text for text in texts if any(number in values(text) for number in own)]
    return [text for text in texts if text in by_number or text in in_words(prediction, texts)]


def in_words(prediction, texts):
    """The texts that hold the right choice, of two words or more, and no other choice beside it."""
    if not prediction.choices or len(prediction.answer.split()) < 2:
        return []
    others = [choice for choice in prediction.choices if choice != prediction.answer]
    return [text for text in texts if holds(text, prediction.answer) and not any(holds(text, c) for c in others)]


def given_away(nb, number, prediction):
    """{where: the texts that give the answer away}: above the box, in the section below it, or as a panel opens."""
    section = next(cells for asked_here, cells in asked(nb) if asked_here == number)
    found = {
        "above": in_words(prediction, above(nb, number)),
        "below": told(prediction, below(nb, number)),
        "section": in_words(prediction, [text for cell in section for text in paragraphs(cell)]),
        "panel": told(prediction, panel_after(nb, number)),
    }
    return {where: texts for where, texts in found.items() if texts}


def holds(text, words):
    """True if these words stand whole in the text."""
    return bool(re.search(rf"(?<![\w.]){re.escape(words)}(?![\w]|\.\d)", text, re.I))
