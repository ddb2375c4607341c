"""What a line looks like after one slip: every variant of a truth that is one edit away, and what the edit means."""

import ast
import re
from dataclasses import dataclass

from backprop.checks import call_slips, line_slips, slips
from backprop.checks.code import Code
from backprop.checks.lines import step
from backprop.checks.slips import LIKELY, Scope


@dataclass(frozen=True)
class Edit:
    """One slip in one step of a truth.

    place  which step
    text   the step as it would then stand
    wrong  the line as it seems to be written, right: as it should be
    says   what the difference means
    cost   small for what people often do
    """

    place: int
    text: str
    wrong: str
    right: str
    says: str
    cost: int = LIKELY


def edits(lines, values, given):
    """The list of every Edit of some Lines, likely ones first.

    values  what all names are on one problem, given: the names of the problem itself
    """
    found, before = [], list(given)
    for place, each in enumerate(lines.steps):
        found += _of_step(place, each, _scope(before, values, lines))
        before += [name for name in _stored(each, values) if name not in before]
    return sorted(found, key=lambda edit: edit.cost)


def further(place, text, lines, values, given):
    """The list of every Edit of a step that stands otherwise already."""
    before = list(dict.fromkeys([*given, *(name for each in lines.steps[:place] for name in _stored(each, values))]))
    return sorted(_of_step(place, step(text), _scope(before, values, lines)), key=lambda each: each.cost)


def _stored(each, values):
    """The names that a step gives a value, those of a loop in it too."""
    return [name for name in dict.fromkeys(_assigned_inside(Code(each.text))) if name in values]


def _scope(names, values, lines):
    ndim = {name: getattr(values[name], "ndim", 0 if isinstance(values[name], int | float) else -1) for name in names}
    calls = {
        name: match[1]
        for name, match in ((each.name, re.fullmatch(r"\w+ = \w+\((\w+)\)", each.text)) for each in lines.steps)
        if match and name in names
    }
    numbered = {f"a{i}": f"z{i}" for i in ("", 1, 2) if f"a{i}" in names}
    return Scope(
        tuple(names),
        tuple(name for name in names if ndim[name] == 2),
        tuple(name for name in names if ndim[name] == 0),
        {a: z for a, z in (numbered | calls).items() if a[0] == "a"},
        tuple(name for name in lines.known if callable(lines.known[name])),
    )


def _of_step(place, each, scope):
    """The Edits of one step, no two of the same text."""
    code, seen = Code(each.text), {each.text}
    inside = tuple(dict.fromkeys(_assigned_inside(code)))
    if not each.name:
        scope = Scope(tuple(dict.fromkeys(scope.names + inside)), *list(vars(scope).values())[1:])
    for statement in code.statements():
        right = code.row(code.text, statement)
        for text, says, cost in _of_statement(code, statement, scope):
            text = re.sub(r"(?<![\w\])])\(([\w.]+)\)", r"\1", text)
            if text not in seen:
                seen.add(text)
                shown = "" if "np.arange" in text and "np.arange" not in each.text else code.row(text, statement)
                yield Edit(place, text, shown, right, says, cost)


def _assigned_inside(code):
    for node in ast.walk(code.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _of_statement(code, statement, scope):
    """(text of the step, what it means, cost) for every slip in one statement."""
    for root in _expressions(statement):
        for node in (each for each in ast.walk(root) if isinstance(each, ast.expr)):
            for kind in slips.KINDS + call_slips.KINDS:
                yield from kind(code, node, scope)
    if isinstance(statement, ast.Assign | ast.AugAssign):
        yield from line_slips.whole(code, statement, scope)
        yield from line_slips.slope_forms(code, statement, scope)
        yield from line_slips.loop_lines(code, statement)
    if isinstance(statement, ast.For):
        yield from line_slips.loops(code, statement)


def _expressions(statement):
    if isinstance(statement, ast.For):
        return [statement.iter]
    if isinstance(statement, ast.If):
        return [statement.test]
    return [statement.value] if getattr(statement, "value", None) else []
