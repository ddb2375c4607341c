"""The controls that add, move and remove points of one's own: by a click, by keys, or as text."""

import numpy as np

from backprop.experiments.points import REACH, read_points, write_points
from backprop.sliders.parts.controls import Button, Slider, row
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.menu import Menu

ADDS, MOVES, REMOVES = "adds a point", "moves the chosen point", "removes the nearest point"
PLACES = [number / 10 for number in range(-10 * REACH, 10 * REACH + 1)]
LABELS = "class 0", "class 1"


class OwnPoints:
    """The controls. They change nothing themselves: `changed(text)` is called with the points as they should be.

    shown    () -> X, y that are shown now
    changed  (text) takes these points; what ValueError it raises is said under the box
    """

    def __init__(self, shown, changed):
        self.shown, self.changed = shown, changed
        self.click, self.label = (
            Menu("A click on the plane", [ADDS, MOVES, REMOVES], ADDS),
            Menu("Class of a new point", LABELS, LABELS[1]),
        )
        self.first, self.second = (Slider(f"Place, {name}", PLACES, 0.5) for name in ("x1", "x2"))
        self.which = Slider("Chosen point", [1], 1)
        self.add = Button("Add a point at this place", lambda: self._edit(ADDS, self.place))
        self.move = Button("Move the chosen point there", lambda: self._edit(MOVES, self.place))
        self.remove = Button("Remove the chosen point", lambda: self._edit(REMOVES, self.chosen_place()))
        label = "The points, one on each line: x1 x2 class. Copy them, change them, or paste others"
        self.text = Form(kind="box", label=label, button="Take these points")
        self.text.observe(lambda change: self._take(self.text.value), "submitted")
        self.watched = [self.click, self.label, self.first, self.second, self.which]
        self.rows = [
            row(self.click, self.label),
            row(self.first, self.second),
            row(self.which),
            row(self.add, self.move, self.remove),
        ]

    @property
    def place(self):
        return self.first.value, self.second.value

    def offer(self, X):
        """As many chosen points as there are points."""
        n_points = X.shape[1]
        if len(self.which.options) != n_points:
            numbers = range(1, n_points + 1)
            self.which.offer(numbers, min(self.which.value, n_points), [f"{n} of {n_points}" for n in numbers])

    def chosen_place(self):
        """(x1, x2) of the chosen point."""
        return self.shown()[0][:, self.which.index]

    def clicked(self, place):
        """What a click at this place does."""
        self._edit(self.click.value, place)

    def _edit(self, what, place):
        X, y = (array.copy() for array in self.shown())
        place = np.clip(place, -REACH, REACH)
        if what == ADDS:
            X, y = np.c_[X, place], np.c_[y, float(self.label.value == LABELS[1])]
        elif what == MOVES:
            X[:, self.which.index] = place
        else:
            nearest = int(np.argmin(np.hypot(*(X - np.reshape(place, (2, 1))))))
            X, y = np.delete(X, nearest, axis=1), np.delete(y, nearest, axis=1)
        self._take(write_points(X.clip(-REACH, REACH), y))

    def _take(self, text):
        self.text.reply = ""  # so that the same answer, given twice, is spoken twice
        try:
            X, y = read_points(text)
            self.changed(write_points(X, y))
            self.text.reply = f"{y.size} points; the run starts again."
        except ValueError as error:
            self.text.reply = f"Nothing has changed: {error}."
