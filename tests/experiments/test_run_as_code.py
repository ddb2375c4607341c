"""A run as a program: what it prints is the loss of the run itself, in NumPy and in PyTorch."""

import ast
import re

import pytest

from backprop.activations import HIDDEN
from backprop.datasets import PLANAR
from backprop.experiments import Experiment
from backprop.experiments.run_as_code import in_numpy, in_torch
from backprop.losses import LOSSES
from backprop.starts import STARTS

RUNS = [
    *(Experiment(activation=g, loss=loss, epochs=300) for g in HIDDEN for loss in LOSSES),
    *(Experiment(data=data, hidden=3, activation="tanh", rate=0.2, epochs=200) for data in PLANAR),
    *(Experiment(start=start, hidden=2, seed=7, epochs=100) for start in STARTS),
    Experiment(hidden=1, epochs=100),
    Experiment(hidden=16, rate=5.0, epochs=500),
    Experiment(epochs=0),
    Experiment(),
]
each_run = pytest.mark.parametrize("run", RUNS, ids=lambda run: run.text)


def losses(program, capsys):
    """What a program prints, run as one that was pasted into a cell of its own."""
    exec(compile(program, "pasted", "exec"), {"__name__": "__main__"})
    return [float(number) for number in re.findall(r": +(\S+)$", capsys.readouterr().out, re.MULTILINE)]


@each_run
def test_in_numpy_it_gives_the_same_loss_twice(run, capsys):
    assert losses(in_numpy(run), capsys) == [pytest.approx(run.run().loss, rel=1e-9, abs=1e-12)] * 2


@each_run
def test_in_pytorch_it_gives_the_same_loss(run, capsys, absent):
    try:
        import torch  # noqa: F401
    except ImportError:
        absent("REQUIRE_TORCH", "PyTorch is not installed, so the program in PyTorch was not run")
    assert losses(in_torch(run), capsys) == [pytest.approx(run.run().loss, rel=1e-9, abs=1e-12)]


@pytest.mark.parametrize("write", [in_numpy, in_torch])
@each_run
def test_the_program_opens_with_its_state_and_fits_a_page(run, write):
    program = write(run)
    assert Experiment.from_text(ast.get_docstring(ast.parse(program))) == run
    assert max(map(len, program.splitlines())) <= 110
