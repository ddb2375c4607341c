"""Each notebook proves what it shows: break the package in one place, and its stored outputs no longer come out."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import refresh

pytestmark = pytest.mark.slow
NOTEBOOKS = sorted(path.name for path in refresh.FOLDER.glob("*.ipynb"))
SABOTAGES = {  # each in the network, and in the backward pass and the step of its own that notebook 05 takes apart
    "the update goes up the slope": [
        ("network.py", "value - learning_rate * gradients", "value + learning_rate * gradients"),
        ("sweep/plain.py", "value -= self.rates * d", "value += self.rates * d"),
    ],
    "a transpose is dropped": [
        ("network.py", 'dz @ values[f"a{layer - 1}"].T', 'dz @ values[f"a{layer - 1}"]'),
        ("exercises/two_layers.py", "dW1 = dz1 @ X.T", "dW1 = dz1 @ X"),
    ],
    "the slope of the sigmoid is wrong": [
        ("activations.py", "return e / (1 + e) ** 2", "return e / (1 + e)"),
        ("exercises/two_layers.py", "dz1 = da1 * a1 * (1 - a1)", "dz1 = da1 * a1"),
    ],
}


@pytest.fixture(scope="module", params=SABOTAGES)
def said(request, tmp_path_factory):
    """What strict nbval says of every notebook, up to its first red cell, while a copy of the package is wrong."""
    copy = tmp_path_factory.mktemp("sabotage")
    shutil.copytree(refresh.ROOT / "src", copy / "src")
    for file, right, wrong in SABOTAGES[request.param]:
        module = copy / "src" / "backprop" / file
        text = module.read_text(encoding="utf-8")
        assert text.count(right) == 1, f"{file} no longer has the line that this sabotage breaks"
        module.write_text(text.replace(right, wrong), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command += ["-p", "first_failure", "-k", "Cell", "--nbval", "--nbval-current-env"]
    command += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
    command += [f"notebooks/{name}" for name in NOTEBOOKS]
    path = os.pathsep.join([str(copy / "src"), str(refresh.ROOT / "tests" / "support")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=refresh.ROOT, env=environment, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_turns_red(said, name):
    assert re.search(r"\d{2,} passed", said), "more is broken than one place"
    assert re.search(rf"^FAILED notebooks/{name}::", said, re.M), said[-2000:]
