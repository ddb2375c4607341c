"""The stubs and solutions of notebooks 04, 05 and 07, out of the notebooks, so that the judge is tested on them.

`setup` is what the notebook has defined by then; a stub and a solution are whole cells.
"""

import refresh

SETUP = """
import numpy as np
from backprop import checks

rng = np.random.default_rng(4)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))
"""


def _cells(folder):
    """{"4.1": source, …} of the exercises in the notebooks of a folder."""
    cells = [c for number in ("04", "05", "07") for p in folder.glob(f"{number}_*") for c in refresh.read(p).cells]
    tagged = [(tag, cell.source) for cell in cells for tag in cell.metadata.get("tags", [])]
    return {tag.removeprefix("exercise-").replace("-", "."): source for tag, source in tagged}


def count(notebook=""):
    """The number of exercises in a notebook such as "04", or in all of them."""
    cells = [cell for path in refresh.FOLDER.glob(f"{notebook}*.ipynb") for cell in refresh.read(path).cells]
    return sum(tag.startswith("exercise-") for cell in cells for tag in cell.metadata.get("tags", []))


STUBS = _cells(refresh.FOLDER)
SOLUTIONS = _cells(refresh.FOLDER / "solutions")

PLANTED = """
def gradients_{name}(X, y, W1, b1, W2, b2):
    n = X.shape[1]
    a1 = sigmoid(W1 @ X + b1)                               # 1
    a2 = sigmoid(W2 @ a1 + b2)                              # 2
    dz2 = {line_3:<49} # 3
    dW2 = dz2 @ a1.T                                        # 4
    db2 = dz2.sum(axis=1, keepdims=True)                    # 5
    dz1 = {line_6:<49} # 6
    dW1 = dz1 @ X.T                                         # 7
    db1 = {line_8:<49} # 8
    return {{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}}
"""
RIGHT_LINES = {
    "line_3": "(a2 - y) / n",
    "line_6": "(W2.T @ dz2) * a1 * (1 - a1)",
    "line_8": "dz1.sum(axis=1, keepdims=True)",
}
PLANTED_LINES = {
    "a": {"line_8": "dz1.mean(axis=1, keepdims=True)"},
    "b": {"line_6": "(W2.T @ dz2) * sigmoid(a1) * (1 - sigmoid(a1))"},
    "c": {"line_3": "(a2 - y) * a2 * (1 - a2) / n"},
}

CURVE_RATES = {"a": 100, "b": 5, "c": 0.2, "d": 60}  # mse, NeuralNetwork(2, 4, 1, loss="mse", rng=7), 2,000 epochs
