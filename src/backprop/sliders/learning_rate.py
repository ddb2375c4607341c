"""The panel of notebook 07: learning rate and hidden size, the loss curve and the decision boundary."""

import asyncio

import numpy as np

from backprop import datasets
from backprop.pictures import plots
from backprop.pictures.numbers import signed
from backprop.sliders.boundary_and_loss import STYLES, BoundaryAndLoss, leaving
from backprop.sliders.kept_curves import Kept, KeptCurves
from backprop.sliders.parts.controls import Button, Number, Slider, Tick, place, row
from backprop.sliders.parts.menu import LOSS_KEYS, Menu
from backprop.sliders.parts.training_panel import TrainingPanel
from backprop.sliders.trained_grid import RATES, SIZES, Grid

PLAY_INTERVAL = 0.15  # seconds between two pictures while playing
SEEDS = range(10_000)
EDGES = ("#C6A2C2", "#7FBCAC", "#EAAE7F", "#7FB8D8")  # of kept curves, where they mix with the paper


def learning_rate(dataset="XOR", rate=0.5, hidden_size=4, loss="cross-entropy", seed=65):
    """The panel, at these values; every position of its sliders trains while the page stays alive.

    dataset      a key of `datasets.PLANAR`
    rate         one of 0.01, 0.02, 0.05, 0.1 … 100
    hidden_size  1 to 16
    loss         "cross-entropy" or "mean squared error"
    seed         of the starting weights, 0 to 9,999
    Raises ValueError that names a value which the panel does not have.
    """
    return LearningRate(dataset, rate, hidden_size, loss, seed)


class LearningRate(TrainingPanel):
    """Use `learning_rate`, which says what the arguments are."""

    colours = (*plots.BAND_COLOURS, *(colour for colour, _ in STYLES), *EDGES)
    trained = "Every position is trained, so a move only looks up its run."

    def __init__(self, dataset, rate, hidden_size, loss, seed):
        self.dataset = Menu("Data", datasets.PLANAR, dataset, "dataset")
        self.loss = Menu("Loss", LOSS_KEYS, loss, "loss")
        place("seed", seed, SEEDS)
        self.seed = Number("Seed", SEEDS, seed)
        self.rate = Slider("Learning rate", RATES, rate, name="rate")
        self.size = Slider("Hidden size", SIZES, hidden_size, name="hidden_size")
        self.kept, self.lines = KeptCurves(self._taken, self._set, self.update), Tick("Lines of the hidden units")
        self.play = Button("Play", self._play_or_pause)
        self.step, self.reset = Button("Step", self._step), Button("Reset", self._reset)
        self.epoch = Slider("Epoch", [0], 0)
        self.drawing, self.playing = BoundaryAndLoss(), False
        self._new_grid()
        self.grid.train_alone(self.rate.index, self.size.index)
        super().__init__(self.drawing.figure, self._rows())
        self.view.observe(self._arrange, "narrow")

    def _rows(self):
        return [
            row(*self._menus()),
            self.rate,
            self.size,
            self.epoch,
            row(self.play, self.step, self.reset, self.kept.keep, self.lines),
            *(slot.row for slot in self.kept.slots),
        ]

    def _menus(self):
        return self.dataset, self.loss, self.seed

    # Drawing

    def _arrange(self, change):
        """Two plots one above the other on a narrow page, side by side on a wide one."""
        with self.lock:
            self.drawing.arrange(self.view.narrow)
            self.canvas.forget()
            self.update(aloud=False)

    def draw(self):
        if self.grid.setting != self.setting():
            self._new_grid()
            self.canvas.forget()
        self.train_beside()
        look = self.look()
        now = look.epochs, look.loss, self._short()
        moving = self.drawing.move(look.network, now, look.record, self.kept.curves, self.lines.value)
        return moving, self._sentence(look), self._alt(look)

    def setting(self):
        """What the grid is made from: the arguments of Grid."""
        return self.dataset.value, self.loss.value, self.seed.value, "sigmoid", "normal"

    def look(self):
        """The network that the controls name, at the epoch they name."""
        return self.grid.look(self.rate.index, self.size.index, self.epoch.index)

    def _name(self):
        units = "unit" if self.size.value == 1 else "units"
        return f"rate {self.rate.value}, {self.size.value} hidden {units}"

    def _short(self):
        """The name of a run as there is room for under its plot."""
        return f"rate {self.rate.value}, {self.size.value} hidden"

    def _sentence(self, look):
        right, n_examples = look.right(self.grid.X, self.grid.y), self.grid.y.size
        rises = {0: "in no epoch", 1: "in one epoch"}.get(look.rises, f"in {look.rises:,} epochs")
        return (
            f"{self.dataset.value}, {self._name()}, after {look.epoch:,} epochs: {self.loss.value} "
            f"{look.loss[look.record]:.2g}; {right} of {n_examples} points on the right side. "
            f"The loss rose {rises}. {leaving(look.epochs, look.loss)}{self._listens(look)}"
        )

    def _listens(self, look):
        weights = look.network.W2[0]
        most = int(np.abs(weights).argmax())
        if len(weights) == 1:
            return f"The output's weight for its one hidden unit is {signed(weights[0], 1)}."
        return f"The output's largest weight, {signed(weights[most], 1)}, is the one for hidden unit {most + 1}."

    def _alt(self, look):
        weights = ", ".join(f"{at}: {signed(weight, 1)}" for at, weight in enumerate(look.network.W2[0], 1))
        ends = f"from {look.loss[0]:.2g} at the start to {look.loss[-1]:.2g} at epoch {look.epochs[-1]:,}"
        first, second = ("Above", "Under it") if self.view.narrow else ("Left", "Right")
        return (
            f"{first}: the decision boundary over the {self.grid.y.size} points of {self.dataset.value}, "
            f"{look.right(self.grid.X, self.grid.y)} on the right side. "
            f"{second}: the {self.loss.value} on a log axis, {ends}.{self.kept.words} "
            f"Below: a tile of the plane for each hidden unit, shaded by its answer, with the weight of the output for "
            f"it: {weights}."
        )

    # Training

    def _new_grid(self):
        """What a new data set, loss or seed needs: its grid, its axes, its epochs."""
        self.grid = Grid(*self.setting())
        epochs = self.grid.sweep.snapshot_epochs.tolist()
        self.epoch.offer(epochs, epochs[-1], [f"{epoch:,}" for epoch in epochs])
        self.drawing.stage(self.dataset.value, self.grid.X, self.grid.y, self.loss.value, epochs[-1])

    def work(self):
        """Every position of the sliders, first the one where they stand."""
        while self.grid.done < 1:
            self.grid.advance(self.rate.index, self.size.index)
            yield

    def ready(self):
        return self.grid.trained(self.rate.index, self.size.index)

    def progress(self):
        return f"Training every position of the sliders: {self.grid.done:.0%}"

    # Buttons

    def _step(self):
        self.epoch.index = min(self.epoch.index + 1, len(self.epoch.options) - 1)

    def _reset(self):
        self.playing = False
        self.epoch.index = 0

    def _play_or_pause(self):
        self.playing = not self.playing
        if self.playing and not self.start(self._play()):
            self.playing = False

    async def _play(self):
        """Along the epochs from where the slider stands, or from the start if it stands at the end."""
        last = len(self.epoch.options) - 1
        self.play.label = "Pause"
        self.epoch.index %= last
        while self.playing and self.epoch.index < last:
            await asyncio.sleep(PLAY_INTERVAL)
            if self.playing:
                self._step()
        self.playing = False
        self.play.label = "Play"

    # Kept curves

    def _taken(self):
        look = self.look()
        return Kept(look.epochs, look.loss, self._full_name(), self._values())

    def _full_name(self):
        loss = ", MSE" if LOSS_KEYS[self.loss.value] == "mse" else ""
        return f"{self.dataset.value}, {self._short()}, seed {self.seed.value}{loss}"

    def _chosen(self):
        """The controls that say which run is shown, those of the setting first: the epochs hang on them."""
        return [self.dataset, self.loss, self.seed, self.rate, self.size]

    def _values(self):
        return [control.value for control in self._chosen()], self.epoch.value

    def _set(self, values):
        """Every control at once, and then one picture. `values` as `_values` gives them."""
        with self.apply():
            for control, value in zip(self._chosen(), values[0], strict=True):
                control.value = value
            if self.grid.setting != self.setting():
                self._new_grid()
                self.canvas.forget()
            self.epoch.value = values[1]
        self.update()
