"""Notebooks run from top to bottom by Python for a browser, in Node."""

import json

import handed_out


def cells(path):
    """[(id, source)] of a notebook's code cells."""
    return [(cell["id"], "".join(cell["source"])) for cell in read(path) if cell["cell_type"] == "code"]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def report(paths, site, node, folder, *still):
    """What each notebook did, by its place: how many cells are done, what went wrong, moves of controls, verdicts.

    still  "still" where no control is to be moved
    """
    listed = folder / "cells.json"
    listed.write_text(json.dumps({handed_out.place(path): cells(path) for path in paths}))
    return node("run_notebooks.mjs", site, listed, *still)


def ran_well(found, path):
    """Assert that a notebook came to its end without an error or a warning."""
    assert found["trouble"] == []
    assert found["done"] == len(cells(path))
