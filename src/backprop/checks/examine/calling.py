"""A function called as a training step, and the network that it leaves or returns."""

import re

import numpy as np

from backprop.checks.examine import calls, state
from backprop.checks.examine.forward import known_parameters
from backprop.checks.examine.subject import function_of

OWN_RATE = 0.1  # given where a rate is required and none was told


class Caller:
    """Calls a function as a step. Where it returns new parameters, these are the network from then on.

    returned  [what the function returned at each call]
    alone     True if the last call took the targets without the inputs
    """

    def __init__(self, name, method, rate, told, shape=""):
        self.name, self.method, self.rate, self.told, self.shape = name, method, rate, told, shape
        self.returned, self.count, self.alone = [], 1, False

    def hands_rate(self, function):
        """True if the rate is handed over by this call."""
        found = [default for name, default in calls.parameters(function) or [] if calls.role_of(name) == "rate"]
        wanted = calls.parameters(function) or []
        return bool(found) or any(calls.role_of(name) == "optimizer" for name, _ in wanted)

    def __call__(self, net, space, x, t, data=None, output=None):
        function = function_of(net, space, self.name, self.method)
        pool = {
            "X": x,
            "epochs": 1,
            "rate": self.rate,
            "batch": data.n if data else len(t),
            "params": net,
            "told": self.told,
            "count": self.count,
        }
        pool |= {"pairs": x} if t is None else {"y": t}
        pool |= {} if output is None else {"output": output[1]}
        if any(calls.role_of(name) == "optimizer" for name, _ in calls.parameters(function) or []):
            pool["optimizer"] = _optimizer(space, net, self.rate)
        given = calls.bind(function, pool, known_parameters(function, net))
        if given is None:
            raise TypeError("a parameter of unknown meaning")
        self.alone = not any(value is x for value in given.values())
        value = function(**given)
        self.returned.append(value)
        del self.returned[:-3]
        return changed_root(net, value)


def _optimizer(space, net, rate):
    """An object of a class that is named like an optimiser, made for this network."""
    for name, kind in list(space.items()):
        if isinstance(kind, type) and re.search(r"sgd|optim|descent|^gd$", name, re.I):
            given = calls.bind(kind, {"params": net, "rate": rate, "told": True})
            if given is not None:
                return kind(**given)
    raise TypeError("an optimiser of unknown class")


def changed_root(net, value):
    """The network after a call: parameters of the same structure that it returned, or the network itself."""
    if value is net or not isinstance(net, (dict, tuple, list)):
        return net
    if same_structure(net, value):
        return type(net)(value) if isinstance(net, (tuple, list)) else value
    if isinstance(value, (tuple, list)):
        return next((part for part in value if same_structure(net, part)), net)
    return net


def same_structure(net, value):
    """True if a value holds blocks like those of a container of parameters."""
    if isinstance(net, dict):
        return isinstance(value, dict) and value.keys() >= net.keys() and value is not net
    if not isinstance(value, (tuple, list)) or len(value) != len(net) or value is net:
        return False
    return all(_alike(a, b) for a, b in zip(net, value, strict=True) if not isinstance(a, dict))


def _alike(part, other):
    if isinstance(part, (tuple, list)) and state.block(part) is None:
        return part is other or same_structure(part, other)
    if isinstance(other, (tuple, list)) and state.block(other) is None:
        return False
    return np.size(part) == np.size(other) or np.size(other) == 1
