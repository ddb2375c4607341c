"""A chain of single units of any length, the ways to get its gradient wrong, and problems to try an answer on."""

import numpy as np

from backprop.checks.diagnosis import Mistake
from backprop.exercises.two_layers import sigmoid, slope


def gradient(v, error=lambda a, y: 2 * (a - y), slope=lambda z, a: a * (1 - a), back=lambda w: w, came_in=0):
    """dw of a chain of single units; each argument is one part of the walk, for the mistakes to replace."""
    a, z = [v.x], []
    for weight in v.w:
        z.append(weight * a[-1])
        a.append(sigmoid(z[-1]))
    dw, da = np.zeros(len(v.w)), error(a[-1], v.y)
    for layer in reversed(range(len(v.w))):
        dz = da * slope(z[layer], a[layer + 1])
        dw[layer] = dz * a[layer + came_in]
        da = dz * back(v.w[layer])
    return dw


EQUATIONS = {"dw": gradient}
MISTAKES = {
    "sign": Mistake("The sign is flipped: is the error a - y, not y - a?", [{"dw": lambda v: -gradient(v)}]),
    "factor dropped": Mistake(
        "Half of what it should be: where is the 2 of the square?", [{"dw": lambda v: gradient(v) / 2}]
    ),
    "order": Mistake(
        "The right numbers in reverse: dw[0] belongs to w[0], the weight next to x.",
        [{"dw": lambda v: gradient(v)[::-1]}],
    ),
    "slopes missing": Mistake(
        "The slopes of the sigmoid are missing: each layer brings its own.",
        [{"dw": lambda v: gradient(v, slope=lambda z, a: 1.0)}],
    ),
    "sigmoid twice": Mistake(
        "Each slope is σ′ of a, which has been through the sigmoid already: give it z, or use the short form with a.",
        [{"dw": lambda v: gradient(v, slope=lambda z, a: slope(sigmoid(a)))}],
    ),
    "z(1 - z)": Mistake(
        "The slopes are worked out as z * (1 - z): that short form needs a.",
        [{"dw": lambda v: gradient(v, slope=lambda z, a: z * (1 - z))}],
    ),
    "weights missing": Mistake(
        "The way back does not go through the weights: da of the layer before is dz * w.",
        [{"dw": lambda v: gradient(v, back=lambda w: 1.0)}],
    ),
    "what went out": Mistake(
        "dz is multiplied by what its unit sends out: a weight's gradient needs what came in.",
        [{"dw": lambda v: gradient(v, came_in=1)}],
    ),
}


def problems():
    """x, y and the weights w of chains of one, three and six units."""
    for seed, length in enumerate([1, 3, 6]):
        rng = np.random.default_rng(seed)
        yield {"x": rng.uniform(0.3, 1.5), "y": rng.uniform(0.1, 0.9), "w": rng.uniform(0.5, 2, length) * (-1) ** seed}
