"""The figures of notebook 00, why one line fails."""

from backprop.pictures import Picture, plots


def four_points(X, y):
    """The four points of a truth table in the plane of the two inputs, each class with its marker: a Picture.

    X, y  (2, 4), (1, 4)
    """
    ax = plots.new_axes(5.4, 3.6)
    plots.points(X, y, ax, size=12)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), title="XOR")
    ax.set(xticks=(0, 1), yticks=(0, 1), aspect="equal")
    plots.legend_below(ax.figure)
    marks = ["is a blue circle", "is an orange square"]
    said = [f"({a:g}, {b:g}) {marks[int(target)]}" for (a, b), target in zip(X.T, y[0], strict=True)]
    return Picture(ax, f"Four points at the corners of a square: {', '.join(said)}. Each class lies on one diagonal.")


def training_curve(history):
    """The mean squared error against the number of steps, on a logarithmic axis of steps: a Picture.

    history  of the training, at least 101 records, one before each step
    """
    mse = history.mse
    ax = plots.loss_curve(history.epochs[1:], mse[1:], plots.new_axes(6, 3.8), name="mean squared error")
    ax.set(xscale="log", xlabel="steps taken", yscale="linear", ylim=(0, 1.05 * max(mse[1:])))
    ax.set(title="Training a linear model on XOR")
    return Picture(
        ax,
        f"The mean squared error against the number of steps, which runs on a logarithmic axis. It is {mse[1]:.2f} "
        f"after 1 step, {mse[10]:.2f} after 10 and {mse[100]:.4f} after 100. From there to step "
        f"{history.epochs[-1]:,} the curve is level and ends at {mse[-1]:.4f}.",
    )
