"""Every notebook with exercises, unsolved, solved, and with every answer wrong: it runs, and the judge says so.

What the judge says of a stub and of a solution is read from the stored outputs: nbval runs each notebook once and holds
them to be those of the run, so the cell of an exercise may not be left out of that. A wrong answer is made from the
solution: whatever its functions return, and whatever it chooses, comes out wrong.
"""

import ast
from types import SimpleNamespace

import pytest
import refresh
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from nbval.plugin import find_comment_markers

LESSONS = sorted(refresh.FOLDER.glob("*.ipynb"))
MAKE_WRONG = """
import numpy as np

def _wrong(value):
    if isinstance(value, dict):
        return {key: _wrong(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_wrong(item) for item in value)
    if isinstance(value, (bool, np.bool_)):
        return not value
    if isinstance(value, (int, float, np.number, np.ndarray)):
        return 0.3 - 1.7 * np.asarray(value, float)
    return value if value is None or callable(value) else "wrong"
"""


def name(path):
    return path.stem


def exercises(notebook):
    """{"exercise-4-1": cell, …} of a notebook."""
    tags = [(tag, cell) for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    return {tag: cell for tag, cell in tags if tag.startswith("exercise-")}


def solutions(path):
    return path.parent / "solutions" / path.name


def run(notebook, path):
    """The notebook, run in its own folder. Raises if a cell does."""
    settings = {"metadata": {"path": path.parent}}
    NotebookClient(notebook, kernel_name="python3", timeout=None, resources=settings).execute()
    return notebook


def printed(cell):
    """What a cell says as plain text: what it prints, and what it shows."""
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


class Wrong(ast.NodeTransformer):
    """Makes a solution wrong: what its functions return, and what it hands to the judge."""

    def visit_Return(self, node):
        return ast.copy_location(ast.Return(self._wrong(node.value)), node) if node.value else node

    def visit_Call(self, node):
        if ast.unparse(node.func) == "checks.exercise":
            node.args[1:] = map(self._wrong, node.args[1:])
        return node

    def _wrong(self, value):
        return ast.Call(ast.Name("_wrong", ast.Load()), [value], [])


def wrong(source):
    """A solution's cell, made wrong."""
    return ast.unparse(ast.fix_missing_locations(Wrong().visit(ast.parse(source))))


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_each_exercise_has_its_solution(path):
    asked = exercises(refresh.read(path))
    if not asked and not solutions(path).exists():
        return
    answered = exercises(refresh.read(solutions(path)))
    assert list(asked) == list(answered)
    for tag in asked:
        call = f'checks.exercise("{tag.removeprefix("exercise-").replace("-", ".")}", '
        assert call in asked[tag].source
        assert call in answered[tag].source


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_each_stub_is_not_yet_and_each_solution_is_correct(path):
    for place, verdict in ((path, ": not yet."), (solutions(path), ": correct.")):
        for tag, cell in exercises(refresh.read(place)).items() if place.exists() else ():
            assert verdict in printed(cell), (place.parent.name, tag, printed(cell))


@pytest.mark.parametrize("path", refresh.notebooks(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_exercise_is_left_out_of_the_comparison(path):
    for tag, cell in exercises(refresh.read(path)).items():
        assert cell.metadata.tags == [tag]
        assert not list(find_comment_markers(cell.source))


@pytest.mark.slow
@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_notebook_of_wrong_answers_runs_to_its_end(path):
    notebook, added = refresh.read(path), {}
    stubs = exercises(notebook)
    if not stubs:
        return
    answered = exercises(refresh.read(solutions(path)))
    for tag, cell in stubs.items():
        added[tag] = new_code_cell(wrong(answered[tag].source))
        notebook.cells.insert(notebook.cells.index(cell) + 1, added[tag])
    notebook.cells.insert(0, new_code_cell(MAKE_WRONG))
    run(notebook, path)
    for tag in stubs:
        assert "Exercise " in printed(added[tag]), (tag, printed(added[tag]))
        assert "correct." not in printed(added[tag]), (tag, printed(added[tag]))


def test_a_wrong_answer_is_wrong():
    source = 'def f(x):\n    y = x\n    return y, {"a": x > 0}\n\nchecks.exercise("1.1", {"a": 8, "b": "slow", "c": f})'
    given = {}
    exec(MAKE_WRONG + wrong(source), {"checks": SimpleNamespace(exercise=given.__setitem__)})
    answer = given["1.1"]
    assert answer["c"](1.0) == (-1.4, {"a": False})
    assert answer["a"] == pytest.approx(-13.3)
    assert answer["b"] == "wrong"
