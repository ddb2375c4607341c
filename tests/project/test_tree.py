"""The tree is the one that the README and the guide for contributors describe, and speaks of nothing but itself."""

import os
import re
import subprocess
import sys

import pytest
from refresh import ROOT

TOP = {
    "README.md", "lab.py", "environment.yml", "postBuild", "pyproject.toml", "requirements.lock", "LICENSE",
    "LICENSE-text", "lab", "notebooks", "src", "tests", "benchmarks", "figures", "docs", "classroom", "web",
}  # fmt: skip
DOTTED = {".ci", ".gitignore", ".gitattributes", ".github"}


def files():
    """The project's files: what git has, or in a copy without git, what is there and not hidden."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]
    found = (path for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [path for path in found if not path.relative_to(ROOT).parts[0].startswith((".venv", ".pytest", ".ruff"))]


FILES = files()


def texts():
    for path in FILES:
        if path.suffix in {".py", ".md", ".toml", ".yml", ".ipynb", ".lock", ".cfg", ""}:
            yield path, path.read_text(encoding="utf-8")


def test_nothing_else_stands_at_the_top():
    assert {path.relative_to(ROOT).parts[0] for path in FILES} <= TOP | DOTTED


def test_what_the_tree_promises_is_there():
    here = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert TOP - {"benchmarks", "figures"} <= here


def test_no_file_is_too_big_to_read_or_to_fetch():
    assert not {path.name: path.stat().st_size for path in FILES if path.stat().st_size > 1_000_000}


def test_no_path_of_a_machine_and_no_host_of_a_registry():
    strangers = r"(?:^|[\s\"'=(])/(?:home|root|work|Users)/\w|python[h]osted|[p]ypi\.org|[r]egistry\.npmjs"
    mine = re.compile(strangers, re.M)
    examples = {"test_notebooks.py"}  # has such a path as an example of what an output must not hold
    found = {path.name: mine.findall(text) for path, text in texts() if path.name not in examples}
    assert not {name: hits for name, hits in found.items() if hits}


def test_nothing_tells_a_reader_to_install_a_strangers_package():
    """On the package index `backprop` is somebody else's, with our import name; ours is `backprop-notebooks`."""
    assert (ROOT / "pyproject.toml").read_text(encoding="utf-8").count('\nname = "backprop-notebooks"') == 1
    stranger = re.compile(r"\b(?:install|add)\s+(?:-\S+\s+)*['\"]?backprop(?![\w-])")
    assert stranger.search("%pip install -q backprop")
    found = {path.name: stranger.findall(text) for path, text in texts() if path.name != "test_tree.py"}
    assert not {name: hits for name, hits in found.items() if hits}


def test_every_text_ends_with_one_newline_and_uses_no_tabs():
    for path, text in texts():
        if text and path.suffix in {".py", ".md", ".toml", ".yml", ".ipynb"}:
            assert text.endswith("\n"), path
            assert not text.endswith("\n\n"), path
            assert "\t" not in text, path


def test_links_in_the_documents_resolve():
    for path in FILES:
        if path.suffix == ".md":
            for address in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
                assert re.match(r"\w+:", address) or (path.parent / address).exists(), f"{path.name}: {address}"


def test_the_words_of_lab_that_documents_name_exist():
    known = subprocess.run([sys.executable, "lab.py", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    known = set(re.findall(r"(?m)^  (\w+)", known))
    for path, text in texts():
        if path.suffix == ".md":
            assert set(re.findall(r"lab\.py ([a-z]+)", text)) <= known, path


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such bit")
@pytest.mark.parametrize("name", ["postBuild", ".ci/run"])
def test_scripts_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)
    assert (ROOT / name).read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
