"""A notebook as a student sees it: without outputs, with its folds closed, and each question before its answer."""

import ast
import re

from notebook_rules import FORMULA, without

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
