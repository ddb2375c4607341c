"""What a class is handed runs without this project: the folder, the package's file, and a notebook opened alone."""

import ast
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from email.parser import BytesParser
from pathlib import Path

import handed_out
import pytest
from refresh import ROOT
from small_lab import PYTHON

sys.path.insert(0, str(ROOT / "classroom"))

import handout
import links
import package_file

FIRST = "00_why_one_line_fails.ipynb"


# The package's file.


def test_the_wheel_holds_the_package_and_is_the_same_each_time():
    made = package_file.content()
    assert made == package_file.content()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = set(archive.namelist())
        tracked = {
            path.relative_to(ROOT / "src").as_posix() for path in package_file.PACKAGE.rglob("*") if path.is_file()
        }
        info = f"{package_file.stem()}.dist-info/"
        assert {name for name in names if not name.startswith(info)} == {
            name for name in tracked if "__pycache__" not in name
        }
        told = BytesParser().parsebytes(archive.read(f"{info}METADATA"))
    assert told["Name"] == "backprop-notebooks"
    assert told["Requires-Python"] == ">=3.11"
    assert told.get_all("Requires-Dist") == package_file.project()["dependencies"]


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The python of an environment that has pip, this one's packages, and no backprop."""
    return environment(tmp_path_factory.mktemp("bare"))[0]


def environment(folder):
    """(python, its folder of packages) of a new environment with this one's packages, and no backprop."""
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", folder], check=True)
    home = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("backprop", "__pycache__")) and path.suffix != ".pth":
            (home / path.name).symlink_to(path)
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")), home


def run(python, *words, folder):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONP", "PIP_", "UV_"))}
    env |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    return subprocess.run([python, *words], cwd=folder, env=env, capture_output=True, text=True)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right of their own there")
@pytest.mark.slow
def test_pip_installs_the_wheel_and_finds_every_file_as_recorded(bare, tmp_path):
    wheel = tmp_path / package_file.name()
    wheel.write_bytes(package_file.content())
    code = "import sys, pip._internal.cli.main as m; sys.exit(m.main(sys.argv[1:]))"
    asked = ["install", "--no-deps", "--no-index", "--target", str(tmp_path / "there"), str(wheel)]
    installed = run(bare, "-c", code, *asked, folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    there = tmp_path / "there"
    for line in (there / f"{package_file.stem()}.dist-info/RECORD").read_text().splitlines():
        name, digest, _ = line.rsplit(",", 2)
        if digest and name.startswith("backprop/"):
            assert package_file.digest((there / name).read_bytes()) == digest
    shows = (
        "import sys; sys.path.insert(0, sys.argv[1]); from backprop import datasets; print(datasets.digits()[0].shape)"
    )
    assert run(bare, "-c", shows, str(there), folder=tmp_path).returncode == 0


# The folder for a class.


def hand_out(folder, *words):
    command = [PYTHON, str(ROOT / "lab.py"), "handout", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_folder_for_a_class_and_again_over_itself(tmp_path):
    for _ in range(2):
        assert hand_out(tmp_path / "class").returncode == 0
    there = {
        path.relative_to(tmp_path / "class").as_posix() for path in (tmp_path / "class").rglob("*") if path.is_file()
    }
    assert there == {*handed_out.files(), package_file.name(), "START.md", ".handed-out.json"}
    assert package_file.name() in (tmp_path / "class/START.md").read_text()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / FIRST).write_text("mine")
    refused = hand_out(tmp_path)
    assert refused.returncode == 1
    assert "is not empty and is no hand-out" in refused.stderr
    assert (tmp_path / FIRST).read_text() == "mine"
    assert hand_out(ROOT).returncode == 1


def test_a_working_tree_of_git_can_take_it(tmp_path):
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    assert hand_out(tmp_path).returncode == 0


def test_a_class_without_the_package_is_told_of_the_wheel(tmp_path):
    hand_out(tmp_path / "class")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    running = subprocess.run(
        [PYTHON, "-S", "-c", "from backprop import sliders"],
        cwd=tmp_path / "class",
        env=env,
        capture_output=True,
        text=True,
    )
    assert running.stderr.strip().endswith(f"START.md beside the notebooks says how to install {package_file.name()}.")


def test_a_hub_that_has_the_package_uses_it(tmp_path):
    hand_out(tmp_path / "class")
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    code = "from backprop import sliders; print(sliders.__file__)"
    running = subprocess.run([PYTHON, "-c", code], cwd=tmp_path / "class", env=env, capture_output=True, text=True)
    assert running.stdout.strip() == str(ROOT / "src/backprop/sliders/__init__.py"), running.stderr


# Alone.


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    assert hand_out(folder, "--alone", "00", "4").returncode == 0
    return folder


def test_alone_means_two_notebooks_and_the_wheel(alone):
    names = {path.name for path in alone.iterdir()}
    assert names == {FIRST, "04_backwards_in_four_lines.ipynb", package_file.name(), ".handed-out.json"}


def test_its_pictures_are_in_it_and_no_link_is_dead(alone):
    text = "".join(handed_out.prose(alone / "04_backwards_in_four_lines.ipynb"))
    assert "(data:image/svg+xml;base64," in text
    found = [link for _, link in handed_out.LINK.findall(text) if not link.startswith(("https:", "data:"))]
    assert [link for link in found if not (alone / link).is_file()] == []
    assert "notebook 05" in text.lower() or "05" in text


def test_with_an_address_its_links_lead_there():
    there = links.Repository("github.com", "some/thing")
    line = (
        "[on](05_prove_it.ipynb), [back](01_the_forward_pass.ipynb), [more](../docs/reading-on.md), [x](https://x.org)"
    )
    page = handed_out.FOLDER / FIRST
    assert handout.inlined(line, page, ["01_the_forward_pass.ipynb"], there) == (
        "[on](https://github.com/some/thing/blob/HEAD/notebooks/05_prove_it.ipynb), [back](01_the_forward_pass.ipynb), "
        "[more](https://github.com/some/thing/blob/HEAD/docs/reading-on.md), [x](https://x.org)"
    )
    assert handout.inlined("[on](05_prove_it.ipynb)", page, [], None) == "on"
    wheel = f"https://github.com/some/thing/raw/handout/{package_file.name()}"
    assert f'"{wheel}"' in handout.set_up(there)


def test_the_set_up_cell_hides_no_error():
    code = handout.set_up(None).replace("%pip", "pass  #")
    kinds = {type(node) for node in ast.walk(ast.parse(code))}
    assert ast.Try not in kinds
    assert code.splitlines()[-1].startswith("from backprop import sliders")


ONE_KERNEL = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
code = [cell for cell in notebook.cells if cell.cell_type == "code"][: int(sys.argv[2])]
notebook.cells = code
NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
for output in [output for cell in notebook.cells for output in cell.outputs]:
    print(output.get("text") or "", output.get("evalue") or "")
"""


def opened(python, folder, name=FIRST, cells=2):
    """What the first cells of a notebook print in another Jupyter."""
    found = run(python, "-c", ONE_KERNEL, name, str(cells), folder=folder)
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.fixture
def jupyter(tmp_path, alone):
    """A bare Jupyter of its own for each test, and a folder with the notebook in it."""
    python, home = environment(folder := tmp_path / "environment")
    (tmp_path / "mine").mkdir()
    shutil.copy(alone / FIRST, tmp_path / "mine")
    kernel = folder / "share/jupyter/kernels/python3/kernel.json"
    kernel.parent.mkdir(parents=True)
    argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel.write_text(json.dumps({"argv": argv, "display_name": "bare", "language": "python"}))
    return python, tmp_path / "mine", home


needs_links = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right of their own there")


@needs_links
@pytest.mark.slow
def test_in_a_bare_jupyter_it_installs_the_wheel_beside_it_and_runs(jupyter, alone):
    python, folder, home = jupyter
    shutil.copy(alone / package_file.name(), folder)
    said = opened(python, folder)
    assert "X (2, 4)" in said, said
    assert (home / "backprop/sliders").is_dir()


@needs_links
@pytest.mark.slow
def test_without_the_wheel_it_says_where_to_put_it(jupyter):
    python, folder, _ = jupyter
    said = opened(python, folder, cells=1)
    assert f"Put {package_file.name()}, which came with this notebook, into {folder}." in said


@needs_links
@pytest.mark.slow
def test_a_strangers_package_of_the_same_name_is_named_and_left_alone(jupyter, alone):
    python, folder, home = jupyter
    shutil.copy(alone / package_file.name(), folder)
    (home / "backprop").mkdir()
    (home / "backprop/__init__.py").write_text("import torch_of_long_ago\n")
    said = opened(python, folder, cells=1)
    assert f"{home / 'backprop/__init__.py'} is another package of this name: uninstall it" in said
    assert sorted(path.name for path in (home / "backprop").iterdir()) == ["__init__.py"]


@needs_links
@pytest.mark.slow
def test_a_failed_install_is_seen(jupyter):
    python, folder, _ = jupyter
    (folder / package_file.name()).write_bytes(b"no wheel")
    said = opened(python, folder, cells=1)
    assert "ERROR" in said
    assert "No module named 'backprop'" in said


COLAB = "enabled = []\n\ndef enable_custom_widget_manager():\n    enabled.append(1)\n"


@needs_links
@pytest.mark.slow
def test_in_colab_the_other_packages_stay_as_they_are(jupyter, alone):
    """What Colab has of its own is simulated: a module google.colab that its kernel has loaded."""
    python, folder, _ = jupyter
    shutil.copy(alone / package_file.name(), folder)
    (folder / "google/colab").mkdir(parents=True)
    (folder / "google/colab/output.py").write_text(COLAB)
    notebook = json.loads((folder / FIRST).read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    asked = "from google.colab import output\nprint(output.enabled, options)"
    empty = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    before = {**empty, "id": "before", "source": "import google.colab"}
    notebook["cells"] = [before, *code[:1], {**empty, "id": "after", "source": asked}]
    (folder / FIRST).write_text(json.dumps(notebook), encoding="utf-8")
    assert "[1] --no-deps" in (said := opened(python, folder, cells=3)), said


def test_the_committed_notebooks_stay_as_they_are():
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in handed_out.notebooks()}
    handout.together()
    handout.alone([])
    assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in handed_out.notebooks()}
