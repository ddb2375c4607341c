"""A hub with our settings gives every student a server, a copy of the notebooks, and panels that move."""

import re

import pytest
from refresh import ROOT

pytestmark = pytest.mark.slow


def test_two_students_at_once_run_notebook_07_and_move_its_slider(tools):
    words = [ROOT / "classroom" / "load.py", "--students", "2", "--moves", "5"]
    done = tools("python", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 of 2 students reached the end without a failure." in done.stdout
    assert "95 % of 10 in place of the largest" in done.stdout
    assert 50 < float(re.search(r"memory after it, MB \| (\d+)", done.stdout)[1]) < 1000  # the limit is 1 GB


def test_a_slider_that_is_not_there_is_a_failure(tools):
    words = [ROOT / "classroom" / "load.py", "--students", "1", "--moves", "1", "--notebook"]
    done = tools("python", *words, "00_why_one_line_fails.ipynb", "--slider", "none of these")
    assert done.returncode == 1
    assert "no slider 'none of these' is on the page" in done.stdout
