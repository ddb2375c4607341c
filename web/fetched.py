"""Files of others that the edition for a browser is made with, each known by its sha256: any source will do.

The hashes stand in fetched.json, those of Pyodide's packages in its own lock, and those of wheels in requirements.lock.
What was fetched once is kept in .web-files.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import working_copy

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KEPT = ROOT / ".web-files"
PINNED = json.loads((HERE / "fetched.json").read_text(encoding="utf-8"))
CDN = "https://cdn.jsdelivr.net/"
PYODIDE = f"{CDN}pyodide/v{PINNED['pyodide']}/full/"


def pinned(name):
    """The bytes of a file that fetched.json names."""
    return file(name, PINNED["sha256"][name])


def file(name, sha256):
    """The bytes of a file: kept here, from its CDN, or out of a package that carries it.

    Raises FileNotFoundError where none of the three has it.
    """
    for source in (kept, from_cdn, from_packages):
        content = source(name)
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            if source is not kept:
                keep(name, content)
            return content
    raise FileNotFoundError(f"{name} could not be fetched, which the pages need: is this machine on the web?")


def keep(name, content):
    KEPT.mkdir(exist_ok=True)
    working_copy.write(KEPT / name, content)


def kept(name):
    return (KEPT / name).read_bytes() if (KEPT / name).exists() else None


def from_cdn(name):
    if not reachable():
        return None
    address = f"{CDN}{PINNED['elsewhere'][name]}" if name in PINNED["elsewhere"] else PYODIDE + name
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read()
    except OSError:
        return None


@cache
def reachable():
    """Whether the CDN answers from here."""
    try:
        with urllib.request.urlopen(PYODIDE + "package.json", timeout=10):
            return True
    except OSError:
        return False


def from_packages(name):
    unpack()
    return kept(name)


@cache
def unpack():
    """Keep what the packages hold that carry these files. Whatever is asked for later still has to have its sha256."""
    with tempfile.TemporaryDirectory() as there:
        if shutil.which("npm"):
            subprocess.run(["npm", "pack", "--silent", *PINNED["npm"]], cwd=there, check=False, stdout=subprocess.PIPE)
        download(there, "--pre", PINNED["wheel"])
        for path in Path(there).glob("*.tgz"):
            with tarfile.open(path) as archive:
                for member in archive:
                    if Path(member.name).name in PINNED["sha256"]:
                        keep(Path(member.name).name, archive.extractfile(member).read())
        for path in Path(there).glob("*.whl"):
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    if "/assets/pyodide/" in inner and inner.endswith((".whl", ".zip")):
                        keep(Path(inner).name, archive.read(inner))


def wheel(name):
    """The bytes of a wheel without compiled parts, of the version and sha256 that requirements.lock names."""
    entry = locked(name)
    path = KEPT / f"{name}.whl"
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() not in entry:
        with tempfile.TemporaryDirectory() as there:
            line = Path(there, "one.lock")
            line.write_text(entry, encoding="utf-8")
            pure = ["--platform", "any", "--implementation", "py", "--abi", "none", "--python-version", "3.12"]
            download(there, "-r", str(line), "--require-hashes", "--only-binary", ":all:", *pure)
            keep(path.name, next(Path(there).glob("*.whl")).read_bytes())
    return path.read_bytes()


def locked(name):
    """The lines of requirements.lock for one package."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = re.search(rf"(?m)^{re.escape(name)}==[^\n]*\\\n(?:    --hash[^\n]*\n)+", text)
    return re.sub(r" ; [^\\]*", " ", found[0])


def download(folder, *what):
    pip("download", "--dest", folder, *what)


def pip(word, *words):
    """Run pip, which is made first where uv has made an environment without it."""
    if find_spec("pip") is None:
        subprocess.run([sys.executable, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "pip", word, "-qq", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*command, *words], check=True)
