"""The edition for a browser, built once, and served on loopback as `python3 -m http.server` does it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import served

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def site(absent, tmp_path_factory):
    """The folder that `lab.py site` writes."""
    folder = tmp_path_factory.mktemp("web") / "site"
    done = subprocess.run([sys.executable, ROOT / "web" / "build.py", folder], capture_output=True, text=True)
    if "could not be fetched" in done.stderr:
        absent("BACKPROP_REQUIRE_WEB", done.stderr)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def node(absent, tmp_path_factory):
    """node(script, *arguments) runs an ES module and returns the JSON that it writes to its last argument, a file."""
    if NODE is None:
        absent("BACKPROP_REQUIRE_WEB", "no Node.js on this machine: nothing was tried outside a browser")

    def run(script, *arguments):
        written = tmp_path_factory.mktemp("node") / "found.json"
        command = [NODE, script, *map(str, arguments), written]
        done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(written.read_text(encoding="utf-8"))

    return run


@pytest.fixture(scope="module")
def address(site):
    """Where the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser(absent):
    """A Chromium that knows no host but this machine."""
    if CHROMIUM is None:
        absent("BACKPROP_REQUIRE_WEB", "no Chromium on this machine: nothing was tried in a browser")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()
