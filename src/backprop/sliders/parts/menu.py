"""A menu, and what the menus of several panels offer."""

import traitlets

from backprop.losses import LOSS_NAMES
from backprop.sliders.parts.controls import Control, place

LOSS_KEYS = {name: key for key, name in LOSS_NAMES.items()}  # what a menu of losses offers: in words -> its key


class Menu(Control):
    """One of a list of texts, with a label that a screen reader reads.

    label    what is chosen
    options  the texts, in order
    value    the one to start with; read, assign and watch it
    name     what a caller calls the value, for an error; by default the label

    Raises ValueError for a value that is none of the options, TraitError where it is assigned.
    """

    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, label, options, value, name=None):
        options = list(options)
        place(name or label, value, options)
        super().__init__(kind="menu", label=label, options=options, value=value)

    @traitlets.validate("value")
    def _among(self, proposal):
        if self.options and proposal.value not in self.options:
            raise traitlets.TraitError(f"{proposal.value!r} is none of {', '.join(self.options)}")
        return proposal.value
