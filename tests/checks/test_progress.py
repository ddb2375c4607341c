"""Progress lasts: through a restart, beside another kernel, on a full or locked disk, and after damage."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from exercise_texts import count
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from backprop import checks
from backprop.checks import exercises, progress, progress_file
from backprop.experiments.experiment import Experiment
from backprop.experiments.lab_report import LabReport
from backprop.experiments.study import Study

TODAY = date.today().isoformat()


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The progress file of a kernel that has just started."""
    path = tmp_path / "progress.jsonl"
    monkeypatch.setenv("BACKPROP_PROGRESS", str(path))
    restart(monkeypatch)
    return path


def restart(monkeypatch):
    monkeypatch.setattr(exercises, "_results", {})
    progress_file._at.cache_clear()


def tried(number, answer, capsys):
    """What a student reads of one answer."""
    checks.exercise(number, answer)
    return capsys.readouterr().out


def states():
    return {number: (found["solved"], found["tries"]) for number, found in checks.results().items()}


# One exercise's story.


def test_results_have_their_old_shape_and_count_until_solved(capsys, path):
    assert checks.results() == {}
    for answer in ("", "a", "b", "a"):
        last = tried("4.4", answer, capsys).strip().removeprefix("Exercise 4.4: ")
    title = "published code: a slope that a reader reported"
    assert checks.results() == {"4.4": {"title": title, "solved": True, "tries": 3, "said": last}}
    assert last.startswith("That is right for x = z1.")
    assert json.loads(json.dumps(checks.results())) == checks.results()


def test_results_are_the_callers_own(capsys, path):
    tried("4.4", "b", capsys)
    checks.results()["4.4"]["solved"] = False
    assert checks.results()["4.4"]["solved"]


def test_a_solved_exercise_stays_solved_after_a_restart(capsys, path, monkeypatch):
    tried("4.4", "a", capsys)
    tried("4.4", "b", capsys)
    tried("11.5", "c", capsys)
    before = checks.results()
    restart(monkeypatch)
    assert checks.results() == before
    tried("4.4", "d", capsys)
    tried("7.2", None, capsys)
    assert states() == {"4.4": (True, 2), "7.2": (False, 1), "11.5": (True, 1)}
    assert list(checks.results()) == ["4.4", "7.2", "11.5"]
    checks.summary()
    said = capsys.readouterr().out
    assert f"Notebook 04: 1 of {count('04')}" in said
    assert f"  11 handwritten digits: 1 of {count('11')}" in said
    assert "Notebook 11" not in said  # tried by the kernel before


def test_the_form_of_the_file(capsys, path):
    tried("4.4", "", capsys)
    tried("4.4", "a", capsys)
    tried("4.4", "b", capsys)
    head, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert head == progress.HEAD
    assert [list(line) for line in lines] == [["exercise", "tries", "solved", "said", "told"]] * 3
    assert [line["solved"] for line in lines] == [None, None, TODAY]
    assert [line["tries"] for line in lines] == [1, 1, 1]
    assert lines[0]["told"] == {"not yet": 1}
    assert lines[1]["told"] == {lines[1]["said"].replace("x = z1", "x = z1"): 1}
    assert lines[2]["told"] == {"correct": 1}
    (number,), damaged = progress.read(path)
    assert (number, damaged) == ("4.4", 0)


def test_a_mistake_of_a_class_can_be_added_up():
    told = [
        progress.record("4.2", False, f"dW1 is {x} times too large.\nTried with X (3, 7).")["told"] for x in (4, 2.5)
    ]
    assert told == [{"dW1 is # times too large.": 1}] * 2
    assert list(progress.record("4.2", False, "x" * 999)["told"]) == ["x" * 200]
    assert list(progress.record("4.2", False, "Off by 9.0e-01, or 2, in 3.")["told"]) == ["Off by #, or #, in #."]


@pytest.mark.parametrize("address", ["/srv/anna/data.csv", "C:\\Users\\anna\\data.csv", "\\\\server\\anna\\x"])
def test_no_path_is_kept(address):
    kept = progress.record("4.2", False, f"No such file: '{address}', at line 3")
    assert "anna" not in json.dumps(kept)
    assert kept["said"] == "No such file: '…', at line 3"


@pytest.mark.parametrize("formula", ["(a2 - y) / n", "dz2/n", "1/2 and `x/y/z`", "a / b / c"])
def test_a_fraction_is_no_path(formula):
    assert progress.record("4.2", False, formula)["said"] == formula


def test_merging_may_be_done_in_any_grouping():
    rng = np.random.default_rng(0)
    for _ in range(200):
        a, b, c = (
            progress.record("1.1", rng.random() < 0.4, str(rng.choice(["correct. a", "b", "not yet. c"])))
            for _ in "abc"
        )
        b = progress.merged(b, progress.record("1.1", False, "b"))
        assert progress.merged(progress.merged(a, b), c) == progress.merged(a, progress.merged(b, c))


# Where it lies.


def test_off_keeps_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for value in ("off", "OFF"):
        monkeypatch.setenv("BACKPROP_PROGRESS", value)
        restart(monkeypatch)
        tried("4.4", "b", capsys)
        assert states() == {"4.4": (True, 1)}
    assert list(tmp_path.iterdir()) == []


def test_plain_python_keeps_nothing_unless_a_file_is_named(tmp_path):
    code = "from backprop import checks; checks.exercise('4.4', 'b'); print(checks.results()['4.4']['tries'])"

    def run(**more):
        environment = {name: value for name, value in os.environ.items() if name != "BACKPROP_PROGRESS"} | more
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=True
        )
        return [file.name for file in tmp_path.glob("[!.]*")], done.stderr

    assert run() == ([], b"")
    assert run(BACKPROP_PROGRESS="mine.jsonl") == (["mine.jsonl"], b"")


def cells_run(folder, *cells):
    """The plain text that each cell of a new kernel shows, in a folder whose progress is kept as a student's is."""
    environment = {name: value for name, value in os.environ.items() if name != "BACKPROP_PROGRESS"}
    notebook = new_notebook(cells=[new_code_cell(f"from backprop import checks\n{cell}") for cell in cells])
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": folder}}).execute(env=environment)
    found = [output for cell in notebook.cells for output in cell.outputs]
    return ["".join(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in found]


def test_two_kernels_one_after_the_other(tmp_path):
    folder = tmp_path / "Übung #1 100%"
    (folder / "elsewhere").mkdir(parents=True)
    cells_run(folder, "checks.exercise('4.4', 'b')", "import os; os.chdir('elsewhere'); checks.exercise('7.4', 'a')")
    assert sorted(file.name for file in folder.glob("[!.]*")) == ["elsewhere", "progress.jsonl"]
    assert not list((folder / "elsewhere").iterdir())
    said = cells_run(folder, "checks.exercise('7.4', 'c')", "checks.summary()")[-1]
    assert "7.4 a gradient ten times too large: solved, 2 tries" in said
    assert f"04 backwards in four lines: 1 of {count('04')}" in said
    assert f"All notebooks: 2 of {count()}" in said


# Several at once.


def test_many_processes_at_once_lose_nothing(tmp_path, path):
    code = (
        "import sys\nfrom backprop.checks import progress, progress_file\n"
        "progress_file.LONG, file = 20, progress_file.in_use()\n"
        "for n in range(60):\n"
        "    file.add(progress.record(f'{sys.argv[1]}.{n % 3}', False, 'No.'))\n"
        "    file.records()\n"
        "assert not file.waiting and not file.notes()"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(n)]) for n in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    found, damaged = progress.read(path)
    assert {number: each["tries"] for number, each in found.items()} == {
        f"{n}.{m}": 20 for n in range(4) for m in range(3)
    }
    assert damaged == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [".progress.lock", "progress.jsonl"]


def test_without_locks_lines_are_only_added(path, monkeypatch):
    monkeypatch.setattr(progress_file, "_lock", None)
    monkeypatch.setattr(progress_file, "LONG", 3)
    files = [progress_file.File(path) for _ in range(2)]

    def fill(file):
        for _ in range(30):
            file.add(progress.record("1.1", False, "No."))

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(fill, files))
    assert files[0].records()["1.1"]["tries"] == 60
    assert len(path.read_bytes().splitlines()) >= 61
    assert [file.name for file in path.parent.iterdir()] == ["progress.jsonl"]


def test_a_disk_that_knows_no_locks(path, monkeypatch, capsys):
    def refuses(file):
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(progress_file, "_lock", refuses)
    assert tried("4.4", "b", capsys).count("\n") == 1
    assert states() == {"4.4": (True, 1)}


def test_a_system_without_any_locks_keeps_progress(path):
    code = (
        "import sys\nsys.modules['fcntl'] = sys.modules['msvcrt'] = None\n"
        "from backprop import checks\nchecks.exercise('4.4', 'b')\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.count("\n") == 1
    assert said.stderr == ""
    assert states() == {"4.4": (True, 1)}


def test_windows_says_in_its_own_way_that_a_file_is_locked(monkeypatch, tmp_path):
    def locking(number, mode, count):
        assert (mode, count) == (2, 1)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(progress_file, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(progress_file, "_lock", progress_file._with_msvcrt)
    monkeypatch.setattr(progress_file, "PATIENCE", 0.02)
    with open(tmp_path / "lock", "ab") as lock:
        assert progress_file._held(lock) is False


def test_a_kernel_that_hangs_in_the_file_is_not_waited_for_long(path, monkeypatch, capsys):
    monkeypatch.setattr(progress_file, "PATIENCE", 0.05)
    path.write_bytes(b"rubbish\n")
    other = progress_file.File(path)
    with other._alone() as held:
        assert held
        start = time.monotonic()
        tried("4.4", "b", capsys)
        assert time.monotonic() - start < 2
    assert progress.read(path) == ({"4.4": progress.record("4.4", True, checks.results()["4.4"]["said"])}, 1)


def test_a_long_file_is_shortened_and_says_the_same(path, monkeypatch):
    monkeypatch.setattr(progress_file, "LONG", 50)
    file = progress_file.File(path)
    for n in range(60):
        file.add(progress.record(f"1.{n % 4}", n == 30, f"{'correct' if n == 30 else 'No'}. {n}"))
    before = progress.read(path)
    size = path.stat().st_size
    found = progress_file.File(path).records()
    assert (found, 0) == before == progress.read(path)
    assert path.stat().st_size < size / 2
    assert len(path.read_bytes().splitlines()) == 1 + 4
    assert found["1.2"]["solved"] == TODAY
    assert found["1.2"]["tries"] == 8


# Damage, and disks that do not play along.

DAMAGE = {
    "binary": bytes(range(11, 256)) + b"\n",
    "a list": b'["about", "exercise"]\n',
    "a word": b'"about"\n',
    "half a line": b'{"exercise": "4.4", "tri\n',
    "a merge of git": b"<<<<<<< HEAD\n",
    "no tries": b'{"exercise": "4.4", "tries": 0, "solved": null, "said": "", "told": {}}\n',
    "true tries": b'{"exercise": "4.4", "tries": true, "solved": null, "said": "", "told": {}}\n',
    "no day": b'{"exercise": "4.4", "tries": 1, "solved": "soon", "said": "", "told": {}}\n',
    "no words": b'{"exercise": "4.4", "tries": 1, "solved": null, "said": 5, "told": {}}\n',
    "no number": b'{"exercise": "../x", "tries": 1, "solved": null, "said": "", "told": {}}\n',
    "no exercise": b'{"tries": 1, "solved": null, "said": "", "told": {}}\n',
    "told is a list": b'{"exercise": "4.4", "tries": 1, "solved": null, "said": "", "told": []}\n',
    "told of words": b'{"exercise": "4.4", "tries": 1, "solved": null, "said": "", "told": {"a": "b"}}\n',
    "deep": b"[" * 100_000 + b"\n",
    "not UTF-8": b'{"exercise": "4.4", "tries": 1, "solved": null, "said": "\xff", "told": {}}\n',
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_set_aside_and_the_rest_counts(damage, capsys, path, monkeypatch):
    tried("4.4", "b", capsys)
    whole = path.read_bytes()
    path.write_bytes(DAMAGE[damage] + whole + DAMAGE[damage])
    restart(monkeypatch)
    said = tried("7.4", "c", capsys).splitlines()
    assert said[0].startswith("Exercise 7.4: correct. ")
    assert said[1] == (
        "progress.jsonl was damaged, because 2 of its lines could not be read. The file as it was is now called "
        "progress-damaged-1.jsonl, and every verdict that could be read still counts."
    )
    assert len(said) == 2
    assert states() == {"4.4": (True, 1), "7.4": (True, 1)}
    assert path.with_name("progress-damaged-1.jsonl").read_bytes() == DAMAGE[damage] + whole + DAMAGE[damage]
    assert progress.read(path)[1] == 0
    assert tried("7.4", "c", capsys).count("\n") == 1


def test_a_second_damage_gets_a_name_of_its_own(capsys, path, monkeypatch):
    for n in (1, 2):
        path.write_bytes(b"rubbish\n")
        restart(monkeypatch)
        checks.summary()
        assert f"progress-damaged-{n}.jsonl" in capsys.readouterr().out.splitlines()[-1]
    assert path.with_name("progress-damaged-1.jsonl").exists()


def test_a_line_that_was_cut_short_spoils_no_other(capsys, path, monkeypatch):
    tried("4.4", "b", capsys)
    path.write_bytes(path.read_bytes() + b'{"exercise": "1.')
    restart(monkeypatch)
    assert states() == {"4.4": (True, 1)}  # no damage yet: another kernel may be writing
    tried("7.4", "c", capsys)
    assert states() == {"4.4": (True, 1), "7.4": (True, 1)}
    assert path.with_name("progress-damaged-1.jsonl").exists()


def test_a_last_line_without_its_end_counts(capsys, path):
    path.write_bytes(progress.written([progress.record("4.4", True, "correct. Yes.")]).rstrip())
    assert states() == {"4.4": (True, 1)}
    tried("4.4", "b", capsys)
    assert progress.read(path)[0]["4.4"]["told"] == {"correct": 2}


def test_what_a_later_version_adds_is_kept(path):
    more = {**progress.record("4.4", True, "correct. Yes."), "hints": 2}
    path.write_bytes(progress.written([progress.HEAD, more, {**more, "exercise": "99.9"}]))
    assert states() == {"4.4": (True, 1)}  # and an exercise that is not there any more is left out
    progress_file.in_use().add(progress.record("4.4", True, "correct. Yes."))
    assert progress.read(path)[0]["4.4"]["hints"] == 2


def folder_that_is_not_there(path):
    return path.parent / "gone" / "progress.jsonl"


def folder_in_its_place(path):
    path.mkdir()
    return path


def file_as_folder(path):
    path.write_text("")
    return path / "progress.jsonl"


@pytest.mark.parametrize("place", [folder_that_is_not_there, folder_in_its_place, file_as_folder])
def test_a_place_that_cannot_be_written_is_told_once_and_the_kernel_remembers(place, capsys, path, monkeypatch):
    monkeypatch.setenv("BACKPROP_PROGRESS", str(place(path)))
    said = [tried("4.4", answer, capsys) for answer in ("a", "b")]
    checks.summary()
    said.append(capsys.readouterr().out)
    assert "\nYour progress lasts only until this kernel ends, because progress.jsonl cannot be " in said[0]
    assert "lasts only" not in said[1] + said[2]
    assert states() == {"4.4": (True, 2)}


def test_a_full_disk_loses_nothing_once_there_is_room(capsys, path, monkeypatch):
    real = progress_file._append

    def full(*_):
        raise OSError(28, "No space left on device")

    tried("4.4", "a", capsys)
    monkeypatch.setattr(progress_file, "_append", full)
    assert "cannot be written here (No space left on device)" in tried("4.4", "b", capsys)
    assert states() == {"4.4": (True, 2)}
    monkeypatch.setattr(progress_file, "_append", real)
    tried("7.4", "c", capsys)
    restart(monkeypatch)
    assert states() == {"4.4": (True, 2), "7.4": (True, 1)}


FILLING = """
import resource, signal
from backprop import checks
from backprop.checks import progress_file

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
checks.exercise("4.4", "a")
size = progress_file.in_use().path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, resource.RLIM_INFINITY))
checks.exercise("4.4", "b")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
checks.exercise("7.4", "c")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of a file")
def test_a_disk_that_fills_in_the_middle_of_a_line(path):
    said = subprocess.run([sys.executable, "-c", FILLING], capture_output=True, text=True, check=True).stdout
    assert said.count("cannot be written here (the disk is full)") == 1
    assert states() == {"4.4": (True, 2), "7.4": (True, 1)}
    assert path.with_name("progress-damaged-1.jsonl").exists()  # for the half of a line


def test_a_folder_that_only_can_be_read(capsys, path, monkeypatch):
    tried("4.4", "b", capsys)
    restart(monkeypatch)

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    path.write_bytes(path.read_bytes() + b"rubbish\n")
    before = path.read_bytes()
    monkeypatch.setattr(progress_file, "_append", refused)
    monkeypatch.setattr(progress_file, "_replace", refused)
    said = tried("7.4", "c", capsys)
    assert "cannot be written here (Permission denied)" in said
    assert "damaged" not in said
    assert path.read_bytes() == before
    assert states() == {"4.4": (True, 1), "7.4": (True, 1)}


# Who reads it.


def test_the_lab_report_lists_what_an_earlier_kernel_solved(capsys, path, monkeypatch):
    tried("4.4", "b", capsys)
    tried("12.5", "a", capsys)
    restart(monkeypatch)
    outcome = Study(Experiment(epochs=1), "rate", (0.1, 0.2), seeds=2).run()
    page = LabReport(outcome, "q", "p", "c", []).html()
    assert "1 of 2 solved" in page
    assert (
        '<tr><th scope="row">4.4</th><td>published code: a slope that a reader reported</td><td>solved</td></tr>'
        in page
    )
    assert '<tr><th scope="row">12.5</th>' in page


def test_a_verdict_is_kept_in_a_few_milliseconds(path):
    file = progress_file.File(path)
    kept = progress.record("4.4", False, "No." * 100)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        file.add(kept)
        times.append(time.perf_counter() - start)
    assert np.median(times) < 0.01
