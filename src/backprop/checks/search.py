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
from backprop.checks.matching import Matching
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
class Search(Matching):
    """The search for what explains an answer; its arguments are those of a Matching."""

    partial: list = field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        self.source, self.until = Source(self.task, self.base), process_time() + SECONDS

    def slips(self):
        """The Explanation of all that is wrong by edits, or of as much as can be explained; None where nothing fits.

        To be asked after `known`, whose partial matches it goes on from.
        """
        numbers = [array for name in self.wrong for array in self.found[name]]
        if compare.is_zero(numbers) or not any(np.isfinite(array).any() for array in numbers):
            return None
        self.set_aside(self.zero)
        pairs = self.source.known_pairs(), self._pairs()
        for cost, two in zip((RARE - 1, RARE), pairs, strict=True):
            if single := self._single(cost):
                return self._explained(single)
            if not self._thin() and (pair := self._pair(two)):
                return self._explained([pair])
        return self._first_only()

    def one_edit(self):
        """The Explanation of values that are right and stand in the wrong shape, by one edit; else None."""
        self.split(lambda name: not compare.agree(self.found[name], self.truth[name], self.task.tolerance))
        self.targets = {name: [row[:1] for row in rows] for name, rows in self.targets.items()}
        single = self._single(RARE)
        return self._explained(single[:1]) if single else None

    # The search, from cheap to dear.

    def known(self):
        """The Explanation by mistakes that have a sentence of their own, one or two of them; else None."""
        with quiet():
            named = [(each, self.matched(each)) for each in self.source.named()]
            whole = [each for each, matched in named if matched == set(self.wrong)]
            self.partial = [(each, matched) for each, matched in named if matched]
            return self._joined(whole) if whole else None

    def _joined(self, whole):
        texts = list({each.mistake.says: each.told for each in reversed(whole)}.values())[::-1]
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
        """Two slips: on top of what explains a part, the most first; twice in a line; then any two likely ones."""
        source, best = self.source, sorted(self.partial, key=lambda pair: -len(pair[1]))
        distinct = {frozenset(matched): each for each, matched in reversed(best)}
        for each in chain(distinct.values(), islice((each for each, _ in best), PARTIAL)):
            yield from source.on_top(each, chain(source.named(), source.edited(self.wrong)))
        yield from source.twice_in_a_line(self.wrong, self._spent)
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
