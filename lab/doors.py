"""Why a start of the lab can fail, and the sentence for it: what is true, and what to do.

docs/doors.md is the table of them. It needs the standard library only.
"""

import errno
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
INDEXES = ("PIP_NO_INDEX", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL")
CERTIFICATE = (
    "The package index answered with a certificate that the installer does not trust. In a school or a firm this is "
    "usually the network's own certificate, put in between. Ask its help desk for that certificate as a .pem file, set "
    "PIP_CERT and SSL_CERT_FILE (which uv reads) to the file's path, and start again."
)
NO_ROOM = (
    "The disk is full: the lab needs about 1 GB in {root}, and while it is set up some room in {temporary} and in your "
    "home folder too. Make room, or move the folder to another disk, then start again."
)
IN_USE = (
    "A file of .venv could not be replaced, most likely because it is in use. Close JupyterLab and every editor and "
    "terminal that works in this folder, then start again."
)
TOO_LONG = (
    "The path of this folder is too long for Windows. Move the folder to where its path is short, such as C:\\lab, and "
    "start again."
)
LACKS = "{index} has no package {missing} that fits Python {python} on this machine. {mend}"
PROXY = (
    "The packages could not be fetched, because the proxy did not let them through. Set HTTPS_PROXY to the address "
    "which this network gives for it (http://name:password@host:port if it asks who you are), then start again."
)
OFFLINE = "The packages could not be fetched: is this machine on the network? Start again once it is.{source}"
# What an installer said, in lower case, and what it means. The first that fits is taken, so the surer ones come first.
REASONS = (
    (("certificate_verify_failed", "certificate verify failed", "invalid peer certificate"), CERTIFICATE),
    (("no space left", "not enough space on the disk", "disk quota exceeded"), NO_ROOM),
    (("winerror 32", "access is denied", "being used by another process"), IN_USE),
    (("windows long path support", "filename or extension is too long"), TOO_LONG),
    (("proxyerror", "tunnel connection failed", "proxy authentication required", "tunnel error"), PROXY),
    (("connection broken", "timed out", "failed to fetch", "error sending", "network connectivity"), OFFLINE),
    (("no matching distribution found", "no solution found"), LACKS),
)


def reason(said):
    """Why an installer that said these lines gave up."""
    text = "".join(said)
    for signs, sentence in REASONS:
        if any(sign in text.lower() for sign in signs):
            return sentence.format(**particulars(text))
    return "".join(said[-8:]) + f"\nThe locked packages could not be installed for Python {python()}."


def particulars(text):
    """What the sentences name, from what an installer said and from how this machine is set up."""
    setting = index_setting(text)
    new = (
        "Most likely this Python is too new or of an unusual kind: take 3.11 to 3.14 from python.org, then start again."
    )
    other = (
        f"It is not the usual index, because {setting} names it: unset that, or ask for the package to be added there."
    )
    return {
        "root": ROOT,
        "temporary": tempfile.gettempdir(),
        "python": python(),
        "index": "The package index that this machine is set to use" if setting else "The package index",
        "missing": missing(text),
        "mend": other if setting else new,
        "source": f" (It fetches them from where {setting} says: is that still right?)" if setting else "",
    }


def index_setting(text):
    """What names another index than the usual one here, or None; not its address, which may hold a password."""
    by_file = "pip's own configuration (`pip config list` shows it)" if "Looking in indexes:" in text else None
    return next((name for name in INDEXES if os.environ.get(name)), by_file)


def missing(text):
    """The package and version that an installer did not find."""
    found = re.search(r"(?:No matching distribution found for|no version of) ([^\s;,]+)", text)
    return found[1] if found else "of the lock"


def python():
    return ".".join(map(str, sys.version_info[:2]))


def no_room():
    return NO_ROOM.format(root=ROOT, temporary=tempfile.gettempdir())


def obstacle(error):
    """A sentence about a file that could not be written, or None if the OSError is of another kind."""
    where = error.filename or ROOT
    if getattr(error, "winerror", None) in (5, 32) and VENV in (Path(where), *Path(where).parents):
        return IN_USE
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_room()
    if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
        return None
    return (
        f"{where} cannot be written ({error.strerror}). Copy the folder {ROOT} to a place of your own, such as your "
        "home folder, and start the lab there."
    )
