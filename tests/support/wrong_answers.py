"""A notebook's exercises, and wrong answers made from their solutions: what a function returns, and what is chosen."""

import ast

import refresh
from nbformat.v4 import new_code_cell

MAKE_WRONG = """
import numpy as np

def _wrong(value):
    if isinstance(value, dict):
        return {key: _wrong(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_wrong(item) for item in value)
    if isinstance(value, (bool, np.bool_)):
        return not value
    if isinstance(value, (int, float, np.number, np.ndarray)):
        return 0.3 - 1.7 * np.asarray(value, float)
    return value if value is None or callable(value) else "wrong"
"""


def exercises(notebook):
    """{"exercise-4-1": cell, …} of a notebook."""
    tags = [(tag, cell) for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    return {tag: cell for tag, cell in tags if tag.startswith("exercise-")}


def solutions(path):
    """Where the solutions of a notebook are."""
    return path.parent / "solutions" / path.name


def printed(cell):
    """What a cell says as plain text: what it prints, and what it shows."""
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def with_wrong_answers(path):
    """The notebook, each of its stubs followed by a wrong answer, in a cell with the same tag and "-wrong" after it."""
    notebook = refresh.read(path)
    stubs = exercises(notebook)
    answered = exercises(refresh.read(solutions(path))) if stubs else {}
    for tag, cell in stubs.items():
        answer = new_code_cell(wrong(answered[tag].source), metadata={"tags": [f"{tag}-wrong"]})
        notebook.cells.insert(notebook.cells.index(cell) + 1, answer)
    notebook.cells.insert(0, new_code_cell(MAKE_WRONG))
    return notebook


def wrong(source):
    """A solution's cell, made wrong."""
    return ast.unparse(ast.fix_missing_locations(Wrong().visit(ast.parse(source))))


class Wrong(ast.NodeTransformer):
    """Makes a solution wrong: what its functions return, and what it hands to the judge."""

    def visit_Return(self, node):
        return ast.copy_location(ast.Return(self._wrong(node.value)), node) if node.value else node

    def visit_Call(self, node):
        if ast.unparse(node.func) == "checks.exercise":
            node.args[1:] = map(self._wrong, node.args[1:])
        return node

    def _wrong(self, value):
        return ast.Call(ast.Name("_wrong", ast.Load()), [value], [])
