"""The exercises of notebook 09, vanishing gradients and dead units."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.handout import is_short
from backprop.checks.judge import NOTHING_YET, Choice, Function
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet, attempt, check_call

BOUND = Lines(
    """
    c = 1.0
    for W in weights.values():
        stretch = norm(W, 2)
        factor = stretch / 4
        c = c * factor
    bound = c
    """,
    norm=np.linalg.norm,
)


def _all(formula):
    """A bound by one formula of the norms, a list, and L, their number."""
    return Lines(f"norms = [norm(W, 2) for W in weights.values()]\nL = len(norms)\nbound = {formula}", **BOUND.known)


WRONG_BOUND = {
    "The slope is missing: every layer on the way multiplies by ¼ at most.":
        "factor = stretch",
    "The ¼ is in it once: the delta passes a slope at every hidden layer.":
        _all("np.prod(norms) / 4"),
    "It multiplies by 4 where 9.2 divides by 4.":
        "factor = 4 * stretch",
    "It divides by 4 times the number of layers: ¼ once a layer is ¼ to the power L.":
        _all("np.prod(norms) / (4 * L)"),
    "½ is the sigmoid's value at z = 0: its slope there is ½ · ½.":
        "factor = stretch / 2",
    "The ¼ is in it twice a layer.":
        "factor = stretch / 16",
    "One ¼ too many: the output has none here, the delta starts at its z. Count the weights handed over.":
        "c = 1.0 -> c = 1 / 4",
    "One ¼ too few: there is one for each of the weights.":
        "c = 1.0 -> c = 4.0",
    "The weights are missing: each stretches the delta by up to its norm.":
        "stretch = 1",
    "A bound, but a looser one: np.linalg.norm(W) is the length of all entries. The most that W stretches a "
    "vector is np.linalg.norm(W, 2).":
        "stretch = norm(W)",
    "This is another norm: the most that W stretches the length of a vector is np.linalg.norm(W, 2).":
        ["stretch = norm(W, 1)", "stretch = norm(W, np.inf)", "stretch = np.abs(W).max()", 'stretch = norm(W, "nuc")'],
    "The sum of the entries is taken: the most that W stretches the length of a vector is np.linalg.norm(W, 2).":
        ["stretch = np.abs(W).sum()", "stretch = W.sum()", "stretch = abs(W.sum())"],
    "The norm is squared: the most that W stretches a vector is np.linalg.norm(W, 2) itself.":
        "stretch = norm(W, 2) ** 2",
    "This is the least that W stretches; a bound needs the most.":
        "stretch = norm(W, -2)",
    "The norms are added: the delta goes through one layer after the other, so they multiply.":
        [_all("0.25 ** L * np.sum(norms)"), _all("np.sum(norms) / 4")],
    "Only the largest norm is in it: every layer stretches.":
        [_all("0.25 ** L * max(norms)"), _all("max(norms) / 4")],
    "The weights are multiplied before their norm is taken: but the slopes stand between them, and differ from "
    "unit to unit. Take the norm of each.":
        _all("0.25 ** L * norm(np.linalg.multi_dot([W.T for W in weights.values()]), 2)"),
    "Only the first of the weights is in it: go through all of them.":
        _all("norms[0] / 4"),
    "The first of the weights is left out: `W1` is not handed over, so take all that are.":
        _all("np.prod(norms[1:]) / 4 ** (L - 1)"),
    "The last of the weights is left out: the output's are handed over too, and the delta passes them.":
        _all("np.prod(norms[:-1]) / 4 ** (L - 1)"),
    "Only the last of the weights is in it: multiply by what you had, or return after the loop.":
        _all("norms[-1] / 4"),
}  # fmt: skip


def _bound_problems():
    rng = np.random.default_rng(9)
    problems = []
    for sizes in ((5, 3, 4, 1), (6, 2, 7, 3, 2), (3, 8, 5)):
        shapes = zip(sizes[1:], sizes, strict=False)
        weights = {f"W{layer}": 2 * rng.standard_normal(shape) for layer, shape in enumerate(shapes, start=2)}
        problems.append({"weights": weights})
    return problems


DEAD = Lines(
    """
    off = z <= 0
    unit = off.all(axis=1)
    dead = unit.sum()
    """
)
WRONG_DEAD = {
    "This counts entries of z: a unit is a row, and it is dead if its whole row is off.":
        ["dead = off.sum()", "off = z < 0; dead = off.sum()"],
    "A z of exactly 0 counts as off too: ReLU's slope is taken as 0 there.":
        "off = z < 0",
    "z == 0 asks for a z of exactly 0. z is taken before the ReLU, where a unit that is off has a z below 0 as well: "
    "z <= 0.":
        "off = z == 0",
    "This counts units that are off for some example. A dead one is off for all of them.":
        ["unit = off.any(axis=1)", "off = z < 0; unit = off.any(axis=1)"],
    "This counts examples for which every unit is off: units are rows, so go along axis 1.":
        ["unit = off.all(axis=0)", "unit = off.any(axis=0)", "off = z < 0; unit = off.all(axis=0)"],
    "This counts the units that are alive.":
        ["off = z > 0; unit = off.any(axis=1)", "dead = len(z) - unit.sum()"],
    "This counts the units that are on for every example.":
        "off = z > 0",
    "The mean of a row says nothing here: one z above 0 keeps a unit alive, however low the others are.":
        ["unit = z.mean(axis=1) <= 0", "unit = z.sum(axis=1) < 0"],
    "This is a share: give the number of dead units.":
        ["dead = unit.mean()", "dead = off.mean()"],
    "This says of each unit whether it is dead: now count them.":
        "dead = unit",
    "These are the places of the dead units: count them.":
        ["dead = np.flatnonzero(unit)", "dead = np.argwhere(unit)"],
}  # fmt: skip


def _dead_problems():
    """z of six layers: dead rows, some by a z of exactly 0; a row alive by one z only; an example with all off."""
    problems = []
    sizes = (7, 4, 3), (11, 6, 4), (9, 5, 2), (13, 8, 5), (8, 10, 3), (17, 3, 7)
    for seed, (n_units, n_examples, n_dead) in enumerate(sizes):
        z = np.random.default_rng(seed).standard_normal((n_units, n_examples))
        z[:, 1], z[:, 2] = np.abs(z[:, 1]), -np.abs(z[:, 2])
        z[-1], z[-1, 1] = -3, 1
        z[:n_dead] = -np.abs(z[:n_dead])
        z[0, :2] = 0
        z[1, : n_examples * (seed % 2)] = 0
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


STUB_OF_THE_START = """
def start(n_out, n_in, rng):
    return np.zeros((n_out, n_in))
"""
CALL = "start(n_out, n_in, rng)"
SIZES = (300, 150), (150, 300), (400, 100)  # (n_out, n_in): enough weights to know a variance within two per cent
TOLERANCE = 0.05
VARIANCES = {  # wrong ones, (n_out, n_in) -> variance
    lambda n_out, n_in: 1 / n_in: "Half of what ReLU needs: it passes on one half of mean z², equation 9.6.",
    lambda n_out, n_in: 4 / n_in: "Twice what ReLU needs: mean z² doubles from layer to layer.",
    lambda n_out, n_in: 2 / n_out: "The wrong side: z is a sum over the n_in units that come in.",
    lambda n_out, n_in: 1 / n_out: "The wrong side, and the 2 is missing: z sums over n_in, and ReLU halves mean z².",
    lambda n_out, n_in: 2 / (n_in + n_out): "This is Glorot's start, for slopes near 1: ReLU's is 1 or 0.",
    lambda n_out, n_in: (2 / n_in) ** 2: "2 / n_in is the variance: the spread of the draw is its root.",
    lambda n_out, n_in: (2 / n_in) ** 0.5: "The root is taken twice: the variance should be 2 / n_in.",
    lambda n_out, n_in: (1 / n_in) ** 2: "The spread should be a root, and the 2 is missing.",
    lambda n_out, n_in: 2 / n_in**2: "The root of n_in is missing: the variance should be 2 / n_in.",
    lambda n_out, n_in: 1 / n_in / 2: "The 2 is on the wrong side of the line: the variance should be 2 / n_in.",
    lambda n_out, n_in: (
        2 / (n_in * n_out)
    ): "The sum 9.4 runs over the n_in units that come in: n_out has no part in it.",
    lambda n_out, n_in: 4 / (n_in + n_out): "This takes the mean of both sizes for n: z is a sum over n_in alone.",
    lambda n_out, n_in: 1: "These draws are not scaled: the more units come in, the larger z gets.",
    lambda n_out, n_in: 2: "The scale does not depend on n_in: the more units come in, the larger z gets.",
    lambda n_out, n_in: 1e-4: "This is the 0.01 start: it does not depend on n_in, and z dies out.",
    lambda n_out, n_in: n_in / 2: "Upside down: with more units coming in, each weight must be smaller.",
    lambda n_out, n_in: 2 / n_in / 3: "An even draw from −r to r has the variance r²/3: take a larger r.",
}


@dataclass(frozen=True)
class ScaledStart:
    """An exercise whose answer is a start for ReLU: mean 0, variance 2 / n_in, of any distribution."""

    title: str

    def judge(self, answer):
        """What to say of a right start. Raises a Finding for any other."""
        check_call(answer, CALL, 3)
        drawn = [_draw(answer, sizes, seed) for seed, sizes in enumerate(SIZES)]
        _check_source(answer, drawn[0])
        for W in drawn:
            if abs(W.mean()) > 5 * W.std() / np.sqrt(W.size):
                raise Mistaken(f"The weights are not centred on 0: their mean is {W.mean():.2g}. Draw both signs.")
        found = [W.var() for W in drawn]
        if not _alike(found, lambda n_out, n_in: 2 / n_in):
            raise Mistaken(_explanation(found))
        return f"n_in times the variance is 2 on {len(SIZES)} layers, within {TOLERANCE:.0%}."


def _draw(answer, sizes, seed):
    """The learner's weights for one layer. Raises a Finding if they are no matrix of that shape."""
    returned = attempt(answer, *sizes, np.random.default_rng(seed))
    if returned is None or returned is ...:
        raise NotYet("It returns nothing: is the line with `return` still to be written?")
    W = compare.numbers("W", returned)
    if compare.is_zero([W]) and is_short(answer, STUB_OF_THE_START):
        raise NotYet(NOTHING_YET)
    if fault := compare.shape_fault("W", [W], [np.empty(sizes)]):
        raise Mistaken(f"{fault} Tried with n_out = {sizes[0]}, n_in = {sizes[1]}.")
    if np.ptp(W) == 0:
        raise Mistaken("All weights are equal: then all units of a layer learn the same, notebook 08.")
    return W.astype(float)


def _check_source(answer, W):
    """Raises a Finding unless the draws are those of `rng`: equal for one seed, others for another."""
    if not np.array_equal(_draw(answer, SIZES[0], 0), W):
        raise Mistaken("Two calls with the same rng give different weights: draw from the rng that is handed over.")
    if np.array_equal(_draw(answer, SIZES[0], 1), W):
        raise Mistaken("Another rng gives the same weights: draw from the rng that is handed over.")


def _explanation(found):
    for variance, says in VARIANCES.items():
        if _alike(found, variance):
            return says
    n_in = SIZES[0][1]
    return f"n_in times the variance is {n_in * found[0]:.2g} at n_in = {n_in}: it should be 2 at every n_in."


def _alike(found, variance):
    return np.allclose(found, [variance(*sizes) for sizes in SIZES], rtol=TOLERANCE, atol=0)


EXERCISES = {
    "9.1": Function(
        title="bound the first layer's delta",
        call="bound(weights)",
        outputs=("bound",),
        truth=BOUND,
        wrong=WRONG_BOUND,
        problems=_bound_problems,
        stub="""
def bound(weights):
    return 0.0
""",
    ),
    "9.2": Count(
        title="count dead units",
        call="dead_units(z)",
        outputs=("dead",),
        truth=DEAD,
        wrong=WRONG_DEAD,
        problems=_dead_problems,
        stub="""
def dead_units(z):
    return 0
""",
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
