"""A report that notebook 12 exports, opened in Chromium from its file, with the network off."""

from pathlib import Path

import axe_playwright_python
import pytest

from backprop.experiments.experiment import Experiment
from backprop.experiments.lab_report import LabReport
from backprop.experiments.study import Study
from backprop.pictures import plots
from backprop.pictures.picture import Picture

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
WRITTEN = 'Does <b>ReLU</b> & "tanh" differ?'


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outcome():
    return Study(Experiment(epochs=400), "activation", ("tanh", "relu"), seeds=12).run()


@pytest.fixture(scope="module")
def file(outcome, tmp_path_factory):
    ax = plots.new_axes(7, 3)
    ax.bar(outcome.study.values, outcome.solved)
    alt = f"Two bars: {outcome.solved[0]} and {outcome.solved[1]} of 12."
    texts = {"question": WRITTEN, "prediction": "Yes.", "conclusion": "See 2 rows.", "title": "Two activations"}
    report = LabReport(outcome, **texts, figures=[Picture(ax, alt)], author="Anyone")
    return report.save(tmp_path_factory.mktemp("report") / "report")


@pytest.fixture(params=[1400, 360])
def page(request, browser, file):
    context = browser.new_context(viewport={"width": request.param, "height": 900}, offline=True)
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(file.as_uri())
    yield page
    context.close()


def test_it_asks_for_nothing_but_itself(page, file):
    assert [url for url in page.asked if not url.startswith("data:image/png;base64,")] == [file.as_uri()]
    assert not page.errors


def test_every_picture_is_there_with_its_words(page, outcome):
    (image,) = page.locator("img").all()
    assert image.evaluate("image => image.complete && image.naturalWidth") == 1400
    assert image.get_attribute("alt") == f"Two bars: {outcome.solved[0]} and {outcome.solved[1]} of 12."


def test_all_parts_are_there_and_text_is_text(page, outcome):
    for heading in ("Question", "Prediction", "What was run", "Result", "Conclusion", "The same numbers again"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    assert page.title() == "Two activations"
    assert page.get_by_text(WRITTEN, exact=True).is_visible()
    assert page.get_by_text(outcome.study.text).is_visible()
    for _, solved, low, high, _ in outcome.rows():
        assert page.get_by_role("cell", name=f"{solved} of 12").first.is_visible()
        assert page.get_by_role("cell", name=f"{low:.0%} to {high:.0%}").first.is_visible()


def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("() => axe.run().then(found => found.violations)")
    assert not [(found["id"], found["nodes"][0]["html"]) for found in violations]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
