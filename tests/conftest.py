"""What several test files share."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

os.environ["BACKPROP_PROGRESS"] = "off"  # no verdict of a test is kept, nor one of the notebooks that tests run


@pytest.fixture(scope="session")
def absent():
    """absent(variable, what) skips the test; where the environment sets that variable to 1, it fails the test."""

    def absent(variable, what):
        (pytest.fail if os.environ.get(variable) == "1" else pytest.skip)(what)

    return absent


@pytest.fixture(scope="session")
def tools(absent):
    """run(program, word, …, cwd=…, VARIABLE=…) runs a program of $BACKPROP_TOOLS, an environment beside the lab's own.

    nbgrader, JupyterHub and the linters of workflows lie there: a reader needs none, and some change JupyterLab.
    """
    folder = os.environ.get("BACKPROP_TOOLS")
    if not folder:
        absent("BACKPROP_REQUIRE_TOOLS", "$BACKPROP_TOOLS names no environment, so nothing was run in one")
    folders = [Path(folder) / "bin", Path(folder) / "node_modules" / ".bin"]
    env = {name: value for name, value in os.environ.items() if name not in ("BACKPROP_PROGRESS", "PYTHONPATH")}
    env |= {"OMP_NUM_THREADS": "1", "PATH": os.pathsep.join([*map(str, folders), env["PATH"]])}

    def run(program, *words, cwd=None, **more):
        found = next(each / program for each in folders if (each / program).exists())
        return subprocess.run([found, *words], cwd=cwd, env=env | more, capture_output=True, text=True)

    return run


def pytest_collection_modifyitems(items):
    """The file with the longest test first, or one worker would end alone with it."""
    items.sort(key=lambda item: item.path.name != "test_sweep.py")
