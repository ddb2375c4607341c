"""The exercises of notebook 09, vanishing gradients and dead units."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Choice, Function
from backprop.checks.verdicts import Mistaken, attempt, check_call
from backprop.exercises.scaled_start import ScaledStart


def _norms(v, order=2):
    return [np.linalg.norm(W, order) for W in v.weights.values()]


def _bound(steepest, order=2, extra=0):
    """Wrong or right bounds: `extra` more factors of the slope than there are weights."""
    return {"bound": lambda v: steepest ** (len(v.weights) + extra) * np.prod(_norms(v, order))}


def _product(v):
    """W2.T @ W3.T @ …, multiplied out."""
    return np.linalg.multi_dot([W.T for W in v.weights.values()])


BOUND_WRONG = {
    "no slope": Mistake("The slope is missing: every layer on the way multiplies by ¼ at most.", [_bound(1)]),
    "slope once": Mistake(
        "The ¼ is in it once: the error passes a slope at every hidden layer.",
        [{"bound": lambda v: np.prod(_norms(v)) / 4}],
    ),
    "times 4": Mistake("It multiplies by 4 where 9.2 divides by 4.", [_bound(4)]),
    "4 L": Mistake(
        "It divides by 4 times the number of layers: ¼ once a layer is ¼ to the power L.",
        [{"bound": lambda v: np.prod(_norms(v)) / (4 * len(v.weights))}],
    ),
    "half": Mistake("½ is the sigmoid's value at z = 0: its slope there is ½ · ½.", [_bound(1 / 2)]),
    "slope squared": Mistake("The ¼ is in it twice a layer.", [_bound(1 / 16)]),
    "one slope too many": Mistake(
        "One ¼ too many: the output has none here, the error starts at its z. Count the weights handed over.",
        [_bound(1 / 4, extra=1)],
    ),
    "one slope too few": Mistake("One ¼ too few: there is one for each of the weights.", [_bound(1 / 4, extra=-1)]),
    "no weights": Mistake(
        "The weights are missing: each stretches the error by up to its norm.",
        [{"bound": lambda v: 0.25 ** len(v.weights)}],
    ),
    "length of the matrix": Mistake(
        "A bound, but a looser one: np.linalg.norm(W) is the length of all entries. The most that W stretches a "
        "vector is np.linalg.norm(W, 2).",
        [_bound(1 / 4, "fro")],
    ),
    "another norm": Mistake(
        "This is another norm: the most that W stretches the length of a vector is np.linalg.norm(W, 2).",
        [_bound(1 / 4, 1), _bound(1 / 4, np.inf), {"bound": lambda v: _entries(v, np.max)}],
    ),
    "smallest stretch": Mistake("This is the least that W stretches; a bound needs the most.", [_bound(1 / 4, -2)]),
    "sum": Mistake(
        "The norms are added: the error goes through one layer after the other, so they multiply.",
        [
            {"bound": lambda v: 0.25 ** len(v.weights) * np.sum(_norms(v))},
            {"bound": lambda v: np.sum(_norms(v)) / 4},
        ],
    ),
    "largest only": Mistake(
        "Only the largest norm is in it: every layer stretches.",
        [{"bound": lambda v: 0.25 ** len(v.weights) * max(_norms(v))}, {"bound": lambda v: max(_norms(v)) / 4}],
    ),
    "multiplied first": Mistake(
        "The weights are multiplied before their norm is taken: but the slopes stand between them, and differ from "
        "unit to unit. Take the norm of each.",
        [{"bound": lambda v: 0.25 ** len(v.weights) * np.linalg.norm(_product(v), 2)}],
    ),
    "first weight only": Mistake(
        "Only the first of the weights is in it: go through all of them.",
        [{"bound": lambda v: _norms(v)[0] / 4}],
    ),
    "first weight left out": Mistake(
        "The first of the weights is left out: `W1` is not handed over, so take all that are.",
        [{"bound": lambda v: np.prod(_norms(v)[1:]) / 4 ** (len(v.weights) - 1)}],
    ),
    "last weight only": Mistake(
        "Only the last of the weights is in it: multiply by what you had, or return after the loop.",
        [{"bound": lambda v: _norms(v)[-1] / 4}],
    ),
}


def _entries(v, of):
    return np.prod([of(np.abs(W)) / 4 for W in v.weights.values()])


def _bound_problems():
    rng = np.random.default_rng(9)
    problems = []
    for sizes in ((5, 3, 4, 1), (6, 2, 7, 3, 2), (3, 8, 5)):
        shapes = zip(sizes[1:], sizes, strict=False)
        weights = {f"W{layer}": 2 * rng.standard_normal(shape) for layer, shape in enumerate(shapes, start=2)}
        problems.append({"weights": weights})
    return problems


def _dead(off, axis=1, every=np.all):
    """Counts of wrong or right units: off(z) says where a unit is off."""
    return {"dead": lambda v: every(off(v.z), axis=axis).sum()}


def _off(z):
    return z <= 0


DEAD_WRONG = {
    "entries counted": Mistake(
        "This counts entries of z: a unit is a row, and it is dead if its whole row is off.",
        [{"dead": lambda v: (v.z <= 0).sum()}, {"dead": lambda v: (v.z < 0).sum()}],
    ),
    "zero left out": Mistake(
        "A z of exactly 0 counts as off too: ReLU's slope is taken as 0 there.", [_dead(lambda z: z < 0)]
    ),
    "any": Mistake(
        "This counts units that are off for some example. A dead one is off for all of them.",
        [_dead(_off, every=np.any), _dead(lambda z: z < 0, every=np.any)],
    ),
    "wrong axis": Mistake(
        "This counts examples for which every unit is off: units are rows, so go along axis 1.",
        [_dead(_off, axis=0), _dead(_off, axis=0, every=np.any), _dead(lambda z: z < 0, axis=0)],
    ),
    "living": Mistake("This counts the units that are alive.", [_dead(lambda z: z > 0, every=np.any)]),
    "mean": Mistake(
        "The mean of a row says nothing here: one z above 0 keeps a unit alive, however low the others are.",
        [{"dead": lambda v: (v.z.mean(axis=1) <= 0).sum()}, {"dead": lambda v: (v.z.sum(axis=1) < 0).sum()}],
    ),
    "share": Mistake(
        "This is a share: give the number of dead units.",
        [{"dead": lambda v: np.mean((v.z <= 0).all(axis=1))}, {"dead": lambda v: np.mean(v.z <= 0)}],
    ),
    "which": Mistake(
        "This says of each unit whether it is dead: now count them.", [{"dead": lambda v: (v.z <= 0).all(axis=1)}]
    ),
}


def _dead_problems():
    """z of three layers: dead rows, some by a z of exactly 0; a row alive by one z only; an example with all off."""
    problems = []
    for seed, (n_units, n_examples, n_dead) in enumerate(((7, 4, 3), (11, 6, 4), (9, 5, 2))):
        z = np.random.default_rng(seed).standard_normal((n_units, n_examples))
        z[:, 1], z[:, 2] = np.abs(z[:, 1]), -np.abs(z[:, 2])
        z[-1], z[-1, 1] = -3, 1
        z[:n_dead] = -np.abs(z[:n_dead])
        z[0, :2] = 0
        problems.append({"z": z})
    return problems


@dataclass(frozen=True)
class Count(Function):
    """A Function whose answer is a number, and no True or False."""

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        check_call(answer, self.call, 1)
        if isinstance(attempt(answer, *self.problems()[0].values()), (bool, np.bool_)):
            raise Mistaken("It answers True or False, for the whole layer: go along axis 1, and count.")
        return super().judge(answer)


EXERCISES = {
    "9.1": Function(
        title="bound the first layer's error",
        call="bound(weights)",
        outputs=("bound",),
        equations=_bound(1 / 4),
        mistakes=BOUND_WRONG,
        problems=_bound_problems,
    ),
    "9.2": Count(
        title="count dead units",
        call="dead_units(z)",
        outputs=("dead",),
        equations=_dead(_off),
        mistakes=DEAD_WRONG,
        problems=_dead_problems,
    ),
    "9.3": ScaledStart(title="a start for ReLU"),
    "9.4": Choice(
        title="published code: the scale of a start",
        right="c",
        replies={
            "a": "Equation 9.5 sums over the units that come in: how many are there, 784 or 100?",
            "b": "A check compares gradients with differences, and both are right at any start: it passes.",
            "c": "mean z² is 784/100 times the mean square of what comes in, so the sigmoids start flatter than they "
            "need to. The gradients are right, it trains, and no check sees it.",
            "d": "A bias adds its own 1 to the variance of z, but it does not undo the factor of the weights.",
        },
    ),
}
