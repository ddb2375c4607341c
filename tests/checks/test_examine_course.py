"""The networks of the course pass the examination, and each bug of the museum is called by a name."""

import numpy as np
import pytest

from backprop import NeuralNetwork, scalar
from backprop.checks import examine
from backprop.exercises.bugs import BUGS, RIGHT
from backprop.experiments.lab_sheet import NeuralNetwork as ReportNetwork

X = np.random.default_rng(1).normal(size=(2, 6))
y = np.array([[0, 1, 1, 0, 1, 0]])

KINDS = [
    {"sizes": (2, 1)},
    {"sizes": (2, 4, 1)},
    {"sizes": (2, 4, 1), "loss": "mse"},
    {"sizes": (2, 4, 1), "activation": "tanh", "output": "tanh", "loss": "mse"},
    {"sizes": (2, 5, 1), "activation": "relu", "output": "linear", "loss": "mse"},
    {"sizes": (2, 4, 3, 1), "activation": "tanh"},
    {"sizes": (2, 4, 3, 3, 1), "activation": "relu"},
    {"sizes": (2, 4, 3), "output": "softmax"},
    {"sizes": (2, 4, 3), "output": "softmax", "loss": "mse"},
    {"sizes": (2, 4, 3, 3), "activation": "relu", "output": "softmax"},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_course_s_network_is_right_at_every_depth_loss_and_activation(kind):
    options = {name: value for name, value in kind.items() if name != "sizes"}
    nn = NeuralNetwork(*kind["sizes"], rng=3, **options)
    targets = np.eye(3)[:, np.arange(6) % 3] if kind["sizes"][-1] == 3 else y
    found = examine(nn, X, targets)
    assert found, found
    wanted = "squared error" if options.get("loss") == "mse" else "cross-entropy"
    assert found.loss.startswith(wanted)
    assert found.scale in ("mean", "mean over all")


def test_the_report_s_class_prints_another_loss_than_it_minimises():
    numpy = np.random
    numpy.seed(0)
    found = examine(ReportNetwork(2, 4, 1), X, y)
    assert found.fault == "printed loss is not the minimised one"
    assert all(block.right for block in found.blocks.values())
    assert (found.loss, found.scale) == ("cross-entropy (binary)", "mean")


class GraphNetwork:
    """A network of the course's `Value`s that takes its gradients from the graph."""

    def __init__(self, n_in, n_hidden, n_out, learning_rate=0.5):
        rng = np.random.default_rng(2)
        self.learning_rate = learning_rate
        self.parameters = {
            "W1": rng.normal(size=(n_hidden, n_in)), "b1": np.zeros((n_hidden, 1)),
            "W2": rng.normal(size=(n_out, n_hidden)), "b2": np.zeros((n_out, 1)),
        }  # fmt: skip

    def predict(self, X):
        p = self.parameters
        hidden = 1 / (1 + np.exp(-(p["W1"] @ X + p["b1"])))
        return 1 / (1 + np.exp(-(p["W2"] @ hidden + p["b2"])))

    def train(self, X, y, epochs=1):
        for _ in range(epochs):
            graph = {name: scalar.values(array) for name, array in self.parameters.items()}
            scalar.backward(scalar.squared_error(graph, X, y), adds=self.adds)
            for name, nodes in graph.items():
                self.parameters[name] -= self.learning_rate * np.vectorize(lambda node: node.grad)(nodes)

    adds = True


def test_a_network_on_the_course_s_values_is_right():
    found = examine(GraphNetwork(2, 3, 1), X, y)
    assert found, found
    assert (found.loss, found.rate) == ("squared error", 0.5)


class Overwriting(GraphNetwork):
    adds = False


def test_a_graph_that_overwrites_where_it_should_add_is_wrong():
    assert examine(Overwriting(2, 3, 1), X, y).verdict == "faulty"


class Program:
    """The museum's network with one of its bugs in the backward pass."""

    def __init__(self, bug, rate=0.5):
        rng = np.random.default_rng(4)
        self.bug, self.rate = bug, rate
        self.W1, self.b1 = rng.normal(size=(4, 2)), rng.normal(size=(4, 1))
        self.W2, self.b2 = rng.normal(size=(1, 4)), rng.normal(size=(1, 1))

    def forward(self, X):
        hidden = 1 / (1 + np.exp(-(self.W1 @ X + self.b1)))
        return 1 / (1 + np.exp(-(self.W2 @ hidden + self.b2)))

    def step(self, X, y):
        parameters = {name: getattr(self, name) for name in ("W1", "b1", "W2", "b2")}
        gradients = self.bug.gradients(X, y, parameters, self.rate)
        for name, value in parameters.items():
            setattr(self, name, value - self.rate * gradients[f"d{name}"])


NAMES = {  # what the examination calls the museum's bugs
    "cross-entropy's gradient": None,
    "factor 2 dropped": None,
    "sum for mean": None,
    "sigmoid twice at the output": "sigmoid applied twice in the slope",
    "sigmoid twice at the hidden layer": "sigmoid applied twice in the slope",
    "hidden slope missing": "hidden slope missing",
    "z(1 − z) at the output": "slope taken at z with x*(1-x)",
    "z(1 − z) at the hidden layer": "slope taken at z with x*(1-x)",
    "biases never updated": "biases never updated",
    "hidden bias averaged": "mean for sum",
    "hidden bias summed over units": "one number for all biases (np.sum without axis)",
    "hidden sign flipped": "sign flipped",
    "W2 updated too early": "W2 updated before the hidden delta",
}


@pytest.mark.parametrize("name", BUGS)
def test_each_bug_of_the_museum_gets_its_name(name):
    found = examine(Program(BUGS[name]), X, y.astype(float))
    assert found.fault == NAMES[name], found


def test_the_museum_s_right_program_is_right():
    found = examine(Program(RIGHT), X, y.astype(float))
    assert found, found
    assert (found.loss, found.scale) == ("squared error", "mean")
