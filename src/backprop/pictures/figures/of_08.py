"""The figures of notebook 08, where to start."""

from backprop.pictures import Picture, plots

STYLES = ((plots.PURPLE, "--"), (plots.GREEN, "-"), (plots.INK, ":"))
EVERY = 1_000  # epochs from one number of an alternative text to the next


def three_plateaus(epochs, mse, length):
    """The mean squared error of three runs, and below it the length of their gradient, as a Picture.

    epochs       (n_records,), every 100
    mse, length  {name of the run: (n_records,)}
    """
    figure = plots.new_figure(7, 5.4)
    upper, lower = figure.subplots(2, 1, sharex=True)
    for name, (colour, dashes) in zip(mse, STYLES, strict=True):
        upper.plot(epochs, mse[name], label=name, color=colour, linestyle=dashes, linewidth=1.8)
        plots.loss_curve(epochs, length[name], lower, name="length of the gradient", color=colour, linestyle=dashes)
    upper.set(title="Three flat curves", ylabel="mean squared error", ylim=(0, 0.3))
    upper.grid(True, color="#DDDDDD", linewidth=0.8)
    lower.set(title="")
    plots.legend_below(figure)
    said = [f"{name}: {_listed(epochs, mse[name], '.3f')}; {_listed(epochs, length[name], '.0e')}" for name in mse]
    return Picture(
        figure,
        "Above, the mean squared error of three runs, and below, the length of their gradient on a log axis, both "
        f"against the epoch. Their values every {EVERY:,} epochs, first the error, then the length: {'. '.join(said)}.",
    )


def _listed(epochs, values, form):
    return ", ".join(f"{value:{form}}" for epoch, value in zip(epochs, values, strict=True) if epoch % EVERY == 0)


def four_curves(epochs, curves, marked):
    """Four curves of the mean squared error with a dotted line at the epoch `marked`, as a Picture.

    epochs  (n_records,)
    curves  {letter: (n_records,)}
    """
    figure = plots.new_figure(7, 4.8)
    axes = figure.subplots(2, 2, sharex=True, sharey=True)
    said = []
    for ax, (letter, mse) in zip(axes.flat, curves.items(), strict=True):
        ax.plot(epochs, mse, color=plots.INK)
        ax.axvline(marked, color="#767676", linestyle=":")
        ax.set(title=f"Curve {letter}")
        ax.grid(True, color="#DDDDDD", linewidth=0.8)
        at = mse[list(epochs).index(marked)]
        said.append(f"curve {letter} is at {at:.3f} at epoch {marked:,} and at {mse[-1]:.3f} at epoch {epochs[-1]:,}")
    figure.supxlabel("epoch", fontsize=10)
    figure.supylabel("mean squared error", fontsize=10)
    return Picture(figure, f"Four curves of the mean squared error against the epoch: {'; '.join(said)}.")


def saddle(t, up, down):
    """The change of the loss along two straight lines through one point, as a Picture.

    t         (n,), the distance from the point, with both signs
    up, down  (n,), the change of the loss along the first line and along the second
    """
    ax = plots.new_axes(6, 3.8)
    for change, colour, dashes, label in (
        (up, plots.PURPLE, "--", "b2 alone"),
        (down, plots.GREEN, "-", "direction d"),
    ):
        ax.plot(t, change, color=colour, linestyle=dashes, linewidth=1.8, label=label)
    ax.plot([0], [0], "o", color=plots.INK, markersize=7, label="all parameters 0")
    ax.axhline(0, color="#767676", linewidth=0.8)
    ax.set(xlabel="t", ylabel="J minus J at t = 0", title="Two lines through the same point", ylim=(-0.012, 0.03))
    plots.legend_below(ax.figure)
    ends = f"at t = {t[-1]:g} it is {up[-1]:+.4f} along b2 and {down[-1]:+.4f} along the direction d"
    return Picture(ax, f"The change of the loss against t. It is 0 in the middle, at t = 0; {ends}.".replace("-", "−"))
