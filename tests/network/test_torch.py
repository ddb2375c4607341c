"""The same network in PyTorch, in float64: loss and gradients to 1e-12, and a training run."""

import numpy as np
import pytest
from problems import problem

from backprop import NeuralNetwork
from backprop.activations import HIDDEN
from backprop.losses import LOSSES

CASES = [(loss.name, output, g) for loss in LOSSES.values() for output in loss.outputs for g in HIDDEN]


@pytest.fixture(scope="module")
def torch(absent):
    try:
        import torch
    except ImportError:
        absent("REQUIRE_TORCH", "PyTorch is not installed, so our gradients are not held against its own")
    return torch


def torch_loss(torch, loss, output, z, y):
    """J from the last z, by PyTorch's own functions."""
    functional = torch.nn.functional
    if loss == "cross-entropy" and output == "softmax":
        return functional.cross_entropy(z.T, y.T)
    if loss == "cross-entropy":
        return functional.binary_cross_entropy_with_logits(z, y, reduction="sum") / z.shape[1]
    g = {"softmax": lambda z: torch.softmax(z, dim=0), "linear": lambda z: z}.get(output) or getattr(torch, output)
    return functional.mse_loss(g(z), y)


def autograd(torch, nn, X, y):
    """J and its gradients, from PyTorch, at the parameters of nn."""
    parameters = {name: torch.tensor(value, requires_grad=True) for name, value in nn.parameters.items()}
    a, g = torch.tensor(X), getattr(torch, nn.activation.name)
    for layer in range(1, nn.n_layers + 1):
        z = parameters[f"W{layer}"] @ a + parameters[f"b{layer}"]
        a = g(z)
    J = torch_loss(torch, nn.loss.name, nn.output.name, z, torch.tensor(y))
    J.backward()
    return J.item(), {f"d{name}": value.grad.numpy() for name, value in parameters.items()}


@pytest.mark.parametrize(("loss", "output", "activation"), CASES)
@pytest.mark.parametrize("sizes", [(2, 1), (2, 4, 1), (3, 7, 5, 4), (5, 6, 6, 6, 3)], ids=str)
def test_loss_and_gradients_agree(torch, sizes, loss, output, activation):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        nn, X, y = problem(sizes, 1 + 4 * seed, (loss, output), activation, rng)
        J, gradients = autograd(torch, nn, X, y)
        assert nn.loss_value(X, y) == pytest.approx(J, rel=1e-12, abs=1e-12)
        ours = nn.gradients(X, y)
        assert set(ours) == set(gradients) != set()
        for name, value in gradients.items():
            np.testing.assert_allclose(ours[name], value, rtol=0, atol=1e-12, err_msg=name)


def test_a_training_run_agrees(torch):
    X, y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])
    ours, theirs = NeuralNetwork(2, 4, 1, rng=7), NeuralNetwork(2, 4, 1, rng=7)
    history = ours.train(X, y, 300, 0.5, print_every=0)
    losses = []
    for _ in range(300):
        J, gradients = autograd(torch, theirs, X, y)
        losses.append(J)
        for name, value in theirs.parameters.items():
            setattr(theirs, name, value - 0.5 * gradients[f"d{name}"])
    np.testing.assert_allclose(history.loss, losses, rtol=0, atol=1e-12)
    for name, value in theirs.parameters.items():
        np.testing.assert_allclose(getattr(ours, name), value, rtol=0, atol=1e-12)
