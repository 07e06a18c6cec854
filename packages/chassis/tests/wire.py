"""A TCP wire between a client and the broker that can be made to swallow everything."""

import contextlib
import select
import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Wire:
    """Listens on a port of its own and passes bytes on, both ways, until ``swallow`` is set."""

    def __init__(self, uri: str) -> None:
        self._target = urlsplit(uri)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.swallow = threading.Event()
        self._over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def uri(self) -> str:
        """The broker's address as seen through this wire."""
        target = self._target
        user = target.netloc.rpartition("@")[0]
        port = self._listener.getsockname()[1]
        netloc = f"{user}@127.0.0.1:{port}" if user else f"127.0.0.1:{port}"
        return urlunsplit((target.scheme, netloc, target.path, "", ""))

    def close(self) -> None:
        self._over.set()
        self._listener.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(OSError):
                near, _ = self._listener.accept()
                far = socket.create_connection((self._target.hostname, self._target.port or 5672))
                threading.Thread(target=self._pass, args=(near, far), daemon=True).start()

    def _pass(self, near: socket.socket, far: socket.socket) -> None:
        with near, far, contextlib.suppress(OSError):
            while not self._over.is_set():
                ready, _, _ = select.select([near, far], [], [], 0.1)
                for side in ready:
                    received = side.recv(65536)
                    if not received:
                        return
                    if not self.swallow.is_set():
                        (far if side is near else near).sendall(received)
