"""The table of a class on a hub: what was measured is printed, and what larger classes need is worked out from it."""

import re
from types import SimpleNamespace

import load
from refresh import ROOT


def student(megabytes, seconds):
    measured = {"server": 2.0, "picture": 3.0, "panel": 4.0, "notebook": 5.0, "megabytes": megabytes}
    return SimpleNamespace(measured=measured, moves=[seconds] * 10, errors=[])


def test_median_and_largest_stand_in_the_table_and_the_rest_is_multiplied():
    class_ = [student(300, 0.1), student(310, 0.2), student(350, 0.3)]
    table = load.table(class_)
    assert "| memory after it, MB | 310 | 350 |" in table
    assert "| a move to its picture, ms (95 % of 30 in place of the largest) | 200 | 300 |" in table
    larger = load.extrapolated(load.memory(class_))
    assert "from these 310 MB" in larger
    assert "| 100 | 31–62 GB |" in larger


def test_the_page_for_teachers_multiplies_the_memory_that_was_measured():
    text = (ROOT / "docs" / "teachers.md").read_text(encoding="utf-8")
    between = text.split(load.MARKS[0])[1].split(load.MARKS[1])[0]
    megabytes = int(re.search(r"\| memory .*MB \| (\d+) \|", between)[1])
    assert load.extrapolated(megabytes) in between


def test_only_what_stands_between_the_marks_is_written_over(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{load.MARKS[0]}\nold\n{load.MARKS[1]}\nafter\n", encoding="utf-8")
    load.write(page, "new")
    assert page.read_text(encoding="utf-8") == f"before\n{load.MARKS[0]}\n\nnew\n\n{load.MARKS[1]}\nafter\n"
