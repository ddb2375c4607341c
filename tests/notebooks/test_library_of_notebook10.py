"""What notebook 10 asks of PyTorch, run with PyTorch and without it; its stored output is that of a place without."""

import contextlib
import io
import sys

import numpy as np
import pytest
import refresh

NOTEBOOK = refresh.FOLDER / "10_from_yours_to_autograd.ipynb"
TAG = "nbval-ignore-output"


@pytest.fixture(scope="module")
def cells():
    """The cells that the comparison needs: the set-up, the function, the comparison itself."""
    code = [cell for cell in refresh.read(NOTEBOOK).cells if cell.cell_type == "code"]
    asks = [cell for cell in code if TAG in cell.metadata.get("tags", [])]
    assert len(asks) == 1
    return [code[0], next(cell for cell in code if "def with_pytorch" in cell.source), *asks]


def run(cells):
    """(what the last cell prints, the names that the cells leave behind)."""
    names = {}
    exec(cells[0].source, names)
    names["by_lines"] = names["nn"].gradients(names["X"], names["y"])
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for cell in cells[1:]:
            exec(cell.source, names)
    return out.getvalue(), names


def test_with_pytorch_all_17_agree(cells, absent):
    try:
        import torch  # noqa: F401
    except ImportError:
        absent("REQUIRE_TORCH", "PyTorch is not installed, so notebook 10 is not held against it")
    said, names = run(cells)
    assert said == "PyTorch: all 17 equal the four lines to 12 digits: True\n"
    assert sum(array.size for array in names["found"].values()) == 17
    for name, array in names["by_lines"].items():
        np.testing.assert_allclose(names["found"][name], array, rtol=1e-12, atol=1e-16)


def test_without_it_the_cell_says_so_and_that_is_what_is_stored(cells, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)  # import torch now raises ImportError
    said, names = run(cells)
    assert said.startswith("PyTorch is not installed here")
    assert names["by_library"](names["nn"], names["X"], names["y"]) == (None, {})
    assert "".join(output.get("text", "") for output in cells[-1].outputs) == said
