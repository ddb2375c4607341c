"""The figures of notebook 12, your lab report."""

import numpy as np

from backprop.pictures import Picture, plots

SETTINGS = {
    "data": "data",
    "rate": "learning rate",
    "hidden": "hidden units",
    "activation": "activation of the hidden units",
    "loss": "loss",
    "start": "start of the weights",
    "epochs": "epochs",
}


def shares(outcome):
    """The share of solved runs for each value of a study, with its 95 % interval, as a Picture.

    outcome  an Outcome, as `Study.run` gives it
    """
    n, setting = outcome.mse.shape[1], SETTINGS[outcome.study.vary]
    ax, said = plots.new_axes(7, 3.2), []
    for value, solved, (low, high) in zip(outcome.study.values, outcome.solved, outcome.intervals, strict=True):
        name = value if isinstance(value, str) else f"{value:g}"
        ax.plot([name, name], [low, high], "_-", color=plots.INK, markersize=14)
        ax.plot(name, solved / n, "o", color=plots.BLUE, markersize=5)
        said.append(f"{name}: {solved} of {n}, {low:.0%} to {high:.0%}")
    ax.set(xlabel=setting, ylabel="share solved", ylim=(-0.03, 1.03))
    ax.set_title(f"Solved runs of {n}, with 95 % intervals")
    ax.grid(True, axis="y", color="#DDDDDD")
    return Picture(ax, f"Solved runs for each value of: {setting}, with 95 % intervals. {'; '.join(said)}.")


def groups(seen, ends, share):
    """The share that each group of runs saw, with its interval, and which intervals contain `share`, as a Picture.

    seen   (n_groups,)    the groups' own shares, 0 to 1
    ends   (n_groups, 2)  low and high of each group's interval
    share  of all runs together
    """
    ax = plots.new_axes(7, 3.4)
    contains = (ends[:, 0] <= share) & (share <= ends[:, 1])
    for right, colour, marker in [(True, plots.INK, "o"), (False, plots.ORANGE, "s")]:
        at = np.flatnonzero(contains == right)
        ax.vlines(at, *ends[at].T, color=colour, linewidth=1.5)
        label = f"{len(at)} intervals {'contain it' if right else 'miss it'}"
        ax.plot(at, seen[at], marker, color=colour, markersize=5, label=label)
    ax.axhline(share, color=plots.BLUE, linestyle="--", label="share of all runs")
    ax.set(xlabel="group", ylabel="share solved", ylim=(0, 1.03), title=f"{len(seen)} groups ask the same question")
    plots.legend_below(ax.figure)
    return Picture(
        ax,
        f"{len(seen)} upright intervals of a share, one for each group, on average {np.mean(np.diff(ends)):.1f} long. "
        f"A dashed line marks {share:.2f}, the share of all runs. {contains.sum()} intervals contain it, "
        f"{(~contains).sum()} miss it. The groups' own shares: {seen.min():.2f} to {seen.max():.2f}.",
    )
