# ruff: noqa
# fmt: off
"""One layer of plain lists: as many outputs as inputs."""


def w_sum(a, b):
    return sum(x * y for x, y in zip(a, b))


def neural_network(weights, input):
    return [w_sum(input, row) for row in weights]


def outer_prod(a, b):
    return [[x * y for y in b] for x in a]


def make():
    return [[0.1, -0.3], [0.4, 0.2]]


def train(weights, input, truth, alpha=0.1):
    pred = neural_network(weights, input)
    delta = [p - t for p, t in zip(pred, truth)]
    weight_deltas = outer_prod(input, delta)
    for i in range(len(weights)):
        for j in range(len(weights[i])):
            weights[i][j] -= alpha * weight_deltas[i][j]
    return weights
