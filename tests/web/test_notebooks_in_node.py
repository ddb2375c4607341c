"""Every notebook, as it is handed out, runs in Python for a browser as in a kernel; no browser is needed for this."""

import json

import handed_out
import in_node
import pytest

NOTEBOOKS = [path for path in handed_out.notebooks() if path.parent == handed_out.FOLDER]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(site, node, tmp_path_factory):
    return in_node.report(NOTEBOOKS, site, node, tmp_path_factory.mktemp("node"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=handed_out.place)
def test_it_runs_without_an_error_or_a_warning_and_every_control_moves(report, path):
    found = report[handed_out.place(path)]
    in_node.ran_well(found, path)
    assert found["moves"] > 0 or "sliders." not in str(in_node.cells(path))


def test_a_file_written_twice_within_one_tick_of_the_clock_is_sent_twice(site, node, tmp_path):
    write = "import os; open('progress.jsonl', 'a').write('{}\\n'); os.utime('progress.jsonl', (1, 1))"
    (tmp_path / "cells.json").write_text(json.dumps({"twice": [["first", write], ["second", write]]}))
    assert node("run_notebooks.mjs", site, tmp_path / "cells.json")["twice"]["progress"] == "{}\n{}\n"
