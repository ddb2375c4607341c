"""No answer before its question, on any page as a student opens it: without outputs, its folds closed."""

import notebook_rules as rules
import pytest
import student_view
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from refresh import FOLDER

from backprop.exercises.predictions import Prediction, prediction

PAGES = {path.name: rules.Notebook(path) for path in sorted(FOLDER.glob("[0-9]*.ipynb"))}
EVERY = [
    pytest.param(nb, number, prediction(number), id=number)
    for nb in PAGES.values()
    for number, _ in student_view.asked(nb)
]


@pytest.mark.parametrize(("nb", "number", "asked"), EVERY)
def test_no_answer_is_in_sight_before_its_question_is_answered(nb, number, asked):
    assert not student_view.given_away(nb, number, asked)


@pytest.mark.parametrize(("nb", "number", "asked"), EVERY)
def test_something_to_do_follows_every_question(nb, number, asked):
    after = nb.cells[student_view.place(nb, number) + 1 :]
    assert any(cell.cell_type == "code" for cell in after[:4]), "what answers the question stands a screen away"


# The view itself, on a page of one question.

ASKED = Prediction("And the loss?", "it rises a lot", "Look.", ("it rises a lot", "it falls a lot"))
HOW_MANY = Prediction("How many of 100?", "about 70", "Look.", ("all 100", "about 70", "about 30"))
BOX = new_code_cell('sliders.predict("5.1")')
RUN = new_code_cell("run()")


def page(*cells):
    return rules.Notebook(FOLDER / "05_prove_it.ipynb", content=new_notebook(cells=[new_markdown_cell("# A"), *cells]))


def panel(text):
    return new_code_cell("sliders.starts()", outputs=[new_output("display_data", {"text/plain": text})])


FOLD = new_markdown_cell("<details><summary>Explain</summary>\n\nSo it rises a lot.\n\n</details>")
BOTH = new_markdown_cell("Either it rises a lot or it falls a lot.")
PLAIN = new_markdown_cell("So **it rises** a\nlot, as you see.")
CODE = new_code_cell('print("it rises a lot")')


@pytest.mark.parametrize(
    ("asked", "cells", "where"),
    [
        (ASKED, [BOX, FOLD, BOTH, RUN], set()),
        (ASKED, [PLAIN, new_markdown_cell("## B"), BOX, RUN], {"above"}),
        (ASKED, [BOX, PLAIN, RUN], {"below", "section"}),
        (ASKED, [BOX, CODE], {"section"}),
        (ASKED, [BOX, new_markdown_cell("## B"), CODE], set()),
        (HOW_MANY, [BOX, new_markdown_cell("It was 70."), RUN], {"below"}),
        (HOW_MANY, [BOX, new_markdown_cell("It was 100."), RUN], set()),
        (HOW_MANY, [BOX, panel("70 of 100 solved")], {"panel"}),
        (HOW_MANY, [BOX, panel("0 of 100 solved")], set()),
        (HOW_MANY, [BOX, RUN, panel("70 of 100 solved")], set()),
    ],
)
def test_the_view_finds_an_answer_wherever_it_is_in_sight(asked, cells, where):
    assert set(student_view.given_away(page(*cells), "5.1", asked)) == where
