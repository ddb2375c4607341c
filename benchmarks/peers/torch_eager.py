"""PyTorch as its tutorials write it: a Sequential, a loss and an optimiser, one network after another."""

import torch

NAME = "PyTorch, eager, one by one"


def prepare(work):
    torch.set_num_threads(1)
    X, y = torch.tensor(work.X.T, dtype=torch.float32), torch.tensor(work.y.T, dtype=torch.float32)
    networks = [_network(start) for start in work.starts]
    loss = torch.nn.BCEWithLogitsLoss()

    def train():
        for network, rate in zip(networks, work.rates, strict=True):
            optimiser = torch.optim.SGD(network.parameters(), lr=rate)
            for _ in range(work.epochs):
                optimiser.zero_grad()
                loss(network(X), y).backward()
                optimiser.step()

    def mse():
        with torch.no_grad():
            return [float(((torch.sigmoid(network(X)) - y) ** 2).mean()) for network in networks]

    return train, mse


def _network(start):
    n_hidden, n_features = start["W1"].shape
    layers = torch.nn.Linear(n_features, n_hidden), torch.nn.Sigmoid(), torch.nn.Linear(n_hidden, 1)
    network = torch.nn.Sequential(*layers)
    values = (start["W1"], start["b1"][:, 0], start["W2"], start["b2"][:, 0])
    with torch.no_grad():
        for parameter, value in zip(network.parameters(), values, strict=True):
            parameter.copy_(torch.tensor(value))
    return network
