"""Where the boxes and arrows of each computational graph stand, and what is written on them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in inches.

    size    (width, height) of the figure
    boxes   {"z1": ("$z_1$", x, y), …}, the middle of each box; the names of parameters begin with w or b
    arrows  {"a1/z1": ("$σ′(z_1)$", x, y), …}, what the slope is, and where that is written
    key     (x, y) of what the colours mean
    beside  the boxes whose gradient stands at their left, out of an arrow's way
    """

    size: tuple
    boxes: dict
    arrows: dict
    key: tuple
    beside: tuple = ()


PATH = Layout(
    size=(8.6, 2.75),
    boxes={
        "w1": ("$w_1$", 0.54, 1.06),
        "z1": ("$z_1$", 2.04, 1.06),
        "a1": ("$a_1$", 3.54, 1.06),
        "z2": ("$z_2$", 5.04, 1.06),
        "a2": ("$a_2$", 6.54, 1.06),
        "J": ("$J$", 8.04, 1.06),
        "w2": ("$w_2$", 3.54, 2.24),
    },
    arrows={
        "J/a2": ("① $2(a_2 − y)$", 7.29, 1.49),
        "a2/z2": ("② $σ′(z_2)$", 5.79, 1.49),
        "z2/a1": ("③ $w_2$", 4.18, 1.49),
        "a1/z1": ("④ $σ′(z_1)$", 2.79, 1.49),
        "z1/w1": ("⑤ $x_1$", 1.29, 1.49),
        "z2/w2": ("⑥ $a_1$", 4.72, 2.05),
    },
    key=(6.1, 2.55),
    beside=("w2",),
)

FAN_OUT = Layout(
    size=(8.6, 3.0),
    boxes={
        "a1[0]": ("$a_1[0]$", 0.7, 1.52),
        "z2[0]": ("$z_2[0]$", 3.0, 2.4),
        "a2[0]": ("$a_2[0]$", 5.2, 2.4),
        "z2[1]": ("$z_2[1]$", 3.0, 0.64),
        "a2[1]": ("$a_2[1]$", 5.2, 0.64),
        "J": ("$J$", 7.5, 1.52),
    },
    arrows={
        "z2[0]/a1[0]": ("$W_2[0, 0]$", 1.7, 2.33),
        "z2[1]/a1[0]": ("$W_2[1, 0]$", 1.6, 0.92),
        "a2[0]/z2[0]": ("$σ′(z_2[0])$", 4.1, 2.83),
        "a2[1]/z2[1]": ("$σ′(z_2[1])$", 4.1, 1.07),
        "J/a2[0]": ("$a_2[0] − y[0]$", 6.62, 2.4),
        "J/a2[1]": ("$a_2[1] − y[1]$", 6.62, 0.86),
    },
    key=(0.12, 2.9),
)

UNIT = Layout(
    size=(8.6, 3.2),
    boxes={
        "w": ("$w$", 0.54, 2.56),
        "x": ("$x$", 0.54, 1.04),
        "p": ("$p = w x$", 2.04, 1.8),
        "b": ("$b$", 1.9, 0.58),
        "z": ("$z = p + b$", 3.54, 1.8),
        "a": ("$a = σ(z)$", 5.04, 1.8),
        "t": ("$t = −y$", 4.9, 0.58),
        "e": ("$e = a + t$", 6.54, 1.8),
        "J": ("$J = e e$", 8.04, 1.8),
    },
    arrows={
        "p/w": ("$x$", 1.46, 2.56),
        "p/x": ("$w$", 1.5, 1.24),
        "z/p": ("", 2.79, 2.23),
        "z/b": ("", 3.18, 1.1),
        "a/z": ("$σ′(z)$", 4.29, 2.23),
        "e/a": ("", 5.79, 2.23),
        "e/t": ("", 6.18, 1.1),
        "J/e": ("$e + e$", 7.29, 2.23),
    },
    key=(6.1, 3.05),
)
