"""Connections to the broker, opened and thrown away in one way."""

import contextlib
import socket
from typing import Any

import amqp
from kombu import Connection  # type: ignore[attr-defined]

# What a dead or dying connection raises, in py-amqp and in the socket below it (RELIABILITY 2.1).
LOST = (amqp.exceptions.ConnectionError, amqp.exceptions.ChannelError, OSError, EOFError, AttributeError)
"""AttributeError: py-amqp sets its transport to None when it collects, and then stumbles over it."""

HEARTBEAT_SECONDS = 30
CONNECT_SECONDS = 5


def open_connection(uri: str, name: str, heartbeat: int = HEARTBEAT_SECONDS) -> Any:
    """An open py-amqp connection; ``name`` is what the broker's own tools show."""
    client = Connection(  # type: ignore[no-untyped-call]
        uri,
        heartbeat=heartbeat,
        connect_timeout=CONNECT_SECONDS,
        transport_options={"client_properties": {"connection_name": name}},
    )
    connection = client.connection
    sock = connection.transport.sock
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


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
