"""Python for a browser: Pyodide's own files, and a lock that adds our package, and what it needs, to Pyodide's."""

import hashlib
import io
import json
import re
import zipfile

import fetched
import package_file

OURS = "backprop-notebooks"
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
WANTED = [OURS, "ipython"]  # what the worker loads; the rest follows from what these need
LITE = ["micropip", "ssl", "sqlite3", "jedi"]  # what the kernel of JupyterLite loads besides
ADDED = ("ipywidgets", "anywidget", "comm", "psygnal", "tqdm", "typing-extensions")  # of the versions that the lab has
UNUSED = {"jupyterlab-widgets", "widgetsnbextension", "colorama"}  # needed by Jupyter, or on Windows


def write(folder, cdn=False):
    """Write the folder that a worker starts Python from; with `cdn`, its packages stay on Pyodide's CDN."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = json.loads(fetched.pinned("pyodide-lock.json"))
    packages = lock["packages"]
    for name, entry, content in added():
        packages[name] = entry
        (folder / entry["file_name"]).write_bytes(content)
    lock["packages"] = {name: packages[name] for name in closure(packages, WANTED + LITE)}
    for entry in lock["packages"].values():
        if (folder / entry["file_name"]).exists():
            continue
        if cdn:
            entry["file_name"] = fetched.PYODIDE + entry["file_name"]
        else:
            (folder / entry["file_name"]).write_bytes(fetched.file(entry["file_name"], entry["sha256"]))
    for name in CORE:
        (folder / name).write_bytes(fetched.pinned(name))
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (folder / "live.json").write_text(json.dumps(closure(packages, WANTED)), encoding="utf-8")


def closure(packages, wanted):
    """The names of packages and of all that they depend on."""
    found, waiting = set(), list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += map(normal, packages[name]["depends"])
    return sorted(found)


def added():
    """(name, lock entry, bytes) of our own wheel and of those that Pyodide lacks."""
    wheels = [package_file.content(), *(fetched.wheel(name) for name in ADDED)]
    names = [package_file.name(), *(None for _ in ADDED)]
    for name, content in zip(names, wheels, strict=True):
        archive = zipfile.ZipFile(io.BytesIO(content))
        metadata = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        yield described(archive, archive.read(metadata).decode(), name or archive_name(metadata), content)


def archive_name(metadata):
    return metadata.split(".dist-info")[0] + "-py3-none-any.whl"


def described(archive, metadata, file_name, content):
    """(name, lock entry, bytes) of a wheel."""
    name = normal(re.search(r"(?m)^Name: (.+)$", metadata)[1])
    entry = {
        "name": name,
        "version": re.search(r"(?m)^Version: (.+)$", metadata)[1],
        "file_name": file_name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "install_dir": "site",
        "package_type": "package",
        "imports": sorted({path.split("/")[0] for path in archive.namelist() if path.endswith("/__init__.py")}),
        "depends": needs(metadata),
        "unvendored_tests": False,
    }
    return name, entry, content


def needs(metadata):
    """What a wheel depends on everywhere, by its METADATA."""
    lines = re.findall(r"(?m)^Requires-Dist: (.+)$", metadata)
    always = [line for line in lines if "extra ==" not in line and "python_" not in line]
    return sorted({normal(re.match(r"[\w.-]+", line)[0]) for line in always} - UNUSED)


def normal(name):
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
