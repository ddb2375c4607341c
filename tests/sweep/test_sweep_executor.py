"""A sweep that is shared out: over the processes of a pool, and over the workers of a cluster, one of which dies."""

import functools
import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from backprop import datasets, sweep

RATES = (0.1, 1, 10)
GRID = (*datasets.moons(40, 0.2), RATES, range(1, 11), range(12), 60)
NAMES = ("W1", "b1", "W2", "b2")


def gradient(X, y, parameters):
    """The gradient of the cross-entropy, for networks on the first axis."""
    W1, b1, W2, b2 = (parameters[name] for name in NAMES)
    a1 = 1 / (1 + np.exp(-(W1 @ X + b1)))
    dz2 = (1 / (1 + np.exp(-(W2 @ a1 + b2))) - y) / y.size
    dz1 = W2.swapaxes(1, 2) @ dz2 * a1 * (1 - a1)
    gradients = {"dW2": dz2 @ a1.swapaxes(1, 2), "db2": dz2.sum(2, keepdims=True)}
    return gradients | {"dW1": dz1 @ X.T, "db1": dz1.sum(2, keepdims=True)}


def deadly(flag, main, X, y, parameters):
    """As `gradient`, but networks of 5 hidden units kill the process that meets them first: not `main`."""
    if parameters["W1"].shape[1] == 5 and os.getpid() != main and not Path(flag).exists():
        Path(flag).write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    return gradient(X, y, parameters)


def wrong(main, X, y, parameters):
    raise ValueError("here" if os.getpid() == main else "in the worker")


@pytest.fixture(scope="module", params=[np.float32, np.float64])
def alone(request):
    return sweep.train(*GRID, dtype=request.param)


def same(run, other):
    """Whether two sweeps hold the same numbers, bit for bit."""
    curves = np.array_equal(run.loss, other.loss) and np.array_equal(run.mse, other.mse)
    return curves and all(
        np.array_equal(run.parameters(*position, i)[name], other.parameters(*position, i)[name])
        for position in np.ndindex(run.shape)
        for i in range(len(run.snapshot_epochs))
        for name in NAMES
    )


@pytest.fixture(scope="module")
def client():
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def pool(workers=2):
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def test_a_pool_of_processes_finds_the_same_numbers(alone):
    with pool() as executor:
        assert same(sweep.train(*GRID, dtype=alone.problem.dtype, executor=executor), alone)


def test_threads_find_the_same_numbers(alone):
    with ThreadPoolExecutor(2) as executor:
        assert same(sweep.train(*GRID, dtype=alone.problem.dtype, executor=executor), alone)


def test_a_cluster_of_two_workers_finds_the_same_numbers(alone, client):
    executor = client.get_executor()
    assert same(sweep.train(*GRID, dtype=alone.problem.dtype, executor=executor), alone)


def test_the_executor_does_the_work(monkeypatch):
    run = sweep.Sweep(*GRID)
    monkeypatch.setattr(run, "steps", lambda records: iter(()))
    with pool(1) as executor:
        sweep.train(run, executor=executor)
    assert len(run.unfinished) == 0
    assert run.done == 1


def test_a_sweep_that_has_begun_goes_on_elsewhere(alone):
    run = sweep.Sweep(*GRID, dtype=alone.problem.dtype)
    for _ in zip(range(3), run.steps(), strict=False):
        pass
    assert 0 < run.done < 1
    with pool() as executor:
        assert same(sweep.train(run, executor=executor), alone)


@pytest.fixture
def counted(monkeypatch):
    """The blocks that this process trains itself, as the hidden sizes that `train_stack` meets."""
    met, original = [], sweep.grid.train_stack

    def train_stack(problem, state, *rest):
        met.append(state[0].shape[1])
        return original(problem, state, *rest)

    monkeypatch.setattr(sweep.grid, "train_stack", train_stack)
    return met


def test_what_a_killed_process_takes_along_is_trained_here(tmp_path, counted):
    """The pool is broken by it as a whole: sizes 10 to 6 have come back, and none of them is trained again."""
    flag = tmp_path / "died"
    with pool(1) as executor:
        run = sweep.train(*GRID, gradient=functools.partial(deadly, flag, os.getpid()), executor=executor)
    assert int(flag.read_text()) != os.getpid()
    assert 5 in counted
    assert not set(counted) & {7, 8, 9, 10}
    assert same(run, sweep.train(*GRID, gradient=gradient))


def test_what_a_killed_worker_takes_along_is_trained_by_another(tmp_path, client, counted):
    flag = tmp_path / "died"
    dying = functools.partial(deadly, flag, os.getpid())
    run = sweep.train(*GRID, gradient=dying, executor=client.get_executor())
    assert int(flag.read_text()) != os.getpid()
    assert counted == []
    assert same(run, sweep.train(*GRID, gradient=gradient))


def test_an_error_of_the_task_is_no_lost_worker():
    with pool(1) as executor, pytest.raises(ValueError, match="in the worker"):
        sweep.train(*GRID, gradient=functools.partial(wrong, os.getpid()), executor=executor)


def test_an_interruption_leaves_what_has_come_back_and_calls_off_the_rest(monkeypatch):
    grid = (*GRID[:4], range(120), 60)
    run, trained, keep = sweep.Sweep(*grid), [], sweep.Sweep.keep
    n_blocks = len(run.unfinished)

    def interrupted(run, block, results):
        keep(run, block, results)
        raise KeyboardInterrupt

    def counted(*task):
        trained.append(task)
        return sweep.problem.train_stack(*task)

    monkeypatch.setattr(sweep.Sweep, "keep", interrupted)
    monkeypatch.setattr(sweep.everywhere, "train_stack", counted)
    with ThreadPoolExecutor(1) as executor, pytest.raises(KeyboardInterrupt):
        sweep.train(run, executor=executor)
    assert len(run.unfinished) == n_blocks - 1
    assert len(trained) < n_blocks / 2
    monkeypatch.undo()
    assert same(sweep.train(run), sweep.train(*grid))


def test_the_example_of_many_machines_writes_its_table(tmp_path):
    script, table = Path(__file__).parents[2] / "docs" / "many_machines.py", tmp_path / "table.csv"
    short = ["--workers", "1", "--seeds", "2", "--epochs", "300", "--table", str(table)]
    done = subprocess.run([sys.executable, "-W", "error", str(script), *short], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "of all solve XOR" in done.stdout
    rates, sizes, solved = np.loadtxt(table, delimiter=",", skiprows=1, unpack=True)
    assert (len(solved), len(set(rates)), len(set(sizes))) == (13 * 16, 13, 16)
    assert set(solved) <= {0, 0.5, 1}
