"""Every panel by keyboard alone: Tab reaches each control in its order and leaves again, and the focus can be seen."""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from all_panels import NAME, PANELS, written
from panels_in_a_page import every_panel_moves

pytestmark = pytest.mark.slow
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
THEMES = "JupyterLab Light", "JupyterLab Dark"
CONTROLS = """panel => {
    const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled;
    const all = [...panel.querySelectorAll("input, select, button, textarea, summary")].filter(seen);
    all.forEach((each, at) => (each.dataset.walk = at));
    return all.map((each) => {
        const { left, top, right, bottom } = each.getBoundingClientRect();
        const name = each.getAttribute("aria-label") || each.labels?.[0]?.textContent || each.textContent;
        return { name: name.trim(), group: each.type === "radio" ? each.name : null, left, top, right, bottom };
    });
}"""
INNER = """panel => {
    const { left, right } = panel.getBoundingClientRect(), { paddingLeft, paddingRight } = getComputedStyle(panel);
    return [left + parseFloat(paddingLeft), right - parseFloat(paddingRight)];
}"""
NARROW = f"const [left, right] = ({INNER})(panel); return right - left > 200 && right - left < 400;"
FOCUSED = """panel => {
    const here = document.activeElement;
    if (!panel.contains(here)) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(here);
    const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor);
    return { at: Number(here.dataset.walk), seen };
}"""
ANIMATED = """panel => document.getAnimations().filter((each) => panel.contains(each.effect.target)).length"""
FOCUS = "(panel, at) => panel.querySelector(`[data-walk='${at}']`).focus()"


@pytest.fixture(scope="module")
def notebook(open_with, tmp_path_factory):
    """Every panel, on one page."""
    root = written(tmp_path_factory.mktemp("keyboard"))
    with open_with(root, NAME) as opened:
        opened.run_all()
        opened.page.wait_for_function(f"document.querySelectorAll('.backprop-panel').length === {len(PANELS)}")
        yield opened


@pytest.fixture(scope="module", params=THEMES)
def page(request, notebook):
    notebook.change_theme(request.param)
    return notebook.page


@pytest.fixture(params=PANELS)
def panel(request, page):
    found = page.locator(".backprop-panel").nth(list(PANELS).index(request.param))
    found.scroll_into_view_if_needed()
    return found


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_walks_through_its_controls_in_their_order_and_out(page, panel, key):
    """Back, too: beyond its ends stands a cell, in which Tab is the editor's."""
    controls = panel.evaluate(CONTROLS)
    order = [at for at, each in enumerate(controls) if not each["group"] or at == first_of(controls, each["group"])]
    wanted = order if key == "Tab" else order[::-1]
    panel.evaluate(FOCUS, wanted[0])
    met = []
    while (focused := panel.evaluate(FOCUSED)) is not None:
        met.append(focused["at"])
        assert len(met) <= len(controls), "it goes round in the panel"
        page.keyboard.press(key)
        assert focused["seen"] or len(met) == 1, controls[focused["at"]]["name"]  # the first was focused by a script
    assert met == wanted


def first_of(controls, group):
    """Where the first button of a group of radio buttons stands: Tab meets one of them."""
    return next(at for at, each in enumerate(controls) if each["group"] == group)


def test_each_control_has_a_name_and_stands_after_the_one_before_it(panel):
    controls = panel.evaluate(CONTROLS)
    assert all(each["name"] for each in controls)
    for before, after in pairwise(controls):
        below = after["top"] >= before["bottom"] - 1
        beside = after["left"] >= before["right"] - 1
        assert below or beside, (before["name"], after["name"])


def test_on_a_narrow_page_no_control_leaves_it(page, panel):
    page.evaluate("window.jupyterapp.shell.collapseLeft()")  # the list of files would leave no room
    page.set_viewport_size({"width": 400, "height": 1600})
    try:
        page.wait_for_function(f"panel => {{ {NARROW} }}", arg=panel.element_handle())
        left, right = panel.evaluate(INNER)
        controls = panel.evaluate(CONTROLS)
        assert not [each["name"] for each in controls if each["left"] < left - 1 or each["right"] > right + 1]
    finally:
        page.set_viewport_size({"width": 1400, "height": 1600})


def test_nothing_in_it_moves_by_itself(panel):
    assert panel.evaluate(ANIMATED) == 0


def test_a_key_changes_every_picture(notebook):
    every_panel_moves(notebook.page)


def test_axe_finds_nothing_while_a_panel_trains(page):
    panel = page.locator(".backprop-panel").nth(list(PANELS).index("learning_rate"))
    page.add_script_tag(path=AXE)
    menu = panel.get_by_label("Data")
    menu.focus()
    menu.select_option("spiral" if menu.input_value() != "spiral" else "moons")  # in the theme before it was trained
    panel.locator(".backprop-progress").filter(has_text="Training").wait_for()
    found = panel.evaluate("panel => axe.run({ include: [panel] }).then((found) => found.violations)")
    assert not [(each["id"], each["nodes"][0]["html"][:300]) for each in found]
    assert "Training" in panel.locator(".backprop-progress").inner_text()  # it still does
