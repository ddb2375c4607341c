"""Each notebook in a real JupyterLab, unsolved and then answered wrongly: it runs to its end, and its page is sound.

Only with --all: nbval runs each notebook at every run of the tests.
"""

import contextlib
from pathlib import Path

import axe_playwright_python
import nbformat
import pytest
import refresh
from lab_page import NOTEBOOKS, LabPage
from wrong_answers import exercises, printed, with_wrong_answers

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
TROUBLE = ", ".join(f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr"))
TOO_WIDE = """() => [...document.querySelectorAll(".jp-RenderedMarkdown mjx-container[display=true]")]
    .filter(formula => formula.querySelector("mjx-math").getBoundingClientRect().width > formula.clientWidth)
    .map(formula => formula.closest(".jp-RenderedMarkdown").textContent)"""
WITH_OUTPUTS = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON()"
IN_OUTPUTS = "() => axe.run({include: [['.jp-OutputArea-output']]}).then(found => found.violations)"
WIDTHS = """() => [...document.querySelectorAll(".jp-Notebook .jp-MarkdownOutput > p")].map(paragraph => {
    const zero = paragraph.appendChild(Object.assign(document.createElement("span"), {textContent: "0".repeat(100)}));
    const wide = zero.getBoundingClientRect().width / 100;
    zero.remove();
    return paragraph.getBoundingClientRect().width / wide;
}).filter(Number.isFinite)"""  # a cell far out of sight is not laid out
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_it_runs_and_names_wrong_answers_and_axe_finds_nothing_and_its_formulas_fit_700_pixels(
    open_notebook, lab, path
):
    name = f"wrong_{path.name}"
    nbformat.write(with_wrong_answers(path), lab.root / "notebooks" / name)
    notebook = open_notebook(name)
    notebook.run_all()
    assert notebook.page.locator(TROUBLE).all_inner_texts() == []
    verdicts = wrong_verdicts(notebook.page)
    assert len(verdicts) == len(exercises(refresh.read(path)))
    for verdict in verdicts:
        assert "Exercise " in verdict
        assert "correct." not in verdict
    notebook.page.add_script_tag(path=AXE)
    violations = notebook.page.evaluate(IN_OUTPUTS)
    assert not [(found["id"], found["nodes"][0]["html"]) for found in violations]
    assert not notebook.errors
    notebook.page.keyboard.press("Control+b")  # the sidebar closes
    notebook.page.set_viewport_size({"width": 700, "height": 1000})
    with contextlib.suppress(Exception):  # what stays too wide is named by the line after
        notebook.page.wait_for_function(f"() => ({TOO_WIDE})().length === 0", timeout=60_000)
    assert notebook.page.evaluate(TOO_WIDE) == []
    notebook.close()


def wrong_verdicts(page):
    """What the judge says of each wrong answer of a notebook."""
    run = nbformat.from_dict(page.evaluate(WITH_OUTPUTS))
    return [printed(cell) for cell in run.cells if any(tag.endswith("-wrong") for tag in cell.metadata.get("tags", []))]


def test_text_stands_at_a_reading_width_where_the_lab_is_opened_by_its_command(browser, lab, serve_lab):
    """A paragraph is 66 figures wide at most, some 75 letters, and fills them: JupyterLab loads the stylesheet."""
    with serve_lab(lab.root, "--LabApp.custom_css=True") as opened:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        LabPage(page, opened, "00_why_one_line_fails.ipynb")
        assert 65 < max(page.evaluate(WIDTHS)) < 67
        page.close()
