"""A reader's own copy of the notebooks: brought up to date without ever writing over what the reader wrote.

For each file the copy remembers what it has been handed. A notebook counts as the reader's own as soon as its cells say
something else; running it alone does not make it so. Every file is written in one step, and the record last, so that a
start that is stopped half-way loses nothing and the next one goes on. It needs the standard library only.
"""

import contextlib
import datetime
import hashlib
import itertools
import json
import os
import re

RECORD = ".handed-out.json"  # {name: what has been handed out under it, oldest first}


def deliver(files, folder):
    """Brings the copy in `folder` up to `files`, {name: bytes}; returns the sentences that its reader should see."""
    folder.mkdir(parents=True, exist_ok=True)
    record, said = recorded(folder), []
    for name, content in files.items():
        said += _deliver(folder / name, content, record.setdefault(name, []))
    for name in set(record) - set(files):
        _withdraw(folder / name, record.pop(name))
    write(folder / RECORD, json.dumps(record, indent=1).encode())
    return said


def remember(folder, files):
    """Records what was handed out in `folder`, besides what was before."""
    record = recorded(folder)
    for name, content in files.items():
        record[name] = [*record.get(name, []), digest(name, content)]
    write(folder / RECORD, json.dumps(record, indent=1).encode())


def recorded(folder):
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _deliver(path, content, given):
    new, held = digest(path.name, content), held_by(path)
    if held is None or (held != new and held in given):
        write(path, content)
    elif held != new and given[-1:] != [new]:
        beside = _beside(path, [*given, new])
        write(beside, content)
        given.append(new)
        return [f"{path.name} has changed since you began it. Yours is untouched; the new one is {beside.name}."]
    if given[-1:] != [new]:
        given.append(new)
    return []


def _withdraw(path, given):
    """Removes what is handed out no longer, unless the reader wrote in it."""
    if held_by(path) in given:
        path.unlink()


def _beside(path, handed):
    """Where a new version goes: onto no file but one that has been handed out."""
    names = (path.with_name(f"{path.stem}.new{n}{path.suffix}") for n in itertools.chain([""], itertools.count(2)))
    return next(name for name in names if held_by(name) in (None, *handed))


def held_by(path):
    """What the file at `path` says, as a digest; None if there is none."""
    return digest(path.name, path.read_bytes()) if path.exists() else None


def digest(name, content):
    """A digest of what a person wrote in a file: the cells of a notebook, whatever they printed; else every byte."""
    if name.endswith(".ipynb"):
        with contextlib.suppress(ValueError, LookupError, TypeError):  # then it is no notebook any more
            cells = json.loads(content)["cells"]
            content = json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode()
    return hashlib.sha256(content).hexdigest()


def write(path, content):
    """Writes a file in one step: whoever reads meanwhile, or after a crash, finds the old one or the new one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def reset(wanted, files, folder):
    """Gives a fresh notebook and keeps the old one beside it; returns the sentence that says where.

    Raises ValueError if `wanted`, such as "04" or a file's name, is no notebook of the series.
    """
    name = chosen(wanted, files)
    path = folder / name
    kept = _keep(path) if path.exists() and path.read_bytes() != files[name] else None
    write(path, files[name])
    remember(folder, {name: files[name]})
    if not kept:
        return f"{name} is as it was handed out."
    return f"{name} is fresh again; what you had is in {kept.name}. If it is open, reload it from the disk (File menu)."


def chosen(wanted, files):
    """The name of the notebook that "4", "04" or its file's name stands for."""
    names = [name for name in files if re.match(r"\d\d_[^/]*\.ipynb$", name)]
    number = f"{int(wanted):02d}_" if wanted.isdecimal() else None
    for name in names:
        if name in (wanted, f"{wanted}.ipynb") or (number and name.startswith(number)):
            return name
    raise ValueError(f"There is no notebook {wanted}: name one by its number, {names[0][:2]} to {names[-1][:2]}.")


def _keep(path):
    """Moves a file to a free name with today's date in it."""
    today = datetime.date.today().isoformat()
    names = (path.with_name(f"{path.stem}.{today}{n}{path.suffix}") for n in _counted())
    kept = next(name for name in names if not name.exists())
    path.rename(kept)
    return kept


def _counted():
    """ "", "-2", "-3", …"""
    return itertools.chain([""], (f"-{n}" for n in itertools.count(2)))
