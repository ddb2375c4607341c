"""The table of the series in notebook 00 links every notebook that there is, by its own title and time."""

import re

import nbformat
import pytest
import refresh
from nbformat.v4 import new_markdown_cell, new_notebook

NUMBERS = [f"{number:02d}" for number in range(1, 13)]
FIRST = refresh.FOLDER / "00_why_one_line_fails.ipynb"
ROW = r"^\| \[(\d\d) (.+?)\]\((.+?)\) \| (\d+) \|$"


def contents():
    """{"04": (title, file, minutes), …} as notebook 00's last table says."""
    table = next(cell.source for cell in refresh.read(FIRST).cells if cell.source.startswith("## The series"))
    return {number: (title, file, int(minutes)) for number, title, file, minutes in re.findall(ROW, table, re.M)}


def test_the_table_names_all_twelve_that_follow():
    assert list(contents()) == NUMBERS


def test_every_notebook_is_linked_by_its_title_and_time():
    found = {path.name[:2]: path for path in sorted(refresh.FOLDER.glob("*.ipynb"))}
    assert list(found) == ["00", *NUMBERS]
    for number, (title, file, minutes) in contents().items():
        top = refresh.read(found[number]).cells[0].source
        assert file == found[number].name
        assert top.startswith(f"# {number} {title}\n"), "python3 lab.py refresh writes the table again"
        assert re.search(r"\b(\d+) minutes", top)[1] == str(minutes), "python3 lab.py refresh writes the table again"


def test_refresh_writes_the_table_as_it_stands():
    assert refresh.pages()[FIRST] == FIRST.read_text(encoding="utf-8")


# The command that writes it, on a small series.


@pytest.fixture
def folder(tmp_path):
    """Three notebooks; the table in the first is empty."""
    table = f"## The series\n\n{refresh.SERIES[0]}\nold\n{refresh.SERIES[1]}\n\nAfter it."
    texts = {
        "00_a": ["# 00 Ask\n\n5 minutes", table],
        "01_b": ["# 01 Bend it\n\nWords of 2 hours.\n\n45 minutes for the main path, 65 with everything."],
        "02_c": ["# 02 Carry on\n\n120 minutes. You need 01."],
    }
    for name, cells in texts.items():
        nbformat.write(new_notebook(cells=[new_markdown_cell(text) for text in cells]), tmp_path / f"{name}.ipynb")
    return tmp_path


def test_the_table_is_filled_from_the_titles_and_minutes_of_the_others(folder):
    assert refresh.series(folder).splitlines()[2:] == [
        "| [01 Bend it](01_b.ipynb) | 45 |",
        "| [02 Carry on](02_c.ipynb) | 120 |",
    ]
    written = nbformat.reads(refresh.with_series(folder / "00_a.ipynb"), 4).cells[1].source
    assert (
        written == f"## The series\n\n{refresh.SERIES[0]}\n{refresh.series(folder)}\n{refresh.SERIES[1]}\n\nAfter it."
    )


def test_the_table_written_twice_is_the_same(folder):
    path = folder / "00_a.ipynb"
    path.write_text(refresh.with_series(path), encoding="utf-8")
    assert refresh.with_series(path) == path.read_text(encoding="utf-8")


def test_a_notebook_without_minutes_is_an_error_that_names_it(folder):
    nbformat.write(new_notebook(cells=[new_markdown_cell("# 01 Bend it")]), folder / "01_b.ipynb")
    with pytest.raises(ValueError, match=r"01_b\.ipynb: its first cell states no minutes"):
        refresh.series(folder)


@pytest.mark.parametrize("text", ["no marker", "<a> alone", "<a> <b> <a>"])
def test_markers_that_do_not_stand_once_each_are_an_error(text):
    with pytest.raises(ValueError, match="<a> and <b> must stand in the text once each"):
        refresh.between(text, ("<a>", "<b>"), "x")
