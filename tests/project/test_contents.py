"""The table of the series in notebook 00 links every notebook that there is, by its own title and time."""

import re

import refresh


def contents():
    """{"04": (title, file or None, minutes), …} as notebook 00's last table says."""
    cells = refresh.read(refresh.FOLDER / "00_why_one_line_fails.ipynb").cells
    table = next(cell.source for cell in cells if cell.source.startswith("## 0.9"))
    rows = re.findall(r"^\| (?:\[(\d\d) (.+?)\]\((.+?)\)|(\d\d) (.+?)) \| (\d+) \|$", table, re.M)
    return {a or b: (title or bare, file or None, int(minutes)) for a, title, file, b, bare, minutes in rows}


def test_the_table_names_all_twelve_that_follow():
    assert list(contents()) == [f"{number:02d}" for number in range(1, 13)]


def test_what_exists_is_linked_by_its_title_and_time_and_nothing_else_is():
    found = {path.name[:2]: path for path in sorted(refresh.FOLDER.glob("*.ipynb"))}
    for number, (title, file, minutes) in contents().items():
        if number not in found:
            assert file is None
            continue
        top = refresh.read(found[number]).cells[0].source
        assert file == found[number].name
        assert f"{number} {title}" == refresh.title(found[number])
        assert f"{minutes} minutes" in top
