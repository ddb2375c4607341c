"""The exercises of notebook 04, backwards in four lines."""

from backprop.checks.diagnosis import solve
from backprop.checks.judge import Choice, Function
from backprop.exercises import two_layers, wrong_gradients
from backprop.exercises.network_class import NetworkClass


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
        title="published code: a slope that readers reported",
        right="b",
        replies={
            "a": "That is right for x = z1. But what goes in is a1, which has been through the sigmoid once: "
            "this would apply it twice.",
            "b": "σ′(z1) = a1 (1 − a1), and x is a1. The name misleads, the number is right: a gradient check passes.",
            "c": "A gradient check passes with this line: there is nothing to forgive.",
            "d": "Some other slopes do solve XOR, but their gradient is not that of the loss: a check says so.",
        },
    ),
}
