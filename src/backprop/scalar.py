"""A number that remembers what it was made from: one walk back along its arrows gives every slope.

Notebook 10 writes this class piece by piece. An arrow is a pair (source, slope): the Value that went in, and the
local slope of what came out with respect to it.
"""

import math

import numpy as np


class Value:
    """One box of a computational graph.

    data    the number in it, a float
    arrows  [(source, slope), …], what it was made from; none for a number that is given
    grad    ∂J/∂ this number, once `backward` has walked over it; 0 until then
    Raises TypeError if data is no real number.
    """

    def __init__(self, data, arrows=()):
        try:
            self.data = float("" if isinstance(data, str) else data)
        except (TypeError, ValueError):
            raise TypeError(f"data must be one real number, got {data!r}: give a float such as 0.5") from None
        self.arrows = list(arrows)
        self.grad = 0.0

    def __add__(self, other):
        other = _value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        other = _value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    __radd__, __rmul__ = __add__, __mul__  # 2 + value, 2 * value

    def sigmoid(self):
        e = math.exp(-abs(self.data))  # never above 1, so nothing overflows
        a = (1 if self.data >= 0 else e) / (1 + e)
        return Value(a, [(self, e / (1 + e) ** 2)])


def _value(number):
    return number if isinstance(number, Value) else Value(number)


def order(end):
    """Every Value that `end` was made from, each once and after all that it was made from; `end` is the last.

    Notebook 10 visits them by a function that calls itself; this one keeps its own stack, so that no chain of Values
    is too long for it.
    """
    found, seen, stack = [], {end}, [(end, iter(end.arrows))]
    while stack:
        value, arrows = stack[-1]
        source = next((source for source, _ in arrows if source not in seen), None)
        if source is None:
            found.append(value)
            stack.pop()
        else:
            seen.add(source)
            stack.append((source, iter(source.arrows)))
    return found


def backward(end, adds=True):
    """Fill in `grad` of every Value that `end` was made from: its slope with respect to each of them.

    adds  False puts = where += belongs, so that a Value used twice keeps only its last share
    Raises TypeError if end is no Value.
    """
    if not isinstance(end, Value):
        raise TypeError(f"end must be a Value, got {type(end).__name__}: give what your Values were worked into")
    end.grad = 1.0
    for value in reversed(order(end)):
        for source, slope in value.arrows:
            source.grad = slope * value.grad + (source.grad if adds else 0.0)


def values(array):
    """An array of Values in the shape of an array of numbers; @, + and * work on it as they do on numbers."""
    return np.vectorize(Value, otypes=[object])(array)


def squared_error(parameters, X, y):
    """J, a Value: the mean squared error of a network of sigmoid layers, from arrays of Values.

    parameters  {"W1": …, "b1": …, …}, arrays of Values as `values` makes them
    X, y        (n_features, n_examples), (n_outputs, n_examples), arrays of numbers
    """
    sigmoid, a = np.vectorize(Value.sigmoid, otypes=[object]), values(X)
    for layer in range(1, 1 + len(parameters) // 2):
        a = sigmoid(parameters[f"W{layer}"] @ a + parameters[f"b{layer}"])
    error = a + values(-np.asarray(y, float))
    return (error * error).sum() * Value(1 / np.size(y))


def gradients(network, X, y, adds=True):
    """{"dW1": …, "db1": …, …} of the mean squared error by the graph, each in the shape of its parameter.

    network  a NeuralNetwork of sigmoid layers with the loss "mse"
    Raises ValueError for another network, or for examples that do not fit it.
    """
    if {network.loss.name, network.activation.name, network.output.name} != {"mse", "sigmoid"}:
        raise ValueError(
            f"network has loss {network.loss.name!r} and activations {network.activation.name!r}, "
            f'{network.output.name!r}: give one of sigmoid layers with loss="mse"'
        )
    network.loss_value(X, y)  # raises what does not fit
    parameters = {name: values(array) for name, array in network.parameters.items()}
    backward(squared_error(parameters, X, y), adds)
    return {f"d{name}": np.vectorize(lambda value: value.grad)(array) for name, array in parameters.items()}
