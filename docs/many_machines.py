"""Trains 104,000 networks on XOR, 13 learning rates × 16 hidden sizes × 500 seeds, and writes how often they solve it.

python docs/many_machines.py                           as many processes as this machine has cores
python docs/many_machines.py --scheduler tcp://…:8786  the workers of a dask cluster
"""

import argparse
import contextlib
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from backprop import datasets, sweep

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SIZES = tuple(range(1, 17))
SOLVED = 1 / 16  # a mean squared error below it leaves no example of four on the wrong side of ½
TABLE = Path(__file__).parent.parent / "figures" / "xor_solved.csv"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scheduler", help="the address of a dask scheduler")
    options.add_argument("--workers", type=int, default=os.cpu_count(), help="processes, where there is no scheduler")
    options.add_argument("--seeds", type=int, default=500)
    options.add_argument("--epochs", type=int, default=5_000)
    options.add_argument("--table", type=Path, default=TABLE, help="the file that the shares are written to")
    chosen = options.parse_args()
    with executor(chosen.scheduler, chosen.workers) as shared:
        solved = share_solved(chosen.seeds, chosen.epochs, shared)
    write(solved, chosen.table)
    rate, size = np.unravel_index(solved.argmax(), solved.shape)
    print(f"{solved.mean():.1%} of all solve XOR; at rate {RATES[rate]} with {SIZES[size]} hidden {solved.max():.1%}.")


@contextlib.contextmanager
def executor(scheduler, workers):
    """A concurrent.futures.Executor: nothing but this function knows where the work is done."""
    if scheduler is None:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield pool
        return
    from distributed import Client

    with Client(scheduler) as client:
        yield client.get_executor()


def share_solved(seeds, epochs, shared):
    """The share of the seeds that solve XOR, (n_rates, n_sizes); only the last losses are kept."""
    X, y = datasets.xor()
    run = sweep.train(
        X, y, RATES, SIZES, range(seeds), epochs, dtype=np.float32, stride=epochs, snapshots=0,
        executor=shared, progress=True,
    )  # fmt: skip
    return (run.mse[..., -1] < SOLVED).mean(axis=2)


def write(solved, path):
    """The shares as a table, one row for each rate and size: what figures/draw.py draws its map from."""
    rows = [(RATES[rate], SIZES[size], share) for (rate, size), share in np.ndenumerate(solved)]
    np.savetxt(path, rows, fmt="%g", delimiter=",", header="rate,hidden,solved", comments="")


if __name__ == "__main__":
    main()
