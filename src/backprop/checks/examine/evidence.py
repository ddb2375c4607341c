"""What is measured: the Jacobian of the outputs by central differences, and the change that one step makes."""

from dataclasses import dataclass

import numpy as np

H = 1e-5
MOST_ENTRIES = 24  # of one block that are moved; a larger block is sampled


@dataclass
class Experiment:
    """One step from one setting of the parameters.

    before, after  {path: block}
    o, y           (n, k) outputs before the step, targets
    J              {path: (n · k, entries)} ∂o/∂ the chosen entries
    chosen         {path: flat indices of those entries}
    stepped        the `Stepped` that made the change
    """

    before: dict
    after: dict
    o: np.ndarray
    y: np.ndarray
    J: dict
    chosen: dict
    data: object = None
    stepped: object = None

    @property
    def n(self):
        """The number of examples."""
        return len(self.o)

    def change(self, path):
        """What the step added to a whole block."""
        return self.after[path] - self.before[path]

    def moved(self, path):
        """What the step added to the chosen entries."""
        return self.change(path).reshape(-1)[self.chosen[path]]

    def gradient(self, path, slope):
        """The gradient in the chosen entries for a loss of slope ∂L/∂o (n, k)."""
        return slope.reshape(-1) @ self.J[path]


def chosen_entries(before, rng, most=MOST_ENTRIES):
    """{path: flat indices} of the entries that are moved."""
    return {
        path: np.arange(value.size) if value.size <= most else np.sort(rng.choice(value.size, most, replace=False))
        for path, value in before.items()
    }


def jacobian(outputs, before, chosen, h=H):
    """{path: (n · k, entries)} by central differences; `outputs` takes {path: block} and returns (n, k)."""
    columns = {}
    for path, value in before.items():
        columns[path] = np.stack([_column(outputs, before, path, value, index, h) for index in chosen[path]], axis=1)
    return columns


def _column(outputs, before, path, value, index, h):
    up, down = value.copy(), value.copy()
    up.reshape(-1)[index] += h
    down.reshape(-1)[index] -= h
    above, below = outputs({**before, path: up}), outputs({**before, path: down})
    return (above - below).reshape(-1) / (2 * h)
