"""JupyterLite in the site, for those who want a notebook: JupyterLab in the page, on the Python of the live pages.

It is built by programs of its own (lite.lock), which lie in .web-files and never in the lab's environment. They are of
the last version whose Python is that of the live pages, so that the site holds Python once.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import fetched
import handed_out
import working_copy

LOCK = Path(__file__).with_name("lite.lock")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
WIDGETS = "@jupyter-widgets/jupyterlab-manager"  # of a version that this JupyterLab takes
PYTHON = "../../python/"  # seen from lite/lab/
# JupyterLite's own disk waits for ever when a file is opened to add to it, so verdicts are kept while the kernel lives.
ENVIRONMENT = {"MPLBACKEND": "agg", "BACKPROP_PROGRESS": "/tmp/progress.jsonl"}
CONFIGURED = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "Backpropagation",
        "disabledExtensions": ["@jupyterlite/application-extension:share-file"],
        "litePluginSettings": {
            f"{KERNEL}:kernel": {
                "pyodideUrl": f"{PYTHON}pyodide.js",
                "loadPyodideOptions": {"packages": ["backprop-notebooks"], "env": ENVIRONMENT},
                "disablePyPIFallback": True,
            }
        },
    },
}
OVERRIDES = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}  # a panel scrolled away stays alive


def write(folder):
    """Write JupyterLite with the notebooks of a class into `folder`, which is lite/ of a site."""
    programs = installed()
    share = programs / "share" / "jupyter" / "labextensions"
    beside = Path(sysconfig.get_path("data")) / "share" / "jupyter" / "labextensions"
    extensions = [share / KERNEL, share / WIDGETS, beside / "anywidget"]
    with tempfile.TemporaryDirectory() as there:
        there = Path(there)
        for name, content in handed_out.files().items():
            if not name.endswith("backprop.py"):  # it speaks where the package is missing, which it cannot be here
                working_copy.write(there / "contents" / name, content)
        (there / "jupyter-lite.json").write_text(json.dumps(CONFIGURED))
        (there / "overrides.json").write_text(json.dumps(OVERRIDES))
        settings = {"federated_extensions": list(map(str, extensions)), "ignore_sys_prefix": ["federated_extensions"]}
        settings |= {"no_sourcemaps": True, "no_unused_shared_packages": True}
        (there / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": settings}))
        run(programs, there, "build", "--contents", "contents", "--output-dir", str(folder), "--apps", "lab")


def run(programs, there, *words):
    """Run `jupyter lite` in a folder. Raises FileNotFoundError with its own words where it fails."""
    env = {**os.environ, "PYTHONPATH": str(programs), "PATH": f"{programs / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-c", "import sys; from jupyterlite_core.app import main; sys.exit(main())", *words]
    done = subprocess.run(command, cwd=there, env=env, capture_output=True, text=True)
    if done.returncode:
        raise FileNotFoundError(f"JupyterLite could not be built: {(done.stderr or done.stdout)[-2000:]}")


def installed():
    """The folder that JupyterLite's programs lie in, installed by their hashes if need be."""
    name = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = fetched.KEPT / f"lite-{name}"
    if not folder.exists():
        part = fetched.KEPT / f"lite-{name}.{os.getpid()}.part"
        wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK), "--target", str(part)]
        try:
            fetched.pip("install", *wanted)
            part.rename(folder)
        except OSError:
            if not folder.exists():  # else another start was quicker
                raise
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return folder
