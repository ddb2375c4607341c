"""Networks in files with an index of how each is built and what is true of it: examined with and without hints, and
counted.

`python tests/support/judged_networks.py FOLDER` prints one line a network and the counts.
"""

import copy
import json
import sys
import time
from pathlib import Path

import numpy as np

from backprop.checks import examine

NETWORKS = Path(__file__).parents[1] / "checks" / "networks"
SCALES = {
    "sum": lambda n, k: 1, "half sum": lambda n, k: 0.5, "quarter sum": lambda n, k: 0.25, "mean": lambda n, k: 1 / n,
    "half mean over examples": lambda n, k: 0.5 / n, "mean over all": lambda n, k: 1 / (n * k),
    "half mean over all": lambda n, k: 0.5 / (n * k), "mean over outputs": lambda n, k: 1 / k,
}  # fmt: skip


def cases(folder=NETWORKS):
    """The entries of a folder's index, each with the file's path and text."""
    entries = json.loads((Path(folder) / "index.json").read_text(encoding="utf-8"))
    return [entry | {"path": Path(folder) / entry["file"]} for entry in entries]


def data(kind, n_features=2, n=6, seed=0):
    """(X, y) in rows for a kind of targets."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, n_features))
    targets = {
        "bin": lambda: (np.arange(n) % 2).reshape(-1, 1).astype(float),
        "bin2": lambda: np.array([[1, 0], [0, 1], [1, 1], [0, 0], [1, 0], [0, 1]], float)[np.arange(n) % 6],
        "cls": lambda: np.eye(3)[np.arange(n) % 3],
        "int": lambda: np.arange(n) % 3,
        "reg": lambda: rng.normal(size=(n, 1)),
    }
    return X, targets[kind]()


def _space(case):
    space = {"__name__": "a_lab"}
    exec(compile(case["path"].read_text(encoding="utf-8"), "a_lab", "exec"), space)
    return space


def examined(case, hints):
    """The `Examination` of a case."""
    shape = case["shape"]
    numpy = np.random
    numpy.seed(1)
    if shape["build"] == "script":
        told = {"forward": shape["forward"], "rate": shape["rate_value"]} if hints else {}
        return examine(str(case["path"]), **told)
    space = _space(case)
    X, y = data(shape["kind"], 1 if "number" in shape["layout"] else 2)
    if shape["layout"] == "columns":
        X, y = X.T, y.T
    net = eval(shape["build"], space | _prepared(shape, X, y))
    if hints:
        return examine(net, X, y, rate=shape["rate_value"], forward=_forward(shape, space), step=_step(shape, space))
    return eval("examine(net, X, y)", _as_globals(space, net, X, y))


def _as_globals(space, net, X, y):
    space |= {"examine": examine, "net": net, "X": X, "y": y}
    return space


def _prepared(shape, X, y):
    prepared = {"X": X, "y": y, "np": np, "XT": X.T}
    if shape["pre"]:
        exec(shape["pre"], prepared)
    return prepared


def _forward(shape, space):
    def forward(net, X, y):
        names = space | _prepared(shape, X, y) | {"net": net}
        if not shape["forward"].startswith("probe: "):
            return eval(shape["forward"], names)
        reading, _, step = shape["forward"].removeprefix("probe: ").partition(" after ")
        names["net"] = copy.deepcopy(net)
        exec(step, names)
        return eval(reading, names)

    return forward


def _step(shape, space):
    def step(net, X, y):
        names = space | _prepared(shape, X, y) | {"net": net}
        exec(shape["step"], names)
        return names["net"]

    return step


def told_right(case, result):
    """{what: True or False} of an answer beside the truth."""
    truth = case["truth"]
    wanted = "faulty" if truth["fault"] else "right"
    wrong = {name for name, block in result.blocks.items() if not block.right}
    faults = {truth["fault"], truth["second_fault"]} - {None}
    return {
        "verdict": result.verdict == wanted,
        "blamed": wanted == "right" and result.verdict == "faulty",
        "loss": result.loss == truth["loss"],
        "factor": _factor(truth, result),
        "blocks": {name.replace("__", "") for name in wrong} == set(truth["wrong_blocks"]),
        "named": not faults or bool(faults & set(result.faults)),
        "primary": not faults or result.fault in faults,
    }


def _factor(truth, result):
    """True if the factor is the number that the truth's scale means for the examples of one step, or has none."""
    if truth["scale"] is None:
        return True
    wanted = SCALES[truth["scale"]](result.examples, result.outputs) if result.outputs else np.nan
    return bool(abs(result.factor / wanted - 1) < 1e-4)


def main(folders):
    for folder in folders:
        for hints in (True, False):
            counts = {}
            for case in cases(folder):
                begin = time.process_time()
                result = examined(case, hints)
                seconds = time.process_time() - begin
                told = told_right(case, result)
                for what, good in told.items():
                    counts[what] = counts.get(what, 0) + good
                counts["slowest"] = max(counts.get("slowest", 0), seconds)
                if seconds > 0.6:
                    print("   slow", case["file"], round(seconds, 2))
                bad = [what for what, good in told.items() if good == (what == "blamed")]
                if bad:
                    wrong = [name for name, block in result.blocks.items() if not block.right]
                    print(
                        f"  {case['file']} {bad} -> {result.verdict} {result.loss} {result.scale} {result.faults} "
                        f"{wrong} | "
                        f"{case['truth']['loss']} {case['truth']['scale']} {case['truth']['fault']} "
                        f"{case['truth']['wrong_blocks']} {seconds:.2f}s"
                    )
                    if result.verdict == "undecided" or "-v" in sys.argv:
                        print("     ", str(result)[:700])
            print("with hints" if hints else "without hints", folder, len(cases(folder)), counts)


if __name__ == "__main__":
    main([one for one in sys.argv[1:] if one != "-v"])
