"""A forward pass read out of the step itself, where no function gives the outputs: what the step has worked out on
its way.
"""

import numpy as np

from backprop.checks.examine import state, stepping
from backprop.checks.examine.data import WHOLE
from backprop.checks.examine.discovery import parameters_like
from backprop.checks.examine.forward import Forward, dependence
from backprop.checks.examine.picking import FINAL, as_rows, usable

BACKWARD = 3  # functions with a likely name that are tried


def find(subject, data, names=None, variable=""):
    """(`Forward`, {path: block}) or (None, {}).

    names     [(function, is a method)] of the step, where it is known
    variable  the name of what holds the outputs, where it is known
    """
    values = parameters_like(subject, data)
    dummy = Forward(lambda *_: None, WHOLE[data.columns], ("value", ()), "", 1)
    best, most = None, []
    for step in _steps(subject, data, dummy, names):
        for one in _readings(subject, data, step, dummy, variable):
            moving = dependence(subject, one, data, list(values), values)
            if len(moving) > len(most):
                best, most = one, moving
        if best:
            break
    return (best, {path: values[path] for path in most}) if best else (None, {})


def _steps(subject, data, dummy, names):
    chosen = names or stepping.names(subject)[:BACKWARD]
    return [step for step in stepping.candidates(subject, data, dummy, chosen=chosen) if step.view in WHOLE]


def _readings(subject, data, step, dummy, variable):
    net, space = subject.fresh()
    ran = subject.run(lambda: step(net, space, data, dummy), space=space, watch=True)
    if not ran.ended:
        return
    found = [("state", path, state.look(net, path)) for path in state.places(net)]
    found += [("local", name, value) for _, frame in ran.locals for name, value in frame.items()]
    shaped = [(kind, key, rows) for kind, key, value in found if (rows := _as_outputs(value, data)) is not None]
    shaped.sort(key=lambda one: (variable != _name(one), not FINAL.search(_name(one))))
    for kind, key, rows in shaped[:12]:
        if variable in ("", _name((kind, key))):
            yield reading(subject, step, dummy, kind, key, rows.shape[1])


def _name(found):
    return found[1] if found[0] == "local" else state.name_of(found[1][-1:])


def _as_outputs(value, data):
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return None
    rows = as_rows(value, data.n)
    wanted = data.y.shape[1] if data.y.ndim == 2 else None
    if rows is None or not usable(rows) or (wanted and rows.shape[1] != wanted):
        return None
    return None if any(np.array_equal(rows, one) for one in (data.X, data.targets(rows.shape[1]))) else rows


def reading(subject, step, dummy, kind, key, k):
    """The `Forward` that takes the step on a copy and reads one of the arrays that it has worked out."""

    def call(net, space, x, y):
        again, seen = subject.again(net), subject.sandbox.seen
        del seen[:]
        again = step.call(again, again if subject.whole else space, x, stepping.TARGETS[step.view][step.form](y), None)
        if kind == "state":
            return np.array(state.get(again, key))
        return next(frame[key] for _, frame in reversed(seen) if key in frame)

    subject.sandbox.watches = subject.sandbox.watches or kind == "local"
    name = key if kind == "local" else state.name_of(key)
    return Forward(call, step.view, ("value", ()), f"{name}, as {step.label} works it out", k, name)
