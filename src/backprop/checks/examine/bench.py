"""The experiments on one network: from a setting of the parameters, the outputs' Jacobian and what a step changes."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.examine import evidence, state, taken
from backprop.checks.examine.evidence import Experiment

ENDLESS = "did not come to an end"
OFTEN = (7, 11, 13, 9, 17)  # numbers of examples; the first that is no size of the network is taken


@dataclass
class Bench:
    """A network whose forward pass and parameters are known.

    data    the student's examples; start, {path: block}, the student's own parameters
    """

    subject: object
    forward: object
    data: object
    start: dict

    def __post_init__(self):
        self.sizes = {size for value in self.start.values() for size in np.shape(value)} | {self.forward.k}
        self.rest, self.ran_wrong = None, set()
        self.settings, self.own_size, self.made, self.endless, self.failed = {}, False, {}, {}, {}

    def examples(self, n=None, seed=1):
        """n examples of the student's kind; the student's own where no others can be handed over."""
        if self.forward.fixed:
            return self.data
        n = n or (self.data.n if self.own_size else self._fresh_number())
        if (n, seed) not in self.made:
            self.made[n, seed] = self.data.another(n, seed)
        return self.made[n, seed]

    def _fresh_number(self):
        taken = self.sizes | {self.data.X.shape[1]} | {size + 1 for size in self.sizes}
        return next(n for n in OFTEN if n not in taken)

    def keeps_count(self):
        """True if some whole number that is kept is the number of the given examples, and of nothing else."""
        numbers = [value for value in state.places(self.subject.root).values() if isinstance(value, int)]
        return self.data.n in numbers and self.data.n not in self.sizes

    def setting(self, seed):
        """{path: block} near the student's own parameters, where nothing is zero, equal or saturated."""
        rng = np.random.default_rng(seed)
        return {path: _shaken(value, rng) for path, value in self.start.items()}

    def measured(self, data, before):
        """(outputs, Jacobian, chosen entries) at a setting, or None where the forward pass fails."""
        net, space = self.subject.fresh()
        self.subject.sandbox.sizes = self.sizes | {data.n, data.X.shape[1]}

        def outputs(values):
            for path, value in values.items():
                state.put(net, path, value)
            return self.forward(net, space, data)

        def measure():
            chosen = evidence.chosen_entries(before, np.random.default_rng(0))
            return outputs(before), evidence.jacobian(outputs, before, chosen), chosen

        return self.subject.run(measure, space=space, limit=3.0).value

    def experiment(self, step, data, seed, before=None):
        """An `Experiment`, or None where the step fails or does not leave numbers of the same shape."""
        before = before or self.setting(seed)
        key = (id(data), seed)
        if key not in self.settings or self.settings[key][0] is not data:
            self.settings[key] = (data, before, self.measured(data, before))
        _, before, found = self.settings[key]
        if found is None:
            return None
        if step.name in self.endless:
            return None
        stepped = self.step(step, data, before)
        if stepped.error:
            self.failed.setdefault(step.name, stepped.error)
        if ENDLESS in stepped.error:
            self.endless[step.name] = stepped.error
        if stepped.error or not usable(before, stepped.after[-1]):
            self.ran_wrong |= set() if stepped.error else {step.name}
            return None
        o, J, chosen = found
        return Experiment(before, stepped.after[-1], o, data.targets(self.forward.k), J, chosen, data, stepped)

    def at_rest(self):
        """{path: zeros} of what is kept in the shape of a parameter and is none: a velocity, a mean of squares, a
        gradient.
        """
        shapes = {value.shape for value in self.start.values() if value.ndim}
        held = {path: state.block(value) for path, value in state.places(self.subject.root).items()}
        others = {p: v for p, v in held.items() if p not in self.start and p not in self.forward.keeps}
        return {
            path: np.zeros(value.shape) for path, value in others.items() if value.shape in shapes and np.any(value)
        }

    def step(self, step, data, before, times=1, watch=False):
        """The `Stepped` of some steps from a setting, with every velocity at rest."""
        if self.rest is None:
            self.rest = {} if self.subject.whole else self.at_rest()
        before = before | {path: value for path, value in self.rest.items() if path not in before}
        self.subject.sandbox.sizes = self.sizes | {data.n, data.X.shape[1]}
        return taken.take(self.subject, step, self.forward, data, before, times, watch)


def usable(before, after):
    """True if the blocks after a step are finite, and of the shapes that they had."""
    return all(
        after[path] is not None and value.shape == after[path].shape and np.isfinite(after[path]).all()
        for path, value in before.items()
    )


def _shaken(value, rng):
    value = np.asarray(value, float)
    rms, most = np.sqrt(np.mean(value**2)), 2 / np.sqrt(max(value.shape, default=1) if value.ndim > 1 else 4)
    smaller = value * min(1, most / rms) if rms else value
    return np.array(smaller + 0.3 * min(most, 1) * rng.normal(size=value.shape))
