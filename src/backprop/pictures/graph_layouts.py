"""Where the boxes and arrows of each computational graph stand, and what is written on them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in inches.

    size    (width, height) of the figure
    boxes   {"z1": ("$z_1$", x, y), …}, the middle of each box; the names of parameters begin with w or b
    arrows  {"a1/z1": ("$σ′(z_1)$", x, y), …}, what the slope is and where that is written, the number under it: above
            the level of the boxes, so that it touches none
    key     (x, y) of what the colours mean
    beside  the boxes whose gradient stands at their left, out of an arrow's way
    """

    size: tuple
    boxes: dict
    arrows: dict
    key: tuple
    beside: tuple = ()


PATH = Layout(
    size=(7, 3.15),
    boxes={
        "w1": ("$w_1$", 0.42, 1.06),
        "z1": ("$z_1$", 1.66, 1.06),
        "a1": ("$a_1$", 2.90, 1.06),
        "z2": ("$z_2$", 4.14, 1.06),
        "a2": ("$a_2$", 5.38, 1.06),
        "J": ("$J$", 6.6, 1.06),
        "w2": ("$w_2$", 4.14, 2.72),
    },
    arrows={
        "J/a2": ("① $2(a_2 − y)$", 6.0, 1.7),
        "a2/z2": ("② $σ′(z_2)$", 4.76, 1.7),
        "z2/a1": ("③ $w_2$", 3.52, 1.7),
        "a1/z1": ("④ $σ′(z_1)$", 2.28, 1.7),
        "z1/w1": ("⑤ $x_1$", 1.04, 1.7),
        "z2/w2": ("⑥ $a_1$", 4.55, 2.24),
    },
    key=(5.0, 2.98),
    beside=("w2",),
)

FAN_OUT = Layout(
    size=(7, 3.4),
    boxes={
        "a1[0]": ("$a_1[0]$", 0.5, 1.52),
        "z2[0]": ("$z_2[0]$", 2.5, 2.4),
        "a2[0]": ("$a_2[0]$", 4.45, 2.4),
        "z2[1]": ("$z_2[1]$", 2.5, 0.64),
        "a2[1]": ("$a_2[1]$", 4.45, 0.64),
        "J": ("$J$", 6.5, 1.52),
    },
    arrows={
        "z2[0]/a1[0]": ("$W_2[0, 0]$", 1.12, 2.4),
        "z2[1]/a1[0]": ("$W_2[1, 0]$", 1.2, 0.84),
        "a2[0]/z2[0]": ("$σ′(z_2[0])$", 3.48, 3.04),
        "a2[1]/z2[1]": ("$σ′(z_2[1])$", 3.48, 1.28),
        "J/a2[0]": ("$a_2[0] − y[0]$", 5.85, 2.46),
        "J/a2[1]": ("$a_2[1] − y[1]$", 5.95, 0.84),
    },
    key=(0.08, 3.28),
)

UNIT = Layout(
    size=(7, 3.4),
    boxes={
        "w": ("$w$", 0.42, 2.7),
        "x": ("$x$", 0.42, 1.2),
        "p": ("$p = w x$", 1.66, 1.95),
        "b": ("$b$", 1.35, 0.6),
        "z": ("$z = p + b$", 2.90, 1.95),
        "a": ("$a = σ(z)$", 4.14, 1.95),
        "t": ("$t = −y$", 3.83, 0.6),
        "e": ("$e = a + t$", 5.38, 1.95),
        "J": ("$J = e e$", 6.6, 1.95),
    },
    arrows={
        "p/w": ("$x$", 1.36, 2.72),
        "p/x": ("$w$", 1.22, 1.36),
        "z/p": ("", 2.28, 2.59),
        "z/b": ("", 2.5, 1.3),
        "a/z": ("$σ′(z)$", 3.52, 2.59),
        "e/a": ("", 4.76, 2.59),
        "e/t": ("", 4.98, 1.3),
        "J/e": ("$e + e$", 6.0, 2.59),
    },
    key=(4.95, 3.26),
)
