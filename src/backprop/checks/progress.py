"""What is kept of the verdicts on a student's answers: the form of progress.jsonl, which a teacher can read too.

UTF-8, one JSON object a line. The first says what the file is: {"about": …, "version": 1}. Every other line is a
record, and an exercise's state is its records `merged` from the top to the bottom. So a line is only ever added,
and a long file can be shortened to one line an exercise without changing what it says.

  exercise  "4.2"
  tries     verdicts up to and including the first that was correct, at least 1
  solved    null, or the day of the first correct verdict, "2026-11-25"
  said      the last verdict in full, as it stands after "Exercise 4.2: "
  told      {"correct": 1, "not yet": 2, "dW1 is transposed.": 3}: how often which was said; of a mistake the first
            line, cut after 200 characters and its numbers written as #, so that those of a class can be added up

No name, no path and no hour is kept. Where the file lies: see progress_file. `read(path)` takes one, or a class's.
"""

import json
import re
from datetime import date

HEAD = {"about": "What the exercises of the backpropagation notebooks said, one line a try.", "version": 1}
NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*(?:e[-+]?\d+)?(?<![.,])")
ADDRESS = re.compile(r"(?<![\w.])(?:[A-Za-z]:\\|[/\\]+(?=[^\s/\\]+[/\\]))[^\s'\"`]+")


def record(number, solved, said):
    """The record of one verdict, given today."""
    said = ADDRESS.sub("…", said)
    day = date.today().isoformat() if solved else None
    return {"exercise": number, "tries": 1, "solved": day, "said": said, "told": {_kind(said): 1}}


def _kind(said):
    for kind in ("correct", "not yet"):
        if said.startswith(f"{kind}."):
            return kind
    return NUMBER.sub("#", said.partition("\n")[0])[:200]


def merged(before, after):
    """One record that says what two records of an exercise say, the second of them later."""
    told = dict(before["told"])
    for kind, times in after["told"].items():
        told[kind] = told.get(kind, 0) + times
    tries = before["tries"] + (0 if before["solved"] else after["tries"])
    return {**before, **after, "tries": tries, "solved": before["solved"] or after["solved"], "told": told}


def combined(records):
    """{number: one record}, of records in the order in which they came."""
    found = {}
    for each in records:
        number = each["exercise"]
        found[number] = merged(found[number], each) if number in found else each
    return found


def read(path):
    """({number: one record}, how many lines could not be read) of a file; ({}, 0) if it is not there.

    Raises OSError if the file cannot be read.
    """
    lines, damaged = read_lines(path)
    return combined(lines), damaged


def read_lines(path):
    """(records as they stand in a file, how many lines could not be read). Raises OSError as `read` does."""
    try:
        return lines_of(path.read_bytes())
    except FileNotFoundError:
        return [], 0


def lines_of(content):
    """(records as they stand in a file's bytes, how many lines could not be read)."""
    *lines, last = content.split(b"\n")
    found = [_parsed(line) for line in lines if line.strip()]
    unfinished = [_parsed(last)]  # another kernel may be writing it: no damage yet
    return [each for each in found + unfinished if each and "exercise" in each], found.count(None)


def _parsed(line):
    """The record, or the first line's object, that a line holds; None if it holds neither."""
    try:
        found = json.loads(line.decode())
        return found if isinstance(found, dict) and ("about" in found or _is_record(found)) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_record(found):
    counts = [found["tries"], *found["told"].values()]
    day = found["solved"] is None or date.fromisoformat(found["solved"])
    texts = isinstance(found["said"], str) and re.fullmatch(r"\d+\.\d+", found["exercise"])
    return bool(day and texts and all(type(count) is int and count > 0 for count in counts))


def written(records):
    """The bytes of these records, a line each."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records).encode(errors="replace")
