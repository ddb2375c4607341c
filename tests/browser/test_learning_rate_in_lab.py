"""Notebook 07 in a real JupyterLab: its panel by keyboard, by mouse, in a hurry, and while another cell computes."""

import random

import pytest
from lab_page import BOTH_WAYS

pytestmark = BOTH_WAYS
NOTEBOOK = "07_the_learning_rate.ipynb"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook(NOTEBOOK)
    notebook.set_up()
    return notebook


@pytest.fixture
def panel(notebook):
    """A panel as new: its cell is run again."""
    notebook.run_cell("sliders.learning_rate()")
    panel = notebook.panel("Learning rate")
    panel.wait_for_progress("Every position is trained")
    yield panel
    assert not notebook.errors


def test_the_slider_moves_by_keyboard_and_the_picture_and_its_words_follow(panel):
    rate = panel.slider("Learning rate")
    before = panel.source, panel.alt, panel.sentence
    assert "rate 0.5, 4 hidden units" in before[2]
    rate.focus()
    panel.page.keyboard.press("ArrowRight")
    panel.wait_for_sentence("rate 1, 4 hidden units")
    assert rate.get_attribute("aria-valuetext") == "1"
    after = panel.source, panel.alt, panel.sentence
    assert all(old != new for old, new in zip(before, after, strict=True))
    panel.page.keyboard.press("Home")
    panel.wait_for_sentence("rate 0.01, 4 hidden units")
    panel.page.keyboard.press("End")
    panel.wait_for_sentence("rate 100, 4 hidden units")
    assert panel.image.evaluate("image => image.complete && image.naturalWidth") >= 1400  # two pixels a CSS pixel


@pytest.mark.slow
def test_the_slider_moves_by_mouse(panel):
    box = panel.slider("Hidden size").bounding_box()
    panel.page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    panel.wait_for_sentence("rate 0.5, 16 hidden units")
    panel.page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    panel.wait_for_sentence("rate 0.5, 1 hidden unit,")


@pytest.mark.slow
def test_every_control_is_reached_by_tab_and_has_a_name(panel):
    panel.view.get_by_label("Data").focus()
    names = []
    for _ in range(9):
        panel.page.keyboard.press("Tab")
        names.append(panel.page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText"))
    expected = ["Loss", "Seed", "Learning rate", "Hidden size", "Epoch", "Play", "Step", "Reset", "Keep this curve"]
    assert [name.split("\n")[0] for name in names] == expected


@pytest.mark.slow
def test_the_last_of_300_mouse_moves_is_what_is_shown(panel):
    rate = panel.slider("Learning rate")
    box = rate.bounding_box()
    places = random.Random(0)
    y = box["y"] + box["height"] / 2
    panel.page.mouse.move(box["x"] + 5, y)
    panel.page.mouse.down()
    for _ in range(300):
        panel.page.mouse.move(box["x"] + places.uniform(8, box["width"] - 8), y)
    panel.page.mouse.move(box["x"] + box["width"] - 8, y)
    panel.page.mouse.up()
    panel.wait_for_sentence("rate 100, 4 hidden units")
    assert rate.get_attribute("aria-valuetext") == "100"
    panel.page.keyboard.press("ArrowLeft")  # whatever is still on its way comes before the answer to this
    panel.wait_for_sentence("rate 50, 4 hidden units")


@pytest.mark.slow
def test_on_a_narrow_page_its_plots_stand_one_above_the_other_and_nothing_scrolls_sideways(panel):
    page, size = panel.page, panel.page.viewport_size
    page.evaluate("window.jupyterapp.shell.collapseLeft()")
    try:
        for width, pixels in ((500, 760), (size["width"], 1400)):
            page.set_viewport_size({"width": width, "height": size["height"]})
            page.wait_for_function(
                "([image, pixels]) => image.naturalWidth === pixels", arg=[panel.image.element_handle(), pixels]
            )
            assert panel.alt.startswith("Above: " if width == 500 else "Left: ")
            assert panel.image.evaluate("image => image.parentElement.scrollWidth <= image.parentElement.clientWidth")
    finally:
        page.set_viewport_size(size)


@pytest.mark.slow
def test_it_plays_to_the_last_epoch_and_starts_over(panel):
    panel.wait_for_sentence("after 10,000 epochs")
    panel.view.get_by_role("button", name="Play").click()
    panel.view.get_by_role("button", name="Pause").wait_for()
    panel.view.get_by_role("button", name="Play").wait_for()
    panel.wait_for_sentence("after 10,000 epochs")
    panel.view.get_by_role("button", name="Reset").click()
    panel.wait_for_sentence("after 0 epochs")
    panel.view.get_by_role("button", name="Step").click()
    panel.wait_for_sentence("after 25 epochs")


@pytest.mark.slow
def test_a_move_is_answered_while_another_cell_computes_or_right_after_it(notebook, panel, request):
    """With subshells at once; where they are turned off, JupyterLab hands the move over when the cell is done.

    The cell computes until it is told to stop. JupyterLab makes the subshell with the first move, which therefore
    still goes the common way.
    """
    subshells = request.node.callspec.params["lab"] == "subshells"
    stop = notebook.folder / f"stop-{request.node.name}"
    panel.slider("Learning rate").focus()
    panel.page.keyboard.press("End")
    panel.wait_for_sentence("rate 100, 4 hidden units")
    notebook.click_cell("sliders.learning_rate()")
    notebook.start_new_cell(f"from pathlib import Path\nwhile not Path({stop.name!r}).exists():\n    sum(range(1000))")
    panel.slider("Learning rate").focus()
    panel.page.keyboard.press("Home")
    if not subshells:
        stop.touch()
    panel.wait_for_sentence("rate 0.01, 4 hidden units")
    computing = notebook.page.locator(".jp-InputPrompt").filter(has_text="[*]")
    assert computing.count() == (1 if subshells else 0)
    stop.touch()
    computing.wait_for(state="detached")


@pytest.mark.slow
def test_another_data_set_trains_beside_the_page(panel):
    panel.view.get_by_label("Data").select_option("moons")
    panel.wait_for_sentence("moons, rate 0.5, 4 hidden units, after 2,000 epochs")
    panel.slider("Hidden size").focus()
    panel.page.keyboard.press("End")
    panel.wait_for_sentence("moons, rate 0.5, 16 hidden units")
