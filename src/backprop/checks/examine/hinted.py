"""The forward pass and the steps as the caller told them, or else as they are found."""

from dataclasses import replace

from backprop.checks.examine import findings, forward, stepping
from backprop.checks.examine.calling import changed_root
from backprop.checks.examine.data import TABLE_ROW, TARGETS, WHOLE, kept, written
from backprop.checks.examine.discovery import Unfound, _probe_data, parameters_like
from backprop.checks.examine.forward import Forward, dependence
from backprop.checks.examine.hints import Hint
from backprop.checks.examine.picking import picks, usable
from backprop.checks.examine.state import arrays, get
from backprop.checks.examine.state import replace as replace_in
from backprop.checks.examine.stepping import Step


def hinted_forward(subject, data, hint, step, originals):
    """(`Forward`, {path: block}). Raises Unfound where the hint does not give outputs that fit."""
    if hint is None:
        names = _names(subject, step) if isinstance(step, str) else None
        return findings.forward_of(subject, data, step_names=names)
    if isinstance(hint, str):
        names = _names(subject, hint)
        return findings.forward_of(subject, data, names, variable="" if names else hint)
    return _by_function(subject, data, Hint(hint, originals, data))


def _names(subject, name):
    return [one for one in subject.functions() if one[0] == name]


def _by_function(subject, data, hint):
    values = parameters_like(subject, data)
    keeps = kept(arrays(subject.root), data)
    probe = data if hint.fixed and not keeps else _probe_data(data, values)
    best, most, why = None, [], ""
    for view in forward._views(data):
        if hint.fixed and view not in WHOLE:
            continue
        found, why_not = _view(subject, probe, hint, view, keeps)
        why = why or why_not
        for one in found:
            moving = dependence(subject, one, probe, list(values), values)
            if len(moving) > len(most):
                best, most = one, moving
        if best:
            return best, {path: values[path] for path in most}
    raise Unfound(
        f"forward={hint.label} does not give the outputs: {why or 'they do not change when the weights are moved'}."
    )


def _view(subject, probe, hint, view, keeps):
    """([`Forward`s that fit], why not)."""
    given = forward.INPUTS[view](probe.X)
    if given is None:
        return [], ""
    net, space = subject.fresh()
    for path, form in keeps.items():
        replace_in(net, path, written(form, probe, get(net, path)))
    x, t = (given, probe.y) if view in WHOLE else (given[0], probe.y[0])
    ran = subject.run(hint, net, space, x, t, space=space)
    if not ran.ended:
        return [], ran.error
    found = []
    for pick in picks(ran.value, net):
        for k in forward._k(probe, ran.value, pick, net, view):
            one = Forward(hint, view, pick, hint.label, k, hint.label, hint.fixed and not keeps, keeps)
            outputs = subject.run(one, *subject.fresh(), probe, space=space)
            if outputs.ended and usable(outputs.value):
                found.append(one)
    return (
        found,
        "" if found else "what it returns has not the shape of y, or is only whole numbers as after a threshold",
    )


def hinted_steps(bench, hint, rate, originals):
    """The candidate `Step`s."""
    if hint is None:
        return findings.steps_of(bench, rate)
    if isinstance(hint, str):
        names = _names(bench.subject, hint)
        if not names:
            raise Unfound(f"There is no function called {hint!r} to take a step with.")
        return findings.steps_of(bench, rate, names)
    told = Hint(hint, originals, bench.data)
    if told.fixed and not bench.forward.keeps:
        bench.forward = replace(bench.forward, fixed=True)
    call = _HintedStep(told)
    return [
        Step(call, view, form, told.label, None, told.label, True, shape, False)
        for view, shape in _ways(bench, told)
        for form in _forms(bench, view)
    ]


def _ways(bench, told):
    found = stepping._views(bench.data, bench.forward)
    found = [(view, shape) for view, shape in found if shape or view != TABLE_ROW or view == bench.forward.view]
    whole = [one for one in found if one[0] in WHOLE]
    return whole[:1] if told.fixed else [*whole, *(one for one in found if one[0] not in WHOLE)]


def _forms(bench, view):
    return [form for form in TARGETS[view] if stepping._fits(bench.data, view, form)]


class _HintedStep:
    """Calls the function that was told as a step."""

    def __init__(self, told):
        self.told, self.returned = told, []

    def hands_rate(self, _function):
        """What is handed over stands in the function that was told."""
        return False

    def __call__(self, net, space, x, t, data=None, output=None):
        value = self.told(net, space, x, t)
        self.returned.append(value)
        del self.returned[:-3]
        return changed_root(net, value)
