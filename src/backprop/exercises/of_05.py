"""The exercises of notebook 05, prove it."""

from backprop.checks.judge import Choice, Choices
from backprop.exercises.error_function import ErrorFunction
from backprop.exercises.order_test import OrderTest

_LINES = {
    "1": "Line 1 is right: each hidden unit weighs the inputs and adds its bias.",
    "2": "Line 2 is right: layer 2 does with a1 what layer 1 does with X.",
    "3": "Line 3 is right: the slope of the mean cross-entropy is (a2 - y) / n.",
    "4": "Line 4 is right: the delta of a layer times what went into it.",
    "5": "Line 5 is right: 1/n is in dz2 already, so the bias takes the sum over the examples.",
    "6": "Line 6 is right: back through W2, times the slope of the hidden sigmoid.",
    "7": "Line 7 is right: the delta of a layer times what went into it.",
    "8": "Line 8 is right: 1/n is in dz1 already, so the bias takes the sum over the examples.",
}


def _planted(line, found, hint):
    wrong = {number: f"{text} {hint}" for number, text in _LINES.items()}
    return Choice(title="", right=line, replies=wrong | {line: found})


EXERCISES = {
    "5.1": ErrorFunction(title="write the check"),
    "5.2": Choices(
        title="three planted bugs",
        parts={
            "a": _planted(
                "8",
                "mean for sum, so db1 is too small by n and every other block is right.",
                "Which blocks does the gradient check call wrong?",
            ),
            "b": _planted(
                "6",
                "a1 goes through the sigmoid a second time, so dW1 and db1 are wrong, dW2 and db2 right.",
                "The check finds layer 2 right: where do the two layers part?",
            ),
            "c": _planted(
                "3",
                "the slope a2 * (1 - a2) belongs to the squared error, so all four blocks are wrong.",
                "All four blocks are wrong: what do they have in common?",
            ),
        },
    ),
    "5.3": OrderTest(title="a test for the order of the update"),
    "5.4": Choice(
        title="published code: a mask for ReLU",
        right="b",
        replies={
            "a": "It trains, but ReLU never gives a negative a1: what does the mask a1 >= 0 leave out?",
            "b": "a1 is never below 0, so a1 >= 0 is always true and a unit that is off still gets a gradient. "
            "The slope is 1 where z1 > 0, which is where a1 > 0.",
            "c": "a1 * (1 - a1) is the slope of the sigmoid; this layer is a ReLU.",
            "d": "The shapes fit: W2.T is (n_hidden, n_outputs) and dz2 (n_outputs, n_examples).",
        },
    ),
}
