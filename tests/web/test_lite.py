"""JupyterLite: a notebook runs to its end in the page, its panel moves, and only this machine is asked for anything."""

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import handed_out
import lite
import pytest

pytestmark = pytest.mark.slow
PATIENCE = 900_000  # milliseconds: only a real fault keeps a page waiting so long, on however slow a machine
NOTEBOOK = "07_the_learning_rate.ipynb"
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
CODE = ".jp-Notebook .jp-CodeCell"
PROMPTS = f"[...document.querySelectorAll('{CODE} .jp-InputPrompt')].map((each) => each.textContent.trim())"
TROUBLE = f"""[...document.querySelectorAll('{CODE}')].flatMap((cell, at) => [
    ...cell.querySelectorAll("[data-mime-type$='jupyter.error'], [data-mime-type$='jupyter.stderr']")
].map((each) => [at, each.textContent.slice(-700)]))"""


@pytest.fixture(scope="module")
def run(address, browser):
    """(page, the hosts that it asked) of a notebook that has run to its end."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(PATIENCE)
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.goto(f"{address}/lite/lab/index.html?path={NOTEBOOK}")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", state="attached")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = handed_out.notebook(handed_out.FOLDER / NOTEBOOK)["cells"]
    count = sum(cell["cell_type"] == "code" for cell in cells)
    page.wait_for_function(f"{PROMPTS}.filter((text) => /\\d/.test(text)).length >= {count}")
    yield page, hosts
    page.close()


def test_every_cell_runs_without_an_error_or_a_warning(run):
    page, _ = run
    assert page.evaluate(TROUBLE) == []


def test_the_slider_moves_the_picture_by_keyboard(run):
    page, _ = run
    panel = page.locator(".backprop-panel", has=page.get_by_label("Learning rate", exact=True)).last
    slider, picture = panel.get_by_label("Learning rate", exact=True), panel.locator("img").first
    before = picture.get_attribute("alt")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("([image, words]) => image.alt !== words", arg=[picture.element_handle(), before])
    assert "rate 1," in panel.inner_text()


def test_only_this_machine_is_asked(run):
    _, hosts = run
    assert hosts - {None, ""} == {"127.0.0.1"}


def test_axe_finds_nothing_in_what_the_notebook_shows(run):
    page, _ = run
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({include: [['.jp-Notebook .jp-OutputArea-output']]}).then((all) => all.violations)")
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_two_starts_at_once_install_one_copy_of_its_programs(monkeypatch, tmp_path):
    def pip(*words):
        """Ends after another start has put the same folder in its place."""
        for folder in (Path(words[-1]), Path(str(words[-1]).split(".")[0])):
            folder.mkdir(parents=True)
            (folder / "jupyterlite_core").touch()

    monkeypatch.setattr(lite.fetched, "KEPT", tmp_path)
    monkeypatch.setattr(lite.fetched, "pip", pip)
    folder = lite.installed()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    assert lite.installed() == folder  # and now nothing is installed
