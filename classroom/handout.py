"""What a class is handed: a folder of cleared notebooks with the package as one file, or notebooks that stand alone.

`python3 lab.py handout FOLDER` writes the folder, which needs nothing of this project any more. With `--alone 04` it
writes that notebook and the package's file: wherever the two are opened, in Colab, in VS Code or in a bare Jupyter, a
set-up cell installs the package if it is missing. It needs the standard library only.
"""

import argparse
import base64
import mimetypes
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lab"))

import handed_out
import links
import package_file
import working_copy

START = """# Start

You need Python 3.11 or newer. In this folder, type

```
python3 -m pip install jupyterlab ./{wheel}
python3 -m jupyterlab
```

and open the notebook 00. Where JupyterLab is there already, as on a hub, run this once, in a cell of any notebook here:

```
%pip install ./{wheel}
```
"""
SET_UP = """\
# This notebook stands alone: it installs the package that it needs from the file beside it{or_web}.
import importlib.util, pathlib, sys

WHEEL, ADDRESS = "{wheel}", "{address}"
found = importlib.util.find_spec("backprop")
source = f"./{{WHEEL}}" if pathlib.Path(WHEEL).exists() else ADDRESS
colab = "google.colab" in sys.modules  # it has an ipywidgets of its own, which must stay as it is
if found and not pathlib.Path(str(found.origin)).with_name("sliders").is_dir():
    raise ImportError(f"{{found.origin}} is another package of this name: uninstall it, then restart the kernel.")
if not found and not source:
    raise FileNotFoundError(f"Put {{WHEEL}}, which came with this notebook, into {{pathlib.Path.cwd()}}.")
if not found:
    options = "--no-deps" if colab else "--only-binary :all:"
    %pip install --quiet {{options}} {{source}}
    importlib.invalidate_caches()
if colab:
    %pip install --quiet anywidget
    from google.colab import output
    output.enable_custom_widget_manager()
from backprop import sliders  # if this fails, the lines above say why
"""


def main(arguments):
    asked = parser().parse_args(arguments)
    folder = Path(asked.folder).resolve()
    refuse(folder)
    files = alone(asked.alone) if asked.alone is not None else together()
    for name, content in files.items():
        working_copy.write(folder / name, content)
    working_copy.remember(folder, files)
    print(f"{folder} holds {len(files)} files: {', '.join(sorted(files)[:3])}, …")


def parser():
    made = argparse.ArgumentParser(prog="lab.py handout", description="Writes what a class is handed.")
    made.add_argument("folder", help="is made; one that an earlier hand-out was written to is brought up to date")
    made.add_argument(
        "--alone", nargs="*", metavar="NN", help="only these notebooks, each with a set-up cell; none: all"
    )
    return made


def refuse(folder):
    """Ends with a sentence if the folder holds somebody else's files: a hand-out writes over files of its names."""
    others = [path for path in folder.glob("*") if path.name != ".git"] if folder.exists() else []
    if others and not working_copy.recorded(folder):
        sys.exit(f"{folder} is not empty and is no hand-out: name a new folder.")


def together():
    """{name: bytes} of the folder for a class."""
    wheel = package_file.name()
    return handed_out.files() | {wheel: package_file.content(), "START.md": START.format(wheel=wheel).encode()}


def alone(wanted):
    """{name: bytes} of notebooks that stand alone, and of the package's file beside them. `wanted`: numbers, or all."""
    paths = {path.name: path for path in handed_out.notebooks() if path.parent == handed_out.FOLDER}
    try:
        names = [working_copy.chosen(one, paths) for one in wanted] or list(paths)
    except ValueError as error:
        sys.exit(str(error))
    there, _ = links.repository()
    files = {name: standing_alone(paths[name], names, there) for name in names}
    return files | {package_file.name(): package_file.content()}


def standing_alone(path, beside, there):
    """The bytes of a notebook that stands alone."""
    return handed_out.written(with_set_up(path, beside, there))


def with_set_up(path, beside, there):
    """A notebook as a dict: a set-up cell after its title, its pictures within it, its links leading to the web."""
    found = handed_out.notebook(path, moved=lambda text, page: inlined(text, page, beside, there))
    cell = {"cell_type": "code", "execution_count": None, "id": "stands-alone", "metadata": {}, "outputs": []}
    found["cells"].insert(1, cell | {"source": set_up(there).splitlines(keepends=True)})
    return found


def set_up(there):
    """The cell that installs the package where it is missing, and hides no error."""
    wheel = package_file.name()
    address = there.file(wheel) if there else ""
    return SET_UP.format(wheel=wheel, address=address, or_web=", else from the web" if there else "").rstrip("\n")


def inlined(text, page, beside, there):
    """A line whose pictures are in it; its links lead to the notebooks beside it or to the web, or are plain words."""

    def lead(match):
        found = handed_out.target(page, match["link"])
        if found is None or found.name in beside:
            return match[0] if found is None else f"[{match['words']}]({found.name})"
        if match["picture"]:
            return f"![{match['words']}]({data_address(found)})"
        project = found.relative_to(handed_out.ROOT).as_posix()
        return f"[{match['words']}]({there.view(project)})" if there else match["words"]

    return re.sub(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?P<link>[^)\s]+)\)", lead, text)


def data_address(path):
    """A picture as an address that holds it."""
    kind = mimetypes.guess_type(path.name)[0]
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
