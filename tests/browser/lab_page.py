"""One notebook in JupyterLab, as a person uses it."""

PROMPTS = "[...document.querySelectorAll('.jp-Notebook .jp-InputPrompt')].map(e => e.textContent)"
IDLE = ".jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status='idle']"
STARTED = f"() => {PROMPTS}.some(t => /\\[(\\*|\\d+)\\]/.test(t))"
DONE = f"() => {{ const p = {PROMPTS}.filter(t => t.includes('[')); return p.length && p.every(t => /\\[\\d+\\]/.test(t)) }}"


class LabPage:
    """Open a notebook's address; `run_all`, then look for panels."""

    def __init__(self, page, address):
        self.page = page
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(address)
        page.wait_for_selector(IDLE, timeout=120_000)

    def run_all(self, seconds=120):
        """Run every cell and wait for the last.

        JupyterLab says idle before the kernel is attached and then drops the command without a word,
        so it is given again until a cell has begun.
        """
        for _ in range(10):
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            try:
                self.page.wait_for_function(STARTED, timeout=3000)
                break
            except Exception:
                continue
        self.page.wait_for_function(DONE, timeout=seconds * 1000)

    def panel(self, label):
        """The panel that holds the slider or control with this label, scrolled into view."""
        view = self.page.locator(".jp-OutputArea-output", has=self.page.get_by_label(label)).first
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
