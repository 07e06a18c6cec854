"""Connections to the broker, opened and thrown away in one way."""

import contextlib
from collections.abc import Callable
from typing import Any

import amqp
from amqp.method_framing import frame_writer
from amqp.transport import TCPTransport
from kombu import Connection  # type: ignore[attr-defined]

# What a dead or dying connection raises, in py-amqp and in the socket below it (RELIABILITY 2.1).
LOST = (amqp.exceptions.ConnectionError, amqp.exceptions.ChannelError, OSError, EOFError, AttributeError)
"""AttributeError: py-amqp sets its transport to None when it collects, and then stumbles over it."""

HEARTBEAT_SECONDS = 30
CONNECT_SECONDS = 5
READ_AHEAD_BYTES = 8192


def open_connection(uri: str, name: str, heartbeat: int = HEARTBEAT_SECONDS) -> Any:
    """An open py-amqp connection; ``name`` is what the broker's own tools show."""
    client = Connection(  # type: ignore[no-untyped-call]
        uri,
        heartbeat=heartbeat,
        connect_timeout=CONNECT_SECONDS,
        transport_options={
            "client_properties": {"connection_name": name},
            "frame_writer": _corkable_writer,
        },
    )
    connection = client.connection
    _read_ahead(connection.transport)
    return connection


def _read_ahead(transport: Any) -> None:
    """Let py-amqp take what is there in one system call, not nine a message.

    Its ``_read`` keeps what it did not need; TLS connections buffer in their own way.
    """
    if isinstance(transport, TCPTransport):
        receive = transport.sock.recv
        transport._quick_recv = lambda wanted: receive(max(wanted, READ_AHEAD_BYTES))


def read_message(connection: Any, timeout: float) -> None:
    """``drain_events`` with the clock set once for a message, not once for each of its three frames."""
    transport = connection.transport
    with transport.having_timeout(timeout):
        while not connection.on_inbound_frame(transport.read_frame()):
            pass


class Cork:
    """Stands before a connection's wire: what is written while it is held goes out in one piece.

    A reply and the ack behind it are then one system call, which is a tenth of a call's cost.
    Between ``hold`` and ``release`` nothing may yield.
    """

    def __init__(self, write: Callable[[Any], None]) -> None:
        self._write = write
        self._kept: list[bytes] | None = None

    def write(self, frame: Any) -> None:
        if self._kept is None:
            self._write(frame)
        else:
            self._kept.append(bytes(frame))  # py-amqp uses its buffer again for the next frame

    def hold(self) -> None:
        self._kept = []

    def release(self) -> None:
        kept, self._kept = self._kept, None
        if kept:
            self._write(b"".join(kept))


def _corkable_writer(connection: Any, transport: Any) -> Any:
    connection.cork = Cork(transport.write)
    return frame_writer(connection, connection.cork)


def discard(connection: Any) -> None:
    """Drop a connection without a farewell: the close handshake would block on a dead socket."""
    if connection is None:
        return
    with contextlib.suppress(Exception):
        connection.collect()


def farewell(connection: Any) -> None:
    """Close a healthy connection properly."""
    with contextlib.suppress(*LOST):
        connection.close()
