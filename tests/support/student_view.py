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


def above(nb, number):
    """The paragraphs in sight from the top of the notebook to the box of a prediction."""
    found = []
    for cell in nb.cells:
        if number in calls(cell, "predict"):
            return found
        found += paragraphs(cell)
    return found


def below(nb, number):
    """The paragraphs in sight under the box, up to the first cell of code that is no question: what comes unasked."""
    place = next(i for i, cell in enumerate(nb.cells) if number in calls(cell, "predict"))
    found = []
    for cell in nb.cells[place + 1 :]:
        if cell.cell_type == "code" and not list(calls(cell, "predict")):
            return found
        found += paragraphs(cell) if cell.cell_type == "markdown" else []
    return found


def panel_after(nb, number):
    """What the panel under a box shows when it opens, as text; "" if the next cell of code is no panel."""
    place = next(i for i, cell in enumerate(nb.cells) if number in calls(cell, "predict"))
    code = next((cell for cell in nb.cells[place + 1 :] if cell.cell_type == "code"), None)
    return shown(code) if code and re.match(r"sliders\.(?!predict)", code.source) else ""


def told(prediction, texts):
    """The texts that say the right choice: in its own words, or by a number that only it has."""
    others = [choice for choice in prediction.choices if choice != prediction.answer]
    asked = values(" ".join([prediction.question, *others]))
    own = [n for n in values(str(prediction.answer)) if n not in asked and n not in range(10)]
    found = []
    for text in texts:
        words = holds(text, str(prediction.answer)) and not any(holds(text, choice) for choice in others)
        if (words and (prediction.choices or own)) or any(n in values(text) for n in own):
            found.append(text)
    return found


def given_away(prediction, cells):
    """The paragraphs in sight that hold the right choice, in two words or more, and no other choice beside it."""
    if not prediction.choices or len(prediction.answer.split()) < 2:
        return []
    others = [choice for choice in prediction.choices if choice != prediction.answer]
    texts = [text for cell in cells for text in paragraphs(cell)]
    return [text for text in texts if holds(text, prediction.answer) and not any(holds(text, c) for c in others)]


def holds(text, words):
    """True if these words stand whole in the text."""
    return bool(re.search(rf"(?<![\w.]){re.escape(words)}(?![\w]|\.\d)", text, re.I))
