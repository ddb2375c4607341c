"""Assignments for nbgrader: each exercise gives its point, by nbgrader itself, and nothing of a teacher's is lost."""

import json
import sys

import pytest
from refresh import ROOT

sys.path.insert(0, str(ROOT / "classroom"))

import assignment
import handed_out
import package_file

from backprop import checks

NAMES = [path.stem for path in handed_out.notebooks() if path.parent == handed_out.FOLDER]
GRADED = ["01_the_forward_pass", "04_backwards_in_four_lines", "03_backwards_one_example"]


def made(course, *numbers):
    assignment.main([str(course), *numbers])
    return course / "source"


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def tag(cell):
    return next((tag for tag in cell["metadata"].get("tags", []) if tag.startswith("exercise-")), None)


@pytest.mark.parametrize("name", NAMES)
def test_each_exercise_is_an_answer_and_a_point_follows_it(name):
    files = assignment.source(handed_out.FOLDER / f"{name}.ipynb")
    found = json.loads(files[f"{name}.ipynb"])["cells"]
    places = [at for at, cell in enumerate(found) if tag(cell)]
    assert [tag(found[at]) for at in places] == [
        each for each in map(tag, cells(handed_out.FOLDER / f"{name}.ipynb")) if each
    ]
    marked = [at for at, cell in enumerate(found) if "nbgrader" in cell["metadata"]]
    assert marked == sorted([*places, *(at + 1 for at in places)])
    for at in places:
        answer, point = (found[at + more]["metadata"]["nbgrader"] for more in (0, 1))
        assert (answer["solution"], answer["locked"], point["locked"], point["points"]) == (True, False, True, 1)
        assert "".join(found[at + 1]["source"]) == f'checks.assert_solved("{tag(found[at])[9:].replace("-", ".")}")'
    assert len({cell["id"] for cell in found}) == len(found)
    assert package_file.name() in files


def test_what_a_teacher_changed_is_kept_and_the_new_one_lies_beside(tmp_path, capsys, monkeypatch):
    path = made(tmp_path, "4") / GRADED[1] / f"{GRADED[1]}.ipynb"
    mine = path.read_text(encoding="utf-8").replace("Write the backward pass", "Write, alone, the backward pass")
    path.write_text(mine, encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    capsys.readouterr()
    monkeypatch.setattr(assignment, "TAG", "exercise-4-1")  # another version of the series
    made(tmp_path, "04")
    said = capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == mine
    assert (path.parent / f"{path.stem}.new.ipynb").exists()
    assert "Yours is untouched" in said
    assert "Add these lines" in said
    assert assignment.MUST in said
    assert (tmp_path / "nbgrader_config.py").read_text() == "c = get_config()\n"


def test_a_number_that_is_none_is_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="no notebook 77"):
        made(tmp_path, "77")
    assert not list(tmp_path.iterdir())


def test_an_exercise_gives_no_point_before_it_is_solved():
    with pytest.raises(AssertionError, match=r"Exercise 1\.1 has no verdict yet"):
        checks.assert_solved("1.1")
    checks.exercise("2.1", "nonsense")
    with pytest.raises(AssertionError, match=r"Exercise 2\.1: "):
        checks.assert_solved("2.1")


# nbgrader's own hands.


@pytest.fixture(scope="module")
def nbgrader(tools):
    """run(course, word, …) runs nbgrader there, with the package and without a progress file's variable."""

    def run(course, *words):
        done = tools("nbgrader", *words, cwd=course, PYTHONPATH=str(ROOT / "src"))
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def submit(course, name, student, answered):
    """Hands in the released notebook, answered as in the solutions where `answered(tag)` says so."""
    right = {
        tag(cell): cell["source"] for cell in cells(handed_out.FOLDER / "solutions" / f"{name}.ipynb") if tag(cell)
    }
    notebook = json.loads((course / "release" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if tag(cell) and answered(tag(cell)):
            cell["source"] = right[tag(cell)]
        if cell["source"] and "assert_solved" in "".join(cell["source"]) and student == "forger":
            cell["source"] = ["print('a point, please')"]
    folder = course / "submitted" / student / name
    folder.mkdir(parents=True)
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder, list(right)


def forge(folder, tags):
    """A progress file that says that everything was solved."""
    day = {"tries": 1, "solved": "2026-01-01", "said": "correct.", "told": {"correct": 1}}
    lines = [{"about": "…", "version": 1}, *({"exercise": each[9:].replace("-", "."), **day} for each in tags)]
    (folder / "progress.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", GRADED)
def test_nbgrader_gives_each_submission_the_points_that_it_earns(name, nbgrader, tmp_path):
    made(tmp_path, name)
    nbgrader(tmp_path, "generate_assignment", name)
    _, tags = submit(tmp_path, name, "right", lambda tag: True)
    folder, _ = submit(tmp_path, name, "forger", lambda tag: tag == tags[1])
    forge(folder, tags)
    nbgrader(tmp_path, "autograde", name)
    nbgrader(tmp_path, "export", "--to", "grades.csv")
    head, *rows = (line.split(",") for line in (tmp_path / "grades.csv").read_text().splitlines())
    points = {row[head.index("student_id")]: row[head.index("score")] for row in rows}
    assert {row[head.index("max_score")] for row in rows} == {str(float(len(tags)))}
    assert points == {"right": str(float(len(tags))), "forger": "1.0"}
