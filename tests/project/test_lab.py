"""lab.py for real: it makes environments from a small lock, whose packages are stand-ins a few lines long.

Each test starts lab.py as a person does, in a folder with a space in its name, with an index of packages on loopback.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from copy import copy
from pathlib import Path

import pytest
from refresh import ROOT
from small_lab import INSTALLERS, NEEDS_UV, PATIENCE, PYTHON, UV, Index, Lab, lock, serving, without_uv


@pytest.fixture(scope="module")
def index():
    with serving() as address:
        yield address


@pytest.fixture(params=INSTALLERS)
def lab(request, tmp_path, index):
    Index.open.set()
    return Lab(tmp_path / "a folder", index, uv=request.param == "uv")


@pytest.fixture
def quick_lab(tmp_path, index):
    """For what does not depend on the installer: with uv, where there is one, a set-up takes a fifth of the time."""
    Index.open.set()
    return Lab(tmp_path / "a folder", index, uv=bool(UV))


@pytest.fixture(scope="module")
def set_up(tmp_path_factory, index):
    """A lab that has been set up: what begins with one begins with a copy of its folder."""
    Index.open.set()
    lab = Lab(tmp_path_factory.mktemp("set up") / "a folder", index, uv=bool(UV))
    assert lab.run()[0] == 0
    return lab


@pytest.fixture
def ready_lab(set_up, tmp_path):
    Index.open.set()
    lab = copy(set_up)
    lab.folder = Path(shutil.copytree(set_up.folder, tmp_path / "a folder", symlinks=True))
    return lab


# The start as it should be.


def test_one_word_less_start_opens_the_first_notebook(lab):
    code, said = lab.run("--no-browser", "--port=9999")
    assert code == 0
    called = said.splitlines()[-1]
    as_root = "'--allow-root', " if getattr(os, "geteuid", lambda: None)() == 0 else ""
    assert called == (
        f"jupyterlab {lab.folder} ['--ServerApp.root_dir={lab.folder / 'my-notebooks'}', "
        f"'--LabApp.default_url=/lab/tree/00_first.ipynb', '--LabApp.custom_css=True', {as_root}'--no-browser', "
        "'--port=9999']"
    )
    assert lab.python("import backprop; print(backprop.__file__)") == str(lab.folder / "src/backprop/__init__.py")
    settings = lab.folder / ".venv/share/jupyter/lab/settings/overrides.json"
    assert json.loads(settings.read_text())["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    style = (
        lab.python("import sysconfig; print(sysconfig.get_path('purelib'))")
        + "/jupyter_server/static/custom/custom.css"
    )
    assert "max-width: 66ch" in Path(style).read_text()
    assert [path.name for path in lab.folder.iterdir() if "old" in path.name] == []


def test_second_start_sets_nothing_up_and_needs_no_network(ready_lab):
    before = ready_lab.stamp.stat().st_mtime_ns
    code, said = ready_lab.run(PIP_INDEX_URL="http://127.0.0.1:9", UV_DEFAULT_INDEX="http://127.0.0.1:9")
    assert (code, len(said.splitlines())) == (0, 1)
    assert ready_lab.stamp.stat().st_mtime_ns == before


def test_tests_install_more_than_readers_need_and_give_their_exit_code(ready_lab):
    finds = "import importlib.util as u; print(bool(u.find_spec('pytest')))"
    assert ready_lab.python(finds) == "False"
    code, said = ready_lab.run("test", "-x")
    assert code == 3
    called = said.splitlines()[-1]
    assert called.startswith(f"pytest {ready_lab.folder} ['-rfEs', '--durations=20', '--durations-min=1', '--nbval', ")
    assert called.endswith("'-m', 'not slow', '-x', 'notebooks', 'tests']")
    assert ready_lab.python(finds) == "True"
    assert ready_lab.run()[1].startswith("jupyterlab ")


def test_what_is_chosen_takes_the_place_of_all_and_is_tested_whole(ready_lab):
    called = ready_lab.run("test", "notebooks/00_first.ipynb")[1].splitlines()[-1]
    assert called.endswith("'--no-loadscope-reorder', 'notebooks/00_first.ipynb']")


def test_all_leaves_nothing_out(ready_lab):
    called = ready_lab.run("test", "--all", "-x")[1].splitlines()[-1]
    assert called.endswith("'--no-loadscope-reorder', '-x', 'notebooks', 'tests']")


def test_a_changed_lock_is_installed_over_a_whole_environment(ready_lab):
    kept = ready_lab.folder / ".venv" / "kept"
    kept.touch()
    (ready_lab.folder / "requirements.lock").write_text("# new\n" + lock("jupyterlab", "pytest"))
    code, said = ready_lab.run()
    assert (code, said.startswith("Setting up")) == (0, True)
    assert kept.exists()
    assert ready_lab.run()[1].startswith("jupyterlab ")


def test_the_folder_can_move(ready_lab):
    ready_lab.folder = ready_lab.folder.rename(ready_lab.folder.parent / "else where")
    assert ready_lab.run()[1].startswith(f"jupyterlab {ready_lab.folder} ")
    assert ready_lab.python("import backprop; print(backprop.__file__)").startswith(str(ready_lab.folder))


# The start as it happens.


def kill(running):
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_stopped_half_way_it_is_made_again(lab):
    Index.open.clear()
    Index.asked.clear()
    running = lab.start()
    assert Index.asked.wait(PATIENCE)
    kill(running)
    assert lab.stamp.read_text() == "{}"
    litter = lab.folder / ".venv" / "half"
    litter.touch()
    Index.open.set()
    code, said = lab.run()
    assert (code, said.splitlines()[-1].split()[0]) == (0, "jupyterlab")
    assert not litter.exists()
    assert not (lab.folder / ".venv-old").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_an_update_stopped_half_way_is_not_trusted(ready_lab):
    litter = ready_lab.folder / ".venv" / "half"
    litter.touch()
    Index.open.clear()
    Index.asked.clear()
    running = ready_lab.start("test")
    assert Index.asked.wait(PATIENCE)
    kill(running)
    Index.open.set()
    assert ready_lab.run()[0] == 0
    assert not litter.exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_a_second_start_waits_for_the_first_and_then_both_go_on(quick_lab):
    Index.open.clear()
    Index.asked.clear()
    first = quick_lab.start()
    assert Index.asked.wait(PATIENCE)
    second = quick_lab.start()
    assert second.stdout.readline().startswith("Another start of the lab is setting it up")
    Index.open.set()
    ends = [running.communicate(timeout=PATIENCE)[0].splitlines()[-1] for running in (first, second)]
    assert [end.split()[0] for end in ends] == ["jupyterlab", "jupyterlab"]
    assert [first.returncode, second.returncode] == [0, 0]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_an_installer_that_outlives_its_start_is_waited_for(quick_lab):
    Index.open.clear()
    Index.asked.clear()
    first = quick_lab.start()
    assert Index.asked.wait(PATIENCE)
    first.kill()  # not its installer
    first.wait()
    second = quick_lab.start()
    assert second.stdout.readline().startswith("Another start")
    Index.open.set()
    assert second.communicate(timeout=PATIENCE)[0].splitlines()[-1].startswith("jupyterlab ")
    first.stdout.close()


@pytest.mark.slow
def test_ctrl_c_while_it_sets_up_is_a_sentence(quick_lab):
    Index.open.clear()
    Index.asked.clear()
    running = quick_lab.start()
    assert Index.asked.wait(PATIENCE)
    os.killpg(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=PATIENCE)
    assert "Stopped. The next start sets the lab up again" in said
    assert "Traceback" not in said
    assert running.returncode == 1


@pytest.mark.slow
def test_no_network_is_a_sentence(lab):
    code, said = lab.run(PIP_INDEX_URL="http://127.0.0.1:9", UV_DEFAULT_INDEX="http://127.0.0.1:9")
    assert code == 1
    assert "The packages could not be fetched: is this machine on the network?" in said
    assert "Traceback" not in said
    assert lab.run()[0] == 0


@pytest.mark.slow
def test_a_download_that_matches_no_hash_is_refused(lab):
    (lab.folder / "requirements.lock").write_text(lock("jupyterlab", wrong=True))
    code, said = lab.run()
    assert code == 1
    assert "hash" in said.lower()
    assert "could not be installed" in said


def test_an_environment_of_somebody_else_is_left_alone(quick_lab):
    mine = quick_lab.folder / ".venv" / "mine"
    mine.parent.mkdir()
    mine.touch()
    code, said = quick_lab.run()
    assert (code, "does not look like one that lab.py made" in said) == (1, True)
    assert mine.exists()


@pytest.mark.slow
def test_an_environment_whose_python_is_gone_is_made_again(ready_lab):
    found = [path for path in (ready_lab.folder / ".venv").glob("*/python*") if path.suffix in ("", ".exe")]
    for python in found:
        python.unlink()
    code, said = ready_lab.run()
    assert (code, said.startswith("Setting up")) == (0, True)


@pytest.mark.slow
@NEEDS_UV
def test_an_environment_made_with_uv_still_works_without_it(tmp_path, index):
    Index.open.set()
    lab = Lab(tmp_path / "a folder", index, uv=True)
    lab.run()
    lab.env["PATH"] = without_uv(tmp_path)
    assert lab.run("test")[0] == 3


def pretend(lab, lines):
    """Runs lab.py after some lines that change what Python says of itself."""
    code = f"import runpy, sys; sys.argv = ['lab.py']\n{lines}\nrunpy.run_path('lab.py', run_name='__main__')"
    found = subprocess.run([PYTHON, "-c", code], cwd=lab.folder, env=lab.env, capture_output=True, text=True)
    return found.returncode, found.stderr


def test_an_old_python_is_a_sentence(quick_lab):
    code, said = pretend(quick_lab, "sys.version_info = (3, 8, 10, 'final', 0)")
    assert (code, said.strip().count("\n")) == (1, 0)
    assert "needs Python 3.11 or newer and this is 3.8.10" in said


def test_an_old_python_can_read_the_file_at_all():
    compile(source := (ROOT / "lab.py").read_text(encoding="utf-8"), "lab.py", "exec", dont_inherit=True)
    import ast

    ast.parse(source, feature_version=(3, 7))


def test_a_python_without_venv_names_the_package(quick_lab):
    quick_lab.env["PATH"] = without_uv(quick_lab.folder)
    lines = "import importlib.util as u; u.find_spec = lambda name: None if name == 'ensurepip' else object()"
    code, said = pretend(quick_lab, lines)
    assert code == 1
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in said


def test_a_folder_that_cannot_be_written_is_a_sentence(quick_lab):
    lines = (
        "import builtins; opened = builtins.open\n"
        "def refuse(name, mode='r', *more):\n"
        "    if 'a' in mode: raise PermissionError(13, 'Permission denied', name)\n"
        "    return opened(name, mode, *more)\n"
        "builtins.open = refuse"
    )
    code, said = pretend(quick_lab, lines)
    assert code == 1
    assert "cannot be written (Permission denied)" in said
    assert "Traceback" not in said


# The words.


def test_an_unknown_word_lists_the_words(quick_lab):
    code, said = quick_lab.run("tset")
    assert code == 2
    assert "does not know the word 'tset'" in said
    for word in (
        "copy",
        "reset",
        "test",
        "edit",
        "refresh",
        "figures",
        "worksheets",
        "bench",
        "lock",
        "links",
        "handout",
        "help",
    ):
        assert f"\n  {word} " in said


@pytest.mark.parametrize("word", ["help", "--help", "-h"])
def test_help_sets_nothing_up(quick_lab, word):
    assert quick_lab.run(word)[0] == 0
    assert not (quick_lab.folder / ".venv").exists()


def test_a_task_whose_script_is_not_there_says_so(quick_lab):
    assert quick_lab.run("figures") == (1, "There is no figures/draw.py in this copy of the project.\n")
