"""The server that `python3 lab.py` opens: what its own settings make of it."""

import asyncio
import json
import socket

import environment
import pytest
from jupyter_client.session import Session
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from refresh import ROOT
from tornado.websocket import websocket_connect
from traitlets.config.loader import PyFileConfigLoader


@pytest.mark.parametrize("without_lab_py", [False, True])
def test_a_kernels_messages_are_sent_at_once(tmp_path, monkeypatch, without_lab_py):
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    folder = ROOT / "lab" / "jupyter"
    if without_lab_py:
        environment.furnish(tmp_path)
        folder = tmp_path / "etc" / "jupyter"
    settings = PyFileConfigLoader("jupyter_server_config.py", path=str(folder)).load_config()
    assert asyncio.run(sends_at_once(settings, tmp_path))


async def sends_at_once(settings, folder):
    """Whether a page's connection with its kernel holds no message back, on a server with these settings."""
    app = ServerApp(config=settings, root_dir=str(folder), allow_root=True, open_browser=False, port=0)
    app.initialize(argv=["--IdentityProvider.token="], find_extensions=False)
    kernel = await app.kernel_manager.start_kernel()
    page = await websocket_connect(f"ws://127.0.0.1:{app.port}/api/kernels/{kernel}/channels")
    try:
        await page.write_message(json.dumps({"channel": "shell", **Session().msg("kernel_info_request")}, default=str))
        await page.read_message()  # now the two are connected
        (handler,) = ZMQChannelsWebsocketConnection._open_sessions.values()
        return bool(handler.ws_connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
    finally:
        page.close()
        await app.kernel_manager.shutdown_kernel(kernel, now=True)
        await app._cleanup()
