"""What a reader is handed: the notebooks with their outputs cleared, their solutions, and every file that they link to.

The folder that a reader gets stands alone: its notebooks lie at its top, and a link that leaves `notebooks/` here, such
as the one to a figure, is written so that it leads to the same file there. It needs the standard library only.
"""

import json
import os
import re
from pathlib import Path
from urllib.parse import quote, unquote

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
ELSEWHERE = Path(__file__).resolve().parent / "backprop_elsewhere.py"  # what speaks in a kernel that is not the lab's
LINK = re.compile(r'(\]\(|\b(?:src|href)=")([^)\s"#?]+)')


def files():
    """{path in the reader's folder, with /: its bytes}: notebooks, solutions, and what they link to, in this order."""
    found = {place(path): content(path) for path in closure(notebooks())}
    return found | {name: ELSEWHERE.read_bytes() for name in ("backprop.py", "solutions/backprop.py")}


def notebooks():
    return sorted(FOLDER.glob("[0-9]*.ipynb")) + sorted(FOLDER.glob("solutions/[0-9]*.ipynb"))


def closure(paths):
    """These files and every file of the project that they lead to by links, each once."""
    seen = dict.fromkeys(paths)
    waiting = list(seen)
    while waiting:
        new = [path for path in linked(waiting.pop()) if path not in seen]
        seen.update(dict.fromkeys(new))
        waiting += new
    return list(seen)


def linked(path):
    """The files of this project that a notebook or a page links to."""
    targets = (target(path, link) for line in prose(path) for _, link in LINK.findall(line))
    return [found for found in targets if found]


def target(path, link):
    """The file that a link on the page at `path` leads to, or None if that is no file of this project."""
    if re.match(r"\w+:", link):
        return None
    found = Path(os.path.normpath(path.parent / unquote(link)))
    return found if found.is_file() and ROOT in found.parents else None


def prose(path):
    """The lines of a page, or of a notebook's text cells; nothing for a file of another kind."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8").splitlines()
    if path.suffix != ".ipynb":
        return []
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [line for cell in cells if cell["cell_type"] == "markdown" for line in lines(cell["source"])]


def lines(source):
    """The lines of a cell, which a file may hold as one text or as a list."""
    return "".join(source).splitlines(keepends=True)


def place(path):
    """Where a file of the project lies in the reader's folder."""
    base = FOLDER if FOLDER in path.parents else ROOT
    return path.relative_to(base).as_posix()


def content(path):
    """A file's bytes as a reader gets them."""
    if path.suffix == ".md":
        return with_links(path.read_text(encoding="utf-8"), path).encode()
    if path.suffix != ".ipynb":
        return path.read_bytes()
    keep = path.parent.name == "solutions"  # an answer is there to be read, also where no kernel runs
    return written(notebook(path, with_outputs=keep))


def notebook(path, with_outputs=False, moved=None):
    """A notebook as a dict, its outputs cleared unless told otherwise; `moved(line, path)` writes its links."""
    found = json.loads(path.read_text(encoding="utf-8"))
    for cell in found["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = [(moved or with_links)(line, path) for line in lines(cell["source"])]
        elif cell["cell_type"] == "code" and not with_outputs:
            cell.update(outputs=[], execution_count=None)
    return found


def written(found):
    """A notebook's file, laid out as Jupyter does it."""
    return (json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def with_links(text, path):
    """The text of the page at `path`, its links written for the reader's folder."""

    def moved(match):
        found = target(path, match[2])
        if found is None:
            return match[0]
        way = os.path.relpath(place(found), os.path.dirname(place(path)) or ".")
        return match[1] + quote(way.replace(os.sep, "/"))

    return LINK.sub(moved, text)
