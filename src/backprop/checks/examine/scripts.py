"""A file whose training loop stands at its top level: one pass of the loop is the step, and what it works out the
outputs.
"""

import numpy as np

from backprop.checks.examine import state
from backprop.checks.examine.calls import role_of
from backprop.checks.examine.data import Data, kept, read, written
from backprop.checks.examine.discovery import parameters_like
from backprop.checks.examine.forward import Forward, dependence
from backprop.checks.examine.picking import FINAL, numbers, usable
from backprop.checks.examine.stepping import Step
from backprop.checks.examine.subject import Subject, once, sizes_of

MOST_PAIRS = 4  # of globals that are tried as inputs and targets


class LoopBody:
    """call(net, space, …): runs one pass of the loop in the namespace `net`, and gives it back."""

    def __init__(self, code):
        self.code, self.returned, self.rate, self.told = code, [], None, True

    def hands_rate(self, _function):
        """The loop takes no arguments."""
        return False

    def __call__(self, net, space, x=None, t=None, data=None, output=None):
        net["__once__"], net["__sizes__"] = once, sizes_of(net) | list_sizes(net)
        exec(self.code, net)
        return net


def list_sizes(space):
    """The lengths of the lists of numbers in a namespace."""
    return {len(value) for value in space.values() if isinstance(value, list) and state.block(value) is not None}


def open_loop(space, code, X=None, y=None, variable=""):
    """(subject, data, forward, {path: block}, step) of a script's loop, or None where a pass moves nothing.

    X, y      the examples, where they were told; otherwise they are found among the globals
    variable  the name of the outputs, where it was told
    """
    space = {name: value for name, value in space.items() if name != "__once__"}
    subject = Subject(space, space, whole=True)
    body = LoopBody(code)
    before, (net, _) = state.places(space), subject.fresh()
    ran = subject.run(body, net, net, space=net)
    if not ran.ended:
        return None
    moved = [path for path, value in before.items() if state.moved(state.block(value), state.look(net, path))]
    moved = [path for path in moved if np.ndim(state.block(before[path])) or isinstance(before[path], float)]
    names = [name for name in net if name not in space and not name.startswith("__")]
    step = Step(body, "examples in rows", "as it is", "one pass of the loop", None, "loop")
    for data in _data(subject, body, before, moved, X, y):
        if found := _forward(subject, body, data, names, variable):
            return (subject, data, *found, step)
    return None


def _data(subject, body, before, moved, X, y):
    """[`Data` as the globals may hold it], the likeliest first: X and y are what the step reads and leaves."""
    if X is not None and y is not None:
        return [read(X, y)]
    held = {path: value for path, value in state.arrays(subject.root).items() if len(path) == 1}
    held |= {
        p: np.array(v, float)
        for p, v in before.items()
        if len(p) == 1 and isinstance(v, list) and state.block(v) is not None
    }
    still = {
        path: value
        for path, value in held.items()
        if (path not in moved and value.ndim in (1, 2) and value.size > 1) or _is_table(value)
    }
    still = {path: value for path, value in still.items() if path not in moved}
    pairs = [(a, b) for a in still for b in still if a != b]
    scored = [
        (_pair_score(subject, body, X, y, a, b), X, y) for a, b in pairs for X, y in _as_examples(still[a], still[b])
    ]
    scored = sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0])
    return [read(X, y) for _, X, y in scored[:MOST_PAIRS]]


def _as_examples(X, y):
    """(X, y) as they are, and two vectors also as one example."""
    yield X, y
    if X.ndim == 1 and y.ndim == 1:
        yield X[np.newaxis], y[np.newaxis]


def _is_table(value):
    return value.ndim == 2 and value.size == 1


def _pair_score(subject, body, X, y, a, b):
    """How well two globals look like inputs and targets: by name, and by a common number of examples."""

    try:
        data = read(X, y)
    except ValueError:
        return 0
    if not np.array_equal(np.sort(data.X.ravel()), np.sort(np.ravel(X))):
        return 0
    names = (role_of(str(a[0][1])) == "X") + (role_of(str(b[0][1])) in ("y", "output"))
    return names + 0.5 * (b[0][1].lower().startswith(("y", "t"))) + 0.1 * (data.n > 1) + _used(subject, body, a, b)


def _used(subject, body, a, b):
    """1 if the step reads both of them."""
    changes = []
    for path in (a, b):
        net, _ = subject.fresh()
        value = state.get(net, path)
        state.replace(
            net, path, (np.asarray(value) * 1.5 + 0.25).tolist() if isinstance(value, list) else value * 1.5 + 0.25
        )
        ran = subject.run(body, net, net, space=net)
        plain, _ = subject.fresh()
        subject.run(body, plain, plain, space=plain)
        changes.append(
            ran.ended
            and any(state.moved(state.look(plain, p), state.look(net, p)) for p in state.places(plain) if p != path)
        )
    return 0.2 if all(changes) else -2


def _forward(subject, body, data, names, variable):
    """(`Forward`, {path: block}): the global that a pass works out, has the targets' shape and depends on the most."""
    keeps = kept(_with_lists(subject.root), data)
    values = {path: block for path, block in parameters_like(subject, data).items() if path not in keeps}
    names = sorted(names, key=lambda name: (name != variable, not FINAL.search(name)))
    best, most = None, []
    k = data.y.shape[1] if data.y.ndim == 2 else 1
    for name in [name for name in names if variable in ("", name)]:
        for make in (_whole, _each):
            one = make(subject, body, name, k, keeps)
            ran = subject.run(one, *subject.fresh(), data)
            if not ran.ended or ran.value.shape != (data.n, k) or not usable(ran.value):
                continue
            moving = dependence(subject, one, data, list(values), values)
            if len(moving) > len(most):
                best, most = one, moving
            break
    return best and (best, {path: values[path] for path in most})


def _with_lists(space):
    lists = {
        (("i", name),): np.array(value, float)
        for name, value in space.items()
        if isinstance(value, list) and state.block(value) is not None
    }
    return state.arrays(space) | lists


def _whole(subject, body, name, k, keeps):
    def call(net, space, x, y):
        return body(subject.again(net), None)[name]

    return Forward(call, "examples in rows", ("value", ()), name, k, name, not keeps, keeps)


def _each(subject, body, name, k, keeps):
    """Outputs one example at a time, where the loop leaves only those of its last example."""

    def call(net, space, x, y):
        rows = []
        for index in range(len(x)):
            again = subject.again(net)
            one = Data(x[index : index + 1], y[index : index + 1])
            for path, form in keeps.items():
                state.replace(again, path, written(form, one, state.get(again, path)))
            rows.append(numbers(body(again, None)[name]).reshape(-1))
        return np.stack(rows)

    return Forward(call, "examples in rows", ("value", ()), name, k, name, not keeps, keeps)
