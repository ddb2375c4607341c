"""What a step does beside plain gradient descent: on purpose, or where a penalty or a bias grows by a fault."""

from dataclasses import replace

import numpy as np

from backprop.checks.examine import catalogue, clipped, decay, extras
from backprop.checks.examine.fit import fits

ENOUGH = 6  # entries that have to agree before a step of unknown length counts as minus the gradient


def confirm(bench, judgement):
    """A second experiment at other weights and on other examples, so that nothing is right by accident."""
    if judgement.mode != "batch":
        return
    second = bench.experiment(judgement.step, bench.examples(seed=2), seed=2)
    if second is None:
        return
    second.before = {path: value for path, value in second.before.items() if path in bench.start}
    first = judgement.experiments
    judgement.experiments = [*first, second]
    judgement.fit = fits(judgement.experiments)[0]
    if not judgement.fit.right and (lengths := _lengths(fits(first)[0], fits([second])[0], second)):
        judgement.lengths, judgement.experiments, judgement.fit = lengths, first, fits(first)[0]


def _lengths(one, other, second):
    """The two factors where each step by itself is minus a multiple of the same loss's gradient, else ()."""
    entries = sum(len(chosen) for chosen in second.chosen.values())
    exact = one.all_right and other.all_right and one.loss is other.loss and one.loss.meant
    return (one.factor, other.factor) if exact and entries >= ENOUGH and len(second.before) > 1 else ()


def added(one):
    """Weight decay and adaptive rates, noted in the findings; what they leave is judged."""
    experiments = one.judgement.experiments
    if found := decay.everywhere(experiments):
        one.judgement.fit, one.decay = found[0], found[1:]
        if one.decay[0] < 0:
            _flag(one, one.decay[1], catalogue.GROWS)
            one.decay = ()
    elif found := extras.adaptive(experiments):
        one.judgement.fit, one.adaptive, one.decay = found
    elif found := clipped.clipped(experiments):
        one.judgement.fit, one.limit = found
    elif found := decay.beneath(experiments):
        one.decay, one.judgement.experiments = found
        one.judgement.fit = fits(one.judgement.experiments)[0]


def grown(one):
    """Biases that become a table with an entry for each example are wrong, whatever their mean does."""
    paths = {path for experiment in one.judgement.experiments for path in experiment.stepped.grown}
    _flag(one, [path for path in one.bench.start if path in paths], catalogue.PER_EXAMPLE)


def _flag(one, paths, fault):
    if paths:
        errors = one.fit.errors | dict.fromkeys(paths, np.inf)
        one.judgement.fit = replace(one.fit, errors=errors)
        one.named = one.named | dict.fromkeys(paths, fault)
