"""What every panel's test does: move each control to both ends, and hold the quick redraw to the full one."""

import ipywidgets as widgets
import numpy as np

from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.menu import Menu


def controls(widget):
    """Every control of a panel that has a value, out of the boxes it stands in."""
    found = []
    for child in widget.children:
        if isinstance(child, widgets.Box):
            found += controls(child)
        elif not hasattr(child, "png"):
            found.append(child)
    return found


def ends(control):
    """The values of a control at its ends: (name of the trait, [value, …])."""
    if isinstance(control, Slider):
        return "index", [0, len(control.texts) - 1]
    if isinstance(control, Menu):
        return "value", list(control.options)
    if isinstance(control, widgets.ToggleButton | widgets.Checkbox):
        return "value", [not control.value, control.value]
    if isinstance(control, widgets.Dropdown | widgets.ToggleButtons | widgets.RadioButtons):
        return "value", [choice[1] if isinstance(choice, tuple) else choice for choice in control.options]
    if isinstance(control, widgets.BoundedIntText | widgets.BoundedFloatText):
        return "value", [control.min, control.max]
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


def assert_blit_equals_full_draw(panel):
    """The picture on the page and one that matplotlib draws whole agree in every pixel."""
    moving, *_ = panel.frame()
    panel.canvas.redraw(moving)
    quick = np.asarray(panel.canvas.agg.buffer_rgba()).copy()
    panel.canvas.draw()
    whole = np.asarray(panel.canvas.agg.buffer_rgba()).copy()
    different = np.argwhere((quick != whole).any(axis=2))
    assert not len(different), f"{len(different)} pixels differ, the first at {different[0]}"
