"""What the caller told: the name of a function, or a function that is called on the copies instead of the originals."""

import types

import numpy as np

from backprop.checks.examine import calls


class Hint:
    """A function given as `forward=` or `step=`, called on a copy of the network and on other examples.

    Its parameters are told by their names (a network, X, y); what it takes from around itself (nn, X, y) is replaced
    in a copy of the function. `fixed` is True where X is neither.

    originals  (network, X, y) as they were given
    """

    def __init__(self, function, originals, data):
        self.function, self.originals, self.data = function, originals, data
        self.wanted = calls.parameters(function) or []
        self.roles = self._roles()
        self.label = getattr(function, "__name__", "the function")
        self.label = "the function that you gave" if self.label == "<lambda>" else self.label
        self.fixed = "X" not in self.roles and not self._reads(1)

    def _roles(self):
        own = getattr(self.function, "__self__", None) is self.originals[0] or self._reads(0)
        free = ["X", "y"] if own else ["params", "X", "y"]
        roles = []
        for name, default in self.wanted:
            role = calls.role_of(name)
            role = role if role in free else (free[0] if free and not default else "")
            roles.append(role)
            free = [one for one in free if one != role]
        return roles

    def _reads(self, which):
        return any(self._same(value, which) for value in _surroundings(self.function).values())

    def _same(self, value, which):
        return value is self.originals[which] or (which and _again(value, self.data.X, self.data.X) is not None)

    def __call__(self, net, space, x, y):
        """What the function returns, called on this network and these examples."""
        given = {"params": net, "X": x, "y": y}
        function = self._on(net, x, y)
        return function(*[given[role] for role in self.roles if role])

    def _on(self, net, x, y):
        if getattr(self.function, "__self__", None) is self.originals[0] and self.originals[0] is not None:
            return getattr(net, self.function.__name__)
        new = {}
        for name, value in _surroundings(self.function).items():
            if value is self.originals[0]:
                new[name] = net
            elif (found := self._replaced(value, x, y)) is not None:
                new[name] = found
        return _with(self.function, new) if new else self.function

    def _replaced(self, value, x, y):
        rows = _rows(x, self.data)
        if (found := _again(value, self.data.X, rows)) is not None:
            return found
        targets = _rows(y, self.data) if np.ndim(y) > 1 else np.asarray(y)
        return _again(value, self.data.y, targets)


def _rows(x, data):
    x = np.asarray(x)
    return x.T if data.columns and x.ndim == 2 else x


def _again(value, old, new):
    """`new` in the form that `value` has beside `old`: as it is, transposed, flat or as a list of rows; or None."""
    if isinstance(value, (list, tuple)) and len(value) == len(old) and value and isinstance(value[0], np.ndarray):  # noqa: SIM102
        if all(
            v.size == np.size(o) and np.array_equal(np.ravel(v), np.ravel(o)) for v, o in zip(value, old, strict=True)
        ):
            return [np.array(row, float).reshape(value[0].shape) for row in new]
    if not isinstance(value, np.ndarray) or value.size != old.size or value.size < 2:
        return None
    if value.shape == old.shape and np.array_equal(value, old):
        return np.array(new)
    if value.shape == old.T.shape and np.array_equal(value, old.T):
        return np.array(new).T
    if max(value.shape) == value.size and np.array_equal(value.ravel(), old.ravel()):
        return np.reshape(new, [-1 if size > 1 else 1 for size in value.shape])
    return None


def _surroundings(function):
    """{name: value} of what a function takes from its closure and from its globals."""
    function = getattr(function, "__func__", function)
    if not isinstance(function, types.FunctionType):
        return {}
    code = function.__code__
    inside = {name: cell.cell_contents for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True)}
    return inside | {name: function.__globals__[name] for name in code.co_names if name in function.__globals__}


def _with(function, new):
    code = function.__code__
    cells = tuple(
        types.CellType(new[name]) if name in new else cell
        for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True)
    )
    inside = {name: value for name, value in new.items() if name not in code.co_freevars}
    space = {**function.__globals__, **inside} if inside else function.__globals__
    return types.FunctionType(code, space, function.__name__, function.__defaults__, cells)
