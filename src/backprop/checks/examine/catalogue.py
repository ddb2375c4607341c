"""The ways in which a backward pass is known to go wrong, each as what it makes of a delta.

Rows throughout: e = o − y and deltas are (n, units). Each entry is (fault or "", array); "" is what is right.
"""

from dataclasses import dataclass

import numpy as np

from backprop.checks.examine.activations import HIDDEN, SOFTMAX, through
from backprop.checks.examine.losses import LOSSES, SQUARED

SLOPE_OF_Z = "slope taken at z with x*(1-x)"
TWICE = "sigmoid applied twice in the slope"
TANH_TWICE = "tanh applied twice in the slope"
OTHER_SLOPE = "slope of another activation"
OTHER_LAYER = "slope or outputs of another layer"
HIDDEN_MISSING = "hidden slope missing"
OUTPUT_MISSING = "output slope missing"
RAW = "output slope missing on the way back"
ORDER = "W2 updated before the hidden delta"
MIXED = "rows and columns mixed"
SOFTMAX_SLOPE = "softmax slope s(1-s)"
WEIGHT_FOR_INPUT = "multiplied by the weight instead of the input"
WRITES = "the slope function writes into the layer's outputs"
PRE_ACTIVATION = "z used where the activation belongs"
NO_WEIGHT = "the weights are left out on the way back"
ONE_NUMBER = "one number for all biases (np.sum without axis)"
SIGN = "sign flipped"
NEVER = "never updated"
BIASES_NEVER = "biases never updated"
SUM_FOR_MEAN = "sum for mean"
MEAN_FOR_SUM = "mean for sum"
SCALED = "blocks of different scale"
TWO_NETWORKS = "forward and backward pass of different networks"
BIAS_RAW = "bias takes the raw error"
ERROR_LOST = "the error is squared or its sign is lost"
SUMMED = "errors of all examples summed into one number"
ONE_EXAMPLE = "only one example counts"
ACCUMULATES = "gradients are never set back"
PRINTED = "printed loss is not the minimised one"
EQUAL = "weights start all equal"
ZERO = "weights start at zero"
GROWS = "weight decay with the wrong sign"
FROM_WEIGHTS = "bias takes the sum of the weights' gradient"
PER_EXAMPLE = "one bias for each example"
UNKNOWN = "wrong block"


@dataclass(frozen=True)
class Delta:
    """A delta as some program computes it: the fault in it, and the loss that is meant."""

    fault: str
    value: np.ndarray
    loss: object = None


def slopes(g, z, a, others, is_output=False):
    """[(fault, slope)] of one layer; the right one first."""
    missing = OUTPUT_MISSING if is_output else HIDDEN_MISSING
    found = [("", g.of_z(z))]
    if g.name != "no activation":
        found.append((missing, np.ones_like(z)))
    smooth = g.name in ("sigmoid", "tanh", "softplus", "ELU", "sine", "SiLU")
    if smooth:
        twice = TANH_TWICE if g.name == "tanh" else TWICE
        found += [(SLOPE_OF_Z, g.of_output(z)), (twice, g.of_z(a)), (twice, g.of_output(g.of_output(a)))]
    if g is SOFTMAX:
        found[0] = (SOFTMAX_SLOPE, a * (1 - a))
    found += [(OTHER_SLOPE, slope) for slope in _strange_slopes(g, z, a)]
    return found + [(OTHER_LAYER, value) for value in others]


def _strange_slopes(g, z, a):
    """Slopes of other activations, and forms that resemble the right one."""
    others = [h for h in HIDDEN[:7] if h is not g]
    found = [h.of_output(a) for h in others] + [h.of_z(z) for h in others]
    found += [a * g.of_output(a), a, 1 - a, a * (1 + a), 1 + a**2, 1 - z**2, z * (1 - z), g.of_z(z) ** 2, -g.of_z(z)]
    return [*found, (a <= 0) + 0.0, (a < 0) + 0.0]


def output_deltas(g, z, a, y, others=()):
    """[`Delta`] of the last layer. The right ones come first; squared error stands for what is meant elsewhere."""
    e = a - y
    right = [
        Delta("", through(g, z, a, loss.slope(a, y)), loss)
        for loss in LOSSES
        if loss.meant and not loss.logits and loss.fits(a, y)
    ]
    logits = [Delta("", loss.slope(a, y), loss) for loss in LOSSES if loss.logits and loss.fits(a, y)]
    found = [Delta(fault, 2 * e * slope, SQUARED) for fault, slope in slopes(g, z, a, others, True) if fault]
    lost = [
        Delta(ERROR_LOST, 2 * value * slope, SQUARED)
        for value in (e**2, np.abs(e), e * a, a, -y, a + y)
        for slope in (g.of_z(z), 1)
    ]
    return [*right, *logits, *found, *lost, *_averaged(g, z, a, e)]


def _averaged(g, z, a, e):
    """One number, or one for each output, where each example has an error of its own."""
    totals = [
        np.full_like(e, e.sum()),
        np.tile(e.sum(axis=0), (len(e), 1)),
        np.tile(e.sum(axis=1)[:, None], e.shape[1]),
    ]
    names = [SUMMED, SUMMED, ERROR_LOST]
    return [
        Delta(name, 2 * total * slope, SQUARED)
        for name, total in zip(names, totals, strict=True)
        for slope in (g.of_z(z), np.ones_like(z))
    ]


def hidden_deltas(delta, raw, W, W_after, g, z, a, others):
    """[(fault, array)] of a hidden layer from the delta behind it; the right one first.

    raw    e = o − y where the layer behind is the last, else None
    W      (in, out) of the layer behind, and the same after the step
    """
    backs = [("", delta @ W.T), (ORDER, delta @ W_after.T), (MIXED, delta @ W.reshape(W.T.shape))]
    if W.shape[0] == W.shape[1]:
        backs.append((MIXED, delta @ W))
    if min(W.shape) > 1:
        backs.append((MIXED, delta @ W.T.reshape(W.shape).T))
    if raw is not None:
        backs += [(RAW, 2 * raw @ W.T), (RAW, raw @ W_after.T)]
    backs.append((NO_WEIGHT, np.repeat(delta.sum(axis=1, keepdims=True), W.shape[0], axis=1)))
    backs.append((ERROR_LOST, delta @ np.abs(W).T))
    backs.append((ERROR_LOST, delta @ (W**2).T))
    found = []
    for back_fault, back in backs:
        for slope_fault, slope in slopes(g, z, a, others):
            found.append((" + ".join(filter(None, (back_fault, slope_fault))), back * slope))
    return sorted(found, key=lambda one: one[0].count("+") + bool(one[0]))


def weight_gradients(delta, fault, A, layer, W, inputs=()):
    """[(fault, array (in, out))] of a weight block; the right one first. `A` are all activations, `layer` counts
    from 0.
    """
    given = A[layer]
    yield fault, given.T @ delta
    for other_fault, other in inputs:
        yield _both(fault, other_fault), other.T @ delta
    yield _both(fault, WEIGHT_FOR_INPUT), delta.sum(axis=0) * W
    yield _both(fault, WEIGHT_FOR_INPUT), np.outer(np.ones(len(W)), delta.sum(axis=0))
    yield _both(fault, MIXED), (delta.T @ given).reshape(W.shape)
    if W.shape[0] == W.shape[1]:
        yield _both(fault, MIXED), delta.T @ given
    yield _both(fault, ONE_EXAMPLE), np.outer(given[0], delta[0])
    yield _both(fault, ONE_EXAMPLE), np.outer(given[-1], delta[-1])


def _both(*faults):
    return " + ".join(filter(None, faults))


def bias_gradients(delta, fault, shape, given):
    """[(fault, array (out,) or (1,))] of a bias; the right one first. `given` (n, in) is what the weights are given."""
    size = int(np.prod(shape))
    total = delta.sum(axis=0)
    yield fault, total if size == len(total) else total.sum(keepdims=True)
    if size == len(total) and size > 1:
        yield _both(fault, ONE_NUMBER), np.full(size, total.sum())
        if len(delta) == size:
            yield _both(fault, ONE_NUMBER), delta.sum(axis=1)
    if size == len(total):
        yield _both(fault, FROM_WEIGHTS), delta.T @ given.sum(axis=1)
        yield _both(fault, ONE_EXAMPLE), delta[0]
        yield _both(fault, ONE_EXAMPLE), delta[-1]
