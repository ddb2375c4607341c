"""Firefox, driven by its own remote protocol, WebDriver BiDi: as much of it as a test of a page needs.

Playwright drives only a Firefox that it has built itself. https://w3c.github.io/webdriver-bidi/
"""

import itertools
import json
import re
import subprocess
import time

import websocket

KEYS = {"ArrowRight": "\ue014", "ArrowDown": "\ue015", "End": "\ue010"}  # as WebDriver numbers them
PATIENCE = 300  # seconds: only a real fault takes so long, on however slow a machine


class Firefox:
    """One window of a Firefox without a screen, with a new profile in the folder `profile`; `close` ends it."""

    def __init__(self, program, profile):
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with open(profile / "firefox.log", "w+") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            address = _until(lambda: re.search(r"ws://\S+", (profile / "firefox.log").read_text()))[0]
            self.socket = websocket.create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
            self.numbers = itertools.count()
            self._call("session.new", capabilities={})
            self.window = self._call("browsingContext.getTree")["contexts"][0]["context"]
        except BaseException:
            self.process.kill()
            raise

    def open(self, url):
        """Go to a page, and wait until it is loaded."""
        self._call("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def evaluate(self, expression):
        """What an expression of JavaScript gives, or the promise that it gives."""
        stringed = f"Promise.resolve({expression}).then(found => JSON.stringify(found ?? null))"
        window = {"context": self.window}
        answer = self._call("script.evaluate", expression=stringed, target=window, awaitPromise=True)
        if answer["type"] != "success":
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression):
        """Until it is true; returns it."""
        return _until(lambda: self.evaluate(expression))

    def press(self, key):
        """Press a key, as a hand does."""
        presses = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": presses}
        self._call("input.performActions", context=self.window, actions=[keyboard])

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()

    def _call(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:  # what it tells by itself lies between
            answer = json.loads(self.socket.recv())
            if answer.get("id") == number:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]


def _until(found):
    """What a function gives, as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := found():
            return answer
        time.sleep(0.1)
    raise TimeoutError("Firefox did not come so far")
