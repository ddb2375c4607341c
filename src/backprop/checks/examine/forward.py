"""Which function is the forward pass: its outputs fit the targets, and they move when the parameters are moved."""

import re
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine import calls, state
from backprop.checks.examine.data import INPUTS, WHOLE, written
from backprop.checks.examine.picking import as_rows, numbers, picked, picks, state_picks, usable
from backprop.checks.examine.sandbox import reseed
from backprop.checks.examine.subject import function_of

LIKELY = re.compile(
    r"forward|feed|predict_?prob|predict|think|query|prop|eval|activate|output|prob|run|infer|compute|__call__|hypothesis|guess",
    re.I,
)
UNLIKELY = re.compile(
    r"back|train|fit|update|loss|cost|grad|deriv|prime|slope|step|learn|init|adapt|sgd|optim|err|plot|accuracy|score|one_?hot|load|save|zero|sigmoid|relu|tanh|softmax$|mse|describe|summary|print",
    re.I,
)
CONTAINER = re.compile(r"(net(work)?|nn|model|params|parameters)$", re.I)  # what takes all parameters as one


@dataclass(frozen=True)
class Forward:
    """A way to the outputs: which function, how X goes in, and where in what comes back the outputs are.

    call   takes (net, space, x, y) and returns what the function returns
    view   a key of INPUTS
    pick   ("value", keys) in what is returned, or ("state", path) in the network after the call
    label  how it is written, such as "forward(X)"
    fixed  True if it reads its own data, so that no other can be handed to it
    keeps  {path: a key of KEPT} of what the network itself keeps of the data
    """

    call: object
    view: str
    pick: tuple
    label: str
    k: int = 1
    name: str = ""
    fixed: bool = False
    keeps: dict = field(default_factory=dict)

    def __call__(self, net, space, data):
        """The outputs (n, k). Raises whatever the student's code raises, or ValueError where they do not fit."""
        reseed()
        for path, form in self.keeps.items():
            state.replace(net, path, written(form, data, state.get(net, path)))
        given = INPUTS[self.view](data.X)
        if self.view in WHOLE:
            found = as_rows(picked(self.pick, self.call(net, space, given, data.y), net, space), data.n)
        else:
            found = np.stack([self._single(net, space, x, t) for x, t in zip(given, data.y, strict=True)])
        if found is None or found.shape[1] != self.k:
            raise ValueError("the outputs do not fit the targets")
        return found

    def _single(self, net, space, x, t):
        return numbers(picked(self.pick, self.call(net, space, x, t), net, space)).reshape(-1)


def ordered(subject, wish=LIKELY, no=UNLIKELY):
    """The functions that may be it, those with a likely name first."""
    found = [(name, method) for name, method in subject.functions() if not no.search(name)]
    words = wish.pattern.split("|")

    def rank(one):
        hits = [index for index, word in enumerate(words) if re.search(word, one[0], re.I)]
        return min(hits, default=len(words))

    return sorted(found, key=rank)


def candidates(subject, data, names=None, keeps=None):
    """Yields the `Forward`s that return something in the shape of the targets."""
    for name, method in names or ordered(subject):
        for view in _views(data):
            yield from _tried(subject, data, name, method, view, keeps or {})


def _views(data):
    whole = WHOLE[::-1] if data.columns else WHOLE
    return [*whole, *(view for view in INPUTS if view not in WHOLE)]


def _tried(subject, data, name, method, view, keeps):
    given = INPUTS[view](data.X)
    if given is None:
        return
    call = caller(name, method)
    net, space = subject.fresh()
    for path, form in keeps.items():
        state.replace(net, path, written(form, data, state.get(net, path)))
    x, t = (given, data.y) if view in WHOLE else (given[0], data.y[0])
    ran = subject.run(call, net, space, x, t, space=space)
    if not ran.ended:
        return
    takes_X = any(calls.role_of(one) == "X" for one, _ in calls.parameters(function_of(net, space, name, method)) or [])
    label = f"{name}({('X' if view in WHOLE else 'x') if takes_X or not keeps else ''})"
    for pick in [*picks(ran.value, net), *state_picks(net)]:
        for k in _k(data, ran.value, pick, net, view):
            where = f", then {state.name_of(pick[1])}" if pick[0] == "state" else ""
            one = Forward(call, view, pick, label + where, k, name, False, keeps)
            outputs = subject.run(one, *subject.fresh(), data, space=space)
            if outputs.ended and usable(outputs.value):
                yield one


def _k(data, value, pick, net, view):
    """The numbers of outputs that would fit the targets."""
    try:
        found = numbers(picked(pick, value, net, None))
    except Exception:
        return []
    rows = found.reshape(1, -1) if view not in WHOLE else as_rows(found, data.n)
    if rows is None:
        return []
    k = rows.shape[1]
    wanted = [data.y.shape[1]] if data.y.ndim == 2 else _flat_k(data)
    return [k] if k in wanted else []


def _flat_k(data):
    if data.labels:
        return range(int(data.y.max()) + 1, 1000)
    return range(1, 1000) if data.y.dtype.kind in "iu" else [1]


def caller(name, method):
    """call(net, space, x, y) of a function by its name."""

    def call(net, space, x, y):
        function = function_of(net, space, name, method)
        known = known_parameters(function, net)
        if calls.takes_any(function) and not method and isinstance(net, (tuple, list)):
            return function(x, *net)
        pool = {"X": x, "y": y, "params": net}
        given = calls.bind(function, pool, known)
        if given is None:
            raise TypeError("a parameter of unknown meaning")
        return function(**given)

    return call


def known_parameters(function, net):
    """{name of a parameter: what the container of parameters holds under that name, or at that place}."""
    if isinstance(net, dict):
        return {key: value for key, value in net.items() if isinstance(key, str)}
    if not isinstance(net, (tuple, list)):
        return {}
    wanted = calls.parameters(function) or []
    names = [name for name, _ in wanted if re.match(r"(w|b|weight|bias|theta|c|v|u)[\w]*$", name, re.I)]
    if len(names) != len(net) and not any(CONTAINER.match(name) for name, _ in wanted):
        names = [name for name, default in wanted if not default and calls.role_of(name) in ("", "params", "output")]
    return dict(zip(names, net, strict=True)) if len(names) == len(net) else {}


def dependence(subject, forward, data, paths, values):
    """The paths whose move changes the outputs."""
    net, space = subject.fresh()
    rng = np.random.default_rng(5)

    def look():
        before, found = forward(net, space, data), []
        for path in paths:
            old = values[path]
            step = 1e-3 * (1 + np.abs(old)) * (1 + rng.random(np.shape(old)))
            if _changes(forward, net, space, data, path, old, step, before):
                found.append(path)
        return found

    return subject.run(look, space=space).value or []


def leaves(subject, forward, data, paths):
    """True if a call leaves the parameters as they are: what changes them is a step, whatever it returns."""
    net, space = subject.fresh()
    before = {path: state.look(net, path) for path in paths}
    subject.run(forward, net, space, data, space=space)
    return not any(state.moved(value, state.look(net, path)) for path, value in before.items())


def _changes(forward, net, space, data, path, old, step, before):
    original = state.get(net, path)
    try:
        if state.put(net, path, old + step) is not net:
            return False
        after = forward(net, space, data)
        moved = np.abs(after - before).max()
        return bool(np.isfinite(after).all() and moved > 1e-12) and (
            not isinstance(original, int) or _smooth(forward, net, space, data, path, old + step / 2, before, moved)
        )
    except Exception:
        return False
    finally:
        state.replace(net, path, original) if np.ndim(old) == 0 else state.put(net, path, old)


def _smooth(forward, net, space, data, path, half, before, moved):
    """True if half the move makes about half the change: a whole number that counts something makes a jump."""
    state.put(net, path, half)
    return bool(1.5 < moved / max(np.abs(forward(net, space, data) - before).max(), 1e-300) < 2.7)
