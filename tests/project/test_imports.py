"""The floors of the package, as its docstring draws them: imports point downward only; and the sizes of its parts."""

import ast
import re
import subprocess
import sys
from statistics import median

import pytest
from refresh import ROOT

import backprop

PACKAGE = ROOT / "src" / "backprop"
FLOOR = {room: int(floor) for floor, room in re.findall(r"(?m)^    (\d)  (\w+)  ", backprop.__doc__)}
LIBRARIES = {  # what a floor may import besides the standard library and NumPy
    "sweep": {"tqdm"},
    "pictures": {"matplotlib", "contourpy", "PIL"},
    "sliders": {"matplotlib", "ipywidgets", "anywidget", "traitlets", "IPython"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def name(path):
    return path.relative_to(PACKAGE).as_posix()


def unit(path):
    """The floor's entry that a file belongs to: `sliders` for sliders/panel.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree):
    """Every module that a file imports, anywhere in it, in dotted form; `from a import b` gives a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full, from backprop on"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(tree):
    """The floors' entries that a file imports; `from backprop import NeuralNetwork` is the network."""
    parts = [dotted.split(".") for dotted in imports(tree) if dotted.split(".")[0] == "backprop"]
    names = [part[1] if len(part) > 1 else "network" for part in parts]
    return {"network" if entry == "NeuralNetwork" else entry for entry in names}


def functions():
    return [
        (path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]


def body_lines(function):
    """Lines of a function's body, its docstring left out."""
    body = function.body[ast.get_docstring(function) is not None :]
    return function.end_lineno - body[0].lineno + 1 if body else 0


def test_the_map_shows_every_room_and_no_other():
    assert set(FLOOR) == {unit(path) for path in MODULES} - {"__init__"}


def test_the_network_stands_alone_at_the_top():
    assert {path.stem for path in PACKAGE.glob("*.py")} == {
        "__init__", "network", "activations", "losses", "starts", "training", "batches", "scalar", "arguments",
    }  # fmt: skip


def test_a_room_is_shown_by_dir_and_loaded_when_it_is_asked_for():
    code = "import sys, backprop; assert 'sliders' in dir(backprop); assert 'matplotlib' not in sys.modules; "
    code += "assert backprop.checks.gradient_check; assert 'matplotlib' not in sys.modules; backprop.sliders.forward"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="its rooms are arguments, activations"):
        backprop.plots  # noqa: B018


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_has_a_floor_and_opens_with_a_sentence(path):
    assert unit(path) in FLOOR or unit(path) == "__init__"
    assert ast.get_docstring(TREES[path])


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_downward(path):
    own = unit(path)
    height = max(FLOOR.values()) + 1 if own == "__init__" else FLOOR[own]
    for entry in ours(TREES[path]) - {own}:
        assert FLOOR[entry] < height, f"{name(path)} imports {entry}, which is not below it"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_floor_imports_the_libraries_it_may(path):
    may = {"backprop", "numpy", *sys.stdlib_module_names, *LIBRARIES.get(unit(path), ())}
    assert {dotted.split(".")[0] for dotted in imports(TREES[path])} <= may


def test_checks_take_functions_and_arrays_and_know_nothing_of_the_package():
    assert {entry for path in MODULES if unit(path) == "checks" for entry in ours(TREES[path])} == {"checks"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_pyplot_no_star_and_no_global_randomness(path):
    for dotted in imports(TREES[path]):
        assert not {"pyplot", "pylab"} & set(dotted.split(".")), "pyplot is not thread-safe: use Figure"
        assert not dotted.endswith(".*"), "no star imports"
        assert dotted.split(".")[0] != "random", "randomness comes from a numpy Generator"
    for node in ast.walk(TREES[path]):
        if name(path) == "experiments/lab_sheet.py":
            continue  # the lab sheet's own class, as it stands on the sheet
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("np.random", "numpy.random"):
            assert node.attr in {"default_rng", "Generator", "SeedSequence"}, f"line {node.lineno}"


def test_names_say_what_a_module_is_for():
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc"}


def lines_of_code(path):
    """Lines of a module, its tables left out: what is assigned at its top is data to be read in order."""
    tables = [node for node in TREES[path].body if isinstance(node, ast.Assign | ast.AnnAssign)]
    tabled = {line for node in tables for line in range(node.lineno, node.end_lineno + 1)}
    return len(path.read_text(encoding="utf-8").splitlines()) - len(tabled)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_longer_than_a_sitting(path):
    assert lines_of_code(path) <= 220


def test_functions_are_short():
    sizes = {f"{name(path)}:{node.name}": body_lines(node) for path, node in functions()}
    assert median(sizes.values()) < 6
    assert not {where: size for where, size in sizes.items() if size > 25}
