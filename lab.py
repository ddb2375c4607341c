"""The one door: `python3 lab.py` opens the lab, `python3 lab.py test` tests it, `help` lists the other words.

It needs the standard library only, and keeps to the syntax of Python 3.6, so that an older Python is told in a sentence
what is missing. What its words do lies in the files of `lab/`, which it borrows: `lab/environment.py` makes
`.venv`, for one. What can go wrong on anybody's machine ends in a sentence that says what to do (docs/doors.md).
"""

import errno
import importlib
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
NBVAL += ["--nbval-kernel-startup-timeout=600"]  # seconds: a slow machine is no fault
REPORT = ["-rfEs", "--durations=20", "--durations-min=1"]
ALWAYS_THE_SAME = {"OMP_NUM_THREADS": "1", "BACKPROP_PROGRESS": "off"}  # whatever was solved on this machine


def open_lab(arguments):
    """opens JupyterLab on your own copy of the notebooks; what follows goes to JupyterLab, such as --no-browser"""
    prepare("lab")
    folder = own_copy()
    open_jupyter(folder, folder, arguments)


def copy(arguments):
    """makes your own copy of the notebooks, in the folder that follows if one does, or brings it up to date"""
    print(f"Your notebooks are in {own_copy(*arguments[:1])}.")


def own_copy(wanted=None):
    """The folder of the reader's own notebooks, brought up to date; nothing that the reader wrote is written over."""
    folder = pathlib.Path(wanted).expanduser().resolve() if wanted else copy_folder()
    folder.mkdir(parents=True, exist_ok=True)  # the lock lies in it
    with borrow("environment").alone(folder / ".lock"):
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
    where = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab{first}", "--LabApp.custom_css=True"]
    if getattr(os, "geteuid", lambda: None)() == 0:
        where.append("--allow-root")  # as in a container, where there is no other user
    borrow("environment").settle()
    settings = [str(ROOT / "lab" / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    hand_over("-m", "jupyterlab", *where, *arguments, JUPYTER_CONFIG_PATH=os.pathsep.join(filter(None, settings)))


def copy_folder():
    """The folder of the reader's own notebooks: here, or in the reader's home where this folder is a shared one."""
    folder = ROOT / "my-notebooks"
    try:
        borrow("environment").write_in(folder if folder.is_dir() else ROOT)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise  # a full disk, say: an empty copy elsewhere would look like lost work
        folder = pathlib.Path(borrow("environment").home()) / "backprop-notebooks"
        print(f"{ROOT} cannot be written, so your notebooks are in {folder}.", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def reset(arguments):
    """gives a fresh copy of a notebook, as in `reset 04`, and keeps what you had beside it"""
    if not arguments:
        sys.exit("Which notebook? Name it by its number, as in `python3 lab.py reset 04`.")
    folder, files = copy_folder(), borrow("handed_out").files()
    with borrow("environment").alone(folder / ".lock"):
        for wanted in arguments:
            try:
                print(borrow("working_copy").reset(wanted, files, folder))
            except ValueError as error:
                sys.exit(str(error))


def test(arguments):
    """runs the tests and every notebook, in some minutes; --all adds the slow ones; what follows goes to pytest"""
    prepare("test")
    chosen = any(os.path.exists(argument.split("::")[0]) for argument in arguments)
    everything = [] if chosen else ["notebooks", "tests"]  # in this order: what is long comes first
    quick = [] if chosen or "--all" in arguments else ["-m", "not slow"]
    more = [argument for argument in arguments if argument != "--all"]
    workers = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder"]
    hand_over("-m", "pytest", *REPORT, *NBVAL, *workers, *quick, *more, *everything, **ALWAYS_THE_SAME)


def setup(arguments):
    """makes .venv ready for the lab and the tests, and stops there: for editors and for other machines"""
    prepare("test")


def refresh(arguments):
    """runs the notebooks and writes them in their normal form; --check only looks, --form is for a typo"""
    prepare("lab")
    hand_over(ROOT / "lab" / "refresh.py", *arguments, **ALWAYS_THE_SAME)


def figures(arguments):
    """draws every picture in figures/ again"""
    run_script("lab", ROOT / "figures" / "draw.py", arguments)


def worksheets(arguments):
    """writes the printable worksheets of docs/worksheets again: HTML, and PDF where Chromium is installed"""
    run_script("lab", ROOT / "docs" / "worksheets.py", arguments)


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
        written = borrow("environment").LOCKS[kind].relative_to(ROOT).as_posix()
        subprocess.check_call([*compiler, *more, "--group", kind, "-o", written])


def links(arguments):
    """writes the links of Binder and the like into the README, for the address that follows or that of this copy"""
    sys.exit(borrow("links").main(arguments))


def handout(arguments):
    """writes a folder for a class: `handout FOLDER`, or `handout FOLDER --alone 04` for a notebook that stands alone"""
    sys.exit(borrow("handout", "classroom").main(arguments))


def assignment(arguments):
    """writes exercises as assignments for nbgrader: `assignment FOLDER 04`, where FOLDER is that of the course"""
    sys.exit(borrow("assignment", "classroom").main(arguments))


def class_results(arguments):
    """shows what a class solved, from its progress files and lab reports: `class FOLDER` writes FOLDER/class.html"""
    run_script("lab", ROOT / "classroom" / "results.py", arguments)


def site(arguments):
    """writes the edition for a browser into the folder that follows: pages to read and to make live, with no server"""
    run_script("lab", ROOT / "web" / "build.py", arguments)


def borrow(name, folder="lab"):
    """A module of the standard library only that lies in a folder beside this file."""
    if not (ROOT / folder / f"{name}.py").exists():
        sys.exit(f"There is no {folder}/{name}.py in this copy of the project.")
    if str(ROOT / folder) not in sys.path:
        sys.path.insert(0, str(ROOT / folder))
    return importlib.import_module(name)


def show_help(arguments=()):
    """prints this list"""
    print("python3 lab.py [word] [more]\n")
    for word, task in WORDS.items():
        print(f"  {word:10} {task.__doc__}")


WORDS = {
    "": open_lab,
    "copy": copy,
    "reset": reset,
    "test": test,
    "setup": setup,
    "edit": edit,
    "refresh": refresh,
    "figures": figures,
    "worksheets": worksheets,
    "bench": bench,
    "lock": lock,
    "links": links,
    "handout": handout,
    "assignment": assignment,
    "class": class_results,
    "site": site,
    "help": show_help,
}


def prepare(kind):
    """Returns once .venv holds what `kind`, "lab" or "test", needs: at once where it already does."""
    borrow("environment").prepare(kind)


def run_script(kind, script, arguments):
    if not script.exists():
        sys.exit(f"There is no {script.relative_to(ROOT).as_posix()} in this copy of the project.")
    prepare(kind)
    hand_over(script, *arguments)


def hand_over(*command, **more):
    """Becomes `python command`, whose signals and exit code are then ours; Windows can only wait for it."""
    environment = borrow("environment")
    command, variables = [str(part) for part in (environment.PYTHON, *command)], environment.surroundings(**more)
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, variables)
    import signal

    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for JupyterLab, which asks before it ends
    sys.exit(subprocess.call(command, env=variables))


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


def version(parts):
    return ".".join(map(str, sys.version_info[:parts]))


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
