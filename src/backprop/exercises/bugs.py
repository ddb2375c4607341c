"""Thirteen ways to get a backward pass wrong, each as the line that people write: rows of the table of wrong gradients.

The line that is shown is the line that runs. `mT` transposes the last two axes, so one text serves one network and
a stack of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from backprop.activations import sigmoid
from backprop.exercises import two_layers, wrong_gradients

_RULES = (  # how a line of two_layers is written for a stack of networks with one output
    ("y.size", "n"),
    ("y.shape[1]", "n"),
    (".T", ".mT"),
    ("axis=1", "axis=-1"),
    ("sum(keepdims", "sum(axis=(-2, -1), keepdims"),
)


def _stacked(line):
    """The right side of a line, for a stack of networks."""
    right = line.partition(" = ")[2]
    for old, new in _RULES:
        right = right.replace(old, new)
    return right


def _inlined(lines):
    """{name: right side} with da1 written out in dz1, as one line of code has it."""
    da1 = lines.pop("da1")
    dz1 = lines["dz1"]
    lines["dz1"] = da1 if dz1 == "da1" else re.sub(r"\bda1\b", lambda _: f"({da1})", dz1)
    return lines


LINES = _inlined({each.name: _stacked(each.text) for each in two_layers.BACKWARD_MSE.steps})


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


def _bug(name, row):
    """The first wrong line of a row of the table of wrong gradients, as a Bug."""
    wrong = {line.partition(" = ")[0].strip(): _stacked(line.strip()) for line in row[1].split(";")}
    if wrong.keys() & {"da1", "dz1"}:
        right = {each.name: _stacked(each.text) for each in two_layers.LAYER_1.steps}
        wrong = {"dz1": _inlined({key: wrong.get(key, right[key]) for key in ("da1", "dz1")})["dz1"]}
    return Bug(name, wrong)


RIGHT = Bug("none", {})
_MSE, _HIDDEN, _BIAS = wrong_gradients.MSE, wrong_gradients.HIDDEN, wrong_gradients.BIAS

BUGS = {
    name: _bug(name, row)
    for name, row in {
        "cross-entropy's gradient": _MSE["gradient of the cross-entropy"],
        "factor 2 dropped": _MSE["factor dropped"],
        "sum for mean": _MSE["sum over every entry"],
        "sigmoid twice at the output": _MSE["sigmoid twice at the output"],
        "sigmoid twice at the hidden layer": _HIDDEN["sigmoid twice at the hidden layer"],
        "hidden slope missing": _HIDDEN["hidden slope missing"],
        "z(1 − z) at the output": _MSE["z(1 − z) at the output"],
        "z(1 − z) at the hidden layer": _HIDDEN["z(1 − z) at the hidden layer"],
        "biases never updated": _BIAS["biases never updated"],
        "hidden bias averaged": _BIAS["bias averaged twice"],
        "hidden bias summed over units": _BIAS["bias summed over units"],
        "hidden sign flipped": _HIDDEN["hidden sign"],
        "W2 updated too early": wrong_gradients.EARLY["W2 updated too early"],
    }.items()
}
