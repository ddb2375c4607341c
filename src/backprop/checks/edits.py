"""What a line looks like after one slip: every variant of a truth that is one edit away, and what the edit means."""

import ast
import re
from dataclasses import dataclass
from itertools import product

from backprop.checks.code import Code, atomic
from backprop.checks.lines import assigned, step

SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**", ast.FloorDiv: "//",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.And: "and", ast.Or: "or",
}  # fmt: skip
REDUCE = {
    "sum": ("mean", "max", "min", "prod"), "mean": ("sum", "max", "min", "prod"), "max": ("min", "sum", "mean"),
    "min": ("max", "sum", "mean"), "prod": ("sum", "max", "mean"), "all": ("any",), "any": ("all",),
    "std": ("var",), "var": ("std",), "argmin": ("argmax", "min"), "argmax": ("argmin", "max"),
    "maximum": ("minimum",), "minimum": ("maximum",),
}  # fmt: skip
SIZES = {  # the size of an array, by its name and place: what it counts
    ("X", 0): "the number of features", ("x", 0): "the number of features", ("W1", 1): "the number of features",
    ("W1", 0): "the number of hidden units", ("b1", 0): "the number of hidden units",
    ("a1", 0): "the number of hidden units", ("z1", 0): "the number of hidden units",
    ("dz1", 0): "the number of hidden units", ("W2", 1): "the number of hidden units",
    ("W2", 0): "the number of outputs", ("b2", 0): "the number of outputs", ("y", 0): "the number of outputs, the rows of y",
    ("a2", 0): "the number of outputs", ("z2", 0): "the number of outputs", ("dz2", 0): "the number of outputs",
    **{(name, 1): "the number of examples" for name in ("X", "y", "z1", "a1", "z2", "a2", "dz1", "dz2", "da1")},
}  # fmt: skip
RARE, LIKELY = 3, 1


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


def edits(lines, values, given):
    """The list of every Edit of some Lines, likely ones first.

    values  what all names are on one problem, given: the names of the problem itself
    """
    found, before = [], list(given)
    for place, each in enumerate(lines.steps):
        found += _of_step(place, each, _scope(before, values, lines))
        before += [each.name] if each.name and each.name not in before else []
    return sorted(found, key=lambda edit: edit.cost)


def further(place, text, lines, values, given):
    """The list of every Edit of a step that stands otherwise already."""
    before = list(dict.fromkeys([*given, *(each.name for each in lines.steps[:place] if each.name)]))
    return sorted(_of_step(place, step(text), _scope(before, values, lines)), key=lambda each: each.cost)


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
            for kind in KINDS:
                yield from kind(code, node, scope)
    if isinstance(statement, ast.Assign | ast.AugAssign):
        yield from _whole(code, statement, scope)
        yield from _slope_forms(code, statement, scope)
        yield from _loop_lines(code, statement)
    if isinstance(statement, ast.For):
        yield from _loops(code, statement)


def _expressions(statement):
    if isinstance(statement, ast.For):
        return [statement.iter]
    if isinstance(statement, ast.If):
        return [statement.test]
    return [statement.value] if getattr(statement, "value", None) else []


# The kinds of slip at one node: each yields (text of the step, what it means, cost).


def _name(code, node, scope):
    if not isinstance(node, ast.Name) or node.id in ("np", *scope.known) or isinstance(code.parent[node], ast.keyword):
        return
    for other in scope.names:
        if other != node.id:
            likely = LIKELY if other[-1:] == node.id[-1:] or other[:1] == node.id[:1] else 2
            yield code.put(node, other), f"`{other}` stands where `{node.id}` belongs.", likely
    for written, words in _sizes(scope)[:4]:
        yield code.put(node, written), f"`{written}`, {words}, stands where `{node.id}` belongs.", RARE
    if node.id in scope.arrays and not _is(code.parent[node], "T"):
        yield code.put(node, f"{node.id}.T"), f"`{node.id}` is transposed where it should stay as it is.", LIKELY
    for a, z in scope.slopes.items():
        if node.id[0] == "d":
            yield code.put(node, f"{node.id} * {a} * (1 - {a})"), _once_more(a), 2
        if node.id == z:
            yield from ((code.put(node, f"{f}({z})"), f"`{f}` is applied to `{z}` here, where it does not belong.", 2) for f in scope.known)  # fmt: skip
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


def _once_more(a):
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
        yield code.put(node, f"{_tight(right, sign)} {sign} {_tight(left, sign, True)}"), _turned(sign, left, right), LIKELY
    yield code.put(node, f"-{left}" if sign in "*/@" and atomic(left) else f"-({left} {sign} {right})"), _FLIPPED, LIKELY
    yield from _brackets(code, node, sign, left, right)


_FLIPPED = "the sign is flipped."


def _missing(text):
    if text == "2":
        return "the factor 2 is missing, so it is half of what it should be."
    return f"`{text}` is missing."


def _shown(text, sign, after=False):
    return f"{sign} {text}" if after and sign in "/-+@" else text


def _tight(text, sign, right=False):
    """An operand, in brackets where the new operator would tear it apart."""
    loose = re.search(r"[-+] ", _flat(text)) if sign in "*/@**" else None
    return f"({text})" if loose or (right and not atomic(text) and not text.startswith("(")) else text


def _flat(text):
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
    left, right = (text if atomic(text) or text[0] == "(" else f"({text})" for text in (code.get(node.left), code.get(node.right)))
    last = f"`=` throws away what came before, so only the last share is left: the shares add up, `+=`."
    first = "only the first share is there: does a `return` stand inside the loop?"
    sums = "the sums are taken first and then multiplied: the matrix product `@` multiplies first and then adds up."
    yield code.put(node, f"{left}[:, -1:] @ {right}[-1:]"), last, 2
    yield code.put(node, f"{left}[:, :1] @ {right}[:1]"), first, 2
    yield code.put(node, f"{left}.sum(axis=1, keepdims=True) * {right}.sum(axis=0, keepdims=True)"), sums, 2
    yield code.put(node, f"{left} @ {right} / {left}.shape[1]"), "the shares are averaged: where paths meet they add up.", 2
    yield code.put(node, f"({left} @ {right}).T"), "the result is transposed.", LIKELY
    yield code.put(node, f"{right}.T @ {left}.T"), "the two sides are exchanged and transposed, so the result is transposed.", 2
    yield code.put(node, f"np.ones_like({left}) @ {right}"), f"`{left}` is missing: the shares are added up without it.", 2
    yield code.put(node, f"{left} @ np.ones_like({right})"), f"`{right}` is missing: the shares are added up without it.", 2
    yield code.put(node, f"{left}.mean(axis=1, keepdims=True) * {right}"), f"`{left}` is averaged.", RARE
    for other in scope.arrays:
        says = f"the sum of `{left}` is multiplied by `{other}`: `{right}` belongs there, in a matrix product."
        yield code.put(node, f"{left}.sum(axis=1, keepdims=True) * {other}"), says, RARE


def _attribute(code, node, scope):
    if _is(node, "T"):
        inner = code.get(node.value)
        yield code.put(node, inner), f"the `.T` of `{inner}` is missing, so rows and columns are exchanged.", LIKELY
        return
    if not isinstance(node, ast.Attribute):
        return
    start, end = code.span(node)
    for other in REDUCE.get(node.attr, ()):
        says = f"`{other}` stands where `{node.attr}` belongs."
        yield code.cut(end - len(node.attr), end, other), _about_reduction(node.attr, other, says), LIKELY


def _about_reduction(right, wrong, says):
    if (right, wrong) == ("sum", "mean"):
        return f"{says} This averages what should be added up."
    return f"{says} This is the sum for the mean." if (right, wrong) == ("mean", "sum") else says


def _call(code, node, scope):
    if not isinstance(node, ast.Call):
        return
    function = code.bare(node.func)
    argument = code.bare(node.args[0]) if node.args else ""
    if function.startswith("np.") or function in scope.known or function in ("abs", "len"):
        if argument:
            yield code.put(node, argument), f"`{function}` is missing.", LIKELY
    if function in scope.known and len(node.args) == 1:
        yield from _activation(code, node, function, argument, scope)
    if isinstance(node.func, ast.Attribute) and not function.startswith("np."):
        inner = code.get(node.func.value)
        yield code.put(node, inner), f"`.{node.func.attr}` is missing: `{inner}` stands there as it is.", LIKELY
    yield from _keywords(code, node)


def _activation(code, node, f, z, scope):
    """Other functions where one that bends belongs."""
    if f not in ("sigmoid", "softmax"):
        return
    bent = z if atomic(z) else f"({z})"
    others = {
        f"{f}({f}({z}))": f"`{f}` is applied twice.",
        f"np.tanh({z})": f"tanh stands where the {f} belongs.",
        f"np.maximum({z}, 0)": f"a ReLU stands where the {f} belongs.",
        f"{f}(-{bent})": "the minus of the exponent is wrong, so it falls where it should rise.",
        f"1 / 1 + np.exp(-{bent})": "without brackets, Python divides 1 by 1 first: it is `1 / (1 + np.exp(-z))`.",
        f"1 / (1 - np.exp(-{bent}))": "a minus stands where a plus belongs: it is `1 / (1 + np.exp(-z))`.",
        f"1 / (1 + np.exp(-{bent})) - 0.5": "½ is taken away from the sigmoid.",
        f"({f}({z}) > 0.5) * 1.0": f"the output is rounded to 0 and 1, as a yes or no: the {f}'s own value is asked for.",
        f"({bent} > 0) * 1.0": "the output is cut to 0 and 1, as a yes or no.",
        f"np.exp({z})": "this is the exponential alone: it is not divided by anything.",
    }
    others |= {f"{other}({z})": f"the output goes through `{other}`, where `{f}` belongs." for other in scope.known if other != f}
    if f == "sigmoid":
        others[f"np.exp({z}) / np.exp({z}).sum(axis=0)"] = (
            "this is a softmax, which shares one 1 among the outputs of a column: here each output has its own sigmoid."
        )
    yield from ((code.put(node, new), says, 2) for new, says in others.items())


def _keywords(code, node):
    for each in node.keywords:
        start, end = code.span(each)
        before, after = re.search(r",\s*$", code.text[:start]), re.match(r",\s*", code.text[end:])
        without = code.cut(before.start() if before else start, end + (after.end() if after and not before else 0))
        if each.arg == "axis" and isinstance(each.value, ast.Constant):
            axis = each.value.value
            yield code.cut(start, end, f"axis={1 - axis}"), f"the axis is {1 - axis}, where it should be {axis}.", LIKELY
            yield without, f"the axis is missing, so it goes over the whole array: it should be axis={axis}.", LIKELY
        if each.arg == "keepdims":
            says = "`keepdims=True` is missing, so an axis is lost and the column becomes a row of numbers."
            yield without, says, LIKELY
        if each.arg == "ddof":
            yield without, "`ddof=1` is missing: np.std then divides by n, and not by n - 1.", LIKELY
            yield code.cut(start, end, "ddof=2"), "`ddof=2` stands where `ddof=1` belongs.", RARE


def _constant(code, node, scope):
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool | str | None.__class__):
        return
    if isinstance(code.parent[node], ast.keyword):
        return
    value = node.value
    for other in dict.fromkeys((0, 1, 2, -1, 4, 0.5, value + 1, value - 1, 2 * value, value / 2)):
        if other != value and (other, value) != (-1, 2) and not (other == 0.5 and isinstance(code.parent[node], ast.Subscript)):
            yield code.put(node, f"{other:g}"), f"{other:g} stands where {value:g} belongs.", RARE if other < 0 else 2


def _condition(code, node, scope):
    if isinstance(node, ast.Compare):
        start, end = code.outer(node.left)[1], code.outer(node.comparators[0])[0]
        sign = SIGNS[type(node.ops[0])]
        for other in ("<", "<=", ">", ">=", "=="):
            if other != sign:
                yield code.cut(start, end, f" {other} "), f"`{other}` stands where `{sign}` belongs.", LIKELY
    if isinstance(node, ast.BoolOp):
        sign = SIGNS[type(node.op)]
        other = "or" if sign == "and" else "and"
        texts = [code.get(value) for value in node.values]
        yield code.put(node, f" {other} ".join(texts)), f"`{other}` stands where `{sign}` belongs.", LIKELY
        yield from ((code.put(node, text), "a part of the condition is missing.", LIKELY) for text in texts)


def _size(code, node, scope):
    """Another size where the line divides by one."""
    text = code.bare(node)
    if not re.fullmatch(r"\w+\.shape\[[01]\]|len\(\w+\)|\w+\.size", text):
        return
    for other, words in _sizes(scope):
        if other != text:
            says = f"`{other}`, {words}, stands where `{text}`{_counts(text)} belongs."
            yield code.put(node, other), says, LIKELY
    for name in scope.names:
        yield code.put(node, name), f"`{name}` stands where `{text}`{_counts(text)} belongs.", 2
    yield code.put(node, "4"), f"4, the number of rows of XOR, stands where `{text}`{_counts(text)} belongs.", LIKELY


def _counts(text):
    match = re.fullmatch(r"(\w+)\.shape\[([01])\]", text)
    words = SIZES.get((match[1], int(match[2]))) if match else None
    return f", {words}," if words else ""


def _sizes(scope):
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


def _subscript(code, node, scope):
    if isinstance(node, ast.Subscript):
        yield code.put(node, code.get(node.value)), f"the index of `{code.get(node.value)}` is missing.", 2


def _is(node, attribute):
    return isinstance(node, ast.Attribute) and node.attr == attribute


KINDS = (_name, _element, _operator, _product, _attribute, _call, _constant, _condition, _size, _subscript)


# The kinds of slip of a whole line.


def _whole(code, statement, scope):
    node = statement.value
    text, target = code.bare(node), assigned(statement)
    inside = f"({text})" if re.search(r"[-+] |[<>]| if | and | or ", _flat(text)) else text
    for factor, says in _FACTORS.items():
        yield code.put(node, factor.format(inside)), says, RARE if "1" in factor and "0" not in factor else LIKELY
    yield code.put(node, f"0 * {inside}"), f"{target} stays 0, so nothing of it reaches the result.", 2
    for size, words in _sizes(scope):
        yield code.put(node, f"{inside} * {size}"), f"it is too large by {words}, `{size}`.", 2
        yield code.put(node, f"{inside} / {size}"), f"it is too small by {words}, `{size}`.", LIKELY
    for name in scope.numbers:
        yield code.put(node, f"{inside} * {name}"), f"`{name}` is multiplied in, and does not belong there.", 2
        yield code.put(node, f"{inside} / {name}"), f"it is divided by `{name}`, which does not belong there.", 2
    for name in scope.names:
        yield code.put(node, name), f"`{name}` itself stands there.", LIKELY
    for name in scope.arrays:
        yield code.put(node, f"{inside} * {name}"), f"`{name}` is multiplied in, and does not belong there.", 2
        yield code.put(node, f"{inside} + {name}"), f"`{name}` is added, and does not belong there.", RARE
        yield code.put(node, f"{name} - 0.5 * {inside}"), f"a step is taken from `{name}`: the gradient itself is asked for.", RARE
    for a in scope.slopes:
        yield code.put(node, f"{inside} * {a} * (1 - {a})"), _once_more(a), LIKELY
        unfinished = "one factor is still to come, the slope of the sigmoid, which cancels this denominator."
        yield code.put(node, f"{inside} / ({a} * (1 - {a}))"), f"it is divided by the slope `{a} * (1 - {a})`: {unfinished}", 2
    for wrap, says in _WRAPS.items():
        yield code.put(node, wrap.format(text)), says, 2


_FACTORS = {
    "2 * {}": "it is twice too large.",
    "0.5 * {}": "it is half of what it should be.",
    "-{}": _FLIPPED,
    "3 * {}": "it is three times too large.",
    "4 * {}": "it is four times too large.",
    "{} / 4": "it is divided by 4, the number of rows of XOR, which has no part in it.",
    "100 * {}": "these are per cent.",
    "{} + 1": "it is 1 too large.",
    "{} - 1": "it is 1 too small.",
}
_WRAPS = {
    "abs({})": "its absolute value is taken: the sign counts.",
    "({}) ** 2": "it is squared.",
    "np.sqrt({})": "its square root is taken.",
    "np.sign({})": "only its sign is used, +1 or -1: its size counts.",
    "np.round({})": "it is rounded.",
    "np.mean({})": "the mean of all its entries is taken.",
    "np.sum({})": "all its entries are summed.",
    "np.max({})": "only its largest entry is taken.",
    "sigmoid({})": "it goes through the sigmoid once more.",
    "np.exp({})": "its exponential is taken.",
    "np.log({})": "its logarithm is taken.",
    "({}) / np.linalg.norm({})": "it is divided by its own length.",
    "({}) / np.sum({})": "it is divided by its own sum.",
    "({}).T": "it is transposed.",
    "({})[::-1]": "its entries stand in reverse order.",
    "({})[:1]": "only its first row is kept.",
    "({})[-1:]": "only its last row is kept.",
    "({}) * (np.arange(len({})) == 0)": "only the first entry is filled: does a `return` stand inside the loop?",
    "({}) * (np.arange(len({})) == len({}) - 1)": "only the last entry is filled: is the array made anew in the loop?",
    "({}) * (np.arange(len({}))[:, None] == 0)": "only the first row is filled: does a `return` stand inside the loop?",
    "({}) * (np.arange(len({}))[:, None] == len({}) - 1)": "only the last row is filled: is the array made anew in the loop?",
}
_WRAPS = {wrap.replace("{}", "{0}"): says for wrap, says in _WRAPS.items()}


def _slope_forms(code, statement, scope):
    """Other things that stand where a * (1 - a), the slope of a sigmoid, belongs."""
    start, end = code.span(statement.value)
    for match in re.finditer(r"(\w+) \* \(1 - \1\)", code.text[start:end]):
        a = match[1]
        z = scope.slopes.get(a) or f"z{a[1:]}"
        for new, says in _in_place_of_a_slope(a, z).items():
            yield code.cut(start + match.start(), start + match.end(), new), says, LIKELY
        around = re.sub(re.escape(f" * {match[0]}"), "", code.text[start:end], count=1)
        yield code.cut(start, end, around), f"the slope `{match[0]}` is missing.", LIKELY


def _in_place_of_a_slope(a, z):
    right = f"`{a} * (1 - {a})`"
    twice = f"the slope is worked out of `{a}` as if it were `{z}`: it has been through the sigmoid already."
    relu = f"this is the mask of a ReLU, not the slope of the sigmoid, {right}."
    return {
        f"(1 - {a} ** 2)": f"`1 - {a} ** 2` is the slope of tanh; the slope of the sigmoid is {right}.",
        f"({z} > 0)": relu,
        f"({a} > 0)": f"{relu} A sigmoid is always above 0, so the slope of the sigmoid is missing here.",
        f"({z} >= 0)": relu,
        f"{z} * (1 - {z})": f"the short form needs the activation `{a}`, not `{z}`.",
        f"sigmoid({a}) * (1 - sigmoid({a}))": twice,
        f"sigmoid({a})": "this is the value of the sigmoid, not its slope.",
        f"sigmoid({z})": "this is the value of the sigmoid, not its slope.",
        f"{a} * ({a} - 1)": f"`{a} - 1` stands where `1 - {a}` belongs, so a sign is flipped.",
        f"{a} * (1 + {a})": f"`1 + {a}` stands where `1 - {a}` belongs.",
        f"{a} * 1 - {a}": f"the brackets round `1 - {a}` are missing, so Python multiplies by 1 and then subtracts.",
        f"({a} * 1 - {a})": f"the brackets round `1 - {a}` are missing.",
        f"({a} - {a} ** 3)": f"the slope is {right}.",
        f"np.exp(-{z})": f"this is a part of the sigmoid; its slope is {right}.",
        f"1 / ({a} * (1 - {a}))": "it is divided by the slope, where it should be multiplied by it.",
        f"{z}": f"`{z}` stands where the slope {right} belongs.",
        f"{z} * {a} * (1 - {a})": f"`{z}` is multiplied in as well, and does not belong there.",
    }


def _loop_lines(code, statement):
    """A line of a loop that is missing, or comes one too early or too late; += for = and the other way round."""
    parent = code.parent[statement]
    if isinstance(statement, ast.AugAssign):
        sign, target = SIGNS[type(statement.op)], code.bare(statement.target)
        value = code.bare(statement.value)
        for other in ("", "+", "-", "*"):
            if other != sign:
                says = f"`{other}=` stands where `{sign}=` belongs."
                more = " `=` throws away what came before." if not other else ""
                yield code.put(statement, f"{target} {other}= {value}"), says + more, LIKELY
    if not isinstance(parent, ast.For | ast.If) or len(parent.body) < 2:
        return
    right = code.bare(statement)
    yield code.put(statement, "pass"), f"the line `{right}` is missing.", LIKELY
    at = parent.body.index(statement) if statement in parent.body else 0
    if at:
        before = parent.body[at - 1]
        (s1, e1), (s2, e2) = code.span(before), code.span(statement)
        swapped = code.text[:s1] + right + code.text[e1:s2] + code.text[s1:e1] + code.text[e2:]
        if "\n" not in code.text[s1:e1]:
            yield swapped, f"the line `{right}` comes one line too early.", LIKELY


def _loops(code, statement):
    """A loop that ends after its first turn, or goes the other way."""
    body = code.span(statement.body[-1])[1]
    column = " " * statement.body[0].col_offset
    yield code.cut(body, body, f"\n{column}break"), "it ends after the first turn: does a `return` stand inside the loop?", 2
    iterated = code.bare(statement.iter)
    if iterated.startswith("reversed("):
        yield code.put(statement.iter, iterated[9:-1]), "the loop goes forward: it should go from the last to the first.", LIKELY
    yield code.put(statement.iter, f"list({iterated})[1:]"), "the loop leaves out its first turn.", 2
    yield code.put(statement.iter, f"list({iterated})[:-1]"), "the loop leaves out its last turn.", 2
