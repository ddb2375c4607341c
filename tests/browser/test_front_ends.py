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
import refresh
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import TimeoutError

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
    "sandbox": "sliders.sandbox()",
    "starts": "sliders.starts()",
    "stepper": "sliders.stepper(nn, X, y)",
    "three_ways": "sliders.three_ways(nn, X, y)",
    "two_losses": "sliders.two_losses(nn, X, y)",
    "valley": 'sliders.valley({"start": nn, "trained": trained}, X, y)',
}
NAME = "panels.ipynb"
VIEW = ".backprop-panel .backprop-view"
PICTURES = f"[...document.querySelectorAll('{VIEW}')].map((each) => each.querySelector('img'))"
STILL = "[...document.querySelectorAll('figure img')].filter((each) => each.alt.length > 60).length"
HINTS = "[...document.querySelectorAll('.backprop-without')].filter((each) => each.offsetHeight).length"
RED = re.compile("javascript error|model not found|Error displaying widget|Traceback", re.I)  # in place of a panel
FIRST = {
    "batch": ("input[type=checkbox]", "Space"),
    **dict.fromkeys(("bug_museum", "stepper"), ("select", "ArrowDown")),
}
MOVED = f"([at, before]) => {PICTURES}[at].src !== before"
PATIENCE = 120_000  # milliseconds, for one move: only a real fault takes so long, on however slow a machine


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
    page.set_default_timeout(PATIENCE)
    page.wait_for_function(f"{PICTURES}.length === {len(PANELS)}")
    for at, name in enumerate(PANELS):
        panel = page.locator(".backprop-panel").nth(at)
        before = panel.locator("img").first.get_attribute("src")
        control, key = FIRST.get(name, ("input[type=range]", "ArrowRight"))
        panel.locator(control).first.focus()
        page.keyboard.press(key)
        assert moved(page, at, before), name
    nothing_is_red(page)
    assert page.evaluate(HINTS) == 0


def moved(page, at, before):
    """Whether the picture of a panel becomes another one."""
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(MOVED, arg=[at, before])
        return True


def every_panel_is_still(page):
    """Each is a picture in words and pixels."""
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


def test_jupyterlab_whose_server_lacks_ipywidgets(in_jupyterlab):
    with in_jupyterlab("anywidget", "@jupyter-widgets/jupyterlab-manager") as page:
        every_panel_is_still(page)


def test_jupyterlab_whose_server_lacks_anywidget_only(in_jupyterlab):
    """It puts red boxes of its own where our scripts should be; the sentence above them is all that we can say."""
    with in_jupyterlab("anywidget") as page:
        page.wait_for_function(f"{HINTS} === {len(PANELS)}", timeout=PATIENCE)
        assert "server lacks the package anywidget" in page.inner_text(".backprop-without")


def converted(browser, path, root, *words):
    """The page that nbconvert makes of a notebook, opened from the disk with the network off."""
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "html",
        "--output-dir",
        root,
        "--output",
        "page",
        *words,
        path,
    ]
    subprocess.run(command, check=True, capture_output=True)
    page = browser.new_page()
    page.context.set_offline(True)
    page.goto((root / "page.html").as_uri())
    return page


def test_nbconvert_of_a_notebook_as_it_is_handed_out(browser, root):
    path = refresh.FOLDER / "07_the_learning_rate.ipynb"
    page = converted(browser, path, root)
    panels = re.findall(r"sliders\.(\w+)\(", path.read_text(encoding="utf-8"))
    page.wait_for_function(f"{STILL} >= {sum(name in PANELS for name in panels)}", timeout=PATIENCE)
    nothing_is_red(page)
    page.close()


def test_nbconvert_of_a_notebook_that_was_run(browser, root):
    first = '--NbConvertBase.display_data_priority=["text/html", "image/png", "text/plain"]'
    page = converted(browser, root / "notebooks" / NAME, root, "--execute", first)
    every_panel_is_still(page)
    page.close()
