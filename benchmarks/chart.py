"""The training rows as a picture: a bar to the right is slower than the sweep, to the left faster."""

import matplotlib
from matplotlib.figure import Figure

from backprop.pictures import plots

SETTINGS = {"svg.hashsalt": "backprop", "svg.fonttype": "path", "font.family": "DejaVu Sans"}


def draw(rows, path):
    """Draw rows (dicts with what and ratios) into an SVG file at `path`."""
    with matplotlib.rc_context(SETTINGS):
        figure = Figure((9, 0.55 * len(rows) + 1.3), layout="constrained")
        bars(rows, figure.subplots())
        figure.savefig(path, metadata={"Date": None})


def bars(rows, ax):
    """A pair of bars a row, float32 and float64, on a log axis; returns the Axes."""
    rows = rows[::-1]
    for shift, dtype, colour in ((0.2, "float32", plots.BLUE), (-0.2, "float64", plots.ORANGE)):
        ratios = [row["ratios"][dtype] for row in rows]
        places = [i + shift for i in range(len(rows))]
        ax.barh(places, [ratio - 1 for ratio in ratios], 0.36, left=1, color=colour, label=f"the sweep in {dtype}")
        for place, ratio in zip(places, ratios, strict=True):
            ax.text(
                max(ratio, 1) * 1.08, place, f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}", va="center", fontsize=8
            )
    ax.set(xscale="log", xlabel="times as long as the sweep", title="CPU time for the same 208 networks")
    ax.set_yticks(range(len(rows)), [row["what"].split(" (")[0] for row in rows])
    ax.set_xlim(0.1, 6 * max(ax.get_xlim()[1], 1))
    ax.axvline(1, color=plots.INK, linewidth=1)
    ax.grid(True, axis="x", color="#DDDDDD", linewidth=0.8)
    ax.set_axisbelow(True)
    ax.legend(loc="lower right")
    return ax
