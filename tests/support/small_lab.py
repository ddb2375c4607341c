"""A copy of the project, small enough to be set up in a second or two, and an index of packages on loopback.

Its packages are stand-ins a few lines long; lab.py and what lab.py borrows from notebooks/ are the real ones.
"""

import hashlib
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from contextlib import contextmanager

import pytest
from refresh import ROOT

PYTHON = sys.executable
UV = shutil.which("uv")
NEEDS_UV = pytest.mark.skipif(not UV and os.environ.get("BACKPROP_REQUIRE_TOOLS") != "1", reason="no uv on the PATH")
INSTALLERS = ["pip", pytest.param("uv", marks=NEEDS_UV)]
PATIENCE = 600  # seconds: only a real fault takes so long, on however slow a machine
BORROWED = [path.relative_to(ROOT) for name in ("lab", "classroom") for path in (ROOT / name).glob("*.py")]
SAYS = "import os, sys; print({name!r}, os.getcwd(), sys.argv[1:], flush=True); raise SystemExit({code})"


def wheel(name, code=0, more=b""):
    """A package as a file: `python -m name` prints its folder and its arguments, then ends with a code."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}/__init__.py": "",
        f"{name}/__main__.py": SAYS.format(name=name, code=code),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{name}/data", f"{info}/RECORD"])
    with zipfile.ZipFile(found := io.BytesIO(), "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path), text)
        archive.writestr(zipfile.ZipInfo(f"{name}/data"), more)
    return found.getvalue()


WHEELS = {name: wheel(name, code) for name, code in {"jupyterlab": 0, "pytest": 3}.items()}


def lock(*names, wrong=False):
    """The text of a lock; `wrong` gives hashes that no download matches."""
    hashes = {name: hashlib.sha256(WHEELS[name] + b"!" * wrong).hexdigest() for name in names}
    return "".join(f"{name}==1.0 \\\n    --hash=sha256:{digest}\n" for name, digest in hashes.items())


class Index(http.server.BaseHTTPRequestHandler):
    """Serves the wheels as an index does; while `open` is not set, a download hangs half-way."""

    open = threading.Event()
    asked = threading.Event()

    def do_HEAD(self):
        self.answer(self.found())

    def do_GET(self):
        body = self.found()
        self.answer(body)
        self.wfile.write(body[:20])
        self.wfile.flush()
        if self.path.endswith(".whl"):
            Index.asked.set()
            Index.open.wait(PATIENCE)
        self.wfile.write(body[20:])

    def found(self):
        name = self.path.strip("/").split("-")[0]
        file = f"{name}-1.0-py3-none-any.whl"
        return WHEELS[name] if self.path.endswith(".whl") else f'<a href="/{file}">{file}</a>'.encode()

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/zip" if self.path.endswith(".whl") else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def serving(handler=Index, context=None):
    """The address of a server on loopback; with an SSL context, over https."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *args: None  # a killed installer breaks its connection
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http{'s' if context else ''}://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def notebook(*cells):
    """A notebook's text: a str is a text cell, a (code,) a code cell that has been run."""
    made = [
        {"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": [cell]}
        if isinstance(cell, str)
        else {
            "cell_type": "code", "id": f"c{n}", "metadata": {}, "source": list(cell), "execution_count": 1,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": ["the answer\n"]}],
        }
        for n, cell in enumerate(cells)
    ]  # fmt: skip
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


class Lab:
    """A copy of the project, small enough to be set up in a second or two."""

    def __init__(self, folder, index, uv):
        assert UV or not uv, "no uv on the PATH"
        self.folder = folder
        for name in ("lab", "notebooks", "tests", "src/backprop", "classroom"):
            (folder / name).mkdir(parents=True)
        shutil.copy(ROOT / "lab.py", folder)
        (folder / "src/backprop/__init__.py").touch()
        for path in BORROWED:
            shutil.copy(ROOT / path, folder / path)
        (folder / "notebooks/04_later.ipynb").write_text(notebook("# 04", ("4 + 4",)))
        (folder / "notebooks/00_first.ipynb").write_text(notebook("# 00", ("2 + 2",)))
        (folder / "requirements.lock").write_text(lock("jupyterlab"))
        (folder / "tests/requirements.lock").write_text(lock("jupyterlab", "pytest"))
        ours = {"PIP_INDEX_URL": index, "PIP_RETRIES": "1", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
        ours |= {"PIP_DEFAULT_TIMEOUT": str(PATIENCE), "UV_HTTP_TIMEOUT": str(PATIENCE)}
        ours |= {"UV_DEFAULT_INDEX": index, "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0", "UV_NO_CONFIG": "1"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHONP"))}
        self.env = kept | ours | {"PATH": os.environ["PATH"] if uv else without_uv(folder.parent)}

    def start(self, *words, **more):
        return subprocess.Popen(
            [PYTHON, str(self.folder / "lab.py"), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder.parent,  # not the project's: a start from anywhere will do
            env=self.env | more,
            start_new_session=True,
        )

    def run(self, *words, **more):
        """(exit code, what it printed)"""
        running = self.start(*words, **more)
        said, _ = running.communicate(timeout=PATIENCE)
        return running.returncode, said

    @property
    def stamp(self):
        return self.folder / ".venv" / "lab.json"

    def python(self, code):
        python = self.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        return subprocess.run(
            [python, "-c", code], env=self.env, capture_output=True, text=True, check=True
        ).stdout.strip()


def without_uv(folder):
    """A PATH with no uv on it."""
    return os.pathsep.join(
        path for path in os.environ["PATH"].split(os.pathsep) if not shutil.which("uv", path=path)
    ) or str(folder)
