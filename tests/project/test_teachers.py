"""What a teacher is given: the plans name what there is, and each worksheet is one page, as its text makes it."""

import importlib.util
import re
import shutil

import pytest
from refresh import ROOT

from backprop import sliders
from backprop.exercises.predictions import prediction

DOCS = ROOT / "docs"
SPEC = importlib.util.spec_from_file_location("worksheets", DOCS / "worksheets.py")
worksheets = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(worksheets)

GUIDE = (DOCS / "teachers.md").read_text(encoding="utf-8")
SHEETS = [pytest.param(source, id=source.stem) for source in worksheets.sources()]


def test_the_guide_links_to_what_is_there():
    links = re.findall(r"\]\(([^)#:\s]+)\)", GUIDE)
    assert [link for link in links if not (DOCS / link).exists()] == []
    assert {source.name for source in worksheets.sources()} == {link[11:] for link in links if link.endswith(".md")}


def test_the_guide_names_predictions_and_panels_that_there_are():
    asked = re.findall(r"(?m)^\| (\d+\.\d), ", GUIDE)
    assert len(asked) == len(set(asked)) > 20
    assert all(prediction(number) for number in asked)
    panels = re.findall(r"`sliders\.(\w+)`", GUIDE)
    assert len(panels) >= 3
    assert set(panels) <= set(sliders.__all__)


def test_the_shares_that_a_class_may_give_do_not_exceed_the_class():
    rows = [line for line in GUIDE.splitlines() if re.match(r"\| (\d+\.\d|\d),", line)]
    for row in rows:
        assert 70 <= sum(map(int, re.findall(r"(\d+) %", row.split("|")[2]))) <= 100, row


def test_the_marking_scheme_starts_with_the_prediction_and_adds_up():
    table = GUIDE.split("## Marking the report")[1].split("\n## ")[0]
    points = re.findall(r"(?m)^\| ([^|]+) \| (\d+) \|", table)
    assert points[0][0].startswith("prediction")
    assert points[-1][0].startswith("prediction against result")
    assert f"out of {sum(int(number) for _, number in points)}" in table


@pytest.mark.parametrize("source", SHEETS)
def test_a_worksheet_is_the_page_that_its_text_makes(source):
    page = source.with_suffix(".html").read_text(encoding="utf-8")
    assert page == worksheets.page(source), "python3 lab.py worksheets writes it again"
    assert "____" not in page
    assert "```" not in page


@pytest.mark.parametrize("paper", worksheets.PAPERS)
@pytest.mark.parametrize("source", SHEETS)
def test_a_printed_worksheet_is_one_page_of_todays_edition(source, paper):
    document = source.with_suffix(f".{paper}.pdf").read_bytes()
    edition = re.search(r"edition (\w+)", worksheets.page(source))[1]
    assert worksheets.pages_in(document) == 1
    assert edition.encode("utf-16-be").hex().upper().encode() in document, "python3 lab.py worksheets prints it again"


@pytest.mark.slow
@pytest.mark.parametrize("paper", worksheets.PAPERS.values())
def test_pages_are_counted(absent, tmp_path, paper):
    if not any(map(shutil.which, worksheets.CHROMIUM)):
        absent("BACKPROP_REQUIRE_BROWSER", "no Chromium on this machine: no worksheet was printed")
    page = worksheets.page(worksheets.sources()[0])
    for count, html in ((1, page), (2, page.replace("<footer>", '<div style="height: 200mm"></div><footer>'))):
        worksheets.pdf(html, paper, tmp_path / "sheet.pdf")
        assert worksheets.pages_in((tmp_path / "sheet.pdf").read_bytes()) == count
