"""One training run as a program to take away: in NumPy with this package, or in PyTorch."""

from backprop.datasets import PLANAR

NUMPY = '''"""{text}"""

import numpy as np

from backprop import NeuralNetwork, datasets
from backprop.activations import {functions}

X, y = datasets.{data}()  # {shapes}: each column is one example
nn = NeuralNetwork(2, {hidden}, 1, {options}, rng={seed})
W1, b1, W2, b2 = nn.parameters.values()
learning_rate = {rate}

for epoch in range({epochs:_}):
    z1 = W1 @ X + b1
    a1 = {g}(z1)
    z2 = W2 @ a1 + b2
    a2 = sigmoid(z2)

    dz2 = {dz2}
    dW2 = dz2 @ a1.T
    db2 = dz2.sum(axis=1, keepdims=True)
    da1 = W2.T @ dz2
    dz1 = da1 * {slope}
    dW1 = dz1 @ X.T
    db1 = dz1.sum(axis=1, keepdims=True)

    W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2

z2 = W2 @ {g}(W1 @ X + b1) + b2
J = {J}
print("the loss of these lines:", J)
{train}print("that of NeuralNetwork: ", nn.loss_value(X, y))
'''

TORCH = '''"""{text}"""

import torch

from backprop import NeuralNetwork, datasets

X, y = (torch.tensor(array.T) for array in datasets.{data}())  # each row is one example, in float64
layers = [torch.nn.Linear(2, {hidden}), torch.nn.{module}(), torch.nn.Linear({hidden}, 1){last}]
model = torch.nn.Sequential(*layers).double()

nn = NeuralNetwork(2, {hidden}, 1, start="{start}", rng={seed})  # the same starting weights
with torch.no_grad():
    for layer, W, b in ((layers[0], nn.W1, nn.b1), (layers[2], nn.W2, nn.b2)):
        layer.weight.copy_(torch.tensor(W))
        layer.bias.copy_(torch.tensor(b[:, 0]))

loss = torch.nn.{loss}
optimizer = torch.optim.SGD(model.parameters(), lr={rate})
for epoch in range({epochs:_}):
    optimizer.zero_grad()
    loss(model(X), y).backward()
    optimizer.step()

J = loss(model(X), y).item()
print("the loss:", J)
'''

OF_ACTIVATION = {  # its slope at z1 in NumPy, its module in PyTorch
    "sigmoid": {"slope": "a1 * (1 - a1)", "module": "Sigmoid"},
    "tanh": {"slope": "(1 - a1**2)", "module": "Tanh"},
    "relu": {"slope": "(z1 > 0)", "module": "ReLU"},
}
OF_LOSS = {  # the output's delta and the loss in NumPy; in PyTorch the loss, and what the model ends with
    "cross-entropy": {
        "dz2": "(a2 - y) / y.size",
        "J": "np.mean(np.logaddexp(0, z2) - y * z2)  # cross-entropy; from z2, so that nothing is log(0)",
        "loss": "BCEWithLogitsLoss()  # cross-entropy from z2; the sigmoid of the output is in it",
        "last": "",
    },
    "mse": {
        "dz2": "2 * (a2 - y) / y.size * a2 * (1 - a2)",
        "J": "np.mean((sigmoid(z2) - y) ** 2)",
        "loss": "MSELoss()",
        "last": ", torch.nn.Sigmoid()",
    },
}


def in_numpy(experiment):
    """A program that does the run of an Experiment, first with the lines of notebook 04 and then by NeuralNetwork."""
    train = f"nn.train(X, y, {experiment.epochs:_}, learning_rate, print_every=0)\n" if experiment.epochs else ""
    return NUMPY.format(**_words(experiment), train=train)


def in_torch(experiment):
    """A program that does the run of an Experiment in PyTorch, from the same starting weights."""
    return TORCH.format(**_words(experiment))


def _words(experiment):
    """Everything that stands in either program, by its place."""
    X, y = experiment.examples()
    options = {"activation": experiment.activation, "loss": experiment.loss, "start": experiment.start}
    return {
        **vars(experiment),
        **OF_ACTIVATION[experiment.activation],
        **OF_LOSS[experiment.loss],
        "text": experiment.text,
        "data": PLANAR[experiment.data].__name__,
        "shapes": f"{X.shape} and {y.shape}",
        "options": ", ".join(f'{name}="{value}"' for name, value in options.items()),
        "g": experiment.activation,
        "functions": ", ".join(sorted({"sigmoid", experiment.activation})),
    }
