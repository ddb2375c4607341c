"""The figures of notebook 09, vanishing gradients and dead units."""

import numpy as np

from backprop.pictures import Picture, plots

LOOKS = {  # of the three activations
    "sigmoid": {"color": plots.INK, "linestyle": "-", "marker": "o"},
    "tanh": {"color": plots.GREEN, "linestyle": "--", "marker": "s"},
    "relu": {"color": plots.PURPLE, "linestyle": ":", "marker": "^"},
}


def lengths_by_layer(lengths, title):
    """The length of the gradient in each layer, on a log axis, as a Picture.

    lengths  {"sigmoid", "tanh" or "relu": (n_layers,)}
    """
    ax, said = plots.new_axes(6.6, 3.8), []
    for name, values in lengths.items():
        ax.plot(range(1, len(values) + 1), values, label=name, linewidth=1.8, **LOOKS[name])
        said.append(f"{name}: {', '.join(f'{value:.0e}' for value in values)}")
    ax.set(yscale="log", xticks=range(1, len(values) + 1), xlabel="layer, from the input", ylabel="median length of dW")
    ax.set(title=title)
    ax.grid(True, axis="y", color="#DDDDDD", linewidth=0.8)
    plots.legend_below(ax.figure)
    return Picture(ax, f"{title}. The median length of dW on a log axis, from layer 1 on. {'. '.join(said)}.")


def two_runs(runs, title):
    """The cross-entropy of runs against the epoch, both axes logarithmic, as a Picture.

    runs  {label: (activation, history of its training)}
    """
    ax, said = plots.new_axes(6.6, 3.8), []
    for label, (activation, history) in runs.items():
        look = {key: LOOKS[activation][key] for key in ("color", "linestyle")}
        plots.loss_curve(history.epochs + 1, history.loss, ax, label, "cross-entropy", **look)
        first, last = history.loss[0], history.loss[-1]
        said.append(f"{label}: {first:.3f} at the first epoch, {last:.4f} at epoch {history.epochs[-1] + 1:,}")
    ax.set(xscale="log", title=title)
    plots.legend_below(ax.figure)
    return Picture(ax, f"{title}. Cross-entropy against the epoch, both axes logarithmic. {'; '.join(said)}.")


def solved_by_dead(dead, solved):
    """How many networks solve the task, by the number of their dead units, as a Picture.

    dead    (n_networks,), whole numbers
    solved  (n_networks,), bool
    """
    counts = np.arange(dead.max() + 1)
    every = np.array([(dead == count).sum() for count in counts])
    right = np.array([solved[dead == count].sum() for count in counts])
    ax = plots.new_axes(6, 3.4)
    ax.bar(counts, right, color=plots.GREEN, label="solve XOR")
    striped = {"color": plots.PURPLE, "hatch": "//", "edgecolor": "white"}
    ax.bar(counts, every - right, bottom=right, label="do not", **striped)
    ax.set(xlabel="dead units after training", ylabel="networks", xticks=counts)
    ax.set(title=f"{len(dead)} ReLU networks")
    plots.legend_below(ax.figure)
    said = ", ".join(f"{r} of {n} with {count} dead" for count, n, r in zip(counts, every, right, strict=True))
    return Picture(ax, f"Bars: networks by the number of their dead units after training. XOR is solved by {said}.")
