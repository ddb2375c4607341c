"""A JupyterLab of its own on loopback, and a Chromium that looks at it."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import namedtuple
from pathlib import Path

import pytest
from lab_page import LabPage

PROJECT = Path(__file__).parents[2]
CONFIG = PROJECT / "lab" / "jupyter"
TOKEN = "test"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
JUPYTERLAB = (sys.executable, "-m", "jupyterlab")
Lab = namedtuple("Lab", "address root token")
QUIET = {"fetchNews": "false", "checkForUpdates": False}


@pytest.fixture(scope="module")
def browser(absent):
    """A Chromium, closed with its module: while Playwright runs, the thread has an event loop that other tests see."""
    if CHROMIUM is None:
        absent("BACKPROP_REQUIRE_BROWSER", "no Chromium on this machine: nothing was tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", params=["subshells"])
def lab(request, tmp_path_factory):
    """A JupyterLab on a copy of the notebooks; also one without subshells, for modules marked `lab_page.BOTH_WAYS`."""
    root = copied_to(tmp_path_factory.mktemp("lab"))
    settings = {"notification": QUIET}
    if request.param == "no subshells":
        settings["kernels-settings"] = {"commsOverSubshells": "disabled"}
    with serve(root, settings) as lab:
        yield lab


def copied_to(root):
    """The folder `root`, with the notebooks and what they show in it: a test never writes into the project."""
    for name in ("notebooks", "figures"):
        shutil.copytree(PROJECT / name, root / name)
    return root


@contextlib.contextmanager
def serve(root, settings, program=JUPYTERLAB, config=CONFIG):
    """Run JupyterLab, or another program of that kind, on `root` with these settings of apputils; yields its Lab.

    config  the folder with the settings of the server: those of `python3 lab.py`
    """
    folder = root / "settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in settings.items():
        (folder / f"{name}.jupyterlab-settings").write_text(json.dumps(values))
    words = ["--allow-root", "--expose-app-in-browser", "--ServerApp.port_retries=0"]
    words += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={root}"]
    environment = {"JUPYTERLAB_SETTINGS_DIR": str(root / "settings"), "JUPYTER_CONFIG_DIR": str(root)}
    environment["JUPYTER_CONFIG_PATH"] = str(config)
    with running([*program, *words], f"api?token={TOKEN}", root / "server.log", **environment) as address:
        yield Lab(address, root, TOKEN)


@contextlib.contextmanager
def running(command, path, log, **environment):
    """Run a server of Jupyter's kind on a port of its own; yields its address, once that answers at `path`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*command, "--no-browser", f"--port={port}"]
    with open(log, "wb") as written:
        server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=written, stderr=written)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/{path}", server, log)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(url, server, log, seconds=300):
    """Until the address answers; raises with the server's own words if it ends or does not answer in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(url, timeout=2)
            return
        time.sleep(0.2)
    raise RuntimeError(f"The server did not answer: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="module")
def open_notebook(browser, lab):
    """open_notebook(name, **context) -> a LabPage; every page is closed at the end of the module."""
    contexts = []

    def opened(name, width=1400, height=1000, **context):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **context))
        return LabPage(contexts[-1].new_page(), lab, name)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def run_server():
    """`running`, for a server of another kind."""
    return running


@pytest.fixture(scope="module")
def serve_lab():
    """serve_lab(root, word, …, program=…) gives, while it lasts, the Lab of a new JupyterLab, or its like."""

    def served(root, *words, program=JUPYTERLAB):
        return serve(root, {"notification": QUIET}, (*program, *words))

    return served


@pytest.fixture(scope="module")
def open_with(browser, serve_lab):
    """open_with(root, name) gives, while it lasts, root/notebooks/name as a LabPage of `serve_lab`."""

    @contextlib.contextmanager
    def opened(root, name, tree="lab/tree", **options):
        with serve_lab(root, **options) as lab:
            page = browser.new_page(viewport={"width": 1400, "height": 1600})
            yield LabPage(page, lab, name, tree)
            page.close()

    return opened
