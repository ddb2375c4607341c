"""The panel of notebook 12: everything that decides a run, and its state as a text to share and paste back."""

from backprop.activations import HIDDEN
from backprop.experiments.experiment import Experiment
from backprop.experiments.state_text import written
from backprop.losses import LOSS_NAMES
from backprop.sliders.learning_rate import SEEDS, LearningRate
from backprop.sliders.parts.controls import row
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.menu import LOSS_KEYS, Menu
from backprop.sliders.trained_grid import RATES, SIZES, Grid
from backprop.starts import STARTS

FIRST = Experiment().text


def playground(state=FIRST):
    """The panel, at the state that a text says.

    Raises ValueError that names what is wrong with the text, or which setting is no position of the panel.
    """
    return Playground(Experiment.from_text(state))


class Playground(LearningRate):
    """Use `playground`, which says what the argument is."""

    def __init__(self, experiment):
        _stops(experiment)
        self.activation = Menu("Activation", HIDDEN, experiment.activation)
        self.begin = Menu("Start", STARTS, experiment.start)
        label, button = "The state of the panel: copy it, or paste another over it", "Set the panel to this text"
        self.state = Form(kind="box", label=label, button=button)
        self.state.add_class("backprop-state")
        self.stated = None  # the text that was put there last: a bad one, pasted over it, stays to be mended
        self.applying = False
        loss = LOSS_NAMES[experiment.loss]
        super().__init__(experiment.data, experiment.rate, experiment.hidden, loss, experiment.seed)
        self.children = [*self.children, self.state]
        self.state.observe(self._paste, "submitted")
        self._apply(experiment)
        self.still = self.canvas.encode(effort=9), self.view.alt, self.view.sentence

    def _rows(self):
        _, *others = super()._rows()
        return [row(self.dataset, self.activation, self.loss, self.begin, self.seed), *others]

    def setting(self):
        """What the grid is made from: the arguments of Grid."""
        return self.dataset.value, self.loss.value, self.seed.value, self.activation.value, self.begin.value

    @property
    def experiment(self):
        """What the controls say, as an Experiment."""
        return Experiment(
            data=self.dataset.value,
            rate=self.rate.value,
            hidden=self.size.value,
            activation=self.activation.value,
            loss=LOSS_KEYS[self.loss.value],
            start=self.begin.value,
            seed=self.seed.value,
            epochs=self.epoch.value,
        )

    def update(self, change=None, aloud=True):
        """As for every panel; while a pasted state is being set, nothing is drawn. A move takes an old answer away."""
        if not self.applying:
            if change:
                self.state.reply = ""
            super().update(change, aloud)

    def draw(self):
        drawn = super().draw()
        if self.stated != self.experiment.text:
            self.stated = self.state.value = self.experiment.text
        return drawn

    def _name(self):
        units = f"{self.size.value} {self.activation.value} unit{'s' * (self.size.value > 1)}"
        return f"rate {self.rate.value}, {units}, start {self.begin.value}"

    def _sentence(self, look):
        overflowed = " Soon after, its numbers grow beyond what a float can hold." if look.overflowed else ""
        return super()._sentence(look) + overflowed

    def _paste(self, change=None):
        self.state.reply = ""  # so that the same answer, given twice, is spoken twice
        try:
            experiment = Experiment.from_text(self.state.value)
            _stops(experiment)
        except ValueError as error:
            reply = f"Nothing has changed: {error}"
            self.state.reply = reply if reply.endswith("?") else f"{reply}."
            return
        self._apply(experiment)
        self.state.reply = "The panel shows this state."

    def _apply(self, experiment):
        """Every control at once, and then one picture."""
        with self.lock:
            self.applying = True
            try:
                self._move(experiment)
            finally:
                self.applying = False
            self.update()

    def _move(self, experiment):
        self.dataset.value, self.activation.value = experiment.data, experiment.activation
        self.loss.value, self.begin.value = LOSS_NAMES[experiment.loss], experiment.start
        self.seed.value, self.rate.value, self.size.value = experiment.seed, experiment.rate, experiment.hidden
        if self.grid.setting != self.setting():
            self._new_grid()
            self.canvas.forget()
        self.epoch.value = experiment.epochs


def _stops(experiment):
    """Raises ValueError if a setting of the experiment is no position of the panel."""
    grid = Grid(experiment.data, LOSS_NAMES[experiment.loss], experiment.seed)
    stops = {"rate": RATES, "hidden": SIZES, "seed": SEEDS, "epochs": grid.sweep.snapshot_epochs.tolist()}
    for name, values in stops.items():
        found = getattr(experiment, name)
        if found not in values:
            near = min(values, key=lambda value: abs(value - found))
            raise ValueError(
                f"{name} is {written(found)}, and the panel has no such stop: the nearest is {written(near)}; "
                "Experiment.from_text(…).run() takes any"
            )
