"""Judges a start by what it draws: shape, centre and variance, on layers whose two sizes differ."""

from dataclasses import dataclass

import numpy as np

from backprop.checks import compare
from backprop.checks.verdicts import Mistaken, NotYet, attempt, check_call

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
    if compare.is_zero([W]):
        raise NotYet("Everything is 0; nothing seems to be written yet.")
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
