"""The exercises of notebook 01, the forward pass."""

from dataclasses import dataclass

import numpy as np

from backprop import datasets
from backprop.activations import sigmoid
from backprop.checks import compare
from backprop.checks.judge import Choice, Function, parts_of
from backprop.checks.verdicts import Mistaken, NotYet, listed
from backprop.exercises import two_layers

WRONG_FORWARD = {
    "The biases are missing: z1 = W1 @ X + b1, and the same with b2 in layer 2.":
        ["z1 = W1 @ X; z2 = W2 @ a1", "z1 = W1 @ X", "z2 = W2 @ a1"],
    "The bias is subtracted: it is added.":
        ["z1 = W1 @ X - b1; z2 = W2 @ a1 - b2", "z1 = W1 @ X - b1", "z2 = W2 @ a1 - b2"],
    "The bias is added after the sigmoid: add it to z, before the sigmoid is applied.":
        "z1 = W1 @ X; a1 = sigmoid(z1) + b1; z2 = W2 @ a1; a2 = sigmoid(z2) + b2",
    "a1 is z1: the sigmoid of the hidden layer is missing, and without it both layers together are a linear model.":
        "a1 = z1",
    "Layer 2 is given z1: what goes on to the next layer is a1, after the sigmoid.":
        "z2 = W2 @ z1 + b2",
    "a2 is z2: the sigmoid of the output is missing.":
        "a2 = z2",
    "Both sigmoids are missing: a1 = sigmoid(z1), a2 = sigmoid(z2).":
        "a1 = z1; a2 = z2",
    "The output has gone through the sigmoid twice: z2 is the plain weighted sum.":
        ["z2 = sigmoid(W2 @ a1 + b2)", "a2 = sigmoid(sigmoid(z2))"],
    "The sigmoid falls where it should rise: it is 1 / (1 + e^−z), with a minus.":
        ["a1 = sigmoid(-z1); a2 = sigmoid(-z2)", "a1 = sigmoid(-z1)", "a2 = sigmoid(-z2)"],
    "The brackets of the sigmoid are missing: Python reads 1 / 1 + e^−z as 1 + e^−z. It is 1 / (1 + e^−z).":
        ["a1 = 1 / 1 + np.exp(-z1); a2 = 1 / 1 + np.exp(-z2)", "a1 = 1 / 1 + np.exp(-z1)", "a2 = 1 / 1 + np.exp(-z2)"],
    "Your hidden layer uses a ReLU. Both layers of this network use the sigmoid.":
        ["a1 = np.maximum(z1, 0)", "a1 = np.maximum(z1, 0); a2 = np.maximum(z2, 0)"],
    "Your hidden layer uses a tanh. Both layers of this network use the sigmoid.":
        ["a1 = np.tanh(z1)", "a1 = np.tanh(z1); a2 = np.tanh(z2)"],
    "a2 is rounded to 0 or 1. Leave it as the sigmoid computes it, a number between 0 and 1.":
        ["a2 = np.round(sigmoid(z2))", "a2 = (z2 > 0) * 1.0"],
    "Rows and columns are mixed up: reshape keeps the numbers in their old order and cuts them into other rows, so the "
    "numbers of one example no longer stand together. X has its examples in columns already and needs neither reshape "
    "nor .T.":
        "z1 = W1 @ X.T.reshape(X.shape) + b1",
}  # fmt: skip

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
        return "A weight matrix has a row for each unit of its layer; z and a have a column for each example."


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
        return Mistaken(f"{start}{name} has the right rows, but its columns are the {columns}: it needs one for each.")
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


X, Y = datasets.xor()
SHAPES_BY_HAND = {"W1": (2, 2), "b1": (2, 1), "W2": (1, 2), "b2": (1, 1)}
SURE = 0.1  # how near to its target every answer must come


@dataclass(frozen=True)
class MadeByHand:
    """The parameters of a 2-2-1 network that answers XOR: {"W1": …, "b1": …, "W2": …, "b2": …}."""

    title: str

    def judge(self, answer):
        """What to say of parameters that give all four answers within SURE. Raises a Finding for any other."""
        given = {name: compare.numbers(name, value) for name, value in parts_of(answer, SHAPES_BY_HAND).items()}
        for name, shape in SHAPES_BY_HAND.items():
            if given[name].shape != shape:
                raise Mistaken(f"{name} has shape {given[name].shape}, where {shape} is needed.")
        if not any(np.any(value) for value in given.values()):
            raise NotYet("Every weight is 0, so the answer is ½ to everything.")
        with np.errstate(over="ignore"):
            a1 = sigmoid(given["W1"] @ X + given["b1"])
            a2 = sigmoid(given["W2"] @ a1 + given["b2"])
        if fault := _fault_by_hand(a1, a2):
            raise Mistaken(fault)
        return f"The furthest answer is {np.abs(a2 - Y).max():.2g} from its target."


def _fault_by_hand(a1, a2):
    """What is wrong with the four answers a2 (1, 4) of a network made by hand, or None."""
    wrong = (a2 > 0.5) != (Y > 0.5)
    answers = ", ".join(f"{answer:.2f}" for answer in a2[0])
    if wrong.all():
        return f"Its answers are {answers}: every one is on the wrong side of ½. Turn the signs of W2 and b2."
    if wrong.any():
        names = [f"({x1:g}, {x2:g})" for x1, x2 in X.T[wrong[0]]]
        return f"Its answers are {answers}: {listed(names)} on the wrong side of ½.{_about_hidden(a1)}"
    if np.abs(a2 - Y).max() > SURE:
        return (
            f"Its answers are {answers}: all on the right side of ½, but not within {SURE:g}. Make the weights larger."
        )
    return None


def _about_hidden(a1):
    """What the two hidden units have to do with it, or nothing."""
    if np.allclose(a1[0], a1[1], atol=0.02):
        return " Both hidden units answer the same, so they act as a single unit. Give them different biases."
    if np.ptp(a1, axis=1).min() < 0.02:
        return f" Hidden unit {1 + np.ptp(a1, axis=1).argmin()} answers the same to all four inputs."
    return ""


EXERCISES = {
    "1.1": ShapeTable(title="the table of shapes"),
    "1.2": Function(
        title="forward",
        call="forward(X, W1, b1, W2, b2)",
        outputs=("z1", "a1", "z2", "a2"),
        truth=two_layers.FORWARD,
        wrong=WRONG_FORWARD,
        problems=lambda: [{k: v for k, v in row.items() if k != "y"} for row in two_layers.problems()],
        stub="""
def forward(X, W1, b1, W2, b2):
    z1 = a1 = np.zeros((len(W1), X.shape[1]))
    z2 = a2 = np.zeros((len(W2), X.shape[1]))
    return z1, a1, z2, a2
""",
    ),
    "1.3": MadeByHand(title="XOR by hand"),
    "1.4": Choice(
        title="published code: rows into columns",
        right="b",
        replies={
            "a": "The shape is right, but a shape does not say what stands where. Print X and read its columns.",
            "b": "reshape keeps the numbers in their old order and only cuts them into other rows. Two of the new "
            "columns are (0, 1), one with target 0 and one with target 1. table.T would turn rows into columns.",
            "c": "y is a single row, and its four targets stand in the order of the table: nothing is wrong with it.",
            "d": "Look at its MSE: it has come to rest at 1/8. More epochs cannot give two answers to one input.",
        },
    ),
}
