"""Which slip gives the learner's own numbers: known mistakes first, then every edit of a line, then two at once.

A candidate is run step by step and given up at the first block that is not the learner's, so that some thousand
of them take a fraction of a second.
"""

from dataclasses import dataclass, field
from itertools import chain, islice
from time import process_time

import numpy as np

from backprop.checks import compare, edits
from backprop.checks.lines import quiet
from backprop.checks.verdicts import listed

MOST, SECONDS = 12_000, 0.2  # candidates that are tried, and how long, before the search gives up
PARTIAL = 8  # how many candidates that explain a part are taken on to the search for a second slip


@dataclass(frozen=True)
class Candidate:
    """One or two slips.

    changes  {place: the step that stands there}, or None where the whole code is another
    lines    that other code
    mistake  the Mistake with a sentence of its own, or None
    edit     the Edit, or None
    """

    changes: dict | None
    lines: object = None
    mistake: object = None
    edit: object = None
    second: object = None

    @property
    def told(self):
        """What is said of it, without what follows from it."""
        if self.second and self.second.changes is None and self.mistake:
            return f"{self.mistake.says} And also: {self.second.edit.says}"
        if self.second and self.second.changes is None:
            written, right = self.second.edit.wrong, self.edit.right
            return f"Your numbers are those of `{written}`. It should be `{right}`: {self.edit.says} And {self.second.edit.says}"
        first = self.mistake.says if self.mistake else tell(self.edit)
        return f"{first} And also: {self.second.told}" if self.second else first


@dataclass(frozen=True)
class Explanation:
    """What a search found.

    told   the sentences
    exact  True if the shapes are explained too
    """

    told: str
    exact: bool


def tell(edit):
    """The line as it seems to be written, as it should be, and what the difference means."""
    if "pass" in edit.wrong.split():
        return f"It looks as if the line `{edit.right}` is missing."
    if not edit.wrong:
        return f"Look at the line `{edit.right}`: {edit.says}"
    return f"Your numbers are those of `{edit.wrong}`. It should be `{edit.right}`: {edit.says}"


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
        if len(self.zero) == len(self.wrong) or not any(np.isfinite(a).any() for n in self.wrong for a in self.found[n]):
            return None
        self.ignored = set(self.zero)
        self.wrong = [name for name in self.wrong if name not in self.zero]
        if single := self._single(edits.RARE - 1):
            return self._explained(single)
        if not self._thin() and (pair := self._pair(self._known_pairs())):
            return self._explained([pair])
        if single := self._single(edits.RARE):
            return self._explained(single)
        if not self._thin() and (pair := self._pair(chain(self._twice_in_a_line(), self._pairs()))):
            return self._explained([pair])
        return self._first_only()

    def one_edit(self):
        """The Explanation of values that are right and stand in the wrong shape, by one edit; else None."""
        self._split(lambda name: not compare.agree(self.found[name], self.truth[name], self.task.tolerance))
        self.targets = {name: [row[:1] for row in rows] for name, rows in self.targets.items()}
        single = self._single(edits.RARE)
        return self._explained(single[:1]) if single else None

    # The candidates.

    def _named(self):
        for mistake in self.task.mistakes:
            for form in mistake.forms:
                changes = self._changes(form)
                yield Candidate(changes, None if changes is not None else form, mistake=mistake)

    def _changes(self, form):
        """{place: step} where a form differs from the truth by whole steps only, else None."""
        ours, theirs = self.lines.steps, form.steps
        if form.known.keys() != self.lines.known.keys() or [a.name for a in ours] != [b.name for b in theirs]:
            return None
        return {i: b.text for i, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a.text != b.text}

    def _edited(self):
        """Every edit of a step that a wrong block hangs on."""
        given = tuple(self.task.problems[0])
        if given not in self.lines.edits:
            self.lines.edits[given] = edits.edits(self.lines, self.base[0], given)
        places = self._places(self.wrong)
        return (Candidate({edit.place: edit.text}, edit=edit) for edit in self.lines.edits[given] if edit.place in places)

    def _places(self, names):
        """The steps that the values of these names hang on."""
        needed, places = set(names), set()
        for place in reversed(range(len(self.lines.steps))):
            step = self.lines.steps[place]
            if not step.name or step.name in needed:
                needed |= step.reads
                places.add(place)
        return places

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
            named = [(each, self.matched(each)) for each in self._named()]
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
            for each in self._edited():
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

    def _known_pairs(self):
        """Two known mistakes at once."""
        named = [each for each in self._named() if each.changes]
        for i, each in enumerate(named):
            yield from self._on_top(each, named[i + 1 :])

    def _pairs(self):
        """Two slips: on top of what explains a part, the most first; then any two likely ones."""
        best = sorted(self.partial, key=lambda pair: -len(pair[1]))
        distinct = {frozenset(matched): each for each, matched in reversed(best)}
        for each in chain(distinct.values(), islice((each for each, _ in best), PARTIAL)):
            yield from self._on_top(each, chain(self._named(), self._edited()))
        likely = [each for each in self._edited() if each.edit.cost <= edits.LIKELY]
        for each in [each for each in self._named() if each.changes] + likely:
            if self._spent():
                return
            yield from self._on_top(each, likely)

    def _twice_in_a_line(self):
        """A second edit of a line that is wrong already; on top of signs and factors, for they are got wrong as well."""
        again = ("twice", "half", "sign is flipped", "too large", "too small", "turned round")
        small = [each for each in self._edited() if any(word in each.edit.says for word in again)]
        named = [each for each in self._named() if each.changes and len(each.changes) == 1]
        named = [each for each in named if any(word in each.mistake.says.lower() for word in again)]
        for each in named + small:
            place, text = next(iter(each.changes.items()))
            if self._spent() or "\n" in text:
                continue
            for more in edits.further(place, text, self.lines, self.base[0], tuple(self.task.problems[0])):
                if more.cost <= edits.LIKELY:
                    second = Candidate(None, edit=more)
                    yield Candidate({place: more.text}, None, each.mistake, each.edit, second)

    def _on_top(self, first, others):
        if first.changes is None:
            return
        for each in others:
            if each.changes and not each.changes.keys() & first.changes.keys():
                yield Candidate(first.changes | each.changes, None, first.mistake, first.edit, each)

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
        return f" {listed(self.zero)} {'comes' if len(self.zero) == 1 else 'come'} out 0 everywhere." if self.zero else ""

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
