"""One notebook in JupyterLab, as a person uses it."""

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

BOTH_WAYS = (
    pytest.mark.parametrize(  # a move reaches the kernel by a subshell, JupyterLab's default, or behind the cells
        "lab", ["subshells", pytest.param("no subshells", marks=pytest.mark.slow)], indirect=True, scope="session"
    )
)

PATIENCE = 300_000  # milliseconds: only a real fault keeps a page waiting so long, on however slow a machine

PROMPTS = "[...document.querySelectorAll('.jp-Notebook .jp-InputPrompt')].map(e => e.textContent)"
IDLE = ".jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status='idle']"
CONNECTED = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""
LOADED = "count => document.querySelectorAll('.jp-Notebook .jp-Cell').length >= count"
CLEARED = f"() => !{PROMPTS}.some(t => /\\d/.test(t))"
FAILED = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']"
DONE = f"""([count, failed]) => document.querySelector(failed) !== null
    || {PROMPTS}.filter(t => /\\[\\d+\\]/.test(t)).length >= count"""


class LabPage:
    """Open the notebook `name` of a JupyterLab; `run_all`, then look for panels.

    tree    the address of its files: that of Notebook 7 is "notebooks"
    folder  where it lies, and where its kernel works
    """

    def __init__(self, page, lab, name, tree="lab/tree"):
        self.page, self.folder = page, lab.root / "notebooks"
        self.cells = json.loads((self.folder / name).read_text(encoding="utf-8"))["cells"]
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(PATIENCE)
        page.goto(f"{lab.address}/{tree}/notebooks/{name}?token={lab.token}&reset")
        page.wait_for_selector(IDLE, state="attached")
        page.wait_for_function(LOADED, arg=len(self.cells))
        page.wait_for_function(CONNECTED)  # JupyterLab says idle before, and drops what it is told until then

    def clear(self):
        """Clear the stored outputs."""
        self.menu("Edit", "Clear Outputs of All Cells")
        self.page.wait_for_function(CLEARED)

    def set_up(self):
        """Clear the stored outputs, run the first code cell and wait until it is done."""
        self.clear()
        self._run(self.page.locator(".jp-CodeCell").first)

    def run_all(self):
        """Clear the stored outputs, run every cell and wait for the last, or for one that fails."""
        self.clear()
        self.menu("Run", "Run All Cells")
        count = sum(cell["cell_type"] == "code" for cell in self.cells)
        self.page.wait_for_function(DONE, arg=[count, FAILED])
        assert self.page.locator(FAILED).all_inner_texts() == []

    def run_cell(self, source):
        """Run the one code cell with this source again, and wait until it is done."""
        self._run(self._cell(source))

    def change_theme(self, name):
        """Show the page in another theme of JupyterLab."""
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        self.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=name)

    def close(self):
        """End the kernel, whose panels would train on without a page, and close every page of this context."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
        self.page.context.close()

    def _run(self, cell):
        cell.locator(".cm-content").click()
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            "([e, t]) => e.innerText != t && /\\d/.test(e.innerText)", arg=[prompt.element_handle(), before]
        )

    def click_cell(self, source):
        """Put the cursor into the one code cell with this source."""
        self._cell(source).locator(".cm-content").click()

    def _cell(self, source):
        return self.page.locator(".jp-CodeCell").filter(has=self.page.get_by_text(source, exact=True)).first

    def start_new_cell(self, source):
        """Put a code cell under the one that was clicked last, and start it without waiting for its end."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Control+Enter")
        self.page.locator(".jp-mod-active .jp-InputPrompt").filter(has_text=re.compile(r"\[(\*|\d+)\]")).wait_for()

    def menu(self, name, entry):
        """Choose an entry of a menu, past the question for a kernel if it stands in the way."""
        select = self.page.get_by_role("dialog").get_by_role("button", name="Select", exact=True)
        if select.is_visible():
            select.click()
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.get_by_role("menuitem", name=entry, exact=True).click()

    def panel(self, label, nth=0):
        """The panel that holds the slider or control with this label, the nth from the top, scrolled into view."""
        view = self.page.locator(".jp-OutputArea-output", has=self.page.get_by_label(label)).nth(nth)
        view.scroll_into_view_if_needed()
        return Panel(view, self.page)


class Panel:
    """A panel on the page."""

    def __init__(self, view, page):
        self.view, self.page = view, page
        self.image = view.locator(".backprop-paper img")

    def slider(self, label):
        return self.view.get_by_label(label, exact=True)

    @property
    def alt(self):
        return self.image.get_attribute("alt")

    @property
    def source(self):
        return self.image.get_attribute("src")

    @property
    def sentence(self):
        return self.view.locator(".backprop-sentence").inner_text()

    def wait_for_sentence(self, words):
        """Until the sentence under the picture holds these words."""
        self.view.locator(".backprop-sentence").filter(has_text=words).wait_for()

    def wait_for_progress(self, words):
        """Until the quiet line under the sentence holds these words."""
        self.view.locator(".backprop-progress").filter(has_text=words).wait_for()
