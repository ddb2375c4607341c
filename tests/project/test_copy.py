"""A reader's own copy: cleared, complete, never written over, and nothing that a reader does dirties the project."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import environment
import handed_out
import nbformat
import pytest
import working_copy
from refresh import ROOT
from small_lab import PATIENCE, PYTHON, UV, Index, Lab, notebook, serving

FILES = handed_out.files()
LESSONS = [name for name in FILES if re.match(r"\d\d_[^/]+\.ipynb$", name)]
ANSWERS = [name for name in FILES if name.startswith("solutions/") and name.endswith(".ipynb")]


def cells(content):
    return json.loads(content)["cells"]


def wrote(path, line="mine = 1"):
    """A reader writes a line into the last code cell of a notebook, as JupyterLab saves it."""
    found = nbformat.read(path, 4)
    [cell for cell in found.cells if cell.cell_type == "code"][-1].source += f"\n{line}"
    nbformat.write(found, path)


def ran(path):
    """A reader runs a notebook and writes nothing: outputs, counts and the kernel's name are saved."""
    found = nbformat.read(path, 4)
    found.metadata.language_info = {"name": "python", "version": "3.13.0"}
    for count, cell in enumerate(cell for cell in found.cells if cell.cell_type == "code"):
        cell.execution_count, cell.outputs = count, [nbformat.v4.new_output("stream", text="ran")]
    nbformat.write(found, path)


# What is handed out.


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_no_outputs_and_its_cells_as_committed(name):
    committed = cells((handed_out.FOLDER / name).read_text(encoding="utf-8"))
    given = cells(FILES[name])
    assert [cell["id"] for cell in given] == [cell["id"] for cell in committed]
    for one, other in zip(given, committed, strict=True):
        if one["cell_type"] == "code":
            assert (one["outputs"], one["execution_count"]) == ([], None)
            assert "".join(one["source"]) == "".join(other["source"])
            assert one["metadata"] == other["metadata"]
    nbformat.validate(json.loads(FILES[name]))


def test_the_answers_can_be_read_without_a_kernel():
    assert len(ANSWERS) == len(LESSONS)
    for name in ANSWERS:
        assert FILES[name].decode() == (handed_out.FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".ipynb", ".md"))])
def test_every_link_leads_to_a_file_that_is_handed_out(name, tmp_path):
    working_copy.deliver(FILES, tmp_path)
    text = FILES[name].decode() if name.endswith(".md") else "".join(handed_out.prose(tmp_path / name))
    links = [link for _, link in handed_out.LINK.findall(text) if not re.match(r"\w+:", link)]
    assert [link for link in links if not (tmp_path / name).parent.joinpath(link).is_file()] == []


def test_pictures_come_too():
    assert [name for name in FILES if name.startswith("figures/")] == ["figures/backward_shapes.svg"]
    assert b"](figures/backward_shapes.svg)" in FILES["04_backwards_in_four_lines.ipynb"]


def test_a_link_from_deeper_down_and_a_page_that_leads_on(tmp_path, monkeypatch):
    for name in ("notebooks/solutions", "figures", "docs"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(handed_out, "ROOT", tmp_path)
    monkeypatch.setattr(handed_out, "FOLDER", tmp_path / "notebooks")
    (tmp_path / "figures/a b.svg").write_text("<svg/>")
    (tmp_path / "docs/page.md").write_text(
        "[back](../notebooks/01_a.ipynb#top) [on](next.md) [away](https://x.org/y)\n"
    )
    (tmp_path / "docs/next.md").write_text("The end.\n")
    (tmp_path / "notebooks/01_a.ipynb").write_text(notebook("[page](../docs/page.md)", ("1",)))
    (tmp_path / "notebooks/solutions/01_a.ipynb").write_text(notebook('<img src="../../figures/a%20b.svg" alt="a">'))
    found = handed_out.files()
    assert {"docs/page.md", "docs/next.md", "figures/a b.svg"} < set(found)
    assert found["docs/page.md"] == b"[back](../01_a.ipynb#top) [on](next.md) [away](https://x.org/y)\n"
    assert cells(found["01_a.ipynb"])[0]["source"] == ["[page](docs/page.md)"]
    assert cells(found["solutions/01_a.ipynb"])[0]["source"] == ['<img src="../figures/a%20b.svg" alt="a">']


# An update.


@pytest.fixture
def mine(tmp_path):
    """A reader's copy of three files."""
    working_copy.deliver(first(), tmp_path)
    return tmp_path


def first(**changed):
    texts = {"00": "# first", "04": "# fourth"} | {name.strip("_"): text for name, text in changed.items()}
    return {f"{name}_x.ipynb": notebook(text, ("1 + 1",)).encode() for name, text in texts.items()} | {
        "a.svg": b"<svg/>"
    }


def listed(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != working_copy.RECORD)


def test_an_untouched_copy_is_replaced_without_a_word(mine):
    new = first(_04="# better")
    assert working_copy.deliver(new, mine) == []
    assert (mine / "04_x.ipynb").read_bytes() == new["04_x.ipynb"]
    assert listed(mine) == sorted(new)


def test_running_alone_does_not_make_it_the_readers(mine):
    ran(mine / "04_x.ipynb")
    assert working_copy.deliver(first(), mine) == []
    assert b"ran" in (mine / "04_x.ipynb").read_bytes(), "nothing new, so the outputs stay"
    assert working_copy.deliver(first(_04="# better"), mine) == []
    assert b"better" in (mine / "04_x.ipynb").read_bytes()


def test_what_a_reader_wrote_stays_and_the_new_one_arrives_beside_it_once(mine):
    wrote(mine / "04_x.ipynb")
    before = (mine / "04_x.ipynb").read_bytes()
    new = first(_04="# better")
    (said,) = working_copy.deliver(new, mine)
    assert said == "04_x.ipynb has changed since you began it. Yours is untouched; the new one is 04_x.new.ipynb."
    assert (mine / "04_x.ipynb").read_bytes() == before
    assert (mine / "04_x.new.ipynb").read_bytes() == new["04_x.ipynb"]
    (mine / "04_x.new.ipynb").unlink()
    assert working_copy.deliver(new, mine) == []
    assert not (mine / "04_x.new.ipynb").exists()


def test_a_second_update_replaces_the_new_one_unless_the_reader_wrote_in_that_too(mine):
    wrote(mine / "04_x.ipynb")
    working_copy.deliver(first(_04="# better"), mine)
    working_copy.deliver(first(_04="# best"), mine)
    assert b"# best" in (mine / "04_x.new.ipynb").read_bytes()
    wrote(mine / "04_x.new.ipynb")
    working_copy.deliver(first(_04="# last"), mine)
    assert b"mine = 1" in (mine / "04_x.new.ipynb").read_bytes()
    assert b"# last" in (mine / "04_x.new2.ipynb").read_bytes()


def test_a_reader_who_takes_the_new_one_over_is_up_to_date(mine):
    wrote(mine / "04_x.ipynb")
    working_copy.deliver(first(_04="# better"), mine)
    (mine / "04_x.new.ipynb").replace(mine / "04_x.ipynb")
    assert working_copy.deliver(first(_04="# best"), mine) == []
    assert b"# best" in (mine / "04_x.ipynb").read_bytes()


def test_a_file_that_is_no_notebook_any_more_is_kept(mine):
    (mine / "04_x.ipynb").write_text('{"cells": [{}]}')
    assert len(working_copy.deliver(first(_04="# better"), mine)) == 1
    assert (mine / "04_x.ipynb").read_text() == '{"cells": [{}]}'


def test_what_is_deleted_comes_back_and_what_is_withdrawn_goes_unless_written_in(mine):
    (mine / "04_x.ipynb").unlink()
    working_copy.deliver(first(), mine)
    assert (mine / "04_x.ipynb").exists()
    wrote(mine / "04_x.ipynb")
    working_copy.deliver({"05_y.ipynb": first()["00_x.ipynb"]}, mine)
    assert listed(mine) == ["04_x.ipynb", "05_y.ipynb"]


def test_a_lost_record_loses_no_work(mine):
    wrote(mine / "04_x.ipynb")
    (mine / working_copy.RECORD).write_text("{half")
    said = working_copy.deliver(first(), mine)
    assert len(said) == 1
    assert b"mine = 1" in (mine / "04_x.ipynb").read_bytes()
    assert working_copy.deliver(first(), mine) == []


@pytest.mark.parametrize("stopped_at", range(4))
def test_a_start_that_stops_half_way_loses_nothing_and_the_next_goes_on(mine, monkeypatch, stopped_at):
    wrote(mine / "04_x.ipynb")
    new, done, replace = first(_00="# newer", _04="# better") | {"a.svg": b"<svg></svg>"}, [], os.replace

    def once(*names):
        if len(done) == stopped_at:
            raise KeyboardInterrupt
        done.append(names)
        replace(*names)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", once)
        with pytest.raises(KeyboardInterrupt):
            working_copy.deliver(new, mine)
    assert b"mine = 1" in (mine / "04_x.ipynb").read_bytes()
    working_copy.deliver(new, mine)
    assert listed(mine) == ["00_x.ipynb", "04_x.ipynb", "04_x.new.ipynb", "a.svg"]
    assert (mine / "00_x.ipynb").read_bytes() == new["00_x.ipynb"]
    assert (mine / "04_x.new.ipynb").read_bytes() == new["04_x.ipynb"]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_start_that_is_killed_leaves_every_file_whole(tmp_path):
    loop = "while True:\n  for path in folder.glob('*.ipynb'): path.unlink()\n  working_copy.deliver(files, folder)\n"
    code = (
        f"import sys, pathlib; sys.path.insert(0, {str(ROOT / 'lab')!r})\nimport handed_out, working_copy\n"
        f"files, folder = handed_out.files(), pathlib.Path({str(tmp_path)!r})\nprint(1, flush=True)\n{loop}"
    )
    for wait in (0.02, 0.05, 0.09):
        running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        running.stdout.readline()
        time.sleep(wait)
        running.kill()
        running.communicate()
        assert all(path.read_bytes() == FILES[path.name] for path in tmp_path.glob("*.ipynb"))
    assert working_copy.deliver(FILES, tmp_path) == []
    assert all((tmp_path / name).read_bytes() == content for name, content in FILES.items())


def test_no_name_is_one_that_windows_refuses(mine):
    wrote(mine / "04_x.ipynb")
    working_copy.deliver(first(_04="# better"), mine)
    working_copy.reset("04", first(), mine)
    for path in mine.iterdir():
        assert not re.search(r'[<>:"/\\|?*]|[. ]$', path.name), path.name


# A fresh one.


def test_reset_gives_a_fresh_one_and_keeps_the_old(mine):
    wrote(mine / "04_x.ipynb")
    before = (mine / "04_x.ipynb").read_bytes()
    said = working_copy.reset("4", first(), mine)
    kept = re.search(r"what you had is in (04_x\.\d{4}-\d\d-\d\d\.ipynb)\.", said)[1]
    assert (mine / kept).read_bytes() == before
    assert (mine / "04_x.ipynb").read_bytes() == first()["04_x.ipynb"]
    wrote(mine / "04_x.ipynb", "again = 2")
    assert kept.replace(".ipynb", "-2.ipynb") in working_copy.reset("04_x", first(), mine)
    assert working_copy.deliver(first(), mine) == []


def test_reset_of_a_fresh_one_keeps_nothing(mine):
    assert working_copy.reset("00", first(), mine) == "00_x.ipynb is as it was handed out."
    assert listed(mine) == sorted(first())


def test_reset_after_an_update_gives_the_new_one(mine):
    wrote(mine / "04_x.ipynb")
    working_copy.reset("04", first(_04="# better"), mine)
    assert b"# better" in (mine / "04_x.ipynb").read_bytes()
    assert working_copy.deliver(first(_04="# best"), mine) == []
    assert b"# best" in (mine / "04_x.ipynb").read_bytes()


@pytest.mark.parametrize("wanted", ["44", "", "solutions", "../04", "a.svg", "²"])
def test_reset_of_what_is_no_notebook_is_a_sentence(mine, wanted):
    with pytest.raises(ValueError, match="name one by its number, 00 to 04"):
        working_copy.reset(wanted, first(), mine)


# By lab.py.


@pytest.fixture
def lab(tmp_path):
    Index.open.set()
    with serving() as address:
        made = Lab(tmp_path / "a folder", address, uv=bool(UV))
        assert made.run()[0] == 0
        yield made


def test_lab_opens_the_copy_updates_it_and_resets_it(lab):
    own = lab.folder / "my-notebooks"
    assert "the answer" not in (own / "00_first.ipynb").read_text()
    wrote(own / "04_later.ipynb")
    (lab.folder / "notebooks/04_later.ipynb").write_text(notebook("# 04, mended", ("4 + 4",)))
    code, said = lab.run()
    assert code == 0
    assert said.splitlines()[0].startswith("04_later.ipynb has changed since you began it.")
    assert (own / "04_later.new.ipynb").exists()
    code, said = lab.run("reset", "04")
    assert (code, said.startswith("04_later.ipynb is fresh again; what you had is in 04_later.2")) == (0, True)
    assert "mended" in (own / "04_later.ipynb").read_text()
    assert lab.run("reset", "7") == (1, "There is no notebook 7: name one by its number, 00 to 04.\n")
    assert lab.run("reset")[1].startswith("Which notebook?")


@pytest.mark.slow
def test_two_starts_at_once_deliver_one_copy(lab):
    shutil.rmtree(lab.folder / "my-notebooks")
    found = []
    starts = [threading.Thread(target=lambda: found.append(lab.run())) for _ in range(4)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert [code for code, _ in found] == [0] * 4
    names = {path.name for path in (lab.folder / "my-notebooks").iterdir()}
    assert names - {".lock", ".handed-out.json"} == {"00_first.ipynb", "04_later.ipynb", "backprop.py", "solutions"}


@pytest.mark.slow
def test_a_start_waits_for_one_that_is_writing_the_copy(lab):
    with environment.alone(lab.folder / "my-notebooks" / ".lock"):
        waiting = lab.start("copy")
        assert waiting.stdout.readline().startswith("Another start of the lab")
    said, _ = waiting.communicate(timeout=PATIENCE)
    assert (waiting.returncode, said) == (0, f"Your notebooks are in {lab.folder / 'my-notebooks'}.\n")


@pytest.mark.slow
def test_who_changes_the_series_opens_the_committed_notebooks(lab):
    code, said = lab.run("edit")
    assert code == 0
    assert f"'--ServerApp.root_dir={lab.folder}', '--LabApp.default_url=/lab/tree/notebooks/00_first.ipynb'" in said


SAVES = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
notebook.cells.append(nbformat.v4.new_code_cell("open('my_report.html', 'w').write('mine')"))
NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
nbformat.write(notebook, sys.argv[1])
"""


@pytest.mark.skipif(not shutil.which("git"), reason="no git on the PATH")
@pytest.mark.slow
def test_a_reader_who_runs_and_saves_leaves_the_checkout_clean(tmp_path):
    project = tmp_path / "project"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this copy of the project has no git")
    for name in filter(None, listed.stdout.split("\0")):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, project / name)
    git = ["git", "-C", str(project), "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run([*git, *words], check=True)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([PYTHON, "lab.py", "copy"], cwd=project, env=env, check=True, capture_output=True)
    first = sorted((project / "my-notebooks").glob("0*.ipynb"))[0]
    subprocess.run([PYTHON, "-c", SAVES, first.name], cwd=first.parent, env=env, check=True, capture_output=True)
    assert (first.parent / "my_report.html").exists()
    assert 'execution_count": 1' in Path(first).read_text(encoding="utf-8")
    status = subprocess.run([*git, "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True).stdout
    assert status == ""
