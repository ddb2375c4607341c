"""The run of a Design as a program to take away: in NumPy with this package, or in PyTorch."""

from backprop.experiments.run_as_code import OF_ACTIVATION, OF_LOSS

NUMPY = '''"""{text}"""

import numpy as np

from backprop.experiments import Design

design = Design.from_text(__doc__)
(X, y), held_out = design.parts()  # each column is one example
nn = design.network()
velocity = {{name: np.zeros_like(value) for name, value in nn.parameters.items()}}

for epoch in range({epochs}):
    for batch in design.batches(epoch, y.size):
        gradients = nn.gradients(X[:, batch], y[:, batch])
        for name, value in nn.parameters.items():
            slope = gradients[f"d{{name}}"]
            if name.startswith("W"):
                slope = slope + {l2:g} * value  # of the penalty
            velocity[name] = {momentum:g} * velocity[name] - {rate:g} * slope
            setattr(nn, name, value + velocity[name])

print("the loss of the training part:", nn.loss_value(X, y))
'''

TORCH = '''"""{text}"""

import torch

from backprop.experiments import Design

design = Design.from_text(__doc__)
X, y = (torch.tensor(array.T) for array in design.parts()[0])  # each row is one example, in float64
model = torch.nn.Sequential(
    {layers},
).double()
linear = [layer for layer in model if isinstance(layer, torch.nn.Linear)]
start = list(design.network().parameters.values())  # the same starting weights
with torch.no_grad():
    for layer, W, b in zip(linear, start[::2], start[1::2]):
        layer.weight.copy_(torch.tensor(W))
        layer.bias.copy_(torch.tensor(b[:, 0]))

loss = torch.nn.{loss}
weights, biases = [layer.weight for layer in linear], [layer.bias for layer in linear]
groups = [{{"params": weights, "weight_decay": {l2:g}}}, {{"params": biases}}]
optimizer = torch.optim.SGD(groups, lr={rate:g}, momentum={momentum:g})
for epoch in range({epochs}):
    for batch in design.batches(epoch, len(y)):
        optimizer.zero_grad()
        loss(model(X[batch]), y[batch]).backward()
        optimizer.step()

print("the loss of the training part:", loss(model(X), y).item())
'''


def in_numpy(design, epochs):
    """A program that does so many epochs of a Design with `NeuralNetwork.gradients`."""
    return NUMPY.format(**vars(design), text=design.text, epochs=epochs)


def in_torch(design, epochs):
    """A program that does so many epochs of a Design in PyTorch, from the same start, in the same order."""
    module = OF_ACTIVATION[design.activation]["module"]
    linear = [f"torch.nn.Linear({n}, {m})" for n, m in zip(design.sizes, design.sizes[1:], strict=False)]
    last = OF_LOSS[design.loss]["last"].removeprefix(", ")
    layers = f",\n    torch.nn.{module}(),\n    ".join(linear) + (f",\n    {last}" if last else "")
    named = {**vars(design), "loss": OF_LOSS[design.loss]["loss"]}
    return TORCH.format(**named, text=design.text, epochs=epochs, layers=layers)
