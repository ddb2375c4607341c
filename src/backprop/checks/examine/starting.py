"""The place where the student's network stands: whether its units can become different, and whether it learns from
there.
"""

import numpy as np

from backprop.checks.examine import catalogue

MOST_STEPS = 400


def fault(model, start):
    """EQUAL or ZERO if the hidden units of a layer start alike, so that every step keeps them alike; "" otherwise."""
    if model is None:
        return _without_layers(start)
    for layer, after in zip(model.layers, model.layers[1:], strict=False):
        W, b, out = layer.weights(start[layer.W])[0], layer.bias(start), after.weights(start[after.W])[0]
        if W.shape[1] > 1 and _alike(W.T) and _alike(np.reshape(b, (-1, 1))) and _alike(out):
            return catalogue.EQUAL if np.any(W) or np.any(out) else catalogue.ZERO
    return ""


def _alike(rows):
    return bool(np.ptp(rows, axis=0).max(initial=0) == 0)


def _without_layers(start):
    tables = [
        block
        for block in start.values()
        if (block.ndim == 2 and min(block.shape) > 1) or (block.ndim == 2 and block.size > 2)
    ]
    if len(tables) < 2 or not all(np.ptp(table) == 0 for table in tables):
        return ""
    return catalogue.EQUAL if any(np.any(table) for table in tables) else catalogue.ZERO


def short_run(bench, judgement, seconds=0.2):
    """(loss before, loss after, steps) of some steps from the student's own start on a copy, or None."""
    data, loss = bench.data, judgement.fit.loss
    net, space = bench.subject.fresh(bench.start)
    bench.subject.sandbox.sizes = bench.sizes | {data.n, data.X.shape[1]}
    y = data.targets(bench.forward.k)
    state = {"net": net, "steps": 0}

    def go():
        state["before"] = loss.value(bench.forward(net, space, data), y) / data.n
        for _ in range(MOST_STEPS):
            state["net"] = judgement.step(state["net"], space, data, bench.forward)
            state["steps"] += 1

    bench.subject.run(go, space=space, limit=seconds)
    after = bench.subject.run(lambda: loss.value(bench.forward(state["net"], space, data), y) / data.n, space=space)
    if "before" not in state or not after.ended or not state["steps"]:
        return None
    return float(state["before"]), float(after.value), state["steps"]
