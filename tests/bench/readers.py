"""Readers over raw sockets: so cheap that the pages, not the readers, are measured."""

import socket
import threading
import time

CONNECTIONS = 8


def rate(port: int, path: str, token: str, requests: int) -> float:
    """Answers per second that ``CONNECTIONS`` keep-alive readers get; each answer must be a 200."""
    per_reader = requests // CONNECTIONS
    failures: list[str] = []
    readers = [
        threading.Thread(target=_read, args=(port, path, token, per_reader, failures))
        for _ in range(CONNECTIONS)
    ]
    began = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    took = time.perf_counter() - began
    if failures:
        raise SystemExit(f"{path} answered {failures[0]}")
    return per_reader * CONNECTIONS / took


def _read(port: int, path: str, token: str, count: int, failures: list[str]) -> None:
    proof = f"Authorization: Bearer {token}\r\n" if token else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{proof}\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(count):
            wire.sendall(request)
            head = _answer(wire)
            if not head.startswith(b"HTTP/1.1 200"):
                failures.append(head.decode("latin-1").splitlines()[0])
                return


def _answer(wire: socket.socket) -> bytes:
    received = wire.recv(65536)
    while b"\r\n\r\n" not in received:
        received += wire.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    while len(body) < length:
        body += wire.recv(65536)
    return head
