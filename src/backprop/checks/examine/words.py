"""The sentences of an examination."""

import numpy as np

from backprop.checks.examine import advice, catalogue, state

SIZES = {  # a scale's name, as it stands in a sentence
    "sum": "the sum over all examples and outputs",
    "half sum": "half the sum over all examples and outputs",
    "quarter sum": "a quarter of the sum over all examples and outputs",
    "mean": "the mean over the examples",
    "half mean over examples": "half the mean over the examples",
    "mean over all": "the mean over examples and outputs",
    "half mean over all": "half the mean over examples and outputs",
    "mean over outputs": "the mean over the outputs of one example",
    "half mean over outputs": "half the mean over the outputs of one example",
    "twice the sum": "twice the sum over all examples and outputs",
    "twice the mean": "twice the mean over the examples",
    "twice the mean over all": "twice the mean over examples and outputs",
}


def report(found, blocks, faults):
    """The whole answer, one line of summary first."""
    parts = [
        _summary(found, blocks, faults), _taken(found), _loss(found), *_blocks(blocks), *_faults(found, faults),
        _printed(found), extra(found), _conventions(found), _run(found, faults),
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def listed(names):
    """W1, b1 and W2."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _summary(found, blocks, faults):
    wrong = [name for name, block in blocks.items() if not block.right]
    if not faults:
        return f"Right: every step is exactly minus the gradient of {_descended(found)}."
    if wrong:
        return f"Not right in {listed(wrong)}: {faults[0]}."
    return f"The steps follow a gradient exactly, but there is one thing to change: {faults[0]}."


def _descended(found):
    name = found.fit.loss.name
    if found.adaptive:
        return f"the {name}, with the same length in every entry"
    return f"the {name} ({SIZES[found.scale]})" if found.scale else f"the {name}, up to a factor"


def _taken(found):
    bench, step = found.bench, found.judgement.step
    rate = _rate(found)
    layout = step.view if step.shape == "" else f"a list, {step.view}"
    note = f" {bench.data.note}" if bench.data.note else ""
    opened = f" This is {found.note}." if found.note else ""
    return (
        f"What was taken for what: the outputs are {bench.forward.label}, one step is {step.label}; {layout}; {rate}; the "
        f"parameters are {listed(state.name_of(path) for path in bench.start)}.{opened}{note} If one of these is not what you "
        "meant, tell it with forward=, step= or rate=."
    )


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
    factor = fitted.factor / (found.rate or 1.0)
    text = f"The loss is the {fitted.loss.name}, with the factor {factor:.4g} before the sum over examples and outputs"
    text += (
        f": {SIZES[found.scale]}."
        if found.scale
        else ". No usual factor gives this number; tell the rate with rate= if it is another."
    )
    if found.judgement.mode != "batch":
        text += f" One call takes several steps, each from {_each(found)}; judged was one such step."
    return f"{text} {_books(found)}"


def _each(found):
    mode = found.judgement.mode
    return {"one example": "one example", "one random example": "one example drawn at random"}.get(mode, mode)


def _books(found):
    if found.fit.loss.name == "squared error":
        return (
            "Other books write a 2, a ½ or a 1/m here. The gradient has the same direction with each of them, so each is right; "
            "only the learning rate that fits is another."
        )
    return "Other books sum where this takes the mean, or the reverse. That changes the length of the step and not its direction."


def _blocks(blocks):
    right = [name for name, block in blocks.items() if block.right]
    if right:
        yield f"{listed(right)}: right, minus the rate times the gradient to within {_within(blocks, right)}."
    for name, block in blocks.items():
        if not block.right:
            yield f"{name}: not right{_how_far(block)}."


def _within(blocks, names):
    worst = max((blocks[name].error for name in names if np.isfinite(blocks[name].error)), default=0)
    return "1e-7 of its size" if worst < 1e-7 else "1e-6 of its size"


def _how_far(block):
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
    names = listed(state.name_of(path) for path in paths)
    at = f", layer {listed(map(str, layers))} of {len(found.model.layers)}" if layers else ""
    return f" (in {names}{at})"


def _layer(found, path):
    layers = found.model.layers if found.model else ()
    return next((number for number, one in enumerate(layers, start=1) if path in (one.W, one.b)), 0)


def _printed(found):
    if not found.printed:
        return ""
    kinds = list(dict.fromkeys((kind, scale) for kind, scale, _ in found.printed))
    same = [scale for kind, scale in kinds if kind == found.fit.loss.name]
    told = " or ".join(f"the {kind} ({_size(scale)})" for kind, scale in kinds[:1])
    if not same:
        return f"The number that it prints or returns is {told}, which is not the loss that its steps minimise."
    if found.scale in same:
        return f"The number that it prints or returns is {told}: exactly the loss that its steps minimise."
    return (
        f"The number that it prints or returns is {told}. It is the loss that the steps minimise up to a constant factor, so it "
        "falls and rises together with it."
    )


def _size(scale):
    name, _, again = scale.partition(",")
    return f"{SIZES[name]},{again}" if again else SIZES[name]


def extra(found):
    """What is at work beside plain gradient descent."""
    parts = []
    if found.decay:
        kappa, paths, kind = found.decay
        where = listed(state.name_of(path) for path in paths)
        parts.append(
            f"Weight decay ({kind}) {kappa / (found.rate or 1.0):.4g} is at work in {where}; the rest of the step is the gradient. This is right."
        )
    if found.adaptive:
        parts.append(
            f"Every entry moves by {found.adaptive:.4g} against the sign of its gradient, as the first step of Adam or RMSprop does. This is right."
        )
    later = found.later
    if later and later.kind == "momentum":
        parts.append(
            f"The second step is its own gradient plus {later.value:.3g} of the first step: momentum {later.value:.3g}, which is no fault."
        )
    if later and later.kind == "the rate changes":
        parts.append(
            f"The second step has {later.value:.3g} of the first one's rate: the learning rate changes from step to step."
        )
    return " ".join(parts)


def _conventions(found):
    """Why right things that are often taken for faults are right."""
    if found.model is None or found.fit.wrong:
        return ""
    parts = []
    last = found.model.layers[-1].g.name
    if found.fit.loss.name.startswith("cross-entropy") and last in ("sigmoid", "softmax"):
        parts.append(
            f"The output delta is output − y without a slope; that is right, because with {last} and cross-entropy the slope cancels."
        )
    if any(layer.g.name == "sigmoid" for layer in found.model.layers):
        parts.append("A slope written as x * (1 - x) is right here, because x is already the activation.")
    parts.append("W += … with y − output and W -= … with output − y are the same step.")
    return " ".join(parts)


def _run(found, faults):
    if faults or not found.run:
        return ""
    before, after, steps = found.run
    name = found.fit.loss.name
    told = f"On a copy, {steps} steps from your own start take the {name} from {before:.3g} to {after:.3g} per example."
    if not np.isfinite(after) or after > before * 1.05:
        return f"{told} It rises although the gradient is right, so the learning rate is too large: try a tenth of it."
    if after > 0.9 * before and before > 1e-3:
        return f"{told} That is slow although the gradient is right. {_try(found)}"
    return told


def _try(found):
    tips = ["Try a learning rate ten times as large"]
    model = found.model
    if model and len(model.layers) > 1 and model.layers[0].shape[1] < 3:
        tips.append("more hidden units")
    if model and not any(layer.b or layer.inside for layer in model.layers):
        tips.append("biases, without which every unit's boundary passes through the origin")
    return f"{', or '.join(tips)}, or another random start."


def uncertain(found):
    """Why nothing was judged although a step was found."""
    return (
        f"{_taken(found)} The step changes the parameters, but in no block does it follow the gradient of a loss that is known "
        "here, and no known fault explains it either. Either the outputs or the step are not what was taken for them, or the "
        "step does more than go down a gradient: it may rescale the data first, draw random numbers (dropout) or skip some "
        "examples. So nothing is called wrong. Add forward=lambda net, X: … and step=lambda net, X, y: … with the calls as you "
        "make them, and switch off what is random."
    )
