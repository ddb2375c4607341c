"""The figures of notebook 10, from yours to autograd."""

import numpy as np

from backprop.pictures import Picture, computational_graph, plots


def one_unit(boxes):
    """The computational graph of one unit, with the number, the gradient and the slopes that its Values hold.

    boxes  {"w": …, "x": …, "p": …, "b": …, "z": …, "a": …, "t": …, "e": …, "J": …}, Values, walked back over
    """
    numbers = computational_graph.from_values(computational_graph.UNIT, boxes)
    drawing = computational_graph.draw(computational_graph.UNIT, numbers)
    shape = "A computational graph: w and x meet in p, p and b in z; then a. a and t meet in e; J is e times e."
    return Picture(drawing.figure, f"{shape} Blue: w and b. {drawing.words(numbers)}")


def side_by_side(ways):
    """Every partial derivative as a row, every way to find it as a column, as a Picture.

    ways  {name of the way: {"dW1": …, "db1": …, …}}
    """
    blocks = next(iter(ways.values()))
    names = [f"{block}[{i}, {j}]" for block, array in blocks.items() for i, j in np.ndindex(array.shape)]
    columns = np.array([np.concatenate([found[block].ravel() for block in blocks]) for found in ways.values()]).T
    ax = plots.tiles(columns.astype(float), names, list(ways), title="The partial derivatives of J")
    rows = "; ".join(f"{name} {', '.join(f'{x:+.4f}' for x in row)}" for name, row in zip(names, columns, strict=True))
    return Picture(ax, f"A table of {len(names)} rows; the columns are {', '.join(ways)}. {rows}.".replace("-", "−"))
