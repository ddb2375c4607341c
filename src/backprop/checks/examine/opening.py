"""What was handed to `examine`, made into subjects: an object, parameters, a file, a module; or a sentence why not."""

import inspect
import os
import re
import types
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backprop.checks.examine import calls, scripts, state
from backprop.checks.examine.discovery import Unfound
from backprop.checks.examine.sandbox import Sandbox
from backprop.checks.examine.subject import Script, Subject, _is_own, space_of

HIDDEN_UNITS = 4
SIZES = (
    ("list", r"(layer_?)?(sizes|layers|dims|dimensions|topology|architecture|structure|shape|units|nodes)$"),
    ("X", r"(x|input_data|inputs?|data|x_train)$"),
    ("y", r"(y|targets?|labels|output_data|y_train)$"),
    (
        "in",
        r"(n_?|num_?|size_?)?(in|input|inputs|x|features|d|i|n0|inodes|nx|n_features|input_nodes|n_inputs)(put)?(_?(size|dim|nodes|layer|neurons|units|count))?s?$",
    ),
    (
        "hidden",
        r"(n_?|num_?|size_?)?(h|hid|hidden|nodes|neurons|units|hnodes|m)(den)?(_?(size|dim|nodes|layer|neurons|units|count))?s?\d?$",
    ),
    (
        "out",
        r"(n_?|num_?|size_?)?(o|out|output|outputs|k|classes|y|c|onodes)(put)?(_?(size|dim|nodes|layer|neurons|units|count))?s?$",
    ),
)


@dataclass
class Opened:
    """A subject; for a script's loop also the data, the forward pass, the parameters and the step."""

    subject: object
    found: tuple = ()
    note: str = ""


def opened(network, space, X, y, variable=""):
    """Yields `Opened`s, the likeliest first. Raises Unfound with a sentence where nothing can be examined."""
    refuse(network)
    if isinstance(network, (str, os.PathLike)):
        yield from _of_file(Path(network), X, y, variable)
    elif isinstance(network, types.ModuleType):
        yield from _of_space(vars(network), X, y)
    elif isinstance(network, type):
        yield from _built([network], {network.__name__: network} | _space_of_class(network), X, y)
    else:
        yield Opened(Subject(network, space_of(network) or space))


LIBRARIES = {
    "torch.": "This is a PyTorch module ({kind}). PyTorch computes its gradients by automatic differentiation, so there is "  # noqa: E501
    "no backward pass of yours to examine; its own check is torch.autograd.gradcheck. To examine a step that you wrote "
    "yourself, write the layers with NumPy arrays.",
    "sklearn.": "This is scikit-learn's {kind}. Its gradient is computed inside the library, and its weights (coefs_, "
    "intercepts_) exist only after fit, so there is no backward pass of yours to examine. Only networks that you wrote "
    "yourself with NumPy can be examined.",
    "tensorflow.": "{kind} belongs to TensorFlow, which computes gradients itself, so there is nothing of yours to examine.",  # noqa: E501
    "keras.": "{kind} belongs to Keras, which computes gradients itself, so there is nothing of yours to examine.",
    "jax.": "{kind} belongs to JAX, which computes gradients itself, so there is nothing of yours to examine.",
}
GENERATOR = (
    "This is a generator: it can be run only once and cannot be copied, so no step can be repeated on a copy. Hand "
    "over "
    "the network whose weights it changes, and a step such as step=lambda net, X, y: next(train(net, X, y))."
)


def refuse(network):
    """Raises Unfound for what is no network of the reader's own."""
    kind = type(network).__name__
    for one in type(network).__mro__:
        for library, sentence in LIBRARIES.items():
            if f"{one.__module__}.".startswith(library):
                raise Unfound(sentence.format(kind=kind))
    if inspect.isgenerator(network) or inspect.iscoroutine(network):
        raise Unfound(GENERATOR)
    if isinstance(network, (int, float, bool, type(None), np.ndarray)):
        raise Unfound(
            f"{kind} is no network: give an object with weights, a list or dictionary of parameters, or a file's name."
        )


def _of_file(path, X, y, variable):
    if not path.is_file():
        raise Unfound(f"There is no file {path}. Give its name with its folder, or the network itself.")
    try:
        script = Script(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise Unfound(f"{path.name} is no Python that can be run: line {error.lineno}, {error.msg}.") from None
    except UnicodeDecodeError:
        raise Unfound(f"{path.name} is no text in UTF-8, so it cannot be read as Python.") from None
    for space, code in script.spaces():
        if code is not None:
            if found := scripts.open_loop(space, code, X, y, variable):
                yield Opened(found[0], found[1:], f"{path.name}, run up to its training loop{script.passed_over}")
                return
        else:
            yield from _of_space(space, X, y)


def _of_space(space, X, y):
    X, y = (space.get(name) if value is None else value for name, value in (("X", X), ("y", y)))
    own = [value for name, value in space.items() if not name.startswith("__")]
    for value in own:
        if (
            _is_own(type(value))
            and not isinstance(value, type)
            and state.places(value)
            and not inspect.isroutine(value)
        ):
            yield Opened(Subject(value, space))
    for value in own:
        if isinstance(value, (dict, tuple, list)) and any(np.ndim(one) for one in state.places(value).values()):
            yield Opened(Subject(value, space))
    yield from _built(_makers(space), space, X, y)
    yield Opened(Subject(space, space, whole=True))


def _makers(space):
    classes = [value for value in space.values() if isinstance(value, type) and _is_own(value)]
    starts = [
        v
        for n, v in space.items()
        if isinstance(v, types.FunctionType) and re.search(r"init|new|make|build|create|start|random", n)
    ]
    return [*starts, *classes[::-1]]


def _space_of_class(kind):
    return next((v.__globals__ for v in vars(kind).values() if isinstance(v, types.FunctionType)), {})


def _built(makers, space, X, y):
    """Networks made by functions and classes whose arguments are told by their names."""
    if X is None or y is None:
        raise Unfound("To build a network I need the sizes of its data: give X and y.")
    sandbox = Sandbox([space])
    for make in makers:
        arguments = _arguments(make, X, y)
        if arguments is None:
            continue
        ran = sandbox.run(lambda make=make, arguments=arguments: make(**arguments))
        if ran.ended and ran.value is not None and state.places(ran.value):
            words = ", ".join(
                f"{name}={value!r}" for name, value in arguments.items() if not isinstance(value, np.ndarray)
            )
            yield Opened(Subject(ran.value, space), (), f"{make.__name__}({words}), built for this")


def _arguments(make, X, y):
    from backprop.checks.examine.data import read

    try:
        data = read(X, y)
    except ValueError as error:
        raise Unfound(str(error)) from None
    k = data.y.shape[1] if data.y.ndim == 2 else (int(data.y.max()) + 1 if data.labels else 1)
    sizes = {"in": data.X.shape[1], "hidden": HIDDEN_UNITS, "out": k, "list": [data.X.shape[1], HIDDEN_UNITS, k]}
    sizes |= {"X": np.asarray(X), "y": np.asarray(y)}
    given, order = {}, ["in", "hidden", "out"]
    for name, default in calls.parameters(make) or []:
        if default or name == "self":
            continue
        role = next((role for role, pattern in SIZES if re.match(pattern, name.strip("_"), re.I)), "")
        if calls.role_of(name) == "rate":
            given[name] = 0.1
            continue
        role = role or (order[0] if order else "")
        if not role:
            return None
        given[name] = sizes[role]
        order = [one for one in order if one != role]
    return given
