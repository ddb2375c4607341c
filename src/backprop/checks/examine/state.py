"""The numbers that a network holds: every array, list of numbers and plain number that can be reached from it.

A place is a path, a tuple of steps ("a", attribute) or ("i", index or key), with the name that a reader gives it.
"""

import re
import types

import numpy as np

MOST = 1500  # places; a network with more holds its weights in arrays
_OPAQUE = (str, bytes, type, types.ModuleType, types.FunctionType, types.MethodType, types.BuiltinFunctionType)


def arrays(root):
    """{path: array} of every numeric array, whole numbers too, that can be reached from `root`."""
    found, seen, queue = {}, set(), [((), root)]
    while queue and len(seen) < MOST:
        path, value = queue.pop(0)
        if isinstance(value, _OPAQUE) or id(value) in seen or len(path) > 8:
            continue
        seen.add(id(value))
        if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
            found[path] = value
        else:
            queue += [((*path, step), part) for step, part in _parts(value)]
    return found


def places(root):
    """{path: value} of every number, list of numbers and float array that can be reached from `root`."""
    found, seen, queue = {}, set(), [((), root)]
    while queue and len(found) < MOST:
        path, value = queue.pop(0)
        if _is_number(value):
            found[path] = value
        elif not isinstance(value, _OPAQUE) and id(value) not in seen and len(path) < 12:
            seen.add(id(value))
            if block(value) is not None:
                found[path] = value
            else:
                queue += [((*path, step), part) for step, part in _parts(value)]
    return found


def block(value):
    """A float array of what `value` holds, or None where it is no block of numbers."""
    if isinstance(value, np.ndarray):
        return np.array(value, float) if value.dtype.kind == "f" and value.size else None
    if _is_number(value):
        return np.array(float(value))
    if isinstance(value, (list, tuple)) and value and _numbers_only(value):
        return np.array(value, float)
    return None


def _numbers_only(value):
    if all(_is_number(one) for one in value):
        return isinstance(value, list)
    if not all(isinstance(one, list) and one for one in value) or len({len(one) for one in value}) > 1:
        return False
    return all(_is_number(number) for one in value for number in one)


def _is_number(value):
    return isinstance(value, (int, float, np.floating, np.integer)) and not isinstance(value, bool)


def _parts(value):
    if isinstance(value, dict):
        return [(("i", key), part) for key, part in list(value.items()) if _is_key(key)]
    if isinstance(value, (list, tuple)):
        return [(("i", index), part) for index, part in enumerate(value[:300])]
    if isinstance(value, np.ndarray):
        return [(("i", index), value[index]) for index in np.ndindex(value.shape)] if value.dtype == object else []
    slots = [name for kind in type(value).__mro__ for name in _slots(kind) if hasattr(value, name)]
    held = {name: getattr(value, name) for name in slots} | getattr(value, "__dict__", {})
    return [(("a", name), part) for name, part in held.items()]


def _is_key(key):
    return isinstance(key, (int, tuple)) or (isinstance(key, str) and not key.startswith("__"))


def _slots(kind):
    names = getattr(kind, "__slots__", ())
    return [names] if isinstance(names, str) else [name for name in names if not name.startswith("__")]


def name_of(path):
    """`layers.0.weights` for a path; a private name as it is written, without its class."""
    steps = [".".join(map(str, key)) if isinstance(key, tuple) else str(key) for _, key in path]
    return ".".join(re.sub(r"^_[A-Za-z]\w*?(?=__)", "", step) for step in steps)


def get(root, path):
    """What stands at the path. Raises LookupError or AttributeError where there is nothing."""
    for kind, key in path:
        root = getattr(root, key) if kind == "a" else root[key]
    return root


def look(root, path):
    """The block at the path as a float array, or None where there is none."""
    try:
        return block(get(root, path))
    except (LookupError, AttributeError, TypeError):
        return None


def put(root, path, value):
    """The root with `value` at the path, written in place wherever that can be."""
    if not path:
        return _write(root, value)
    kind, key = path[-1]
    parent = get(root, path[:-1])
    new = _write(getattr(parent, key) if kind == "a" else parent[key], value)
    if kind == "a":
        object.__setattr__(parent, key, new)
    elif isinstance(parent, tuple):
        changed = (*parent[:key], new, *parent[key + 1 :])
        return replace(root, path[:-1], changed) if changed[key] is not parent[key] else root
    else:
        parent[key] = new
    return root


def replace(root, path, value):
    """The root with another object at the path."""
    if not path:
        return value
    kind, key = path[-1]
    parent = get(root, path[:-1])
    if kind == "a":
        object.__setattr__(parent, key, value)
    elif isinstance(parent, tuple):
        return replace(root, path[:-1], (*parent[:key], value, *parent[key + 1 :]))
    else:
        parent[key] = value
    return root


def _write(old, value):
    if isinstance(old, np.ndarray) and old.shape == np.shape(value) and old.flags.writeable:
        old[...] = value
        return old
    if isinstance(old, list):
        old[:] = np.asarray(value).tolist()
        return old
    if isinstance(old, np.ndarray):
        return np.array(value, float)
    return float(value) if np.ndim(value) == 0 else np.array(value, float)


def moved(before, after):
    """True if two blocks differ in shape or in any entry."""
    return before is None or after is None or before.shape != after.shape or not np.array_equal(before, after)
