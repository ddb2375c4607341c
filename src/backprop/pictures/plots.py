"""The drawings: arrays in, Axes out.

One colour for one thing: class 0 is blue and round, class 1 orange and square (Okabe–Ito), and a probability
shades from the one to the other through white at ½. Every function draws on `ax`, or on a new figure without it.
"""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from backprop import arguments
from backprop.pictures.numbers import signed

BLUE, ORANGE, GREEN, PURPLE, INK = "#0072B2", "#D55E00", "#007A5A", "#8E4585", "#333333"
CLASSES = (
    {"color": BLUE, "marker": "o", "label": "class 0"},
    {"color": ORANGE, "marker": "s", "label": "class 1"},
)
PROBABILITY = LinearSegmentedColormap.from_list("probability", ["#A3CDE5", "#FFFFFF", "#F2C6A6"])
SIGNED = LinearSegmentedColormap.from_list("signed", ["#6FB1D6", "#FFFFFF", "#EBA877"])  # − blue, 0 white, + orange
BANDS = np.linspace(0, 1, 11)  # of probability, each in one colour
BAND_COLOURS = PROBABILITY(np.linspace(0, 1, 10))
BAND_BYTES = np.round(255 * BAND_COLOURS).astype(np.uint8)
SHADES = PROBABILITY(np.linspace(0, 1, 9))  # of probability, of which a palette of 256 colours makes all others


def new_figure(width=5.2, height=3.8):
    """An empty Figure, `width` by `height` inches; `figure.subplots(rows, columns)` gives its Axes."""
    return Figure((width, height), dpi=100, layout="constrained")


def new_axes(width=5.2, height=3.8):
    """An Axes on a Figure of its own, `width` by `height` inches."""
    return new_figure(width, height).subplots()


def legend_below(figure, columns=3):
    """The one legend of a figure: under its axes, without a frame, so that it covers nothing."""
    figure.legend(loc="outside lower center", ncols=columns, frameon=False)


def loss_curve(epochs, loss, ax=None, label=None, name="loss", **style):
    """The loss against the epoch, on a log axis.

    epochs, loss  (n_records,)
    name          what the axis calls the loss, such as "mean squared error"
    style         passed on to `Axes.plot`
    """
    ax = ax or new_axes()
    ax.plot(epochs, loss, label=label, **{"color": INK, "linewidth": 1.8, **style})
    ax.set(xlabel="epoch", ylabel=name, yscale="log", title=f"Loss: {name}")
    ax.grid(True, color="#DDDDDD", linewidth=0.8)
    return ax


def landscape(x, y, J, ax=None, names=("x", "y"), title="Loss landscape"):
    """Contour lines of the loss over two parameters, each labelled with its height.

    x, y  (n,), (m,)  the values of the two parameters
    J     (m, n)      the loss at each pair
    """
    ax = ax or new_axes(6, 4.6)
    lines = ax.contour(x, y, J, levels=14, colors="#767676", linewidths=0.9)
    ax.clabel(lines, fontsize=9)
    ax.set(xlabel=names[0], ylabel=names[1], title=title)
    return ax


def decision_boundary(predict, X, y, ax=None, title="Decision boundary"):
    """What a network answers over the plane, in ten bands; a line where it says ½; the examples on top.

    predict  (2, n) -> (1, n), probabilities of class 1
    X, y     (2, n_examples), (1, n_examples), y of 0 and 1
    Raises TypeError or ValueError for another function or other examples.
    """
    X, y = _planar(X, y)
    ax = ax or new_axes(4.4, 3.8)
    probability(lambda places: _answers(predict, places), window(X), ax)
    points(X, y, ax)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=title)
    return ax


def _planar(X, y):
    """X and y as arrays, if they can be points of two classes in a plane."""
    X, y = arguments.array("X", X), arguments.array("y", y)
    if X.ndim != 2 or len(X) != 2:
        raise ValueError(f"X has shape {X.shape}, expected (2, n_examples): a plane has two features, choose two rows")
    if y.shape != (1, X.shape[1]):
        raise ValueError(f"y has shape {y.shape}, expected (1, {X.shape[1]}): give one row of 0 and 1, such as y[[1]]")
    if not np.isin(y, (0, 1)).all():
        raise ValueError(f"y holds {y[~np.isin(y, (0, 1))][0]:g}, which is no class: give 0 and 1, such as y > 0")
    return X, y


def _answers(predict, places):
    """What `predict` answers, if it can be probabilities."""
    if not callable(predict):
        raise TypeError(f"predict must be a function, got {type(predict).__name__}: give its predict, without brackets")
    answers, expected = np.asarray(predict(places)), (1, places.shape[1])
    if answers.shape != expected:
        raise ValueError(f"predict gave shape {answers.shape}, expected {expected}: give the output of one unit")
    return arguments.array("what predict gave", answers)


def window(X, margin=0.35):
    """(left, right, bottom, top): the examples with a margin of `margin` times their spread."""
    low, high = X.min(axis=1), X.max(axis=1)
    edge = margin * (high - low)
    return low[0] - edge[0], high[0] + edge[0], low[1] - edge[1], high[1] + edge[1]


def probability(predict, extent, ax, resolution=40):
    """Shade the plane by `predict` and draw the line at ½; returns the artists."""
    x1, x2 = np.linspace(*extent[:2], resolution), np.linspace(*extent[2:], resolution)
    z = log_odds(predict(plane(x1, x2))).reshape(resolution, resolution)
    artists = [ax.contourf(x1, x2, z, levels=log_odds(BANDS), colors=BAND_COLOURS, antialiased=False)]
    if z.min() < 0 < z.max():
        artists.append(ax.contour(x1, x2, z, levels=[0], colors=INK, linewidths=1.8, zorder=1.5))
    return artists


def banded(p):
    """The colour of the band of each probability, for an image: (…, 4), whole numbers from 0 to 255."""
    return BAND_BYTES[np.digitize(p, BANDS[1:-1])]


def log_odds(p):
    """log p / (1 − p), held within ±34.5: straight where p jumps, so that a coarse grid still finds the line at ½."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return np.log(p / (1 - p))


def plane(x1, x2):
    """Every pair of x1 and x2 as a column, (2, len(x1) · len(x2)), x1 running first."""
    return np.stack([axis.ravel() for axis in np.meshgrid(x1, x2)])


def points(X, y, ax, size=7):
    """The examples, each class with its colour and marker; returns the artists.

    Raises TypeError or ValueError for other examples than points of class 0 and 1 in a plane.
    """
    X, y = _planar(X, y)
    edge = {"linestyle": "none", "markersize": size, "markeredgecolor": "white", "markeredgewidth": 1}
    return [ax.plot(*X[:, y[0] == label], **style, **edge)[0] for label, style in enumerate(CLASSES)]


def tiles(numbers, rows, columns, ax=None, title=""):
    """Numbers in rows and columns, each on its colour: blue below 0, orange above.

    numbers        (n_rows, n_columns)
    rows, columns  their names
    Raises ValueError if there are not as many names as rows and columns.
    """
    numbers = arguments.array("numbers", numbers)
    if numbers.shape != (len(rows), len(columns)):
        named = len(rows), len(columns)
        raise ValueError(f"numbers has shape {numbers.shape} but {named} are named: give each row and column a name")
    ax = ax or new_axes(1.2 + 1.3 * len(columns), 1 + 0.27 * len(rows))
    largest = 2 * np.abs(numbers).max()  # so that black reads on every colour
    ax.imshow(numbers, cmap=SIGNED, vmin=-largest, vmax=largest, aspect="auto")
    for (row, column), number in np.ndenumerate(numbers):
        ax.text(column, row, signed(number, 6), ha="center", va="center", fontsize=9)
    ax.set(xticks=range(len(columns)), xticklabels=columns, yticks=range(len(rows)), yticklabels=rows, title=title)
    return ax
