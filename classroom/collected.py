"""What a class has handed in: a folder of progress files and lab reports, read without trusting a byte of it.

A student's name is that of the folder, or of the file, at the top of the class's folder. What cannot be used becomes
one sentence, and nothing that a file says can stop the reading of the others.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from backprop.checks import progress

LARGEST = {".jsonl": 2_000_000, ".html": 20_000_000}  # bytes: a report holds its pictures, a line is 300 bytes
SET_ASIDE = re.compile(r"-damaged-\d+\.jsonl$")  # what could be read of it stands in progress.jsonl
NO_MISTAKE = ("correct", "not yet")
REPORT, OURS = b"<h2>The same numbers again</h2>", b'<meta name="generator" content="lab.py class">'


@dataclass
class Student:
    """What one student handed in.

    records  {"4.2": record, …}, as backprop.checks.progress has them, of exercises that there are
    reports  [(file, text of the page), …]
    """

    name: str
    records: dict = field(default_factory=dict)
    reports: list = field(default_factory=list)


def read(folder, numbers):
    """(the students by name, sentences about what could not be used) of a class's folder.

    numbers  the exercises that there are, "4.2"; a record of any other does not count
    """
    owned, said = {}, []
    for path in files(folder, said):
        owned.setdefault(owner(path, folder), []).append(path)
    students = [student(name, paths, folder, numbers, said) for name, paths in owned.items()]
    found = [each for each in students if each.records or each.reports]
    return sorted(found, key=lambda each: in_order(each.name)), said


def files(folder, said):
    """The progress files and the pages in a folder, smallest names first; hidden ones are left out."""
    others = []
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or SET_ASIDE.search(path.name):
            continue
        if path.is_symlink():
            said.append(f"{shown(path, folder)} is a link, which was not followed.")
        elif path.is_file() and path.suffix.lower() in LARGEST:
            yield path
        elif not path.is_dir():
            others.append(path)
    if others:
        more = f" and {len(others) - 1} others" if len(others) > 1 else ""
        kinds = "no progress files (.jsonl) and no reports (.html), so they were" if more else (
            "neither a progress file (.jsonl) nor a report (.html), so it was"
        )  # fmt: skip
        said.append(f"{shown(others[0], folder)}{more}: {kinds} not read.")


def owner(path, folder):
    first, *rest = path.relative_to(folder).parts
    return first if rest else path.stem


def student(name, paths, folder, numbers, said):
    """What the files of one student hold; `said` gets a sentence for each that is of no use."""
    found, contents = Student(plain(name)), {}
    for path in paths:
        try:
            content = within_reason(path)
            if path.suffix.lower() == ".jsonl":
                contents[content] = verdicts(content, numbers)
            elif OURS not in content:
                found.reports.append((shown(path, folder), report(content)))
        except (OSError, ValueError) as error:
            said.append(f"{shown(path, folder)} {reason(error)}.")
            continue
        if path.suffix.lower() == ".jsonl" and (damaged := contents[content][1]):
            lines = "1 line" if damaged == 1 else f"{damaged} lines"
            said.append(f"{shown(path, folder)}: {lines} could not be read; the others count.")
    found.records = progress.combined(
        record for content, (records, _) in contents.items() if not outdated(content, contents) for record in records
    )
    return found


def outdated(content, contents):
    """True for an earlier state of another of these progress files, which only grow."""
    return any(other != content and other.startswith(content) for other in contents)


def within_reason(path):
    """A file's bytes. Raises ValueError that says what is wrong with it."""
    most = LARGEST[path.suffix.lower()]
    with path.open("rb") as file:
        content = file.read(most + 1)
    if not content.strip():
        raise ValueError("is empty")
    if len(content) > most:
        raise ValueError(f"is larger than {most // 1_000_000} MB, which no file of this kind is, so it was not read")
    return content


def report(content):
    """The text of a lab report. Raises ValueError for another page."""
    if REPORT not in content:
        raise ValueError("is no lab report that LabReport has written, or only a part of one")
    return content.decode("utf-8", errors="replace")


def verdicts(content, numbers):
    """(the records that count, how many lines could not be read) of a progress file. Raises ValueError if none does."""
    found, damaged = progress.lines_of(content)
    if known := [record for record in found if record["exercise"] in numbers]:
        return known, damaged
    raise ValueError("holds no verdict on any exercise of this series")


def reason(error):
    return f"cannot be read ({error.strerror or type(error).__name__})" if isinstance(error, OSError) else str(error)


def mistakes(students, most=5):
    """[(exercise, what was said, by how many students, how often), …]: what most students were told, first."""
    who, times = Counter(), Counter()
    for each in students:
        for number, record in each.records.items():
            told = {(number, plain(said)): count for said, count in record["told"].items() if said not in NO_MISTAKE}
            who.update(told.keys())
            times.update({key: min(count, 10_000) for key, count in told.items()})
    ranked = sorted(who, key=lambda key: (-who[key], -times[key], in_order(key[0]), key[1]))
    return [(*key, who[key], times[key]) for key in ranked[:most]]


def in_order(name):
    """A key that sorts student2 before student10."""
    return [
        (not part.isdecimal(), int(part[:15]) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", name)
    ]


def shown(path, folder):
    return plain(path.relative_to(folder).as_posix())


def plain(text, longest=200):
    """A text as it may be shown: one line, no sign that turns the direction of writing or hides."""
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def folder_of(argument):
    """The folder that an argument names. Raises ValueError if it is none."""
    folder = Path(argument).expanduser().resolve()
    if not folder.is_dir():
        raise ValueError(f"{folder} is no folder: name the one that holds what the class handed in")
    return folder
