"""Notebook 12 in a real JupyterLab: the state of its panel by keyboard, copied, pasted, and mistyped."""

import pytest

pytestmark = pytest.mark.slow
NOTEBOOK = "12_your_lab_report.ipynb"
LABEL = "The state of the panel: copy it, or paste another over it"
FIRST = "data=XOR rate=0.5 hidden=4 activation=sigmoid loss=cross-entropy start=normal seed=65 epochs=10000"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook(NOTEBOOK)
    notebook.set_up()
    return notebook


@pytest.fixture
def panel(notebook):
    """A panel as new: its cell is run again."""
    notebook.run_cell("sliders.playground()")
    panel = notebook.panel(LABEL)
    panel.wait_for_progress("Every position is trained")
    yield panel
    assert not notebook.errors


def box(panel):
    return panel.view.get_by_label(LABEL)


def enter(panel, text):
    box(panel).focus()
    panel.page.keyboard.press("Control+a")
    panel.page.keyboard.insert_text(text)
    panel.page.keyboard.press("Enter")


def answered(panel, words):
    panel.view.locator(".backprop-state [role=status]").filter(has_text=words).wait_for()


def sentence(panel, words):
    panel.view.locator(".backprop-view [role=status]").filter(has_text=words).wait_for()


def test_the_state_follows_a_menu_and_leads_back(panel):
    assert box(panel).input_value() == FIRST
    panel.view.get_by_label("Activation", exact=True).focus()
    panel.page.keyboard.press("ArrowDown")
    sentence(panel, "4 tanh units")
    assert box(panel).input_value() == FIRST.replace("sigmoid", "tanh")
    enter(panel, FIRST)
    answered(panel, "The panel shows this state.")
    sentence(panel, "4 sigmoid units")
    assert panel.view.get_by_label("Activation", exact=True).input_value() == "sigmoid"


def test_a_bad_text_stays_to_be_mended_and_the_picture_stays_too(panel):
    before = panel.source
    enter(panel, FIRST.replace("seed", "sead"))
    answered(panel, "Nothing has changed: “sead” is no setting here: did you mean seed?")
    assert "sead=65" in box(panel).input_value()
    assert panel.source == before
    enter(panel, FIRST.replace("rate=0.5", "rate=2"))
    answered(panel, "The panel shows this state.")
    sentence(panel, "rate 2, 4 sigmoid units")


def test_the_box_and_its_button_are_reached_by_tab(panel):
    box(panel).focus()
    panel.page.keyboard.press("Tab")
    assert panel.page.evaluate("document.activeElement.textContent") == "Set the panel to this text"


def test_the_run_is_copied_as_a_program_by_keyboard(panel):
    page = panel.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.view.locator(".backprop-programs summary").focus()
    page.keyboard.press("Enter")
    for name, package in (("NumPy", "import numpy"), ("PyTorch", "import torch")):
        text = panel.view.get_by_label(name, exact=True).input_value()
        button = panel.view.get_by_role("button", name=f"Copy the program in {name}")
        button.focus()
        page.keyboard.press("Enter")
        panel.view.locator(".backprop-programs [role=status]").filter(has_text="Copied.").first.wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
        assert package in text
        assert FIRST in text
    panel.view.get_by_label("Activation", exact=True).focus()
    page.keyboard.press("ArrowDown")
    sentence(panel, "4 tanh units")
    assert "a1 = tanh(z1)" in panel.view.get_by_label("NumPy", exact=True).input_value()
    assert not panel.view.locator(".backprop-programs [role=status]").filter(has_text="Copied.").count()


def test_a_page_without_a_clipboard_copies_too(panel):
    page = panel.page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.view.locator(".backprop-programs summary").click()
    panel.view.get_by_role("button", name="Copy the program in NumPy").click()
    panel.view.locator(".backprop-programs [role=status]").filter(has_text="Copied.").wait_for()
    page.evaluate("delete navigator.clipboard")
    assert page.evaluate("navigator.clipboard.readText()") == panel.view.get_by_label("NumPy", exact=True).input_value()
