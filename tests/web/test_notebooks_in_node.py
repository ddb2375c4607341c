"""Every notebook, its exercises solved, runs in Python for a browser as in a kernel; no browser is needed for this."""

import json

import handed_out
import pytest

SOLUTIONS = [path for path in handed_out.notebooks() if path.parent != handed_out.FOLDER]
pytestmark = pytest.mark.slow


def cells(path):
    """[(id, source)] of a notebook's code cells."""
    return [(cell["id"], "".join(cell["source"])) for cell in read(path) if cell["cell_type"] == "code"]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def tag(cell):
    return next((tag for tag in cell["metadata"].get("tags", []) if tag.startswith("exercise-")), None)


@pytest.fixture(scope="module")
def report(site, node, tmp_path_factory):
    listed = tmp_path_factory.mktemp("node") / "cells.json"
    listed.write_text(json.dumps({handed_out.place(path): cells(path) for path in handed_out.notebooks()}))
    return node("run_notebooks.mjs", site, listed)


@pytest.mark.parametrize("path", handed_out.notebooks(), ids=handed_out.place)
def test_it_runs_without_an_error_or_a_warning_and_every_control_moves(report, path):
    found = report[handed_out.place(path)]
    assert found["trouble"] == []
    assert found["done"] == len(cells(path))
    assert found["moves"] > 0 or "sliders." not in str(cells(path))


@pytest.mark.parametrize("path", SOLUTIONS, ids=handed_out.place)
def test_its_exercises_are_judged_to_be_solved(report, path):
    verdicts = [json.loads(line) for line in report[handed_out.place(path)]["progress"].splitlines()]
    exercises = {tag(cell).removeprefix("exercise-").replace("-", ".") for cell in read(path) if tag(cell)}
    assert exercises
    assert {verdict["exercise"] for verdict in verdicts if verdict.get("solved")} >= exercises
