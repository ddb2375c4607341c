"""The panel of notebook 06: two losses that can be printed, two to train on, from a start that may be saturated."""

import numpy as np
from matplotlib.figure import Figure

from backprop.activations import sigmoid
from backprop.losses import LOSS_NAMES
from backprop.pictures import plots
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.panel import Panel

NAMES = LOSS_NAMES["mse"], LOSS_NAMES["cross-entropy"]  # in the order of the rows and columns
COLOURS = plots.GREEN, plots.INK
RANGES = (3e-7, 3), (3e-4, 30)  # of the two loss axes, which never move
ADDED_TO_B2 = 0, 2, 4, 6, 7, 8, 9, 10, 12, 16, 20
STOPS = 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
PAIRS = (("a pair", "a mismatch"), ("the lab report's mismatch", "a pair"))


def two_losses(network, X, y, learning_rate=0.5):
    """The panel: one training run a gradient, from every start, with both losses of each.

    network  one hidden layer, sigmoid at both layers, one output; it is left as it is
    X, y     (n_features, n_examples), (1, n_examples)
    """
    return TwoLosses(network, X, y, learning_rate)


def descend(network, X, y, starts, learning_rate, epochs):
    """Both losses along both gradients: (2 descended, n_starts, 2 printed, n_epochs), each time MSE first.

    starts  what is added to b2 before the first step
    epochs  the ones at which the losses are kept, rising
    """
    W1, b1, W2, b2 = (np.tile(value, (2, len(starts), 1, 1)) for value in network.parameters.values())
    b2 = b2 + np.reshape(starts, (-1, 1, 1))
    kept, losses = set(epochs), []
    for epoch in range(epochs[-1] + 1):
        a1 = sigmoid(W1 @ X + b1)
        z2 = W2 @ a1 + b2
        a2 = sigmoid(z2)
        if epoch in kept:
            losses.append([((a2 - y) ** 2).mean((2, 3)), (np.logaddexp(0, z2) - y * z2).mean((2, 3))])
        dz2 = (a2 - y) / X.shape[1]  # eq. 6.6
        dz2[0] *= 2 * a2[0] * (1 - a2[0])  # eq. 6.7
        dz1 = W2.swapaxes(2, 3) @ dz2 * a1 * (1 - a1)
        W2, b2 = W2 - learning_rate * dz2 @ a1.swapaxes(2, 3), b2 - learning_rate * dz2.sum(3, keepdims=True)
        W1, b1 = W1 - learning_rate * dz1 @ X.T, b1 - learning_rate * dz1.sum(3, keepdims=True)
    return np.array(losses).transpose(2, 3, 1, 0)


class TwoLosses(Panel):
    """Use `two_losses`, which says what the arguments are."""

    def __init__(self, network, X, y, learning_rate):
        evenly = np.geomspace(1, STOPS[-1], 130).round().astype(int)
        self.epochs = np.union1d(evenly, STOPS).tolist()
        self.losses = descend(network, X, y, ADDED_TO_B2, learning_rate, self.epochs)
        self.added = Slider("Added to b2", ADDED_TO_B2, 0, [f"+ {start}" for start in ADDED_TO_B2])
        self.epoch = Slider("Epoch", STOPS, STOPS[-1], [f"{stop:,}" for stop in STOPS])
        self._new_figure()
        super().__init__(self.figure, [self.added, self.epoch])

    def _new_figure(self):
        self.figure = Figure((8, 5.2), dpi=100, layout="constrained")
        self.axes = self.figure.subplots(2, 2, sharex=True, sharey="col")
        self.curves, self.others, self.dots, self.values = ([] for _ in range(4))
        for descended in (0, 1):
            for printed in (0, 1):
                self._new_axes(self.axes[descended, printed], descended, printed)
        handles = self.others[0], self.dots[0]
        self.figure.legend(
            handles,
            ["the run of the other row", "the chosen epoch"],
            loc="outside lower center",
            ncols=2,
            frameon=False,
        )

    def _new_axes(self, ax, descended, printed):
        ax.set(xscale="log", yscale="log", xlim=(0.9, 1.12 * STOPS[-1]), ylim=RANGES[printed])
        ax.minorticks_off()  # on four axes they take half of the time of the first picture
        ax.grid(True, color="#DDDDDD", linewidth=0.8)
        ax.set_title(f"printed: {NAMES[printed]}" if not descended else "", fontsize=11)
        ax.set_xlabel("epoch" if descended else "")
        ax.set_ylabel("" if printed else f"trained on:\n{NAMES[descended]}", fontsize=11)
        words = {"transform": ax.transAxes, "fontsize": 10, "va": "bottom"}
        ax.text(0.03, 0.05, PAIRS[descended][printed], style="italic", **words)
        self.values.append(quick_text(ax, 0.03, 0.16, color=COLOURS[printed], **words))
        self.others += ax.plot([], [], "--", color="#767676", linewidth=1.3)
        self.curves += ax.plot([], [], color=COLOURS[printed], linewidth=2.2)
        self.dots += ax.plot([], [], "o", color=plots.ORANGE, markersize=8, markeredgecolor="white")

    def draw(self):
        found = self.losses[:, self.added.index]
        now = self.epochs.index(self.epoch.value)
        for place, (descended, printed) in enumerate(np.ndindex(2, 2)):
            curve = found[descended, printed]
            self.curves[place].set_data(self.epochs, curve)
            self.others[place].set_data(self.epochs, found[1 - descended, printed])
            self.dots[place].set_data(self.epochs[now : now + 1], curve[now : now + 1])
            self.values[place].set_text(f"now {curve[now]:.3g}")
        moving = [*self.others, *self.curves, *self.dots, *self.values]
        return moving, self._sentence(found[:, :, now]), self._alt(found)

    def _sentence(self, now):
        along = [f"{NAMES[i]}: MSE {mse:.3g}, cross-entropy {entropy:.3g}" for i, (mse, entropy) in enumerate(now)]
        return (
            f"{self.added.value} added to b2 at the start. At epoch {self.epoch.value:,}, trained on the "
            f"{along[0]}; trained on the {along[1]}."
        )

    def _alt(self, found):
        ends = [
            f"trained on the {NAMES[i]}: MSE from {run[0, 0]:.3g} to {run[0, -1]:.3g}, "
            f"cross-entropy from {run[1, 0]:.3g} to {run[1, -1]:.3g}"
            for i, run in enumerate(found)
        ]
        return (
            f"Four loss curves on log axes, epochs 1 to {self.epochs[-1]:,}, {self.added.value} added to b2. "
            f"Upper row, {ends[0]}. Lower row, {ends[1]}. The lower left one is the lab report's mismatch."
        )
