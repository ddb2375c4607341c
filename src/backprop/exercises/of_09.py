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
    "The factor of each layer is the norm of its weights alone. Equation 9.2 has a ¼ beside the norm, because the "
    "slope of a sigmoid is never above ¼.":
        "factor = stretch",
    "The product of the norms is divided by 4 only once. The deltas pass a slope of at most ¼ at every hidden layer, "
    "so each norm has a ¼ of its own.":
        _all("np.prod(norms) / 4"),
    "The norm is multiplied by 4. Equation 9.2 divides it by 4, because the slope of a sigmoid is at most ¼.":
        "factor = 4 * stretch",
    "The product of the norms is divided by 4 times the number of layers. The factors of the layers multiply, so a ¼ "
    "in each of L layers gives ¼ to the power L.":
        _all("np.prod(norms) / (4 * L)"),
    "The factor of each layer has a ½ where equation 9.2 has a ¼. At z = 0 the value of the sigmoid is ½, but its "
    "slope is ½ · ½ = ¼.":
        "factor = stretch / 2",
    "The factor of each layer has a 1/16, which is ¼ twice. The deltas pass one slope in each layer, so equation 9.2 "
    "has a single ¼.":
        "factor = stretch / 16",
    "There is one ¼ too many. The bound starts from the deltas of the output layer, whose own slope is part of them "
    "already. So there are as many factors of ¼ as there are arrays in weights.":
        "c = 1.0 -> c = 1 / 4",
    "There is one ¼ too few. Each array in weights belongs to one step back, and each step passes the slopes of a "
    "hidden layer, so there is one ¼ for each array.":
        "c = 1.0 -> c = 4.0",
    "The bound contains the slopes alone. A step back multiplies the deltas by the weights as well, so equation 9.2 "
    "also has the norm of each array.":
        "stretch = 1",
    "This is a bound too, but a looser one than equation 9.3: norm(W) is the root of the sum of the squares of all "
    "entries. The most by which W can lengthen a vector is norm(W, 2).":
        "stretch = norm(W)",
    "This uses another norm of W. The most by which W can lengthen a vector is norm(W, 2).":
        ["stretch = norm(W, 1)", "stretch = norm(W, np.inf)", "stretch = np.abs(W).max()", 'stretch = norm(W, "nuc")'],
    "The entries of W are added up. Their sum is not what equation 9.2 needs: the most by which W can lengthen a "
    "vector is norm(W, 2).":
        ["stretch = np.abs(W).sum()", "stretch = W.sum()", "stretch = abs(W.sum())"],
    "The norm of W is squared. The most by which W can lengthen a vector is norm(W, 2) itself, so equation 9.2 has "
    "no square.":
        "stretch = norm(W, 2) ** 2",
    "norm(W, -2) is the smallest of the factors by which W lengthens or shortens vectors. A bound needs the largest, "
    "norm(W, 2).":
        "stretch = norm(W, -2)",
    "The norms are added. The deltas pass one layer after the other, so the factors of the layers multiply.":
        [_all("0.25 ** L * np.sum(norms)"), _all("np.sum(norms) / 4")],
    "Only the largest norm is used. Every layer multiplies the deltas by its weights, so the bound is a product of "
    "all the norms.":
        [_all("0.25 ** L * max(norms)"), _all("max(norms) / 4")],
    "The arrays are multiplied first, and then the norm of their product is taken. In the network the slopes stand "
    "between the arrays, and they differ from unit to unit, so this norm is no bound. Multiply the norms of the "
    "arrays instead.":
        _all("0.25 ** L * norm(np.linalg.multi_dot([W.T for W in weights.values()]), 2)"),
    "Only the first array in weights is used. Each step back has its own array, so go through all of them. If the "
    "line with return stands inside your loop, the loop ends at the first array.":
        _all("norms[0] / 4"),
    "The first array in weights is left out. W1 is not in weights, because no delta passes it, so every array that "
    "you are given counts.":
        _all("np.prod(norms[1:]) / 4 ** (L - 1)"),
    "The last array in weights is left out. It belongs to the output layer, and the deltas pass it in their first "
    "step back.":
        _all("np.prod(norms[:-1]) / 4 ** (L - 1)"),
    "Only the last array in weights is used. If you have a loop, each pass may replace the result of the pass before "
    "it. Multiply that result by the new factor instead.":
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
    "This counts all the entries of z that are off. A unit is a row of z, and it is dead if its whole row is off. So "
    "look at each row first, and then count the rows.":
        ["dead = off.sum()", "off = z < 0; dead = off.sum()"],
    "A unit whose z is exactly 0 is not counted as off here. The slope of ReLU is taken as 0 there as well, so ask "
    "for z <= 0.":
        "off = z < 0",
    "z == 0 is true only where z is exactly 0. But z holds the values before the ReLU, where a unit that is off has "
    "a z below 0 as well, so ask for z <= 0.":
        "off = z == 0",
    "This counts the units that are off for at least one example. A dead unit is off for all of them.":
        ["unit = off.any(axis=1)", "off = z < 0; unit = off.any(axis=1)"],
    "This goes along the wrong axis, so it counts examples. Units are rows of z, and a row is looked at along axis 1.":
        ["unit = off.all(axis=0)", "unit = off.any(axis=0)", "off = z < 0; unit = off.all(axis=0)"],
    "This counts the units that are alive, which means on for at least one example. Count the other units.":
        ["off = z > 0; unit = off.any(axis=1)", "dead = len(z) - unit.sum()"],
    "This counts the units that are on for every example. A dead unit is off for every example, so turn the "
    "comparison round: z <= 0.":
        "off = z > 0",
    "The mean or the sum of a row does not tell whether the unit is dead. A single z above 0 keeps it alive, however "
    "low the others are, so every entry of the row has to be looked at.":
        ["unit = z.mean(axis=1) <= 0", "unit = z.sum(axis=1) < 0"],
    "This is a share between 0 and 1. The exercise asks for a number: how many rows of z are off as a whole?":
        ["dead = unit.mean()", "dead = off.mean()"],
    "This is an array that says of each unit whether it is dead. The exercise asks for one number, so count the "
    "entries that are True.":
        "dead = unit",
    "This is an array with the row numbers of the dead units. The exercise asks how many there are, so count them.":
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
            raise Mistaken(
                "It returns a single True or False for the whole layer. Look at each row of z by itself, along axis 1, "
                "and count the rows that are off."
            )
        return super().judge(answer)


STUB_OF_THE_START = """
def start(n_out, n_in, rng):
    return np.zeros((n_out, n_in))
"""
CALL = "start(n_out, n_in, rng)"
SIZES = (300, 150), (150, 300), (400, 100)  # (n_out, n_in): enough weights to know a variance within two per cent
TOLERANCE = 0.05
VARIANCES = {  # wrong ones, (n_out, n_in) -> variance
    lambda n_out, n_in: 1 / n_in: "The variance of your weights is 1 / n_in, which is half of what ReLU needs. A ReLU "
    "layer passes on only half of the mean square, equation 9.6, and the weights have to make up for that.",
    lambda n_out, n_in: 4 / n_in: "The variance of your weights is 4 / n_in, which is twice what ReLU needs. By "
    "equation 9.7 the mean of z² then doubles from layer to layer.",
    lambda n_out, n_in: 2 / n_out: "The variance of your weights is 2 / n_out. In equation 9.4, z is a sum over the "
    "units that come in, so n is n_in.",
    lambda n_out, n_in: 1 / n_out: "The variance of your weights is 1 / n_out. In equation 9.4, z is a sum over the "
    "units that come in, so n is n_in. A 2 is missing as well, because ReLU halves the mean square.",
    lambda n_out, n_in: 2 / (n_in + n_out): "This is Glorot's start. It suits activations whose slope is near 1, such "
    "as tanh at small z. The slope of ReLU is 0 for half of the values, so equation 9.7 asks for another variance.",
    lambda n_out, n_in: (2 / n_in) ** 2: "The standard deviation of your weights is 2 / n_in. That should be their "
    "variance, and the standard deviation is the root of the variance.",
    lambda n_out, n_in: (2 / n_in) ** 0.5: "The root is taken twice, so the variance of your weights is the root of "
    "2 / n_in. It should be 2 / n_in itself.",
    lambda n_out, n_in: (1 / n_in) ** 2: "The standard deviation of your weights is 1 / n_in. It should be the root of "
    "a variance, and a 2 is missing as well, because ReLU halves the mean square.",
    lambda n_out, n_in: 2 / n_in**2: "The standard deviation of your weights is the root of 2, divided by n_in. Take "
    "the root of n_in as well: the variance should be 2 / n_in.",
    lambda n_out, n_in: 1 / n_in / 2: "The variance of your weights is 1 / (2 n_in), so the 2 stands below the "
    "fraction line. ReLU halves the mean square, and to make up for it the 2 has to stand above.",
    lambda n_out, n_in: 2 / (n_in * n_out): "The variance of your weights is 2 / (n_in n_out). The sum in equation 9.4 "
    "runs over the n_in units that come in, so n_out has no part in it.",
    lambda n_out, n_in: 4 / (n_in + n_out): "The variance of your weights is 2 divided by the mean of n_in and n_out. "
    "In equation 9.4, z is a sum over the units that come in, so n is n_in alone.",
    lambda n_out, n_in: 1: "The variance of your weights is 1 for every n_in. The more units come in, the more terms "
    "z has and the larger it gets, so the weights have to become smaller.",
    lambda n_out, n_in: 2: "The variance of your weights is 2 for every n_in. The more units come in, the more terms "
    "z has and the larger it gets, so the variance has to depend on n_in.",
    lambda n_out, n_in: 1e-4: "This is the 0.01 start. Its weights are so small that z shrinks from layer to layer. By "
    "equation 9.7 the variance has to depend on n_in.",
    lambda n_out, n_in: n_in / 2: "The variance of your weights is n_in / 2, so the fraction is upside down. The more "
    "units come in, the smaller each weight has to be.",
    lambda n_out, n_in: 2 / n_in / 3: "The variance of your weights is 2 / (3 n_in). A uniform draw from −r to r has "
    "the variance r²/3, so if you use one, r has to be larger.",
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
                raise Mistaken(
                    f"The weights are not centred on 0: their mean is {W.mean():.2g}. Positive and negative weights "
                    "should be equally likely."
                )
        found = [W.var() for W in drawn]
        if not _alike(found, lambda n_out, n_in: 2 / n_in):
            raise Mistaken(_explanation(found))
        return (
            f"In {len(SIZES)} layers of different sizes, n_in times the variance of your weights is 2, within "
            f"{TOLERANCE:.0%}."
        )


def _draw(answer, sizes, seed):
    """The learner's weights for one layer. Raises a Finding if they are no matrix of that shape."""
    returned = attempt(answer, *sizes, np.random.default_rng(seed))
    if returned is None or returned is ...:
        raise NotYet("It returns nothing: is the line with `return` still to be written?")
    W = compare.numbers("W", returned)
    if compare.is_zero([W]) and is_short(answer, STUB_OF_THE_START):
        raise NotYet(NOTHING_YET)
    if fault := compare.shape_fault("W", [W], [np.empty(sizes)]):
        raise Mistaken(f"{fault} It was called with n_out = {sizes[0]}, n_in = {sizes[1]}.")
    if np.ptp(W) == 0:
        raise Mistaken(
            "All the weights are equal. Then all the units of the layer compute the same and learn the same, as "
            "notebook 08 showed. Draw each weight from rng."
        )
    return W.astype(float)


def _check_source(answer, W):
    """Raises a Finding unless the draws are those of `rng`: equal for one seed, others for another."""
    if not np.array_equal(_draw(answer, SIZES[0], 0), W):
        raise Mistaken(
            "Two calls, each with an rng of the same seed, give different weights. Draw them from the rng that your "
            "function is given."
        )
    if np.array_equal(_draw(answer, SIZES[0], 1), W):
        raise Mistaken(
            "Two calls, each with an rng of another seed, give the same weights. Draw them from the rng that your "
            "function is given."
        )


def _explanation(found):
    for variance, says in VARIANCES.items():
        if _alike(found, variance):
            return says
    n_in = SIZES[0][1]
    return (
        f"At n_in = {n_in}, n_in times the variance of your weights is {n_in * found[0]:.2g}. By equation 9.7 it "
        "should be 2 at every n_in."
    )


def _alike(found, variance):
    return np.allclose(found, [variance(*sizes) for sizes in SIZES], rtol=TOLERANCE, atol=0)


EXERCISES = {
    "9.1": Function(
        title="bound the first layer's deltas",
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
            "a": "The sum in equation 9.5 has one term for each unit that comes in. Are these 784 or 100, and which "
            "of the two numbers is in the code?",
            "b": "A gradient check compares the gradients with differences of the loss at the same weights. The "
            "backward pass is right at any start, so the check passes.",
            "c": "The mean of z² is 784/100 times the mean square of what comes in. So the sigmoids start in "
            "flatter regions than necessary. But the gradients are right and the network trains, so neither a "
            "gradient check nor a falling loss shows the mistake.",
            "d": "A bias from N(0, 1) adds 1 to the mean of z². It cannot undo the factor that the weights bring in.",
        },
    ),
}
