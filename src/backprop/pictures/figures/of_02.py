"""The figures of notebook 02, what a gradient is."""

import numpy as np

from backprop.pictures import Picture, plots
from backprop.pictures.numbers import signed


def loss_slice(values, losses, w, J, slope):
    """The loss as a curve over one weight, with its tangent at w: a Picture.

    values, losses  (n,), the values of the weight and the loss at each of them
    w, J, slope     where the network is, its loss there, and the slope of the curve there
    """
    ax = plots.new_axes(6, 3.8)
    tangent = J + slope * (np.asarray(values) - w)
    ax.plot(values, losses, color=plots.INK, linewidth=2, label="loss $J$")
    ax.plot(values, tangent, "--", color=plots.PURPLE, label=f"tangent, slope {signed(slope, 4)}")
    ax.plot([w], [J], "o", color=plots.PURPLE)
    ax.set(xlabel="W1[0, 0], the other 16 parameters fixed", ylabel="loss $J$", title="The loss over one weight")
    ax.grid(True, color="#DDDDDD")
    plots.legend_below(ax.figure)
    return Picture(
        ax,
        f"The loss J against W1[0, 0]. It goes from {losses[0]:.2f} at {signed(values[0], 2)} to {losses[-1]:.2f} at "
        f"{signed(values[-1], 2)}. A dot at {signed(w, 2)} has the loss {J:.4f}; a dashed straight line with the "
        f"slope {signed(slope, 4)} touches the curve there.",
    )


def two_weights(first, second, losses, start, step, names):
    """The loss over two parameters as contour lines, one of them through the start, and a step as an arrow: a Picture.

    first, second  (n,), (m,), the values of the two parameters
    losses         (m, n)
    start, step    (2,), where the network is and how far it moves
    names          of the two parameters
    """
    ax = plots.landscape(first, second, losses, plots.new_axes(6, 5.2), names, "The loss over two parameters")
    ax.set_aspect("equal")
    ax.contour(first, second, losses, levels=[_height(first, second, losses, start)], colors=plots.INK, linewidths=2)
    look = {"arrowstyle": "-|>", "color": plots.PURPLE, "linewidth": 2.4, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", np.add(start, step), start, arrowprops=look)
    ax.plot(*start, "o", color=plots.PURPLE, markersize=8)
    places = [f"({signed(a, 2)}, {signed(b, 2)})" for a, b in (start, np.add(start, step))]
    return Picture(
        ax,
        f"Contour lines of the loss over {names[0]} and {names[1]}, from {np.min(losses):.2f} to "
        f"{np.max(losses):.2f}. An arrow leads from {places[0]} to {places[1]}, the step. A "
        f"thick line through its start has the loss {_height(first, second, losses, start):.2f}.",
    )


def _height(first, second, losses, start):
    """The loss at a place between the points of the grid."""
    return np.interp(start[1], second, [np.interp(start[0], first, row) for row in losses])


def errors_of_differences(widths, forward, central):
    """The error of the two differences against h, on logarithmic axes: a Picture.

    widths            (n,), the values of h
    forward, central  (n,), the largest error of the 17 slopes at each h
    """
    ax = plots.new_axes(6, 3.8)
    ax.loglog(widths, forward, color=plots.GREEN, marker="s", label="forward difference")
    ax.loglog(widths, central, color=plots.PURPLE, marker="o", label="central difference")
    ax.set(xlabel="h", ylabel="largest error of a slope", title="The error of a difference against h")
    ax.grid(True, color="#DDDDDD")
    plots.legend_below(ax.figure)
    fallen = f"falls from {forward[0]:.1e} to {forward[3]:.1e}", f"falls from {central[0]:.1e} to {central[3]:.1e}"
    return Picture(
        ax,
        f"Two curves on logarithmic axes, each first falling and then rising as h shrinks. From h = {widths[0]:g} to "
        f"h = {widths[3]:g} the forward error {fallen[0]} and the central error {fallen[1]}. The forward difference "
        f"is most exact at h = {_best(widths, forward, 2)}, the central one at h = {_best(widths, central, 1)}.",
    )


def _best(widths, errors, count):
    """The widths with the smallest errors, in words; which of two nearly equal ones comes first is left to rounding."""
    found = sorted(np.asarray(widths)[np.argsort(errors)[:count]])
    return " and ".join(f"{width:.0e}".replace("e-0", "e-") for width in found)
