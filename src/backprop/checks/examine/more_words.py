"""The sentences about what stands beside the gradient: the printed number, what is added on purpose, conventions, a
run.
"""

import numpy as np

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

FACTORS = {  # and as a factor before the sum over n examples and k outputs
    "sum": "1",
    "half sum": "½",
    "quarter sum": "¼",
    "mean": "1/n",
    "half mean over examples": "1/(2·n)",
    "mean over all": "1/(n·k)",
    "half mean over all": "1/(2·n·k)",
    "mean over outputs": "1/k",
    "half mean over outputs": "1/(2·k)",
    "twice the sum": "2",
    "twice the mean": "2/n",
    "twice the mean over all": "2/(n·k)",
}


def listed(names):
    """W1, b1 and W2."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


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
        f"The number that it prints or returns is {told}. It is the loss that the steps minimise up to a constant "
        f"factor, so it "
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
        where = listed(found.name(path) for path in paths)
        parts.append(
            f"Weight decay ({kind}) {kappa / (1.0 if found.adaptive else found.rate or 1.0):.4g} is at work in "
            f"{where}; the rest of the step is the gradient. This is right."
        )
    if found.adaptive:
        parts.append(
            f"Every entry moves by {found.adaptive:.4g} against the sign of its gradient, as the first step of Adam "
            f"or RMSprop does. This is right."
        )
    if found.limit:
        parts.append(
            f"No entry moves by more than {found.limit:.4g}, and every other entry follows its gradient: the gradient "
            f"is clipped entry by entry. This is no fault, but a clipped step points elsewhere than minus the gradient."
        )
    return " ".join([*parts, *_later(found.later)])


def _later(later):
    """What the second step shows beside the first."""
    if later and later.kind == "momentum":
        yield (
            f"The second step is its own gradient plus {later.value:.3g} of the first step: momentum "
            f"{later.value:.3g}, which is no fault."
        )
    if later and later.kind == "the rate changes":
        yield (
            f"The second step has {later.value:.3g} of the first one's rate: the learning rate changes from step to "
            f"step."
        )


def _conventions(found):
    """Why right things that are often taken for faults are right."""
    if found.model is None or found.fit.wrong:
        return ""
    parts = []
    last = found.model.layers[-1].g.name
    if found.fit.loss.name.startswith("cross-entropy") and last in ("sigmoid", "softmax"):
        parts.append(
            f"The output delta is output − y without a slope; that is right, because with {last} and cross-entropy "
            f"the slope cancels."
        )
    if any(layer.g.name == "sigmoid" for layer in found.model.layers):
        parts.append(
            "If a slope is written as x * (1 - x), it is right here, because x is then the activation already."
        )
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
