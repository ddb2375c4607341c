"""The server of the lab sends every message of a kernel at once.

Without this a picture that follows another message waits until the browser has acknowledged that one, up to 40 ms on
Linux (Nagle's algorithm and delayed acknowledgement, RFC 896 and RFC 1122; tornado's `set_nodelay` says the same).
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The connection of a page with its kernel, which never holds a message back."""

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


c = get_config()  # noqa: F821
c.ServerApp.kernel_websocket_connection_class = PromptConnection
