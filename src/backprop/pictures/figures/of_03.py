"""The figures of notebook 03, backwards on one example."""

from dataclasses import replace

import numpy as np

from backprop.activations import sigmoid
from backprop.pictures import Picture, computational_graph, network_diagram

ARROWS = ("J/a2", "a2/z2", "z2/a1", "a1/z1", "z1/w1", "z2/w2")  # ① to ⑥
TWO_OUTPUTS = replace(
    computational_graph.FAN_OUT,
    boxes=computational_graph.FAN_OUT.boxes | {"J": ("$E$", *computational_graph.FAN_OUT.boxes["J"][1:])},
)


def one_path(values, factors=(), gradients=None):
    """The computational graph of the path from w1 to J, as a Picture.

    values     {"w1": …, "z1": …, "a1": …, "w2": …, "z2": …, "a2": …, "J": …}, floats
    factors    the local derivatives ① to ⑥, or the first few of them
    gradients  {"da2": …, "dz2": …, "da1": …, "dz1": …, "dw1": …, "dw2": …}, or None
    """
    numbers = {**values, **dict(zip(ARROWS, factors, strict=False)), **(gradients or {})}
    drawing = computational_graph.draw(computational_graph.PATH, numbers)
    shape = "A computational graph from left to right: w1, z1, a1, z2, a2, J, with w2 joining at z2."
    return Picture(drawing.figure, f"{shape} {_spoken(numbers)}")


def gradients_on_the_network(network, x, gradients):
    """The network on one example with every partial derivative beside its parameter, as a Picture.

    x          (n_features, 1); the network has just been run forward on it
    gradients  {"dW1": …, "db1": …, "dW2": …, "db2": …}
    """
    values = {"a0": x, "z1": network.z1, "a1": network.a1, "z2": network.z2, "a2": network.a2}
    said = "; ".join(f"{name}: {_entries(name, array)}" for name, array in gradients.items())
    where = ", ".join(f"{value:g}" for value in np.ravel(x))
    alt = f"The network for the input ({where}), with the derivative of J for every parameter in purple. {said}."
    return Picture(network_diagram.draw(values, network.parameters, gradients), alt)


def two_outputs(W2, a1, z2, target):
    """The graph from the first hidden unit to E, half the sum of two squared errors, as a Picture.

    W2  (2, n_hidden)
    a1  (n_hidden, 1)
    z2, target  (2, 1)
    """
    a2 = sigmoid(z2)
    da2 = a2 - target
    dz2 = da2 * sigmoid.slope(z2)
    numbers = {"a1[0]": a1[0, 0], "da1[0]": W2[:, 0] @ dz2[:, 0], "J": 0.5 * np.sum(da2**2)}
    for k in range(2):
        numbers |= {f"z2[{k}]": z2[k, 0], f"a2[{k}]": a2[k, 0], f"da2[{k}]": da2[k, 0], f"dz2[{k}]": dz2[k, 0]}
        numbers |= {f"z2[{k}]/a1[0]": W2[k, 0], f"J/a2[{k}]": da2[k, 0]}
        numbers |= {f"a2[{k}]/z2[{k}]": sigmoid.slope(z2[k, 0])}
    shape = "A computational graph: a1[0] fans out to z2[0] and z2[1]; each leads to its a2, and both a2 meet in E."
    drawing = computational_graph.draw(TWO_OUTPUTS, numbers)
    return Picture(drawing.figure, f"{shape} {_spoken(numbers)}".replace("J", "E"))


def _entries(name, array):
    return " ".join(network_diagram.written(name, entry) for entry in np.ravel(array))


def _spoken(numbers):
    """Every number of a graph with its name, as words."""
    said = [f"{_name(key)} {computational_graph.written(key, number)}" for key, number in numbers.items()]
    return f"{', '.join(said)}."


def _name(key):
    head, _, tail = key.partition("/")
    return f"derivative of {head} with respect to {tail}" if tail else head
