"""The one door: `python3 lab.py` opens the lab, `python3 lab.py test` tests it, `help` lists the other words.

It needs the standard library only. It keeps to the syntax of Python 3.6, so that an older Python is told in a
sentence what is missing, and makes `.venv` from the locks, whose hashes every download must match. What can go wrong on
anybody's machine ends in a sentence that says what to do; docs/doors.md lists them.
"""

import contextlib
import csv
import errno
import hashlib
import importlib
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "lab.json"  # {} while .venv is being made, then the hash of each lock that it holds, and its packages
LOCKS = {"lab": ROOT / "requirements.lock", "test": ROOT / "tests" / "requirements.lock"}  # test holds lab
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
NEEDED = {"lab": 10**9, "test": 15 * 10**8}  # bytes, with what the installer keeps meanwhile
NOT_OURS = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_FIND_LINKS")


def open_lab(arguments):
    """opens JupyterLab on your own copy of the notebooks; what follows goes to JupyterLab, such as --no-browser"""
    prepare("lab")
    folder = own_copy()
    open_jupyter(folder, folder, arguments)


def copy(arguments):
    """makes your own copy of the notebooks, or brings it up to date, and stops there: for conda and other editors"""
    print(f"Your notebooks are in {own_copy()}.")


def own_copy():
    """The folder of the reader's own notebooks, brought up to date; nothing that the reader wrote is written over."""
    folder = copy_folder()
    with alone(folder / ".lock"):
        for sentence in borrow("working_copy").deliver(borrow("handed_out").files(), folder):
            print(sentence, flush=True)
    return folder


def edit(arguments):
    """opens JupyterLab on the committed notebooks: for those who change the series, not for those who learn from it"""
    prepare("lab")
    open_jupyter(ROOT, ROOT / "notebooks", arguments)


def open_jupyter(root, folder, arguments):
    """JupyterLab, at home in `root`, opens the first notebook of `folder`."""
    first = "".join(f"/tree/{path.relative_to(root).as_posix()}" for path in sorted(folder.glob("[0-9]*.ipynb"))[:1])
    where = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab{first}"]
    if getattr(os, "geteuid", lambda: None)() == 0:
        where.append("--allow-root")  # as in a container, where there is no other user
    if not can_write(VENV):
        find_fonts()
    hand_over("-m", "jupyterlab", *where, *arguments)


def copy_folder():
    """The folder of the reader's own notebooks: here, or in the reader's home where this folder is a shared one."""
    folder = ROOT / "my-notebooks"
    try:
        write_in(folder if folder.is_dir() else ROOT)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise  # a full disk, say: an empty copy elsewhere would look like lost work
        folder = pathlib.Path(home()) / "backprop-notebooks"
        print(f"{ROOT} cannot be written, so your notebooks are in {folder}.", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def reset(arguments):
    """gives a fresh copy of a notebook, as in `reset 04`, and keeps what you had beside it"""
    if not arguments:
        sys.exit("Which notebook? Name it by its number, as in `python3 lab.py reset 04`.")
    folder, files = copy_folder(), borrow("handed_out").files()
    with alone(folder / ".lock"):
        for wanted in arguments:
            try:
                print(borrow("working_copy").reset(wanted, files, folder))
            except ValueError as error:
                sys.exit(str(error))


def test(arguments):
    """runs every test, and each notebook against its stored outputs; what follows goes to pytest"""
    prepare("test")
    chosen = any(os.path.exists(argument.split("::")[0]) for argument in arguments)
    everything = [] if chosen else ["tests", "notebooks"]
    workers = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
    hand_over("-m", "pytest", "-rfEs", *NBVAL, *workers, *arguments, *everything, OMP_NUM_THREADS="1")


def setup(arguments):
    """makes .venv ready for the lab and the tests, and stops there: for editors and for other machines"""
    prepare("test")


def refresh(arguments):
    """runs the notebooks and writes them in their normal form; --check only looks, --form is for a typo"""
    prepare("lab")
    hand_over(ROOT / "notebooks" / "refresh.py", *arguments, OMP_NUM_THREADS="1")


def figures(arguments):
    """draws every picture in figures/ again"""
    run_script("lab", ROOT / "figures" / "draw.py", arguments)


def bench(arguments):
    """measures the speed beside that of other libraries"""
    run_script("test", ROOT / "benchmarks" / "run.py", arguments)


def lock(arguments):
    """writes both locks again from pyproject.toml, with uv; --upgrade takes the newest versions"""
    if not shutil.which("uv"):
        sys.exit("Locking needs uv, which is not on the PATH: get it, for instance with `pip install uv`.")
    compiler = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--fork-strategy", "fewest"]
    compiler += ["--generate-hashes", "--only-binary", ":all:", "--no-header", "--quiet", *arguments]
    for kind, more in {"lab": [], "test": ["-c", "requirements.lock"]}.items():
        written = LOCKS[kind].relative_to(ROOT).as_posix()
        subprocess.check_call([*compiler, *more, "--group", kind, "-o", written])


def links(arguments):
    """writes the links of Binder and the like into the README, for the address that follows or that of this copy"""
    sys.exit(borrow("links").main(arguments))


def handout(arguments):
    """writes a folder for a class: `handout FOLDER`, or `handout FOLDER --alone 04` for a notebook that stands alone"""
    sys.exit(borrow("handout", "classroom").main(arguments))


def borrow(name, folder="notebooks"):
    """A module of the standard library only that lies in a folder beside this file."""
    if not (ROOT / folder / f"{name}.py").exists():
        sys.exit(f"There is no {folder}/{name}.py in this copy of the project.")
    sys.path.insert(0, str(ROOT / folder))
    return importlib.import_module(name)


def show_help(arguments=()):
    """prints this list"""
    print("python3 lab.py [word] [more]\n")
    for word, task in WORDS.items():
        print(f"  {word:8} {task.__doc__}")


WORDS = {
    "": open_lab,
    "copy": copy,
    "reset": reset,
    "test": test,
    "setup": setup,
    "edit": edit,
    "refresh": refresh,
    "figures": figures,
    "bench": bench,
    "lock": lock,
    "links": links,
    "handout": handout,
    "help": show_help,
}


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
    return hashlib.sha256(LOCKS[kind].read_bytes() + pathlib.Path(__file__).read_bytes()).hexdigest()


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
    with open(str(path), "a") as file:
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
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv\nand start the lab again."
        )
    if VENV.exists() and any(VENV.iterdir()) and not STAMP.exists():
        sys.exit(f"{VENV} does not look like one that lab.py made: move or delete it, then start the lab again.")
    clear_away()
    if shutil.disk_usage(str(ROOT)).free < needed:
        sys.exit(borrow("doors").no_room())
    VENV.mkdir()
    STAMP.write_text("{}")
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", *(["--without-pip"] if uv else []), str(VENV)])


def clear_away():
    old = ROOT / ".venv-old"
    shutil.rmtree(str(old), ignore_errors=True)
    if VENV.exists():
        VENV.rename(old)  # in one step, so that no half of it is ever taken for a whole
        shutil.rmtree(str(old), ignore_errors=True)


def run(command):
    """Runs an installer quietly, a dot for each package; says in a sentence why it failed."""
    said = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        errors="replace",
        env=surroundings(),
        close_fds=False,
    ) as running:
        for line in running.stdout:
            said.append(line)
            print("." * line.startswith(("Collecting", " + ")), end="", flush=True)
    if running.returncode:
        sys.exit("\n" + borrow("doors").reason(said))


def version(parts):
    return ".".join(map(str, sys.version_info[:parts]))


def find_fonts():
    """Lets matplotlib list the fonts now, or the first picture of a reader waits for it and says so."""
    command = [str(PYTHON), "-c", "import matplotlib.font_manager"]
    subprocess.call(command, env=surroundings(), stderr=subprocess.DEVNULL)


def link_project():
    """Lets `import backprop` find src/ in .venv."""
    source = os.path.relpath(str(ROOT / "src"), str(site_packages()))  # relative: the folder may move
    (site_packages() / "backprop.pth").write_text(source + "\n")


def hide_news(prefix):
    """Keeps JupyterLab's question about news from covering the page, in the environment at `prefix`."""
    settings = prefix / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(NO_NEWS))


def site_packages():
    """Where .venv keeps its packages, also when another Python than this one made it."""
    found = sorted(VENV.glob("lib/python3.*/site-packages"))
    return (
        found[-1]
        if found
        else pathlib.Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))
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
    stands_in = VENV / "home" if can_write(VENV) else pathlib.Path(tempfile.gettempdir()) / mine
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
    with tempfile.TemporaryFile(dir=str(folder)) as file:
        file.write(b"1")
        file.flush()


def run_script(kind, script, arguments):
    if not script.exists():
        sys.exit(f"There is no {script.relative_to(ROOT).as_posix()} in this copy of the project.")
    prepare(kind)
    hand_over(script, *arguments)


def hand_over(*command, **more):
    """Becomes `python command`, whose signals and exit code are then ours; Windows can only wait for it."""
    command = [str(part) for part in (PYTHON, *command)]
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, surroundings(**more))
    import signal

    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for JupyterLab, which asks before it ends
    sys.exit(subprocess.call(command, env=surroundings(**more)))


def main(arguments):
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python does come this far
        sys.exit(f"The lab needs Python 3.11 or newer and this is {version(3)}: get one from python.org.")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a path may have letters that this terminal cannot write
    named = bool(arguments) and not arguments[0].startswith("-")
    word = arguments[0] if named else ""
    if arguments[:1] in (["-h"], ["--help"]):
        word = "help"
    if word not in WORDS:
        print(f"lab.py does not know the word {word!r}. It knows these:\n")
        show_help()
        sys.exit(2)
    os.chdir(str(ROOT))
    carry_out(WORDS[word], arguments[named:])


def carry_out(task, arguments):
    """Does a task; what can go wrong on anybody's machine ends it with a sentence."""
    try:
        task(arguments)
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start sets the lab up again where it has to.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"This failed, with exit code {error.returncode}: {' '.join(error.cmd)}")
    except OSError as error:
        sentence = borrow("doors").obstacle(error)
        if not sentence:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main(sys.argv[1:])
