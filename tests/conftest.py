"""What several test files share."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from firefox import Firefox
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
def tool_folders(absent):
    """Where the programs of $BACKPROP_TOOLS lie, an environment beside the lab's own.

    nbgrader, JupyterHub, other front ends, linters of workflows: a reader needs none, and some change JupyterLab.
    """
    folder = os.environ.get("BACKPROP_TOOLS")
    if not folder:
        absent("BACKPROP_REQUIRE_TOOLS", "$BACKPROP_TOOLS names no environment, so nothing was run in one")
    return [Path(folder) / "bin", Path(folder) / "node_modules" / ".bin"]


@pytest.fixture(scope="session")
def tool(tool_folders):
    """tool(program) is the path of one of them."""
    return lambda program: next(each / program for each in tool_folders if (each / program).exists())


@pytest.fixture(scope="session")
def tools(tool, tool_folders):
    """run(program, word, …, cwd=…, VARIABLE=…) runs one of them."""
    env = {name: value for name, value in os.environ.items() if name not in ("BACKPROP_PROGRESS", "PYTHONPATH")}
    env |= {"OMP_NUM_THREADS": "1", "PATH": os.pathsep.join([*map(str, tool_folders), env["PATH"]])}

    def run(program, *words, cwd=None, **more):
        return subprocess.run([tool(program), *words], cwd=cwd, env=env | more, capture_output=True, text=True)

    return run


@pytest.fixture
def firefox(absent, tmp_path):
    """A Firefox without a screen."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        absent("BACKPROP_REQUIRE_BROWSER", "no Firefox on this machine: nothing was tried in it")
    window = Firefox(program, tmp_path)
    yield window
    window.close()


LONGEST = "test_notebooks_in_node.py", "test_solutions_in_node.py", "test_sweep.py"


def pytest_collection_modifyitems(items):
    """The files that take longest first, or one worker would end alone with them."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
