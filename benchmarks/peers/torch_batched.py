"""PyTorch with all networks as one batch of matrix products, and its gradients by autograd."""

import numpy as np
import torch

from peers.padded import padded

NAME = "PyTorch, all networks as one batch"


def prepare(work):
    torch.set_num_threads(1)
    *parameters, mask = (torch.tensor(array) for array in padded(work))
    parameters = [parameter.requires_grad_() for parameter in parameters]
    X, y = torch.tensor(work.X, dtype=torch.float32), torch.tensor(work.y, dtype=torch.float32)
    rates = torch.tensor(np.array(work.rates, np.float32))[:, None, None]
    batch, targets = X.expand(len(rates), *X.shape), y.expand(len(rates), *y.shape)

    def forward():
        W1, b1, W2, b2 = parameters
        return torch.baddbmm(b2, W2, torch.sigmoid(torch.baddbmm(b1, W1, batch)) * mask)

    def train():
        for _ in range(work.epochs):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(forward(), targets, reduction="sum")
            gradients = torch.autograd.grad(loss / y.numel(), parameters)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients, strict=True):
                    parameter -= rates * gradient

    def mse():
        with torch.no_grad():
            return ((torch.sigmoid(forward()) - y) ** 2).mean(dim=(1, 2)).numpy()

    return train, mse
