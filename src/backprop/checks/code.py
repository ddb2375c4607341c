"""One statement's text and its parts: where each stands, and the text with one of them replaced."""

import ast
from bisect import bisect

_TIGHT = ast.BinOp | ast.UnaryOp | ast.Attribute | ast.Subscript | ast.Compare | ast.Starred


class Code:
    """The text of a statement, ASCII only, and its syntax tree with the way up."""

    def __init__(self, text):
        self.text = text
        self.tree = ast.parse(text)
        self.parent = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.rows = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n")]

    def statements(self):
        """Every statement, the loops' own and those in them."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.stmt)]

    def span(self, node):
        """(first, behind the last) letter of a node, without brackets round it."""
        start = self.rows[node.lineno - 1] + node.col_offset
        return start, self.rows[node.end_lineno - 1] + node.end_col_offset

    def outer(self, node):
        """As `span`, with the brackets that stand round it to group it."""
        start, end = self.span(node)
        while self._grouped(start, end):
            start, end = self.text.rindex("(", 0, start), self.text.index(")", end) + 1
        return start, end

    def _grouped(self, start, end):
        before, after = self.text[:start].rstrip(), self.text[end:].lstrip()
        if not (before.endswith("(") and after.startswith(")")):
            return False
        letter = before[:-1].rstrip()[-1:]
        return not (letter.isalnum() or (letter in "_)]" and letter))

    def get(self, node):
        """The text of a node, with the brackets round it."""
        start, end = self.outer(node)
        return self.text[start:end]

    def bare(self, node):
        """The text of a node without the brackets round it."""
        start, end = self.span(node)
        return self.text[start:end]

    def put(self, node, new):
        """The whole text with `new` in the place of a node, in brackets where it needs them."""
        start, end = self.outer(node)
        if not atomic(new) and isinstance(self.parent.get(node), _TIGHT):
            new = f"({new})"
        return f"{self.text[:start]}{new}{self.text[end:]}"

    def cut(self, start, end, new=""):
        """The whole text with one stretch of it replaced."""
        return f"{self.text[:start]}{new}{self.text[end:]}"

    def row(self, text, node):
        """The line of `text`, an edited version of this one, that stands where a statement of this one begins."""
        first = self._first_row(node)
        more = text.count("\n") - self.text.count("\n")
        last = first + 1 if isinstance(node, ast.For | ast.If | ast.While) else node.end_lineno + more
        return "\n".join(line.strip() for line in text.split("\n")[first:last])

    def _first_row(self, node):
        return bisect(self.rows, self.span(node)[0]) - 1


def atomic(text):
    """True if `text` holds together without brackets: a name, a number, a call, an index."""
    depth = 0
    for i, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and (letter in " +*/@<>=" or (letter == "-" and text[i - 1 : i] != "e")):
            return False
    return True
