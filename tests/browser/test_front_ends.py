"""Every panel in each front end that runs here: it moves, or it is a still picture with its sentence; never a red text.

docs/front-ends.md has the table that these tests hold.
"""

import contextlib
import json
import re
import subprocess
import sys

import pytest
import refresh
from all_panels import NAME, PANELS, written
from panels_in_a_page import FIRST, HINTS, PATIENCE, PICTURES, RED, every_panel_moves, nothing_is_red

from backprop import sliders

pytestmark = pytest.mark.slow
STILL = "[...document.querySelectorAll('figure img')].filter((each) => each.alt.length > 60).length"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder with notebooks/panels.ipynb: every panel in a cell of its own, not yet run."""
    return written(tmp_path_factory.mktemp("front-ends"))


@pytest.fixture
def in_jupyterlab(open_with, root):
    """in_jupyterlab(*disabled) gives the page of the notebook, run to its end; the server lacks these extensions."""

    @contextlib.contextmanager
    def opened(*disabled):
        (root / "labconfig").mkdir(exist_ok=True)
        page_config = root / "labconfig" / "page_config.json"
        page_config.write_text(json.dumps({"disabledExtensions": dict.fromkeys(disabled, True)}))
        try:
            with open_with(root, NAME) as notebook:
                notebook.run_all()
                yield notebook.page
        finally:
            page_config.unlink()  # Notebook 7 reads it too

    return opened


def every_panel_is_still(page):
    """Each is a picture in words and pixels."""
    page.wait_for_function(f"{STILL} === {len(PANELS)}", timeout=PATIENCE)
    nothing_is_red(page)


def test_every_panel_is_here():
    exported = {name for name in sliders.__all__ if name not in ("predict", "progress", "recall")}
    assert set(PANELS) == exported


def test_jupyterlab_whose_server_lacks_ipywidgets(in_jupyterlab):
    with in_jupyterlab("anywidget", "@jupyter-widgets/jupyterlab-manager") as page:
        every_panel_is_still(page)


def test_jupyterlab_whose_server_lacks_anywidget_only(in_jupyterlab):
    """It puts red boxes of its own where our scripts should be; the sentence above them is all that we can say."""
    with in_jupyterlab("anywidget") as page:
        page.wait_for_function(f"{HINTS} === {len(PANELS)}", timeout=PATIENCE)
        assert "server lacks the package anywidget" in page.inner_text(".backprop-without")


def test_notebook_7(open_with, root, tool):
    folder = root / "settings" / "@jupyterlab" / "notebook-extension"
    folder.mkdir(parents=True, exist_ok=True)
    whole = json.dumps({"windowingMode": "none"})  # or a panel out of sight is taken off the page
    (folder / "tracker.jupyterlab-settings").write_text(whole)
    with open_with(root, NAME, "notebooks", program=[tool("jupyter-notebook")]) as notebook:
        notebook.run_all()
        every_panel_moves(notebook.page)


def test_voila(browser, run_server, root, tool):
    path = root / "notebooks" / NAME
    with run_server([tool("voila"), path], "voila/static/voila.js", root / "voila.log") as address:
        page = browser.new_page()
        page.goto(address, wait_until="commit")  # it sends the page while the cells run
        every_panel_moves(page)
        page.close()


def test_voila_in_firefox(firefox, run_server, root, tool):
    """Without a screen Firefox never has the focus: a field takes keys even so, but a tick box only clicks."""
    path = root / "notebooks" / NAME
    with run_server([tool("voila"), path], "voila/static/voila.js", root / "voila.log") as address:
        firefox.open(address)
        firefox.wait_for(f"{PICTURES}.length === {len(PANELS)}")
        for at, name in enumerate(PANELS):
            control, key = FIRST.get(name, ("input[type=range]", "ArrowRight"))
            before = firefox.evaluate(f"{PICTURES}[{at}].src")
            field = f"document.querySelectorAll('.backprop-panel')[{at}].querySelector('{control}')"
            firefox.evaluate(f"{field}.click()" if key == "Space" else f"{field}.focus()")
            if key != "Space":
                firefox.press(key)
            firefox.wait_for(f"{PICTURES}[{at}].src !== '{before}'")
        assert RED.findall(firefox.evaluate("document.body.innerText")) == []


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
