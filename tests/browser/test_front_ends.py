"""Every panel in each front end that runs here: it moves, or it is a still picture with its sentence; never a red text.

docs/front-ends.md has the table that these tests hold.
"""

import contextlib
import json
import re
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from backprop import sliders

pytestmark = pytest.mark.slow
SET_UP = """
from backprop import NeuralNetwork, datasets, sliders
from backprop.experiments import Experiment
X, y = datasets.xor()
nn, trained = (NeuralNetwork(2, 4, 1, loss="mse", rng=65) for _ in range(2))
trained.train(X, y, 500, 0.5, print_every=0)
pixels, labels = datasets.digits()
some, others = ((pixels[:, at] / 16, labels[:, at]) for at in (slice(60), slice(60, 80)))
"""
PANELS = {
    "batch": "sliders.batch(nn, X, y)",
    "bug_museum": "sliders.bug_museum()",
    "depth": "sliders.depth()",
    "forward": "sliders.forward(nn, trained, X, y, (1, 3))",
    "half_plane": "sliders.half_plane()",
    "held_out": "sliders.held_out(some, others, epochs=2)",
    "learning_rate": "sliders.learning_rate()",
    "one_parameter": "sliders.one_parameter(nn, X, y)",
    "playground": "sliders.playground(Experiment(epochs=200).text)",
    "starts": "sliders.starts()",
    "stepper": "sliders.stepper(nn, X, y)",
    "three_ways": "sliders.three_ways(nn, X, y)",
    "two_losses": "sliders.two_losses(nn, X, y)",
    "valley": 'sliders.valley({"start": nn, "trained": trained}, X, y)',
}
NAME = "panels.ipynb"
PICTURES = "[...document.querySelectorAll('.backprop-panel .backprop-view img')]"
STILL = "[...document.querySelectorAll('figure img')].filter((each) => each.alt.length > 60).length"
RED = re.compile("javascript error|model not found|Error displaying widget|Traceback", re.I)  # in place of a panel
MOVED = f"([at, before]) => {PICTURES}[at].src !== before"
PATIENCE = 300_000  # milliseconds: only a real fault takes so long, on however slow a machine


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder with notebooks/panels.ipynb: every panel in a cell of its own, not yet run."""
    folder = tmp_path_factory.mktemp("front-ends")
    (folder / "notebooks").mkdir()
    nb = new_notebook(cells=[new_code_cell(source) for source in (SET_UP.strip(), *PANELS.values())])
    nb.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nb, folder / "notebooks" / NAME)
    return folder


@pytest.fixture
def in_jupyterlab(open_with, root):
    """in_jupyterlab(*disabled) gives the page of the notebook, run to its end; the server lacks these extensions."""

    @contextlib.contextmanager
    def opened(*disabled):
        (root / "labconfig").mkdir(exist_ok=True)
        page_config = {"disabledExtensions": dict.fromkeys(disabled, True)}
        (root / "labconfig" / "page_config.json").write_text(json.dumps(page_config))
        with open_with(root, NAME) as notebook:
            notebook.run_all()
            yield notebook.page

    return opened


def every_panel_moves(page):
    page.wait_for_function(f"{PICTURES}.length === {len(PANELS)}", timeout=PATIENCE)
    for at in range(len(PANELS)):
        picture = page.locator(".backprop-panel .backprop-view img").nth(at)
        panel = page.locator(".backprop-panel").filter(has=page.locator(".backprop-view img")).nth(at)
        before = picture.get_attribute("src")
        control = panel.locator("input[type=range], select").first
        control.focus()
        page.keyboard.press("ArrowRight" if control.get_attribute("type") == "range" else "ArrowDown")
        page.wait_for_function(MOVED, arg=[at, before], timeout=PATIENCE)
    nothing_is_red(page)


def every_panel_is_still(page):
    page.wait_for_function(f"{STILL} === {len(PANELS)}", timeout=PATIENCE)
    nothing_is_red(page)


def nothing_is_red(page):
    assert RED.findall(page.inner_text("body")) == []


def test_every_panel_is_here():
    exported = {name for name in sliders.__all__ if name not in ("predict", "progress", "recall")}
    assert set(PANELS) == exported


def test_jupyterlab(in_jupyterlab):
    with in_jupyterlab() as page:
        every_panel_moves(page)


@pytest.mark.parametrize("disabled", [["anywidget"], ["anywidget", "@jupyter-widgets/jupyterlab-manager"]], ids=str)
def test_jupyterlab_whose_server_lacks_the_widgets(in_jupyterlab, disabled):
    with in_jupyterlab(*disabled) as page:
        every_panel_is_still(page)


def test_a_page_made_by_nbconvert(browser, root):
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", str(root / "notebooks" / NAME)]
    subprocess.run([*command, "--output-dir", str(root)], check=True, capture_output=True)
    page = browser.new_page()
    page.context.set_offline(True)
    page.goto((root / "panels.html").as_uri())
    every_panel_is_still(page)
    page.close()
