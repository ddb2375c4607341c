"""The panel of notebook 00: a linear model against the four points of a truth table, and its squared errors."""

import numpy as np
from matplotlib.figure import Figure

from backprop import datasets
from backprop.pictures import plots
from backprop.pictures.numbers import plain
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.panel import Panel

WEIGHTS = tuple(round(0.1 * k, 1) for k in range(-30, 31))
TABLES = {"XOR": (0, 1, 1, 0), "OR": (0, 1, 1, 1), "AND": (0, 0, 0, 1)}
WINDOW = -0.5, 1.5
TALLEST = 1.5  # the end of the axis of squared errors; a larger one is cut off and says so
PAPER = {"bbox": {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}}
SIDES = plots.PROBABILITY(0.0), plots.PROBABILITY(1.0)


def half_plane(table="XOR", w1=1.0, w2=1.0, b=0.0):
    """The panel: ŷ = w₁x₁ + w₂x₂ + b, the line where it is ½, and its mean squared error.

    table      a key of TABLES
    w1, w2, b  one of −3.0, −2.9 … 3.0
    """
    return HalfPlane(table, w1, w2, b)


def linear(X, w1, w2, b):
    """ŷ of the columns of X, (n_examples,), without the last digits of rounding: 0.7 − 0.2 is 0.5."""
    return np.round(w1 * X[0] + w2 * X[1] + b, 9)


class HalfPlane(Panel):
    """Use `half_plane`, which says what the arguments are."""

    colours = SIDES

    def __init__(self, table, w1, w2, b):
        self.X, _ = datasets.xor()
        self.table = Menu("Table", TABLES, table, "table")
        texts = [plain(weight, 1) for weight in WEIGHTS]
        self.weights = [Slider(name, WEIGHTS, value, texts) for name, value in (("w1", w1), ("w2", w2), ("b", b))]
        self.figure = Figure((8, 3.7), dpi=100, layout="constrained")
        self.plane, self.bars = self.figure.subplots(1, 2, width_ratios=(1, 1.2))
        self._new_plane()
        self._new_bars()
        super().__init__(self.figure, [self.table, *self.weights])

    def _new_plane(self):
        self.plane.set(xlabel="$x_1$", ylabel="$x_2$", xlim=WINDOW, ylim=WINDOW, xticks=(0, 1), yticks=(0, 1))
        self.plane.set_title("Orange side: $\\hat{y}$ above ½")
        self.points = plots.points(self.X, np.array([TABLES["XOR"]]), self.plane, size=9)
        self.answers = [quick_text(self.plane, x1, x2 - 0.2, ha="center", va="center", **PAPER) for x1, x2 in self.X.T]
        self.plane.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2, frameon=False)
        self.shading = []

    def _new_bars(self):
        names = ["({:g}, {:g})".format(*column) for column in self.X.T]
        self.errors = self.bars.bar(range(4), [0] * 4, width=0.6)
        self.sizes = [quick_text(self.bars, place, 0, ha="center", va="center", **PAPER) for place in range(4)]
        (self.mean,) = self.bars.plot([-0.5, 3.5], [0, 0], color=plots.INK, linewidth=2.2)
        self.mean_name = quick_text(self.bars, 3.6, 0, va="center", fontweight="bold", **PAPER)
        self.bars.set(xlim=(-0.6, 5.05), ylim=(0, TALLEST), yticks=np.linspace(0, TALLEST, 7))
        self.bars.set_xticks(range(4), names)
        self.bars.set(xlabel="$(x_1, x_2)$", ylabel="$(\\hat{y} - y)^2$", title="Squared error of each point")
        self.bars.grid(True, axis="y", color="#DDDDDD", linewidth=0.8)
        self.bars.set_axisbelow(True)

    def draw(self):
        w1, w2, b = (slider.value for slider in self.weights)
        y = np.array(TABLES[self.table.value])
        answers = linear(self.X, w1, w2, b)
        errors = (answers - y) ** 2
        right = ((answers > 0.5) == (y == 1)) & (answers != 0.5)
        self._show_plane(w1, w2, b, y, answers, right)
        self._show_bars(y, errors)
        moving = [*self.shading, *self.points, *self.answers, *self.errors, *self.sizes, self.mean, self.mean_name]
        right = right.sum()
        return moving, self._sentence(w1, w2, b, errors, right), self._alt(answers, errors, right)

    def _show_plane(self, w1, w2, b, y, answers, right):
        for artist in self.shading:
            artist.remove()
        self.shading = _sides(self.plane, w1, w2, b)
        for label, points in enumerate(self.points):
            points.set_data(*self.X[:, y == label])
        for text, answer, good in zip(self.answers, answers, right, strict=True):
            text.set_text(f"$\\hat{{y}}$ = {plain(answer, 1)} {'✓' if good else '✗'}")

    def _show_bars(self, y, errors):
        for bar, text, target, error in zip(self.errors, self.sizes, y, errors, strict=True):
            bar.set(height=min(error, TALLEST), facecolor=plots.CLASSES[target]["color"])
            _write_at(text, error, f"{error:.2f}", lift=0.06)
        self.mean.set_ydata([errors.mean()] * 2)
        _write_at(self.mean_name, errors.mean(), f"MSE\n{errors.mean():.4f}")

    def _sentence(self, w1, w2, b, errors, right):
        formula = f"ŷ = {plain(w1, 1)} x1 {_term(w2)} x2 {_term(b)}"
        return f"{self.table.value}: {formula}. {right} of 4 points on the right side. MSE {errors.mean():.4f}."

    def _alt(self, answers, errors, right):
        each = "; ".join(
            "({:g}, {:g}): ŷ {}, squared error {:.2f}".format(*column, plain(answer, 1), error)
            for column, answer, error in zip(self.X.T, answers, errors, strict=True)
        )
        return (
            f"Left: the plane of x1 and x2, {_cut(answers)}; {right} of the 4 points of {self.table.value} on their "
            f"side. Right: a bar for each squared error. {each}. Their mean, the MSE, is {errors.mean():.4f}."
        )


def _sides(ax, w1, w2, b):
    """The side where ŷ is below ½, the side where it is above, and the line between; a flat ŷ = ½ has no side."""
    x = np.array(WINDOW)
    values = w1 * x[None, :] + w2 * x[:, None] + b - 0.5
    artists = []
    if np.abs(values).max() > 1e-9:
        artists.append(ax.contourf(x, x, values, levels=[-99, 0, 99], colors=SIDES, alpha=0.55))
    if values.min() < 0 < values.max():
        artists.append(ax.contour(x, x, values, levels=[0], colors=plots.INK, linewidths=1.8, zorder=1.5))
    return artists


def _cut(answers):
    """Where the line is, in words: `answers` are ŷ at the four corners of the unit square."""
    if np.ptp(answers) == 0:
        return f"not cut, because ŷ is {plain(answers[0], 1)} everywhere"
    return "cut by the line where ŷ is ½"


def _write_at(text, height, words, lift=0.0):
    """Set a text at a height of the axis of squared errors; one above its end stands at the end, with an arrow."""
    text.set_text(words if height < TALLEST else f"{words} ↑")
    text.set_y(np.clip(height + lift, 0.07 * TALLEST, 0.9 * TALLEST))


def _term(value):
    return f"{'−' if value < 0 else '+'} {abs(value):.1f}"
