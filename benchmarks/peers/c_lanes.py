"""The limit: C, compiled on the spot for this processor, each network in a SIMD lane of its own."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from backprop import activations

NAME = "C, one network a SIMD lane"
TYPES = {"float32": ("float", "int", 23), "float64": ("double", "long long", 52)}
VECTOR = 64  # bytes


@cache
def compiled(dtype):
    """The function `train` of lanes.c; ImportError where there is no compiler that takes it."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise ImportError("there is no C compiler")
    real, whole, bits = TYPES[dtype]
    library = Path(tempfile.mkdtemp()) / f"lanes_{dtype}.so"
    defined = [f"-DREAL={real}", f"-DINT={whole}", f"-DBITS={bits}"]
    command = [compiler, "-O3", f"-march={os.environ.get('LANES_MARCH', 'native')}", "-shared", "-fPIC", *defined]
    done = subprocess.run([*command, str(Path(__file__).with_name("lanes.c")), "-o", str(library)], capture_output=True)
    if done.returncode:
        raise ImportError(f"{compiler} does not take lanes.c")
    return ctypes.CDLL(str(library)).train


def prepare(work, dtype="float32"):
    function = compiled(dtype)
    X, y = (np.ascontiguousarray(array, dtype) for array in (work.X.T, work.y[0]))
    groups = [_group(work, members, dtype) for members in _groups(work, VECTOR // np.dtype(dtype).itemsize)]
    addresses = [[_address(array) for array in arrays] for _, arrays in groups]

    def train():
        for (members, _), (*parameters, rates, mse) in zip(groups, addresses, strict=True):
            n_hidden = len(work.starts[members[0]]["W1"])
            function(n_hidden, work.epochs, _address(X), _address(y), *parameters, rates, mse)

    def mse():
        values = np.empty(len(work.starts))
        for members, arrays in groups:
            values[members] = _mse(work, arrays)[: len(members)]
        return values

    return train, mse


def _groups(work, lanes):
    """Networks of one size, as many as a vector has lanes."""
    sizes = np.array([len(start["W1"]) for start in work.starts])
    for size in np.unique(sizes):
        members = np.flatnonzero(sizes == size)
        yield from (members[i : i + lanes] for i in range(0, len(members), lanes))


def _group(work, members, dtype):
    lanes = VECTOR // np.dtype(dtype).itemsize
    filled = np.resize(members, lanes)  # a lane without a network trains another one again
    stacks = [np.stack([work.starts[i][name] for i in filled], axis=-1) for name in ("W1", "b1", "W2", "b2")]
    rates = np.array(work.rates)[filled]
    return members, [_aligned(array, dtype) for array in (*stacks, rates, np.zeros(lanes))]


def _aligned(array, dtype):
    """A copy that starts at a multiple of VECTOR bytes."""
    memory = np.empty(array.size * np.dtype(dtype).itemsize + VECTOR, np.uint8)
    first = -memory.ctypes.data % VECTOR
    copy = memory[first : first + array.size * np.dtype(dtype).itemsize].view(dtype).reshape(array.shape)
    copy[...] = array
    return copy


def _address(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def _mse(work, arrays):
    W1, b1, W2, b2 = (array.astype(float) for array in arrays[:4])
    a1 = activations.sigmoid(np.einsum("hnr,nm->hmr", W1, work.X) + b1)
    a2 = activations.sigmoid(np.einsum("hr,hmr->mr", W2[0], a1) + b2[0])
    return np.mean((a2 - work.y.T) ** 2, axis=0)
