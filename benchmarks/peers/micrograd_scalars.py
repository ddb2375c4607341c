"""micrograd, one number at a time, one network after another; its sigmoid and its loss are added as operations."""

import math

from micrograd.engine import Value

NAME = "micrograd, one number at a time"


def prepare(work):
    networks = [{name: _values(start[name]) for name in start} for start in work.starts]
    examples = list(zip(work.X.T.tolist(), work.y[0].tolist(), strict=True))

    def train():
        for network, rate in zip(networks, work.rates, strict=True):
            for _ in range(work.epochs):
                _step(network, examples, rate)

    def mse():
        return [
            sum((1 / (1 + math.exp(-_z2(network, x).data)) - y) ** 2 for x, y in examples) / len(examples)
            for network in networks
        ]

    return train, mse


def _values(array):
    return [[Value(number) for number in row] for row in array.tolist()]


def _step(network, examples, rate):
    numbers = [number for rows in network.values() for row in rows for number in row]
    for number in numbers:
        number.grad = 0
    loss = sum((_cross_entropy(_z2(network, x), y) for x, y in examples), Value(0)) * (1 / len(examples))
    loss.backward()
    for number in numbers:
        number.data -= rate * number.grad


def _z2(network, x):
    W1, b1, (W2,), ((b2,),) = (network[name] for name in ("W1", "b1", "W2", "b2"))
    a1 = [_sigmoid(sum((w * x_i for w, x_i in zip(row, x, strict=True)), b)) for row, (b,) in zip(W1, b1, strict=True)]
    return sum((w * a for w, a in zip(W2, a1, strict=True)), b2)


def _sigmoid(z):
    a = 1 / (1 + math.exp(-z.data))
    return _operation(z, a, a * (1 - a))


def _cross_entropy(z, y):
    return _operation(
        z, math.log1p(math.exp(-abs(z.data))) + max(z.data, 0) - z.data * y, 1 / (1 + math.exp(-z.data)) - y
    )


def _operation(z, value, slope):
    out = Value(value, (z,), "f")

    def backward():
        z.grad += slope * out.grad

    out._backward = backward
    return out
