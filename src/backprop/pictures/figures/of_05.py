"""The figures of notebook 05, prove it."""

from backprop.pictures import Picture, plots

TOLERANCE = 1e-6  # of the gradient check
ROUNDING = 1e-7  # an error below this is only the difference's own


def what_the_loss_and_the_check_say(solved, errors):
    """For each program, how often it solves XOR as a bar, and the errors that a check found as a line: a Picture.

    solved  {"right code": share of the starts that solve XOR, from 0 to 1, …}
    errors  {"right code": (n_points,) relative errors, the worst block at each point, …}
    """
    left, right = plots.new_figure(7, 5).subplots(1, 2, sharey=True)
    left.barh(list(solved), [100 * share for share in solved.values()], color=plots.GREEN)
    left.set(xlabel="solved, of 100 starts", xlim=(0, 105), title="What the loss says")
    smallest = [min(errors[name]) for name in solved]
    right.hlines(list(solved), smallest, [max(errors[name]) for name in solved], plots.INK, linewidth=3)
    right.plot(smallest, list(solved), "o", color=plots.ORANGE, markersize=8, label="smallest error")
    right.axvline(TOLERANCE, color=plots.PURPLE, linestyle="--", linewidth=1.8, label="tolerance")
    right.set(xscale="log", xlabel="relative error, worst block", title="What the check says")
    plots.legend_below(right.figure)
    right.grid(True, axis="x", color="#DDDDDD")
    right.invert_yaxis()
    said = "; ".join(f"{name} {solved[name]:.0%}, {_written(min(errors[name]))}" for name in solved)
    return Picture(
        right,
        "For each program, a bar shows from how many of 100 starts it solves XOR, and a line shows the errors that a "
        f"gradient check found. Share solved and smallest error: {said}.",
    )


def _written(error):
    return f"{error:.1e}" if error > ROUNDING else "below 1e-7"
