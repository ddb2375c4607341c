"""Which function is the training step: it changes the parameters, and leaves their shapes as they are."""

import contextlib
import re
from dataclasses import dataclass

import numpy as np

from backprop.checks.examine import calls, state
from backprop.checks.examine.calling import OWN_RATE, Caller
from backprop.checks.examine.data import INPUTS, TABLE_ROW, TARGETS, WHOLE, Record, written
from backprop.checks.examine.forward import LIKELY, ordered
from backprop.checks.examine.picking import picked
from backprop.checks.examine.sandbox import reseed
from backprop.checks.examine.subject import function_of

STEP = re.compile(
    r"^train|^fit|train|learn|adapt|partial_fit|epoch|sgd|gradient_?descent|batch|step|optimi[sz]e|descent|back|update|delta|grad",
    re.I,
)
NO_STEP = re.compile(
    r"loss|cost|deriv|prime|slope|init|plot|accuracy|load|save|sigmoid|relu|tanh|softmax|mse|one_?hot|zero_grad|^__init__$|^predict|^forward|^feed",
    re.I,
)
WHOLE_TRAINING = re.compile(r"^_*(train|fit|partial_fit|learn|sgd|gradient_?descent|run_epoch|optimi[sz]e)", re.I)


@dataclass(frozen=True)
class Step:
    """One way to take a step: which function, and how X and y go in.

    call   takes (net, space, x, t) and returns the network after it
    view   a key of INPUTS; form, a key of TARGETS[view]
    rate   the rate that is handed over, or None
    shape  "lists", "pairs", "records" or "joined" (the target behind the inputs) where the examples go in as lists,
           "record" or "pair" for one example in one
    prepares  True if the forward pass is called before
    """

    call: object
    view: str
    form: str
    label: str
    rate: float | None = None
    name: str = ""
    method: bool = True
    shape: str = ""
    prepares: bool = True

    def __call__(self, net, space, data, forward):
        """The network after the step, or after one step for each example where they are handed over one at a time."""
        for path, form in forward.keeps.items():
            state.replace(net, path, written(form, data, state.get(net, path)))
        given, wanted = INPUTS[self.view](data.X), TARGETS[self.view][self.form](data.y)
        if self.shape == "pairs":
            return self._once(net, space, list(zip(given, wanted, strict=True)), None, data, forward)
        self.call.count = forward.k
        if self.shape == "joined":
            return self._once(net, space, list(map(_joined, given, wanted)), None, data, forward)
        if self.shape == "records":
            return self._once(net, space, list(map(Record, given, wanted)), None, data, forward)
        if self.view in WHOLE and self.shape == "record":
            return self._once(net, space, Record(given, wanted), None, data, forward)
        if self.view in WHOLE or self.shape == "lists":
            given = np.stack(given) if self.view in (TABLE_ROW, "one column at a time") else given
            return self._once(net, space, given, wanted, data, forward)
        for index, (x, t) in enumerate(zip(given, wanted, strict=True)):
            x, t = _together(self.shape, x, t)
            net = self._once(net, space, x, t, data.only(slice(index, index + 1)), forward)
        return net

    def _once(self, net, space, x, t, data, forward):
        reseed()
        output = None
        if self.prepares:
            with contextlib.suppress(Exception):
                output = _raw(forward, net, space, data)
            reseed()
        return self.call(net, space, x, t, data, output)


def _together(shape, x, t):
    """(x, t), or (both in one, None)."""
    return (Record(x, t), None) if shape == "record" else ((x, t), None) if shape == "pair" else (x, t)


def _joined(x, t):
    """One row as a list with its target behind the inputs, a whole number where it is a class."""
    return [*x, int(t) if float(t).is_integer() else t]


def _raw(forward, net, space, data):
    """(what the forward pass returns, the outputs in it), in the form in which the student's code passes them on."""
    given = INPUTS[forward.view](data.X)
    x, t = (given, data.y) if forward.view in WHOLE else (given[0], data.y[0])
    value = forward.call(net, space, x, t)
    return value, picked(forward.pick, value, net, space)


def names(subject):
    """The functions that may be a step, those with a likely name first."""
    words = ordered(subject, STEP, NO_STEP)
    return [one for one in words if STEP.search(one[0])] or [one for one in words if not LIKELY.search(one[0])]


def candidates(subject, data, forward, rate=None, chosen=None):
    """Yields the `Step`s that could be meant; whether they move anything is for the caller to try."""
    for name, method in chosen or names(subject):
        takes_all = _takes_all(function_of(*subject.fresh(), name, method))
        records = _records(forward) if asks_by_name(function_of(*subject.fresh(), name, method)) else []
        for view, shape in [*records, *_views(data, forward)]:
            if takes_all and view not in WHOLE and shape in ("", "record", "pair"):
                continue
            for form in TARGETS[view]:
                if _fits(data, view, form) and (shape != "joined" or form == "a number"):
                    yield _step(subject, name, method, view, form, shape, rate)


def _records(forward):
    each = ("one row at a time", "one column at a time", "one list at a time")
    views = sorted(each, key=lambda view: view != forward.view)
    whole = [(view, "record") for view in WHOLE]
    return [*((view, shape) for view in views for shape in ("records", "record")), *whole]


def asks_by_name(function):
    """True if a function of one data argument holds names among its constants, or asks for attributes of its
    argument.
    """
    wanted = [name for name, default in calls.parameters(function) or [] if not default]
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    roles = [role for role in map(calls.role_of, wanted) if role not in ("epochs", "rate", "batch", "params", "count")]
    if code is None or len(roles) != 1 or roles[0] == "y":
        return False
    texts = [text for text in code.co_consts[1:] if isinstance(text, str) and text.isidentifier()]
    return bool(texts) or any(calls.role_of(name) in ("X", "y") and name != "data" for name in code.co_names)


def _takes_all(function):
    """True if a function counts epochs or batches, so that it wants all examples and not one at a time."""
    return any(calls.role_of(name) in ("epochs", "batch") for name, _ in calls.parameters(function) or [])


def _fits(data, view, form):
    given, wanted = INPUTS[view](data.X), TARGETS[view][form](data.y)
    flat = form in ("flat", "a table") and data.labels
    return (
        given is not None
        and wanted is not None
        and not (flat and form == "a table")
        and not (form == "flat" and data.y.ndim == 2 and data.y.shape[1] > 1)
    )


def _views(data, forward):
    whole = [(view, "") for view in (WHOLE[::-1] if data.columns else WHOLE)]
    whole.sort(key=lambda one: one[0] != forward.view)
    each = [view for view in INPUTS if view not in WHOLE]
    each.sort(key=lambda view: view != forward.view)
    lists = [(view, shape) for shape in ("lists", "pairs") for view in each[:6]]
    lists += [("one list at a time", "joined"), *((view, "pair") for view in each[:2])]
    single = [(view, "") for view in each]
    return lists + single + whole if forward.view == "one column at a time" else [*whole, *lists, *single]


def _step(subject, name, method, view, form, shape, rate):
    function = function_of(*subject.fresh(), name, method)
    own = rate if rate is not None else _own_rate(function)
    call = Caller(name, method, own, rate is not None, shape)
    label = f"{name}({', '.join(_words(function, view))})"
    handed = own if call.hands_rate(function) else None
    return Step(call, view, form, label, handed, name, method, shape, not WHOLE_TRAINING.search(name))


def _own_rate(function):
    default = calls.default_of(function, "rate")
    return default if isinstance(default, (int, float)) and default > 0 else OWN_RATE


def _words(function, view):
    words = {"X": "X" if view in WHOLE else "x", "y": "y" if view in WHOLE else "t", "epochs": "1"}
    found = []
    for name, default in calls.parameters(function) or []:
        if not default:
            found.append(words.pop(calls.role_of(name), name))
    return found
