"""The Python side of a live page: runs cells, and tells the page what they print, show and change."""

import io
import json
import sys
from pathlib import Path

import comm
from comm.base_comm import BaseComm, CommManager
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from pyodide.ffi import to_js

running = {"cell": None, "run": 0}


def tell(kind, buffers=(), **more):
    """One message to the page; `post` is the worker's."""
    post(json.dumps({"kind": kind, **more}), to_js([bytes(each) for each in buffers]))  # noqa: F821


class PageComm(BaseComm):
    """A widget's line to its twin in the page."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        data = data or {}
        if msg_type == "comm_open" or data.get("method") == "update":
            paths = data.get("buffer_paths", [])
            tell("state", buffers or (), id=self.comm_id, state=data.get("state", {}), paths=paths)
        elif msg_type == "comm_close":
            tell("closed", id=self.comm_id)


widgets = CommManager()
comm.create_comm = PageComm
comm.get_comm_manager = lambda: widgets


def heard(comm_id, state):
    """What a control of the page was set to."""
    line = widgets.get_comm(comm_id)
    if line is not None:
        data = {"method": "update", "state": json.loads(state), "buffer_paths": []}
        line.handle_msg({"content": {"comm_id": comm_id, "data": data}, "buffers": [], "metadata": {}})


def show(data):
    tell(
        "output",
        cell=running["cell"],
        data={mime: shown for mime, shown in data.items() if not isinstance(shown, bytes)},
    )


class Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **more):
        show(data)

    def clear_output(self, wait=False):
        tell("cleared", cell=running["cell"])


class Hook(DisplayHook):
    """The value of a cell's last line."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        show(format_dict)

    def finish_displayhook(self):
        pass


class Printed(io.TextIOBase):
    """stdout or stderr of a cell: sent line by line."""

    def __init__(self, name):
        self.name, self.waiting = name, ""

    def write(self, words):
        self.waiting += words
        if "\n" in words:
            self.flush()
        return len(words)

    def flush(self):
        if self.waiting:
            tell("printed", cell=running["cell"], stream=self.name, words=self.waiting)
            self.waiting = ""


class Shell(InteractiveShell):
    """Runs cells as a notebook's kernel does."""

    def _showtraceback(self, etype, evalue, stb):
        sys.stdout.flush()
        tell("failed", cell=running["cell"], words="\n".join(stb))

    def enable_gui(self, gui=None):
        pass


class Request:
    """What a panel asks a kernel: which cell made it, and in which run."""

    def get_parent(self, channel=None):
        return {"metadata": {"cellId": running["cell"]}, "header": {"msg_id": running["run"]}}


shell = Shell.instance(display_pub_class=Publisher, displayhook_class=Hook, colors="NoColor")
shell.history_manager.enabled = False
shell.kernel = Request()
sys.stdout, sys.stderr = Printed("stdout"), Printed("stderr")
before = {}


def run(cell, source):
    """Run one cell; the page is told what it prints and shows, and at its end which files are new."""
    running.update(cell=cell, run=running["run"] + 1)
    result = shell.run_cell(source, store_history=False)
    sys.stdout.flush()
    sys.stderr.flush()
    tell_of_files()
    tell("done", cell=cell, well=result.success)


def tell_of_files():
    """Send every file of the working folder that a cell has written or changed."""
    for path in Path().iterdir():
        if path.is_file() and not path.name.startswith("."):
            found = path.stat()
            stamp = found.st_mtime_ns, found.st_size  # two cells may write within one tick of a browser's clock
            if before.get(path.name) != stamp:
                tell("file", [path.read_bytes()], name=path.name)
            before[path.name] = stamp
