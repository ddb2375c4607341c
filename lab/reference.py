"""docs/reference.md: every public name of the package in a row, from the docstrings; `refresh` writes it."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import nbformat

from backprop import activations, pictures

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
PAGE = ROOT / "docs" / "reference.md"
ROOMS = [  # in the order in which a reader meets them
    "network", "activations", "losses", "training", "batches", "scalar",
    "datasets", "sweep", "checks", "pictures", "experiments", "sliders",
]  # fmt: skip
HEAD = """# Every public name

What the notebooks call, room by room, with the first sentence of its docstring and the notebook where it is first
used. `help(name)` prints the whole docstring: shapes, units and errors. `python3 lab.py refresh` writes this page.
"""


def page():
    """The page as today's docstrings and notebooks have it."""
    code = {path.name[:2]: set(_names_in(path)) for path in sorted(FOLDER.glob("[0-9]*.ipynb"))}
    return HEAD + "".join(f"\n{_table(room, code)}\n" for room in ROOMS)


def _table(room, code):
    rows = [f"| `{name}` | {_first_sentence(value)} | {_met(name, code)} |" for name, value in public(room)]
    return "\n".join([f"## {room}", "", "| name | what it is | notebook |", "|---|---|---|", *rows])


def public(room):
    """The public functions and classes of a room, as pairs of the name that a notebook writes and the thing itself."""
    module = import_module(f"backprop.{room}")
    for name in getattr(module, "__all__", _defined_in(module)):
        thing = getattr(module, name)
        if inspect.ismodule(thing):
            yield from ((f"{name}.{part}", getattr(thing, part)) for part in _defined_in(thing))
        elif callable(thing) and (inspect.isroutine(thing) or inspect.isclass(thing) or room == "activations"):
            yield name if name[0].isupper() else f"{room}.{name}", thing
        if inspect.isclass(thing) and room == "network":
            yield from ((f"{name}.{method}", value) for method, value in _methods(thing))


def _defined_in(module):
    here = vars(module).items()
    ours = [name for name, value in here if name[0] != "_" and getattr(value, "__module__", "") == module.__name__]
    return [name for name in ours if callable(getattr(module, name))]


def _methods(cls):
    for name, value in vars(cls).items():
        if name[0] != "_" and inspect.getdoc(value):
            yield name, value


def _first_sentence(thing):
    if isinstance(thing, activations.Activation):
        return "the function; `.slope` is its derivative"
    words = inspect.getdoc(thing) or inspect.getdoc(inspect.getmodule(thing))
    text = re.split(r"(?<=[.])\s|\n\n", words)[0]
    return " ".join(text.split()).rstrip(":.").replace("|", "\\|")


def _names_in(path):
    """Every name in the code cells of a notebook: as it is written, and what an import from a room brings."""
    cells = nbformat.v4.reads(path.read_text(encoding="utf-8")).cells
    trees = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Name | ast.Attribute):
            yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}".removeprefix("backprop.") for alias in node.names)


def _met(name, code):
    """The number of the first notebook that uses the name; a method counts on whatever is no room."""
    method = name.partition("NeuralNetwork.")[2]
    for number, names in code.items():
        if name in names or (method and any(_called(used, method) for used in names)):
            return number
    return ""


def _called(used, method):
    owner, _, name = used.rpartition(".")
    return name == method and owner and owner not in (*ROOMS, *pictures.__all__)
