"""The pages as they are read: every link leads somewhere, no answer is in sight, and a page knows all our widgets."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import handed_out
import pages
import pytest
import python_folder

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "backprop").rglob("*"))
LESSONS = [path for path in handed_out.notebooks() if path.parent == handed_out.FOLDER]
CALLS = {"get", "set", "on", "save_changes"}  # what widgets.js gives a panel's JavaScript


@pytest.fixture(scope="module")
def written():
    return pages.files()


class Links(HTMLParser):
    """Every address in a page, and every id."""

    def __init__(self, page):
        super().__init__()
        self.links, self.ids = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.links += [found[name] for name in ("href", "src") if found.get(name)]
        self.ids += [found["id"]] if "id" in found else []


def test_there_is_a_page_for_every_notebook_and_solution(written):
    assert {pages.address(path) for path in handed_out.notebooks()} <= set(written)


def test_every_link_leads_to_a_page_or_a_file_of_the_site(written):
    ours = {f"live/{path.name}" for path in (ROOT / "web" / "live").iterdir()}
    there = {*written, *ours, "index.html", "live/mathjax.js"}
    for name, content in written.items():
        if not name.endswith(".html"):
            continue
        page = Links(content.decode())
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            if re.match(r"(https?|data|mailto):", link):
                continue
            path, _, anchor = link.partition("#")
            found = (Path(name).parent / path).as_posix() if path else name
            assert re.sub(r"[^/]+/\.\./", "", found) in there, f"{name}: {link}"
            assert not anchor or path or anchor in page.ids, f"{name}: {link}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_what_a_cell_prints_after_a_question_is_folded(path):
    cells = handed_out.notebook(path, with_outputs=True)["cells"]
    shown = list(pages.shown(cells, path))
    asked = [at for at, cell in enumerate(shown) if re.search(r"sliders\.predict\(", cell.get("source", ""))]
    assert asked
    for at in asked:
        after = next((cell for cell in shown[at + 1 :] if cell.get("outputs")), None)
        assert after is None or after["folded"] or "sliders." in after["source"] or heading_between(shown, at, after)


def heading_between(shown, at, after):
    """Whether the section of a question ends before a cell."""
    return any(re.search(r"<h\d", cell.get("text", "")) for cell in shown[at : shown.index(after)])


def test_a_plain_page_knows_every_widget_that_the_package_shows():
    kinds = set(re.findall(r"(?m)^  (\w+)Model[:(]", (ROOT / "web/live/widgets.js").read_text(encoding="utf-8")))
    python = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.suffix == ".py")
    used = set(re.findall(r"\bwidgets\.([A-Z]\w+)\(", python))
    assert used
    assert used <= kinds


def test_a_plain_page_answers_every_call_of_our_javascript():
    scripts = [path.read_text(encoding="utf-8") for path in SOURCES if path.suffix == ".js"]
    calls = {call for script in scripts for call in re.findall(r"\bmodel\.(\w+)\(", script)}
    assert calls
    assert calls <= CALLS


@pytest.mark.slow
def test_published_pages_fetch_from_the_cdn_what_they_do_not_hold(site, tmp_path):
    python_folder.write(tmp_path, cdn=True)
    lock = json.loads((tmp_path / "pyodide-lock.json").read_text(encoding="utf-8"))
    offline = json.loads((site / "python" / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert set(lock["packages"]) == set(offline["packages"])
    for name, entry in lock["packages"].items():
        here = (tmp_path / entry["file_name"]).exists()
        assert here or entry["file_name"] == python_folder.fetched.PYODIDE + offline["packages"][name]["file_name"]
        assert entry["sha256"] == offline["packages"][name]["sha256"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 16e6  # Python itself, and our own wheel
