"""The workflows for GitHub: what they call is here, and linters find nothing. They have not run there."""

import re
import tomllib

import pytest
from refresh import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CALLED = re.compile(r"python lab\.py (\w+)|bash \"?\.ci/(\S+?)\"?$", re.M)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_workflow_calls_is_here(path):
    text = path.read_text(encoding="utf-8")
    calls = CALLED.findall(text)
    assert calls
    words = re.search(r"WORDS = \{(.+?)\}", (ROOT / "lab.py").read_text(encoding="utf-8"), re.S)[1]
    lanes = re.findall(r"lane: (\w+)", text)
    for word, script in calls:
        scripts = lanes if script == "$LANE" else [script]
        assert f'"{word}":' in words if word else all((ROOT / ".ci" / each).exists() for each in scripts)


def test_every_python_that_is_tried_is_one_that_the_project_allows():
    least = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    tried = {version for path in WORKFLOWS for version in re.findall(r'"(3\.\d+)"', path.read_text(encoding="utf-8"))}
    assert least == ">=" + min(tried, key=lambda version: int(version[2:]))
    assert {"3.11", "3.12", "3.13", "3.14"} <= tried


@pytest.mark.slow
def test_linters_find_nothing(tools):
    checked = tools("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    assert checked.returncode == 0, checked.stdout
    audited = tools("zizmor", "--offline", "--no-progress", *WORKFLOWS)
    assert audited.returncode == 0, audited.stdout + audited.stderr
