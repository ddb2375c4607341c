"""The kinds of slip at a call, an index, a number or a comparison: each yields (text, what it means, how likely)."""

import ast
import re

from backprop.checks.slips import LIKELY, RARE, SIGNS, atomic, counts, is_, sizes

REDUCE = {
    "sum": ("mean", "max", "min", "prod"), "mean": ("sum", "max", "min", "prod"), "max": ("min", "sum", "mean"),
    "min": ("max", "sum", "mean"), "prod": ("sum", "max", "mean"), "all": ("any",), "any": ("all",),
    "std": ("var",), "var": ("std",), "argmin": ("argmax", "min"), "argmax": ("argmin", "max"),
    "maximum": ("minimum",), "minimum": ("maximum",),
}  # fmt: skip


def _attribute(code, node, scope):
    if is_(node, "T"):
        inner = code.get(node.value)
        yield code.put(node, inner), f"the `.T` of `{inner}` is missing, so rows and columns are exchanged.", LIKELY
        return
    if not isinstance(node, ast.Attribute):
        return
    end = code.span(node)[1]
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
    if argument and (function.startswith("np.") or function in (*scope.known, "abs", "len")):
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
        f"({f}({z}) > 0.5) * 1.0": f"the output is rounded to 0 and 1, a yes or no: the {f}'s own value is asked for.",
        f"({bent} > 0) * 1.0": "the output is cut to 0 and 1, as a yes or no.",
        f"np.exp({z})": "this is the exponential alone: it is not divided by anything.",
    }
    others |= {
        f"{other}({z})": f"the output goes through `{other}`, where `{f}` belongs."
        for other in scope.known
        if other != f
    }
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
            yield (
                code.cut(start, end, f"axis={1 - axis}"),
                f"the axis is {1 - axis}, where it should be {axis}.",
                LIKELY,
            )
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
        if (
            other != value
            and (other, value) != (-1, 2)
            and not (other == 0.5 and isinstance(code.parent[node], ast.Subscript))
        ):
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
    for other, words in sizes(scope):
        if other != text:
            says = f"`{other}`, {words}, stands where `{text}`{counts(text)} belongs."
            yield code.put(node, other), says, LIKELY
    for name in scope.names:
        yield code.put(node, name), f"`{name}` stands where `{text}`{counts(text)} belongs.", 2
    yield code.put(node, "4"), f"4, the number of rows of XOR, stands where `{text}`{counts(text)} belongs.", LIKELY


def _subscript(code, node, scope):
    if isinstance(node, ast.Subscript):
        yield code.put(node, code.get(node.value)), f"the index of `{code.get(node.value)}` is missing.", 2


KINDS = (_attribute, _call, _constant, _condition, _size, _subscript)
