"""Every version of some lines of code that is one slip away, made from the syntax tree, not as the judge does it."""

import ast
import copy

OPERATORS = ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult
COMPARISONS = ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq
REDUCTIONS = {"sum": ("mean", "max"), "mean": ("sum", "max"), "max": ("min", "sum"), "all": ("any",), "any": ("all",)}


def mutants(text, names=()):
    """(kind, code) of every version of `text`; `names` are the arguments that it starts from."""
    tree, seen = ast.parse(text), {ast.unparse(ast.parse(text))}
    targets = {inner for node in ast.walk(tree) if isinstance(node, ast.Assign) for inner in ast.walk(node.targets[0])}
    for place, node in enumerate(ast.walk(tree)):
        if node in targets:
            continue
        for kind, change in _changes(node, _known(tree, names, node)):
            code = _changed(tree, place, change)
            if code not in seen:
                seen.add(code)
                yield kind, code


def _known(tree, names, node):
    """The names that have a value where a node stands."""
    line = getattr(node, "lineno", 0)
    stored = [
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and n.lineno < line
    ]
    return list(dict.fromkeys([*names, *stored]))


def _changed(tree, place, change):
    changed = copy.deepcopy(tree)
    node = list(ast.walk(changed))[place]
    new = change(node)
    if new is not node:
        _Put(node, new).visit(changed)
    return ast.unparse(ast.fix_missing_locations(changed))


class _Put(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def _set(**values):
    def change(node):
        for name, value in values.items():
            setattr(node, name, value)
        return node

    return change


def _minus(node):
    return ast.UnaryOp(ast.USub(), node)


def _times(number, operator=ast.Mult):
    return lambda node: ast.BinOp(node, operator(), ast.Constant(number))


def _changes(node, known):
    """(kind, function of the node that returns what stands there instead) of a node."""
    for kind, of in _KINDS.items():
        if isinstance(node, of[0]):
            yield from ((kind, change) for change in of[1](node, known))


def _operands(node, known):
    if isinstance(node.ctx, ast.Load) and node.id != "np" and node.id in known:
        yield from (_set(id=other) for other in known if other != node.id)


def _transposed(node, known):
    if isinstance(node.ctx, ast.Load) and node.id in known and node.id[0] in "XWadzy":
        yield lambda n: ast.Attribute(ast.Name(n.id, ast.Load()), "T", ast.Load())


def _operators(node, known):
    yield from (_set(op=operator()) for operator in OPERATORS if not isinstance(node.op, operator))


def _dropped(node, known):
    yield lambda n: n.left
    yield lambda n: n.right


def _turned(node, known):
    yield lambda n: ast.BinOp(n.right, n.op, n.left)


def _attributes(node, known):
    if node.attr == "T":
        yield lambda n: n.value
    yield from (_set(attr=other) for other in REDUCTIONS.get(node.attr, ()))


def _keywords(node, known):
    for i, keyword in enumerate(node.keywords):
        yield lambda n, i=i: _set(keywords=n.keywords[:i] + n.keywords[i + 1 :])(n)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = ast.keyword("axis", ast.Constant(1 - keyword.value.value))
            yield lambda n, i=i, other=other: _set(keywords=[*n.keywords[:i], other, *n.keywords[i + 1 :]])(n)


def _constants(node, known):
    if type(node.value) in (int, float):
        yield from (_set(value=other) for other in (0, 1, 2, node.value + 1) if other != node.value)


def _comparisons(node, known):
    yield from (_set(ops=[other()]) for other in COMPARISONS if not isinstance(node.ops[0], other))


def _lines(node, known):
    yield lambda n: _set(value=_times(2)(n.value))(n)
    yield lambda n: _set(value=_times(2, ast.Div)(n.value))(n)
    yield lambda n: _set(value=_minus(n.value))(n)


_KINDS = {
    "another name": (ast.Name, _operands),
    "transposed": (ast.Name, _transposed),
    "operator": (ast.BinOp, _operators),
    "part dropped": (ast.BinOp, _dropped),
    "turned round": (ast.BinOp, _turned),
    "attribute": (ast.Attribute, _attributes),
    "keyword": (ast.Call, _keywords),
    "constant": (ast.Constant, _constants),
    "comparison": (ast.Compare, _comparisons),
    "whole line": (ast.Assign, _lines),
}
