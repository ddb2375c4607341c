"""A lab report: valid, whole, nobody's text is taken for HTML, and its numbers come again in a fresh process."""

import html
import platform
import re
import subprocess
import sys
from html.parser import HTMLParser

import matplotlib
import numpy as np
import pytest

import backprop
from backprop import checks
from backprop.checks import exercises
from backprop.experiments.experiment import Experiment
from backprop.experiments.lab_report import LabReport
from backprop.experiments.study import Study
from backprop.pictures import plots
from backprop.pictures.picture import Picture

NASTY = "<script>alert(\"1\")</script> & '$title' </p> µ → ½"
VOID = {"meta", "img", "br", "link"}


@pytest.fixture(scope="module")
def outcome():
    return Study(Experiment(epochs=800), "activation", ("sigmoid", "tanh", "relu"), seeds=12).run()


@pytest.fixture
def report(outcome):
    ax = plots.new_axes(3, 2)
    ax.bar(["sigmoid", "tanh", "relu"], outcome.solved)
    texts = {"question": "Which?", "prediction": "The second.\n\nSurely.", "conclusion": "3 of 12."}
    return LabReport(
        outcome, **texts, figures=[Picture(ax, "Three bars: 1, 2 and 3.", "A caption")], title="Which one?"
    )


class Page(HTMLParser):
    """The tags of a page, each closed by its own end, and what stands between them."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.headings, self.text = [], [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)
        if self.open and self.open[-1] in ("h1", "h2"):
            self.headings.append((self.open[-1], data))

    def cells(self):
        return [text.strip() for text in self.text if text.strip()]


def test_it_is_html_with_a_language_a_title_and_headings_in_order(report):
    page = Page(report.html())
    assert report.html().startswith("<!doctype html>\n")
    assert ("html", {"lang": "en"}) in page.tags
    assert ("meta", {"charset": "utf-8"}) in page.tags
    assert [level for level, _ in page.headings].count("h1") == 1
    assert page.headings[0] == ("h1", "Which one?")
    assert [text.split()[0] for _, text in page.headings[1:]] == [
        "Question", "Prediction", "What", "Result", "Conclusion", "The", "Exercises"
    ]  # fmt: skip


def test_nothing_is_fetched_and_no_placeholder_is_left(report):
    text = report.html()
    for tag, attributes in Page(text).tags:
        assert tag not in ("script", "link", "iframe")
        if "src" in attributes:
            assert attributes["src"].startswith("data:image/png;base64,")
        assert "href" not in attributes
    assert "url(" not in text
    assert not re.search(r"\$\w", text)


def test_every_number_of_the_study_stands_in_it(report, outcome):
    cells = Page(report.html()).cells()
    for value, solved, low, high, median in outcome.rows():
        at = cells.index(value, cells.index("Result"))
        assert cells[at : at + 4] == [value, f"{solved} of 12", f"{low:.0%} to {high:.0%}", f"{median:.2g}"]
    for value in ("XOR", "0.5", "4", "sigmoid, tanh, relu", "cross-entropy", "normal", "0 to 11", "800", "0.01"):
        assert value in cells


def test_a_listener_hears_what_each_table_holds(report):
    cells = Page(report.html()).cells()
    heard = "Solved runs for each value of: activation of the hidden units. Every row has the same seeds; "
    assert heard + "the interval is Wilson's." in cells
    assert "median of the mean squared errors" in cells


def test_the_picture_its_words_and_the_versions_stand_in_it(report):
    page = Page(report.html())
    (image,) = [attributes for tag, attributes in page.tags if tag == "img"]
    assert image["alt"] == "Three bars: 1, 2 and 3."
    assert "A caption" in page.text
    versions = {backprop.__version__, platform.python_version(), np.__version__, matplotlib.__version__}
    assert versions <= set(page.cells())


def test_what_was_written_is_shown_letter_by_letter(outcome):
    ax = plots.new_axes(2, 2)
    texts = dict.fromkeys(("question", "prediction", "conclusion", "title", "author"), NASTY)
    page = Page(LabReport(outcome, **texts, figures=[Picture(ax, NASTY, NASTY)]).html())
    assert "script" not in [tag for tag, _ in page.tags]
    assert sum(NASTY in text for text in page.text) == 7  # the title stands twice, the caption once
    assert [attributes["alt"] for tag, attributes in page.tags if tag == "img"] == [NASTY]


def test_what_is_not_written_says_so(outcome):
    assert LabReport(outcome, "", "  \n\n ", "", []).html().count("(not written)") == 3


def test_an_empty_line_starts_a_paragraph(report):
    assert "<p>The second.</p>\n<p>Surely.</p>" in report.html()


def test_the_checks_of_this_session_stand_in_it(report, monkeypatch, capsys):
    monkeypatch.setattr(exercises, "_results", {})
    assert "<p>None was tried.</p>" in report.html()
    checks.exercise("12.3", "b")
    checks.exercise("12.5", "a")
    capsys.readouterr()
    cells = Page(report.html()).cells()
    assert "1 of 2 solved" in cells
    assert cells[-6:-3] == ["12.3", "the conclusion that the numbers allow", "solved"]
    assert cells[-3:] == ["12.5", "published code: the seed that works", "not yet"]


def test_the_code_on_the_page_gives_its_table_in_a_fresh_process(report, outcome):
    code = html.unescape(re.search(r"<pre><code>(.*?)</code></pre>", report.html(), re.S)[1])
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == f"{outcome}\n"


def test_the_same_report_is_the_same_page(report):
    assert report.html() == report.html()


def test_saving(report, tmp_path):
    path = report.save(tmp_path / "mine")
    assert path == tmp_path / "mine.html"
    assert path.read_text(encoding="utf-8") == report.html()
    assert report.save(tmp_path / "v1.2").name == "v1.2.html"


def test_a_file_that_is_there_stays_until_told_otherwise(report, tmp_path):
    (tmp_path / "mine.html").write_text("mine")
    with pytest.raises(FileExistsError, match=r"mine\.html is there already, and stays as it is"):
        report.save(tmp_path / "mine.html")
    assert (tmp_path / "mine.html").read_text() == "mine"
    report.save(tmp_path / "mine.html", overwrite=True)
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == report.html()


def test_a_report_that_cannot_be_made_leaves_the_file(report, tmp_path):
    (tmp_path / "mine.html").write_text("mine")
    report.figures = [Picture(plots.new_axes(), "x"), None]
    with pytest.raises(AttributeError):
        report.save(tmp_path / "mine.html", overwrite=True)
    assert (tmp_path / "mine.html").read_text() == "mine"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcome": Study(Experiment(), "hidden", (2, 4))}, "outcome is a Study: give what run"),
        ({"figures": None}, "figures must be a list of Picture"),
        ({"figures": [plots.new_axes()]}, "figures must be a list of Picture"),
    ],
)
def test_what_is_no_outcome_and_no_picture_is_named(outcome, changes, words):
    arguments = {"outcome": outcome, "question": "", "prediction": "", "conclusion": "", "figures": []} | changes
    with pytest.raises(TypeError, match=words):
        LabReport(**arguments)
