"""The experiments on one network, one after the other: forward pass, step, loss, layers, faults."""

from dataclasses import replace

import numpy as np

from backprop.checks.examine import (
    catalogue,
    chains,
    discovery,
    extras,
    generic,
    naming,
    printed,
    probing,
    purpose,
    rates,
    state,
    stepping,
)
from backprop.checks.examine.fit import fit, fits
from backprop.checks.examine.judging import judge
from backprop.checks.examine.layers import recognise
from backprop.checks.examine.losses import scale_of
from backprop.checks.examine.ratios import with_ratio
from backprop.checks.examine.record import Findings
from backprop.checks.examine.whole import _whole


def forward_of(subject, data, names=None, step_names=None, variable=""):
    """(`Forward`, {path: block}) by trying. Raises Unfound with what there is."""
    forward, blocks = discovery.find_forward(subject, data, names) if not variable else (None, {})
    if forward is None and (names is None or variable):
        forward, blocks = probing.find(subject, data, step_names, variable)
    if forward is None:
        there = ", ".join(name for name, _ in subject.functions()) or "no functions at all"
        raise discovery.Unfound(
            "I found no forward pass: no function whose outputs fit y and change when the weights are moved. "
            f"There is: {there}. Add the line that gives the outputs, such as forward=lambda net, X: net.predict(X)."
        )
    return forward, blocks


def judged(bench, steps):
    """The best `Judgement`. Raises Unfound where no step moves a parameter."""
    found = judge(bench, steps)
    if found is None:
        bench.own_size = True
        found = judge(bench, steps)
    return _with_own_number(bench, found) if found else None


def _with_own_number(bench, judgement):
    """The same step with as many examples as were given, where the network keeps that number to divide by it."""
    if bench.own_size or judgement.mode != "batch" or not bench.keeps_count():
        return judgement
    bench.own_size = True
    again = judge(bench, [judgement.step])
    if again and again.rank <= judgement.rank:
        return again
    bench.own_size = False
    return judgement


def steps_of(bench, told=None, names=None):
    """The candidate steps, those of one call first."""
    one = stepping.candidates(bench.subject, bench.data, bench.forward, told, names)
    return list(one)


def found(bench, steps, told=None):
    """`Findings` of a network whose forward pass is known. Raises Unfound where no step is found."""
    judgement = judged(bench, steps)
    if judgement is None:
        judgement = judged(bench, list(chains.candidates(bench.subject, bench.data, bench.forward, told)))
    if judgement is None:
        there = ", ".join(name for name, _ in bench.subject.functions()) or "no functions"
        raise discovery.Unfound(
            f"The forward pass is {bench.forward.label}, but I found no training step: no function that changes "
            f"{_names(bench.start)}. There is: {there}. {_endless(bench)}Add the line that takes one step, such as "
            "step=lambda net, X, y: net.train(X, y, 1)."
        )
    _drop_constants(bench, judgement)
    purpose.confirm(bench, judgement)
    one = Findings(bench, judgement)
    if not judgement.fit.all_right:
        purpose.added(one)
    _rate(one, told)
    _layers(one)
    purpose.grown(one)
    plain = judgement.fit.all_right and not (one.adaptive or one.limit or judgement.lengths)
    one.later = extras.second_step(bench, judgement) if plain else extras.Later()
    one.printed = printed.losses_in(judgement)
    one.whole = _whole(one)
    return one


def _rate(one, told):
    """The learning rate; with Adam, whose first step is as long as the rate, it can be read off the step."""
    one.rate, one.source = rates.find(one.bench, one.judgement, told)
    certain = one.source in ("as you told", "handed over") or extras.is_length_of(one.rate, one.adaptive)
    if one.adaptive and not certain:
        one.rate, one.source = float(f"{one.adaptive:.3g}"), "the length of the first step"


def _endless(bench):
    if not bench.endless:
        return "".join(f"{name} was tried, but {error}. " for name, error in list(bench.failed.items())[:2])
    return (
        f"{', '.join(bench.endless)} was started, but {next(iter(bench.endless.values()))}: it holds a loop without "
        f"an end. "
    )


def _names(start):
    return ", ".join(state.name_of(path) for path in start)


def _drop_constants(bench, judgement):
    moved = {p for one in judgement.experiments for p in one.before if np.any(one.change(p))}
    kept = discovery.parameters(bench.start, moved)
    if len(kept) == len(bench.start):
        return
    bench.start = kept
    for one in judgement.experiments:
        one.before = {path: value for path, value in one.before.items() if path in kept}
    judgement.fit = fits(judgement.experiments)[0]


def _layers(one):
    """The layers, and the name of the fault in each block that is not right."""
    experiments, fitted = one.judgement.experiments, one.fit
    first = experiments[0]
    one.model = recognise(first.data.X, first.o, first.before) if first.data.X.shape[0] == first.n else None
    if one.adaptive or one.named or (fitted.all_right and (one.decay or fitted.loss.meant)):
        return
    if one.model is None:
        one.named = generic.named(one.bench, one.judgement)
        return
    named, (loss, anchor) = naming.name(one.model, experiments)
    if fitted.all_right:
        one.whole = catalogue.OUTPUT_MISSING
        return
    if loss is not None:
        one.judgement.fit = _anchored(experiments, loss, anchor, one.rate)
    _collect(one, named)


def _anchored(experiments, loss, anchor, rate):
    """The fit of the loss that is meant, with the factor that the rate makes a usual one where blocks disagree."""
    plain = fit(experiments, loss)
    ratios = [anchor, *(ratio for ratio in plain.ratios.values() if ratio > 0)]
    if len(plain.right) and np.isfinite(plain.factor):
        ratios.insert(_follows(plain, anchor), plain.factor)
    n, k = experiments[0].y.shape
    usual = [ratio for ratio in ratios if rate and scale_of(ratio / rate, n, k)]
    return fit_with(experiments, loss, (usual or ratios)[0])


def _follows(plain, anchor):
    """1 if some block is right with the anchor's factor, which then comes first; otherwise 0."""
    return int(any(abs(plain.ratios[path] / anchor - 1) < 1e-5 and plain.angles[path] < 1e-3 for path in plain.ratios))


def fit_with(experiments, loss, factor):
    """The fit of a loss where the common factor is known."""
    from backprop.checks.examine import fit as fitting

    plain = fit(experiments, loss)
    pairs = {path: fitting._pairs(experiments, path, loss.slope) for path in experiments[0].before}
    return replace(plain, factor=factor, errors={path: fitting._error(*pair, factor) for path, pair in pairs.items()})


def _collect(one, named):
    """A block whose own line is right has the fault of the layer behind it, whose delta it uses."""
    wrong = list(one.fit.wrong)
    n = one.judgement.experiments[0].n
    found, behind, its_ratio = {}, "", float("nan")
    for block in named:
        told = with_ratio(block.fault, block.ratio, one.fit.factor, n)
        if not block.fault and (not told or abs(block.ratio / its_ratio - 1) < 1e-5):
            told = behind
        if block.part == "W" and block.fault not in ("", catalogue.UNKNOWN):
            behind, its_ratio = block.fault, block.ratio
        if block.path in wrong and told:
            found.setdefault(block.path, told)
    one.named = {path: found.get(path, catalogue.UNKNOWN) for path in wrong}
