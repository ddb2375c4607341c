"""The panel of notebook 12 that trains live, in a real JupyterLab: by keyboard, by clicks, and while it trains."""

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def panel(open_notebook):
    notebook = open_notebook("12_your_lab_report.ipynb", width=900)
    notebook.set_up()
    notebook.run_cell("sliders.sandbox()")
    panel = notebook.panel("Momentum β")
    panel.wait_for_sentence("At the start of a run, epoch 0")
    yield panel
    assert not notebook.errors


def press(panel, slider, *keys):
    panel.slider(slider).focus()
    for key in keys:
        panel.page.keyboard.press(key)


def button(panel, name):
    return panel.view.get_by_role("button", name=name, exact=True)


def test_it_trains_while_a_control_moves_and_begins_again(panel):
    press(panel, "Speed", "End")
    button(panel, "Train").press("Enter")
    panel.wait_for_sentence("So far: after")
    press(panel, "Units of hidden layer 2", "End")
    panel.wait_for_sentence("The network is 2-4-8-1")
    button(panel, "Pause").press("Enter")
    button(panel, "Train").wait_for()
    panel.view.locator(".backprop-sentence").filter(has_not_text="So far").wait_for()
    press(panel, "Epoch shown", "Home")
    panel.wait_for_sentence("At the start of a run, epoch 0")
    button(panel, "One epoch").press("Enter")
    panel.wait_for_sentence("After 1 epoch, ")


def test_a_weight_by_hand_and_back(panel):
    panel.slider("Weight").select_option("W2[0, 0]")
    press(panel, "Its value", "End")
    panel.wait_for_sentence("A weight has been changed by hand")
    assert "W2[0, 0] = +5.000" in panel.alt
    button(panel, "Put the weight back").click()
    panel.view.locator(".backprop-sentence").filter(has_not_text="by hand").wait_for()


def test_a_click_adds_a_point(panel):
    box = panel.image.bounding_box()
    panel.image.click(position={"x": 0.3 * box["width"], "y": 0.1 * box["height"]})
    panel.wait_for_sentence("your own points")
    assert len(panel.view.get_by_label("The points, one on each line").input_value().splitlines()) == 101
