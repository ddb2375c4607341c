"""A cell that is run again replaces its panel: the one before it is closed, here and on the page."""

from IPython import get_ipython

PANELS = {}  # id of a cell: (the request that ran it, [panels that it made])


def replace_in_cell(panel):
    """Close what an earlier run of the running cell made; outside a cell that a page sent, nothing happens."""
    cell, request = _running()
    if cell is None:
        return
    before, panels = PANELS.get(cell, (None, []))
    if before != request:
        for each in panels:
            close(each)
        panels = []
    PANELS[cell] = request, [*panels, panel]


def close(widget):
    """Close a widget with all that stands in it, layouts and styles too."""
    for child in getattr(widget, "children", ()):
        close(child)
    for part in ("layout", "style"):
        if getattr(widget, part, None) is not None:
            getattr(widget, part).close()
    widget.close()


def _running():
    """(id of the cell that runs, id of the request that runs it), or (None, None)."""
    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    return (parent.get("metadata") or {}).get("cellId"), (parent.get("header") or {}).get("msg_id")
