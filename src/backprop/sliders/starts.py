"""The panel of notebook 08: one kind of start and one hidden size, trained from 100 seeds at once."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from backprop import NeuralNetwork, datasets
from backprop.pictures import plots
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.menu import LOSS_KEYS, Menu
from backprop.sliders.parts.training_panel import TrainingPanel
from backprop.sweep import Sweep

START_KEYS = {
    "zeros": "zeros",
    "constant ½": "constant",
    "0.01 · N(0, 1)": "tiny",
    "N(0, 1)": "normal",
    "10 · N(0, 1)": "large",
    "Glorot": "glorot",
    "He": "he",
}
SIZES, N_SEEDS, RATE, EPOCHS, STRIDE = tuple(range(1, 9)), 100, 0.5, 10_000, 200
SOLVED, NEAR = 0.01, 0.02  # below which MSE a run has solved XOR, and how near to a height it counts as there
HEIGHTS = {"1/8": 1 / 8, "1/6": 1 / 6, "1/4": 1 / 4}
EDGES = (np.arange(26) - 0.5) / 48  # of the histogram: 0 and the three heights are centres of bars
TOP = 0.54  # of both axes: higher curves run out of the picture
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # under a word on a line
EARLY = 1_000  # the epoch at which the alternative text stops on the way


def starts(start="N(0, 1)", hidden_size=2, loss="cross-entropy"):
    """The panel, at these values; every position of its controls trains while the page stays alive.

    start        a key of START_KEYS
    hidden_size  1 to 8
    loss         "cross-entropy" or "mean squared error"
    """
    return Starts(start, hidden_size, loss)


def runs(kinds, hidden_size, loss):
    """A Sweep, not yet trained: on XOR from each of these kinds of start, 100 networks. All as NeuralNetwork has it."""

    def draw(n_hidden, at):
        kind, seed = divmod(at, N_SEEDS)
        return NeuralNetwork(2, n_hidden, 1, start=kinds[kind], rng=seed).parameters

    options = {"loss": loss, "stride": STRIDE, "snapshots": 0, "start": draw}
    return Sweep(*datasets.xor(), [RATE], [hidden_size], range(len(kinds) * N_SEEDS), EPOCHS, **options)


class Starts(TrainingPanel):
    """Use `starts`, which says what the arguments are."""

    trained = "Every start and size is trained with this loss, so the controls only look up results."

    def __init__(self, start, hidden_size, loss):
        self.start_menu = Menu("Start", START_KEYS, start, "start")
        self.loss = Menu("Loss", LOSS_KEYS, loss, "loss")
        self.size = Slider("Hidden size", SIZES, hidden_size, name="hidden_size")
        self.sweeps = {}  # (hidden size, loss): every start, since together they take half as long as one by one
        self.first = self._position(), runs([START_KEYS[start]], hidden_size, LOSS_KEYS[loss])
        finish(self.first[1])
        self._new_figure()
        super().__init__(self.figure, [self.start_menu, self.size, self.loss])

    def _position(self):
        return self.start_menu.value, self.size.value, self.loss.value

    def sweep(self, size=None):
        """The runs of a hidden size, of the one that the slider names or another, from every start."""
        key = size or self.size.value, LOSS_KEYS[self.loss.value]
        if key not in self.sweeps:
            self.sweeps[key] = runs([*START_KEYS.values()], *key)
        return self.sweeps[key]

    def trained_so_far(self):
        """(epochs, mean squared error (100, n_records)) of the position that the controls name."""
        if self.first[0] == self._position():
            sweep, start = self.first[1], 0
        else:
            sweep, start = self.sweep(), list(START_KEYS).index(self.start_menu.value)
            if np.isnan(sweep.mse[0, 0, 0, 0]):
                next(sweep.steps())
        mse = sweep.mse[0, 0, start * N_SEEDS : (start + 1) * N_SEEDS]
        known = int(np.isfinite(mse).all(axis=0).sum())
        return sweep.epochs[:known], mse[:, :known]

    # Drawing

    def _new_figure(self):
        self.figure = Figure((8, 3.4), dpi=100, layout="constrained")
        self.figure.get_layout_engine().set(wspace=0.1)
        axes = left, right = self.figure.subplots(1, 2, sharey=True, width_ratios=(1.6, 1))
        left.set(xlim=(0, 1.02 * EPOCHS), ylim=(-0.02, TOP), xlabel="epoch", ylabel="mean squared error")
        left.set_title("100 runs, each from its own seed")
        right.set(xlim=(0, 1.2 * N_SEEDS), xticks=range(0, 101, 25), xlabel="runs", title="Where they end")
        styles = {"solved": (plots.GREEN, "-"), "not solved": (plots.PURPLE, "--")}
        self.curves = [
            left.add_collection(LineCollection([], colors=colour, linewidths=0.7, linestyles=dashes), autolim=False)
            for colour, dashes in styles.values()
        ]
        names = [Line2D([], [], color=colour, linestyle=dashes) for colour, dashes in styles.values()]
        self.figure.legend(names, styles, loc="outside lower center", ncols=2, frameon=False)
        over = []
        self.bars = right.stairs(np.zeros(25), EDGES, orientation="horizontal", fill=True, color=plots.INK)
        for name, height in HEIGHTS.items():
            for ax in axes:
                ax.axhline(height, color="#767676", linewidth=0.9, linestyle=":", zorder=0.5)
            over.append(right.text(1.03 * N_SEEDS, height, name, va="center", fontsize=9.5, bbox=PAPER))
        self.count = quick_text(right, 1.17 * N_SEEDS, TOP - 0.015, ha="right", va="top", fontsize=11)
        self.over = over

    def draw(self):
        self.train_beside()
        epochs, mse = self.trained_so_far()
        solved = mse[:, -1] < SOLVED
        for lines, chosen in zip(self.curves, (solved, ~solved), strict=True):
            lines.set_segments([np.column_stack([epochs, curve]) for curve in mse[chosen]])
        counts, _ = np.histogram(np.minimum(mse[:, -1], EDGES[-1]), EDGES)
        self.bars.set_data(counts)
        self.count.set_text(f"{solved.sum()} of {N_SEEDS} solved")
        moving = [*self.curves, self.bars, self.count, *self.over]
        return moving, self._sentence(mse[:, -1], epochs[-1]), self._alt(mse, epochs[-1])

    def _sentence(self, mse, epoch):
        units = "unit" if self.size.value == 1 else "units"
        return (
            f"{self.start_menu.value}, {self.size.value} hidden {units}, {self.loss.value}, after {epoch:,} epochs: "
            f"{(mse < SOLVED).sum()} of {N_SEEDS} runs solve XOR; {counts_by_height(mse)}."
        )

    def _alt(self, mse, epoch):
        first, last = span(mse[:, 0]), span(mse[:, -1])
        early = min(EARLY // STRIDE, mse.shape[1] - 1)
        return (
            f"Left: the mean squared error of {N_SEEDS} runs against the epoch, {first} at the start and {last} at "
            f"epoch {epoch:,}. Right: a histogram of where they stand: {(mse[:, -1] < SOLVED).sum()} solved, "
            f"{counts_by_height(mse[:, -1])}. Left, at epoch {early * STRIDE:,}: "
            f"{(mse[:, early] < SOLVED).sum()} solved, {counts_by_height(mse[:, early])}."
        )

    # Training

    def work(self):
        """Every hidden size with this loss, first the one that the slider names."""
        while sweep := self._unfinished():
            next(sweep.steps(), None)
            yield

    def _unfinished(self):
        """What to train next: the hidden size that the slider names, else any other; None if all is done."""
        return next((sweep for sweep in map(self.sweep, (self.size.value, *SIZES)) if sweep.unfinished), None)

    def ready(self):
        return self.first[0] == self._position() or not self.sweep().unfinished

    def progress(self):
        done = sum(not self.sweep(size).unfinished for size in SIZES)
        return f"Training every hidden size: {done} of {len(SIZES)}"


def finish(sweep):
    """Train all that is left of a sweep, at once."""
    for _ in sweep.steps():
        pass


def span(values):
    """The smallest and the largest of values as text; one number where they are alike."""
    low, high = f"{values.min():.2g}", f"{values.max():.2g}"
    return low if low == high else f"{low} to {high}"


def counts_by_height(mse):
    """How many runs stand near each height, and how many at none: text, from their MSE (n_runs,)."""
    at = {name: int((np.abs(mse - height) < NEAR).sum()) for name, height in HEIGHTS.items()}
    rest = len(mse) - sum(at.values()) - int((mse < SOLVED).sum())
    return ", ".join(f"{n} near {name}" for name, n in at.items()) + f", {rest} elsewhere"
