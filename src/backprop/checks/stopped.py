"""Python's and NumPy's errors in words: which line of the learner's own stopped, with which shapes, and what helps."""

import ast
import linecache
import pathlib
import re
import sysconfig
import traceback
from difflib import get_close_matches

import numpy as np

_NOT_THE_LEARNERS = (str(pathlib.Path(__file__).parents[1]), sysconfig.get_paths()["stdlib"], "site-packages")
LONG = 80  # a message longer than this gives way to the words
_SAFE = ast.Name | ast.Attribute | ast.Constant | ast.Load  # what may be looked up without running anything again
_OPERANDS = "they do not fit entry by entry: two sizes must be equal, or one of them 1"


def story(error):
    """What to say of an exception: its name, the learner's own line, and what it means in words."""
    try:
        message = re.sub(r" at 0x[0-9a-fA-F]+", "", " ".join(str(error).split()))[:200]
    except Exception:
        message = ""
    frames = [frame for frame in _frames(error) if _is_the_learners(frame[0].filename)]
    summary, frame = frames[-1] if frames else (None, None)
    words = _words(error, message, summary, frame)
    said = f": {message}" if message and not (words and len(message) > LONG) else ""
    return f"Your code stopped with {type(error).__name__}{said}{_where(summary)}.{' ' if words else ''}{words}"


def _frames(error):
    walked = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return list(zip(traceback.extract_tb(error.__traceback__), walked, strict=True))


def _is_the_learners(filename):
    return not any(part in filename for part in _NOT_THE_LEARNERS)


def _where(summary):
    if summary is None:
        return ""
    line = f": `{summary.line}`" if summary.line else ""
    return f", at line {summary.lineno}{line}"


def _words(error, message, summary, frame):
    """The error in words, "" where there is nothing to add."""
    try:
        part = _part(summary)
        for pattern, explain in _KNOWN:
            if match := re.search(pattern, f"{type(error).__name__}: {message}"):
                return explain(match, part, frame)
    except Exception:  # a sentence more is no reason to stop
        return ""
    return ""


def _part(summary):
    """The part of the line at which it stopped, as text; "" where its source is not at hand."""
    if summary is None or summary.colno is None or summary.lineno != summary.end_lineno:
        return ""
    row = linecache.getline(summary.filename, summary.lineno).encode()
    return row[summary.colno : summary.end_colno].decode()


def _value(node, frame):
    """What a name or an attribute stands for in a frame. Raises for anything that would have to be run again."""
    if not all(isinstance(each, _SAFE) for each in ast.walk(node)):
        raise ValueError
    return eval(compile(ast.Expression(node), "<a name>", "eval"), frame.f_globals, frame.f_locals)


def _shape(node, frame):
    try:
        return np.shape(_value(node, frame))
    except Exception:
        return None


def _sides(part, frame):
    """(left, right) of the operator at which a line stopped, as pairs (text, shape)."""
    node = ast.parse(part.strip(), mode="eval").body
    if isinstance(node, ast.BinOp):
        pair = node.left, node.right
    elif isinstance(node, ast.Call) and len(node.args) > 1:
        pair = node.args[:2]
    elif isinstance(node, ast.Call):
        pair = node.func.value, node.args[0]
    else:
        return None
    return [(ast.unparse(each), _shape(each, frame)) for each in pair]


def _product(match, part, frame):
    inner = [int(number) for number in match.groups()]
    try:
        (left, one), (right, other) = _sides(part, frame)
    except Exception:
        return f"The inner sizes of a matrix product must be equal, and here {inner[1]} and {inner[0]} differ."
    shapes = f"{_of(one)} by {_of(other)}" if one and other else f"`{left}` by `{right}`"
    return (
        f"`{part}` multiplies {shapes}: the inner sizes {inner[1]} and {inner[0]} differ, and they must be equal. "
        f"{_help_product(one, other)}"
    )


def _of(shape):
    return str(tuple(shape))


def _help_product(one, other):
    if one and other and len(one) == len(other) == 2:
        if one[1] == other[1]:
            return "A `.T` behind the second would make them so."
        if one[0] == other[0]:
            return "A `.T` behind the first would make them so."
        if one[0] == other[1]:
            return "In the other order they are."
    return "Does one of them need a `.T`, or do they stand in the wrong order?"


def _dot(match, part, frame):
    one, other, left, right = match.groups()
    return f"It multiplies ({one}) by ({other}): the inner sizes {left} and {right} differ, and they must be equal."


def _broadcast(match, part, frame):
    one, other = (shape.replace(",", ", ").replace(", )", ",)") for shape in match.groups()[:2])
    where = f"`{part}` joins" if part else "It joins"
    hint = (
        " Is the matrix product `@` meant?"
        if re.search(r"[^*]\*[^*]", part)
        else " Is a `.T` or keepdims=True missing?"
    )
    return f"{where} the shapes {one} and {other}, and {_OPERANDS}.{hint}"


def _undefined(match, part, frame):
    name = match[1]
    known = [*frame.f_locals, *frame.f_globals]
    own = frame.f_locals.get("self")
    if own is not None and hasattr(own, name):
        return f"`{name}` belongs to the network: inside a method write `self.{name}`."
    close = get_close_matches(name, known, 1)
    meant = f" Is `{close[0]}` meant?" if close else ""
    return f"There is no `{name}` at this place: is it spelt otherwise, or worked out further down?{meant}"


def _before_value(match, part, frame):
    return f"`{match[1]}` is used before this function gives it a value: give it one first, above the loop perhaps."


def _attribute(match, part, frame):
    kind, name = match.groups()
    advice = {
        "list": "This is a list, and no array: make it one with np.array(…).",
        "tuple": "This is a tuple of several values: take one of them out of it first.",
        "dict": 'This is a dictionary: its arrays are in .values(), or behind their names, as in d["W1"].',
        "NoneType": "This is None: a function in front of it returns nothing.",
        "function": "This is a function: call it, with brackets and its arguments.",
        "float": "This is one number, and no array.",
        "numpy.ndarray": f"An array has no `{name}`.",
    }
    own = frame.f_locals.get("self")
    if own is not None and kind == type(own).__name__:
        return f"`self.{name}` has no value yet at this place: does a method that sets it, such as forward, run first?"
    return advice.get(kind, "")


def _key(match, part, frame):
    node = ast.parse(part.strip(), mode="eval").body
    keys = ", ".join(repr(key) for key in list(_value(node.value, frame))[:8])
    return f"`{ast.unparse(node.value)}` has the keys {keys}, and none is {match[1]}."


def _bounds(match, part, frame):
    _, axis, size = match.groups()
    last = f"the last is {int(size) - 1}" if int(size) else "it is empty"
    return f"Along axis {axis} there are {size} entries, counted from 0, so {last}."


def _not_a_number(match, part, frame):
    kinds = [kind for kind in match.groups() if kind in _KINDS]
    return _KINDS[kinds[0]] if kinds else ""


_KINDS = {
    "NoneType": "One of the two is None: a function in front of it returns nothing.",
    "dict": "One of the two is a dictionary: take its arrays out by their names first.",
    "list": "One of the two is a list, and no array: make it one with np.array(…).",
    "tuple": "One of the two is a tuple of several values: take the one that is meant.",
    "str": "One of the two is text, and no number.",
    "function": "One of the two is a function: call it, with brackets and its arguments.",
    "method": "One of the two is a function: call it, with brackets and its arguments.",
    "builtin_function_or_method": "One of the two is a function: call it, with brackets and its arguments.",
}


def _always(text):
    return lambda match, part, frame: text.format(*match.groups(), part=part)


_WHOLE = "The array holds whole numbers, and a step with fractions cannot be written into it: make it with dtype=float."
_KNOWN = (
    (r"matmul: Input operand \d has a mismatch.*\(size (\d+) is different from (\d+)\)", _product),
    (r"matmul: Input operand \d does not have enough dimensions",
     _always("`{part}` multiplies by one number: `@` needs two arrays, and for a number it is `*`.")),
    (r"shapes \(([\d,]+)\) and \(([\d,]+)\) not aligned: (\d+) .*!= (\d+)", _dot),
    (r"operands could not be broadcast together with (?:remapped )?shapes (\([\d,]+\)) (\([\d,]+\))", _broadcast),
    (r"non-broadcastable output operand with shape (\([\d,]+\)) doesn't match the broadcast shape (\([\d,]+\))",
     _always("The result has the shape {1} and cannot be written into an array of {0}: `x = x - …` makes a new one, "
             "but are these the shapes that are meant?")),
    (r"could not broadcast input array from shape (\([\d,]+\)) into shape (\([\d,]+\))",
     _always("Values of the shape {0} do not fit into a place of the shape {1}.")),
    (r"'bitwise_xor' not supported|operand type\(s\) for \^", _always("`^` is no power in Python: write `**`.")),
    (r"Cannot cast ufunc '\w+' output from dtype\('float64'\) to dtype\('int", _always(_WHOLE)),
    (r"UnboundLocalError: \D*'(\w+)'", _before_value),
    (r"NameError: name '(\w+)' is not defined", _undefined),
    (r"takes (\d+) positional arguments? but (\d+) (?:was|were) given",
     _always("It is called with {1} arguments and takes {0}. In a class the first parameter of every method is `self`: "
             "is it missing?")),
    (r"missing (\d+) required positional arguments?: (.*)",
     _always("It is called without {1}: give a value for each parameter. A method of a class is called as "
             "`self.forward(X)`.")),
    (r"AttributeError: '([\w.]+)' object has no attribute '(\w+)'", _attribute),
    (r"KeyError: (.*)", _key),
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", _bounds),
    (r"IndexError: (list|tuple) index out of range",
     _always("A {0} is counted from 0, so its last entry has the number of entries less one.")),
    (r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
     _always("The array has {0} axis or axes and is asked for {1}: did a sum without keepdims=True take one away?")),
    (r"axis (-?\d+) is out of bounds for array of dimension (\d+)",
     _always("The array has {1} axis or axes, counted from 0, and axis {0} is asked for: did a sum without "
             "keepdims=True take one away?")),
    (r"truth value of an array",
     _always("An `if`, `and` or `max` needs one yes or no, and an array has many: use np.maximum, .all() or .any().")),
    (r"only (?:length-1|size-1|0-dimensional|integer scalar)",
     _always("It needs one number and gets an array: np.exp, np.sqrt and np.log take arrays, those of math do not.")),
    (r"'numpy.ndarray' object is not callable|'(?:float|int|numpy.float64)' object is not callable",
     _always("Brackets straight behind a value call it as a function: is a `*` missing, as in `a1 * (1 - a1)`?")),
    (r"unsupported operand type\(s\) for [^:]+: '(\w+)' and '(\w+)'", _not_a_number),
    (r"can't multiply sequence by non-int|can only concatenate (?:list|tuple)",
     _always("A list or tuple is no array: make it one with np.array(…).")),
    (r"'(\w+)' object is not (?:subscriptable|iterable)",
     _always("A value of the kind {0} has no entries to take out or to go through.")),
    (r"(?:not enough|too many) values to unpack \(expected (\d+)(?:, got (\d+))?",
     _always("The names on the left are {0}, and on the right there is another number of values.")),
    (r"inhomogeneous shape|setting an array element with a sequence",
     _always("The parts have different lengths or shapes, so they do not make one array.")),
    (r"OverflowError",
     _always("The number is beyond any float. np.exp gives infinity there; subtract the largest z first.")),
    (r"math domain error", _always("A logarithm of 0 or below, or a root of a negative number, does not exist.")),
    (r"ZeroDivisionError", _always("Something is divided by 0.")),
    (r"RecursionError", _always("The function calls itself, again and again, without an end.")),
    (r"cannot reshape array of size (\d+) into shape (\(.*\))",
     _always("{0} entries cannot be laid out in the shape {1}: its sizes multiplied must give {0}.")),
    (r"dictionary changed size", _always("Do not add to a dictionary while a loop goes through it: make a new one.")),
)  # fmt: skip
