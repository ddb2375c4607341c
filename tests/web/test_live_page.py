"""A page is made live in Chromium: panels move, an exercise is judged, work is kept, axe finds nothing, no host is asked."""

import json
from pathlib import Path

import axe_playwright_python
import pytest

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
PATIENCE = 600_000  # milliseconds: only a real fault keeps a page waiting so long, on however slow a machine
LIVE = "() => window.backpropLive.isReady()"
PANEL = ".backprop-panel"
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


@pytest.fixture(scope="module", params=["00_why_one_line_fails", "07_the_learning_rate"])
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
    page = open_page("07_the_learning_rate")
    page.get_by_role("button", name="Make this page live").click()
    page.wait_for_function(LIVE)
    section = page.locator("[data-exercise='7.4']")
    editor = section.get_by_label("Your code for exercise 7.4")
    solved = editor.input_value().replace('answer = ""', 'answer = "c"')
    editor.fill(solved)
    editor.press("Control+Enter")
    section.locator(".output").filter(has_text="Right").wait_for()
    page.get_by_text("Your work").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take it out").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    work = json.loads(file.read_text(encoding="utf-8"))
    assert solved in work["cells"]["07_the_learning_rate"].values()
    assert any(json.loads(line)["solved"] for line in work["progress"].splitlines())
    page.close()
    again = open_page("07_the_learning_rate")  # a page of its own, with nothing kept
    again.get_by_text("Your work").click()
    again.get_by_label("Put it back").set_input_files(file)
    again.locator("#status").filter(has_text="is here").wait_for()
    assert solved in again.evaluate("() => localStorage.getItem('backprop-work')").encode().decode("unicode_escape")
    again.close()
