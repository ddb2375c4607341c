"""Stands beside a reader's notebooks as `backprop.py`, for a kernel that is not the lab's, as in VS Code.

The lab's own kernels never come here, because they find the package first. Another kernel imports this file in the
package's place: it looks for the package, and where something is missing it says which kernel to choose.
"""

import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def find():
    """The real package, from the project around this folder or from this Python's own packages."""
    us = sys.modules.pop("backprop")
    before = list(sys.path)
    sources = [str(folder / "src") for folder in HERE.parents if (folder / "src" / "backprop").is_dir()]
    sys.path[:] = sources[:1] + [entry for entry in before if not (pathlib.Path(entry) / "backprop.py").is_file()]
    try:
        package = importlib.import_module("backprop")
        importlib.import_module("backprop.sliders")  # our package has it, and it needs all that a lesson needs
    except ImportError as error:
        sys.modules["backprop"] = us
        raise ImportError(sentence(error.name)) from None
    finally:
        sys.path[:] = sources[:1] + before
    return package


def sentence(missing):
    """What to do in a Python that lacks the package or something that it needs."""
    project = next((folder for folder in HERE.parents if (folder / "lab.py").is_file()), None)
    lacks = f"This notebook runs in the Python at {sys.executable}, which has no {missing}. "
    if project is None:
        wheels = [wheel.name for folder in (HERE, HERE.parent) for wheel in folder.glob("backprop_notebooks*.whl")]
        return f"{lacks}START.md beside the notebooks says how to install {(wheels or ['the package'])[0]}."
    return (
        f"{lacks}Choose the lab's own kernel, which is {project / '.venv'} (in VS Code: Select Kernel, Python "
        f"Environments, .venv), or type `python3 lab.py` in {project}."
    )


if __name__ == "backprop":
    find()
