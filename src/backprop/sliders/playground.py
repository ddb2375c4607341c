"""The panel of notebook 12: everything that decides a run, and its state as a text to share and paste back."""

from dataclasses import replace

from backprop.activations import HIDDEN
from backprop.experiments.experiment import Experiment
from backprop.experiments.run_as_code import in_numpy, in_torch
from backprop.experiments.state_text import written
from backprop.experiments.study import Study
from backprop.losses import LOSS_NAMES
from backprop.sliders.learning_rate import SEEDS, LearningRate
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.menu import LOSS_KEYS, Menu
from backprop.sliders.parts.programs import Programs
from backprop.sliders.trained_grid import RATES, SIZES, Grid
from backprop.starts import STARTS

FIRST = Experiment().text
NOTE = (
    "Each program does this run from the same starting weights, and prints its loss. The two can differ in the last "
    "digits, because they round differently; at rates above 10 this can change the whole run."
)


def playground(state=FIRST):
    """The panel, at the state that a text says: that of an experiment, or of a study, whose first run it shows.

    A number between two positions of the panel is taken to the nearer one, which is said under the text.
    Raises ValueError that names what is wrong with the text.
    """
    return Playground(*read(state))


class Playground(LearningRate):
    """Use `playground`, which says what the argument is."""

    def __init__(self, experiment, words=""):
        first, _ = on_stops(experiment)
        self.activation = Menu("Activation", HIDDEN, experiment.activation)
        self.begin = Menu("Start", STARTS, experiment.start)
        label, button = "The state of the panel: copy it, or paste another over it", "Set the panel to this text"
        self.state = Form(kind="box", label=label, button=button)
        self.state.add_class("backprop-state")
        self.code = Programs(label="Show this run as code", note=NOTE, names=["NumPy", "PyTorch"])
        self.coded = None  # the experiment that the programs are of
        self.stated = None  # the text that was put there last: a bad one, pasted over it, stays to be mended
        loss = LOSS_NAMES[experiment.loss]
        super().__init__(first.data, first.rate, first.hidden, loss, first.seed)
        self.children = [*self.children, self.state, self.code]
        self.state.observe(self._paste, "submitted")
        self._apply(experiment, words)
        self.keep_still()

    def _menus(self):
        return self.dataset, self.activation, self.loss, self.begin, self.seed

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
        """As for every panel; a move takes an old answer away."""
        if change and not self.applying:
            self.state.reply = ""
        super().update(change, aloud)

    def draw(self):
        drawn = super().draw()
        if self.stated != self.experiment.text:
            self.stated = self.state.value = self.experiment.text
        self._write_code(self.look())
        return drawn

    def _write_code(self, look):
        """The programs of the run that is shown: where its numbers overflow, up to the last sound network."""
        run = replace(self.experiment, epochs=look.epoch) if look.overflowed else self.experiment
        if self.coded != run:
            self.coded, self.code.texts = run, [in_numpy(run), in_torch(run)]

    def _name(self):
        units = f"{self.size.value} {self.activation.value} unit{'s' * (self.size.value > 1)}"
        return f"rate {self.rate.value}, {units}, start {self.begin.value}"

    def _short(self):
        return f"rate {self.rate.value}, {self.size.value} {self.activation.value}, {self.begin.value}"

    def _sentence(self, look):
        overflowed = " Soon after, its numbers grow beyond what a float can hold." if look.overflowed else ""
        return super()._sentence(look) + overflowed

    def _paste(self, change=None):
        self.state.reply = ""  # so that the same answer, given twice, is spoken twice
        try:
            experiment, words = read(self.state.value)
        except ValueError as error:
            reply = f"Nothing has changed: {error}"
            self.state.reply = reply if reply.endswith("?") else f"{reply}."
            return
        self._apply(experiment, words)

    def _apply(self, experiment, words):
        one, moved = on_stops(experiment)
        self.stated = None  # the text becomes that of what is shown
        chosen = [one.data, LOSS_NAMES[one.loss], one.seed, one.rate, one.hidden, one.activation, one.start]
        self._set((chosen, one.epochs))
        shown = "The panel shows this state." if self.state.submitted else ""
        self.state.reply = " ".join(filter(None, (words, moved))) or shown

    def _chosen(self):
        return [*super()._chosen(), self.activation, self.begin]


def read(text):
    """(the experiment that a state says, what is said of it): of a study, its first run. Raises as `playground`."""
    if "goal" not in str(text):
        return Experiment.from_text(text), ""
    study = Study.from_text(text)
    first = f"{study.vary}={written(study.values[0])} and seed={study.seeds[0]}"
    return study.base, f"This is the state of a study, which has many runs: the panel shows its first, {first}."


def on_stops(experiment):
    """(the experiment, each of its numbers at the nearest position of the panel, what is said of those that moved)."""
    grid = Grid(experiment.data, LOSS_NAMES[experiment.loss], experiment.seed)
    stops = {"rate": RATES, "hidden": SIZES, "seed": SEEDS, "epochs": grid.sweep.snapshot_epochs.tolist()}
    asked = {name: getattr(experiment, name) for name in stops}
    near = {name: min(stops[name], key=lambda stop, name=name: abs(stop - asked[name])) for name in stops}
    moved = [
        f"The panel has no position for {name}={written(asked[name])}, so it shows the nearest one, {written(stop)}."
        for name, stop in near.items()
        if stop != asked[name]
    ]
    words = [*moved, "Experiment.from_text(…).run() takes any number."] if moved else []
    return replace(experiment, **near), " ".join(words)
