"""How a verdict looks: plain sentences outside a notebook, a card in it that says the same, and once."""

import colorsys
import html.parser
import re
import subprocess
import sys

import nbformat
import pytest
import refresh
from exercise_texts import count
from nbformat.v4 import new_code_cell, new_notebook

from backprop import checks
from backprop.checks import exercises, page
from backprop.checks.overview import Summary

KINDS = {
    "correct": (True, "correct. It falls.", "✓ Correct"),
    "not yet": (False, "not yet. Choose one of a, b.", "… Not yet"),
    "wrong": (False, "That is right for z1, but a1 goes in.", "✗ Not right yet"),
}


class Page(html.parser.HTMLParser):
    """The text of a page, its tags with their attributes, and whether each is closed."""

    def __init__(self, source):
        super().__init__()
        self.text, self.tags, self.open, self.blocks = "", [], [], []
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open.append(tag)
        if tag in ("pre", "code"):
            self.blocks.append([tag, ""])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if {"pre", "code"} & set(self.open):
            self.blocks[-1][1] += data


def card(said, solved=False, title="one step", notes=()):
    return page.Verdict("7.3", title, solved, said, notes)


def shown(*arguments, **options):
    return Page(card(*arguments, **options)._repr_html_())


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_told_by_a_sign_and_a_word_and_the_text_follows_once(kind):
    solved, said, badge = KINDS[kind]
    text = said.removeprefix("correct. ").removeprefix("not yet. ")
    assert shown(said, solved).text == f"{badge}Exercise 7.3: one step{text}"


def test_plain_it_is_the_sentence_and_the_notes():
    assert repr(card("not yet. Write it.")) == "Exercise 7.3: not yet. Write it."
    assert repr(card("correct. Yes.", True, notes=("One.", "Two."))) == "Exercise 7.3: correct. Yes.\nOne.\nTwo."
    assert shown("correct. Yes.", True, notes=("One.", "Two.")).text.endswith("Yes.One.Two.")


def test_a_screen_reader_is_told_and_does_not_hear_the_sign():
    found = shown("correct. Yes.", True).tags
    assert found[0][0] == "div"
    assert found[0][1]["role"] == "status"
    assert [attributes["aria-hidden"] for _, attributes in found if "aria-hidden" in attributes] == ["true"]


def test_code_is_code_and_a_line_of_code_is_a_block():
    said = (
        "`dz1` is wrong, at line 3: `return a @ b`.\nIt should be\n    a = 1\n      b = 2\n`dz1 = 0`\nTried with `X`."
    )
    assert shown(said).blocks == [
        ["code", "dz1"],
        ["pre", "return a @ b"],
        ["pre", "a = 1\n  b = 2\ndz1 = 0"],
        ["code", "X"],
    ]
    assert "wrong, at line 3:It" not in shown(said).text


def test_a_line_that_holds_two_pieces_of_code_stays_a_sentence():
    assert [tag for tag, _ in shown("Write: `a`, not `b`.").blocks] == ["code", "code"]
    assert shown("a ` alone").blocks == []


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "`<img src=x onerror=y>`", "`</pre><b>`", "\" & '<"])
def test_nothing_a_learner_writes_becomes_a_tag(nasty):
    found = shown(nasty, title=nasty, notes=(nasty,))
    assert {tag for tag, _ in found.tags} <= {"div", "p", "span", "strong", "code", "pre"}
    assert found.text.count(nasty.replace("`", "")) == 3


def test_the_page_needs_no_script_no_class_and_no_id():
    source = card("wrong, at line 3: `x`.")._repr_html_() + overview()._repr_html_()
    names = {name for _, attributes in Page(source).tags for name in attributes}
    assert names <= {"style", "role", "aria-hidden", "scope"}
    assert "url(" not in source


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", KINDS)
def test_colours_can_be_read_on_a_light_page_and_on_a_dark_one(kind):
    solved, said, _ = KINDS[kind]
    colour = page.kind(solved, said)[2]
    assert contrast("#FFFFFF", colour) >= 4.5  # its word
    assert min(contrast("#FFFFFF", colour), contrast("#111111", colour)) >= 3  # its edge, on either page


def test_the_three_kinds_differ_in_everything():
    found = [page.kind(solved, said) for solved, said, _ in KINDS.values()]
    assert all(len(set(column)) == 3 for column in zip(*found, strict=True))
    hues = [colorsys.rgb_to_hsv(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))[:2] for *_, colour in found]
    assert len({(round(hue, 1), round(saturation, 1)) for hue, saturation in hues}) == 3


# The summary.

SERIES = {"03": ("back", {"3.1": "one < two"}), "04": ("four lines", {f"4.{n}": f"part {n}" for n in (1, 2, 3, 4)})}
RESULTS = {
    "4.1": {"solved": True, "tries": 1, "said": "not yet. Again."},
    "4.2": {"solved": False, "tries": 2, "said": "not yet. Write it."},
    "4.3": {"solved": False, "tries": 12, "said": "The sign is flipped."},
}
PLAIN = """\
Notebook 04: 1 of 4 exercises solved
  4.1 part 1: solved, 1 try
  4.2 part 2: not yet, 2 tries
  4.3 part 3: not right yet, 12 tries
  4.4 part 4: not tried
All notebooks: 1 of 5 exercises solved
  03 back: 0 of 1
  04 four lines: 1 of 4
A note."""


def overview():
    return Summary(SERIES, RESULTS, ["04"], ("A note.",))


def test_the_summary_in_plain_words():
    assert repr(overview()) == PLAIN


def test_the_summary_as_tables_says_the_same():
    source = overview()._repr_html_()
    rows = [re.findall(r">([^<>]+)<", row) for row in re.findall(r"<tr.*?</tr>", source)]
    assert rows[1:5] == [
        ["4.1", "part 1", "✓", " solved", "1 try"],
        ["4.2", "part 2", "…", " not yet", "2 tries"],
        ["4.3", "part 3", "✗", " not right yet", "12 tries"],
        ["4.4", "part 4", "not tried"],
    ]
    assert rows[6:] == [["03", "back", "0 of 1"], ["04", "four lines", "1 of 4"]]
    assert [tag for tag, attributes in Page(source).tags if attributes.get("scope") == "row"] == ["th"] * 6
    assert source.count("<td") == 4 * 3 + 2 * 2
    assert "one &lt; two" in Summary(SERIES, {}, ["03"])._repr_html_()


def test_the_summary_of_nothing_shows_the_whole_series(capsys, monkeypatch):
    monkeypatch.setattr(exercises, "_results", {})
    checks.summary()
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"All notebooks: 0 of {count()} exercises solved"
    assert len(lines) == len(list(refresh.FOLDER.glob("*.ipynb")))
    assert all(re.fullmatch(r"  \d\d \w.*\w\??: 0 of \d", line) for line in lines)


def test_the_summary_after_some_exercises(capsys, monkeypatch):
    monkeypatch.setattr(exercises, "_results", {})
    for number, answer in (("7.4", "a"), ("4.4", ""), ("4.4", "b"), ("7.4", "c"), ("7.2", None), ("99.1", 0)):
        checks.exercise(number, answer)
    capsys.readouterr()
    checks.summary()
    lines = capsys.readouterr().out.splitlines()
    states = [line.rpartition(": ")[2] for line in lines]
    seven, after = 1 + count("04"), 2 + count("04") + count("07")
    assert lines[0] == f"Notebook 04: 1 of {count('04')} exercises solved"
    assert states[1:5] == ["not tried", "not tried", "not tried", "solved, 2 tries"]
    assert lines[seven] == f"Notebook 07: 1 of {count('07')} exercises solved"
    assert states[seven + 1 : seven + 5] == ["not tried", "not yet, 1 try", "not tried", "solved, 2 tries"]
    assert lines[after] == f"All notebooks: 2 of {count()} exercises solved"


# In a kernel, and outside of one.

CELLS = [
    "from backprop import checks\ndef step(w, slope, learning_rate):\n    return [][0]",
    'print("first")\nchecks.exercise("4.4", "b")',
    'checks.exercise("7.3", step)',
    "checks.summary()",
    'checks.exercise("4.9", 0)',
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The stored outputs of CELLS, run as `refresh` runs a notebook: twice, to the same bytes."""
    path = tmp_path_factory.mktemp("notebook") / "a.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(cell) for cell in CELLS]), path)
    refresh.refresh(path)
    assert refresh.refresh(path) == 0
    assert [file.name for file in path.parent.iterdir()] == ["a.ipynb"]  # and nothing was kept
    return [cell.outputs for cell in refresh.read(path).cells]


def test_in_a_kernel_a_verdict_is_one_output_with_both_forms(outputs):
    printed, verdict = outputs[1]
    assert printed.text == "first\n"
    assert verdict.output_type == "display_data"
    assert set(verdict.data) == {"text/plain", "text/html"}
    assert verdict.data["text/plain"].startswith("Exercise 4.4: correct. ")
    assert "✓</span> Correct" in verdict.data["text/html"]


def test_in_a_kernel_the_line_that_stopped_is_code(outputs):
    (verdict,) = outputs[2]
    assert verdict.data["text/plain"].startswith("Exercise 7.3: Your code stopped with IndexError")
    assert ["code", "return [][0]"] in Page(verdict.data["text/html"]).blocks


def test_in_a_kernel_the_summary_is_tables(outputs):
    (shown,) = outputs[3]
    assert shown.data["text/plain"].startswith(f"Notebook 04: 1 of {count('04')} exercises solved\n")
    assert shown.data["text/html"].count("<table") == 3


def test_an_exercise_that_is_not_there_says_so(outputs, capsys):
    assert outputs[4][0].text == "Exercise 4.9: there is none of this number.\n"
    checks.exercise("4.9")
    assert capsys.readouterr().out == "Exercise 4.9: there is none of this number.\n"


def test_plain_python_prints_and_does_not_load_ipython():
    code = "import sys\nfrom backprop import checks\nchecks.exercise('4.4', 'b')\nassert 'IPython' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Exercise 4.4: correct. ")


def test_half_a_character_is_shown_as_a_question_mark(capsys, monkeypatch):
    monkeypatch.setattr(exercises, "_verdict", lambda task, answer: (False, "\ud800 it is"))
    checks.exercise("4.4", "b")
    assert capsys.readouterr().out == "Exercise 4.4: ? it is\n"
