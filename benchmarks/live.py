"""Epochs a second of `sliders.sandbox()`: run this file. A bare loop, and in the panel with a picture every 0.25 s.

The bare loop is measured in CPU time, the median over the rounds; the panel in the time that a person waits.
--rounds N  (5)
"""

import argparse
import asyncio
import os
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from backprop import datasets, sliders
from backprop.experiments import Design, LiveRun
from backprop.experiments.points import REACH, write_points

SECONDS = 1.0  # of one measurement


def designs():
    """{what: Design}, without a held-out part."""
    X, y = datasets.moons(200)
    many = {"data": "own", "points": write_points(X.clip(-REACH, REACH), y), "held_out": 0}
    return {
        "XOR, 2-4-1": Design(data="XOR", noise=0, held_out=0),
        "200 points, 2-4-1": Design(**many),
        "200 points, 2-8-8-1": Design(**many, hidden="8-8"),
        "200 points, 2-8-8-1, batches of 10": Design(**many, hidden="8-8", batch=10),
    }


def bare(design):
    """Epochs a second of CPU time."""
    run, start = LiveRun(design), time.process_time()
    while time.process_time() < start + SECONDS:
        run.finish_epoch()
    return run.epoch / (time.process_time() - start)


async def live(design):
    """Epochs a second in the panel, while it draws."""
    panel = sliders.sandbox(design.text)
    panel.training.speed.index = len(panel.training.speed.options) - 1
    panel.training.button.click()
    start = time.monotonic()
    await asyncio.sleep(3 * SECONDS)
    found = panel.run.epoch / (time.monotonic() - start)
    panel.training.going = False
    await asyncio.gather(*panel.tasks)
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    print("epochs a second: a bare loop, in the panel")
    for what, design in designs().items():
        loop = np.median([bare(design) for _ in range(rounds)])
        panel = np.median([asyncio.run(live(design)) for _ in range(rounds)])
        print(f"{what}: {loop:,.0f}, {panel:,.0f}")


if __name__ == "__main__":
    main()
