"""The rows about the page: from a slider to a picture, the memory of 1,000 moves, and the cost of a start."""

import asyncio
import gc
import io
import json
import os
import random
import subprocess
import sys
import threading
import time

import numpy as np

MOVES, WARM = 1_000, 50
IMPORTS = ("backprop.sliders", "torch", "sklearn.neural_network", "jax")


def rows(rounds):
    """(what, measured, goal), each from a fresh process."""
    found = json.loads(_fresh(__file__))
    starts = _starts(rounds)
    ours = starts.pop("backprop.sliders")
    others = ", ".join(f"{name} {np.median(taken / ours):.2g} ×" for name, taken in starts.items())
    return [
        ("slider to picture, the grid trained: median", f"{found['idle']:.1f} ms", "under 15 ms"),
        ("slider to picture while the grid trains: 90 % within", f"{found['training']:.1f} ms", "under 30 ms"),
        ("the same by training again and pyplot, times as long", f"{found['again'] / found['idle']:.0f}", ""),
        (f"{MOVES:,} moves: memory after the first {WARM}", f"{found['growth']:+.1f} MB", "under 5 MB"),
        (f"{MOVES:,} moves: open pyplot figures, errors", f"{found['figures']}, {found['errors']}", "0, 0"),
        ("start: import backprop.sliders, CPU time", f"{np.median(ours):.2f} s", ""),
        ("start: others, times as long", others, ""),
    ]


def _fresh(*command):
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout


def _starts(rounds):
    """{module: CPU seconds of each round} of an import in a fresh process, less those of an empty one."""
    installed = [name for name in IMPORTS if _can_import(name)]
    return {name: np.array(taken) for name, taken in zip(installed, _turns(installed, rounds), strict=True)}


def _turns(names, rounds):
    taken = [[_import_seconds(name) for name in ("sys", *names)] for _ in range(rounds)]
    return (np.array(taken) - np.array(taken)[:, :1]).T[1:]


def _import_seconds(name):
    before = os.times()
    _fresh("-c", f"import {name}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _can_import(name):
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode == 0


# In the fresh process


def measured():
    """All the figures about the panel of notebook 07, as a dict of numbers; times are CPU milliseconds."""
    training = asyncio.run(_while_training())
    from backprop import sliders

    panel = sliders.learning_rate()
    errors = _moves(panel, WARM)
    before = _resident()
    times = []
    errors += _moves(panel, MOVES - WARM, times)
    gc.collect()
    from matplotlib import pyplot

    figures = len(pyplot.get_fignums())
    return {
        "idle": float(np.median(times)),
        "training": float(np.quantile(training, 0.9)),
        "growth": _resident() - before,
        "figures": figures,
        "errors": errors,
        "again": float(np.median([_again(rate) for rate in (0.1, 0.5, 2)])),
    }


def _moves(panel, n, times=None):
    """Moves the two sliders n times; returns how many of the moves failed."""
    chance, failed = random.Random(0), 0
    for i in range(n):
        slider = (panel.rate, panel.size)[i % 2]
        index = chance.choice([k for k in range(len(slider.options)) if k != slider.index])
        begun = time.process_time()
        slider.index = index
        if times is not None:
            times.append(1e3 * (time.process_time() - begun))
        failed += panel.error is not None
    return failed


async def _while_training(n=60):
    """CPU milliseconds from a move, which another thread sends at random moments, to its picture."""
    from backprop import sliders

    panel = sliders.learning_rate("moons")
    loop, times, drawn, chance = asyncio.get_running_loop(), [], threading.Event(), random.Random(0)

    def move(index, sent):
        panel.rate.index = index
        times.append(1e3 * (time.process_time() - sent))
        drawn.set()

    def send():
        for i in range(n):
            time.sleep(chance.uniform(0.005, 0.03))
            drawn.clear()
            loop.call_soon_threadsafe(move, i % len(panel.rate.options), time.process_time())
            drawn.wait()

    await asyncio.to_thread(send)
    if panel.grid.done == 1:
        raise RuntimeError("the grid was trained before the last move: send fewer")
    for _ in panel.work():
        pass
    return times


def _again(rate):
    """A move without a sweep: the network trained again, and a new figure drawn by pyplot."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot

    from backprop import NeuralNetwork, datasets
    from backprop.pictures import plots

    X, y = datasets.xor()
    begun = time.process_time()
    network = NeuralNetwork(2, 4, 1, rng=65)
    history = network.train(X, y, 10_000, rate, print_every=0)
    figure, (plane, curve) = pyplot.subplots(1, 2, figsize=(8, 3.6), dpi=200)
    plots.decision_boundary(network.predict, X, y, plane)
    plots.loss_curve(history.epochs, history.loss, curve)
    figure.savefig(io.BytesIO(), format="png")
    pyplot.close(figure)
    return 1e3 * (time.process_time() - begun)


def _resident():
    """The memory of this process, MB."""
    import psutil

    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    print(json.dumps(measured()))
