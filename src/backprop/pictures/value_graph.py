"""The graph of notebook 10, of one unit and its squared error, and its numbers as the Values hold them."""

from backprop.pictures.graph import Layout

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


def read(layout, boxes):
    """The numbers of a drawing from `scalar.Value`s, {key: float}; arrows from one box into one other add up.

    boxes  {"z": the Value in that box, …}, one for each box of the layout
    """
    numbers = {name: value.data for name, value in boxes.items()}
    numbers |= {f"d{name}": value.grad for name, value in boxes.items()}
    for key in layout.arrows:
        head, tail = key.split("/")
        numbers[key] = sum(slope for source, slope in boxes[head].arrows if source is boxes[tail])
    return numbers
