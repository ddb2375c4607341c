"""A student of a hub as a program: what a page of JupyterLab does, without the page."""

import asyncio
import json
import time
import uuid

import psutil
from jupyter_server.services.kernels.connection.base import deserialize_binary_message
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

PATIENCE = 600  # seconds, as in load.py
BETWEEN = 0.2  # seconds between two moves of a slider
HOME = "backprop"  # the student's copy of the notebooks, as in jupyterhub_config.py
AsyncHTTPClient.configure(None, max_clients=1000)


class Hub:
    """Its address, and the token of a service that may start servers."""

    def __init__(self, address, token):
        self.address, self.headers = address, {"Authorization": f"token {token}"}

    def request(self, path, method="GET", body=None):
        sent = json.dumps(body or {}) if method != "GET" else None
        options = {"request_timeout": PATIENCE, "connect_timeout": PATIENCE, "allow_nonstandard_methods": True}
        return HTTPRequest(self.address + path, method, self.headers, sent, **options)

    async def ask(self, path, method="GET", body=None):
        """The answer, from JSON. A hub that starts too many servers says 429 or 503: then it is asked again."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = await AsyncHTTPClient().fetch(self.request(path, method, body))
                return json.loads(answer.body or b"null")
            except HTTPClientError as error:
                if error.code not in (429, 503) or time.monotonic() > end:
                    raise RuntimeError(f"{method} {path}: {error}") from error
            await asyncio.sleep(1)


class Student:
    """One student.

    measured  {"server": seconds since the start, …, "megabytes": …}
    moves     [seconds from a move to its picture, …]
    errors    [sentence, …]: empty if all went well
    """

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.measured, self.moves, self.errors = {}, [], []

    async def work(self, notebook, slider, moves):
        """Starts the server, runs the notebook, moves the slider, and stops the server."""
        self.began = time.monotonic()
        await self.start_server()
        try:
            cells = (await self.hub.ask(f"/user/{self.name}/api/contents/{HOME}/{notebook}"))["content"]["cells"]
            asked = {"path": f"{HOME}/{notebook}", "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
            session = await self.hub.ask(f"/user/{self.name}/api/sessions", "POST", asked)
            await self.in_kernel(session["kernel"]["id"], cells, slider, moves)
        finally:
            await self.hub.ask(f"/hub/api/users/{self.name}/server", "DELETE")

    async def start_server(self):
        await self.hub.ask(f"/hub/api/users/{self.name}", "POST")
        await self.hub.ask(f"/hub/api/users/{self.name}/server", "POST")
        while not (await self.hub.ask(f"/hub/api/users/{self.name}"))["servers"].get("", {}).get("ready"):
            if time.monotonic() - self.began > PATIENCE:
                raise RuntimeError("the server was not ready in time")
            await asyncio.sleep(0.5)
        self.note("server")

    async def in_kernel(self, number, cells, slider, moves):
        address = f"/user/{self.name}/api/kernels/{number}/channels"
        request = self.hub.request(address)
        request.url = request.url.replace("http", "ws", 1)
        kernel = Kernel(await websocket_connect(request, max_message_size=2**28))
        try:
            for cell in cells:
                if cell["cell_type"] == "code":
                    await self.run(kernel, cell["source"])
            self.note("notebook")
            for move in range(moves):
                self.moves.append(await kernel.move(slider, move))
                await asyncio.sleep(BETWEEN)
            self.measured["megabytes"] = memory(self.name)
        finally:
            kernel.socket.close()

    async def run(self, kernel, source):
        for kind, content in await kernel.run(source):
            if kind == "error":
                self.errors.append(f"{content['ename']}: {content['evalue'][:200]}")
            elif kind in ("display_data", "execute_result") and "data:image" in json.dumps(content["data"]):
                self.note("picture")
        if "sliders.learning_rate()" in source:
            self.note("panel")

    def note(self, what):
        self.measured.setdefault(what, time.monotonic() - self.began)


class Kernel:
    """A kernel's web socket, and the state of every widget that it has opened."""

    def __init__(self, socket):
        self.socket, self.session, self.widgets = socket, uuid.uuid4().hex, {}

    async def send(self, kind, content):
        """Sends a message of the shell channel; returns its id."""
        head = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "username": "", "date": ""}
        message = {"header": head | {"version": "5.3"}, "parent_header": {}, "metadata": {}, "content": content}
        await self.socket.write_message(json.dumps(message | {"channel": "shell", "buffers": []}))
        return head["msg_id"]

    async def receive(self):
        """(kind, content, id of what it answers) of the next message."""
        message = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
        if message is None:
            raise RuntimeError("the kernel's connection was closed")
        found = deserialize_binary_message(message) if isinstance(message, bytes) else json.loads(message)
        kind, content = found["header"]["msg_type"], found["content"]
        if kind == "comm_open" or (kind == "comm_msg" and content["data"].get("method") == "update"):
            self.widgets.setdefault(content["comm_id"], {}).update(content["data"].get("state", {}))
        return kind, content, found.get("parent_header", {}).get("msg_id")

    async def run(self, source):
        """[(kind, content), …] of what a cell sends, once it has ended."""
        options = {"silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        sent = await self.send("execute_request", {"code": source, "stop_on_error": False, **options})
        found, waiting = [], {"idle", "reply"}
        while waiting:
            kind, content, parent = await self.receive()
            if parent == sent:
                found.append((kind, content))
                waiting -= {"reply"} if kind == "execute_reply" else {content.get("execution_state")}
        return found

    async def move(self, label, step):
        """Moves the slider of a label by three positions; returns the seconds until its picture is here."""
        found = [(n, s) for n, s in self.widgets.items() if s.get("label") == label and s.get("texts")]
        if not found:
            raise RuntimeError(f"no slider {label!r} is on the page")
        number, state = found[-1]
        data = {"method": "update", "state": {"index": (3 * step + 1) % len(state["texts"])}, "buffer_paths": []}
        began = time.monotonic()
        sent = await self.send("comm_msg", {"comm_id": number, "data": data})
        while True:
            kind, content, parent = await self.receive()
            if parent == sent and kind == "comm_msg" and ["png"] in content["data"].get("buffer_paths", []):
                return time.monotonic() - began


def memory(name):
    """Megabytes of a student's server and kernels; what several of them share is divided among them (PSS)."""
    total = 0
    for process in psutil.process_iter(["environ"]):
        if (process.info["environ"] or {}).get("JUPYTERHUB_USER") == name:
            total += process.memory_full_info().pss
    return total / 1e6
