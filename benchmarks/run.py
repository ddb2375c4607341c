"""Speed beside others: `python3 lab.py bench`, or run this file. Prints a table, and writes it for figures/draw.py.

Each figure is a ratio of CPU times on one thread, measured in turns in this one run: the median over the rounds.
--rounds N  (5);  --full  the report's class takes all its steps instead of a share
"""

import argparse
import csv
import datetime
import os
import platform
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import numpy as np  # noqa: E402
import page  # noqa: E402
import training  # noqa: E402

TABLE = Path(__file__).parent.parent / "figures" / "speed.csv"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--full", action="store_true")
    chosen = options.parse_args()
    print(f"{datetime.date.today():%d %B %Y}: {machine()}\n")
    table, notices = training.rows(chosen.rounds, chosen.full)
    print("Times as long as the sweep for the same 208 networks (XOR, 10,000 epochs, if nothing else is said):\n")
    print_table(("taken by", "float32", "float64", "goal"), [training_cells(row) for row in table])
    print("\n".join(["", *notices]))
    write(table)
    print_table(("on the page", "measured", "goal"), page.rows(chosen.rounds))


def write(table):
    """The ratios as figures/speed.csv, which `python3 lab.py figures` draws."""
    with open(TABLE, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["taken by", *training.DTYPES])
        rows.writerows([row["what"], *(f"{row['ratios'][dtype]:.3g}" for dtype in training.DTYPES)] for row in table)


def machine():
    """The kind of machine, in words."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    vectors = "with" if any("AVX512" in name or name == "X86_V4" for name in found) else "without"
    return (
        f"{platform.machine()} {vectors} AVX-512, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__}"
    )


def training_cells(row):
    goals = ", ".join(f"{goal} ({dtype})" for dtype, goal in row["goals"].items())
    return row["what"], *(f"{row['ratios'][dtype]:.3g}" for dtype in training.DTYPES), goals


def print_table(head, rows):
    """A table in Markdown, its columns lined up."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |", flush=True)


if __name__ == "__main__":
    main()
