"""What nbval does not see of a notebook's run is heard by notebooks/conftest.py: here a run that fails in each way."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
import refresh
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.slow  # it guards what guards the notebooks

SET_UP = "import asyncio\nfrom backprop import sliders\npanel = sliders.half_plane()\ndraw = panel.draw"
SOUND = ["panel.update()", "beside = asyncio.get_running_loop().create_task(asyncio.sleep(0.01))"]
FAULTS = {
    "a move that fails, and then one that does not": (
        "def broken():\n    raise ValueError('no such place')\n"
        "panel.draw = broken\npanel.update()\npanel.draw = draw\npanel.update()",
        r"This move failed \(ValueError: no such place\)",
    ),
    "a flood": ("for n in range(1001):\n    print(n, end=' ', flush=True)", "more than 1,000 messages"),
    "a task": (
        "async def fails():\n    raise ValueError('in a task')\n"
        "task = asyncio.get_running_loop().create_task(fails())\nawait asyncio.wait([task])\ndel task\n"
        "import gc\ncollected = gc.collect()",
        "ValueError: in a task",
    ),
}
LATE = (
    "async def fails_late():\n    await asyncio.sleep(1)\n    raise ValueError('after the last cell')\n"
    "started = panel.start(fails_late())"
)


def write(path, *cells):
    """A notebook of these cells whose stored outputs are those of a run, so that none differs."""
    nb = new_notebook(cells=[new_code_cell(source) for source in cells])
    nbformat.write(nb, path)
    path.write_text(refresh.normal(refresh.execute(path)), encoding="utf-8")


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What pytest says of a sound notebook, of one with every fault, and of one that fails after its last cell."""
    folder = tmp_path_factory.mktemp("runs")
    shutil.copy(refresh.FOLDER / "conftest.py", folder)
    write(folder / "sound.ipynb", SET_UP, *SOUND)
    write(folder / "faults.ipynb", SET_UP, *(source for source, _ in FAULTS.values()))
    write(folder / "late.ipynb", SET_UP, LATE)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", folder]
    command += ["--nbval", "--nbval-current-env", "--color=no", folder]
    environment = {**os.environ, "PYTEST_ADDOPTS": "", "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True).stdout


def test_a_sound_run_is_green(said):
    assert len(re.findall(r"^PASSED sound.ipynb::", said, re.M)) == len([SET_UP, *SOUND]) + 1
    assert "FAILED sound" not in said


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_leaves_the_outputs_alone_turns_its_cell_red(said, name):
    cell = 1 + list(FAULTS).index(name)
    assert re.search(rf"^FAILED faults.ipynb::Cell {cell} ", said, re.M), said
    assert re.search(FAULTS[name][1], said), said


def test_what_fails_after_the_last_cell_turns_the_run_red(said):
    assert re.search(r"^PASSED late.ipynb::Cell 1$", said, re.M), said
    assert re.search(r"^FAILED late.ipynb::the rest ", said, re.M), said
    assert "ValueError: after the last cell" in said
