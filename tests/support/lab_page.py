"""One notebook in JupyterLab, as a person uses it."""

import json
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

PROMPTS = "[...document.querySelectorAll('.jp-Notebook .jp-InputPrompt')].map(e => e.textContent)"
IDLE = ".jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status='idle']"
LOADED = "count => document.querySelectorAll('.jp-Notebook .jp-Cell').length >= count"
CLEARED = f"() => !{PROMPTS}.some(t => /\\d/.test(t))"
STARTED = f"() => {PROMPTS}.some(t => /\\[(\\*|\\d+)\\]/.test(t))"
DONE = f"count => {PROMPTS}.filter(t => /\\[\\d+\\]/.test(t)).length >= count"


class LabPage:
    """Open the notebook `name` of a JupyterLab, whose file lies in `folder`; `run_all`, then look for panels."""

    def __init__(self, page, lab, name, token, folder=NOTEBOOKS):
        self.page = page
        self.cells = json.loads((folder / name).read_text(encoding="utf-8"))["cells"]
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{lab}/lab/tree/notebooks/{name}?token={token}&reset")
        page.wait_for_selector(IDLE, state="attached", timeout=120_000)
        page.wait_for_function(LOADED, arg=len(self.cells), timeout=60_000)

    def run_all(self, seconds=120):
        """Clear the stored outputs, run every cell and wait for the last.

        JupyterLab says idle before the kernel is attached and then drops the command without a word, or asks for
        a kernel, so it is given again until a cell has begun.
        """
        self.menu("Edit", "Clear Outputs of All Cells")
        self.page.wait_for_function(CLEARED, timeout=10_000)
        for _ in range(10):
            self.menu("Run", "Run All Cells")
            try:
                self.page.wait_for_function(STARTED, timeout=3000)
                break
            except Exception:
                continue
        count = sum(cell["cell_type"] == "code" for cell in self.cells)
        self.page.wait_for_function(DONE, arg=count, timeout=seconds * 1000)

    def run_cell(self, source):
        """Run the one code cell with this source again, and wait until it is done."""
        prompt = self.click_cell(source).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            "([e, t]) => e.innerText != t && /\\d/.test(e.innerText)", arg=[prompt.element_handle(), before]
        )

    def click_cell(self, source):
        """Put the cursor into the one code cell with this source; returns the cell."""
        cell = self.page.locator(".jp-CodeCell").filter(has=self.page.get_by_text(source, exact=True)).first
        cell.locator(".cm-content").click()
        return cell

    def start_new_cell(self, source):
        """Put a code cell under the one that was clicked last, and start it without waiting for its end."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Control+Enter")
        self.page.locator(".jp-InputPrompt").filter(has_text="[*]").wait_for()

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
        self.image = view.locator(".backprop-view img")

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
        return self.view.get_by_role("status").inner_text()

    def wait_for_sentence(self, words, seconds=20):
        """Until the sentence under the picture holds these words."""
        self.view.get_by_role("status").filter(has_text=words).wait_for(timeout=seconds * 1000)

    def wait_for_progress(self, words, seconds=60):
        """Until the quiet line under the sentence holds these words."""
        self.view.locator(".backprop-progress").filter(has_text=words).wait_for(timeout=seconds * 1000)
