"""The valley of section 7.2 in a real JupyterLab, on a page 700 pixels wide: by keyboard, and a start by a click."""

import re

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def panel(open_notebook):
    notebook = open_notebook("07_the_learning_rate.ipynb", width=900)
    notebook.set_up()
    notebook.run_cell("later = NeuralNetwork(2, 4, 1, rng=65)")
    panel = notebook.panel("Momentum β")
    panel.wait_for_sentence("bowl, rate 5, momentum 0: after 0 steps")
    yield panel
    assert not notebook.errors


def press(panel, slider, *keys):
    panel.slider(slider).focus()
    for key in keys:
        panel.page.keyboard.press(key)


def test_a_rate_above_the_limit_is_said_to_be_and_its_path_leaves(panel):
    press(panel, "Steps taken", "End")
    press(panel, "Learning rate", "End")
    panel.wait_for_sentence("rate 100, momentum 0: after")
    panel.wait_for_sentence("a run cannot settle at the bottom")
    panel.wait_for_sentence("leaves the map at step")
    press(panel, "Learning rate", "Home")
    panel.wait_for_sentence("rate 0.1, momentum 0: after 100 steps")
    panel.wait_for_sentence("this rate a run converges")


def test_momentum_moves_the_limit(panel):
    press(panel, "Momentum β", "End")
    panel.wait_for_sentence("the limit 2(1 + β)/λ is 39.8")
    press(panel, "Momentum β", "Home")
    panel.wait_for_sentence("the limit 2/λ is 20")


def test_a_click_on_the_map_sets_the_start(panel):
    before = panel.alt
    box = panel.image.bounding_box()
    panel.image.click(position={"x": 0.2 * box["width"], "y": 0.2 * box["height"]})
    panel.page.wait_for_function("([image, alt]) => image.alt != alt", arg=[panel.image.element_handle(), before])
    start = re.search(r"leads from \(([+−][\d.]+), ([+−][\d.]+)\)", panel.alt).groups()
    assert start[0].startswith("−")
    assert start[1].startswith("+")
    assert panel.slider("Start, weight 1").get_attribute("aria-valuetext") == start[0][:-1]


def test_the_network_has_no_curvature_sliders_and_play_ends_by_itself(panel):
    panel.slider("Landscape").select_option("network at its start")
    panel.wait_for_sentence("the limit 2/λ is 20.6")
    assert not panel.slider("Curvature, w1").is_visible()
    press(panel, "Steps taken", "End", *["ArrowLeft"] * 4)
    panel.wait_for_sentence("after 96 steps")
    panel.view.get_by_role("button", name="Play").click()
    panel.wait_for_sentence("after 100 steps")
    panel.view.get_by_role("button", name="Play").wait_for()
