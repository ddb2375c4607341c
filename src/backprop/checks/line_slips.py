"""The kinds of slip of a whole line: each yields (text of the step, what it means, how likely: 1 to 3)."""

import ast
import re

from backprop.checks.lines import assigned
from backprop.checks.slips import FLIPPED, LIKELY, RARE, SIGNS, flat, once_more, sizes


def whole(code, statement, scope):
    """A factor, a name or a function too many, or in the place of all that stands on the right."""
    node = statement.value
    text = code.bare(node)
    inside = f"({text})" if re.search(r"[-+] |[<>]| if | and | or ", flat(text)) else text
    for new, says, cost in _new_sides(inside, text, statement, scope):
        yield code.put(node, new), says, cost


def _new_sides(inside, text, statement, scope):
    """(what stands on the right, what it means, cost)."""
    for factor, says in _FACTORS.items():
        yield factor.format(inside), says, RARE if "1" in factor and "0" not in factor else LIKELY
    yield f"0 * {inside}", f"{assigned(statement)} stays 0, so nothing of it reaches the result.", 2
    for size, words in sizes(scope):
        yield f"{inside} * {size}", f"it is too large by {words}, `{size}`.", 2
        yield f"{inside} / {size}", f"it is too small by {words}, `{size}`.", LIKELY
    yield from _with_names(inside, scope)
    for wrap, says in _WRAPS.items():
        yield wrap.format(text), says, 2


def _with_names(inside, scope):
    for name in scope.names:
        yield name, f"`{name}` itself stands there.", LIKELY
    for name in scope.numbers:
        yield f"{inside} * {name}", f"`{name}` is multiplied in, and does not belong there.", 2
        yield f"{inside} / {name}", f"it is divided by `{name}`, which does not belong there.", 2
    for name in scope.arrays:
        yield f"{inside} * {name}", f"`{name}` is multiplied in, and does not belong there.", 2
        yield f"{inside} + {name}", f"`{name}` is added, and does not belong there.", RARE
        yield f"{name} - 0.5 * {inside}", f"a step is taken from `{name}`: the gradient itself is asked for.", RARE
    for a in scope.slopes:
        slope = f"{a} * (1 - {a})"
        unfinished = "one factor is still to come, the slope of the sigmoid, which cancels this denominator."
        yield f"{inside} * {slope}", once_more(a), LIKELY
        yield f"{inside} / ({slope})", f"it is divided by the slope `{slope}`: {unfinished}", 2


_FACTORS = {
    "2 * {}": "it is twice too large.",
    "0.5 * {}": "it is half of what it should be.",
    "-{}": FLIPPED,
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
    "({}) * (np.arange(len({})) == len({}) - 1)": "only the last entry is filled: is the array made again in the loop?",
    "({}) * (np.arange(len({}))[:, None] == 0)": "only the first row is filled: does a `return` stand inside the loop?",
    "({}) * (np.arange(len({}))[:, None] == len({}) - 1)": "only the last row is filled: is the array made again?",
}
_WRAPS = {wrap.replace("{}", "{0}"): says for wrap, says in _WRAPS.items()}


def slope_forms(code, statement, scope):
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


def loop_lines(code, statement):
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


def loops(code, statement):
    """A loop that ends after its first turn, or goes the other way."""
    body = code.span(statement.body[-1])[1]
    column = " " * statement.body[0].col_offset
    yield (
        code.cut(body, body, f"\n{column}break"),
        "it ends after the first turn: does a `return` stand inside the loop?",
        2,
    )
    iterated = code.bare(statement.iter)
    if iterated.startswith("reversed("):
        yield (
            code.put(statement.iter, iterated[9:-1]),
            "the loop goes forward: it should go from the last to the first.",
            LIKELY,
        )
    yield code.put(statement.iter, f"list({iterated})[1:]"), "the loop leaves out its first turn.", 2
    yield code.put(statement.iter, f"list({iterated})[:-1]"), "the loop leaves out its last turn.", 2
