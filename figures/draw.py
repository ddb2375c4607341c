"""Draws every picture of this folder: `python3 lab.py figures`, or run this file.

One function a picture, named after it. What took long to measure stands beside it as a table, speed.csv and
xor_solved.csv, with the program that writes it named in the function. An SVG comes out the same, byte for byte,
wherever it is drawn with the locked versions: no date, fixed ids, text as outlines.
"""

import csv
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from backprop import NeuralNetwork, datasets
from backprop.pictures import plots

FOLDER = Path(__file__).parent
SPEED_COLOURS = (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PURPLE)
SETTINGS = {"svg.hashsalt": "backprop", "svg.fonttype": "path", "font.family": "DejaVu Sans"}


def xor_boundary():
    """The README's picture: the report's network on XOR, what it answers and how it learned."""
    X, y = datasets.xor()
    nn = NeuralNetwork(2, 4, 1, rng=65)
    history = nn.train(X, y, epochs=10_000, learning_rate=0.5, print_every=0)
    figure = Figure((8.4, 3.7), layout="constrained")
    plane, curve = figure.subplots(1, 2, width_ratios=(1, 1.25))
    plots.decision_boundary(nn.predict, X, y, plane, title="What it answers after 10,000 epochs")
    plots.loss_curve(history.epochs[::20], history.loss[::20], curve, label="cross-entropy, minimised")
    plots.loss_curve(
        history.epochs[::20],
        history.mse[::20],
        curve,
        "mean squared error, printed",
        "loss",
        color=plots.GREEN,
    )
    curve.set_title("How it learned: rate 0.5, 4 hidden units")
    plots.legend_below(figure, columns=4)
    return figure


def backward_shapes():
    """Notebook 04: the four equations, each array a box of its shape; 2 inputs, 4 hidden, 1 output, 5 examples."""
    figure = Figure((7.2, 6.2))
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 7.2), ylim=(0, 6.2))
    ax.axis("off")
    delta, weight, other = "#F7D9C4", "#CFE5F2", "#E6E6E6"
    rows = [
        ("4.2", [("dz2", 1, 5, delta), "= (", ("a2", 1, 5, other), "−", ("y", 1, 5, other), ") / n"]),
        ("4.3", [("dW2", 1, 4, weight), "=", ("dz2", 1, 5, delta), "@", ("a1.T", 5, 4, other)]),
        (
            "4.5",
            [
                ("dz1", 4, 5, delta),
                "=",
                ("W2.T", 4, 1, weight),
                "@",
                ("dz2", 1, 5, delta),
                "∗",
                ("σ′(z1)", 4, 5, other),
            ],
        ),
        ("4.3", [("dW1", 4, 2, weight), "=", ("dz1", 4, 5, delta), "@", ("X.T", 5, 2, other)]),
    ]
    for (number, parts), middle in zip(rows, (5.75, 4.45, 2.65, 0.95), strict=True):
        ax.text(0.2, middle, f"({number})", va="center", fontsize=12, color=plots.INK)
        _equation(ax, parts, middle)
    return figure


def _equation(ax, parts, middle):
    """Boxes and signs from left to right, all centred on the height `middle`."""
    x = 1.0
    for part in parts:
        if isinstance(part, str):
            ax.text(
                x + 0.14 + 0.05 * len(part),
                middle,
                part,
                ha="center",
                va="center",
                fontsize=15,
                color=plots.INK,
            )
            x += 0.34 + 0.08 * len(part)
        else:
            x += _matrix(ax, *part, x, middle) + 0.06


def _matrix(ax, name, rows, columns, colour, x, middle):
    """One matrix as a grid of cells with its name in it and its shape under it; returns its width."""
    cell = 0.25
    bottom = middle - rows * cell / 2
    for i in range(rows):
        for j in range(columns):
            ax.add_patch(
                Rectangle(
                    (x + j * cell, bottom + i * cell),
                    cell,
                    cell,
                    facecolor=colour,
                    edgecolor="#999999",
                    linewidth=0.6,
                )
            )
    centre = x + columns * cell / 2
    ax.text(centre, bottom + rows * cell + 0.03, name, ha="center", va="bottom", fontsize=11, color=plots.INK)
    ax.text(centre, bottom - 0.04, f"{rows}×{columns}", ha="center", va="top", fontsize=9.5, color=plots.INK)
    return columns * cell


def xor_solved():
    """docs/many-machines.md: how often XOR is solved, each share in its place; many_machines.py there wrote them."""
    rates, sizes, solved = np.loadtxt(FOLDER / "xor_solved.csv", delimiter=",", skiprows=1, unpack=True)
    rates, sizes = np.unique(rates), np.unique(sizes)
    solved = 100 * solved.reshape(len(rates), len(sizes))
    figure = Figure((8.4, 6), layout="constrained")
    ax = figure.subplots()
    colours = ax.imshow(solved.T, origin="lower", cmap="viridis", vmin=0, vmax=100, aspect="auto")
    for (rate, size), share in np.ndenumerate(solved):
        ax.text(rate, size, f"{share:.0f}%", ha="center", va="center", fontsize=7, color="wk"[int(share > 45)])
    ax.set_xticks(range(len(rates)), [f"{rate:g}" for rate in rates])
    ax.set_yticks(range(len(sizes)), [f"{size:g}" for size in sizes])
    ax.set(xlabel="learning rate", ylabel="hidden units", title="XOR solved in 5,000 epochs, of 500 seeds")
    figure.colorbar(colours, label="solved, %")
    return figure


def speed():
    """The README's speeds: a bar to the right is slower than the sweep; `python3 lab.py bench` wrote the table."""
    with open(FOLDER / "speed.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::-1]
    figure = Figure((9, 0.8 * len(rows) + 1.3), layout="constrained")
    ax = figure.subplots()
    columns = [column for column in rows[0] if column.startswith("float")]
    height = 0.76 / len(columns)
    for place, (column, colour) in enumerate(zip(columns, SPEED_COLOURS, strict=False)):
        shift = (len(columns) - 1) * height / 2 - place * height
        ratios = [float(row[column]) for row in rows]
        _bars(ax, [i + shift for i in range(len(rows))], ratios, height, colour, f"the sweep in {column}")
    ax.set(xscale="log", xlabel="times as long as the sweep", title="CPU time for the same 208 networks")
    ax.set_yticks(range(len(rows)), [row["taken by"].split(" (")[0] for row in rows])
    ax.set_xlim(0.1, 6 * max(ax.get_xlim()[1], 1))
    ax.axvline(1, color=plots.INK, linewidth=1)
    ax.grid(True, axis="x", color="#DDDDDD", linewidth=0.8)
    ax.set_axisbelow(True)
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    return figure


def _bars(ax, places, ratios, height, colour, label):
    ax.barh(places, [ratio - 1 for ratio in ratios], height * 0.95, left=1, color=colour, label=label)
    for place, ratio in zip(places, ratios, strict=True):
        words = f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"
        ax.text(max(ratio, 1) * 1.08, place, words, va="center", fontsize=8)


PICTURES = (xor_boundary, backward_shapes, xor_solved, speed)


def draw_all():
    """Draw each picture into this folder; returns the paths."""
    paths = []
    with matplotlib.rc_context(SETTINGS):
        for picture in PICTURES:
            paths.append(FOLDER / f"{picture.__name__}.svg")
            picture().savefig(paths[-1], metadata={"Date": None})
    return paths


if __name__ == "__main__":
    for path in draw_all():
        print(path.name)
