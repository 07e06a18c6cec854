"""The last ten places, wanted by fifty members at once, beside fifty bookings that nobody else wants.

Both sides send fifty bookings at the same moment, each by another member over a connection of its
own. On one side all are of one event with ten places, on the other each is of an event of its own.
After each round exactly ten have a place and the others wait; anything else stops the bench.
"""

import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from gateway.settings import database_name
from gateway.signin.tokens import Tokens
from gateway.store import open_database
from meetings.events.bookings.domain import BOOKED, WAITING
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Q_EVENT, Event
from meetings.events.places.store import PlaceStore
from meetings.events.store import EventStore
from membership.members.domain import Acceptance, join
from membership.members.store import MemberStore
from tests.bench.figures import ROUNDS, Figure, compare
from tests.bench.programs import ROOT, Programs
from tests.bench.reading import gateway_environment, start_gateway

MEMBERS = 50
PLACES = 10
TAKEN_BEFORE = 90
"""Places of the wanted event that are gone already: the fifty want the last ten of a hundred."""


def measure(programs: Programs) -> list[Figure]:
    regions = str(ROOT / "deploy" / "regions")
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=regions)
    programs.start_context("meetings", REGIONS_DIR=regions)
    gateway = start_gateway(programs, environment)
    client = connect(programs.mongo_uri, "bench")
    work = UnitOfWork(database_of(client, programs.prefix, "meetings"))
    tokens = _members(programs, client)
    wanted, quiet = _wanted(work), _quiet(work)

    def ours() -> float:
        event = next(wanted)
        rate = _rate(gateway, [(token, event) for token in tokens])
        _check(work, event)
        return rate

    def other() -> float:
        return _rate(gateway, list(zip(tokens, next(quiet), strict=True)))

    figures = [compare("booking_contended_vs_uncontended", ours, other, "bookings/s", ">= 0.3")]
    programs.stop_all()
    client.close()
    return figures


def _members(programs: Programs, client: Any) -> list[str]:
    """A token for each of the members of SW."""
    now = datetime.now(UTC)
    accepted = Acceptance("1", now)
    membership = UnitOfWork(database_of(client, programs.prefix, "membership"))
    ids = [f"bench-booker-{number:02}" for number in range(MEMBERS)]

    def save() -> None:
        for each in ids:
            new = join(
                each, name="A", email=f"{each}@example.org", region="SW", joined=date(2018, 1, 1),
                joined_by="import", accepted=accepted,
            )  # fmt: skip
            MemberStore(membership).save(new)

    membership.in_transaction(Call(), save)
    database = open_database(programs.mongo_uri, database_name(programs.prefix))
    made = [Tokens(database).issue(each, "bench", ("read", "write", "admin"), now)[0] for each in ids]
    database.client.close()
    return made


def _wanted(work: UnitOfWork) -> Iterator[str]:
    """Events of which ten places are left, one for each round and the warm-up."""
    ids = [f"wanted-{number}" for number in range(ROUNDS + 1)]

    def save(event_id: str) -> None:
        _save_event(work, event_id, TAKEN_BEFORE + PLACES)
        for taken in range(TAKEN_BEFORE):
            PlaceStore(work).take(event_id, f"before-{taken}")

    for each in ids:
        work.in_transaction(Call(), lambda each=each: save(each))
    return iter(ids)


def _quiet(work: UnitOfWork) -> Iterator[list[str]]:
    """For each round as many events with ten places as there are members."""
    rounds = [[f"quiet-{number}-{member}" for member in range(MEMBERS)] for number in range(ROUNDS + 1)]

    def save(ids: list[str]) -> None:
        for each in ids:
            _save_event(work, each, PLACES)

    for ids in rounds:
        work.in_transaction(Call(), lambda ids=ids: save(ids))
    return iter(rounds)


def _save_event(work: UnitOfWork, event_id: str, places: int) -> None:
    starts = datetime.now(UTC) + timedelta(days=30)
    EventStore(work).save(Event(event_id, 1, "SW", Q_EVENT, event_id, starts, 120, capacity=places))
    PlaceStore(work).add(event_id, places)


def _check(work: UnitOfWork, event_id: str) -> None:
    store, places = BookingStore(work), PlaceStore(work)
    told = (store.count(event_id, BOOKED), store.count(event_id, WAITING), places.free(event_id))
    if told != (PLACES, MEMBERS - PLACES, 0):
        raise SystemExit(f"booked, waiting and free places were {told}")


def _rate(port: int, sent: list[tuple[str, str]]) -> float:
    """Bookings per second; every member has just read the page of the event."""
    wires = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in sent]
    try:
        for wire in wires:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _at_once(wires, [_request("GET", f"/api/v1/events/{event}", token) for token, event in sent], b"200")
        body = json.dumps({"name": "Ada"}).encode()
        bookings = [
            _request("POST", f"/api/v1/events/{event}/registrations", token, body) for token, event in sent
        ]
        began = time.perf_counter()
        _at_once(wires, bookings, b"201")
        return len(sent) / (time.perf_counter() - began)
    finally:
        for wire in wires:
            wire.close()


def _request(method: str, path: str, token: str, body: bytes = b"") -> bytes:
    typed = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{typed}\r\n"
    return head.encode() + body


def _at_once(wires: list[socket.socket], requests: list[bytes], status: bytes) -> None:
    failures: list[str] = []

    def send(wire: socket.socket, request: bytes) -> None:
        wire.sendall(request)
        answer = _answer(wire)
        if answer[9:12] != status:
            failures.append(answer[:800].decode("latin-1"))

    threads = [threading.Thread(target=send, args=pair) for pair in zip(wires, requests, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise SystemExit(f"a request was answered {failures[0]}")


def _answer(wire: socket.socket) -> bytes:
    received = wire.recv(65536)
    while b"\r\n\r\n" not in received:
        received += wire.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.lower().splitlines()
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
    while len(body) < length:
        more = wire.recv(65536)
        received, body = received + more, body + more
    return received
