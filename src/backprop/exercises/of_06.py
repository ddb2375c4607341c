"""The exercises of notebook 06, which loss?"""

from backprop.activations import sigmoid, softmax
from backprop.checks.judge import Choice, Choices, Function
from backprop.checks.lines import Lines
from backprop.exercises import two_layers, wrong_gradients
from backprop.exercises.wrong_gradients import said

OUTPUT = Lines("a2 = sigmoid(z2)", sigmoid=sigmoid, softmax=softmax)
MSE = OUTPUT + Lines(two_layers.BACKWARD_MSE.line("dz2"))
CROSS_ENTROPY = OUTPUT + Lines(two_layers.LAYER_2.line("dz2"))

WRONG_OUTPUT = {
    "z2 stands where a2 should: put it through the sigmoid first.":
        "a2 = z2",
    "z2 has been through the sigmoid twice.":
        "a2 = sigmoid(sigmoid(z2))",
    "z2 goes through the softmax here. Softmax is for one-hot targets; here each output has its own sigmoid.":
        "a2 = softmax(z2)",
}  # fmt: skip
WRONG_MSE = {
    "This is the slope of half the sum of the squares: the 2 of the square is missing, and so is the mean.":
        "dz2 = (a2 - y) * a2 * (1 - a2)",
    "This is the slope of the cross-entropy, summed over everything: the squared error also needs the slope of "
    "the sigmoid, the 2 of the square, and the mean.":
        "dz2 = a2 - y",
    "Too large by the number of outputs: this mean is over every entry of y, so divide by y.size.":
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2) / y.shape[1]",
    "The slope of the sigmoid has two factors, a2 and 1 - a2, but here one is missing.":
        ["dz2 = 2 * (a2 - y) * a2 / y.size", "dz2 = 2 * (a2 - y) * (1 - a2) / y.size"],
    "Here the slope of the sigmoid is computed from the error. Compute it from the activation: a2 * (1 - a2).":
        "dz2 = 2 * (a2 - y) * (1 - (a2 - y)) / y.size",
    "This is the loss itself, entry by entry, not its slope.":
        ["dz2 = (a2 - y) ** 2 / y.size", "dz2 = (a2 - y) ** 2"],
    "1 - a2 ** 2 is the slope of tanh. The output is a sigmoid, whose slope is a2 * (1 - a2).":
        "dz2 = 2 * (a2 - y) * (1 - a2 ** 2) / y.size",
    "The brackets round 1 - a2 are missing: Python multiplies by 1 and then subtracts.":
        ["dz2 = 2 * (a2 - y) * a2 * 1 - a2 / y.size", "dz2 = (2 * (a2 - y) * a2 * 1 - a2) / y.size"],
}  # fmt: skip
WRONG_CROSS_ENTROPY = {
    "This is the loss itself, entry by entry, not its slope.":
        ["dz2 = -(y * np.log(a2) + (1 - y) * np.log(1 - a2)) / y.shape[1]",
         "dz2 = -(y * np.log(a2) + (1 - y) * np.log(1 - a2))"],
}  # fmt: skip


def _problems():
    """z2 and y, of three sizes."""
    solved = [two_layers.FORWARD.run(problem) for problem in two_layers.problems()]
    return [{name: values[name] for name in ("z2", "y")} for values in solved]


def _snippet(right, **replies):
    return Choice(title="", right=right, replies=replies)


EXERCISES = {
    "6.1": Function(
        title="the delta of the mean squared error",
        call="mse_slope(z2, y)",
        outputs=("dz2",),
        truth=MSE,
        wrong=said(wrong_gradients.MSE) | WRONG_MSE | WRONG_OUTPUT,
        problems=_problems,
        stub="""
def mse_slope(z2, y):
    return np.zeros(z2.shape)
""",
    ),
    "6.2": Function(
        title="the delta of the cross-entropy",
        call="cross_entropy_slope(z2, y)",
        outputs=("dz2",),
        truth=CROSS_ENTROPY,
        wrong=said(wrong_gradients.CROSS_ENTROPY | wrong_gradients.OUTPUT_Z) | WRONG_CROSS_ENTROPY | WRONG_OUTPUT,
        problems=_problems,
        stub="""
def cross_entropy_slope(z2, y):
    return np.zeros(z2.shape)
""",
    ),
    "6.3": Choices(
        title="three snippets",
        parts={
            "A": _snippet(
                "pair",
                pair="the ½ in the loss cancels the 2 of the square.",
                factor="count the 2s: this loss has a ½ in front, and dz2 is compared with this loss.",
                other="a2 * (1 - a2) is there, so it is the delta of a squared error, and a squared error is printed.",
            ),
            "B": _snippet(
                "factor",
                pair="a gradient check would print 5.0e-01: where is the 2 of the square?",
                factor="the 2 is missing. The direction is right, so it trains as if with half the learning rate.",
                other="it is the delta of the loss that is printed, except for its length.",
            ),
            "C": _snippet(
                "other",
                pair="the delta of the cross-entropy contains no a2 * (1 - a2): see equation 6.6.",
                factor="no single number turns it into a2 - y: a2 * (1 - a2) differs from example to example.",
                other="the cross-entropy is printed and the squared error minimised: the report's mismatch, reversed.",
            ),
        },
    ),
    "6.4": Choice(
        title="published code: the XOR lab of a course",
        right="c",
        replies={
            "a": "It does learn XOR, but so do most of the bugs of notebook 05. Compare line 2 with the loss of "
            "line 1.",
            "b": "Line 2 is one mistake: it is the delta of half the squared error. Now compare lines 3 and 4: "
            "what does each do with the four examples?",
            "c": "Line 2 is the delta of half the squared error, not of the cross-entropy in line 1. And line 3 sums "
            "over the examples where line 4 takes the mean: compared with the weights, each bias moves only a "
            "quarter as far as it should.",
            "d": "Line 4 is one mistake: it takes a mean where line 3 takes a sum. But compare line 2 with the loss of "
            "line 1 as well.",
        },
    ),
}
