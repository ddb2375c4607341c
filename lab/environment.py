"""The environment in which the notebooks run: `.venv`, made from the locks, whose hashes every download must match.

It is made once, whole or not at all: a start that is stopped half-way, a package that has lost a file, or another lock
leads to a new one. It needs the standard library only, because it runs before there is anything else.
"""

import contextlib
import csv
import errno
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import doors

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "lab.json"  # {} while .venv is being made, then the hash of each lock that it holds, and its packages
LOCKS = {"lab": ROOT / "requirements.lock", "test": ROOT / "tests" / "requirements.lock"}  # test holds lab
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
READING_WIDTH = ".jp-MarkdownOutput > :is(p, ul, ol, blockquote, details) { max-width: 66ch; }\n"  # some 75 letters
NEEDED = {"lab": 10**9, "test": 15 * 10**8}  # bytes, with what the installer keeps meanwhile
NOT_OURS = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_FIND_LINKS")


def prepare(kind):
    """Returns once .venv holds what `kind`, "lab" or "test", needs: at once where it already does."""
    if ready(kind):
        return
    with alone(ROOT / ".venv.lock"):
        if not ready(kind):  # another start may have made it meanwhile
            make(kind)


def ready(kind):
    return stamp().get(kind) == fingerprint(kind) and whole()


def whole():
    """True if the Python in .venv starts, and no package that was installed there has lost a file."""
    held = stamp().get("packages")
    return bool(held) and starts() and (site_packages() / "backprop.pth").exists() and packages().issuperset(held)


def stamp():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def fingerprint(kind):
    """What .venv is made of: the lock and this recipe."""
    return hashlib.sha256(LOCKS[kind].read_bytes() + Path(__file__).read_bytes()).hexdigest()


def starts():
    code = "import importlib.util as u; raise SystemExit(not u.find_spec('jupyterlab'))"
    try:
        return subprocess.call([str(PYTHON), "-c", code], env=surroundings(), stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def packages():
    """The names of the packages in .venv of which no file is missing."""
    folder = str(site_packages())
    lists = [os.path.join(folder, name, "RECORD") for name in os.listdir(folder) if name.endswith(".dist-info")]
    return {os.path.basename(os.path.dirname(path)).split("-")[0] for path in lists if complete(path, folder)}


def complete(path, folder):
    """True if every file that the list at `path` names is there; Python makes its own .pyc again."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            names = [row[0] for row in csv.reader(file) if row and not row[0].endswith(".pyc")]
    except (OSError, ValueError):
        return False
    return all(os.path.exists(os.path.join(folder, name)) for name in names)


@contextlib.contextmanager
def alone(path):
    """One start at a time; the system frees the lock when its holder ends, in whatever way it ends."""
    with open(path, "a") as file:
        os.set_inheritable(file.fileno(), True)  # but on Windows, an installer that outlives its lab.py holds it
        if not take(file):
            print("Another start of the lab is setting it up: waiting until it is done.", flush=True)
            while not take(file):
                time.sleep(0.2)
        yield


def take(file):
    """False while another process holds the file."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)  # else this disk knows no locks
    return True


def make(kind):
    """Brings a whole .venv up to date; makes any other again: a stopped install leaves it broken."""
    print("Setting up the lab, once; this takes about a minute on a fast connection.", flush=True)
    uv = shutil.which("uv")
    if not (whole() and (uv or "pip" in packages())):
        start_afresh(uv, NEEDED[kind])
    STAMP.write_text("{}")
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS[kind])])
    print()
    link_project()
    hide_news(VENV)
    set_reading_width()
    find_fonts()
    held = ["lab", "test"] if kind == "test" else ["lab"]
    now = {name: fingerprint(name) for name in held}
    STAMP.write_text(json.dumps(dict(now, packages=sorted(packages()))))


def start_afresh(uv, needed):
    """A .venv with no packages yet; an older one of ours is removed, one of somebody else's is not."""
    parts = ["venv"] if uv else ["venv", "ensurepip"]
    if not all(map(importlib.util.find_spec, parts)):
        sys.exit(
            "This Python cannot make virtual environments. On Debian and Ubuntu, type\n    sudo apt install "
            f"python{doors.python()}-venv\nand start the lab again."
        )
    if VENV.exists() and any(VENV.iterdir()) and not STAMP.exists():
        sys.exit(f"{VENV} does not look like one that lab.py made: move or delete it, then start the lab again.")
    clear_away()
    if shutil.disk_usage(ROOT).free < needed:
        sys.exit(doors.no_room())
    VENV.mkdir()
    STAMP.write_text("{}")
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", *(["--without-pip"] if uv else []), str(VENV)])


def clear_away():
    old = ROOT / ".venv-old"
    shutil.rmtree(old, ignore_errors=True)
    if VENV.exists():
        VENV.rename(old)  # in one step, so that no half of it is ever taken for a whole
        shutil.rmtree(old, ignore_errors=True)


def run(command):
    """Runs an installer quietly, a dot for each package; says in a sentence why it failed."""
    said = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=surroundings(),
        close_fds=False,
    ) as running:
        for line in running.stdout:
            said.append(line)
            print("." * line.startswith(("Collecting", " + ")), end="", flush=True)
    if running.returncode:
        sys.exit("\n" + doors.reason(said))


def settle():
    """What is left to do before a reader's first cell, where .venv is a shared one that this reader cannot write to."""
    if not can_write(VENV):
        find_fonts()


def find_fonts():
    """Lets matplotlib list the fonts now, or the first picture of a reader waits for it and says so."""
    command = [str(PYTHON), "-c", "import matplotlib.font_manager"]
    subprocess.call(command, env=surroundings(), stderr=subprocess.DEVNULL)


def link_project():
    """Lets `import backprop` find src/ in .venv."""
    source = os.path.relpath(ROOT / "src", site_packages())  # relative: the folder may move
    (site_packages() / "backprop.pth").write_text(source + "\n")


def furnish(prefix):
    """Keeps what `lab.py` gives JupyterLab in the environment at `prefix`, whose JupyterLab starts without `lab.py`."""
    hide_news(prefix)
    folder = prefix / "etc" / "jupyter"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "lab" / "jupyter" / "jupyter_server_config.py", folder)


def hide_news(prefix):
    """Keeps JupyterLab's question about news from covering the page, in the environment at `prefix`."""
    settings = prefix / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(NO_NEWS))


def set_reading_width():
    """Gives JupyterLab the stylesheet that LabApp.custom_css loads; a reader's own, in ~/.jupyter/custom, wins."""
    folder = site_packages() / "jupyter_server" / "static" / "custom"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "custom.css").write_text(READING_WIDTH)


def site_packages():
    """Where .venv keeps its packages, also when another Python than this one made it."""
    found = sorted(VENV.glob("lib/python3.*/site-packages"))
    return (
        found[-1] if found else Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))
    )


def surroundings(**more):
    """The environment variables of what runs in .venv: its own programs first, and nobody else's packages."""
    ours = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    ours["PATH"] = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    ours.update(VIRTUAL_ENV=str(VENV), PYTHONPATH=str(ROOT / "src"), PIP_USER="0")
    if home() != os.path.expanduser("~"):
        ours.update(HOME=home(), USERPROFILE=home())
    if can_write(VENV):
        ours["MPLCONFIGDIR"] = str(VENV / "matplotlib")  # its list of fonts stays with the packages
    return dict(ours, **more)


def home():
    """The reader's home, or a folder in its place where that cannot be written, as for a guest or with a full quota."""
    if can_write(os.path.expanduser("~")):
        return os.path.expanduser("~")
    mine = "backprop-" + str(getattr(os, "getuid", lambda: "home")())
    stands_in = VENV / "home" if can_write(VENV) else Path(tempfile.gettempdir()) / mine
    stands_in.mkdir(parents=True, exist_ok=True)
    return str(stands_in)


def can_write(folder):
    try:
        write_in(folder)
    except OSError:
        return False
    return True


def write_in(folder):
    """Writes a file in a folder, and removes it: the one sure test, also on a full disk and for root."""
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"1")
        file.flush()
