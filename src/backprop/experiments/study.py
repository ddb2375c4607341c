"""One question put to many seeds: an experiment with one setting varied, and how sure a share of solved runs is."""

from dataclasses import dataclass, replace

import numpy as np

from backprop import arguments, sweep
from backprop.experiments import experiment, state_text
from backprop.experiments.experiment import Experiment
from backprop.sweep.grid import MOST_RUNS

NAMES = (*experiment.NAMES, "goal")


def interval_of_share(solved, n, z=1.96):
    """(low, high): the shares that `solved` of `n` runs leave plausible, the Wilson interval; 95 % for z = 1.96.

    Notebook 12, equation 12.2.
    E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209, doi:10.1080/01621459.1927.10502953.
    Raises ValueError or TypeError if `solved` is not between 0 and n, n below 1, or z not positive.
    """
    z = arguments.positive("z", z)
    n, solved = arguments.whole("n", n), arguments.whole("solved", solved, least=0)
    if solved > n:
        raise ValueError(f"solved is {solved} but n is {n}: give no more solved runs than there are")
    p, shrink = solved / n, 1 + z**2 / n
    middle = (p + z**2 / (2 * n)) / shrink
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / shrink
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


@dataclass(frozen=True)
class Study:
    """The same experiment from many seeds, for each value of one setting.

    base    an Experiment; its own seed takes no part, nor what it says of the setting that changes
    vary    the setting that changes, any but seed
    values  two or more for it
    seeds   how many, counted from 0; or a range of them
    goal    a run is solved when its mean squared error ends below this

    Raises TypeError or ValueError for an argument that cannot be.
    """

    base: Experiment
    vary: str
    values: tuple
    seeds: range = 100
    goal: float = 0.01

    def __post_init__(self):
        arguments.choice("vary", self.vary, {name: None for name in experiment.NAMES if name != "seed"})
        if not isinstance(self.base, Experiment):
            raise TypeError(f"base must be an Experiment, got {self.base!r}: write Experiment(…)")
        if isinstance(self.values, str) or not hasattr(self.values, "__len__") or len(self.values) < 2:
            raise ValueError(f"values is {self.values!r}: a study compares, so give two or more in brackets")
        arms = self._arms(self.values)
        vars(self)["values"] = tuple(getattr(arm, self.vary) for arm in arms)
        if twice := [value for place, value in enumerate(self.values) if value in self.values[:place]]:
            raise ValueError(f"values holds {twice[0]!r} twice: a study compares, so give each value once")
        for arm in arms:
            arguments.whole("epochs", arm.epochs)
        vars(self)["seeds"] = _seeds(self.seeds)
        vars(self)["goal"] = arguments.positive("goal", self.goal)
        vars(self)["base"] = replace(self.base, seed=self.seeds[0], **{self.vary: self.values[0]})
        if len(self.values) * len(self.seeds) > MOST_RUNS:
            raise ValueError(f"these are {len(self.values) * len(self.seeds):,} runs: give at most {MOST_RUNS:,}")

    @property
    def text(self):
        """All settings in one line: the varied one with its values, the seeds from the first to the last."""
        settings = dict(vars(self.base), goal=self.goal)
        settings[self.vary] = ",".join(state_text.written(value) for value in self.values)
        settings["seed"] = f"{self.seeds[0]}-{self.seeds[-1]}"
        return state_text.write(settings)

    @classmethod
    def from_text(cls, text):
        """The study that a state text says. Raises ValueError that names the first fault in it."""
        found = state_text.read(text, NAMES)
        seeds, goal = _seeds_from(found.pop("seed")), state_text.number("goal", found.pop("goal"))
        varied = [name for name, value in found.items() if "," in value]
        if len(varied) != 1:
            raise ValueError(f"{len(varied)} settings have several values: give exactly one of them two, as hidden=2,4")
        vary = varied[0]
        values = [experiment.read(vary, value) for value in found.pop(vary).split(",") if value]
        settings = {name: experiment.read(name, value) for name, value in found.items()}
        return cls(Experiment(**settings, **{vary: values[0], "seed": seeds[0]}), vary, tuple(values), seeds, goal)

    def run(self):
        """The Outcome of this study: the same numbers every time."""
        if self.vary in ("rate", "hidden"):
            mse = self._trained(self.base, {self.vary: self.values})
        else:
            mse = np.concatenate([self._trained(arm, {}) for arm in self._arms(self.values)])
        return Outcome(self, mse)

    def _arms(self, values):
        return [replace(self.base, **{self.vary: value}) for value in values]

    def _trained(self, arm, grid):
        """The mean squared errors at the end, (n_values, n_seeds)."""
        rates, sizes = (grid.get(name, [getattr(arm, name)]) for name in ("rate", "hidden"))
        options = {"loss": arm.loss, "activation": arm.activation, "start": arm.parameters}
        options |= {"stride": arm.epochs, "snapshots": 0}
        run = sweep.train(*arm.examples(), rates, sizes, self.seeds, arm.epochs, **options)
        return run.mse[..., -1].reshape(-1, len(self.seeds))


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a study found; print it for a table.

    mse  (n_values, n_seeds)  the mean squared error at the end of each run; ∞ where its numbers overflowed
    """

    study: Study
    mse: np.ndarray

    @property
    def solved(self):
        """How many runs of each value are solved, list of int."""
        return (self.mse < self.study.goal).sum(axis=1).tolist()

    @property
    def intervals(self):
        """(low, high) of the share solved, for each value."""
        return [interval_of_share(solved, self.mse.shape[1]) for solved in self.solved]

    def rows(self):
        """[(value, solved, low, high, median of the mean squared errors), …], one for each value."""
        parts = zip(self.study.values, self.solved, self.intervals, np.median(self.mse, axis=1), strict=True)
        return [(value, solved, low, high, float(median)) for value, solved, (low, high), median in parts]

    def __str__(self):
        width = max(len(state_text.written(value)) for value in self.study.values)
        return "\n".join(
            f"{self.study.vary}={state_text.written(value):{width}}   {solved:3d} of {self.mse.shape[1]} solved, "
            f"so {f'{low:.0%} to {high:.0%}':11}   median MSE {median:.2g}"
            for value, solved, low, high, median in self.rows()
        )


def _seeds(seeds):
    """A range of seeds from a range or a number of them."""
    seeds = seeds if isinstance(seeds, range) else range(arguments.whole("seeds", seeds))
    if len(seeds[: MOST_RUNS + 1]) > MOST_RUNS:  # a range may be too long for len
        raise ValueError(f"seeds are more than {MOST_RUNS:,} runs: give at most {MOST_RUNS:,}")
    if not len(seeds) or seeds.step != 1 or seeds[0] < 0:
        raise ValueError(f"seeds is {seeds}: give a number such as 100, or a range that counts up by 1")
    return seeds


def _seeds_from(text):
    first, _, last = text.partition("-")
    first, last = (state_text.whole("seed", part) for part in (first, last or first))
    if last < first:
        raise ValueError(f"seed is “{text}”: give the first and then the last, as 0-99")
    return range(first, last + 1)
