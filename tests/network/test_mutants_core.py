"""One sabotaged line at a time: a copy of the core with it must fail what the true core passes."""

import importlib
import sys
from pathlib import Path

import numpy as np
import pytest

import backprop
from backprop.checks import gradient_check
from backprop.experiments import lab_sheet

SOURCE = Path(backprop.__file__).parent
CORE = ("arguments", "activations", "starts", "losses", "training", "network")

MUTANTS = [
    # module, the line's part, and what it becomes
    ("network", "value - learning_rate * gradients", "value + learning_rate * gradients"),
    ("network", 'dz @ values[f"a{layer - 1}"].T', 'dz @ values[f"a{layer - 1}"]'),
    ("network", 'getattr(self, f"W{layer}").T @ dz', 'getattr(self, f"W{layer}") @ dz'),
    ("network", 'values[f"z{layer - 1}"], da)', 'values[f"a{layer - 1}"], da)'),
    ("network", 'self.activation.backward(values[f"z{layer - 1}"], da)', "da"),
    ("network", "dz.sum(axis=1, keepdims=True)", "dz.mean(axis=1, keepdims=True)"),
    ("network", "update(moved)", "update({name: value for name, value in moved.items() if name[0] == 'W'})"),
    ("losses", "return (output(z) - y) / np.shape(z)[1]", "return output(z) - y"),
    ("losses", "return (output(z) - y) / np.shape(z)[1]", "return (y - output(z)) / np.shape(z)[1]"),
    ("losses", "2 * (output(z) - y)", "(output(z) - y)"),
    ("losses", "output.backward(z, 2", "output.backward(output(z), 2"),
    ("activations", "return e / (1 + e) ** 2", "return z * (1 - z)"),
    ("activations", "4 * e / (1 + e) ** 2", "2 * e / (1 + e) ** 2"),
    ("activations", "np.asarray(z) > 0, 1.0, 0.0", "np.asarray(z) >= 0, 1.0, 0.0"),
    ("activations", "a * (da - (a * da)", "a * (da + (a * da)"),
]


@pytest.fixture
def core(tmp_path, monkeypatch):
    """core(module, old, new): the class NeuralNetwork of a copy of the core with that line changed."""

    def copy(changed, old, new):
        folder = tmp_path / "sabotaged"
        folder.mkdir()
        (folder / "__init__.py").touch()
        for module in CORE:
            text = (SOURCE / f"{module}.py").read_text(encoding="utf-8")
            if module == changed:
                assert text.count(old) == 1
                text = text.replace(old, new)
            (folder / f"{module}.py").write_text(text.replace("from backprop", "from sabotaged"), encoding="utf-8")
        importlib.invalidate_caches()
        return importlib.import_module("sabotaged.network").NeuralNetwork

    monkeypatch.syspath_prepend(tmp_path)
    yield copy
    for name in [name for name in sys.modules if name.split(".")[0] == "sabotaged"]:
        del sys.modules[name]


def agrees_with_the_report(network):
    theirs, ours = lab_sheet.NeuralNetwork(2, 2, 1), network(2, 2, 1)
    for name in ("W1", "b1", "W2", "b2"):
        setattr(theirs, name, np.full(getattr(ours, name).shape, 0.5))
        setattr(ours, name, np.full(getattr(ours, name).shape, 0.5))
    X, y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 1]])
    for _ in range(5):
        theirs.forward(X)
        theirs.backward(X, y, 0.5)
        ours.backward(X, y, 0.5)
    return np.allclose(ours.W1, theirs.W1, atol=1e-12) and np.allclose(ours.b2, theirs.b2, atol=1e-12)


def agrees_with_differences(network, activation, output, loss):
    rng = np.random.default_rng(0)
    nn = network(3, 3, 3, 3, activation=activation, output=output, loss=loss, rng=rng)
    return bool(gradient_check(nn, rng.standard_normal((3, 3)), np.eye(3), tolerance=1e-7))


def counts_relu_as_off_at_its_kink(network):
    nn = network(1, 1, 1, activation="relu", output="linear", loss="mse")
    nn.W1, nn.W2 = np.ones((1, 1)), np.ones((1, 1))
    return not nn.gradients([[0.0]], [[1.0]])["db1"].any()


def passes(network):
    """True if the network passes every check; a check that raises is a check failed."""
    try:
        return (
            agrees_with_the_report(network)
            and agrees_with_differences(network, "sigmoid", "softmax", "cross-entropy")
            and agrees_with_differences(network, "tanh", "sigmoid", "mse")
            and agrees_with_differences(network, "sigmoid", "softmax", "mse")
            and counts_relu_as_off_at_its_kink(network)
        )
    except (ValueError, KeyError):
        return False


def test_the_true_core_passes(core):
    assert passes(core("network", "The network of the lab report", "A copy of the network"))


@pytest.mark.parametrize(("module", "old", "new"), MUTANTS)
def test_a_sabotaged_core_is_seen(core, module, old, new):
    assert not passes(core(module, old, new))
