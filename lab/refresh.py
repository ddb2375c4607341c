"""The notebooks as files: runs them, writes their normal form, and keeps the tables and pages that are made from them.

`python3 lab.py refresh` is this script; `refresh 04` means that notebook and its solutions. `--check` only says what
would change. `--form` runs nothing: after a change of the text alone it writes the normal form, with the outputs as
they were committed. The tests hold every committed notebook to `normal`; a reader of the notebooks needs none of it.
"""

import os
import re
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import nbformat
import reference
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
MARKERS = ("<!-- the notebooks: written by refresh -->", "<!-- end of the notebooks -->")
SERIES = ("<!-- the series: written by refresh -->", "<!-- end of the series -->")  # in notebook 00
KEPT = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebooks(folder=FOLDER):
    """The notebooks below a folder, in reading order; then their solutions."""
    return sorted(folder.glob("*.ipynb")) + sorted(folder.glob("solutions/*.ipynb"))


def named(word):
    """The notebooks that a word of the command means: a file, or a number such as 04 with its solutions.

    Raises SystemExit with a sentence if there is none.
    """
    path = Path(word)
    found = [path] if path.is_file() else [one for one in notebooks() if one.name.startswith(f"{word}_")]
    if not found:
        raise SystemExit(f"no notebook {word!r} here: give its number, such as 04, or the path of its file")
    return found


def read(path):
    """The notebook at `path` as it stands: nbformat.read would mend its ids with random ones."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def normal(notebook):
    """A notebook's normal form as text: what it says, and nothing about the machine or the hour it was run.

    A cell keeps its id where it has one of its own, so that an edit never renames another cell.
    """
    form = nbformat.from_dict({"cells": [], "metadata": KEPT, "nbformat": 4, "nbformat_minor": 5})
    count = 0
    for cell, name in zip(notebook.cells, _ids(notebook.cells), strict=True):
        code = cell.cell_type == "code"
        count += code and bool(cell.source)
        form.cells.append(_cell(cell, name, count if code and cell.source else None))
    nbformat.validate(form)
    return nbformat.writes(form, version=nbformat.NO_CONVERT) + "\n"


def _ids(cells):
    """An id for each cell: its own if that is valid and not yet taken, else the first free one of cell-001, …"""
    taken = set()
    free = (f"cell-{n:03d}" for n in range(1, 10**6))
    given = {cell.get("id") for cell in cells}
    for cell in cells:
        name = cell.get("id", "")
        if name in taken or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
            name = next(name for name in free if name not in given)
        taken.add(name)
        yield name


def _cell(cell, name, count):
    tags = cell.metadata.get("tags")
    kept = {
        "cell_type": cell.cell_type,
        "id": name,
        "source": cell.source,
        "metadata": {"tags": tags} if tags else {},
    }
    if cell.cell_type == "code":
        kept |= {"execution_count": count, "outputs": _outputs(cell.outputs, count)}
    return nbformat.from_dict(kept)


def _outputs(outputs, count):
    kept = []
    for output in outputs:
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(_output(output, count))
    return kept


def _output(output, count):
    output = nbformat.from_dict(output)
    if "data" in output:
        output.metadata = {}
        output.data.pop("application/vnd.jupyter.widget-view+json", None)  # a panel lives only beside a kernel
    if output.output_type == "execute_result":
        output.execution_count = count
    return output


def execute(path):
    """The notebook at `path`, run from its first cell to its last in its own folder.

    Raises nbclient.exceptions.CellExecutionError if a cell fails.
    """
    notebook = read(path)
    NotebookClient(notebook, kernel_name="python3", timeout=600, resources={"metadata": {"path": path.parent}}).execute(
        env=os.environ | {"BACKPROP_PROGRESS": "off"}
    )  # whatever was solved on this machine
    return notebook


def committed(path):
    """The notebook as the last commit has it. Raises SystemExit where git cannot tell."""
    shown = subprocess.run(["git", "show", f"HEAD:./{path.name}"], cwd=path.parent, capture_output=True)
    if shown.returncode:
        sys.exit(f"{path.name}: git has no committed copy to take the outputs from. Run refresh without --form.")
    return nbformat.v4.reads(shown.stdout.decode("utf-8"))


def with_committed_outputs(path):
    """The notebook at `path`, with the outputs of the last commit. Raises SystemExit if its code is another."""
    notebook = read(path)
    now, before = ([cell for cell in nb.cells if cell.cell_type == "code"] for nb in (notebook, committed(path)))
    if [cell.source for cell in now] != [cell.source for cell in before]:
        sys.exit(f"{path.name}: its code has changed too, so its outputs may be old. Run refresh without --form.")
    for cell, old in zip(now, before, strict=True):
        cell.outputs = old.outputs
    return notebook


def refresh(path, write=True, run=execute):
    """Runs a notebook and returns how many lines of its file that changes; writes them unless told not to."""
    return _replace(path, normal(run(path)), write)


def _replace(path, text, write):
    before = path.read_text(encoding="utf-8")
    if write and text != before:
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, path)  # in one step: a stopped refresh leaves the old notebook whole
    lines = list(unified_diff(before.splitlines(), text.splitlines(), n=0, lineterm=""))[2:]
    return sum(line[0] in "+-" for line in lines)


def title(path):
    """The H1 of a notebook."""
    return re.search(r"^# +(.+)$", read(path).cells[0].source, re.M)[1].strip()


def minutes(path):
    """The minutes of a notebook's main path, as its first cell states them. Raises ValueError if it states none."""
    stated = re.search(r"\b(\d+) minutes", read(path).cells[0].source)
    if stated is None:
        raise ValueError(f"{path.name}: its first cell states no minutes: write such as 45 minutes for the main path")
    return int(stated[1])


def table():
    """The README's table: each notebook that there is, by its H1, and its solutions."""
    rows = ["| | notebook | solutions |", "|---|---|---|"]
    for path in sorted(FOLDER.glob("*.ipynb")):
        answers = FOLDER / "solutions" / path.name
        link = f"[answers](notebooks/solutions/{answers.name})" if answers.exists() else ""
        rows.append(
            f"| {path.name[:2]} | [{title(path).removeprefix(path.name[:2]).strip()}](notebooks/{path.name}) | {link} |"
        )
    return "\n".join(rows)


def series(folder=FOLDER):
    """The table at the end of notebook 00: the notebooks that follow it, by their H1 and the minutes they state."""
    rows = ["| notebook | minutes |", "|---|---|"]
    for path in sorted(folder.glob("*.ipynb"))[1:]:
        rows.append(f"| [{title(path)}]({path.name}) | {minutes(path)} |")
    return "\n".join(rows)


def between(text, markers, written):
    """The text with `written` on lines of its own between the two markers. Raises ValueError if one is missing."""
    if any(text.count(marker) != 1 for marker in markers):
        raise ValueError(f"{' and '.join(markers)} must stand in the text once each")
    before, rest = text.split(markers[0])
    return f"{before}{markers[0]}\n{written}\n{markers[1]}{rest.split(markers[1])[1]}"


def with_series(path):
    """Notebook 00 in its normal form, as text, with today's table of the series in it."""
    notebook = read(path)
    for cell in notebook.cells:
        if SERIES[0] in cell.source:
            cell.source = between(cell.source, SERIES, series(path.parent))
    return normal(notebook)


def pages():
    """{path: text} of what is made from the notebooks and the docstrings."""
    readme, first = ROOT / "README.md", min(FOLDER.glob("*.ipynb"))
    return {
        readme: between(readme.read_text(encoding="utf-8"), MARKERS, table()),
        first: with_series(first),
        reference.PAGE: reference.page(),
    }


def main(arguments):
    check, run = "--check" in arguments, with_committed_outputs if "--form" in arguments else execute
    paths = [path for word in arguments if not word.startswith("--") for path in named(word)] or notebooks()
    changed = {path: refresh(path, not check, run) for path in paths}
    for path, text in pages().items():
        changed[path] = changed.get(path, 0) + _replace(path, text, write=not check)
    for path, lines in changed.items():
        print(f"{path.parent.name}/{path.name}: {lines or 'no'} lines {'would change' if check else 'changed'}")
    return bool(check and sum(changed.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
