"""Verdicts and the summary in a real JupyterLab, light and dark, wide and narrow: what they say, and what axe says."""

from pathlib import Path

import axe_playwright_python
import nbformat
import pytest
import refresh
from nbformat.v4 import new_code_cell, new_notebook

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
IN_OUTPUTS = "() => axe.run({include: [['.jp-OutputArea-output']]}).then(found => found.violations)"
WIDER = """() => [...document.querySelectorAll(".jp-OutputArea-output")]
    .filter(output => output.scrollWidth > output.clientWidth).map(output => output.innerText)"""
FIRST_LINE = """paragraph => {
    const range = document.createRange(), text = paragraph.firstChild
    const top = at => { range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().top }
    return [...text.data].findIndex((_, at) => top(at) > top(0) + 5)
}"""
CELLS = [
    "from backprop import checks\ndef backward(X, y, W1, b1, W2, b2):\n    return W1 @ X.T  # here it stops",
    'checks.exercise("4.4", "b")',
    'checks.exercise("7.4", "")',
    'checks.exercise("4.4", "a")',
    'checks.exercise("4.2", backward)',
    "checks.summary()",
]


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook(open_with, tmp_path_factory):
    """A notebook of CELLS, all of it run."""
    root = tmp_path_factory.mktemp("verdicts")
    (root / "notebooks").mkdir()
    cells = [new_code_cell(cell) for cell in CELLS]
    nbformat.write(new_notebook(cells=cells, metadata=refresh.KEPT), root / "notebooks" / "verdicts.ipynb")
    with open_with(root, "verdicts.ipynb") as opened:
        opened.run_all()
        opened.page.keyboard.press("Control+b")  # the sidebar closes
        opened.page.add_script_tag(path=AXE)
        yield opened


@pytest.fixture(scope="module", params=["JupyterLab Light", "JupyterLab Dark"])
def page(request, notebook):
    notebook.change_theme(request.param)
    return notebook.page


@pytest.mark.parametrize("width", [1400, 400])
def test_axe_finds_nothing_and_nothing_is_too_wide(page, width):
    page.set_viewport_size({"width": width, "height": 1600})
    page.wait_for_timeout(500)
    violations = page.evaluate(IN_OUTPUTS)
    assert not [(found["id"], found["nodes"][0]["html"]) for found in violations]
    assert page.evaluate(WIDER) == []


def test_each_verdict_is_a_status_that_begins_with_its_kind(page):
    said = page.locator(".jp-OutputArea-output").get_by_role("status").all_inner_texts()
    assert [text.split("Exercise")[0].strip() for text in said] == [
        "✓ Correct",
        "… Not yet",
        "✗ Not right yet",
        "✗ Not right yet",
    ]


def test_a_line_has_about_75_letters(page):
    page.set_viewport_size({"width": 1400, "height": 1600})
    sentence = page.get_by_role("status").get_by_text("That is right for x = z1").element_handle()
    assert 65 <= page.evaluate(FIRST_LINE, sentence) <= 85
