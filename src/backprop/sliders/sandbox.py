"""The panel of notebook 12 that trains live: a network of your own design, on points of your own."""

from dataclasses import replace

import ipywidgets as widgets

from backprop.experiments import Design, LiveRun
from backprop.experiments.design import OWN
from backprop.experiments.design_as_code import in_numpy, in_torch
from backprop.experiments.points import REACH, write_points
from backprop.losses import LOSS_NAMES
from backprop.pictures import plots
from backprop.pictures.numbers import plain
from backprop.sliders import sandbox_words as words
from backprop.sliders.design_controls import DesignControls
from backprop.sliders.live_training import LiveTraining
from backprop.sliders.own_points import LABELS, OwnPoints
from backprop.sliders.parts.controls import Button, Slider, row
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.panel import Panel
from backprop.sliders.parts.programs import Programs
from backprop.sliders.sandbox_picture import SandboxPicture
from backprop.sliders.weight_by_hand import WeightByHand

FIRST = Design().text
STATE = "The state of the panel: copy it, or paste another over it", "Set the panel to this text"


def sandbox(state=FIRST):
    """The panel, at the design that a state text says; it trains while you watch, on any points.

    Menus and sliders decide the run, and a move of one begins it again from epoch 0. Train, the step buttons and the
    slider of the epoch go along it. A click on the plane adds, moves or removes a point, as do three buttons and a
    box with the points as text. One weight at a time can be changed by hand, and put back.
    Raises ValueError that names what is wrong with the text.
    """
    return Sandbox(Design.from_text(state))


class Sandbox(Panel):
    """Use `sandbox`, which says what the argument is."""

    colours = (plots.PURPLE, plots.ORANGE, plots.BLUE)

    def __init__(self, design):
        self.run, self.stated, self.coded = None, None, None
        self.controls = DesignControls(design)
        self.points = OwnPoints(lambda: self.run.design.examples(), self._take_points)
        self._make_buttons()
        self.placed_epoch = 0
        self.weight = WeightByHand()
        self.state, self.table = Form(kind="box", label=STATE[0], button=STATE[1]), widgets.HTML()
        self.state.add_class("backprop-state")
        self.code = Programs(label="Show this run as code", note=words.NOTE, names=["NumPy", "PyTorch"])
        self.drawing = SandboxPicture()
        super().__init__(self.drawing.figure, self._rows())
        self.children = [*self.children, *self._below()]
        self.state.observe(self._paste, "submitted")
        self.view.observe(self._clicked, "clicked")

    def _make_buttons(self):
        self.training = LiveTraining(self)
        self.one_step = Button("One step", lambda: self._advance(LiveRun.step))
        self.one_epoch = Button("One epoch", lambda: self._advance(LiveRun.finish_epoch))
        self.reset = Button("Start again", self._reset)
        self.back = Button("Put the weight back", lambda: self._advance(LiveRun.put_back))
        self.epoch = Slider("Epoch shown", [0], 0)

    def _rows(self):
        return [
            *self.controls.rows,
            row(self.training.button, self.one_step, self.one_epoch, self.reset),
            row(self.training.speed, self.epoch),
        ]

    def _below(self):
        """What stands under the picture: a weight by hand, points of one's own, the state, the numbers, the code."""
        rows = [row(self.weight.menu, self.weight.value, self.back), *self.points.rows]
        for control in (self.weight.menu, self.weight.value, *self.points.watched):
            self.watched.append((control, control.watched))
            control.observe(self.update, control.watched)
        return [*rows, self.points.text, self.state, self.table, self.code]

    # Following the controls

    def update(self, change=None, aloud=True):
        """As for every panel; training is not spoken."""
        super().update(change, aloud and not self.training.going)

    def frame(self):
        """That of a Panel, after the run has followed the controls; while it trains, its words say so."""
        with self.apply():
            self._follow()
        moving, sentence, alt = super().frame()
        if self.training.going:
            sentence, alt = f"So far: {sentence[0].lower()}{sentence[1:]}", f"So far: {alt}"
        return moving, sentence, alt

    def _follow(self):
        design = self.controls.design
        if self.run is None or design != self.run.design:
            self._begin(design)
        elif self.epoch.index != self.placed_epoch:
            self.training.going = False
            self.run.go_to(self.epoch.value)
        elif self.weight.moved:
            self.run.put(*self.weight.parameter, self.weight.value.value)
        self._offer()
        if not self.training.going:
            self._write()

    def _begin(self, design):
        """A new run, and the picture that it needs."""
        self.run = LiveRun(design)
        edge = 1.1 * REACH
        window = (-edge, edge, -edge, edge) if design.data == OWN else plots.window(design.examples()[0])
        title = f"Answer: {self.controls.data.value}"
        changed = self.drawing.stage(title, window, LOSS_NAMES[design.loss], design.sizes)
        if changed:
            self.canvas.settle(self.drawing.settled)
        if "curves" in changed:
            self.canvas.forget(alike=True)
        self.drawing.put_examples(self.run.parts)
        self.weight.rename(design.weight_names)

    def _offer(self):
        """What the sliders of the epoch, of the chosen weight and of the points can be set to."""
        epochs = sorted(self.run.snapshots)
        self.epoch.offer(epochs, self.run.epoch, [f"{epoch:,}" for epoch in epochs])
        self.placed_epoch = self.epoch.index
        self.weight.offer(self.run.network)
        self.points.offer(self.run.design.examples()[0])
        while self.run.epoch > self.drawing.reach or len(self.run.losses["training"]) - 1 > self.drawing.reach:
            self.drawing.stage_curves(2 * self.drawing.reach)
            self.canvas.forget(alike=True)

    def _write(self):
        """The state, the points, the numbers and the programs, where they have changed."""
        if self.stated != self.run.design:
            self.stated = self.run.design
            self.state.value = self.stated.text
            self.points.text.value = write_points(*self.stated.examples(), " ", "\n")
        self.table.value = words.table(self.run, self.run.gradients())
        coded = self.run.design, self.run.epoch, self.run.by_hand
        if self.coded != coded:
            self.coded = coded
            self.code.texts = [words.program(write, self.run) for write in (in_numpy, in_torch)]

    def draw(self):
        gradients = self.run.gradients()
        cursor = self.points.place, LABELS.index(self.points.label.value), self.points.chosen_place()
        moving = self.drawing.move(self.run, gradients, self.weight.parameter, cursor)
        said = words.sentence(self.run, gradients)
        return moving, said, words.alt(self.run, gradients, self._chosen_words(gradients))

    def _chosen_words(self, gradients):
        (x1, x2), place = self.points.chosen_place(), self.points.place
        return (
            f"{self.weight.words(self.run.network, gradients)} A ring "
            f"marks point {self.points.which.value} at ({plain(x1, 2)}, {plain(x2, 2)}), a cross the place "
            f"({plain(place[0], 1)}, {plain(place[1], 1)}) for a point of {self.points.label.value}. "
            f"A click {self.points.click.value}. Train shows {self.training.speed.texts[self.training.speed.index]}."
        )

    # Steps

    def _advance(self, what):
        """Pause, then one change of the run."""
        self.training.going = False
        with self.lock:
            what(self.run)
        self.update()

    def _reset(self):
        self.training.going = False
        with self.lock:
            self.run = None
        self.update()

    # Points and state

    def _clicked(self, change):
        place = self.drawing.place(change.new)
        if place is not None:
            self.points.clicked(place)

    def _take_points(self, text):
        self._put(replace(self.run.design, data=OWN, points=text))

    def _put(self, design):
        """Every control at once, and then one picture."""
        with self.apply():
            self.controls.put(design)
        self.update()

    def _paste(self, change=None):
        self.state.reply = ""  # so that the same answer, given twice, is spoken twice
        try:
            self._put(Design.from_text(self.state.value))
            self.state.reply = "The panel shows this state, at epoch 0."
        except ValueError as error:
            self.state.reply = f"Nothing has changed: {error}."
