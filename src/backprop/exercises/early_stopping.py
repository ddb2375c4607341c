"""Early stopping: the truth, the curves to try an answer on, and the mistakes with their sentences."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Function
from backprop.checks.verdicts import Mistaken, NotYet, attempt


def best_epoch(losses, patience, counts=lambda losses, epoch: True, reset=True):
    """(best, stop): the lowest loss up to where `patience` epochs brought no lower one, and where that is.

    counts  which epochs without a new lowest loss count; reset: whether a new lowest starts the count anew
    """
    best = waited = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best, waited = epoch, 0 if reset else waited
        elif epoch:
            waited = waited + 1 if counts(losses, epoch) else 0
        if waited >= patience:
            break
    return best, epoch


def _rose(losses, epoch):
    return losses[epoch] > losses[epoch - 1]


EARLY = {"epoch": lambda v: np.array(best_epoch(v.losses, v.patience)[0])}


def problems():
    """Four curves with waits of several lengths, so that no two mistakes give the same answers."""
    curves = (
        ([2.3, 1.1, 0.9, 0.7, 0.74, 0.71, 0.73, 0.66, 0.68, 0.67, 0.69, 0.7, 0.5, 0.52, 0.53, 0.54, 0.45], 3),
        ([2.3, 1.2, 1.3, 1.0, 1.05, 0.9, 0.95, 0.8, 0.85, 0.83, 0.86, 0.6], 3),
        ([2.3, 1.5, 1.3, 1.35, 1.32, 1.1, 1.2, 1.15, 1.12, 0.9, 0.95], 3),
        ([2.3, 1.7, 1.2, 0.9, 0.7, 0.6, 0.55, 0.52], 4),
    )
    return [{"losses": np.array(losses), "patience": patience} for losses, patience in curves]


def _epoch(says, *answers):
    return Mistake(says, [{"epoch": answer} for answer in answers])


MISTAKES = {
    "past the stop": _epoch(
        "It looks past the stop: after `patience` epochs without a new lowest loss nothing more is trained, or seen.",
        lambda v: int(np.argmin(v.losses)),
    ),
    "where it stops": _epoch(
        "That is where training stops. The network to keep is the one with the lowest loss before.",
        lambda v: best_epoch(v.losses, v.patience)[1],
    ),
    "back by the patience": _epoch(
        "It steps back from the last entry by the patience: some runs end before the patience is used up.",
        lambda v: best_epoch(v.losses, v.patience)[1] - v.patience,
    ),
    "first rise": _epoch(
        "It stops at the first epoch that is no better: wait for `patience` of them in a row.",
        lambda v: best_epoch(v.losses, 1)[0],
    ),
    "rises in a row": _epoch(
        "It counts rises from one epoch to the next: compare with the lowest loss so far.",
        lambda v: best_epoch(v.losses, v.patience, counts=_rose)[0],
    ),
    "never reset": _epoch(
        "A new lowest loss starts the count anew: here the epochs without one add up over the whole run.",
        lambda v: best_epoch(v.losses, v.patience, reset=False)[0],
    ),
    "one too early": _epoch(
        "It stops one epoch too early: `patience` epochs without a new lowest, then stop.",
        lambda v: best_epoch(v.losses, v.patience - 1)[0],
    ),
    "one too late": _epoch(
        "It stops one epoch too late: `patience` epochs without a new lowest, then stop.",
        lambda v: best_epoch(v.losses, v.patience + 1)[0],
    ),
    "the loss itself": _epoch(
        "That is the lowest loss: return its place in the list, the epoch.",
        lambda v: v.losses[best_epoch(v.losses, v.patience)[0]],
    ),
    "counted from 1": _epoch(
        "One too many: the first entry is epoch 0.", lambda v: best_epoch(v.losses, v.patience)[0] + 1
    ),
    "last": _epoch("That is the last epoch.", lambda v: len(v.losses) - 1, lambda v: len(v.losses)),
}


@dataclass(frozen=True)
class EarlyStopping(Function):
    """As a Function; one that returns only from inside its loop is written, and is told where it returns nothing."""

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        try:
            return super().judge(answer)
        except NotYet:
            given = [attempt(answer, *v.values()) for v in self.problems()] if callable(answer) else [None]
            if {one is None for one in given} == {True, False}:
                raise Mistaken(
                    "Where the losses end before the patience does, it returns nothing: return after the loop too."
                ) from None
            raise
