"""The kinds of slip at one place of a line: each yields (text of the step, what it means, how likely: 1 to 3)."""

import ast
import re
from dataclasses import dataclass
from itertools import product

from backprop.checks.code import atomic

RARE, LIKELY = 3, 1
SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**", ast.FloorDiv: "//",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.And: "and", ast.Or: "or",
}  # fmt: skip
SIZES = {  # the size of an array, by its name and place: what it counts
    ("X", 0): "the number of features", ("x", 0): "the number of features", ("W1", 1): "the number of features",
    ("W1", 0): "the number of hidden units", ("b1", 0): "the number of hidden units",
    ("a1", 0): "the number of hidden units", ("z1", 0): "the number of hidden units",
    ("dz1", 0): "the number of hidden units", ("W2", 1): "the number of hidden units",
    ("W2", 0): "the number of outputs", ("b2", 0): "the number of outputs",
    ("y", 0): "the number of outputs, the rows of y",
    ("a2", 0): "the number of outputs", ("z2", 0): "the number of outputs", ("dz2", 0): "the number of outputs",
    **{(name, 1): "the number of examples" for name in ("X", "y", "z1", "a1", "z2", "a2", "dz1", "dz2", "da1")},
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What a line could have used in place of what it uses.

    names    every name that has a value there
    arrays   those that are matrices
    numbers  those that are one number
    slopes   {name of an activation: name of what went into it}
    known    the functions that may be called
    """

    names: tuple
    arrays: tuple
    numbers: tuple
    slopes: dict
    known: tuple


def _name(code, node, scope):
    if not isinstance(node, ast.Name) or node.id in ("np", *scope.known) or isinstance(code.parent[node], ast.keyword):
        return
    for other in scope.names:
        if other != node.id:
            likely = LIKELY if other[-1:] == node.id[-1:] or other[:1] == node.id[:1] else 2
            yield code.put(node, other), f"`{other}` stands where `{node.id}` belongs.", likely
    for written, words in sizes(scope)[:4]:
        yield code.put(node, written), f"`{written}`, {words}, stands where `{node.id}` belongs.", RARE
    if node.id in scope.arrays and not is_(code.parent[node], "T"):
        yield code.put(node, f"{node.id}.T"), f"`{node.id}` is transposed where it should stay as it is.", LIKELY
    for a, z in scope.slopes.items():
        if node.id[0] == "d":
            yield code.put(node, f"{node.id} * {a} * (1 - {a})"), once_more(a), 2
        if node.id == z:
            for f in scope.known:
                yield code.put(node, f"{f}({z})"), f"`{f}` is applied to `{z}` here, where it does not belong.", 2
    yield code.put(node, f"{node.id} ** 2"), f"`{node.id}` is in it twice.", 2
    yield code.put(node, f"abs({node.id})"), f"the absolute value of `{node.id}` is taken: its sign counts.", RARE


def _element(code, node, scope):
    """Another element where a loop uses a name or an element."""
    if "\n" not in code.text or not isinstance(node, ast.Name | ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return
    if isinstance(node, ast.Name) and node.id in ("np", *scope.known):
        return
    here = code.get(node)
    found = {code.bare(each) for each in ast.walk(code.tree) if isinstance(each, ast.Subscript)}
    for other in sorted(found - {here}):
        yield code.put(node, other), f"`{other}` stands where `{here}` belongs.", 2


def once_more(a):
    return f"the slope `{a} * (1 - {a})` is multiplied in here, where it does not belong."


def _operator(code, node, scope):
    if not isinstance(node, ast.BinOp):
        return
    sign, (left, right) = SIGNS[type(node.op)], (code.get(node.left), code.get(node.right))
    for other in ("+", "-", "*", "/", "@"):
        if other != sign:
            says = _about_operator(sign, other)
            yield code.put(node, f"{_tight(left, other)} {other} {_tight(right, other, True)}"), says, LIKELY
            yield _token(code, node, other), says, LIKELY
    yield code.put(node, right), _missing(_shown(left, sign)), LIKELY
    yield code.put(node, left), f"`{_shown(right, sign, True)}` is missing.", LIKELY
    if sign in "-/@**" and sign != "*":
        yield (
            code.put(node, f"{_tight(right, sign)} {sign} {_tight(left, sign, True)}"),
            _turned(sign, left, right),
            LIKELY,
        )
    yield (
        code.put(node, f"-{left}" if sign in "*/@" and atomic(left) else f"-({left} {sign} {right})"),
        FLIPPED,
        LIKELY,
    )
    yield from _brackets(code, node, sign, left, right)


FLIPPED = "the sign is flipped."


def _missing(text):
    if text == "2":
        return "the factor 2 is missing, so it is half of what it should be."
    return f"`{text}` is missing."


def _shown(text, sign, after=False):
    return f"{sign} {text}" if after and sign in "/-+@" else text


def _tight(text, sign, right=False):
    """An operand, in brackets where the new operator would tear it apart."""
    loose = re.search(r"[-+] ", flat(text)) if sign in "*/@**" else None
    return f"({text})" if loose or (right and not atomic(text) and not text.startswith("(")) else text


def flat(text):
    """Text with what stands in brackets left out."""
    while (inner := re.sub(r"[(\[][^()\[\]]*[)\]]", "", text)) != text:
        text = inner
    return text


def _about_operator(sign, other):
    if sign == "@" and other == "*":
        return "`*` multiplies entry by entry, where the matrix product `@` belongs."
    if {sign, other} == {"+", "-"}:
        return f"`{other}` stands where `{sign}` belongs, so a sign is flipped."
    return f"`{other}` stands where `{sign}` belongs."


def _turned(sign, left, right):
    if sign == "-":
        return f"the difference is turned round, so its sign is flipped: it is `{left} - {right}`."
    if sign == "/":
        return "the quotient is turned round: what is above belongs below."
    return f"the order of the two sides of `{sign}` is exchanged."


def _token(code, node, other):
    """The operator alone exchanged, so that Python reads the line in another order."""
    start, end = code.outer(node.left)[1], code.outer(node.right)[0]
    return code.cut(start, end, f" {other} ")


def _brackets(code, node, sign, left, right):
    start, end = code.outer(node)
    inner = code.span(node)
    if start != inner[0] and isinstance(code.parent[node], ast.BinOp | ast.UnaryOp):
        says = f"the brackets round `{code.bare(node)}` are missing, so Python works the line out in another order."
        yield code.cut(start, end, code.bare(node)), says, LIKELY
    for side in (node.left, node.right):
        if isinstance(side, ast.BinOp):
            yield from _regrouped(code, node, side)


def _regrouped(code, node, side):
    """a - b / c for (a - b) / c and the other way round, / 2 * n for / (2 * n)."""
    says = "brackets stand where they do not belong, or are missing, so Python works the line out in another order."
    outer, inner = SIGNS[type(node.op)], SIGNS[type(side.op)]
    a, b = code.get(side.left), code.get(side.right)
    if side is node.left:
        c = code.get(node.right)
        yield code.put(node, f"{a} {inner} ({b} {outer} {c})"), says, 2
    else:
        c = code.get(node.left)
        yield code.put(node, f"({c} {outer} {a}) {inner} {b}"), says, 2


def _product(code, node, scope):
    """What goes wrong with a matrix product besides its operator."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)):
        return
    sides = code.get(node.left), code.get(node.right)
    left, right = (text if atomic(text) or text[0] == "(" else f"({text})" for text in sides)
    for form, says, cost in _PRODUCTS:
        yield code.put(node, form.format(left, right)), says.format(left, right), cost
    for other in scope.arrays:
        says = f"the sum of `{left}` is multiplied by `{other}`: `{right}` belongs there, in a matrix product."
        yield code.put(node, f"{left}.sum(axis=1, keepdims=True) * {other}"), says, RARE


_PRODUCTS = (  # what stands there instead, what it means, how likely it is
    ("({0} @ {1}).T", "the result is transposed.", LIKELY),
    ("{1}.T @ {0}.T", "the two sides are exchanged and transposed, so the result is transposed.", 2),
    ("{0}[:, -1:] @ {1}[-1:]", "`=` throws away what came before, so only the last share is left: the shares add up, "
     "`+=`.", 2),
    ("{0}[:, :1] @ {1}[:1]", "only the first share is there: does a `return` stand inside the loop?", 2),
    ("{0}.sum(axis=1, keepdims=True) * {1}.sum(axis=0, keepdims=True)", "the sums are taken first and then multiplied: "
     "the matrix product `@` multiplies first and then adds up.", 2),
    ("{0} @ {1} / {0}.shape[1]", "the shares are averaged: where paths meet they add up.", 2),
    ("np.ones_like({0}) @ {1}", "`{0}` is missing: the shares are added up without it.", 2),
    ("{0} @ np.ones_like({1})", "`{1}` is missing: the shares are added up without it.", 2),
    ("{0}.mean(axis=1, keepdims=True) * {1}", "`{0}` is averaged.", RARE),
)  # fmt: skip


def counts(text):
    match = re.fullmatch(r"(\w+)\.shape\[([01])\]", text)
    words = SIZES.get((match[1], int(match[2]))) if match else None
    return f", {words}," if words else ""


def sizes(scope):
    """(how it is written, what it counts) of the sizes that a line could take for another."""
    found = {}
    for name, axis in product(scope.arrays, (0, 1)):
        written = f"{name}.shape[1]" if axis else f"len({name})"
        if (name, axis) in SIZES:
            found.setdefault(SIZES[name, axis], written)
        elif name[0] != "d":
            found[f"the number of {('rows', 'columns')[axis]} of {name}"] = written
    found |= {f"the number of all entries of {name}": f"{name}.size" for name in scope.arrays if name[0] != "d"}
    return [(written, words) for words, written in found.items()]


def is_(node, attribute):
    return isinstance(node, ast.Attribute) and node.attr == attribute


KINDS = (_name, _element, _operator, _product)
