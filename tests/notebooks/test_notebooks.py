"""Every committed notebook is in its normal form and keeps the house style; every rule is seen to fail once."""

import subprocess

import nbformat
import notebook_rules as rules
import number_rule
import pytest
import refresh
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ALL = refresh.notebooks()
LESSONS = [path for path in ALL if path.parent == refresh.FOLDER]


def name(value):
    return value.__name__ if callable(value) else f"{value.parent.name}/{value.name}"


@pytest.mark.parametrize("path", ALL, ids=name)
def test_normal_form(path):
    text = path.read_text(encoding="utf-8")
    assert text == refresh.normal(refresh.read(path)), "python3 lab.py refresh mends this"


@pytest.mark.parametrize("path", ALL, ids=name)
@pytest.mark.parametrize("rule", [*rules.EVERYWHERE, number_rule.numbers], ids=name)
def test_house_style(path, rule):
    assert not list(rule(rules.Notebook(path)))


@pytest.mark.parametrize("path", LESSONS, ids=name)
@pytest.mark.parametrize("rule", rules.LESSONS, ids=name)
def test_house_style_of_a_lesson(path, rule):
    assert not list(rule(rules.Notebook(path)))


@pytest.mark.parametrize("page", ["README.md", "reference.md"])
def test_the_pages_made_from_notebooks_and_docstrings_are_todays(page):
    text = next(text for path, text in refresh.pages().items() if path.name == page)
    path = next(path for path in refresh.pages() if path.name == page)
    assert text == path.read_text(encoding="utf-8"), "python3 lab.py refresh writes this page again"


# The tool itself, on small notebooks.


@pytest.fixture
def path(tmp_path):
    """A notebook as an editor leaves it: ids doubled, counts out of order, metadata of the machine."""
    nb = new_notebook(metadata={"widgets": {"state": {}}, "language_info": {"name": "python", "version": "3.11.7"}})
    nb.cells = [
        new_markdown_cell("# Add", id="top"),
        new_code_cell("print('one')\nprint(2 + 3)", id="same", execution_count=9, metadata={"scrolled": True}),
        new_code_cell("import ipywidgets\nipywidgets.Button()", id="same", metadata={"tags": ["kept"]}),
        new_code_cell("", id="empty"),
        new_code_cell("7 * 6", id="last"),
    ]
    (tmp_path / "00_add.ipynb").write_text(nbformat.v4.writes(nb))  # without nbformat's own repairs
    return tmp_path / "00_add.ipynb"


def test_a_number_means_a_notebook_and_its_solutions(tmp_path):
    four = "04_backwards_in_four_lines.ipynb"
    assert refresh.named("04") == [refresh.FOLDER / four, refresh.FOLDER / "solutions" / four]
    assert refresh.named(str(refresh.FOLDER / four)) == [refresh.FOLDER / four]
    with pytest.raises(SystemExit, match="no notebook '4' here: give its number, such as 04"):
        refresh.named("4")


def test_refresh_twice_changes_nothing_the_second_time(path):
    assert refresh.refresh(path) > 0
    before = path.read_bytes()
    assert refresh.refresh(path) == 0
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_check_says_what_would_change_and_writes_nothing(path):
    before = path.read_bytes()
    assert refresh.refresh(path, write=False) > 0
    assert path.read_bytes() == before


def test_normal_form_of_what_an_editor_leaves(path):
    refresh.refresh(path)
    nb = refresh.read(path)
    assert [cell.id for cell in nb.cells] == ["top", "same", "cell-001", "empty", "last"]
    assert [cell.get("execution_count") for cell in nb.cells] == [None, 1, 2, None, 3]
    assert [dict(cell.metadata) for cell in nb.cells] == [{}, {}, {"tags": ["kept"]}, {}, {}]
    assert dict(nb.metadata) == refresh.KEPT
    assert nb.cells[1].outputs == [nbformat.from_dict({"name": "stdout", "output_type": "stream", "text": "one\n5\n"})]
    assert "application/vnd.jupyter.widget-view+json" not in path.read_text()
    assert path.read_text().endswith("}\n")
    assert path.read_text().startswith('{\n "cells"')


def test_streams_merge_only_where_nothing_stands_between():
    picture = new_output("display_data", {"text/plain": "a picture"})
    say = [new_output("stream", name="stdout", text=text) for text in ("a\n", "b\n", "c\n")]
    nb = new_notebook(cells=[new_code_cell("x", outputs=[say[0], say[1], picture, say[2]])])
    found = nbformat.reads(refresh.normal(nb), 4).cells[0].outputs
    assert [output.get("text") for output in found] == ["a\nb\n", None, "c\n"]


@pytest.fixture
def committed(path):
    """The notebook in a repository of its own, run and committed."""
    refresh.refresh(path)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(path.parent)]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    return path


def test_form_takes_a_change_of_the_text_and_the_outputs_of_the_commit(committed):
    nb = refresh.read(committed)
    nb.cells[0].source, nb.cells[1].outputs = "# Add two numbers", []
    nbformat.write(nb, committed)
    refresh.refresh(committed, run=refresh.with_committed_outputs)
    changed = subprocess.run(["git", "diff", "--numstat"], cwd=committed.parent, capture_output=True, text=True).stdout
    assert changed.split() == ["1", "1", committed.name]


def test_form_refuses_changed_code_and_leaves_the_file(committed):
    nb = refresh.read(committed)
    nb.cells[1].source = "print(2)"
    nbformat.write(nb, committed)
    before = committed.read_bytes()
    with pytest.raises(SystemExit, match="its code has changed too"):
        refresh.refresh(committed, run=refresh.with_committed_outputs)
    assert committed.read_bytes() == before


def test_form_refuses_where_nothing_is_committed(path):
    with pytest.raises(SystemExit, match="no committed copy"):
        refresh.refresh(path, run=refresh.with_committed_outputs)


def test_a_failing_cell_stops_the_refresh_and_leaves_the_file(path):
    nb = new_notebook(cells=[new_code_cell("1 / 0")])
    nbformat.write(nb, path)
    before = path.read_bytes()
    with pytest.raises(Exception, match="ZeroDivisionError"):
        refresh.refresh(path)
    assert path.read_bytes() == before


# The rules themselves: each of these is one breach, and one rule says so.

IMAGE = '<figure><img src="data:image/png;base64,AA" alt="The loss falls to 0.125."></figure>'


def printing(text, source="pass", kind="text/html"):
    return new_code_cell(source, outputs=[new_output("display_data", {kind: text})])


def asking(tag):
    """The cell of an exercise that nobody has tried."""
    said = new_output("stream", name="stdout", text="Not yet.")
    return new_code_cell("y = 0", metadata={"tags": [tag]}, outputs=[said])


def lesson(*extra):
    """A lesson that keeps every rule, and then what is given, before its last cell."""
    bullets = "\n\n- see\n- say\n- do"
    top = new_markdown_cell("# Add two numbers\n\n**What you will be able to do**" + bullets)
    cells = [top, new_code_cell("import math")]
    cells += [new_markdown_cell("## 4.1 Part\n\nSome words."), new_code_cell("x = 1")]
    for n in (1, 2, 3):
        cells += [new_markdown_cell(f"### Exercise 4.{n}: add\n\nSome words."), asking(f"exercise-4-{n}")]
    return [
        *cells,
        *extra,
        new_code_cell(rules.SUMMARY),
        new_markdown_cell("## What you did" + bullets + "\n\n[On](05_next.ipynb)"),
    ]


@pytest.fixture
def series(tmp_path, monkeypatch):
    """A folder with one lesson in it: a function that writes it from cells and gives the Notebook."""
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    (tmp_path / "solutions").mkdir()
    (tmp_path / "05_next.ipynb").touch()

    def write(cells, solved=None):
        for place, these in ((tmp_path / "solutions", solved or cells), (tmp_path, cells)):
            nbformat.write(new_notebook(cells=these), place / "04_add.ipynb")
        return rules.Notebook(tmp_path / "04_add.ipynb")

    return write


def broken(nb):
    return {rule.__name__ for rule in [*rules.LESSONS, *rules.EVERYWHERE, number_rule.numbers] if list(rule(nb))}


def test_a_good_lesson_breaks_no_rule(series):
    picture, caption = printing(IMAGE), new_markdown_cell("**Figure 4.1.** The loss ends at 0.125.")
    assert broken(series(lesson(picture, caption))) == set()


BREACHES = [
    ("exercises", [new_code_cell("x", metadata={"tags": ["exercise-4-4"]})]),
    ("exercises", [new_markdown_cell("### Exercise 4.4: x")]),
    ("exercises", [new_markdown_cell("### Exercise 4.5: add"), asking("exercise-4-5")]),
    ("frame", [new_markdown_cell("# Another")]),
    ("size", [printing("x " * 170_000)]),
    ("heading_levels", [new_markdown_cell("##### x")]),
    ("links", [new_markdown_cell("[gone](06_gone.ipynb)")]),
    ("captions", [new_markdown_cell("**Figure 4.1.** Nothing.")]),
    ("captions", [printing(IMAGE), new_markdown_cell("**Figure 4.2.** The second comes first.")]),
    ("alternatives", [printing('<img src="x">')]),
    ("alternatives", [printing('<img src="x" alt=" ">')]),
    ("alternatives", [printing("AA", kind="image/png")]),
    ("alternatives", [new_markdown_cell("![](solutions)")]),
    ("habits", [new_code_cell("x = 1;")]),
    ("habits", [new_code_cell("%pip install x")]),
    ("habits", [new_code_cell("import matplotlib.pyplot as plt")]),
    ("habits", [new_code_cell("from numpy import *")]),
    ("habits", [new_code_cell("np.random.normal()")]),
    ("habits", [new_code_cell("np.random.seed(1)")]),
    ("habits", [new_code_cell("np.random.normal()\nlab_sheet.NeuralNetwork(2, 4, 1)")]),
    ("habits", [new_code_cell("x = " + " + ".join("1" * 30))]),
    ("outputs", [printing("<f at 0x7f00deadbeef>")]),
    ("outputs", [printing("done in 0.3 s")]),
    ("outputs", [printing("/home/someone/x.py")]),
    ("outputs", [printing("VBox(children=())", kind="text/plain")]),
    ("outputs", [new_code_cell("x", outputs=[new_output("stream", name="stderr", text="careful")])]),
    ("outputs", [new_code_cell("x", outputs=[new_output("error", ename="E", evalue="", traceback=[])])]),
    ("outputs", [new_code_cell("x", outputs=[new_output("display_data", {})])]),
    ("spelling", [new_markdown_cell("the behavior")]),
    ("spelling", [new_markdown_cell("Initialize it")]),
    ("numbers", [new_markdown_cell("It is 0.742."), printing("0.743")]),
    ("numbers", [new_markdown_cell("## x\n\nIt is $-0.125$.")]),
]


@pytest.mark.parametrize(("rule", "cells"), BREACHES, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(BREACHES)])
def test_a_breach_breaks_its_rule_and_no_other(series, rule, cells):
    assert broken(series(lesson(*cells))) == {rule}


def test_the_lab_sheet_may_be_seeded_in_its_own_way(series):
    assert broken(series(lesson(new_code_cell("np.random.seed(1)\nlab_sheet.NeuralNetwork(2, 4, 1)")))) == set()


def with_moved_exercise(cells, heading_only=False):
    """A lesson whose first exercise stands behind its others: its heading and its cell, or its heading alone."""
    moved = cells[4:5] if heading_only else cells[4:6]
    rest = [cell for cell in cells if cell not in moved]
    return [*rest[:-2], *moved, *rest[-2:]]


def test_an_exercise_may_stand_behind_those_with_higher_numbers(series):
    assert broken(series(with_moved_exercise(lesson()))) == set()


def test_the_cell_of_an_exercise_moves_with_its_heading(series):
    assert broken(series(with_moved_exercise(lesson(), heading_only=True))) == {"exercises"}


def test_a_lesson_whose_solutions_lack_an_exercise(series):
    assert broken(series(lesson(), solved=lesson()[:-4])) == {"exercises"}


def test_a_lesson_that_does_not_close_with_the_summary(series):
    cells = lesson()
    del cells[-2]
    assert broken(series(cells)) == {"frame"}


@pytest.mark.parametrize("change", [("- do\n", "\n"), ("What you did", "The end"), ("[On](05_next.ipynb)", "")])
def test_a_lesson_that_does_not_keep_its_promise(series, change):
    cells = lesson()
    cells[-1].source = cells[-1].source.replace(*change)
    assert broken(series(cells)) == {"frame"}
