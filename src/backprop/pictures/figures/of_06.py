"""The figures of notebook 06, which loss?"""

import numpy as np

from backprop.pictures import Picture, plots


def delta_of_each_loss():
    """The delta at the output against the output, for the target 0 and both losses: a Picture."""
    a = np.linspace(0, 1, 301)
    squared = 2 * a**2 * (1 - a)
    ax = plots.new_axes(6, 4)
    ax.plot(a, a, color=plots.INK, linewidth=2, label="cross-entropy: $a$")
    ax.plot(a, squared, color=plots.GREEN, linewidth=2, linestyle="--", label="MSE: $2a^2(1 - a)$")
    ax.set(xlabel="output $a$, for the target 0", ylabel="delta ∂C/∂z", title="The delta of each loss")
    ax.grid(True, color="#DDDDDD")
    plots.legend_below(ax.figure)
    return Picture(
        ax,
        "The delta at the output against the output a, for the target 0. That of the cross-entropy is the straight "
        f"line a, from 0 to 1. That of the MSE rises to {squared.max():.3f} at a = {a[squared.argmax()]:.2f} and then "
        f"falls back to {squared[-1]:.0f} at a = 1.",
    )


def where_the_runs_end(cross_entropy, squared_error, predictions):
    """The MSE that each run ends with, for both losses, beside that of the report's predictions: a Picture.

    cross_entropy, squared_error  (n_runs,) the final MSE of the runs that minimised this loss
    predictions                   the MSE of the report's four predictions
    """
    ax = plots.new_axes(7, 3.8)
    bins = np.geomspace(5e-7, 2e-3, 60)
    ax.hist(cross_entropy, bins, color=plots.INK, label="cross-entropy minimised")
    ax.hist(squared_error, bins, color=plots.GREEN, hatch="//", edgecolor="white", label="MSE minimised")
    ax.axvline(predictions, color=plots.ORANGE, linewidth=2, label="the report's predictions")
    ax.set(xscale="log", xlabel="MSE at epoch 10,000", ylabel="number of runs", title="Where the runs end")
    plots.legend_below(ax.figure)
    return Picture(
        ax,
        f"Two histograms of the final MSE on a logarithmic axis: {len(cross_entropy)} runs on the cross-entropy, up to "
        f"{np.max(cross_entropy):.6f}, and {len(squared_error)} runs on the MSE, from {np.min(squared_error):.6f} on. "
        f"The line of the report's predictions is at {predictions:.6f}.",
    )
