"""Is an answer still the code that was handed out? Told from what Python made of it, so it needs no source file."""

import dis
import re
from functools import lru_cache
from types import CodeType, FunctionType

import numpy as np

_EMPTY = {"np", "zeros", "zeros_like", "full", "ones", "shape", "size", "len", "copy", "T", "array", "sigmoid"}


def is_handed_out(answer, stub):
    """True if a function or class does what the hand-out's code does, instruction for instruction.

    answer  what the learner hands over
    stub    the hand-out's code as text; "" where there is none
    """
    return bool(stub) and _body(answer) is not None and _body(answer) == _of_stub(stub)


def is_short(answer, stub):
    """True if an answer has no more code than the hand-out's and calls nothing of its own: `return None`, say."""
    code = _code(answer)
    if code is None or not stub:
        return code is not None or not callable(answer)
    return (
        len(_instructions(code)[0]) <= _length(_of_stub(stub)) and not code.co_freevars and set(code.co_names) <= _EMPTY
    )


def function_of(stub, known):
    """The function that the hand-out's code makes, with the functions that it may call."""
    names = {"np": np, **known}
    exec(stub, names)
    return names[_name(stub)]


def unwritten(answer, stub, outputs):
    """Those of the outputs whose line in the answer is still that of the hand-out."""
    stub_lines, lines = (_stores(_code(each)) for each in (function_of(stub, {}) if stub else None, answer))
    return tuple(name for name in outputs if name in stub_lines and lines.get(name) == stub_lines[name])


def _name(stub):
    return stub.split("(")[0].split(":")[0].split()[1]


@lru_cache
def _of_stub(stub):
    return _body(function_of(stub, {}))


def _code(answer):
    answer = getattr(answer, "__func__", answer)
    return answer.__code__ if isinstance(answer, FunctionType) else None


def _body(answer):
    """What a function, or every method of a class, does; None for what has no code of its own."""
    if isinstance(answer, type):
        return {
            name: _instructions(each.__code__) for name, each in vars(answer).items() if isinstance(each, FunctionType)
        }
    code = _code(answer)
    return None if code is None else _instructions(code)


def _instructions(code):
    """What a code object does, with the names and constants that it uses; a docstring is no part of it."""
    inner = tuple(_instructions(each) for each in code.co_consts if isinstance(each, CodeType))
    steps = [each for each in dis.get_instructions(code) if each.opname != "RESUME"]
    said = tuple((each.opname, "" if isinstance(each.argval, CodeType) else each.argrepr) for each in steps)
    return said, inner


def _length(body):
    return sum(map(_length, body.values())) if isinstance(body, dict) else len(body[0])


def _stores(code):
    """{name: the instructions of the last line that gives it its value} of a function."""
    found = {}
    for line in _by_line(code) if code else ():
        stored = [argument for name, argument in line if name.startswith("STORE_")]
        found |= {name: line for argument in stored for name in re.findall(r"\w+", argument)}
    return found


def _by_line(code):
    """The instructions of every line of a function, as tuples of pairs (name, argument)."""
    lines = {}
    numbers = [(start, end, line) for start, end, line in code.co_lines() if line is not None]
    for each in dis.get_instructions(code):
        for start, end, line in numbers:
            if start <= each.offset < end:
                lines.setdefault(line, []).append((each.opname, each.argrepr))
    return [tuple(line) for line in lines.values()]
