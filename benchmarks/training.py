"""The training rows: a grid of 208 networks here and elsewhere, from the same starting weights to the same errors."""

from dataclasses import dataclass

import numpy as np
from measure import Work, agreement, in_turns, peer, ratio

from backprop import datasets, sweep

XOR_EPOCHS, MOONS_EPOCHS, MOONS_EXAMPLES = 10_000, 2_000, 200
DTYPES = ("float32", "float64")
NEAR = {"float32": 1e-4, "float64": 1e-9}  # how far a mean squared error may lie from the sweep's


@dataclass
class Peer:
    """One of the others: its module, the steps it takes in a round, the arithmetic it works in, the goals."""

    module: str
    epochs: int
    dtype: str
    goals: dict


PEERS = (
    Peer("report_network", 200, "float64", {"float32": 100, "float64": 60}),
    Peer("torch_eager", 20, "float32", {"float32": 300}),
    Peer("torch_batched", 250, "float32", {}),
    Peer("sklearn_mlp", 40, "float32", {"float32": 150}),
    Peer("jax_vmap", 1_000, "float32", {}),
    Peer("micrograd_scalars", 2, "float64", {}),
)


def rows(rounds, full=False):
    """The rows of the table, and a notice for each that is left out.

    full  whether the report's class takes all its steps, which is about a minute a round
    """
    X, y = datasets.xor()
    PEERS[0].epochs = XOR_EPOCHS if full else PEERS[0].epochs
    modules = {name: peer(name) for name in (*(other.module for other in PEERS), "c_lanes")}
    notices = [f"Left out: {name}, because {why}." for name, why in modules.items() if isinstance(why, str)]
    others = [other for other in PEERS if not isinstance(modules[other.module], str)]
    ours = {dtype: _ours(Work(X, y, XOR_EPOCHS), dtype) for dtype in DTYPES}
    theirs = {other.module: _theirs(modules[other.module], Work(X, y, other.epochs), other.dtype) for other in others}
    limits = {}
    if not isinstance(modules["c_lanes"], str):
        limits = {f"C {t}": _theirs(modules["c_lanes"], Work(X, y, XOR_EPOCHS), t, dtype=t) for t in DTYPES}
    taken = in_turns({**ours, **theirs, **limits}, rounds)
    table = [_row(modules[other.module].NAME, other, taken) for other in others]
    if limits:
        table.append(_limit_row(modules["c_lanes"].NAME, taken))
    return [*table, _moons_row(modules["report_network"], rounds)], notices


def _ours(work, dtype):
    return lambda: lambda: sweep.train(work.sweep(np.dtype(dtype)))


def _theirs(module, work, near, **options):
    """The maker of a round of a peer; before that, the peer is held to the numbers of the sweep."""
    train, mse = module.prepare(work, **options)
    train()
    off = agreement(work, mse())
    if off > NEAR[near]:
        raise ArithmeticError(f"{module.NAME} does other work: its errors lie {off:.1e} from those of the sweep")
    return lambda: module.prepare(work, **options)[0]


def _row(name, other, taken, epochs=XOR_EPOCHS, dtypes=DTYPES):
    times = epochs / other.epochs
    return {
        "what": f"{name} ({other.epochs:,} of {epochs:,} epochs, × {times:g})" if times > 1 else name,
        "ratios": {dtype: times * ratio(taken[other.module], taken[dtype]) for dtype in dtypes},
        "goals": {dtype: f"at least {goal}" for dtype, goal in other.goals.items()},
    }


def _limit_row(name, taken):
    return {
        "what": f"{name}: the limit",
        "ratios": {dtype: ratio(taken[f"C {dtype}"], taken[dtype]) for dtype in DTYPES},
        "goals": {"float32": "at least 1/3", "float64": "at least 1/5"},
    }


def _moons_row(module, rounds):
    X, y = datasets.moons(MOONS_EXAMPLES, 0.2)
    other = Peer("report_network", 40, "float64", {"float32": 5})
    ours = {dtype: _ours(Work(X, y, MOONS_EPOCHS), dtype) for dtype in DTYPES}
    taken = in_turns({**ours, other.module: _theirs(module, Work(X, y, other.epochs), other.dtype)}, rounds)
    return _row(f"moons of {MOONS_EXAMPLES}: {module.NAME}", other, taken, MOONS_EPOCHS)
