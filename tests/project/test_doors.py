"""Each door of docs/doors.md is met, and what the reader is told there is what the table says.

Where a row says "really", the test makes the real thing: a network with nothing in it, a full disk, a folder mounted
for reading only. These need Linux and the right to a namespace of one's own (`unshare`), and are skipped with that
reason elsewhere.
"""

import functools
import http.server
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import sysconfig
from pathlib import Path

import doors
import environment
import handed_out
import pytest
import small_lab
from refresh import ROOT
from small_lab import INSTALLERS, PATIENCE, PYTHON, UV, Index, Lab, lock, serving

pytestmark = pytest.mark.slow  # each makes an environment, or breaks one
FRESH = pytest.mark.skipif(os.name == "nt", reason="process groups")


def told(door):
    """What the table in docs/doors.md says at a door, as a pattern: … stands for anything."""
    rows = [row.split(" | ") for row in (ROOT / "docs/doors.md").read_text(encoding="utf-8").splitlines()]
    sentence = next(row[1] for row in rows if row[0] == f"| {door}")
    return re.compile(re.escape(sentence).replace("…", r"[\s\S]+?").replace(r"\ ", r"\s+"))


def met(door, code, said):
    """True if a start ended in the door's sentence, and in no traceback."""
    assert told(door).search(said), said
    assert "Traceback" not in said
    assert code == 1
    return True


@functools.cache
def namespace(kind):
    """The command that gives a program mounts of its own, "-m", or a network, "-n"; None where that is not allowed."""
    if not shutil.which("unshare"):
        return None
    for words in (["unshare", kind], ["unshare", "-r", kind]):
        if subprocess.run([*words, "true"], capture_output=True).returncode == 0:
            return words
    return None


@pytest.fixture
def inside():
    """Runs shell lines, then lab.py, in a namespace of their own: (exit code, what it printed)."""

    def run(lab, lines, kind="-m", **more):
        if not namespace(kind):
            pytest.skip(f"this machine allows no namespaces (unshare {kind})")
        command = [*namespace(kind), "sh", "-ec", f'{lines}\nexec "$@"', "sh", PYTHON, str(lab.folder / "lab.py")]
        running = subprocess.run(command, capture_output=True, text=True, env=lab.env | more, timeout=PATIENCE)
        return running.returncode, running.stdout + running.stderr

    return run


@pytest.fixture(scope="module")
def index():
    Index.open.set()
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def made(tmp_path_factory, index):
    """{installer: a project that it has set up}, each made when it is first asked for."""

    @functools.cache
    def make(installer):
        lab = Lab(tmp_path_factory.mktemp(installer) / "a folder", index, uv=installer == "uv")
        assert lab.run()[0] == 0
        return lab

    return make


@pytest.fixture
def copied(made, tmp_path):
    """A copy of the project that an installer has set up, as quick to have as a copy of a folder."""

    def copy(installer):
        lab = Lab.__new__(Lab)
        first = made(installer)
        lab.folder, lab.env = tmp_path / "a folder", dict(first.env)
        shutil.copytree(first.folder, lab.folder, symlinks=True)
        return lab

    return copy


@pytest.fixture(params=INSTALLERS)
def asking(request, copied):
    """A project that is set up, and whose lock has since changed: the next start asks the index for one package."""
    lab = copied(request.param)
    (lab.folder / "requirements.lock").write_text(lock("jupyterlab", "pytest"))
    return lab


@pytest.fixture
def quick(copied):
    return copied("uv" if UV else "pip")


# The network.


def test_no_network(asking, inside):
    away = "https://packages.invalid/simple"
    assert met("no network", *inside(asking, "", "-n", PIP_INDEX_URL=away, UV_DEFAULT_INDEX=away))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A folder with the certificate of an authority that nobody knows, and that of a server which it signed."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl on the PATH")
    folder = tmp_path_factory.mktemp("certificates")
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    for line in (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem -subj /CN=A-school",
        "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost",
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
    ):
        subprocess.run(["openssl", *line.split()], cwd=folder, check=True, capture_output=True)
    return folder


def test_a_certificate_that_nobody_knows_and_the_settings_that_mend_it(asking, authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / "server.pem", authority / "server.key")
    with serving(context=context) as address:
        asking.env |= {"PIP_INDEX_URL": address, "UV_DEFAULT_INDEX": address}
        for name in ("PIP_CERT", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            asking.env.pop(name, None)
        assert met("the network's own certificate", *asking.run())
        mended = str(authority / "ca.pem")
        assert asking.run(PIP_CERT=mended, SSL_CERT_FILE=mended)[0] == 0


class Refusing(http.server.BaseHTTPRequestHandler):
    def do_CONNECT(self):
        self.send_error(407)

    def log_message(self, *args):
        pass


def test_a_proxy_that_refuses(asking):
    away = "https://packages.invalid/simple"
    with serving(Refusing) as proxy:
        proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), proxy)
        found = asking.run(PIP_INDEX_URL=away, UV_DEFAULT_INDEX=away, **proxies)
    assert met("a proxy that refuses", *found)


def test_an_index_that_lacks_a_version(asking):
    asked = lock("jupyterlab", "pytest").replace("pytest==1.0", "pytest==2.0")
    (asking.folder / "requirements.lock").write_text(asked)
    code, said = asking.run()
    assert met("an index that lacks a version", code, said)
    assert "no package pytest==2.0 that fits" in said
    assert "because PIP_INDEX_URL names it" in said


def test_an_index_that_nobody_set_is_not_blamed(monkeypatch):
    for name in doors.INDEXES:
        monkeypatch.delenv(name, raising=False)
    said = "ERROR: No matching distribution found for numpy==2.4.6\n"
    assert "The package index has no package numpy==2.4.6 that fits Python 3" in doors.reason([said])
    assert "take 3.11 to 3.14 from python.org" in doors.reason([said])
    by_file = doors.reason(["Looking in indexes: https://me:secret@index.example/simple\n", said])
    assert "pip's own configuration" in by_file
    assert "secret" not in by_file


def test_what_would_put_packages_elsewhere_is_not_passed_on(asking, tmp_path):
    elsewhere = {name: str(tmp_path / "elsewhere") for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_FIND_LINKS")}
    code, said = asking.run(**elsewhere)
    assert code == 0, said
    assert not (tmp_path / "elsewhere").exists()
    assert asking.python("import pytest; print(pytest.__file__)").startswith(str(asking.folder))


# Python.


def older():
    """Every Python older than 3.11 that pyenv or the PATH has."""
    roots = [Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"]
    found = [path for root in roots for path in sorted(root.glob("3.*/bin/python"))]
    found += [Path(path) for minor in range(6, 11) if (path := shutil.which(f"python3.{minor}"))]
    told = "import sys; raise SystemExit(not (3, 6) <= sys.version_info < (3, 11))"
    return [path for path in found if subprocess.run([path, "-c", told], capture_output=True).returncode == 0]


def test_an_old_python():
    if not (found := older()):
        pytest.skip("no Python from 3.6 to 3.10 is on this machine")
    for python in found:
        running = subprocess.run([python, "lab.py"], cwd=ROOT, capture_output=True, text=True)
        assert met("an old Python", running.returncode, running.stderr), python
        assert running.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Python for Windows has it always")
def test_a_python_without_the_venv_module(tmp_path, index):
    lab = Lab(tmp_path / "a folder", index, uv=False)
    library = tmp_path / "python" / "lib" / f"python{sysconfig.get_python_version()}"
    library.mkdir(parents=True)
    for path in Path(sysconfig.get_path("stdlib")).iterdir():
        if path.name not in ("ensurepip", "venv"):
            (library / path.name).symlink_to(path)
    base = Path(sys._base_executable)
    running = subprocess.run(
        [base, lab.folder / "lab.py"],
        env=lab.env | {"PYTHONHOME": str(tmp_path / "python")},
        capture_output=True,
        text=True,
    )
    assert met("no venv module", running.returncode, running.stderr)


# The disk.


def test_a_full_disk(tmp_path, index, inside):
    lab = Lab(tmp_path / "a folder", index, uv=bool(UV))
    disk = tmp_path / "disk"
    disk.mkdir()
    lines = f'mount -t tmpfs -o size=8m tmpfs "{disk}"; cp -r "{lab.folder}" "{disk}"'
    lab.folder = disk / "a folder"
    code, said = inside(lab, lines)
    assert met("a full disk", code, said)
    assert f"in {lab.folder}, and" in said


def test_a_disk_for_temporary_files_that_fills_while_packages_come(asking, inside, tmp_path, monkeypatch):
    full = tmp_path / "temporary"
    full.mkdir()
    monkeypatch.setitem(small_lab.WHEELS, "pytest", small_lab.wheel("pytest", more=os.urandom(3_000_000)))
    (asking.folder / "requirements.lock").write_text(lock("jupyterlab", "pytest"))
    code, said = inside(asking, f'mount -t tmpfs -o size=1m tmpfs "{full}"', TMPDIR=str(full))
    assert met("a full disk", code, said)
    assert f"some room in {full} and" in said


def test_a_disk_that_is_full_later_gives_no_second_copy_elsewhere(quick, inside, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    fill = f'dd if=/dev/zero of="{disk}/filler" bs=64k 2>/dev/null || true'
    lines = f'mount -t tmpfs -o size=60m tmpfs "{disk}"; cp -r "{quick.folder}" "{disk}"; {fill}'
    quick.folder = disk / "a folder"
    (tmp_path / "home").mkdir()
    code, said = inside(quick, lines, HOME=str(tmp_path / "home"))
    assert met("a full disk", code, said)
    assert list((tmp_path / "home").iterdir()) == []


READ_ONLY = 'mount --bind "{0}" "{0}"; mount -o remount,bind,ro "{0}"'


def test_a_folder_that_cannot_be_written(tmp_path, index, inside):
    lab = Lab(tmp_path / "a folder", index, uv=bool(UV))
    code, said = inside(lab, READ_ONLY.format(lab.folder))
    assert met("a folder that cannot be written", code, said)
    assert "Read-only file system" in said


def test_a_shared_folder_that_is_set_up_gives_a_copy_at_home(quick, inside, tmp_path):
    shutil.rmtree(quick.folder / "my-notebooks")
    (tmp_path / "home").mkdir()
    code, said = inside(quick, READ_ONLY.format(quick.folder), HOME=str(tmp_path / "home"))
    assert code == 0, said
    assert told("a shared folder, set up already").search(said)
    assert f"--ServerApp.root_dir={tmp_path / 'home' / 'backprop-notebooks'}" in said
    assert (tmp_path / "home/backprop-notebooks/00_first.ipynb").exists()


# A home that cannot be written.


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """The environment, with a .venv that is an empty folder and a Python that has what a lesson needs."""
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", Path(PYTHON))
    return environment


NOWHERE = "/proc/no/home"  # cannot be made, not even by root
FIRST_CELL = """
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
cell = "import matplotlib.figure; from io import BytesIO; matplotlib.figure.Figure().savefig(BytesIO())"
notebook = new_notebook(cells=[new_code_cell(cell)])
NotebookClient(notebook, kernel_name="python3").execute()
print([output.get("text") for output in notebook.cells[0].outputs])
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no folder here that nobody can write to")
def test_a_home_that_cannot_be_written_prints_nothing_into_the_first_cell(empty, monkeypatch):
    monkeypatch.setenv("HOME", NOWHERE)
    for name in [name for name in os.environ if name.startswith(("MPL", "JUPYTER", "IPYTHON", "XDG"))]:
        monkeypatch.delenv(name)
    empty.find_fonts()
    ours = empty.surroundings()
    assert Path(ours["MPLCONFIGDIR"]).parent == empty.VENV
    running = subprocess.run([PYTHON, "-c", FIRST_CELL], env=ours, capture_output=True, text=True)
    assert running.stdout.strip() == "[]", running.stdout + running.stderr
    without = dict(os.environ, PATH=ours["PATH"])
    complaint = subprocess.run([PYTHON, "-c", "import matplotlib.font_manager"], env=without, capture_output=True)
    assert complaint.stderr, "the test's home is no such home"


SERVER = """
from jupyter_server.serverapp import ServerApp
ServerApp.instance().initialize(argv=["--no-browser", "--port=0", "--allow-root"])
print("ready")
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no folder here that nobody can write to")
def test_a_home_that_cannot_be_written_keeps_no_server_from_starting(empty, monkeypatch):
    monkeypatch.setenv("HOME", NOWHERE)
    for name in [name for name in os.environ if name.startswith(("JUPYTER", "XDG"))]:
        monkeypatch.delenv(name)
    running = subprocess.run([PYTHON, "-c", SERVER], env=empty.surroundings(), capture_output=True, text=True)
    assert running.stdout.strip() == "ready", running.stderr


def test_a_home_that_can_be_written_stays_the_home(empty, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert empty.surroundings()["HOME"] == str(tmp_path)


# The environment.


def test_half_an_environment_is_made_again(quick):
    found = json.loads(quick.stamp.read_text())
    assert "jupyterlab" in found["packages"]
    (gone,) = (quick.folder / ".venv").rglob("jupyterlab/__init__.py")
    gone.unlink()
    code, said = quick.run()
    assert code == 0
    assert told("half an environment").search(said)
    assert gone.exists()
    assert "Setting up" not in quick.run()[1]


@pytest.mark.parametrize("lost", ["METADATA", "RECORD"])
def test_a_package_that_has_lost_what_describes_it_counts_as_gone(quick, lost):
    (gone,) = (quick.folder / ".venv").rglob(f"jupyterlab-1.0.dist-info/{lost}")
    gone.unlink()
    assert "Setting up" in quick.run()[1]


def test_another_python_opens_the_same_environment(quick):
    others = [path for minor in (11, 12, 13, 14) if (path := newer(minor)) and minor != sys.version_info[1]]
    if not others:
        pytest.skip("no second Python from 3.11 on is on this machine")
    running = subprocess.run([others[0], quick.folder / "lab.py"], env=quick.env, capture_output=True, text=True)
    assert running.stdout.startswith("jupyterlab "), running.stdout + running.stderr


def newer(minor):
    """Python 3.`minor` of pyenv or of the PATH, or None."""
    pyenv = sorted((Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions").glob(f"3.{minor}.*"))
    return pyenv[-1] / "bin/python" if pyenv else shutil.which(f"python3.{minor}")


def test_packages_of_the_readers_own_are_no_half(quick):
    (info,) = (quick.folder / ".venv").rglob("jupyterlab-1.0.dist-info")
    shutil.copytree(info, info.with_name("mine-1.0.dist-info"))
    assert "Setting up" not in quick.run()[1]


@FRESH
def test_two_starts_at_once(tmp_path, index):
    lab = Lab(tmp_path / "a folder", index, uv=bool(UV))
    Index.open.clear()
    Index.asked.clear()
    first = lab.start()
    try:
        assert Index.asked.wait(PATIENCE)
        second = lab.start()
        assert told("two starts at once").search(second.stdout.readline())
    finally:
        Index.open.set()
    assert [running.communicate(timeout=PATIENCE) and running.returncode for running in (first, second)] == [0, 0]


@pytest.mark.parametrize(
    "said",
    [
        "ERROR: Could not install packages due to an OSError: [WinError 32] The process cannot access the file because "
        "it is being used by another process: 'C:\\lab\\.venv\\Scripts\\jupyter.exe'\n",
        "ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'C:\\lab\\.venv\\x.pyd'\n",
        "error: failed to remove file `C:\\lab\\.venv\\x.pyd`: Access is denied. (os error 5)\n",
    ],
)
def test_a_file_in_use_on_windows(said):
    assert told("a file in use, on Windows").fullmatch(doors.reason(["Collecting numpy\n", said]))


def test_a_folder_in_use_on_windows():
    error = PermissionError(13, "Access is denied", str(doors.VENV))
    assert not told("a file in use, on Windows").search(doors.obstacle(error))
    error.winerror = 5
    assert told("a file in use, on Windows").fullmatch(doors.obstacle(error))


def test_a_path_too_long_for_windows():
    said = "HINT: This error might have occurred since this system does not have Windows Long Path support enabled.\n"
    assert told("a path too long for Windows").fullmatch(doors.reason([said]))


# Another kernel.


@pytest.fixture
def readers(tmp_path):
    """A reader's folder in a copy of the project, as another Jupyter would open it."""
    folder = tmp_path / "project" / "my-notebooks"
    for name, content in handed_out.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    shutil.copy(ROOT / "lab.py", folder.parent)
    shutil.copytree(ROOT / "src", folder.parent / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def set_up_cells():
    """The first code cell of each notebook and each solution, with the folder that it runs in."""
    for path in handed_out.notebooks():
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        first = next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        lines = [line for line in first.splitlines() if re.match(r"(from|import) backprop\b", line)]
        yield "solutions" if path.parent.name == "solutions" else ".", "\n".join(lines)


def elsewhere(cell, folder, *options):
    """Runs a cell in a Python that lab.py did not start."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONSAFEPATH")}
    return subprocess.run([PYTHON, *options, "-c", cell], cwd=folder, env=env, capture_output=True, text=True)


def test_a_kernel_without_the_packages_says_which_one_to_choose(readers):
    for place, cell in {*set_up_cells()}:
        running = elsewhere(cell, readers / place, "-S")
        last = running.stderr.strip().splitlines()[-1]
        assert told("another kernel, as in VS Code").search(last), running.stderr
        assert str(readers.parent / ".venv") in last


def test_a_kernel_that_has_the_packages_finds_ours(readers):
    for place in (".", "solutions"):
        running = elsewhere("from backprop import sliders\nprint(sliders.__file__)", readers / place)
        assert running.stdout.startswith(str(readers.parent / "src")), running.stderr


IN_A_KERNEL = """
import sys
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
notebook = new_notebook(cells=[new_code_cell("import backprop; print(backprop.__file__)")])
NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": sys.argv[1]}}).execute()
print(notebook.cells[0].outputs[0]["text"])
"""


def test_the_labs_own_kernels_never_come_there(empty, readers):
    (readers / "backprop.py").write_text("raise SystemExit('the file that stands in')")
    command, ours = [PYTHON, "-c", IN_A_KERNEL, str(readers)], empty.surroundings()
    running = subprocess.run(command, env=ours, capture_output=True, text=True)
    assert running.stdout.strip() == str(ROOT / "src/backprop/__init__.py"), running.stderr


def test_a_folder_whose_name_the_terminal_cannot_write(tmp_path, index):
    lab = Lab(tmp_path / "Übung ∂ #1", index, uv=bool(UV))
    code, said = lab.run("copy", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert code == 0, said
    assert "Your notebooks are in" in said
    assert (lab.folder / "my-notebooks/00_first.ipynb").exists()


# The table.


def test_every_row_of_the_table_is_met_above():
    rows = re.findall(r"^\| ([^|]+?) \|", (ROOT / "docs/doors.md").read_text(encoding="utf-8"), re.M)[2:]
    here = Path(__file__).read_text(encoding="utf-8")
    silent = {"a home that cannot be written"}
    assert len(rows) >= 12
    assert not [row for row in rows if f'"{row}"' not in here and row not in silent]
