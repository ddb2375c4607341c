"""Which fault it is: the change of each block beside what every known fault would have changed, layer by layer."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.examine import catalogue
from backprop.checks.examine.activations import through
from backprop.checks.examine.catalogue import (
    bias_gradients,
    hidden_deltas,
    output_deltas,
    weight_gradients,
)
from backprop.checks.examine.losses import SQUARED
from backprop.checks.examine.ratios import explains
from backprop.checks.examine.scene import Scene


@dataclass(frozen=True)
class Named:
    """What was found for one block: the fault ("" for none), its own factor, and its layer, counted from 1."""

    fault: str
    ratio: float
    layer: int
    path: tuple
    part: str


def name(model, experiments):
    """([`Named`] of every block, (loss, factor) that is meant), the last layer first, or ([], None)."""
    scene = Scene(model, experiments)
    last = len(model.layers) - 1
    found, loss, anchor, deltas = _output(scene, last)
    rest = _behind(scene, deltas, anchor)
    if found[0].fault == "" and loss not in (None, SQUARED) and any(one.fault for one in rest):
        other = _only_the_output(scene, last)
        return other or (found + rest, (loss, anchor))
    return found + rest, (loss, anchor)


def _behind(scene, deltas, anchor):
    """[`Named`] of the hidden layers, from the last one to the first."""
    found, last = [], len(scene.model.layers) - 1
    for layer in range(last - 1, -1, -1):
        named, deltas = _hidden(scene, layer, deltas, anchor, last)
        found += named
    return found


def _only_the_output(scene, last):
    """As `name` where every hidden layer follows the squared error and only the output's own step lacks the slope."""
    g = scene.model.layers[last].g
    meant = [through(g, part.Z[last], part.A[-1], SQUARED.slope(part.A[-1], part.y)) for part in scene.parts]
    rest = _behind(scene, meant, float("nan"))
    ratios = [one.ratio for one in rest]
    if not rest or any(one.fault for one in rest) or not max(ratios) - min(ratios) <= 1e-5 * max(ratios):
        return None
    raw = [2 * (part.A[-1] - part.y) for part in scene.parts]
    found = _blocks(
        scene, last, catalogue.OUTPUT_MISSING, _weights(scene, last, raw, catalogue.OUTPUT_MISSING), ratios[0], raw
    )
    return found + rest, (SQUARED, ratios[0])


def _output(scene, layer):
    options = _output_options(scene, layer)
    for deltas in options:
        found = _weights(scene, layer, [one.value for one in deltas], deltas[0].fault)
        if found and found[0] != 0:
            anchor = abs(found[0])
            return (
                _blocks(scene, layer, deltas[0].fault, found, anchor, [one.value for one in deltas]),
                deltas[0].loss,
                anchor,
                [one.value for one in deltas],
            )
    right = options[0]
    values = [one.value for one in right]
    return _blocks(scene, layer, "", None, float("nan"), values), None, float("nan"), values


def _output_options(scene, layer):
    g = scene.model.layers[layer].g
    each = [output_deltas(g, part.Z[layer], part.A[-1], part.y, part.others(layer)) for part in scene.parts]
    return list(zip(*each, strict=False))


def _weights(scene, layer, deltas, fault):
    """(ratio, fault) of the first form of the weights' gradient that explains the change, or None."""
    changes = [W for W, _ in scene.change(layer)]
    forms = zip(
        *(
            list(weight_gradients(delta, fault, part.A, layer, part.W[layer], part.inputs(layer)))
            for part, delta in zip(scene.parts, deltas, strict=True)
        ),
        strict=True,
    )
    for form in forms:
        ratio = explains([array for _, array in form], changes)
        if ratio is not None:
            return ratio, form[0][0]
    return None


def _blocks(scene, layer, fault, weights, anchor, deltas):
    own = scene.model.layers[layer]
    ratio, told = weights or (float("nan"), catalogue.UNKNOWN)
    found = [Named(told, ratio, layer + 1, own.W, "W")]
    if scene.parts[0].changes[layer][1] is not None:
        found.append(_bias(scene, layer, fault, anchor, deltas))
    return found


def _bias(scene, layer, fault, anchor, deltas):
    own = scene.model.layers[layer]
    changes = [b for _, b in scene.change(layer)]
    if _cancels(deltas, changes):
        return Named(catalogue.ONE_NUMBER, anchor, layer + 1, own.b or own.W, "b")
    forms = list(
        zip(
            *(
                list(bias_gradients(delta, fault, b.shape, part.A[layer]))
                for delta, b, part in zip(deltas, changes, scene.parts, strict=True)
            ),
            strict=False,
        )
    )
    options = [[(f, array) for f, array in form] for form in forms]
    options += _other_bias_forms(scene, layer, changes)
    for form in options:
        ratio = explains([array for _, array in form], changes)
        if ratio is not None:
            return Named(form[0][0], ratio, layer + 1, own.b or own.W, "b")
    return Named(catalogue.UNKNOWN, float("nan"), layer + 1, own.b or own.W, "b")


def _cancels(deltas, changes):
    """True if a bias moves by rounding errors only, as the sum over the units of softmax's delta does, which is 0."""
    size = max(np.abs(delta).max() for delta in deltas)
    sums = max(abs(delta.sum()) for delta in deltas)
    most = max(np.abs(change).max() for change in changes)
    return 0 < most < 1e-13 * size and sums < 1e-12 * size and all(np.ptp(change) == 0 for change in changes)


def _other_bias_forms(scene, layer, changes):
    """The bias fed with another delta than the weights: the raw error, or a delta without its slope."""
    found = []
    if layer == len(scene.model.layers) - 1:
        each = [output_deltas(scene.model.layers[layer].g, part.Z[layer], part.A[-1], part.y) for part in scene.parts]
        found = [[(catalogue.BIAS_RAW, one.value.sum(axis=0)) for one in form] for form in zip(*each, strict=False)]
    return [form for form in found if form[0][1].shape == changes[0].shape]


def _hidden(scene, layer, behind, anchor, last):
    """([`Named`] of a hidden layer, its delta as the program has it)."""
    options = _hidden_options(scene, layer, behind, last)
    best = None
    for fault, arrays in options:
        found = _weights(scene, layer, arrays, fault)
        if found and found[0] != 0:
            key = (_penalty(found, anchor), fault)
            if best is None or key[0] < best[0]:
                best = (key[0], fault, arrays, found)
            if key[0] == 0:
                break
    if best is None and (by_bias := _by_bias(scene, layer, options, anchor)):
        fault, arrays = by_bias
        return _blocks(scene, layer, fault, _weights(scene, layer, arrays, fault), anchor, arrays), arrays
    if best is None:
        fault, arrays = options[0]
        return _blocks(scene, layer, fault, _weights(scene, layer, arrays, fault), anchor, arrays), arrays
    _, fault, arrays, found = best
    return _blocks(scene, layer, fault, found, anchor, arrays), arrays


def _penalty(found, anchor):
    """0 for an explanation without fault; each fault costs, and so does a strange factor."""
    ratio, fault = found
    cost = 2 * fault.count("+") + 2 * bool(fault)
    if np.isfinite(anchor) and abs(ratio / anchor - 1) > 1e-5:
        cost += 1 if abs(abs(ratio / anchor) - 1) < 1e-5 else 3
    return cost


def _by_bias(scene, layer, options, anchor):
    changes = [b for _, b in scene.change(layer)]
    if changes[0] is None or not any(np.any(b) for b in changes):
        return None
    for fault, arrays in options:
        ratio = explains([a.sum(axis=0) for a in arrays], changes)
        if ratio and abs(ratio / anchor - 1) < 1e-5:
            return fault, arrays
    return None


def _hidden_options(scene, layer, behind, last):
    each = []
    for part, delta in zip(scene.parts, behind, strict=True):
        raw = part.A[-1] - part.y if layer == last - 1 else None
        each.append(
            hidden_deltas(
                delta,
                raw,
                part.W[layer + 1],
                part.W_after[layer + 1],
                scene.model.layers[layer].g,
                part.Z[layer],
                part.A[layer + 1],
                part.others(layer),
            )
        )
    return [(forms[0][0], [array for _, array in forms]) for forms in zip(*each, strict=False)]
