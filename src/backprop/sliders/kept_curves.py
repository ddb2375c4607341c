"""Curves that stay beside the one that is shown: a button that keeps it, and two for each that is kept."""

from dataclasses import dataclass

import numpy as np

from backprop.sliders.boundary_and_loss import LETTERS
from backprop.sliders.parts.controls import Button, row

KEEP, FULL = "Keep this curve", "Four curves are kept: drop one first"


@dataclass
class Kept:
    """A curve, its name, and what leads back to its run."""

    epochs: np.ndarray
    loss: np.ndarray
    name: str
    values: object


class KeptCurves:
    """Up to four of them.

    take     () -> the Kept of what is shown now
    back     (values of a Kept) shows its run again
    changed  () is called when a curve has been kept or dropped
    """

    def __init__(self, take, back, changed):
        self.take, self.changed = take, changed
        self.keep = Button(KEEP, self._keep)
        self.slots = [Slot(letter, back, self._say) for letter in LETTERS]

    @property
    def curves(self):
        """For each slot (epochs, loss, name), or None."""
        return [
            slot.kept and (slot.kept.epochs, slot.kept.loss, f"{slot.letter}: {slot.kept.name}") for slot in self.slots
        ]

    @property
    def words(self):
        """What an alternative text says of them."""
        held = [(slot.letter, slot.kept) for slot in self.slots if slot.kept]
        return "".join(
            f" Curve {letter} lies beside it: {one.name}, ending at {one.loss[-1]:.2g}." for letter, one in held
        )

    def _keep(self):
        empty = next((slot for slot in self.slots if not slot.kept), None)
        if empty is not None:
            empty.hold(self.take())
        self._say()

    def _say(self):
        self.keep.label = FULL if all(slot.kept for slot in self.slots) else KEEP
        self.changed()


class Slot:
    """The place of one curve: two buttons, out of sight while it is empty."""

    def __init__(self, letter, back, dropped):
        self.letter = letter
        self.back = Button("", lambda: self.kept and back(self.kept.values))
        self.drop = Button(f"Drop {letter}", lambda: self._empty(dropped))
        self.row = row(self.back, self.drop)
        self.hold(None)

    def hold(self, kept):
        self.kept = kept
        self.back.label = f"Back to {self.letter}: {kept.name}" if kept else f"Back to {self.letter}"
        for each in (self.row, self.back, self.drop):
            each.layout.display = None if kept else "none"

    def _empty(self, dropped):
        self.hold(None)
        dropped()
