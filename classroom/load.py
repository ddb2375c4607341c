"""A class on a hub, all at once: every student starts a server, runs a notebook to its end and moves its slider.

    python classroom/load.py --students 20 --moves 50

It starts a hub of its own on loopback, with classroom/jupyterhub_config.py, in a folder that it deletes at the end; it
prints a table and ends with 1 if anything failed; with --write the table, and what is worked out from it for larger
classes, also go into docs/teachers.md. It needs, beside what the lab needs, jupyterhub, psutil and, on the
PATH, configurable-http-proxy.
"""

import argparse
import asyncio
import contextlib
import math
import os
import platform
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from importlib import metadata
from pathlib import Path

import psutil
from hub_student import Hub, Student

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "teachers.md"
MARKS = "<!-- the load: written by classroom/load.py --write -->", "<!-- end of the load -->"
LARGER = {  # classes: what holds so many servers
    30: "one machine, The Littlest JupyterHub",
    100: "one machine, at the limit of The Littlest JupyterHub",
    200: "Kubernetes",
}
PATIENCE = 600  # seconds: only a real fault takes so long, on however slow a machine
ROWS = {  # what is measured of a student: the words of the table, and how it is written
    "server": ("server ready, s", ".0f"),
    "picture": ("first picture on the page, s", ".0f"),
    "panel": ("the panel's own picture, s", ".0f"),
    "notebook": ("notebook run to its end, s", ".0f"),
    "megabytes": ("memory after it, MB", ".0f"),
}


def main():
    asked = parser().parse_args()
    with hub() as there:
        done = asyncio.run(all_at_once(there, asked))
    failed = [each for each in done if each.errors]
    print(table(done))
    for each in failed:
        print(f"{each.name}: {'; '.join(each.errors)}")
    print(f"{len(done) - len(failed)} of {len(done)} students reached the end without a failure.")
    if asked.write and not failed:
        write(PAGE, f"{measured(done)}\n\n{extrapolated(memory(done))}")
    return 1 if failed else 0


def parser():
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--students", type=int, default=20)
    made.add_argument("--moves", type=int, default=50, help="of the slider, by each student")
    made.add_argument("--write", action="store_true", help="the result into docs/teachers.md, if nothing failed")
    made.add_argument("--notebook", default="07_the_learning_rate.ipynb")
    made.add_argument("--slider", default="Learning rate", help="the label of the slider that is moved")
    return made


@contextlib.contextmanager
def hub():
    """A hub on loopback, as a Hub; stopped, and its folder deleted, at the end."""
    proxy = shutil.which("configurable-http-proxy")
    if not proxy:
        sys.exit("configurable-http-proxy is not on the PATH: npm install -g configurable-http-proxy")
    folder, port, token = tempfile.mkdtemp(prefix="hub-"), three_free_ports(), secrets.token_hex(16)
    given = {"LOAD_FOLDER": folder, "LOAD_PORT": str(port), "LOAD_PROXY": proxy, "LOAD_TOKEN": token}
    command = [sys.executable, "-m", "jupyterhub", "-f", str(HERE / "load_config.py")]
    log = Path(folder) / "hub.log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **given}, stdout=file, stderr=file)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/hub/api/", process, log)
        yield Hub(address, token)
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.terminate()
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def three_free_ports():
    """A port that is free, and so are the two after it."""
    while True:
        with socket.socket() as first:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            with contextlib.suppress(OSError), socket.socket() as second, socket.socket() as third:
                second.bind(("127.0.0.1", port + 1))
                third.bind(("127.0.0.1", port + 2))
                return port


def wait_for(url, process, log):
    """Until the hub answers; raises with its own words if it ends or does not answer in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=2).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"The hub did not start: {log.read_text(errors='replace')[-2000:]}")


async def all_at_once(there, asked):
    students = [Student(there, f"student{number:02}") for number in range(1, asked.students + 1)]
    work = [each.work(asked.notebook, asked.slider, asked.moves) for each in students]
    for student, ended in zip(students, await asyncio.gather(*work, return_exceptions=True), strict=True):
        if isinstance(ended, BaseException):
            student.errors.append(f"{type(ended).__name__}: {ended}")
    return students


def table(students):
    """Median and largest of everything that was measured, as lines of Markdown."""
    lines = ["| | median | largest |", "|---|---|---|"]
    for key, (words, form) in ROWS.items():
        values = [each.measured[key] for each in students if key in each.measured]
        if values:
            lines.append(f"| {words} | {statistics.median(values):{form}} | {max(values):{form}} |")
    moves = sorted(seconds for each in students for seconds in each.moves)
    if moves:
        largest = moves[int(0.95 * (len(moves) - 1))]
        words = f"a move to its picture, ms (95 % of {len(moves)} in place of the largest)"
        lines.append(f"| {words} | {1000 * statistics.median(moves):.0f} | {1000 * largest:.0f} |")
    return "\n".join(lines)


def measured(students):
    """What was measured, and on what, in words and as a table."""
    versions = ", ".join(f"{name} {metadata.version(name.lower())}" for name in ("JupyterLab", "JupyterHub"))
    return (
        f"**Measured** with {len(students)} students of a hub on loopback, on {os.cpu_count()} cores of a machine with "
        f"{versions} and Python {platform.python_version()}. All started at the same moment,\nran every cell of the "
        f"notebook at once, and then moved its slider {len(students[0].moves)} times. None of them met a failure.\n\n"
        f"{table(students)}"
    )


def memory(students):
    """Megabytes of a student, the median."""
    return round(statistics.median(each.measured["megabytes"] for each in students))


def extrapolated(megabytes):
    """What larger classes need, by multiplication, in words and as a table."""
    said = f"**Extrapolated** from these {megabytes} MB, and doubled for room; nothing was measured with so many:"
    lines = [said, "", "| students | memory | |", "|---|---|---|"]
    for n, machine in LARGER.items():
        least, doubled = (math.ceil(times * n * megabytes / 1000) for times in (1, 2))
        lines.append(f"| {n} | {least}–{doubled} GB | {machine} |")
    return "\n".join(lines)


def write(page, text):
    """Put a text between the marks of a page."""
    before, rest = page.read_text(encoding="utf-8").split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    page.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
