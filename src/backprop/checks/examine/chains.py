"""A step made of several calls: a backward pass that works gradients out, then an update that uses them."""

import re

from backprop.checks.examine import calls
from backprop.checks.examine.calling import OWN_RATE, changed_root
from backprop.checks.examine.data import TARGETS, WHOLE
from backprop.checks.examine.forward import known_parameters
from backprop.checks.examine.stepping import Step, _fits
from backprop.checks.examine.subject import function_of

BACKWARD = re.compile(r"back|grad|delta|deriv|prop", re.I)
UPDATE = re.compile(r"update|apply|step|optimi|descent|adjust|learn|change|upgrade", re.I)
CACHE = re.compile(
    r"(cache\w*|memory|activations?|context|saved|stored|tape|history|forward\w*|values?|intermediates?|layers?)$", re.I
)
GRADIENTS = re.compile(
    r"(d|grads?|gradients?|derivs?|derivatives?|deltas?|slopes?|updates?|nabla\w*|g|dparams?)$", re.I
)


class ChainCaller:
    """Calls the functions of a chain; what one leaves under a name, the next may ask for by that name."""

    def __init__(self, chain, rate, told, sandbox):
        self.chain, self.told, self.sandbox = chain, told, sandbox
        self.rate, self.returned = OWN_RATE if rate is None else rate, []

    def hands_rate(self, _function):
        """The rate goes to whichever function asks for one."""
        return True

    def __call__(self, net, space, x, t, data=None, output=None):
        raw, outputs = output or (None, None)
        last, cache = None, _cache(raw)
        for name, method in self.chain:
            function = function_of(net, space, name, method)
            known = self._known(function, net, last, cache)
            pool = {"X": x, "y": t, "epochs": 1, "rate": self.rate, "batch": len(t), "params": net, "told": self.told}
            given = calls.bind(function, pool | {"output": outputs}, known)
            if given is None:
                raise TypeError("a parameter of unknown meaning")
            last = function(**given)
            net = changed_root(net, last)
        self.returned.append(last)
        del self.sandbox.seen[:]
        return net

    def _known(self, function, net, last, cache):
        known = {}
        for _, frame in self.sandbox.seen[-40:]:
            known |= frame
        known |= known_parameters(function, net)
        for name, _ in calls.parameters(function) or []:
            if GRADIENTS.match(name) and last is not None:
                known[name] = last
            elif CACHE.match(name) and name not in known:
                known[name] = cache
        return {name: value for name, value in known.items() if name not in ("self", "X", "x", "y", "Y")}


def _cache(raw):
    if isinstance(raw, tuple):
        rest = [part for part in raw if isinstance(part, (dict, list, tuple))]
        return rest[0] if rest else raw
    return raw


def candidates(subject, data, forward, rate=None):
    """Yields the `Step`s of two calls."""
    subject.sandbox.watches = True
    functions = subject.functions()
    backward = [
        one for one in functions if BACKWARD.search(one[0]) and not re.search("forward|feed|sigmoid|relu|tanh", one[0])
    ]
    update = [one for one in functions if UPDATE.search(one[0]) and one not in backward[:1]]
    for view in sorted(WHOLE, key=lambda view: view != forward.view):
        for chain in [(b, u) for b in backward for u in update if b != u]:
            for form in TARGETS[view]:
                if _fits(data, view, form):
                    call = ChainCaller(chain, rate, rate is not None, subject.sandbox)
                    label = ", then ".join(name for name, _ in chain)
                    yield Step(call, view, form, label, _rate(subject, chain, rate), label, True)


def _rate(subject, chain, told):
    """The rate that a chain steps with, where one of its functions asks for it or has a default for it."""
    net, space = subject.fresh()
    for function in (function_of(net, space, *one) for one in chain):
        if any(calls.role_of(name) == "rate" for name, _ in calls.parameters(function) or []):
            return told if told is not None else calls.default_of(function, "rate") or OWN_RATE
    return None
