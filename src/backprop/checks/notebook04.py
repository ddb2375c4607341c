"""The exercises of notebook 04, backwards in four lines."""

from backprop.checks import two_layers, wrong_gradients
from backprop.checks.diagnosis import solve
from backprop.checks.judge import Choice, Function
from backprop.checks.network_class import NetworkClass


def _problems_of_layer_2():
    """What is known once the forward pass is done: a1, a2 and y."""
    solved = [solve(two_layers.FORWARD, problem) for problem in two_layers.problems()]
    return [{name: values[name] for name in ("a1", "a2", "y")} for values in solved]


EXERCISES = {
    "4.1": Function(
        title="the gradients of layer 2",
        call="output_gradients(a1, a2, y)",
        outputs=("dz2", "dW2", "db2"),
        equations=two_layers.LAYER_2,
        mistakes=wrong_gradients.AT_THE_OUTPUT,
        problems=_problems_of_layer_2,
    ),
    "4.2": Function(
        title="backward",
        call="backward(X, y, W1, b1, W2, b2)",
        outputs=two_layers.GRADIENTS,
        equations=two_layers.BACKWARD,
        mistakes=wrong_gradients.BACKWARD,
        problems=two_layers.problems,
    ),
    "4.3": NetworkClass(title="the class"),
    "4.4": Choice(
        title="published code: one round by hand",
        right="b",
        replies={
            "a": "The slope of the output's sigmoid is a2 * (1 - a2), and a squared error needs it: line 3 is right.",
            "b": "Line 4 moves W2, and line 5 then sends the error back through the moved W2. Every gradient "
            "belongs to the weights before the step: line 5 must come before line 4.",
            "c": "The example holds its biases still on purpose, and both results do so: that is no difference.",
            "d": "The two differ in the seventh digit, and a float keeps sixteen: it is no rounding.",
        },
    ),
}
