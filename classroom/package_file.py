"""The package as one file, a wheel, made without a network: the same sources give the same bytes.

Hatchling makes the same wheel for a release; it has to be fetched, and a class-room's machine may not reach the index.
"""

import base64
import hashlib
import io
import re
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "backprop"
WHEEL = "Wheel-Version: 1.0\nGenerator: lab.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def project():
    """The table [project] of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def version():
    return re.search(r'^__version__ = "(.+)"', (PACKAGE / "__init__.py").read_text(encoding="utf-8"), re.M)[1]


def stem():
    return f"{project()['name'].replace('-', '_')}-{version()}"


def name():
    """The wheel's file name."""
    return f"{stem()}-py3-none-any.whl"


def content():
    """The wheel's bytes."""
    files = sources() | described()
    record = f"{stem()}.dist-info/RECORD"
    files[record] = "".join(f"{path},{digest(data)},{len(data)}\n" for path, data in files.items()).encode()
    files[record] += f"{record},,\n".encode()
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def sources():
    """{path in the wheel: bytes} of the package; what Python and editors leave behind stays out."""
    paths = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    names = {path.relative_to(PACKAGE.parent).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if "/." not in name}


def described():
    """{path in the wheel: bytes} of what describes it to an installer."""
    told, info = project(), f"{stem()}.dist-info"
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {told['name']}",
        f"Version: {version()}",
        f"Summary: {told['description']}",
    ]
    lines += [f"License-Expression: {told['license']}", f"Requires-Python: {told['requires-python']}"]
    lines += [f"License-File: {file}" for file in told["license-files"]]
    lines += [f"Requires-Dist: {line}" for line in told["dependencies"]]
    files = {f"{info}/METADATA": ("\n".join(lines) + "\n").encode(), f"{info}/WHEEL": WHEEL.encode()}
    return files | {f"{info}/licenses/{file}": (ROOT / file).read_bytes() for file in told["license-files"]}


def digest(data):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
