"""The sentences of an examination."""

import numpy as np

from backprop.checks.examine import advice, catalogue
from backprop.checks.examine.data import WHOLE
from backprop.checks.examine.more_words import FACTORS, SIZES, _conventions, _printed, _run, extra, listed
from backprop.checks.examine.stepping import WHOLE_TRAINING


def report(found, blocks, faults):
    """The whole answer, one line of summary first."""
    parts = [
        _summary(found, blocks, faults), _taken(found), _loss(found), *_blocks(blocks), *_faults(found, faults),
        _printed(found), extra(found), _conventions(found), _run(found, faults),
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _summary(found, blocks, faults):
    wrong = [block.name for block in blocks.values() if not block.right]
    if not faults and left_out(found):
        return (
            f"Undecided: one step of {found.judgement.step.name} is exactly minus the gradient of {_descended(found)}, "
            f"but {listed(left_out(found))} could not be judged."
        )
    if not faults:
        return f"Right: every step is exactly minus the gradient of {_descended(found)}."
    if wrong:
        return f"Not right in {listed(wrong)}: {faults[0]}."
    return f"The steps follow a gradient exactly, but there is one thing to change: {faults[0]}."


def _descended(found):
    name = found.fit.loss.name
    if found.adaptive:
        size = f" ({SIZES[found.scale]})" if found.scale else ""
        return f"the {name}{size}, with the same length in every entry"
    return f"the {name} ({SIZES[found.scale]})" if found.scale else f"the {name}, up to a factor"


def _taken(found):
    bench, step = found.bench, found.judgement.step
    rate = _rate(found)
    layout = step.view if step.shape == "" else f"a list, {step.view}"
    note = f" {bench.data.note}" if bench.data.note else ""
    opened = (f" This is {found.note}." if found.note else "") + _not_judged(found)
    return (
        f"What was taken for what: the outputs are {bench.forward.label}, one step is {step.label}; {layout}; "
        f"{rate}; the "
        f"parameters are {listed(found.name(path) for path in bench.start)}.{opened}{note} If one of these is not "
        f"what you "
        "meant, tell it with forward=, step= or rate=."
    )


def left_out(found):
    """The training functions that were tried before the one that was judged, and are no such step."""
    names = [name for name in found.bench.failed if WHOLE_TRAINING.search(name)]
    return [] if found.fit.wrong else [name for name in names if name not in found.judgement.step.label]


def _not_judged(found):
    return "".join(f" {name} was tried first, but {found.bench.failed[name]}." for name in left_out(found))


def _rate(found):
    if found.rate is None:
        return "no learning rate was found, so it counts as 1"
    where = {"as you told": "as you told", "handed over": "handed over to the step"}.get(
        found.source, f"found as {found.source}"
    )
    return f"the learning rate is {found.rate:g}, {where}"


def _loss(found):
    fitted = found.fit
    if found.adaptive or not np.isfinite(fitted.factor):
        return ""
    if found.judgement.lengths:
        multiples = " and ".join(f"{one:.3g}" for one in found.judgement.lengths)
        return (
            f"The loss is the {fitted.loss.name}. Each step is exactly minus a multiple of its gradient, but not "
            f"always the same multiple: {multiples} times the gradient of the sum in two experiments. That is so where "
            "a gradient is clipped to a norm or divided by its norm. It changes the length of the step and not its "
            "direction, so it is right."
        )
    number = FACTORS.get(found.scale) or f"{found.factor:.4g}"
    text = f"The loss is the {fitted.loss.name}. The factor before its sum over all examples and outputs is {number}"
    text += (
        f", which makes it {SIZES[found.scale]}."
        if found.scale
        else ", which is not a usual one. If the learning rate is another than the one above, tell it with rate=."
    )
    return f"{text} {_measured(found)} {_books(found)}"


def _measured(found):
    """With how many examples and outputs the step was measured, and why with so many."""
    n, k = found.judgement.experiments[0].y.shape
    counted = f"{n} example{'s' * (n > 1)} (n) and {k} output{'s' * (k > 1)} (k)"
    if found.judgement.mode == "batch":
        return f"The step was measured with {counted}."
    step = found.judgement.step
    if step.shape in ("", "record", "pair") and step.view not in WHOLE:
        return f"A call takes one example, so each step was measured with {counted}."
    return f"One call makes several steps, each from {_each(found)}, so one such step was measured, with {counted}."


def _each(found):
    mode = found.judgement.mode
    size = mode.removeprefix("mini-batches of ")
    if size != mode:
        return f"a mini-batch of {size}"
    return {"one random example": "one example drawn at random"}.get(mode, mode)


def _books(found):
    if found.fit.loss.name == "squared error":
        return (
            "Other books write a 2, a ½ or a 1/m here. The gradient has the same direction with each of them, so "
            "each is right; "
            "only the learning rate that fits is another."
        )
    return (
        "Other books sum where this takes the mean, or the reverse. That changes the length of the step and not "
        "its direction."
    )


def _blocks(blocks):
    right = [block for block in blocks.values() if block.right]
    if right:
        names = listed(block.name for block in right)
        yield f"{names}: right, minus the rate times the gradient to within {_within(right)}."
    for block in blocks.values():
        if not block.right:
            yield f"{block.name}: not right{_how_far(block)}."


def _within(blocks):
    worst = max((block.error for block in blocks if np.isfinite(block.error)), default=0)
    return "1e-7 of its size" if worst < 1e-7 else "1e-6 of its size"


def _how_far(block):
    if block.fault == catalogue.PER_EXAMPLE:
        return "; it becomes a table with an entry for each example"
    if np.isnan(block.angle):
        return "; it does not move, although its gradient is not zero"
    if block.angle < 0.05:
        return f"; its direction is right, but its length has the factor {block.ratio:.4g}"
    return (
        f"; its step points {block.angle:.0f}° away from minus the gradient"
        if block.angle >= 1
        else f"; its step points {block.angle:.1g}° away from minus the gradient"
    )


def _faults(found, faults):
    for fault in faults:
        where = _where(found, fault)
        yield f"{fault}{where}: {advice.of(fault)}"


def _where(found, fault):
    paths = [
        path
        for path, text in found.named.items()
        if fault in text.split(" + ") or (fault == catalogue.BIASES_NEVER and catalogue.NEVER in text)
    ]
    if not paths:
        return ""
    layers = sorted({_layer(found, path) for path in paths} - {0})
    names = listed(found.name(path) for path in paths)
    at = (
        f", {'layers' if len(layers) > 1 else 'layer'} {listed(map(str, layers))} of {len(found.model.layers)}"
        if layers
        else ""
    )
    return f" (in {names}{at})"


def _layer(found, path):
    layers = found.model.layers if found.model else ()
    return next((number for number, one in enumerate(layers, start=1) if path in (one.W, one.b)), 0)


def uncertain(found):
    """Why nothing can be said although a step was found."""
    return (
        f"{_taken(found)} The step changes the parameters, but in no block does it follow the gradient of a loss "
        f"that is known "
        "here, and no known fault explains it either. Either the outputs or the step are not what was taken for "
        "them, or the "
        "step does more than go down a gradient: it may rescale the data first, draw random numbers (dropout) or "
        "skip some "
        "examples. So nothing is called wrong. Add forward=lambda net, X: … and step=lambda net, X, y: … with the "
        "calls as you "
        "make them, and switch off what is random."
    )
