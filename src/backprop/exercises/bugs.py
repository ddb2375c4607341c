"""Thirteen ways to get a backward pass wrong, each as the line that people write.

The line that is shown is the line that runs. `mT` transposes the last two axes, so one text serves one network and
a stack of them.
"""

from dataclasses import dataclass
from functools import lru_cache

from backprop.activations import sigmoid

LINES = {  # of a network with one hidden layer, sigmoid at both layers, and the mean squared error
    "z1": "W1 @ X + b1",
    "a1": "sigmoid(z1)",
    "z2": "W2 @ a1 + b2",
    "a2": "sigmoid(z2)",
    "dz2": "2 * (a2 - y) * a2 * (1 - a2) / n",
    "dW2": "dz2 @ a1.mT",
    "db2": "dz2.sum(axis=-1, keepdims=True)",
    "dz1": "(W2.mT @ dz2) * a1 * (1 - a1)",
    "dW1": "dz1 @ X.mT",
    "db1": "dz1.sum(axis=-1, keepdims=True)",
}


@dataclass(frozen=True)
class Bug:
    """A backward pass in which some of LINES are replaced.

    name   what the bug is called
    lines  {"dz2": the line in its place, …}; none for the right backward pass
    """

    name: str
    lines: dict

    def gradients(self, X, y, parameters, learning_rate=0.0):
        """What this code takes for the gradient: a dict dW1, db1, dW2, db2 in the shapes of the parameters.

        X, y           (n_features, n_examples), (1, n_examples)
        parameters     W1, b1, W2, b2 of one network, or of many on a first axis
        learning_rate  of the step that is taken along; 0 where none is, as in a gradient check
        """
        known = {"X": X, "y": y, "n": y.shape[1], "learning_rate": learning_rate, "sigmoid": sigmoid}
        values = known | parameters
        exec(_compiled(*(self.lines.get(name, line) for name, line in LINES.items())), values)
        return {name: values[name] for name in ("dW1", "db1", "dW2", "db2")}

    @property
    def wrong(self):
        """The wrong lines as one writes them for one network, list of str."""
        return [written(name, line) for name, line in self.lines.items()]

    @property
    def right(self):
        """What should stand in their place."""
        return [written(name, LINES[name]) for name in self.lines]


def written(name, line):
    """A line of code for one network."""
    return f"{name} = {line.replace('.mT', '.T').replace('axis=-1', 'axis=1').replace('axis=(-2, -1), ', '')}"


@lru_cache
def _compiled(*lines):
    return compile("\n".join(map("{} = {}".format, LINES, lines)), "a backward pass", "exec")


RIGHT = Bug("none", {})

BUGS = {
    name: Bug(name, lines)
    for name, lines in {
        "cross-entropy's gradient": {"dz2": "(a2 - y) / n"},
        "factor 2 dropped": {"dz2": "(a2 - y) * a2 * (1 - a2) / n"},
        "sum for mean": {"dz2": "2 * (a2 - y) * a2 * (1 - a2)"},
        "sigmoid twice at the output": {"dz2": "2 * (a2 - y) * sigmoid.slope(a2) / n"},
        "sigmoid twice at the hidden layer": {"dz1": "(W2.mT @ dz2) * sigmoid.slope(a1)"},
        "hidden slope missing": {"dz1": "W2.mT @ dz2"},
        "z(1 − z) at the output": {"dz2": "2 * (a2 - y) * z2 * (1 - z2) / n"},
        "z(1 − z) at the hidden layer": {"dz1": "(W2.mT @ dz2) * z1 * (1 - z1)"},
        "biases never updated": {"db2": "0 * b2", "db1": "0 * b1"},
        "hidden bias averaged": {"db1": "dz1.mean(axis=-1, keepdims=True)"},
        "hidden bias summed over units": {"db1": "dz1.sum(axis=(-2, -1), keepdims=True) + 0 * b1"},
        "hidden sign flipped": {"dz1": "-(W2.mT @ dz2) * a1 * (1 - a1)"},
        "W2 updated too early": {"dz1": "((W2 - learning_rate * dW2).mT @ dz2) * a1 * (1 - a1)"},
    }.items()
}
