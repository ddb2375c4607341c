"""Notebook 10 in a real JupyterLab: a parameter chosen by keyboard and by a click on its number."""

import pytest

from backprop import NeuralNetwork, datasets, sliders

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook("10_from_yours_to_autograd.ipynb")
    notebook.run_all()
    return notebook


@pytest.fixture
def panel(notebook):
    """A panel as new: its cell is run again."""
    notebook.run_cell("sliders.three_ways(nn, X, y, by_library)")
    panel = notebook.panel("Parameter")
    panel.wait_for_sentence("W1[0, 0]: from x1 to unit 1, after 0 epochs: graph −0.013144")
    yield panel
    assert not notebook.errors


def test_a_parameter_is_chosen_by_keyboard_and_the_words_follow(panel):
    panel.slider("Parameter").focus()
    before = panel.source, panel.alt
    panel.page.keyboard.press("ArrowDown")
    panel.wait_for_sentence("W1[0, 1]: from x2 to unit 1, after 0 epochs: graph −0.005750, four lines −0.005750")
    assert all(old != new for old, new in zip(before, (panel.source, panel.alt), strict=True))
    panel.page.keyboard.press("End")
    panel.wait_for_sentence("b2[0, 0]: bias of the output, after 0 epochs: graph +0.081698")


@pytest.mark.parametrize("words", ["W2[0, 2]", "b1[3, 0]", "W1[3, 1]"])
def test_a_parameter_is_chosen_by_a_click_on_its_number(panel, words):
    box, (across, down) = panel.image.bounding_box(), place_of(words)
    panel.page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    panel.wait_for_sentence(words)
    assert panel.slider("Parameter").input_value().startswith(words)


def place_of(words):
    """Where the number of a parameter stands in the picture, as shares of its width and height."""
    drawn = sliders.three_ways(NeuralNetwork(2, 4, 1, rng=65, loss="mse"), *datasets.xor())
    name, index = next(place for text, place in drawn.entries.items() if text.startswith(words))
    text, size = drawn.diagram.texts[name][index].get_window_extent(), drawn.figure.bbox.size
    return (text.x0 + text.x1) / 2 / size[0], 1 - (text.y0 + text.y1) / 2 / size[1]


def test_every_control_is_reached_by_tab_and_has_a_name(panel):
    panel.slider("Parameter").focus()
    names = []
    for _ in range(4):
        panel.page.keyboard.press("Tab")
        names.append(panel.page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText"))
    assert [name.strip() for name in names] == ["Row shown", "Epochs trained", "= in place of +=", "PyTorch too"]


def test_equals_for_plus_equals_is_told(panel):
    panel.view.get_by_label("= in place of +=").check()
    panel.wait_for_sentence("graph 0, four lines −0.013144")
    panel.wait_for_sentence("only the path of the row (0, 0) is left, and only half of its share")
