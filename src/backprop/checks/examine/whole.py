"""Faults that belong to no single block, and whether anything may be said at all."""

from backprop.checks.examine import catalogue, starting
from backprop.checks.examine.fit import TOLERANCE


def _whole(one):
    """A fault of no single block: the printed number, the start, gradients that are never set back."""
    if one.fit.wrong or one.whole:
        return one.whole
    if one.later.kind == "accumulates":
        return catalogue.ACCUMULATES
    if start := starting.fault(one.model, one.bench.start):
        return start
    return _printed_fault(one)


def _printed_fault(one):
    kinds = {kind for kind, _, _ in one.printed}
    if not kinds or one.fit.loss.name in kinds:
        return _sum_for_mean(one)
    entropies = {"cross-entropy", "cross-entropy (binary)"}
    if one.fit.loss.name in entropies and kinds <= {"squared error"}:
        return catalogue.PRINTED
    return catalogue.PRINTED if one.fit.loss.name == "squared error" and kinds <= entropies else ""


def _sum_for_mean(one):
    if one.judgement.mode != "batch" or "cross" not in one.fit.loss.name or one.decay:
        return ""
    n = one.judgement.experiments[0].n
    own = one.fit.factor / (one.rate or 1.0)
    ratios = [own / factor for kind, _, factor in one.printed if kind == one.fit.loss.name]
    return catalogue.SUM_FOR_MEAN if ratios and all(abs(ratio / n - 1) < 1e-5 for ratio in ratios) and n > 1 else ""


def right(one):
    """True if every block's change is minus the factor times the gradient."""
    return bool(one.fit.right) and not one.fit.wrong


def certain(one):
    """True if some block of several entries is explained to the last digit, as right or by a fault that is known.

    Where none is, the step may be given something else than it expects, so forward pass and step are not certain.
    """
    explained = [p for p, e in one.fit.errors.items() if e < TOLERANCE and p not in one.fit.silent]
    doubtful = [catalogue.UNKNOWN]
    if getattr(one.judgement.step.call, "alone", False):  # what was taken for the targets may be meant as an error
        doubtful += [catalogue.ERROR_LOST, catalogue.SUMMED]
    explained += [p for p, fault in one.named.items() if not any(name in fault for name in doubtful)]
    entries = len(one.judgement.experiments)
    return any(one.bench.start[path].size * entries >= 4 for path in explained) or len(explained) > 1
