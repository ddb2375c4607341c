"""How much of an answer a candidate explains: it is run step by step, and given up at the first miss."""

from dataclasses import dataclass, field

import numpy as np

from backprop.checks import compare


@dataclass
class Matching:
    """The learner's numbers, and what gives them.

    task    what the answer is held to
    found   {output: its arrays, one a problem}, fitted: the same in the shapes of the truth, truth: the right ones
    """

    task: object
    found: dict
    fitted: dict
    truth: dict
    tried: int = 0
    infinite: bool = False
    targets: dict = field(init=False)

    def __post_init__(self):
        self.lines = self.task.truth
        self.base = [self.lines.run(problem) for problem in self.task.problems]
        self.begun = [base | problem for base, problem in zip(self.base, self.task.problems, strict=True)]
        self.codes = [compile(each.text, "<a line>", "exec") for each in self.lines.steps]
        self.targets = {name: self._targets(name) for name in self.task.outputs}
        self.split(lambda name: not compare.agree(self.fitted[name], self.truth[name], self.task.tolerance))

    def split(self, is_wrong):
        """Sorts the outputs into wrong ones, right ones, and those that came out 0."""
        wrong = [name for name in self.task.outputs if is_wrong(name)]
        self.ignored = set()
        self.zero = [name for name in wrong if compare.is_zero(self.fitted[name])]
        self.wrong = wrong
        self.right = [name for name in self.task.outputs if name not in wrong]

    def set_aside(self, names):
        """From now on these outputs are neither wrong nor right."""
        self.ignored = set(names)
        self.wrong = [name for name in self.wrong if name not in self.ignored]

    def _targets(self, name):
        """For every problem what a value may be compared with: the learner's array, and in the shape of the truth."""
        rows = []
        for raw, fitted in zip(self.found[name], self.fitted[name], strict=True):
            arrays = [np.asarray(raw, float)] + ([] if fitted is raw else [np.asarray(fitted, float)])
            rows.append([(array, np.abs(array).max(initial=0)) for array in arrays])
            self.infinite = self.infinite or not np.isfinite(arrays[0]).all()
        return rows

    def matched(self, candidate):
        """The wrong blocks that a candidate gives, None where it gives the first of them not or spoils a right one."""
        self.tried += 1
        codes = None if candidate.changes is None else self._compiled(candidate.changes)
        if codes is None and candidate.lines is None:
            return None
        found = set(self.wrong)
        for p in range(len(self.base)):
            found &= self._matched_on(p, candidate, codes)
            if self.wrong and self.wrong[0] not in found:
                return None
        return found

    def _compiled(self, changes):
        try:
            return {place: compile(text, "<a line>", "exec") for place, text in changes.items()}
        except (SyntaxError, ValueError):
            return None

    def _matched_on(self, p, candidate, codes):
        """The wrong blocks that a candidate gives on one problem; empty where it stops or spoils a right one."""
        try:
            if candidate.lines is not None:
                return self._of_values(p, candidate.lines.run(self.task.problems[p]), set(self.task.outputs))
            if not self.lines.straight:
                return self._of_values(p, self._rerun(p, codes), set(self.task.outputs))
            return self._of_steps(p, codes)
        except Exception:
            return set()

    def _rerun(self, p, codes):
        values = self.lines.start(self.task.problems[p])
        for place, code in enumerate(self.codes):
            exec(codes.get(place, code), values)
        return values

    def _of_values(self, p, values, changed):
        """The wrong blocks that are as found, of values that are all worked out; empty if a right one is not."""
        if not all(self._same(name, p, values[name]) for name in self.right if name in changed):
            return set()
        return {name for name in self.wrong if name in changed and self._same(name, p, values[name])}

    def _of_steps(self, p, codes):
        """As `_of_values`, running only the steps that hang on what is changed, and no further than the first miss."""
        values, dirty, matched = dict(self.begun[p]), set(), set()
        first = self.wrong[0] if self.wrong else None
        for place, step in enumerate(self.lines.steps):
            if place not in codes and not step.reads & dirty:
                values[step.name] = self.base[p][step.name]
                continue
            exec(codes.get(place, self.codes[place]), values)
            dirty.add(step.name)
            if step.name not in self.targets or step.name in self.ignored:
                continue
            if self._same(step.name, p, values[step.name]):
                matched.add(step.name)
            elif step.name == first or step.name in self.right:
                return set()
        return matched.intersection(self.wrong)

    def _same(self, name, p, value):
        value = np.asarray(value, float)
        for array, size in self.targets[name][p]:
            if array.shape == value.shape:
                if self.infinite:
                    array, value, size = _finite(array, value)
                scale = max(size, np.abs(value).max(initial=0))
                if np.isfinite(scale) and np.abs(array - value).max(initial=0) <= self.task.tolerance * scale:
                    return True
        return False


def _finite(array, value):
    """Both arrays where they are finite, if the rest of them is alike; else two that differ."""
    there = np.isfinite(array)
    if not np.array_equal(np.where(there, 0, array), np.where(np.isfinite(value), 0, value), equal_nan=True):
        return np.zeros(1), np.ones(1), 0
    return array[there], value[there], np.abs(array[there]).max(initial=0)
