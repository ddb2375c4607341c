"""A cell that is run again replaces its panel."""

import ipywidgets as widgets
import pytest

from backprop import sliders
from backprop.sliders.parts import cells


@pytest.fixture
def run(monkeypatch):
    """run(cell, request) -> a panel, as if a page had sent that request to run that cell."""
    monkeypatch.setattr(cells, "PANELS", {})

    def made(cell, request):
        monkeypatch.setattr(cells, "_running", lambda: (cell, request))
        return sliders.half_plane()

    return made


def alive():
    return len(widgets.widgets.widget._instances)


@pytest.mark.parametrize("runs", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_many_runs_of_a_cell_leave_one_panel(run, runs):
    before = alive()
    run("a", "0")
    each = alive() - before
    assert each > 5
    for number in range(1, runs):
        run("a", str(number))
    assert alive() - before == each


def test_two_panels_of_one_run_and_the_panels_of_other_cells_stay(run):
    first, second, other = run("a", "1"), run("a", "1"), run("b", "2")
    assert None not in (first.comm, second.comm, other.comm)
    third = run("a", "3")
    assert first.comm is None
    assert second.comm is None
    assert None not in (other.comm, third.comm)


def test_outside_a_page_nothing_is_closed():
    first = sliders.half_plane()
    sliders.half_plane()
    assert first.comm is not None
    assert cells._running() == (None, None)
