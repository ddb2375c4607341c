"""The exercises of notebook 01, the forward pass."""

from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Choice, Function
from backprop.exercises import two_layers
from backprop.exercises.by_hand import MadeByHand
from backprop.exercises.shape_table import ShapeTable
from backprop.exercises.two_layers import sigmoid

FORWARD_MISTAKES = {
    "no bias": Mistake(
        "The biases are missing: z1 = W1 @ X + b1, and the same with b2 in layer 2.",
        [
            {"z1": lambda v: v.W1 @ v.X, "z2": lambda v: v.W2 @ v.a1 + v.b2},
            {"z1": lambda v: v.W1 @ v.X, "z2": lambda v: v.W2 @ v.a1},
            {"z2": lambda v: v.W2 @ v.a1},
        ],
    ),
    "bias subtracted": Mistake(
        "The bias is subtracted: it is added.",
        [{"z1": lambda v: v.W1 @ v.X - v.b1, "z2": lambda v: v.W2 @ v.a1 - v.b2}],
    ),
    "bias after the sigmoid": Mistake(
        "The bias is added after the sigmoid: it belongs into z, before the bend.",
        [
            {
                "z1": lambda v: v.W1 @ v.X,
                "a1": lambda v: sigmoid(v.z1) + v.b1,
                "z2": lambda v: v.W2 @ v.a1,
                "a2": lambda v: sigmoid(v.z2) + v.b2,
            }
        ],
    ),
    "no hidden sigmoid": Mistake(
        "a1 is z1: the sigmoid of the hidden layer is missing, and without it the two layers are one line again.",
        [{"a1": lambda v: v.z1}],
    ),
    "hidden sigmoid skipped": Mistake(
        "Layer 2 is given z1: what goes on to the next layer is a1, after the sigmoid.",
        [{"z2": lambda v: v.W2 @ v.z1 + v.b2}],
    ),
    "no output sigmoid": Mistake("a2 is z2: the sigmoid of the output is missing.", [{"a2": lambda v: v.z2}]),
    "no sigmoid": Mistake(
        "Both sigmoids are missing: a1 = sigmoid(z1), a2 = sigmoid(z2).", [{"a1": lambda v: v.z1, "a2": lambda v: v.z2}]
    ),
    "sigmoid twice": Mistake(
        "The output has gone through the sigmoid twice: z2 is the plain weighted sum.",
        [
            {"z2": lambda v: sigmoid(v.W2 @ v.a1 + v.b2)},
            {"a2": lambda v: sigmoid(sigmoid(v.z2))},
        ],
    ),
    "e to the plus z": Mistake(
        "The sigmoid falls where it should rise: it is 1 / (1 + e^−z), with a minus.",
        [{"a1": lambda v: 1 - sigmoid(v.z1), "a2": lambda v: 1 - sigmoid(v.z2)}],
    ),
    "examples reshaped": Mistake(
        "Rows and columns are mixed up: reshape fills a new shape with the old order of the numbers, and so tears the "
        "examples apart. X has its examples in columns already and needs neither reshape nor .T.",
        [{"z1": lambda v: v.W1 @ v.X.T.reshape(v.X.shape) + v.b1}],
    ),
}
EXERCISES = {
    "1.1": ShapeTable(title="the table of shapes"),
    "1.2": Function(
        title="forward",
        call="forward(X, W1, b1, W2, b2)",
        outputs=("z1", "a1", "z2", "a2"),
        equations=two_layers.FORWARD,
        mistakes=FORWARD_MISTAKES,
        problems=lambda: [{k: v for k, v in row.items() if k != "y"} for row in two_layers.problems()],
    ),
    "1.3": MadeByHand(title="XOR by hand"),
    "1.4": Choice(
        title="published code: rows into columns",
        right="b",
        replies={
            "a": "The shape is right, but a shape does not say what stands where. Print X and read its columns.",
            "b": "reshape keeps the numbers in their old order and only breaks the lines elsewhere: two of its columns "
            "are (0, 1), one with target 0 and one with target 1. table.T turns rows into columns.",
            "c": "y is a single row, and its four targets stand in the order of the table: nothing is wrong with it.",
            "d": "Look at its MSE: it has come to rest at 1/8. More epochs cannot give two answers to one input.",
        },
    ),
}
