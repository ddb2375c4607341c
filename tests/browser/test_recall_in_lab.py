"""Recall in a real JupyterLab, by keyboard alone: three boxes, their explanations, other questions at the next run."""

import re
from pathlib import Path

import axe_playwright_python
import pytest

NOTEBOOK = "00_why_one_line_fails.ipynb"  # any notebook: a cell is added to it
SOURCE = 'sliders.recall("05")'
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
IN_BOXES = "() => axe.run({include: [['.backprop-predict']]}).then(found => found.violations)"
WIDER = "box => box.scrollWidth > box.clientWidth"


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook(NOTEBOOK)
    notebook.run_all()
    notebook.click_cell("checks.summary()")
    for key in ("Escape", "b", "Enter"):
        notebook.page.keyboard.press(key)
    notebook.page.keyboard.insert_text(SOURCE)
    notebook.page.keyboard.press("Control+Enter")
    boxes(notebook).nth(2).wait_for(timeout=20_000)
    yield notebook
    assert not notebook.errors


def boxes(notebook):
    return notebook.page.locator(".backprop-predict", has_text="Notebook 0")


def questions(notebook):
    return boxes(notebook).locator("legend").all_inner_texts()


def test_each_box_is_answered_by_keyboard_and_explains_the_choice(notebook):
    assert [text[:12] for text in questions(notebook)] == ["Notebook 04:", "Notebook 03:", "Notebook 01:"]
    for box in boxes(notebook).all():
        box.scroll_into_view_if_needed()
        assert box.get_by_role("status").inner_text() == ""
        box.get_by_role("radio").first.focus()
        notebook.page.keyboard.press("ArrowDown")
        notebook.page.keyboard.press("Tab")
        notebook.page.keyboard.press("Space")
        told = box.get_by_role("status").filter(has_text=re.compile("^(Right:|You chose)"))
        told.wait_for(timeout=20_000)
        lines = told.inner_text().split("\n")
        assert (lines[0][:6], len(lines)) in [("Right:", 2), ("You ch", 3)]


def test_axe_finds_nothing_and_nothing_is_wider_than_its_column(notebook):
    notebook.page.add_script_tag(path=AXE)
    assert notebook.page.evaluate(IN_BOXES) == []
    for width in (1400, 700):
        notebook.page.set_viewport_size({"width": width, "height": 1000})
        assert not any(box.evaluate(WIDER) for box in boxes(notebook).all())


def test_the_cell_asks_other_questions_when_it_runs_again(notebook):
    before = questions(notebook)
    notebook.run_cell(SOURCE)
    boxes(notebook).nth(2).wait_for(timeout=20_000)
    assert len(questions(notebook)) == 3
    assert questions(notebook) != before
