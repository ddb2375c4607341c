"""What could explain an answer: known mistakes, edits of a line, and two of them at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from backprop.checks import edits
from backprop.checks.slips import LIKELY

_AGAIN = ("twice", "half", "sign is flipped", "too large", "too small", "turned round")  # got wrong beside another slip


@dataclass(frozen=True)
class Candidate:
    """One or two slips.

    changes  {place: the step that stands there}, or None where the whole code is another
    lines    that other code
    mistake  the Mistake with a sentence of its own, or None
    edit     the Edit, or None
    second   a second Candidate on top of it
    where    which line it is, where the sentence does not say it
    """

    changes: Mapping | None
    lines: object = None
    mistake: object = None
    edit: object = None
    second: object = None
    where: str = ""

    @property
    def told(self):
        """What is said of it, without what follows from it."""
        if self.second and self.second.changes is None and self.mistake:
            return f"{self.mistake.says} And also: {self.second.edit.says}"
        if self.second and self.second.changes is None:
            written, right = self.second.edit.wrong, self.edit.right
            line = f"Your numbers are those of `{written}`. It should be `{right}`"
            return f"{line}: {self.edit.says} And {self.second.edit.says}"
        first = f"{self.mistake.says}{self.where}" if self.mistake else tell(self.edit)
        return f"{first} And also: {self.second.told}" if self.second else first


def tell(edit):
    """The line as it seems to be written, as it should be, and what the difference means."""
    if "pass" in edit.wrong.split():
        return f"It looks as if the line `{edit.right}` is missing."
    if not edit.wrong:
        return f"Look at the line `{edit.right}`: {edit.says}"
    return f"Your numbers are those of `{edit.wrong}`. It should be `{edit.right}`: {edit.says}"


@dataclass(frozen=True)
class Source:
    """Where the Candidates of a Task come from.

    task  what an answer is held to; base: every value of its truth, for every problem
    """

    task: object
    base: list

    @property
    def lines(self):
        """The Lines of the truth."""
        return self.task.truth

    def named(self):
        """Every form of every known mistake."""
        for mistake in self.task.mistakes:
            for form in mistake.forms:
                changes = self._changes(form)
                lines = None if changes is not None else form
                yield Candidate(changes, lines, mistake, where=self._where(changes, mistake.says))

    def _where(self, changes, says):
        """The name of the one line that is wrong, of several, if the sentence about it does not hold it."""
        if not changes or len(changes) > 1 or len(self.lines.steps) < 4:
            return ""
        name = self.lines.steps[next(iter(changes))].name
        return f" Look at the line of {name}." if name and not re.search(rf"\b{name}\b", says) else ""

    def _alone(self):
        return [each for each in self.named() if each.changes]

    def _changes(self, form):
        """{place: step} where a form differs from the truth by whole steps only, else None."""
        ours, theirs = self.lines.steps, form.steps
        if form.known.keys() != self.lines.known.keys() or [a.name for a in ours] != [b.name for b in theirs]:
            return None
        return {i: b.text for i, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a.text != b.text}

    def edited(self, names):
        """Every edit of a step that the values of these names hang on, likely ones first."""
        given = tuple(self.task.problems[0])
        if given not in self.lines.edits:
            self.lines.edits[given] = edits.edits(self.lines, self.base[0], given)
        places = self._places(names)
        every = self.lines.edits[given]
        return (Candidate({edit.place: edit.text}, edit=edit) for edit in every if edit.place in places)

    def _places(self, names):
        """The steps that the values of these names hang on."""
        needed, places = set(names), set()
        for place in reversed(range(len(self.lines.steps))):
            step = self.lines.steps[place]
            if not step.name or step.name in needed:
                needed |= step.reads
                places.add(place)
        return places

    def known_pairs(self):
        """Two known mistakes at once."""
        named = self._alone()
        for i, each in enumerate(named):
            yield from self.on_top(each, named[i + 1 :])

    def likely_pairs(self, names, spent):
        """Any two likely slips, until `spent()` says that it has taken long enough."""
        likely = [each for each in self.edited(names) if each.edit.cost <= LIKELY]
        for each in self._alone() + likely:
            if spent():
                return
            yield from self.on_top(each, likely)

    def twice_in_a_line(self, names, spent):
        """A second edit of a line whose sign or factor is wrong already, until `spent()`."""
        small = [each for each in self.edited(names) if any(word in each.edit.says for word in _AGAIN)]
        named = [each for each in self._alone() if any(word in each.mistake.says.lower() for word in _AGAIN)]
        for each in [each for each in named if len(each.changes) == 1] + small:
            place, text = next(iter(each.changes.items()))
            if "\n" not in text and not spent():
                yield from self._edited_again(each, place, text)

    def _edited_again(self, first, place, text):
        for more in edits.further(place, text, self.lines, self.base[0], tuple(self.task.problems[0])):
            if more.cost <= LIKELY:
                yield Candidate({place: more.text}, None, first.mistake, first.edit, Candidate(None, edit=more))

    def on_top(self, first, others):
        """Pairs of one candidate and others, in different lines."""
        if first.changes is None:
            return
        for each in others:
            if each.changes and not each.changes.keys() & first.changes.keys():
                yield Candidate(first.changes | each.changes, None, first.mistake, first.edit, each, first.where)
