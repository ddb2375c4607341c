"""Notebook 05 in a real JupyterLab, without a mouse: its questions, its bar, and its panel."""

import pytest

pytestmark = pytest.mark.slow
NOTEBOOK = "05_prove_it.ipynb"
FOCUSED = "document.activeElement.closest('.jp-OutputArea-output') !== null"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook(NOTEBOOK)
    notebook.run_all()
    yield notebook
    assert not notebook.errors


def question(notebook, words):
    form = notebook.page.locator(".backprop-predict", has_text=words)
    form.scroll_into_view_if_needed()
    return form


def says(form, words):
    form.get_by_role("status").filter(has_text=words).wait_for()


def test_a_choice_is_predicted_by_keyboard_and_only_then_answered(notebook):
    form = question(notebook, "Which of the two")
    assert notebook.page.get_by_role("group", name="Which of the two would you say has the bug?").count() == 1
    assert form.get_by_role("status").inner_text() == ""
    form.get_by_label("A", exact=True).focus()
    notebook.page.keyboard.press("ArrowDown")
    assert form.get_by_label("B", exact=True).is_checked()
    assert notebook.page.evaluate(FOCUSED)
    assert form.get_by_role("status").inner_text() == ""
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("Space")
    says(form, "You predicted B. The answer is A.")
    says(form, "Program A leaves out the 1/n in dz2")
    form.get_by_label("B", exact=True).focus()
    notebook.page.keyboard.press("ArrowUp")
    notebook.page.keyboard.press("Enter")
    says(form, "Right: A.")


def test_a_number_is_predicted_by_keyboard(notebook):
    form = question(notebook, "How many of the 13 bugs")
    number = form.get_by_label("Your number")
    number.focus()
    notebook.page.keyboard.press("Enter")
    says(form, "Type a number first.")
    notebook.page.keyboard.type("6")
    notebook.page.keyboard.press("Enter")
    says(form, "You predicted 6. The answer is 8.")
    notebook.page.keyboard.press("Backspace")
    notebook.page.keyboard.type("8")
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("Enter")
    says(form, "Right: 8.")


def test_the_bar_has_a_name_and_stands_at_its_end(notebook):
    bar = notebook.page.get_by_label("Programs trained")
    bar.scroll_into_view_if_needed()
    assert bar.evaluate("bar => [bar.value, bar.max]") == [14, 14]


def test_the_menu_of_bugs_moves_by_keyboard(notebook):
    panel = notebook.panel("Tolerance")
    panel.wait_for_sentence("hidden slope missing")
    before = panel.source, panel.alt
    panel.view.get_by_label("Bug").focus()
    notebook.page.keyboard.press("ArrowDown")
    panel.wait_for_sentence("z(1 − z) at the output: the numbers overflow")
    assert all(old != new for old, new in zip(before, (panel.source, panel.alt), strict=True))
    panel.slider("Tolerance").focus()
    notebook.page.keyboard.press("End")
    assert panel.slider("Tolerance").get_attribute("aria-valuetext") == "1"
    panel.slider("Start (seed)").focus()
    notebook.page.keyboard.press("Home")
    panel.wait_for_sentence("Seed 0, z(1 − z) at the output")
