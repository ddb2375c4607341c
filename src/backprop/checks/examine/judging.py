"""One way of stepping after the other is tried, until one is explained; what explains the most is judged."""

import time
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine.bench import usable
from backprop.checks.examine.data import TABLE_ROW, WHOLE
from backprop.checks.examine.fit import Fit, fits

TRIES, SECONDS = 70, 1.0
SINGLE = ("", "record", "pair")  # shapes in which one example goes in
SINGLES = (11, 12, 13, 14)


@dataclass
class Judgement:
    """A step, the experiments with it and the fit of the loss that explains them best.

    lengths  the factors of two experiments whose steps follow one gradient exactly, each with a factor of its own
    mode  "batch", "one example" or "mini-batches of 2": what one call takes for one step
    """

    step: object
    experiments: list
    fit: Fit
    mode: str = "batch"
    passes: int = 1
    others: list = field(default_factory=list)
    lengths: tuple = ()

    @property
    def rank(self):
        """Lower is better."""
        return (not self.fit.all_right, -len(self.fit.right))


def judge(bench, steps):
    """The best `Judgement` of some steps, or None where none of them moves a parameter."""
    best, deadline = None, time.process_time() + SECONDS
    for tried, step in enumerate(steps):
        if tried >= TRIES or time.process_time() > deadline:
            break
        if (best and _is_lesser(step, best.step)) or _hides_a_fault(bench, step):
            continue
        found = _of_step(bench, step)
        if found and not found.fit.all_right:
            bench.failed.setdefault(step.name, "what it changes is not one such step")
        if found and (best is None or found.rank < best.rank):
            best = found
        if best and best.fit.all_right:
            break
    return best


def _is_lesser(step, best):
    """True where examples would be handed over one at a time to a function that took them all at once."""
    return best.view in WHOLE and step.view not in WHOLE and step.shape in SINGLE


def _hides_a_fault(bench, step):
    """True where tables of one row would be handed to a function that took the whole table and left other shapes."""
    return step.view == TABLE_ROW and step.shape == "" and step.name in bench.ran_wrong


def _of_step(bench, step):
    data = bench.examples()
    one = bench.experiment(step, data, seed=1)
    if one is None:
        return None
    if not moves(one):
        bench.failed.setdefault(step.name, "it changes no parameter")
        return None
    if step.shape in SINGLE and step.view not in WHOLE:
        return _one_at_a_time(bench, step)
    found = Judgement(step, [one], fits([one])[0])
    if not found.fit.all_right and not bench.forward.fixed:
        loop = _loop(bench, step, data, one)
        if loop and (loop.rank < found.rank or loop.mode != "batch"):
            return loop
    return found


def moves(experiment):
    """True if the step changed a parameter."""
    return any(np.any(experiment.change(path)) for path in experiment.before)


def _one_at_a_time(bench, step, size=1, mode="one example"):
    found = []
    for seed in SINGLES:
        one = bench.experiment(step, bench.examples(size, seed), seed)
        if one is not None:
            found.append(one)
    return Judgement(step, found, fits(found)[0], mode) if found else None


def _loop(bench, step, data, batch):
    """A `Judgement` by single examples if one call turns out to take several steps, else None."""
    passes = _passes(bench, step)
    if passes and passes > 1:
        size = -(-5 // passes)
        mode = "one example" if size == 1 else f"mini-batches of {size}"
        found = _one_at_a_time(bench, step, size, mode)
        if found:
            found.passes = passes
        return found
    if passes == 1 and _is_one_row(bench, step, data, batch):
        return _one_at_a_time(bench, step, 1, "one random example")
    return None


def _passes(bench, step):
    """How many steps a call with five copies of one example makes: 1 … 5, or None where it is no such number."""
    single = bench.examples(1, 21)
    five = single.only(np.zeros(5, int))
    before = bench.setting(3)
    call = bench.step(step, five, before)
    one = bench.step(step, single, before, times=5)
    if call.error or one.error:
        return None
    same = (passes for passes, after in enumerate(one.after, start=1) if _same(after, call.after[-1], before))
    return next(same, None)


def _same(a, b, before):
    if not (usable(before, a) and usable(before, b)):
        return False
    size = max(np.abs(a[path] - before[path]).max() for path in before)
    return bool(size) and max(np.abs(a[path] - b[path]).max() for path in before) < 1e-7 * size


def _is_one_row(bench, step, data, batch):
    """True if a call with different examples is the step of one of them."""
    for row in range(data.n):
        single = bench.step(step, data.only(slice(row, row + 1)), batch.before)
        if not single.error and _same(single.after[-1], batch.after, batch.before):
            return True
    return False
