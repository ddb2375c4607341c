"""The one door: `python3 lab.py` opens the lab, `python3 lab.py test` tests it, `help` lists the other words.

It needs the standard library only. It keeps to the syntax of Python 3.6, so that an older Python is told in a
sentence what is missing, and makes `.venv` from the locks, whose hashes every download must match.
"""

import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import time

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "lab.json"  # {} while .venv is being made, then the hash of each lock that it holds
LOCKS = {"lab": ROOT / "requirements.lock", "test": ROOT / "tests" / "requirements.lock"}  # test holds lab
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
NBVAL += ["--nbval-kernel-startup-timeout=600"]  # seconds: a slow machine is no fault
REPORT = ["-rfEs", "--durations=20", "--durations-min=1"]
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
OFFLINE = ("connection broken", "timed out", "failed to fetch", "error sending", "network connectivity")


def open_lab(arguments):
    """opens JupyterLab on the first notebook; what follows goes to JupyterLab, such as --no-browser"""
    prepare("lab")
    where = [f"--ServerApp.root_dir={ROOT}", f"--LabApp.default_url=/lab{first_notebook()}"]
    if getattr(os, "geteuid", lambda: None)() == 0:
        where.append("--allow-root")  # as in a container, where there is no other user
    hand_over("-m", "jupyterlab", *where, *arguments)


def first_notebook():
    """Its address in JupyterLab, or nothing where there is no notebook yet."""
    names = sorted(path.name for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    return "".join(f"/tree/notebooks/{name}" for name in names[:1])


def test(arguments):
    """runs the tests and every notebook, in some minutes; --all adds the slow ones; what follows goes to pytest"""
    prepare("test")
    chosen = any(os.path.exists(argument.split("::")[0]) for argument in arguments)
    everything = [] if chosen else ["notebooks", "tests"]  # in this order: what is long comes first
    quick = [] if chosen or "--all" in arguments else ["-m", "not slow"]
    more = [argument for argument in arguments if argument != "--all"]
    workers = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder"]
    hand_over("-m", "pytest", *REPORT, *NBVAL, *workers, *quick, *more, *everything, OMP_NUM_THREADS="1")


def setup(arguments):
    """makes .venv ready for the lab and the tests, and stops there: for editors and for other machines"""
    prepare("test")


def refresh(arguments):
    """runs the notebooks and writes them in their normal form; --check only says which would change"""
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


def binder(arguments):
    """prints the Binder link, made from the address in pyproject.toml's [project.urls]"""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = project.get("urls", {}).get("Repository", "")
    if "github.com/" not in address:
        sys.exit("pyproject.toml names no GitHub address yet: add Repository under [project.urls] first.")
    repository = address.split("github.com/")[1].strip("/")
    print(f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab{first_notebook()}")


def show_help(arguments=()):
    """prints this list"""
    print("python3 lab.py [word] [more]\n")
    for word, task in WORDS.items():
        print(f"  {word:8} {task.__doc__}")


WORDS = {
    "": open_lab,
    "test": test,
    "setup": setup,
    "refresh": refresh,
    "figures": figures,
    "bench": bench,
    "lock": lock,
    "binder": binder,
    "help": show_help,
}


def prepare(kind):
    """Returns once .venv holds what `kind`, "lab" or "test", needs: at once where it already does."""
    if ready(kind):
        return
    with alone():
        if not ready(kind):  # another start may have made it meanwhile
            make(kind)


def ready(kind):
    return stamp().get(kind) == fingerprint(kind) and finds("jupyterlab")


def stamp():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def fingerprint(kind):
    """What .venv is made of: the lock and this recipe."""
    return hashlib.sha256(LOCKS[kind].read_bytes() + pathlib.Path(__file__).read_bytes()).hexdigest()


def finds(*modules):
    """True if the Python in .venv starts and finds these modules."""
    code = f"import importlib.util as u; raise SystemExit(not all(map(u.find_spec, {modules!r})))"
    try:
        return subprocess.call([str(PYTHON), "-c", code], env=surroundings(), stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


@contextlib.contextmanager
def alone():
    """One start at a time; the system frees the lock when its holder ends, in whatever way it ends."""
    with open(str(ROOT / ".venv.lock"), "a") as file:
        os.set_inheritable(file.fileno(), True)  # an installer that outlives its lab.py goes on holding it
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
    uv = shutil.which("uv")
    if not (stamp() and site_packages().is_dir() and finds("jupyterlab", *[] if uv else ["pip"])):
        start_afresh(uv)
    STAMP.write_text("{}")
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    install([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS[kind])])
    link_project()
    hide_news(VENV)
    fonts = [str(PYTHON), "-c", "import matplotlib.font_manager"]  # now, or the first picture waits for it
    subprocess.call(fonts, env=surroundings(), stderr=subprocess.DEVNULL)
    held = ["lab", "test"] if kind == "test" else ["lab"]
    STAMP.write_text(json.dumps({name: fingerprint(name) for name in held}))


def start_afresh(uv):
    """A .venv with no packages yet; an older one of ours is removed, one of somebody else's is not."""
    needed = ["venv"] if uv else ["venv", "ensurepip"]
    if not all(map(importlib.util.find_spec, needed)):
        sys.exit(
            "This Python cannot make virtual environments. On Debian and Ubuntu, type\n    sudo apt install "
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv\nand start the lab again."
        )
    if VENV.exists() and any(VENV.iterdir()) and not STAMP.exists():
        sys.exit(f"{VENV} was not made by lab.py: move or delete it, then start the lab again.")
    old = ROOT / ".venv-old"
    shutil.rmtree(str(old), ignore_errors=True)
    if VENV.exists():
        VENV.rename(old)  # in one step, so that no half of it is ever taken for a whole
        shutil.rmtree(str(old), ignore_errors=True)
    VENV.mkdir()
    STAMP.write_text("{}")
    base = getattr(sys, "_base_executable", None) or sys.executable
    subprocess.check_call([base, "-m", "venv", *(["--without-pip"] if uv else []), str(VENV)])


def install(command):
    """Runs an installer quietly, a dot for each package; says in a sentence why it failed."""
    print("Setting up the lab, once; this takes about a minute on a fast connection ", end="", flush=True)
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
    print()
    if running.returncode:
        sys.exit(reason(said))


def reason(said):
    """Why an installer that said these lines gave up."""
    if any(sign in line.lower() for sign in OFFLINE for line in said):
        return "The packages could not be fetched: is this machine on the network? Start again once it is."
    python = ".".join(map(str, sys.version_info[:2]))
    return "".join(said[-8:]) + f"\nThe locked packages could not be installed for Python {python}."


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
    return pathlib.Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))


def surroundings(**more):
    """The environment variables of what runs in .venv: its own programs first, and nobody else's packages."""
    ours = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    return dict(ours, PATH=path, VIRTUAL_ENV=str(VENV), PIP_USER="0", **more)


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
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"The lab needs Python 3.11 or newer and this is {version}: get one from python.org.")
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
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC):
            raise
        where = error.filename or ROOT
        sys.exit(f"{where} cannot be written ({error.strerror}): use a folder of your own, with room.")


if __name__ == "__main__":
    main(sys.argv[1:])
