"""1 + tanh, in place, by what this processor is quick at.

NumPy's float64 tanh takes about four times as long on an x86 processor without AVX-512 as on one with it. There the C
library's power of 2 is quicker, and 1 + tanh(v) = 2 / (1 + 2^(−2v / ln 2)). The two lie within 10⁻¹⁵ of each other.
"""

import math
import platform

import numpy as np


def has_avx512():
    """Whether NumPy uses AVX-512 here; NPY_DISABLE_CPU_FEATURES can forbid it."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    return any(name in ("X86_V4", "AVX512_SKX") for name in found)


def is_slow(dtype):
    """Whether NumPy's tanh is the slower form for numbers of this kind: measured on Linux, and on nothing else."""
    measured = platform.machine() == "x86_64" and platform.libc_ver()[0] == "glibc"
    return dtype == np.float64 and measured and not has_avx512()


def by_tanh(v):
    np.tanh(v, out=v)
    np.add(v, 1, out=v)


def by_power(v):
    """1 + tanh(v / FACTOR): whoever computes v has the factor for nothing."""
    np.exp2(v, out=v)
    np.add(v, 1, out=v)
    np.divide(2, v, out=v)


FACTOR = -2 / math.log(2)
