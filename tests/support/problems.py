"""Networks with random parameters, and batches that suit them."""

from backprop import NeuralNetwork


def problem(sizes, n_examples, pair, activation, rng):
    """A network with random weights and biases, and a batch that suits it."""
    nn = NeuralNetwork(*sizes, activation=activation, output=pair[1], loss=pair[0])
    for name, value in nn.parameters.items():
        setattr(nn, name, rng.uniform(-1, 1, value.shape))
    X, y = rng.uniform(-2, 2, (sizes[0], n_examples)), rng.uniform(0, 1, (sizes[-1], n_examples))
    return nn, X, y / y.sum(axis=0) if pair[1] == "softmax" else y
