"""One environment, said four times: pyproject.toml, its two locks and environment.yml agree."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_notebook, new_output
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from refresh import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCKS = {"lab": "requirements.lock", "test": "tests/requirements.lock"}
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # what conda calls a package


def bounds(lines):
    """{name: bounds} of requirements as text."""
    wanted = map(Requirement, lines)
    return {canonicalize_name(one.name): one.specifier for one in wanted}


def group(name):
    """What a group of pyproject.toml asks for, with the groups that it includes and the package's own needs."""
    lines = []
    for line in PROJECT["dependency-groups"][name]:
        lines += group(line["include-group"]) if isinstance(line, dict) else [line]
    return lines + PROJECT["project"]["dependencies"] * (name == "lab")


def locked(kind):
    """{name: (version, marker, hashes)} of a lock."""
    text = (ROOT / LOCKS[kind]).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\w)", re.sub(r"(?m)^ *#.*\n?", "", text)) if entry.strip()]
    found = {}
    for entry in entries:
        one = Requirement(entry.split("\\\n")[0])
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)
        assert canonicalize_name(one.name) not in found, "one version of each package, for every Python and system"
        found[canonicalize_name(one.name)] = (str(one.specifier).removeprefix("=="), str(one.marker), hashes)
    return found


def test_conda_asks_for_what_pyproject_asks_for():
    asked = bounds(line for line in CONDA["dependencies"] if not line.startswith(("python=", "pip")))
    asked = {CONDA_NAMES.get(name, name): bound for name, bound in asked.items()}
    assert asked == bounds(group("lab"))


def test_conda_has_the_exact_python_that_binder_can_read_and_no_pip_part():
    assert "python=3.12" in CONDA["dependencies"]
    assert all(isinstance(line, str) for line in CONDA["dependencies"])
    assert CONDA["channels"] == ["conda-forge"]


def test_the_floors_of_the_project():
    floors = bounds(group("lab"))
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert "1.26" not in floors["numpy"]
    assert "4.5.6" not in floors["jupyterlab"]
    assert "8.1.9" not in floors["ipywidgets"]


@pytest.mark.parametrize("kind", LOCKS)
def test_the_lock_keeps_the_bounds_and_holds_every_hash(kind):
    lock = locked(kind)
    for name, bound in bounds(group(kind)).items():
        assert lock[name][0] in bound, f"{name}: python3 lab.py lock"
    assert all(hashes for _, _, hashes in lock.values())
    assert lock["ipywidgets"][0] == "8.1.8"


@pytest.mark.parametrize("kind", LOCKS)
def test_the_lock_has_no_addresses_and_no_torch(kind):
    text = (ROOT / LOCKS[kind]).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--" not in re.sub(r"--hash=sha256:[0-9a-f]{64}\b", "", text), "no options such as an index"
    assert "torch" not in locked(kind)


def test_the_tests_run_on_the_very_versions_that_readers_have():
    lab, tests = locked("lab"), locked("test")
    assert {name: entry[0] for name, entry in lab.items()} == {name: tests[name][0] for name in lab}
    assert set(lab) < set(tests)


@pytest.mark.skipif(os.name == "nt", reason="Binder runs postBuild, on Linux")
def test_post_build_clears_the_lessons_and_not_their_solutions(tmp_path):
    (tmp_path / "notebooks" / "solutions").mkdir(parents=True)
    answer = new_output("stream", name="stdout", text="the answer")
    nb = new_notebook(cells=[new_code_cell("1", execution_count=1, outputs=[answer])])
    for place in ("notebooks/04_a.ipynb", "notebooks/solutions/04_a.ipynb"):
        nbformat.write(nb, tmp_path / place)
    script = (
        (ROOT / "postBuild")
        .read_text(encoding="utf-8")
        .replace("pip install", "true ")
        .replace("PYTHONPATH=lab python -c", "true ")
    )
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(["bash", "-c", script], cwd=tmp_path, check=True, env=dict(os.environ, PATH=programs))
    assert nbformat.read(tmp_path / "notebooks/04_a.ipynb", 4).cells[0].outputs == []
    assert nbformat.read(tmp_path / "notebooks/solutions/04_a.ipynb", 4).cells[0].outputs == [answer]
