"""What must hold of a notebook's one run besides its outputs, which nbval compares: the run is listened to.

A cell sends at most 1,000 messages. No warning is written at any moment, no move of a panel fails, and nothing that
was started beside the cells ends with an exception. What a notebook's exercises say is read from its stored outputs,
which are those of this run.
"""

import textwrap
from collections import Counter

import pytest
from nbval.plugin import IPyNbCell

BUDGET = 1000  # messages a cell: a page that gets more of them stands still
PATIENCE = 600  # seconds until a kernel that says nothing is given up, however slow the machine is
FAILED = ("This move failed (", "What ran beside the page failed (")  # how a panel tells it
AFTER_THE_LAST_CELL = """
import asyncio, gc, sys
module = sys.modules.get("backprop.sliders.parts.panel")
panels = [thing for thing in gc.get_objects() if module and issubclass(type(thing), module.Panel)]
tasks = [task for panel in panels for task in panel.tasks]
if tasks:
    await asyncio.wait(tasks)
del panels, tasks
gc.collect()  # asyncio tells of a failed task when the task goes
"""


class Listener:
    """Stands where a notebook's kernel is heard: hands every message on, and keeps the faults that it tells of."""

    def __init__(self, hear):
        self.hear, self.faults, self.counts = hear, [], Counter()

    def __call__(self, **options):
        message = self.hear(**options)
        self.faults += told_by(message)
        cell = message["parent_header"].get("msg_id")
        self.counts[cell] += 1
        if self.counts[cell] == BUDGET + 1:
            pytest.fail(f"one cell sent more than {BUDGET:,} messages", pytrace=False)
        return message

    def complain(self):
        """Fails the test that runs, with what was heard since the last complaint."""
        faults, self.faults = self.faults, []
        if faults:
            pytest.fail("\n".join(faults), pytrace=False)


def told_by(message):
    """What is wrong by a message of the kernel, whichever cell or widget it belongs to."""
    content = message["content"]
    if message["msg_type"] == "stream" and content["name"] == "stderr":
        yield f"written to stderr: {textwrap.shorten(content['text'], 1000)}"
    if message["msg_type"] in ("comm_open", "comm_msg"):
        state = content["data"].get("state") or {}
        yield from (text for text in state.values() if isinstance(text, str) and text.startswith(FAILED))


class TheRest(pytest.Item):
    """After the last cell: what goes on beside the cells is waited for, so that its end is heard too."""

    def runtest(self):
        kernel, listener = self.parent.kernel, self.parent.get_kernel_message
        asked = kernel.execute_cell_input(AFTER_THE_LAST_CELL, allow_stdin=False)
        while True:
            message = listener.hear(timeout=PATIENCE)
            listener.faults += told_by(message)
            ours = message["parent_header"].get("msg_id") == asked
            if ours and message["msg_type"] == "error":
                listener.faults.append("\n".join(message["content"]["traceback"]))
            if ours and message["content"].get("execution_state") == "idle":
                return


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    last = {item.parent: place for place, item in enumerate(items) if isinstance(item, IPyNbCell)}
    for notebook, place in sorted(last.items(), key=lambda found: -found[1]):
        items.insert(place + 1, TheRest.from_parent(notebook, name="the rest"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    if not isinstance(item, IPyNbCell | TheRest):
        return (yield)
    notebook, item.output_timeout = item.parent, PATIENCE
    if not isinstance(notebook.get_kernel_message, Listener):
        notebook.get_kernel_message = Listener(notebook.get_kernel_message)
    result = yield
    notebook.get_kernel_message.complain()
    return result
