"""What is examined: a network object, parameters with functions, or a file that is run with its loops cut."""

import ast
import contextlib
import copy
import inspect
import itertools
import sys
import types

import numpy as np

from backprop.checks.examine import calls, state
from backprop.checks.examine.sandbox import Sandbox

_LIBRARIES = {"numpy", "builtins", "matplotlib", "pandas", "sklearn", "torch", "scipy", *sys.stdlib_module_names} - {
    "__main__"
}


class Subject:
    """A network and the namespace of its functions; `fresh` gives copies of both.

    root   the network: an object, a container of parameters, or the namespace itself
    space  {name: value}, where plain functions are looked up
    whole  True if the namespace itself is the network: each copy then has a namespace of its own
    """

    def __init__(self, root, space, whole=False):
        self.root, self.space, self.whole = root, space, whole
        self.sandbox = Sandbox(self._namespaces(), ours=whole)
        found = [] if whole else [state.get(root, path) for path in state.places(root)]
        self.single = [value for value in found if isinstance(value, np.ndarray) and value.dtype.itemsize < 8]

    def fresh(self, values=None):
        """(a copy of the network, its namespace), with {path: block} written into the copy."""
        if self.whole:
            net = space = cloned(self.space)
        else:
            net, space = copy.deepcopy(self.root, self.kept()), self.space
        for path, value in (values or {}).items():
            net = state.put(net, path, value)
        return net, space if not self.whole else net

    def again(self, net):
        """A copy of a copy, as far as it has come."""
        return cloned(net) if self.whole else copy.deepcopy(net, self.kept())

    def run(self, function, *arguments, space=None, **options):
        """As `Sandbox.run`."""
        if self.whole and space is not None:
            self.sandbox.namespaces = [space]
        return self.sandbox.run(function, *arguments, **options)

    def functions(self):
        """[(name, is a method)] of all that could be a forward pass or a step, in the order in which they are
        written.
        """
        methods = [] if self.whole else _methods(self.root)
        alone = self.whole or not _is_own(type(self.root))
        plain = [n for n, v in self.space.items() if _is_theirs(v, self.space) and _takes(v, alone)]
        return [(name, True) for name in methods] + [(name, False) for name in plain if not name.startswith("__")]

    def kept(self):
        """What `deepcopy` takes for the copy of an object: modules themselves, float32 arrays in double precision."""
        modules = {id(value): value for value in self.space.values() if isinstance(value, types.ModuleType)}
        return modules | {id(value): value.astype(float) for value in self.single}

    def _namespaces(self):
        found = [] if self.whole else [space for kind in _classes(self.root) for space in _globals(kind)]
        return [*found, self.space]


def function_of(net, space, name, method):
    """The function of that name, bound to the copy if it is a method."""
    return getattr(net, name) if method else space[name]


def space_of(root):
    """The namespace in which the class of a network, or of its layers, is written, or None."""
    spaces = [space for kind in _classes(root) for space in _globals(kind)]
    return spaces[0] if spaces else None


def cloned(space):
    """A namespace with copies of all its data and of its functions, which look their globals up in it."""
    new, memo = {}, {}
    for name, value in list(space.items()):
        if isinstance(value, types.FunctionType) and value.__globals__ is space:
            again = types.FunctionType(value.__code__, new, value.__name__, value.__defaults__, value.__closure__)
            again.__kwdefaults__ = value.__kwdefaults__
            new[name] = again
        elif isinstance(value, (type, types.ModuleType)) or callable(value) or name == "__builtins__":
            new[name] = value
        else:
            new[name] = _copied(value, memo)
    return new


def _copied(value, memo):
    with contextlib.suppress(Exception):
        return copy.deepcopy(value, memo)
    return value


def _classes(root):
    """The student's classes that can be reached from a network."""
    found, seen, queue = [], set(), [root]
    while queue and len(seen) < 400:
        value = queue.pop(0)
        if id(value) in seen or isinstance(value, (str, bytes, types.ModuleType, np.ndarray)):
            continue
        seen.add(id(value))
        kind = value if isinstance(value, type) else type(value)
        found += [one for one in kind.__mro__ if _is_own(one) and one not in found]
        queue += [part for _, part in state._parts(value)] if not isinstance(value, type) else []
    return found


def _is_own(kind):
    return kind.__module__.partition(".")[0] not in _LIBRARIES


def _globals(kind):
    for member in vars(kind).values():
        function = getattr(member, "__func__", getattr(member, "fget", member))
        if isinstance(function, types.FunctionType):
            yield function.__globals__


def _methods(root):
    names = [name for kind in reversed(type(root).__mro__) if _is_own(kind) for name in vars(kind)]
    names = [name for name in dict.fromkeys(names) if name == "__call__" or not name.endswith("__")]
    return [
        name for name in names if inspect.isroutine(inspect.getattr_static(root, name, None)) or _is_static(root, name)
    ]


def _is_static(root, name):
    return isinstance(inspect.getattr_static(root, name, None), (staticmethod, classmethod))


def _takes(function, alone):
    """True if a plain function takes anything at all, and the network itself where that has methods of its own."""
    names = [name for name, _ in calls.parameters(function) or []]
    return bool(names) and (alone or any(calls.role_of(name) == "params" for name in names))


def _is_theirs(value, space):
    return isinstance(value, types.FunctionType) and value.__globals__ is space


class Script:
    """A file's statements: what stands before its training loop, and one pass of that loop.

    passed_over  what stopped the first statement that did not come to its end; the next ones are run all the same

    Raises SyntaxError if it is no Python.
    """

    def __init__(self, text):
        self.statements, self.passed_over = list(_flat(ast.parse(text).body)), ""

    def spaces(self, limit=2.0):
        """Yields (namespace after the statements before a loop, code of one pass of it), then (…, None) at the end."""
        space, sandbox = {"__name__": "__main__"}, Sandbox(limit=limit)
        sandbox.namespaces = [space]
        for statement in self.statements:
            if isinstance(statement, (ast.For, ast.While)):
                space["__once__"] = once
                yield space, _compiled(_one_pass(statement))
                statement = _one_pass(statement)
            ran = sandbox.run(exec, _compiled(statement), space)
            if ran.error and not self.passed_over:
                self.passed_over = f"; its line {statement.lineno} was passed over, because {ran.error}"
        yield space, None


def once(passes, sizes):
    """The first of the passes; all of them where they are as many as there are examples."""
    first = list(itertools.islice(passes, 60))
    return first if len(first) in sizes and not isinstance(passes, range) else first[:1]


def sizes_of(space):
    """The numbers of rows and columns of the arrays in a namespace."""
    return {size for value in space.values() if isinstance(value, np.ndarray) for size in value.shape if size > 1}


def _flat(statements):
    """Statements with those of `if __name__ == "__main__":` in their place, functions and classes first."""
    for statement in statements:
        if isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test):
            yield from statement.body
        else:
            yield statement


def _one_pass(loop):
    target = loop.target if isinstance(loop, ast.For) else ast.Name("__pass__", ast.Store())
    passes = loop.iter if isinstance(loop, ast.For) else ast.Tuple([ast.Constant(0)], ast.Load())
    call = ast.parse("__once__(0, __sizes__)", mode="eval").body
    call.args[0] = passes
    return ast.fix_missing_locations(ast.copy_location(ast.For(target, call, loop.body, []), loop))


def _compiled(statement):
    return compile(ast.Module([statement], []), "a script", "exec")
