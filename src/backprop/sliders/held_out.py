"""The panel of notebook 11: hidden size, rate and batch size; what is learnt, and what holds on digits not learnt."""

import time

import numpy as np
from matplotlib.figure import Figure

from backprop import NeuralNetwork
from backprop.batches import MiniBatchRun
from backprop.pictures import plots
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.training_panel import TrainingPanel

SIZES = 1, 2, 4, 8, 16, 32, 64, 128
RATES = 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
BATCHES = 1, 2, 4, 8, 16, 32, 64, 128, 256, 512
SLICE = 0.015  # seconds of training between two looks at the page
PARTS = {"training": {"color": plots.INK}, "validation": {"color": plots.PURPLE, "linestyle": "--"}}


def held_out(training, validation, hidden_size=64, rate=0.5, batch_size=32, epochs=40, seed=65):
    """The panel, at these values: softmax, cross-entropy, Glorot's start; each position trains beside the page.

    training, validation  (X, y): (n_features, n_examples), (n_outputs, n_examples) with one 1 a column
    hidden_size           one of 1, 2, 4 … 128
    rate                  one of 0.01, 0.02, 0.05, 0.1 … 10
    batch_size            one of 1, 2, 4 … 512, or all training examples
    seed                  of the starting weights, and of the shuffling after them
    """
    return HeldOut(training, validation, hidden_size, rate, batch_size, epochs, seed)


class HeldOut(TrainingPanel):
    """Use `held_out`, which says what the arguments are."""

    trained = "Trained. A move back to a finished run only looks up its results."

    def __init__(self, training, validation, hidden_size, rate, batch_size, epochs, seed):
        self.parts, self.epochs, self.seed = (training, validation), epochs, seed
        n_examples = training[1].shape[1]
        batches = [*(size for size in BATCHES if size < n_examples), n_examples]
        texts = [*map(str, batches[:-1]), f"all {n_examples:,}"]
        self.size = Slider("Hidden size", SIZES, hidden_size, name="hidden_size")
        self.rate = Slider("Learning rate", RATES, rate, name="rate")
        self.batch = Slider("Batch size", batches, batch_size, texts, "batch_size")
        self.runs = {}
        self._new_figure()
        self.run().finish()
        super().__init__(self.figure, [self.size, self.rate, self.batch])

    def _new_figure(self):
        self.figure = Figure((8, 3.4), dpi=100, layout="constrained")
        self.axes = self.figure.subplots(1, 2)
        loss, misread = self.axes
        self.curves = [
            ax.plot([], [], linewidth=2, label=name, **style)[0] for ax in self.axes for name, style in PARTS.items()
        ]
        (self.best,) = loss.plot([], [], "o", color=plots.PURPLE, markersize=7, label="lowest validation loss")
        for ax in self.axes:
            ax.set(xlabel="epoch", xlim=(-0.02 * self.epochs, 1.02 * self.epochs))
            ax.grid(True, color="#DDDDDD", linewidth=0.8)
        loss.set(yscale="log", ylim=(5e-4, 200), ylabel="cross-entropy", title="Loss")
        misread.set_yscale("symlog", linthresh=1, linscale=0.4)
        misread.set(ylim=(0, 100), ylabel="misread, in 100", title="Digits misread")
        misread.set_yticks([0, 1, 3, 10, 30, 100], ["0", "1", "3", "10", "30", "100"], minor=False)
        misread.minorticks_off()
        self.figure.legend(handles=[*self.curves[:2], self.best], loc="outside lower center", ncols=3, frameon=False)

    # Drawing

    def run(self):
        """The run at the sliders' position, as far as it is trained; one that was never asked for starts here."""
        position = self.size.value, self.rate.value, self.batch.value
        if position not in self.runs:
            self.runs[position] = self._new_run(*position)
        return self.runs[position]

    def _new_run(self, size, rate, batch_size):
        (X, y), rng = self.parts[0], np.random.default_rng(self.seed)
        network = NeuralNetwork(len(X), size, len(y), output="softmax", start="glorot", rng=rng)
        return MiniBatchRun(network, *self.parts, rate, batch_size, self.epochs, rng=rng)

    def draw(self):
        self.train_beside()
        run = self.run()
        epochs = range(run.epoch + 1)
        misread = {name: 100 - 100 * np.array(shares) for name, shares in run.accuracies.items()}
        for curve, values in zip(self.curves, [*run.losses.values(), *misread.values()], strict=True):
            curve.set_data(epochs, values)
        self.best.set_data([run.best], [run.losses["validation"][run.best]])
        return [*self.curves, self.best], self._sentence(run), self._alt(run)

    def _name(self):
        units = "hidden unit" if self.size.value == 1 else "hidden units"
        return f"{self.size.value} {units}, rate {self.rate.value}, batch size {self.batch.texts[self.batch.index]}"

    def _sentence(self, run):
        right = {name: f"{shares[-1]:.1%}" for name, shares in run.accuracies.items()}
        return (
            f"{self._name()}: after {run.epoch} of {run.epochs} epochs the network reads {right['training']} of "
            f"the training digits and {right['validation']} of the validation digits correctly. The validation loss "
            f"was lowest after epoch {run.best}: {run.losses['validation'][run.best]:.3f}."
        )

    def _alt(self, run):
        ends = [
            f"{name}: loss from {run.losses[name][0]:.2f} to {run.losses[name][-1]:.4f}, "
            f"{100 - 100 * run.accuracies[name][-1]:.1f} in 100 misread at the end"
            for name in PARTS
        ]
        return (
            f"Two pictures against the epoch, 0 to {run.epoch}: the loss on a log axis and the digits misread in "
            f"100. A solid line is training, a dashed one validation. {'; '.join(ends)}. "
            f"A dot marks the lowest validation loss, {run.losses['validation'][run.best]:.3f}, at epoch {run.best}."
        )

    # Training

    def work(self):
        """The run where the sliders stand: some steps of it, then a look where they stand now."""
        while not self.ready():
            run, end = self.run(), time.monotonic() + SLICE
            while not run.done and time.monotonic() < end:
                run.step()
            yield

    def ready(self):
        return self.run().done

    def progress(self):
        return f"Training: epoch {self.run().epoch} of {self.epochs}"
