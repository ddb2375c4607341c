"""The panels of a page, each in a cell of its own: a key changes the picture of each, and nothing red stands there."""

import contextlib
import re

from all_panels import PANELS
from playwright.sync_api import TimeoutError

VIEW = ".backprop-panel .backprop-view"
PICTURES = f"[...document.querySelectorAll('{VIEW}')].map((each) => each.querySelector('img'))"
HINTS = "[...document.querySelectorAll('.backprop-without')].filter((each) => each.offsetHeight).length"
RED = re.compile("javascript error|model not found|Error displaying widget|Traceback", re.I)  # in place of a panel
FIRST = {
    "batch": ("input[type=checkbox]", "Space"),
    **dict.fromkeys(("bug_museum", "stepper"), ("select", "ArrowDown")),
}
MOVED = f"([at, before]) => {PICTURES}[at].src !== before"
PATIENCE = 120_000  # milliseconds, for one move: only a real fault takes so long, on however slow a machine


def every_panel_moves(page):
    page.set_default_timeout(PATIENCE)
    page.wait_for_function(f"{PICTURES}.length === {len(PANELS)}")
    for at, name in enumerate(PANELS):
        panel = page.locator(".backprop-panel").nth(at)
        before = panel.locator("img").first.get_attribute("src")
        control, key = FIRST.get(name, ("input[type=range]", "ArrowRight"))
        panel.locator(control).first.focus()
        page.keyboard.press(key)
        assert moved(page, at, before), name
    nothing_is_red(page)
    assert page.evaluate(HINTS) == 0


def moved(page, at, before):
    """Whether the picture of a panel becomes another one."""
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(MOVED, arg=[at, before])
        return True


def nothing_is_red(page):
    assert RED.findall(page.inner_text("body")) == []
