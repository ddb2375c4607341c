"""The networks of a grid in blocks, each trained as one stack, and the records that keep a snapshot."""

from dataclasses import dataclass, field

import numpy as np

STACK_BYTES = 400_000  # of the hidden activations of one stack: they stay in a processor's second cache
FEWEST = 16  # networks in a block, however many examples there are


@dataclass(eq=False)
class Block:
    """Networks that are trained together. `progress`, always set in one go, is where they stand."""

    positions: np.ndarray  # (R,)  flat indices into the grid
    rates: np.ndarray  # (R,)
    progress: tuple = (0, None)  # how many records are written, the state after the last of them
    snapshots: dict = field(default_factory=dict)  # index of a record -> state


def cut(problem, learning_rates, hidden_sizes, shape):
    """The grid of this shape in blocks, largest networks first; networks that start alike stand together."""
    rate, size, seed = np.unravel_index(np.arange(np.prod(shape)), shape)
    rates, hidden = np.array(learning_rates)[rate], np.array(hidden_sizes)[size]
    order, blocks = np.lexsort((rate, seed, -hidden)), []
    while len(order):
        n = _fitting(problem, hidden[order])
        blocks.append(Block(order[:n], rates[order[:n]]))
        order = order[n:]
    return blocks


def _fitting(problem, hidden):
    """How many networks of these sizes, largest first, one block takes."""
    bytes_each = np.dtype(problem.dtype).itemsize * problem.y.size * hidden[0]
    if problem.gradient:  # its arrays have no room for units that are off
        hidden = hidden[hidden == hidden[0]]
    return int(min(max(FEWEST, STACK_BYTES // bytes_each), len(hidden)))


def spread(n_records, n_snapshots):
    """The records that keep a snapshot, list of int: the first, the last, and others at growing distances."""
    if n_snapshots < 2:
        return [n_records - 1] * n_snapshots
    n = min(n_snapshots, n_records)
    grown = [round((n_records - 1) ** ((i - 1) / (n - 2) if n > 2 else 1)) for i in range(1, n)]
    return [0, *(max(i, record) for i, record in enumerate(grown, start=1))]
