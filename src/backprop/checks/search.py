"""Which slip gives the learner's own numbers: known mistakes first, then every edit of a line, then two at once.

A candidate is run step by step and given up at the first block that is not the learner's, so that some thousand
of them take a fraction of a second.
"""

from dataclasses import dataclass, field
from itertools import chain, islice
from time import process_time

import numpy as np

from backprop.checks import compare
from backprop.checks.candidates import Source
from backprop.checks.lines import quiet
from backprop.checks.slips import RARE
from backprop.checks.verdicts import listed

MOST, SECONDS = 12_000, 0.2  # candidates that are tried, and how long, before the search gives up
PARTIAL = 8  # how many candidates that explain a part are taken on to the search for a second slip


@dataclass(frozen=True)
class Explanation:
    """What a search found.

    told   the sentences
    exact  True if the shapes are explained too
    """

    told: str
    exact: bool


@dataclass
class Search:
    """The search for what explains an answer.

    task    what it is held to
    found   {output: its arrays, one a problem}, fitted: the same in the shapes of the truth, truth: the right ones
    """

    task: object
    found: dict
    fitted: dict
    truth: dict
    tried: int = 0
    partial: list = field(default_factory=list)
    infinite: bool = False
    targets: dict = field(init=False)

    def __post_init__(self):
        self.until = process_time() + SECONDS
        self.lines = self.task.truth
        self.base = [self.lines.run(problem) for problem in self.task.problems]
        self.source = Source(self.task, self.base)
        self.codes = [compile(each.text, "<a line>", "exec") for each in self.lines.steps]
        self.targets = {name: self._targets(name) for name in self.task.outputs}
        self._split(lambda name: not compare.agree(self.fitted[name], self.truth[name], self.task.tolerance))

    def _split(self, is_wrong):
        """Sorts the outputs into wrong ones, right ones, and those that came out 0."""
        wrong = [name for name in self.task.outputs if is_wrong(name)]
        self.ignored = set()
        self.zero = [name for name in wrong if compare.is_zero(self.fitted[name])]
        self.wrong = wrong
        self.right = [name for name in self.task.outputs if name not in wrong]

    def _targets(self, name):
        """For every problem what a value may be compared with: the learner's array, and in the shape of the truth."""
        rows = []
        for raw, fitted in zip(self.found[name], self.fitted[name], strict=True):
            arrays = [np.asarray(raw, float)] + ([] if fitted is raw else [np.asarray(fitted, float)])
            rows.append([(array, np.abs(array).max(initial=0)) for array in arrays])
            self.infinite = self.infinite or not np.isfinite(arrays[0]).all()
        return rows

    def slips(self):
        """The Explanation of all that is wrong by edits, or of as much as can be explained; None where nothing fits.

        To be asked after `known`, whose partial matches it goes on from.
        """
        if len(self.zero) == len(self.wrong) or not any(
            np.isfinite(a).any() for n in self.wrong for a in self.found[n]
        ):
            return None
        self.ignored = set(self.zero)
        self.wrong = [name for name in self.wrong if name not in self.zero]
        if single := self._single(RARE - 1):
            return self._explained(single)
        if not self._thin() and (pair := self._pair(self.source.known_pairs())):
            return self._explained([pair])
        if single := self._single(RARE):
            return self._explained(single)
        if not self._thin() and (
            pair := self._pair(chain(self.source.twice_in_a_line(self.wrong, self._spent), self._pairs()))
        ):
            return self._explained([pair])
        return self._first_only()

    def one_edit(self):
        """The Explanation of values that are right and stand in the wrong shape, by one edit; else None."""
        self._split(lambda name: not compare.agree(self.found[name], self.truth[name], self.task.tolerance))
        self.targets = {name: [row[:1] for row in rows] for name, rows in self.targets.items()}
        single = self._single(RARE)
        return self._explained(single[:1]) if single else None

    # How much of the answer a candidate explains.

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
        values, dirty, matched = dict(self.base[p]), set(), set()
        first = self.wrong[0] if self.wrong else None
        for place in range(min(codes), len(self.codes)):
            step = self.lines.steps[place]
            if place not in codes and not step.reads & dirty:
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

    # The search, from cheap to dear.

    def known(self):
        """The Explanation by mistakes that have a sentence of their own, one or two of them; else None."""
        with quiet():
            named = [(each, self.matched(each)) for each in self.source.named()]
            whole = [each for each, matched in named if matched == set(self.wrong)]
            self.partial = [(each, matched) for each, matched in named if matched]
            return self._joined(whole) if whole else None

    def _joined(self, whole):
        texts = list(dict.fromkeys(each.told for each in whole))
        told = texts[0] if len(texts) == 1 else f"{' Or: '.join(texts)} Each gives these same numbers."
        return Explanation(told, self._is_exact(whole[0]))

    def _single(self, cost):
        """The edits that explain everything, all of the lowest cost; what explains a part goes to `partial`."""
        whole = []
        with quiet():
            for each in self.source.edited(self.wrong):
                dear = each.edit.cost > (whole[0].edit.cost if whole else cost)
                if dear or self._spent():
                    break
                matched = self.matched(each)
                if matched == set(self.wrong):
                    whole.append(each)
                elif matched:
                    self.partial.append((each, matched))
        return whole

    def _spent(self):
        return self.tried > MOST or process_time() > self.until

    def _pair(self, pairs):
        """The first of some pairs of slips that explains everything, or None."""
        with quiet():
            for each in pairs:
                if self._spent():
                    return None
                if self.matched(each) == set(self.wrong):
                    return each
        return None

    def _pairs(self):
        """Two slips: on top of what explains a part, the most first; then any two likely ones."""
        source, best = self.source, sorted(self.partial, key=lambda pair: -len(pair[1]))
        distinct = {frozenset(matched): each for each, matched in reversed(best)}
        for each in chain(distinct.values(), islice((each for each, _ in best), PARTIAL)):
            yield from source.on_top(each, chain(source.named(), source.edited(self.wrong)))
        yield from source.likely_pairs(self.wrong, self._spent)

    # What is said.

    def _explained(self, whole):
        first = whole[0]
        told = f"There are two mistakes. {first.told}" if first.second else first.told
        lines = {each.edit.right: each for each in whole if each.edit and not each.second}
        others = [each.edit.wrong for right, each in lines.items() if right != first.edit.right] if lines else []
        if others and not first.second:
            told += f" (`{others[0]}` would give the same numbers.)"
        return Explanation(told + self._and_zero(), self._is_exact(first))

    def _and_zero(self):
        return (
            f" {listed(self.zero)} {'comes' if len(self.zero) == 1 else 'come'} out 0 everywhere." if self.zero else ""
        )

    def _first_only(self):
        """What explains the first wrong block, where a later one has another fault."""
        if not self.partial:
            return None
        each, matched = max(self.partial, key=lambda pair: len(pair[1]))
        rest = [name for name in self.wrong if name not in matched]
        more = "has another mistake besides" if len(rest) == 1 else "have another mistake besides"
        told = f"{each.told} That explains {listed([n for n in self.wrong if n in matched])}; {listed(rest)} {more}."
        return Explanation(told + self._and_zero(), self._is_exact(each))

    def _is_exact(self, each):
        """Whether the values stand in the shapes in which they were found."""
        rows = [self._values(p, each) for p in range(len(self.base))]
        return all(
            np.shape(row.get(name)) == self.found[name][p].shape for p, row in enumerate(rows) for name in self.wrong
        )

    def _values(self, p, each):
        with quiet():
            if each.lines is not None:
                return each.lines.run(self.task.problems[p])
            return self._rerun(p, self._compiled(each.changes))

    def _thin(self):
        """True if whole numbers alone were found, so few that two slips would explain them by chance."""
        arrays = [np.asarray(array, float) for name in self.wrong for array in self.found[name]]
        return all(np.array_equal(array, np.round(array)) for array in arrays)


def _finite(array, value):
    """Both arrays where they are finite, if the rest of them is alike; else two that differ."""
    there = np.isfinite(array)
    if not np.array_equal(np.where(there, 0, array), np.where(np.isfinite(value), 0, value), equal_nan=True):
        return np.zeros(1), np.ones(1), 0
    return array[there], value[there], np.abs(array[there]).max(initial=0)
