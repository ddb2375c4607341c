"""The lab report's network and ours, side by side: the same script, the same weights, the same printed loss."""

import re
import textwrap
from pathlib import Path

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets
from backprop.experiments import lab_sheet

EPOCHS = 10_000
RATE = 0.5
NAMES = ("W1", "b1", "W2", "b2")
X, Y = datasets.xor()


@pytest.fixture(scope="module")
def example():
    """The report's example script as text, without its class."""
    script = Path(lab_sheet.__file__).read_text(encoding="utf-8").split('if __name__ == "__main__":')[1]
    return "import numpy as np\nfrom backprop import NeuralNetwork\n" + textwrap.dedent(script)


def pair(seed, *sizes):
    """The report's network from a seed, and ours from the same starting weights."""
    np.random.seed(seed)  # noqa: NPY002
    theirs, ours = lab_sheet.NeuralNetwork(*sizes), NeuralNetwork(*sizes)
    for name in NAMES:
        setattr(ours, name, getattr(theirs, name).copy())
    return theirs, ours


def test_the_example_script_runs_unchanged(example, capsys):
    scope = {}
    exec(example, scope)
    *lines, last = capsys.readouterr().out.splitlines()
    pattern = r"Epoch (\d+), MSE: \d\.\d{4}, cross-entropy: \d+\.\d{4}"
    assert [int(re.fullmatch(pattern, line)[1]) for line in lines] == list(range(0, EPOCHS, 100))
    assert last.startswith("Predictions: [[")
    assert scope["predictions"].shape == (1, 4)


def test_the_example_script_prints_the_losses_of_the_report(example, capsys, monkeypatch):
    monkeypatch.setattr("numpy.random.default_rng", lambda _: np.random.RandomState(5))
    exec(example, {})
    ours = re.findall(r"MSE: (\d\.\d{4})", capsys.readouterr().out)
    np.random.seed(5)  # noqa: NPY002
    exec(example.replace("from backprop", "from backprop.experiments.lab_sheet"), {})
    assert ours == re.findall(r"Loss: (\d\.\d{4})", capsys.readouterr().out)
    assert len(ours) == 100


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 7, 42))])
def test_weights_and_printed_loss_agree_at_every_epoch(seed):
    theirs, ours = pair(seed, 2, 4, 1)
    worst = 0.0
    for _ in range(EPOCHS):
        mse = [np.mean((network.forward(X) - Y) ** 2) for network in (theirs, ours)]
        worst = max(worst, abs(mse[0] - mse[1]))
        theirs.backward(X, Y, RATE)
        ours.backward(X, Y, RATE)
        worst = max(worst, *(np.abs(getattr(theirs, name) - getattr(ours, name)).max() for name in NAMES))
    assert worst <= 1e-12


@pytest.mark.parametrize("seed", [2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (99, 2026))])
def test_a_training_run_agrees_at_its_every_entry_and_its_end(seed):
    theirs, ours = pair(seed, 2, 4, 1)
    history = ours.train(X, Y, EPOCHS, RATE, print_every=0)
    mse = np.empty(EPOCHS)
    for epoch in range(EPOCHS):
        mse[epoch] = np.mean((theirs.forward(X) - Y) ** 2)
        theirs.backward(X, Y, RATE)
    np.testing.assert_allclose(history.mse, mse, rtol=0, atol=1e-12)
    for name in NAMES:
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=0, atol=1e-12)


def test_wider_data_and_several_outputs_agree_too():
    theirs, ours = pair(3, 3, 6, 2)
    rng = np.random.default_rng(3)
    X, Y = rng.standard_normal((3, 9)), rng.integers(0, 2, (2, 9))
    for _ in range(200):
        theirs.forward(X)
        theirs.backward(X, Y, RATE)
        ours.backward(X, Y, RATE)
    for name in NAMES:
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=0, atol=1e-12)
