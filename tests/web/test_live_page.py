"""A live page in Chromium: panels move, exercises are judged, work is kept; axe finds nothing, no host is asked."""

import json
from pathlib import Path

import axe_playwright_python
import build
import fetched
import pytest
from loopback import served

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
ROOT = Path(__file__).parents[2]
PATIENCE = 600_000  # milliseconds: only a real fault keeps a page waiting so long, on however slow a machine
LIVE = "() => window.backpropLive.isReady()"
PANEL = ".backprop-panel"
FIRST = "00_why_one_line_fails"
CELLS = json.loads((ROOT / "notebooks" / "solutions" / f"{FIRST}.ipynb").read_text(encoding="utf-8"))["cells"]
SOLVED = next("".join(cell["source"]) for cell in CELLS if "exercise-0-1" in cell["metadata"].get("tags", []))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def open_page(address, browser):
    """open_page(name) -> a page of the site; `asked` holds every address that it asks for."""

    def opened(name):
        page = browser.new_page(viewport={"width": 1000, "height": 1000}, accept_downloads=True)
        page.set_default_timeout(PATIENCE)
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(f"{address}/{name}.html")
        return page

    return opened


@pytest.fixture(scope="module", params=[FIRST, "02_what_a_gradient_is"])
def page(request, open_page):
    page = open_page(request.param)
    page.get_by_role("button", name="Make this page live").click()
    page.wait_for_function(LIVE)
    yield page
    page.close()


def test_nothing_failed_and_only_this_machine_was_asked(page, address):
    assert page.locator(".failed, [data-stream=stderr]").all_inner_texts() == []
    assert page.errors == []
    assert [url for url in page.asked if not url.startswith((address, "blob:", "data:"))] == []


def test_each_panel_answers_a_key(page):
    assert page.locator(PANEL).count() > 0
    for panel in page.locator(PANEL).all():
        before = panel.locator("img").first.get_attribute("src")
        slider = panel.locator("input[type=range]").first
        slider.focus()
        page.keyboard.press("End" if slider.input_value() != slider.get_attribute("max") else "Home")
        page.wait_for_function(
            "([image, before]) => image.src !== before", arg=[panel.locator("img").first.element_handle(), before]
        )


def test_axe_finds_nothing(page):
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run().then(found => found.violations)")
    assert not [(each["id"], each["nodes"][0]["html"][:300]) for each in found]


def test_a_prediction_is_answered_only_when_it_is_made(page):
    question = page.locator(".backprop-predict").first
    assert question.locator("[role=status]").inner_text() == ""
    question.locator("input[type=radio], input[type=text]").first.focus()
    if question.locator("input[type=radio]").count():
        page.keyboard.press("Space")
    else:
        page.keyboard.type("1")
    question.get_by_role("button").click()
    question.locator("[role=status]").filter(has_text=".").wait_for()


def test_an_exercise_is_judged_and_kept_and_taken_out_and_put_back(open_page, tmp_path):
    page = open_page(FIRST)
    page.get_by_role("button", name="Make this page live").click()
    page.wait_for_function(LIVE)
    section = page.locator("[data-exercise='0.1']")
    editor = section.get_by_label("Your code for exercise 0.1")
    editor.fill(SOLVED)
    editor.press("Control+Enter")
    section.locator(".output").filter(has_text="Correct").wait_for()
    page.get_by_text("Your work").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take it out").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    work = json.loads(file.read_text(encoding="utf-8"))
    assert SOLVED in work["cells"][FIRST].values()
    assert any(json.loads(line).get("solved") for line in work["progress"].splitlines())
    page.close()
    again = open_page(FIRST)  # in a browser of its own, where nothing is kept
    again.get_by_text("Your work").click()
    again.get_by_label("Put it back").set_input_files(file)
    again.locator("#status").filter(has_text="is here").wait_for()
    again.get_by_role("button", name="Make this page live").click()
    again.wait_for_function(LIVE)
    assert again.get_by_label("Your code for exercise 0.1").input_value() == SOLVED
    again.locator("[data-exercise='0.1'] .output").filter(has_text="Correct").wait_for()
    again.close()


def test_a_file_of_something_else_is_refused_and_nothing_is_lost(open_page, tmp_path):
    page = open_page(FIRST)
    file = tmp_path / "else.json"
    file.write_text("[1, 2]")
    page.evaluate("() => localStorage.setItem('backprop-work', 'mine')")
    page.get_by_text("Your work").click()
    page.get_by_label("Put it back").set_input_files(file)
    page.locator("#status").filter(has_text="else.json holds no work of this series").wait_for()
    assert page.evaluate("() => localStorage.getItem('backprop-work')") == "mine"
    page.close()


def test_python_that_cannot_be_fetched_is_a_sentence(open_page):
    page = open_page(FIRST)
    page.route("**/python/*", lambda route: route.abort())
    page.get_by_role("button", name="Make this page live").click()
    page.locator("#status").filter(has_text="Python stopped").wait_for()
    assert page.get_by_role("button", name="Start again").is_visible()
    page.close()


def test_a_published_site_takes_python_from_its_cdn(address, browser, monkeypatch, tmp_path):
    monkeypatch.setattr(fetched, "PYODIDE", f"{address}/python/")  # another host than that of the pages
    build.write(tmp_path / "site", cdn=True)
    with served(tmp_path / "site") as published:
        page = browser.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{published}/{FIRST}.html")
        page.get_by_role("button", name="Make this page live").click()
        page.locator("#status").filter(has_text="Live.").wait_for(timeout=PATIENCE)
        assert any(url.startswith(f"{address}/python/numpy") for url in asked)
        assert not any(url.startswith(f"{published}/python/numpy") for url in asked)
        page.close()


def test_a_page_comes_to_life_in_firefox_and_its_panel_answers_a_key(firefox, address):
    firefox.open(f"{address}/02_what_a_gradient_is.html")
    firefox.evaluate("document.getElementById('start').click()")
    firefox.wait_for(f"({LIVE})()")
    slider = f"document.querySelector('{PANEL} input[type=range]')"
    picture = f"document.querySelector('{PANEL} img').src"
    before = firefox.evaluate(picture)
    firefox.evaluate(f"{slider}.focus()")
    firefox.press("ArrowRight")
    firefox.wait_for(f"{picture} !== '{before}'")
    assert firefox.evaluate("document.querySelectorAll('.failed, [data-stream=stderr]').length") == 0
