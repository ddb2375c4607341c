"""The exercises of notebook 06, which loss?"""

from backprop.checks.diagnosis import Mistake, solve
from backprop.checks.judge import Choice, Choices, Function
from backprop.exercises import two_layers, wrong_gradients
from backprop.exercises.two_layers import sigmoid, slope

A2 = {"a2": lambda v: sigmoid(v.z2)}
FORWARD_WRONG = {
    "sigmoid forgotten": Mistake(
        "z2 stands where a2 should: put it through the sigmoid first.", [{"a2": lambda v: v.z2}]
    ),
    "sigmoid twice": Mistake("z2 has been through the sigmoid twice.", [{"a2": lambda v: sigmoid(sigmoid(v.z2))}]),
}
MSE = {
    "sum over every entry": Mistake(
        "Too large by the number of entries of y: is the mean missing?",
        [{"dz2": lambda v: 2 * (v.a2 - v.y) * slope(v.a2)}],
    ),
    "half the sum of squares": Mistake(
        "This is the slope of half the sum of the squares: the 2 of the square is missing, and the mean too.",
        [{"dz2": lambda v: (v.a2 - v.y) * slope(v.a2)}],
    ),
    "cross-entropy, summed": Mistake(
        "This is the slope of the cross-entropy, summed over everything: the squared error also needs the slope of "
        "the sigmoid, its 2, and the mean.",
        [{"dz2": lambda v: v.a2 - v.y}],
    ),
    "mean over examples only": Mistake(
        "Too large by the number of outputs: this mean is over every entry of y, so divide by y.size.",
        [{"dz2": lambda v: 2 * (v.a2 - v.y) * slope(v.a2) / v.y.shape[1]}],
    ),
    "half a slope": Mistake(
        "Of the two factors of the sigmoid's slope, a2 and 1 - a2, one is missing.",
        [
            {"dz2": lambda v: 2 * (v.a2 - v.y) * v.a2 / v.y.size},
            {"dz2": lambda v: 2 * (v.a2 - v.y) * (1 - v.a2) / v.y.size},
        ],
    ),
}
CROSS_ENTROPY = {
    "mean over outputs": Mistake(
        "Too small by the number of outputs: this loss is the mean over examples but the sum over outputs, "
        "so divide by y.shape[1], not by y.size.",
        [{"dz2": lambda v: (v.a2 - v.y) / v.y.size}],
    ),
    "chain not finished": Mistake(
        "This is ∂J/∂a2. One factor is still to come, the slope of the sigmoid: it cancels the denominator.",
        [
            {"dz2": lambda v, n=n: (v.a2 - v.y) / slope(v.a2) / n(v)}
            for n in (lambda v: v.y.shape[1], lambda v: v.y.size)
        ],
    ),
}


def _problems():
    """z2 and y, of three sizes."""
    solved = [solve(two_layers.FORWARD, problem) for problem in two_layers.problems()]
    return [{name: values[name] for name in ("z2", "y")} for values in solved]


def _snippet(right, **replies):
    return Choice(title="", right=right, replies=replies)


EXERCISES = {
    "6.1": Function(
        title="the slope of the mean squared error",
        call="mse_slope(z2, y)",
        outputs=("dz2",),
        equations=A2 | {"dz2": two_layers.BACKWARD_MSE["dz2"]},
        mistakes=wrong_gradients.MSE | MSE | FORWARD_WRONG,
        problems=_problems,
    ),
    "6.2": Function(
        title="the slope of the cross-entropy",
        call="cross_entropy_slope(z2, y)",
        outputs=("dz2",),
        equations=A2 | {"dz2": two_layers.LAYER_2["dz2"]},
        mistakes=wrong_gradients.CROSS_ENTROPY | wrong_gradients.OUTPUT_Z | CROSS_ENTROPY | FORWARD_WRONG,
        problems=_problems,
    ),
    "6.3": Choices(
        title="three snippets",
        parts={
            "A": _snippet(
                "pair",
                pair="the ½ in the loss takes the 2 of the square.",
                factor="count the 2s: this loss has a ½ in front, and its slope is held to that loss.",
                other="a2 * (1 - a2) is there, so it is a squared error's slope, and a squared error is printed.",
            ),
            "B": _snippet(
                "factor",
                pair="a gradient check would print 5.0e-01: where is the 2 of the square?",
                factor="the 2 is missing. The direction is right, so it trains, as if at half the learning rate.",
                other="it is the slope of the loss that is printed, but for its length.",
            ),
            "C": _snippet(
                "other",
                pair="the slope of the cross-entropy holds no a2 * (1 - a2): equation 6.6.",
                factor="no single number takes it to a2 - y: a2 * (1 - a2) differs from example to example.",
                other="cross-entropy is printed, the squared error is descended: the report's mismatch, turned round.",
            ),
        },
    ),
    "6.4": Choice(
        title="published code: cross-entropy on the screen",
        right="c",
        replies={
            "a": "It does learn XOR, but so do most of the bugs of notebook 05. Hold line 2 to the loss of line 1.",
            "b": "Line 2 is one: it is the slope of half the squared error. Now compare lines 3 and 4: "
            "what does each do with the four examples?",
            "c": "Line 2 is the slope of half the squared error, not of line 1's cross-entropy. And line 3 sums the "
            "examples where line 4 takes their mean: beside the weights, each bias moves a quarter of its way.",
            "d": "Line 4 is one: it takes a mean where line 3 takes a sum. But hold line 2 to the loss of line 1, too.",
        },
    ),
}
