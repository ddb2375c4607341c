"""Every notebook with its exercises solved runs in Python for a browser, and each is judged to be solved there.

Its panels are those of the notebook as it is handed out, which test_notebooks_in_node.py moves.
"""

import json

import handed_out
import in_node
import pytest

SOLUTIONS = [path for path in handed_out.notebooks() if path.parent != handed_out.FOLDER]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(site, node, tmp_path_factory):
    return in_node.report(SOLUTIONS, site, node, tmp_path_factory.mktemp("node"), "still")


def tag(cell):
    return next((tag for tag in cell["metadata"].get("tags", []) if tag.startswith("exercise-")), None)


@pytest.mark.parametrize("path", SOLUTIONS, ids=handed_out.place)
def test_it_runs_without_an_error_or_a_warning(report, path):
    in_node.ran_well(report[handed_out.place(path)], path)


@pytest.mark.parametrize("path", SOLUTIONS, ids=handed_out.place)
def test_its_exercises_are_judged_to_be_solved(report, path):
    verdicts = [json.loads(line) for line in report[handed_out.place(path)]["progress"].splitlines()]
    exercises = {tag(cell).removeprefix("exercise-").replace("-", ".") for cell in in_node.read(path) if tag(cell)}
    assert exercises
    assert {verdict["exercise"] for verdict in verdicts if verdict.get("solved")} >= exercises
