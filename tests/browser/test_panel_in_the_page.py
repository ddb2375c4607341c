"""A panel among the other things of a page: keys, speech, a larger picture, a kernel that goes away."""

import pytest
from lab_page import CONNECTED

NOTEBOOK = "00_why_one_line_fails.ipynb"
SPOKEN = """view => {
    const status = view.querySelector("[role=status]");
    window.spoken = [];
    new MutationObserver(() => window.spoken.push(status.textContent)).observe(status, { childList: true });
}"""
RESTART = "() => void window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart()"


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook(NOTEBOOK)
    notebook.set_up()
    return notebook


@pytest.fixture
def panel(notebook):
    notebook.run_cell("sliders.half_plane()")
    panel = notebook.panel("w1")
    panel.wait_for_sentence("1.0 x1 + 1.0 x2")
    yield panel
    assert not notebook.errors


def test_ctrl_s_saves_while_a_slider_has_the_focus_and_its_own_keys_stay_its_own(notebook, panel):
    panel.slider("w1").focus()
    panel.page.keyboard.press("ArrowRight")
    panel.wait_for_sentence("1.1 x1")
    panel.page.keyboard.press("d")
    panel.page.keyboard.press("d")  # would delete the cell
    file = notebook.folder / NOTEBOOK
    file.touch()
    before = file.read_text(encoding="utf-8")
    panel.page.keyboard.press("Control+s")
    panel.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert file.read_text(encoding="utf-8") != before
    assert panel.view.is_visible()


def test_a_row_of_moves_is_spoken_once(panel):
    panel.view.evaluate(SPOKEN)
    panel.slider("w1").focus()
    for _ in range(6):
        panel.page.keyboard.press("ArrowRight")
    panel.page.wait_for_function("() => window.spoken.some(words => words.includes('1.6 x1'))")
    assert len(panel.page.evaluate("() => window.spoken")) == 1


def test_the_picture_can_be_enlarged_and_put_back_by_keyboard(panel):
    panel.view.get_by_role("button", name="Enlarge").focus()
    panel.page.keyboard.press("Enter")
    dialog = panel.view.locator("dialog")
    assert dialog.is_visible()
    assert dialog.locator("img").bounding_box()["width"] > panel.image.bounding_box()["width"]
    assert dialog.locator("img").get_attribute("alt") == panel.alt
    panel.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_on_a_narrow_page_the_picture_stays_readable_and_scrolls_by_keyboard(notebook, panel):
    paper = panel.view.locator(".backprop-view .backprop-paper")
    assert paper.get_attribute("tabindex") is None
    before = panel.page.viewport_size
    panel.page.keyboard.press("Control+b")  # the sidebar closes
    panel.page.set_viewport_size({"width": 440, "height": 900})
    panel.page.wait_for_function("paper => paper.tabIndex === 0", arg=paper.element_handle())
    assert panel.image.bounding_box()["width"] >= 520
    assert paper.bounding_box()["width"] < 440
    paper.focus()
    panel.page.keyboard.press("ArrowRight")
    panel.page.wait_for_function("paper => paper.scrollLeft > 0", arg=paper.element_handle())
    panel.page.set_viewport_size(before)
    panel.page.keyboard.press("Control+b")
    panel.page.wait_for_function("paper => !paper.hasAttribute('tabindex')", arg=paper.element_handle())


def test_a_panel_whose_kernel_is_gone_says_so(panel):
    gone = panel.view.locator("[role=alert]")
    assert not gone.is_visible()
    panel.page.evaluate(RESTART)
    gone.filter(has_text="The kernel of this panel is gone").wait_for()
    panel.page.wait_for_function(CONNECTED)  # a server told to end in the midst of a restart never ends
