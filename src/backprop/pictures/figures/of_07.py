"""The figures of notebook 07, the learning rate."""

import numpy as np

from backprop.network import NeuralNetwork
from backprop.pictures import Picture, plots

WALKS = ((plots.PURPLE, "^"), (plots.ORANGE, "s"), (plots.BLUE, "o"))
CURVES = (plots.BLUE, plots.INK, plots.GREEN, plots.PURPLE, plots.ORANGE)
TO_NAME = {"a": 100, "b": 5, "c": 0.2, "d": 60}  # the learning rate of each curve


def walks_on_a_landscape(loss_at, paths):
    """Contour lines of the loss over two weights, with up to three walks on them: a Picture.

    loss_at  function of the two weights (2,), returns the loss
    paths    {learning rate: (2, steps + 1), …}
    """
    w = np.linspace(-9, 9, 61)
    J = np.array([[loss_at((first, second)) for first in w] for second in w])
    axes, names = plots.new_axes(7, 5.6), ("W2[0, 0]", "W2[0, 1]")
    ax = plots.landscape(w, w, J, axes, names, title="Loss over two output weights")
    said = []
    for (rate, path), (colour, marker) in zip(paths.items(), WALKS, strict=False):
        ends = f"rate {rate} ends at {loss_at(path[:, -1]):.3f}"
        ax.plot(*path, marker=marker, markersize=5, linewidth=1, color=colour, label=ends)
        said.append(f"{ends}, at ({path[0, -1]:.1f}, {path[1, -1]:.1f})")
    plots.legend_below(ax.figure)
    steps = next(iter(paths.values())).shape[1] - 1
    return Picture(
        ax,
        f"Contour lines of the loss over two weights. The lowest loss on the map is {J.min():.3f}. Walks of {steps} "
        f"steps: {'; '.join(said)}.",
    )


def loss_curves(losses):
    """Cross-entropies against the epoch on one logarithmic axis, the last one dashed: a Picture.

    losses  {name: (n_epochs,), …}, up to five
    """
    ax, said = plots.new_axes(7, 4.4), []
    for (name, loss), colour in zip(losses.items(), CURVES, strict=False):
        dashed = "--" if name == list(losses)[-1] else "-"
        plots.loss_curve(range(len(loss)), loss, ax, name, "cross-entropy", color=colour, linestyle=dashed)
        said.append(f"{name}: from {loss[0]:.2g} to {loss[-1]:.2g}, {_rises(loss)} rises")
    ax.set(title="Five runs")
    plots.legend_below(ax.figure)
    return Picture(ax, f"Cross-entropy against the epoch on a logarithmic axis. {'; '.join(said)}.")


def four_curves_to_name(X, y):
    """The mean squared error of one start with four learning rates that are not told: a Picture.

    X, y  (2, n_examples), (1, n_examples)
    """
    figure, said = plots.new_figure(7, 4.8), []
    for ax, (letter, rate) in zip(figure.subplots(2, 2, sharex=True, sharey=True).flat, TO_NAME.items(), strict=True):
        mse = NeuralNetwork(2, 4, 1, loss="mse", rng=7).train(X, y, 2000, rate, print_every=0).mse
        plots.loss_curve(range(2000), mse, ax, name="mean squared error")
        ax.set(title=f"Curve {letter}", ylabel="MSE", ylim=(1e-5, 1))
        said.append(f"{letter}: {_told(np.array(mse))}")
    return Picture(figure, f"Mean squared errors on a logarithmic axis over 2,000 epochs. {'; '.join(said)}.")


def _told(mse):
    """A curve in words; one that rises often only roughly, because processors round it differently."""
    if _rises(mse) >= 100:
        return f"from {mse[0]:.2f} to {'above' if mse[-1] > 0.1 else 'below'} 0.1, hundreds of rises"
    return f"from {mse[0]:.2f} via {mse[len(mse) // 2]:.2g} to {mse[-1]:.2g}, {_rises(mse)} rises"


def _rises(loss):
    return int((np.diff(loss) > 0).sum())
