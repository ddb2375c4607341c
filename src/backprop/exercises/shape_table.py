"""The exercise of notebook 01 that asks for the shape of every array of a network."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.judge import parts_of
from backprop.checks.verdicts import Mistaken, NotYet, listed

SIZES = {"features": 3, "hidden units": 5, "outputs": 2, "examples": 7}  # all differ, so that a wrong one shows
SHAPES = {
    "W1": ("hidden units", "features"),
    "b1": ("hidden units", 1),
    "z1": ("hidden units", "examples"),
    "a1": ("hidden units", "examples"),
    "W2": ("outputs", "hidden units"),
    "b2": ("outputs", 1),
    "z2": ("outputs", "examples"),
    "a2": ("outputs", "examples"),
}


@dataclass(frozen=True)
class ShapeTable:
    """The shape of every array of a 3-5-2 network at 7 examples: {"W1": (5, 3), …}."""

    title: str

    def judge(self, answer):
        """What to say of eight right shapes. Raises a Finding that names the first that is not."""
        shapes = {name: _shape(name, value) for name, value in parts_of(answer, SHAPES).items() if name in SHAPES}
        if not any(any(shape) for shape in shapes.values()):
            raise NotYet("Every shape is still (0, 0).")
        right = [name for name, shape in shapes.items() if shape == _numbers(name)]
        for name in SHAPES:
            if name not in right:
                raise _fault_of_shape(name, shapes[name], right)
        return "A weight has a row for each unit that it feeds; z and a have a column for each example."


def _numbers(name):
    """The shape of an array in numbers: (5, 3) for W1."""
    return tuple(SIZES.get(size, size) for size in SHAPES[name])


def _shape(name, value):
    """What was answered for one array, as a tuple of whole numbers; an array stands for its own shape."""
    if value is None or value is ...:
        return (0, 0)
    try:
        sizes = np.shape(value) if np.ndim(value) > 1 else np.atleast_1d(value).tolist()
        if any(int(size) != size for size in sizes):
            raise ValueError("no whole number")
    except (TypeError, ValueError, OverflowError):
        raise Mistaken(f"{name}: a shape is a pair of whole numbers, such as (3, 7).") from None
    return tuple(int(size) for size in sizes)


def _fault_of_shape(name, shape, right):
    """The Finding for one wrong shape."""
    rows, columns = SHAPES[name]
    start = f"{listed(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""
    if not any(shape):
        return NotYet(f"{start}{name} is still {shape}.")
    if name[0] == "b":
        return Mistaken(f"{start}{name} is not {shape}: {_about_bias(name, shape)}")
    if shape == _numbers(name)[::-1]:
        return Mistaken(f"{start}{name} is the other way round: its rows are the {rows}, its columns the {columns}.")
    if name[0] in "za" and shape[:1] == _numbers(name)[:1]:
        return Mistaken(f"{start}{name} has the right rows, but its columns are the {columns}: one for each.")
    return Mistaken(
        f"{start}{name} is not {shape}: it has a row for each of the {rows} and a column for each of the {columns}."
    )


def _about_bias(name, shape):
    n_units = _numbers(name)[0]
    if shape == (n_units, SIZES["examples"]):
        return "a bias is the same for every example. It is one column, and NumPy repeats it."
    if shape in ((n_units,), (1, n_units)):
        return "it is a column, one row for each unit, so that it can be added to every column of the product."
    return "it is a single column, one row for each unit of its layer."
