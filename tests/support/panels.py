"""What every panel's test does: move each control to both ends, and hold the quick redraw to the full one."""

import ipywidgets as widgets
import numpy as np

from backprop.sliders.parts.controls import Button, Number, Slider, Tick, Toggle
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.programs import Programs


def controls(widget):
    """Every control of a panel, out of the boxes it stands in; a table of its numbers is none."""
    found = []
    for child in widget.children:
        if isinstance(child, widgets.Box):
            found += controls(child)
        elif not hasattr(child, "png") and not isinstance(child, widgets.HTML):
            found.append(child)
    return found


def name(control):
    """What a screen reader calls a control."""
    return control.label


def ends(control):
    """The values of a control at its ends: (name of the trait, [value, …]); nothing for what has none."""
    if isinstance(control, Slider):
        return "index", sorted({0, len(control.texts) - 1})
    if isinstance(control, Menu):
        return "value", list(control.options)
    if isinstance(control, Tick | Toggle):
        return "value", [not control.value, control.value]
    if isinstance(control, Number):
        return "value", [control.min, control.max]
    assert isinstance(control, Button | Form | Programs), f"{control} has ends that no test knows"
    return None, []


def every_move(panel):
    """Move every control to each of its ends, then back; yields (control, value) after each move.

    Raises what the panel caught, so that a test goes red.
    """
    for control in controls(panel):
        trait, values = ends(control)
        before = getattr(control, trait) if trait else None
        for value in values:
            setattr(control, trait, value)
            raise_error(panel)
            yield control, value
        if trait:
            setattr(control, trait, before)
            raise_error(panel)


def raise_error(panel):
    if panel.error is not None:
        raise panel.error


def shown(panel):
    """All that a reader gets: the picture, the sentence, the alternative text, and a table where there is one."""
    tables = [child.value for child in panel.children if isinstance(child, widgets.HTML)]
    return panel.view.png, panel.view.sentence, panel.view.alt, *tables


def different_pixels(panel):
    """How many pixels of the picture on the page are not those of one that matplotlib draws whole."""
    moving, *_ = panel.frame()
    panel.canvas.redraw(moving)
    quick = np.asarray(panel.canvas.agg.buffer_rgba()).copy()
    panel.canvas.draw()
    return int((quick != np.asarray(panel.canvas.agg.buffer_rgba())).any(axis=2).sum())
