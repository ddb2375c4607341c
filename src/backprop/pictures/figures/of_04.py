"""The figures of notebook 04, backwards in four lines."""

from backprop.datasets import labels
from backprop.pictures import Picture, plots

PRINTS_AS_ZERO = 5e-5  # a loss below this is printed as 0.0000


def losses_beside_the_report(history, epochs, printed):
    """The mean squared error of a run as a curve, and what the lab report printed as dots: a Picture.

    history          of the training, at least 1,000 epochs
    epochs, printed  (n_records,) as `datasets.report_losses` gives them
    """
    ax = plots.loss_curve(
        history.epochs[1:], history.mse[1:], plots.new_axes(6.4, 4.4), "our network, seed 65", "mean squared error"
    )
    seen = (printed > 0) & (epochs > 0)  # a log axis has no 0
    ax.plot(epochs[seen], printed[seen], "o", color=plots.ORANGE, label="printed in the report")
    ax.axhspan(1e-6, PRINTS_AS_ZERO, color="#EEEEEE", label="prints as 0.0000")
    ax.set(xscale="log", ylim=(1e-6, 1), title="XOR, 2-4-1, learning rate 0.5")
    plots.legend_below(ax.figure)
    mse = history.mse
    return Picture(
        ax,
        f"Mean squared error against the epoch, both axes logarithmic. The curve of our network is at {mse[200]:.3f} "
        f"at epoch 200, {mse[500]:.3f} at 500, {mse[1000]:.4f} at 1,000, and ends at {mse[-1]:.1e}. On it or close to "
        f"it lie {seen.sum()} losses that the report printed, the last at epoch {epochs[seen][-1]:,}.",
    )


def answers_over_the_plane(network, X, y):
    """What a trained network answers over the plane of its two inputs, with the examples on top: a Picture.

    X, y  (2, n_examples), (1, n_examples)
    """
    ax = plots.decision_boundary(network.predict, X, y, plots.new_axes(5, 4.2), "What the trained network answers")
    plots.legend_below(ax.figure)
    sides = [f"({a:g}, {b:g}) {answer:.3f}" for (a, b), answer in zip(X.T, network.predict(X)[0], strict=True)]
    right = int((labels(network.predict(X)) == labels(y)).sum())
    return Picture(
        ax,
        f"The plane of the two inputs, shaded by the network's answer. It answers at {', '.join(sides)}: {right} of "
        f"{y.size} examples lie on the right side of the line where the answer is ½.",
    )
