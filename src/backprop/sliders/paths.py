"""The right half of the panel of notebook 10: a gradient by each way, and the paths that it came by, row by row."""

import numpy as np

from backprop.pictures import numbers, plots
from backprop.pictures.quick_text import quick_text

COLUMNS = (0.09, 0.355, 0.62, 0.885)  # of the ways
LOST = "#767676"
NAMES = {"①": "2(a2 − y)/4", "②": "σ′(z2)", "③": "W2", "④": "σ′(z1)", "⑤": "x", "⑥": "a1"}


def edges_to_the_output(places, name, row, column):
    """The edges from one parameter to the output, [(start, end), …], where `places` are those of a Diagram."""
    if name == "b2":
        (x, y), reach = places[2][0], 0.16
        return [((x - reach, y), (x + reach, y))]
    if name == "W2":
        return [(places[1][column], places[2][0])]
    back = [(places[1][row], places[2][0])]
    return back if name == "b1" else [(places[0][column], places[1][row]), *back]


def factors_along_the_path(network, X, y, name, row, column):
    """What is multiplied along the path of one parameter, [{"①": …, "②": …}, …]: a dict for each example.

    network  its z1, a1, z2, a2 are those of X; the loss is the mean squared error, so ① holds its 1/n
    """
    found = {"①": 2 * (network.a2 - y)[0] / y.size, "②": network.output.slope(network.z2)[0]}
    if name == "W2":
        found["⑥"] = network.a1[column]
    elif name != "b2":
        found["③"] = np.full(y.size, network.W2[0, row])
        found["④"] = network.activation.slope(network.z1)[row]
    if name == "W1":
        found["⑤"] = X[column]
    return [dict(zip(found, map(float, row), strict=True)) for row in zip(*found.values(), strict=True)]


class Paths:
    """The numbers on an Axes of their own: every text is made here, once, and changed by `move`."""

    def __init__(self, ax, names):
        self.names = names
        ax.set(xlim=(0, 1), ylim=(0, 1))
        ax.axis("off")
        look = {"ha": "center", "va": "center"}
        self.of = quick_text(ax, -0.02, 0.99, fontsize=11, va="center")
        self.heads = [quick_text(ax, x, 0.9, fontsize=10, **look) for x in COLUMNS]
        self.values = [quick_text(ax, x, 0.82, fontsize=10.5, weight="bold", **look) for x in COLUMNS]
        self.title = quick_text(ax, -0.02, 0.68, fontsize=10)
        self.lines = [
            [quick_text(ax, x, 0.56 - 0.1 * i, fontsize=9.5, va="center") for x in (-0.02, 0.13)] for i in range(4)
        ]
        self.sum = quick_text(ax, -0.02, 0.13, fontsize=10, weight="bold", va="center")
        self.legend = quick_text(ax, -0.02, 0.0, fontsize=9, color=plots.INK)

    def move(self, of, ways, shares, lost=False):
        """Show these numbers; returns every artist that may have changed.

        of      the name of the parameter
        ways    {"graph": …, …}, up to four floats
        shares  as `factors_along_the_path` gives them
        lost    True greys the paths that = throws away: all but the first row's
        """
        self.of.set_text(f"Derivative of J with respect to {of}, by")
        for texts, words in ((self.heads, list(ways)), (self.values, [written(value) for value in ways.values()])):
            for text, word in zip(texts, [*words, "", "", "", ""], strict=False):
                text.set_text(word)
        agreed = [abs(value - ways["four lines"]) <= 1e-8 for value in ways.values()]
        for text, right in zip(self.values, [*agreed, True, True, True, True], strict=False):
            text.set_color(plots.INK if right else plots.ORANGE)
        self.title.set_text("One path for each row of XOR:  " + " · ".join(shares[0]))
        for i, (texts, row) in enumerate(zip(self.lines, shares, strict=True)):
            for text, word in zip(texts, (self.names[i], self.product(row)), strict=True):
                text.set(text=word, color=LOST if lost and i else plots.INK)
        self.sum.set_text(f"sum of the four: {written(sum(np.prod(list(row.values())) for row in shares))}")
        self.legend.set_text(",  ".join(f"{number} {NAMES[number]}" for number in shares[0]))
        texts = [text for line in self.lines for text in line]
        return [self.of, *self.heads, *self.values, self.title, *texts, self.sum, self.legend]

    def product(self, row):
        """One path as a product: "0.171 · 0.217 = +0.037107"."""
        numbers = [f"{value:{'g' if number == '⑤' else '.3f'}}" for number, value in row.items()]
        product = " · ".join(numbers).replace("-", "−")
        return f"{product} = {written(np.prod(list(row.values())))}"


def written(value):
    """A gradient with six decimals, or with three digits where those would be 0; with its sign, the true minus."""
    return numbers.signed(value, 6) if abs(value) >= 1e-5 else numbers.power(value, 2)
