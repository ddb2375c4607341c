"""Speed beside others: `python3 lab.py bench`, or run this file. Prints a table, and writes it for figures/draw.py.

Each figure is a ratio of CPU times on one thread, measured in turns in this one run: the median over the rounds.
On an x86 processor with AVX-512 everything is measured twice: as it is, and as on one without, where nobody uses
AVX-512: NumPy and its BLAS, PyTorch, XLA and the C compiler are told so. What takes part must not differ otherwise.
--rounds N  (5);  --full  the report's class takes all its steps instead of a share
"""

import argparse
import csv
import datetime
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
ONE_THREAD = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ.setdefault("XLA_FLAGS", ONE_THREAD)

import numpy as np  # noqa: E402
import page  # noqa: E402
import training  # noqa: E402

from backprop.sweep.tanh import has_avx512  # noqa: E402

TABLE = Path(__file__).parent.parent / "figures" / "speed.csv"
WITHOUT = {
    "ATEN_CPU_CAPABILITY": "avx2",
    "MKL_ENABLE_INSTRUCTIONS": "AVX2",
    "OPENBLAS_CORETYPE": "Haswell",
    "XLA_FLAGS": f"{ONE_THREAD} --xla_cpu_max_isa=AVX2",
    "LANES_MARCH": "x86-64-v3",
}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--full", action="store_true")
    options.add_argument("--training-only", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.training_only:
        print(json.dumps(training.rows(chosen.rounds, chosen.full)))
        return
    print(f"{datetime.date.today():%d %B %Y}: {machine()}\n")
    kinds = {kind: measured(environment) for kind, environment in processors().items()}
    print("Times as long as the sweep for the same 208 networks (XOR, 10,000 epochs, if nothing else is said):\n")
    heads = [f"{dtype}, {kind}" for kind in kinds for dtype in training.DTYPES]
    print_table(("taken by", *heads, "goal"), [training_cells(rows) for rows in together(kinds)])
    print("\n".join(["", *dict.fromkeys(notice for _, notices in kinds.values() for notice in notices)]))
    write(kinds)
    print_table(("on the page", "measured", "goal"), page.rows(chosen.rounds))


def processors():
    """{kind of processor: what the environment must say for it}: the one that this is, and if possible the other."""
    if not has_avx512():
        return {"without AVX-512": {}}
    names = np._core._multiarray_umath.__cpu_dispatch__
    known = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    off = " ".join(name for name in names if name in known and (name.startswith("AVX512") or name == "X86_V4"))
    return {"with AVX-512": {}, "without AVX-512": {**WITHOUT, "NPY_DISABLE_CPU_FEATURES": off}}


def measured(environment):
    """(rows, notices) of a run of its own."""
    command = [sys.executable, "-W", "ignore", __file__, *sys.argv[1:], "--training-only"]
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def together(kinds):
    """The same row of each kind of processor, side by side."""
    return zip(*(rows for rows, _ in kinds.values()), strict=True)


def write(kinds):
    """The ratios as figures/speed.csv, which `python3 lab.py figures` draws."""
    with open(TABLE, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["taken by", *(f"{dtype}, {kind}" for kind in kinds for dtype in training.DTYPES)])
        for rows in together(kinds):
            found = [written(row["ratios"][dtype]) for row in rows for dtype in training.DTYPES]
            table.writerow([rows[0]["what"], *found])


def machine():
    """The kind of machine, in words."""
    return (
        f"{platform.machine()} {'with' if has_avx512() else 'without'} AVX-512, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}"
    )


def written(ratio):
    """Three digits, and never 1.1e+03."""
    return f"{float(f'{ratio:.3g}'):g}"


def training_cells(rows):
    goals = ", ".join(f"{goal} ({dtype})" for dtype, goal in rows[0]["goals"].items())
    found = (written(row["ratios"][dtype]) for row in rows for dtype in training.DTYPES)
    return rows[0]["what"], *found, goals


def print_table(head, rows):
    """A table in Markdown, its columns lined up."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |", flush=True)


if __name__ == "__main__":
    main()
