# ruff: noqa
# fmt: off
"""A graph of nodes, each with its value and its gradients, run forwards and then backwards."""
import numpy as np


class Node:
    def __init__(self, *inbound):
        self.inbound, self.outbound = inbound, []
        self.value, self.gradients = None, {}
        for node in inbound:
            node.outbound.append(self)

    def incoming(self):
        return sum(node.gradients[self] for node in self.outbound)


class Input(Node):
    def forward(self):
        pass

    def backward(self):
        self.gradients = {self: self.incoming()}


class Linear(Node):
    def forward(self):
        x, w, b = (node.value for node in self.inbound)
        self.value = x @ w + b

    def backward(self):
        x, w, b = self.inbound
        g = self.incoming()
        self.gradients = {x: g @ w.value.T, w: x.value.T @ g, b: g.sum(axis=0)}


class Sigmoid(Node):
    def forward(self):
        self.value = 1 / (1 + np.exp(-self.inbound[0].value))

    def backward(self):
        self.gradients = {self.inbound[0]: self.incoming() * self.value * (1 - self.value)}


class MSE(Node):
    def forward(self):
        y, a = (node.value for node in self.inbound)
        self.diff = y.reshape(-1, 1) - a.reshape(-1, 1)
        self.value = np.mean(self.diff ** 2)

    def backward(self):
        y, a = self.inbound
        g = 2 / len(self.diff) * self.diff
        self.gradients = {y: g.reshape(y.value.shape), a: -g.reshape(a.value.shape)}


class Net:
    def __init__(self):
        self.X, self.y = Input(), Input()
        self.trainables = [Input() for _ in range(4)]
        shapes = [(2, 4), (4,), (4, 1), (1,)]
        for node, shape in zip(self.trainables, shapes):
            node.value = np.random.randn(*shape)
        w1, b1, w2, b2 = self.trainables
        l1 = Linear(self.X, w1, b1)
        s1 = Sigmoid(l1)
        self.out = Linear(s1, w2, b2)
        self.cost = MSE(self.y, self.out)
        self.graph = [self.X, self.y, *self.trainables, l1, s1, self.out, self.cost]

    def predict(self, X):
        self.X.value = X
        for node in self.graph[:-1]:
            node.forward()
        return self.out.value

    def train_batch(self, X, y, learning_rate=0.01):
        self.X.value, self.y.value = X, y
        for node in self.graph:
            node.forward()
        self.cost.backward()
        for node in self.graph[-2::-1]:
            node.backward()
        for node in self.trainables:
            node.value = node.value - learning_rate * node.gradients[node]
