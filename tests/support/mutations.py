"""One line of a program changed, in every way that a slip of the pen changes it; and what is true of the result."""

import ast
import contextlib
import copy
import io
from unittest import mock

import numpy as np
from judged_networks import _forward, _prepared, _step, data

SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}


def mutants(text):
    """Every text with one change: an operator, a sign, a transpose, a number, an axis, a comparison, a name, a line."""
    tree = ast.parse(text)
    nodes = [node for node in ast.walk(tree) if not isinstance(node, ast.Load | ast.Store)]
    for index, node in enumerate(nodes):
        for change in _changes(node, tree):
            again = copy.deepcopy(tree)
            twin = [one for one in ast.walk(again) if not isinstance(one, ast.Load | ast.Store)][index]
            change(twin)
            mutated = ast.unparse(ast.fix_missing_locations(again))
            if mutated != ast.unparse(tree):
                yield mutated


def _changes(node, tree):
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield lambda twin: setattr(twin, "op", SWAPS[type(twin.op)]())
        yield lambda twin: _become(twin, twin.left)
    if isinstance(node, ast.AugAssign) and type(node.op) in SWAPS:
        yield lambda twin: setattr(twin, "op", SWAPS[type(twin.op)]())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float) and not isinstance(node.value, bool):
        yield lambda twin: setattr(twin, "value", twin.value + 1 if isinstance(twin.value, int) else twin.value * 1.5)
    if isinstance(node, ast.Compare):
        yield lambda twin: setattr(twin, "ops", [ast.Lt() if isinstance(twin.ops[0], ast.Gt) else ast.Gt()])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda twin: setattr(twin, "op", ast.UAdd())
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda twin: _become(twin, twin.value)
    if isinstance(node, ast.Attribute) and node.attr in ("a1", "a2", "z1", "z2", "W1", "W2"):
        other = {"a1": "z1", "z1": "a1", "a2": "z2", "z2": "a2", "W1": "W2", "W2": "W1"}[node.attr]
        yield lambda twin: setattr(twin, "attr", other)
    if isinstance(node, ast.FunctionDef | ast.For) and len(node.body) > 1:
        for line in range(len(node.body)):
            yield lambda twin, line=line: twin.body.pop(line)


def _become(node, other):
    node.__class__ = type(other)
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)


def step_is_right(case, text, result):
    """True if one step, run here by itself, is minus one factor times the numerical gradient of the loss that is
    named.
    """
    space = {"__name__": "a_lab"}
    exec(compile(text, "a_lab", "exec"), space)
    shape = case["shape"]
    X, y = data(shape["kind"], 1 if "number" in shape["layout"] else 2, n=1 if shape["one_example"] else 5, seed=4)
    n = len(X)
    X, y = (X.T, y.T) if shape["layout"] == "columns" else (X, y)
    np.random.seed(7)  # noqa: NPY002
    net = eval(shape["build"], space | _prepared(shape, X, y))
    if "floats" in (case["note"] or ""):
        _as_arrays(net)
        space["range"] = lambda *_: range(1)  # its epochs are many and hard-coded
    forward, step = _forward(shape, space), _step(shape, space)
    try:
        forward(copy.deepcopy(net), X, y)
    except AttributeError:  # it works with what its training keeps
        net = step(net, X, y)
    blocks = {
        path: block for path, block in _blocks(net).items() if not any(np.array_equal(block, one) for one in (X, y))
    }
    _shake(blocks)

    def loss():
        o = np.asarray(forward(net, X, y), float)
        o = o if o.shape[0] == n else o.T
        return _total(result.loss, o.reshape(n, -1), y, n)

    gradients = {path: _numerical(loss, block) for path, block in blocks.items()}
    with contextlib.redirect_stdout(io.StringIO()):
        after = _blocks(step(copy.deepcopy(net), X, y))
    return _follow([(after[path] - block, gradients[path]) for path, block in blocks.items()])


def script_step_is_right(text, result):
    """The same of a script: its first epoch is run with starting arrays that are handed to it as its random numbers."""

    def first_epoch(start):
        space = {"__name__": "__main__", "range": lambda *_: range(1)}
        drawn = [block.copy() for block in start]
        numbers = iter(drawn)
        handed = mock.patch("numpy.random.uniform", side_effect=lambda **_: next(numbers))
        with handed, contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, "a_lab", "exec"), space)
        return space, drawn

    def loss():
        space, _ = first_epoch(start)
        return _total(result.loss, space["output"], space["y"], len(space["y"]))

    rng = np.random.default_rng(3)
    start = [rng.uniform(size=size) for size in ((2, 4), (1, 4), (4, 1), (1, 1))]
    gradients = [_numerical(loss, block) for block in start]
    return _follow(
        [(after - before, g) for after, before, g in zip(first_epoch(start)[1], start, gradients, strict=True)]
    )


def _follow(pairs):
    """True if the changes are minus one positive factor times the gradients, block by block to 1e-6."""
    pairs = [(change, gradient) for change, gradient in pairs if np.any(gradient)]
    d, g = (np.concatenate([np.ravel(pair[i]) for pair in pairs]) for i in (0, 1))
    factor = -(d @ g) / (g @ g)
    return bool(factor > 0 and all(np.abs(d + factor * g).max() <= 1e-6 * np.abs(d).max() for d, g in pairs))


def _total(name, o, y, n):
    t = np.eye(o.shape[1])[y] if y.ndim == 1 else (y if len(y) == n else y.T)
    if name == "squared error":
        return np.sum((o - t) ** 2)
    if name == "Huber loss":
        return np.sum(np.where(np.abs(o - t) < 1, (o - t) ** 2 / 2, np.abs(o - t) - 0.5))
    if name == "cross-entropy":
        return -np.sum(t * np.log(o))
    return -np.sum(t * np.log(o) + (1 - t) * np.log(1 - o))


def _as_arrays(net):
    """Every float of a network becomes an array without axes, which can be moved and looked up like the others."""
    for name, value in list(vars(net).items()):
        if isinstance(value, float):
            setattr(net, name, np.array(value))


def _blocks(net):
    """{path: array} of what a network holds under names of weights."""
    found, queue = {}, [((), net)]
    while queue:
        path, value = queue.pop(0)
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            found[path] = value
        elif isinstance(value, dict | list | tuple):
            queue += [
                ((*path, key), part) for key, part in (value.items() if isinstance(value, dict) else enumerate(value))
            ]
        elif hasattr(value, "__dict__") and len(path) < 5:
            queue += [((*path, name), part) for name, part in vars(value).items() if "veloc" not in name]
    return found


def _shake(blocks):
    rng = np.random.default_rng(3)
    for block in blocks.values():
        block *= min(1, 1 / max(np.sqrt(np.mean(block**2)), 1e-9))
        block += 0.2 * rng.normal(size=block.shape)


def _numerical(loss, block, h=1e-5):
    slopes = np.zeros(block.shape)
    for index in np.ndindex(block.shape):
        start = block[index]
        block[index] = start + h
        above = loss()
        block[index] = start - h
        slopes[index] = (above - loss()) / (2 * h)
        block[index] = start
    return slopes
