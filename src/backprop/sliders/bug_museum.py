"""The panel of notebook 05: a bug from the menu, the loss curve it leads to, and what a gradient check says of it."""

from functools import partial

import numpy as np

from backprop import NeuralNetwork, checks, datasets
from backprop.exercises.bugs import BUGS, RIGHT
from backprop.pictures import plots
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.training_panel import TrainingPanel
from backprop.sweep import Sweep

SEEDS = (*range(10), 65)
TOLERANCES = {float(text): text for text in [*(f"1e-{k}" for k in range(12, 0, -1)), "1"]}
EPOCHS, RATE = 5000, 0.5
BLOCKS = "dW1", "db1", "dW2", "db2"
GREY = "#6E6E6E"
HIGHEST = 2  # the upper end of the axis of the loss
PAPER = {"bbox": {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}}
LEFT_END = 1e-13  # the left end of the axis of errors, where one below it stands
BELOW = {  # where the legend of each plot stands
    "loc": "upper center", "bbox_to_anchor": (0.5, -0.16), "ncols": 3, "frameon": False, "columnspacing": 1.0,
    "handletextpad": 0.4,
}  # fmt: skip


def bug_museum(bug="sum for mean", seed=65, tolerance=1e-6):
    """The panel: XOR, 2-4-1, mean squared error, rate 0.5, 5,000 epochs, with one bug at a time.

    bug        a key of `bugs.BUGS`, or "none" for the right code
    seed       0 to 9, or 65: of the starting weights
    tolerance  1e-12, 1e-11 … 0.1, 1: the largest error that the check lets pass
    """
    return BugMuseum(bug, seed, tolerance)


def with_drawn_biases(seed):
    """The network of this seed with biases drawn too: where the gradient is checked, since no bias is 0 there."""
    rng = np.random.default_rng(seed)
    network = NeuralNetwork(2, 4, 1, loss="mse", rng=rng)
    network.b1, network.b2 = rng.standard_normal((4, 1)), rng.standard_normal((1, 1))
    return network


class BugMuseum(TrainingPanel):
    """Use `bug_museum`, which says what the arguments are."""

    trained = "Every program is trained, so the controls only look up its results."

    colours = (plots.GREEN, plots.BLUE, plots.ORANGE, plots.PURPLE, GREY)

    def __init__(self, bug, seed, tolerance):
        self.X, self.y = datasets.xor()
        self.bugs = {RIGHT.name: RIGHT, **BUGS}
        self.runs = {name: self._new_run(each) for name, each in self.bugs.items()}
        self.bug = Menu("Bug", self.bugs, bug, "bug")
        self.seed = Slider("Start (seed)", SEEDS, seed, name="seed")
        self.tolerance = Slider("Tolerance", TOLERANCES, tolerance, TOLERANCES.values(), "tolerance")
        self._new_figure()
        super().__init__(self.figure, [self.bug, self.seed, self.tolerance])

    # Training: the bug that is looked at first, the others beside the page

    def _new_run(self, bug):
        gradient = partial(bug.gradients, learning_rate=RATE)
        return Sweep(self.X, self.y, [RATE], [4], SEEDS, EPOCHS, loss="mse", gradient=gradient, snapshots=0)

    def _curve(self, name):
        """The losses of a bug from the start that is chosen, (n_records,): NaN where numbers have overflowed."""
        for _ in self.runs[name].steps(len(self.runs[name].epochs)):
            pass
        mse = self.runs[name].mse[0, 0, self.seed.index]
        return np.where(np.isfinite(mse), mse, np.nan)

    def work(self):
        """Every program, from every start."""
        for run in self.runs.values():
            for _ in run.steps(records=4):
                yield

    def ready(self):
        """Always: what the picture shows is trained before it is drawn."""
        return True

    def progress(self):
        done = sum(run.done == 1 for run in self.runs.values())
        return f"Training every program: {done} of {len(self.runs)}"

    # Drawing

    def _new_figure(self):
        self.figure = plots.new_figure(7, 4.6)
        axes = self.figure.subplot_mosaic([["code", "code"], ["loss", "check"]], height_ratios=(0.28, 1))
        self._new_code(axes["code"])
        self._new_curves(axes["loss"])
        self._new_check(axes["check"])

    def _new_code(self, ax):
        ax.set(xticks=[], yticks=[])
        look = {"transform": ax.transAxes, "fontsize": 10, "family": "monospace", "va": "center", "in_layout": False}
        self.code = [quick_text(ax, 0.015, 0.5, **look) for _ in range(4)]

    def _new_curves(self, ax):
        look = {"color": plots.GREEN, "linewidth": 2.4, "zorder": 2.2}
        plots.loss_curve([], [], ax, label="this code", name="mean squared error", **look)
        ax.plot([], [], "--", color=GREY, linewidth=1.6, label="the right code")
        self.curve, self.other = ax.lines
        ax.set(xlim=(-0.02 * EPOCHS, 1.02 * EPOCHS), ylim=(3e-6, HIGHEST), title="Its loss")
        ax.legend(**BELOW)
        (self.over,) = ax.plot([], [], "^", color=plots.ORANGE, markersize=10, clip_on=False, zorder=5)
        self.over.set_in_layout(False)
        look = {"fontsize": 9.5, "va": "center", "in_layout": False, "zorder": 5, **PAPER}
        self.overflow = quick_text(ax, 0, 0.7, "overflow", **look)

    def _new_check(self, ax):
        self.tolerated = ax.axvline(1, color=plots.PURPLE, linestyle="--", linewidth=1.8, label="tolerance")
        look = {"linestyle": "none", "markeredgecolor": "white"}
        (self.passing,) = ax.plot([], [], "o", color=plots.BLUE, markersize=10, label="passes", **look)
        (self.failing,) = ax.plot([], [], "X", color=plots.ORANGE, markersize=12, label="stopped", **look)
        words = {"va": "center", "fontsize": 9.5, "in_layout": False, **PAPER}
        self.found = [quick_text(ax, 2 * LEFT_END, row - 0.3, **words) for row in range(len(BLOCKS))]
        ax.set(xscale="log", xlim=(LEFT_END, 30), ylim=(3.5, -0.6), xlabel="relative error", title="Its gradient check")
        ax.set_yticks(range(len(BLOCKS)), BLOCKS)
        ax.grid(True, axis="x", color="#DDDDDD", linewidth=0.8)
        ax.legend(**BELOW)

    def draw(self):
        curve, right = self._curve(self.bug.value), self._curve(RIGHT.name)
        self.train_beside()
        check = self.check()
        epochs = self.runs[RIGHT.name].epochs
        self.curve.set_data(epochs, curve)
        self.other.set_data(epochs, right)
        self._show_overflow(epochs[np.isnan(curve)][:1])
        self._show_check(check)
        self._show_code()
        moving = [self.other, self.curve, self.over, self.overflow, self.tolerated, self.passing, self.failing]
        moving += [*self.code, *self.found]
        return moving, self._sentence(curve, right, check), self._alt(curve, right, check)

    def check(self):
        """The GradientCheck of the chosen code: at the chosen start, with biases drawn."""
        network, bug = with_drawn_biases(self.seed.value), self.bugs[self.bug.value]
        gradients = bug.gradients(self.X, self.y, network.parameters)
        loss = lambda: network.loss_value(self.X, self.y)  # noqa: E731
        return checks.gradient_check(gradients, loss, network.parameters, tolerance=self.tolerance.value)

    def _show_overflow(self, epoch):
        """A triangle over the axis at the first record without a number, (1,), or (0,) where there is none."""
        self.over.set_data(epoch, [HIGHEST] * len(epoch))
        self.overflow.set(visible=bool(len(epoch)), x=epoch[0] + 0.04 * EPOCHS if len(epoch) else 0)

    def _show_code(self):
        lines = self._code()
        for place, text in enumerate(self.code):
            text.set_text(lines[place] if place < len(lines) else "")
            text.set_y(1 - (place + 1) / (len(lines) + 1))

    def _show_check(self, check):
        self.tolerated.set_xdata([self.tolerance.value] * 2)
        errors = np.clip([check.errors[name] for name in BLOCKS], LEFT_END, None)
        for points, chosen in ((self.passing, self._passes(check)), (self.failing, ~self._passes(check))):
            points.set_data(errors[chosen], np.flatnonzero(chosen))
        for text, name in zip(self.found, BLOCKS, strict=True):
            text.set_text(_of_block(check, name))

    def _passes(self, check):
        return np.array([check.errors[name] < self.tolerance.value for name in BLOCKS])

    # Words

    def _code(self):
        """Up to four lines: what stands in the code, and what should."""
        bug = self.bugs[self.bug.value]
        if not bug.lines:
            return ["no bug: every line is as it should be"]
        return [f"here:   {line}" for line in bug.wrong] + [f"right:  {line}" for line in bug.right]

    def _sentence(self, curve, right, check):
        n_stopped = int((~self._passes(check)).sum())
        verdict = f"stops {n_stopped} of 4 blocks" if n_stopped else "passes all 4 blocks"
        name = self.bug.value if self.bug.value in BUGS else "the right code"
        beside = f"; the right code ends at {right[-1]:.2g}" if self.bug.value in BUGS else ""
        return f"Seed {self.seed.value}, {name}: {self._fall(curve)}{beside}. The check {verdict}."

    def _fall(self, curve):
        if np.isnan(curve[-1]):
            overflow = self.runs[self.bug.value].epochs[np.isnan(curve)][0]
            return f"the numbers overflow before epoch {overflow:,}"
        return f"the mean squared error goes from {curve[0]:.2g} to {curve[-1]:.2g}"

    def _alt(self, curve, right, check):
        blocks = "; ".join(f"{name} {_of_block(check, name)}" for name in BLOCKS)
        return (
            f"Code, {'; '.join(' '.join(line.split()) for line in self._code())}. Left, the loss on a log axis over "
            f"{EPOCHS:,} epochs: {self._fall(curve)}; dashed, the right code, to {right[-1]:.2g}. Right, the relative "
            f"error of each block, tolerance {TOLERANCES[self.tolerance.value]}: {blocks}."
        )


def _of_block(check, name):
    """The first words of what a check says of a block; an error above rounding is always given as a number."""
    said = check.lines[name].partition(":")[0].replace("  ", ", ")
    return f"{check.errors[name]:.1e}, passes" if said.startswith("below") and check.errors[name] > 1e-7 else said
