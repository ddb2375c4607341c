"""A start: the weights of one layer before training. Biases always start at 0.

Each is a function (n_out, n_in, rng) -> (n_out, n_in); n_in and n_out count the units before and after the weights,
rng is a numpy Generator.
"""

import numpy as np


def _zeros(n_out, n_in, rng):
    return np.zeros((n_out, n_in))


def _constant(n_out, n_in, rng):
    return np.full((n_out, n_in), 0.5)


def _normal(n_out, n_in, rng):
    return rng.standard_normal((n_out, n_in))  # the lab report's


def _tiny(n_out, n_in, rng):
    return 0.01 * _normal(n_out, n_in, rng)


def _large(n_out, n_in, rng):
    return 10 * _normal(n_out, n_in, rng)


def _glorot(n_out, n_in, rng):
    return np.sqrt(2 / (n_in + n_out)) * _normal(n_out, n_in, rng)  # X. Glorot and Y. Bengio, AISTATS 2010, eq. 12


def _he(n_out, n_in, rng):
    return np.sqrt(2 / n_in) * _normal(n_out, n_in, rng)  # K. He et al., ICCV 2015, eq. 10


STARTS = {
    "zeros": _zeros,
    "constant": _constant,
    "tiny": _tiny,
    "normal": _normal,
    "large": _large,
    "glorot": _glorot,
    "he": _he,
}
