"""Lines of code: a truth that the judge runs, that its messages quote, and that mistakes and edits are made from.

"dz1 = da1 * a1 * (1 - a1)" is all there is to declare. A line may use the problem's arguments, the results of the
lines before it, np, and the functions that are handed over as known.
"""

import ast
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from textwrap import dedent, indent

import numpy as np


@dataclass(frozen=True)
class Step:
    """One statement at the top of a truth, a loop with its body included.

    text   its code
    name   what it assigns to, "dz1"; "" for a loop
    reads  the names that it uses
    """

    text: str
    name: str
    reads: frozenset


class Lines:
    """Code that is run line by line, each with the results of the lines before.

    text   the code
    known  the functions that it may call, by their names
    """

    def __init__(self, text, **known):
        self.text = dedent(text).strip("\n")
        self.known = known
        self.edits = {}  # what `search` found to be one slip away, by the names of the problem

    def __add__(self, other):
        return Lines(f"{self.text}\n{other.text}", **other.known | self.known)

    @cached_property
    def steps(self):
        """The Steps, in order."""
        return tuple(step(text) for text in _statements(self.text))

    @cached_property
    def straight(self):
        """True if every step gives one name its value, and no name is read both before that and after it."""
        names = [each.name for each in self.steps]
        return all(names) and len(set(names)) == len(names) and not any(self._read_on_both_sides(n) for n in names)

    def _read_on_both_sides(self, name):
        written = [each.name for each in self.steps].index(name)
        readers = [place for place, each in enumerate(self.steps) if name in each.reads]
        return bool(readers) and min(readers) <= written < max(readers)

    def changed(self, wrong):
        """The Lines with some replaced: `wrong` has lines such as "dz1 = da1", parted by line ends or by ;

        A line takes the place of the one that gives the same name its value; "best = i -> best = i + 1" says which.
        Raises ValueError where there is no such line, or more than one.
        """
        text = self.text
        for line in _parted(wrong):
            text = _exchange(text, *line.split(" -> ")) if " -> " in line else _put(text, line)
        return Lines(text, **self.known)

    def line(self, name):
        """The line that gives `name` its value."""
        return _span(self.text, name)[2]

    def run(self, problem):
        """Every value of the problem and of the lines, as a dict. The problem's own arrays stay as they are."""
        values = self.start(problem)
        with quiet():
            for each in self.steps:
                exec(_compiled(each.text), values)
        return values

    def start(self, problem):
        """What is known before the first line: np, the known functions, the problem with arrays of its own."""
        return {"np": np, **self.known, **{name: _own(value) for name, value in problem.items()}}


def _own(value):
    """A copy of an array, or of a dictionary of arrays, so that a line may write into it; anything else as it is."""
    if isinstance(value, dict):
        return {name: _own(each) for name, each in value.items()}
    return value.copy() if isinstance(value, np.ndarray) else value


@contextmanager
def quiet():
    """Inside, neither NumPy nor Python warns: a wrong line may divide by 0."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@lru_cache(4096)
def step(text):
    """The Step of one statement."""
    node = ast.parse(text).body[0]
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    return Step(text, _target(node), frozenset(names))


@lru_cache(4096)
def _compiled(text):
    return compile(text, "<a line>", "exec")


def _target(node):
    """What a plain assignment gives its value to; "" for any other statement."""
    plain = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    return node.targets[0].id if plain else ""


def _statements(text):
    """The text of every statement at the top of `text`."""
    text = dedent(text).strip("\n")
    return [ast.get_source_segment(text, node) for node in ast.parse(text).body]


def _parted(wrong):
    """The lines that are wrong at once."""
    parts = (part.strip() for row in dedent(wrong).split("\n") for part in row.split(";"))
    return [part for part in parts if part]


def _exchange(text, old, new):
    rows = text.split("\n")
    at = [i for i, row in enumerate(rows) if row.strip() == old]
    if len(at) != 1:
        raise ValueError(f"{len(at)} lines are {old!r}: name one that stands there once")
    rows[at[0]] = rows[at[0]].replace(old, new)
    return "\n".join(rows)


def _put(text, line):
    """`text` with `line` in the place of the one that assigns to the same target."""
    target = assigned(ast.parse(line).body[0])
    start, end, _ = _span(text, target)
    rows = text.split("\n")
    rows[start:end] = [indent(line, " " * (len(rows[start]) - len(rows[start].lstrip())))]
    return "\n".join(rows)


def _span(text, target):
    """(first row, row behind the last, code) of the statement that assigns to `target`, however deep it stands."""
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt) and assigned(node) == target]
    if len(found) != 1:
        raise ValueError(f"{len(found)} lines give {target} its value: name one that stands there once")
    return found[0].lineno - 1, found[0].end_lineno, ast.get_source_segment(text, found[0])


def assigned(node):
    """The text of what a statement changes, "dz1" or "dw[layer]"; the head of a loop or a condition for those."""
    if isinstance(node, ast.Assign):
        return ", ".join(ast.unparse(each) for each in node.targets)
    if isinstance(node, ast.AugAssign):
        return ast.unparse(node.target)
    if isinstance(node, ast.For):
        return f"for {ast.unparse(node.target)}"
    return f"if {ast.unparse(node.test)}" if isinstance(node, ast.If) else ""
