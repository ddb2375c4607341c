"""A cell that is run again replaces its panel."""

import asyncio
import gc
import weakref

import ipywidgets as widgets
import pytest

from backprop import sliders
from backprop.pictures.picture import Canvas
from backprop.sliders.parts import cells


@pytest.fixture
def run(monkeypatch):
    """run(cell, request) -> a panel, as if a page had sent that request to run that cell."""
    monkeypatch.setattr(cells, "PANELS", {})

    def made(cell, request):
        monkeypatch.setattr(cells, "_running", lambda: (cell, request))
        return sliders.half_plane()

    return made


def everything(box):
    """Each widget that stands in a box, and in the boxes there."""
    for child in box.children:
        yield child
        yield from everything(child) if isinstance(child, widgets.Box) else ()


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


@pytest.mark.parametrize("build", [sliders.half_plane, sliders.playground], ids=["half_plane", "playground"])
def test_no_control_of_a_panel_that_is_replaced_stays_in_memory(monkeypatch, build):
    """anywidget keeps every widget whose stylesheet or script is given as a path: 0.4 MB a run were left."""
    monkeypatch.setattr(cells, "PANELS", {})
    monkeypatch.setattr(cells, "_running", lambda: ("a", "0"))
    kept = build()
    parts = [weakref.ref(part) for part in everything(kept)]
    assert len(parts) > 5
    monkeypatch.setattr(cells, "_running", lambda: ("a", "1"))
    build()
    gc.collect()
    assert kept.comm is None
    assert [part() for part in parts] == [None] * len(parts)


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


def test_a_panel_that_a_cell_has_replaced_gives_up_its_figure_and_ends_its_training(monkeypatch):
    """Though a notebook keeps it, in `Out`: 12 MB a run were left of each, and a training that nobody saw."""

    async def runs():
        kept = []
        for number in range(3):
            monkeypatch.setattr(cells, "_running", lambda request=number: ("a", request))
            kept.append(sliders.learning_rate())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gc.collect()
        return kept, [figure() for figure in figures], len(asyncio.all_tasks())

    figures = []
    made = Canvas.__init__
    monkeypatch.setattr(cells, "PANELS", {})
    monkeypatch.setattr(
        Canvas, "__init__", lambda self, figure: figures.append(weakref.ref(figure)) or made(self, figure)
    )
    kept, left, tasks = asyncio.run(runs())
    assert [figure is not None for figure in left] == [False, False, True]
    assert tasks == 2  # this test, and the training of the last panel
    assert repr(kept[0]) == kept[0].caption
    assert kept[0].error is None
