"""The examples: what was given, read as rows; others of the same kind; and the ways in which code takes them."""

from dataclasses import dataclass, replace

import numpy as np

from backprop.checks.examine.calls import role_of


@dataclass(frozen=True)
class Data:
    """X (n, d) and y (n, k), or y (n,) where the targets are class numbers or were given flat.

    columns  True if they were given with examples as columns
    note     what was converted, "" if nothing
    """

    X: np.ndarray
    y: np.ndarray
    columns: bool = False
    note: str = ""

    @property
    def n(self):
        """The number of examples."""
        return len(self.X)

    @property
    def labels(self):
        """True if y holds class numbers, such as 0, 2, 1."""
        return self.y.ndim == 1 and self.y.dtype.kind in "iu" and self.y.max(initial=0) > 1

    def targets(self, k):
        """y as a table (n, k), where k is the number of outputs; class numbers become one-hot rows."""
        if self.y.ndim == 2:
            return self.y
        if k > 1:
            return np.eye(k)[np.clip(self.y.astype(int), 0, k - 1)]
        return self.y.reshape(-1, 1)

    def only(self, rows):
        """The examples of some rows."""
        return replace(self, X=self.X[rows], y=self.y[rows])

    def another(self, n, seed):
        """n random examples of the same kind."""
        rng = np.random.default_rng(seed)
        X = self.X.mean(axis=0) + np.maximum(self.X.std(axis=0), 0.3) * rng.normal(size=(n, self.X.shape[1]))
        return replace(self, X=X, y=_targets(self.y, n, rng))


def _targets(y, n, rng):
    rows = y[np.arange(n) % len(y)] if n >= len(y) else y[rng.permutation(len(y))[:n]]
    if y.ndim == 2 and not set(np.unique(y)) <= {0.0, 1.0, -1.0}:
        rows = rows + 0.3 * max(y.std(), 0.05) * rng.normal(size=rows.shape)
        return np.clip(rows, y.min(), y.max()) if y.min() >= 0 and y.max() <= 1 else rows
    order = rng.permutation(n)
    return rows[order]


def read(X, y):
    """`Data` from anything that holds numbers. Raises ValueError with a sentence where that cannot be."""
    note = "".join(_converted(name, value) for name, value in (("X", X), ("y", y)))
    X, y = _numbers("X", X), _numbers("y", y)
    X = X[..., 0] if X.ndim == 3 and X.shape[-1] == 1 else X
    y = y[..., 0] if y.ndim == 3 and y.shape[-1] == 1 else y
    X = X.reshape(-1, 1) if X.ndim == 1 else X
    if X.ndim != 2 or y.ndim not in (1, 2):
        raise ValueError(f"X has shape {X.shape} and y {y.shape}: give tables, one example in each row or each column.")
    columns = _in_columns(X, y)
    X, y = (X.T, y.T if y.ndim == 2 else y) if columns else (X, y)
    if len(X) != len(y):
        raise ValueError(
            f"X has shape {X.shape} and y {y.shape}, so their numbers of examples differ: give both the same."
        )
    return Data(np.array(X, float), y if y.ndim == 1 else np.array(y, float), columns, note)


def _in_columns(X, y):
    if y.ndim == 1:
        return len(X) != len(y) and X.shape[1] == len(y)
    return X.shape[1] == y.shape[1] and (len(X) != len(y) or y.shape[1] > len(y))


def _converted(name, value):
    kind = f"{type(value).__module__}.{type(value).__name__}"
    if kind.startswith("pandas"):
        return f"{name} is a pandas {type(value).__name__}; it was handed over as the NumPy array {name}.to_numpy(). "
    return ""


def _numbers(name, value):
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    elif hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    try:
        found = np.array(value)
    except Exception:
        raise ValueError(f"{name} cannot be read as a table of numbers: its rows differ in length.") from None
    if found.dtype.kind == "b":
        found = found.astype(int)
    if found.dtype.kind not in "iuf" or not found.size or not np.isfinite(found).all():
        raise ValueError(f"{name} must hold finite numbers, and at least one of them.")
    return found


def _each(X):
    return [row.copy() for row in X]


def _table(y):
    return y if y.ndim == 2 else y.reshape(-1, 1)


TABLE_ROW = "one table row at a time"
INPUTS = {  # how X is handed over: whole, or a list of what is handed over one after the other
    "examples in rows": lambda X: X.copy(),
    "examples in columns": lambda X: X.T.copy(),
    "one row at a time": _each,
    "one column at a time": lambda X: [row.reshape(-1, 1) for row in X],
    TABLE_ROW: lambda X: [row.reshape(1, -1) for row in X],
    "one number at a time": lambda X: [float(row[0]) for row in X] if X.shape[1] == 1 else None,
    "one list at a time": lambda X: [row.tolist() for row in X],
}
WHOLE = ("examples in rows", "examples in columns")


def _scalars(y):
    return [one.item() for one in y] if y.ndim == 1 or y.shape[1] == 1 else None


TARGETS = {  # how y goes along with it
    "examples in rows": {"as it is": lambda y: y.copy(), "a table": _table, "flat": lambda y: y.reshape(-1)},
    "examples in columns": {"a table": lambda y: _table(y).T.copy(), "flat": lambda y: y.reshape(-1)},
    "one row at a time": {"as it is": lambda y: list(y), "a number": _scalars, "a vector": lambda y: list(_table(y))},
    "one column at a time": {"a table": lambda y: [t.reshape(-1, 1) for t in _table(y)], "a number": _scalars},
    TABLE_ROW: {
        "a table": lambda y: [t.reshape(1, -1) for t in _table(y)],
        "a vector": lambda y: list(_table(y)),
        "a number": _scalars,
    },
    "one number at a time": {"a number": _scalars},
    "one list at a time": {"a list": lambda y: [t.tolist() for t in _table(y)], "a number": _scalars},
}


class Record(dict):
    """One example as code takes it that asks for its parts by name, keys or attributes: sample["x"], sample.label.

    The names are told by the asking: one that is no target's name asks for the inputs.
    """

    def __init__(self, x, t):
        super().__init__()
        self.parts = {"X": x, "y": t}

    def __missing__(self, name):
        return self.parts["y" if role_of(str(name)) in ("y", "output") else "X"]

    def __getattr__(self, name):
        if name.startswith("__") or name == "parts":
            raise AttributeError(name)
        return self[name]


KEPT = {  # the forms in which a network keeps the data that it was built with
    "X": lambda data: data.X.copy(),
    "X in columns": lambda data: data.X.T.copy(),
    "X flat": lambda data: data.X.reshape(-1).copy() if 1 in data.X.shape else data.X.copy(),
    "y": lambda data: np.array(_table(data.y), float),
    "y in columns": lambda data: np.array(_table(data.y).T, float),
    "y flat": lambda data: data.y.reshape(-1).copy(),
}


def kept(arrays, data):
    """{path: a key of KEPT} of the arrays that hold the examples."""
    found = {}
    for path, value in arrays.items():
        same = (
            form
            for form, make in KEPT.items()
            if value.ndim and value.shape == make(data).shape and np.array_equal(value, make(data))
        )
        if form := next(same, None):
            found[path] = form
    return found


def written(form, data, old):
    """The examples in one of the KEPT forms, as a list where a list stood."""
    new = KEPT[form](data)
    return new.tolist() if isinstance(old, list) else new
