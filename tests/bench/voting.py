"""Ballots through the gateway, beside its cheapest write by signed-in people that is as long.

That write is a region's tip: one document, no event, no look at another one. Both sides send each
request as another member, who has just read a page, as voters do.
"""

import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from commons.people.domain import Person
from commons.people.store import People
from gateway.settings import database_name
from gateway.signin.tokens import Tokens
from gateway.store import open_database
from membership.members.domain import Acceptance, grant_role, join
from membership.members.store import MemberStore
from stewardship.elections.domain import VOTING, Candidate, Deadlines, Election, Rules, Step
from stewardship.elections.roll.store import RollStore
from stewardship.elections.store import ElectionStore
from tests.bench.figures import ROUNDS, Figure, compare
from tests.bench.programs import ROOT, Programs
from tests.bench.reading import gateway_environment, start_gateway

CONNECTIONS = 8
REQUESTS = 160
"""In each round, each of a member of its own."""
ELECTION = "bench-election"
READ = f"/api/v1/elections/{ELECTION}"
CANDIDATES = 5


def measure(programs: Programs) -> list[Figure]:
    regions = str(ROOT / "deploy" / "regions")
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=regions)
    programs.start_context("stewardship", REGIONS_DIR=regions)
    gateway = start_gateway(programs, environment)
    ids = [f"bench-member-{number:05}" for number in range(2 * REQUESTS * (ROUNDS + 1))]
    tokens = _seeded(programs, ids)
    voters, writers = tokens[: len(tokens) // 2], tokens[len(tokens) // 2 :]
    rounds_of_voters, rounds_of_writers = _rounds(voters), _rounds(writers)

    def ours() -> float:
        sent = [
            (token, f"/api/v1/elections/{ELECTION}/ballots", ballot()) for token in next(rounds_of_voters)
        ]
        return rate(gateway, READ, sent)

    def other() -> float:
        sent = [(token, "/api/v1/regions/SW/tips", tip(len(ballot()))) for token in next(rounds_of_writers)]
        return rate(gateway, READ, sent)

    figures = [compare("ballots_vs_cheapest_write", ours, other, "writes/s", ">= 0.8")]
    programs.stop_all()
    return figures


def ballot() -> bytes:
    chosen = [{"candidate": number, "rank": number} for number in range(1, CANDIDATES + 1)]
    return json.dumps({"ballot_secret": secrets.token_hex(16), "preferences": chosen}).encode()


def tip(length: int) -> bytes:
    """A tip whose body is exactly as long as a ballot."""
    return json.dumps({"text": "x" * (length - len(json.dumps({"text": ""})))}).encode()


def _rounds(everybody: list[str], size: int = REQUESTS) -> Iterator[list[str]]:
    return (everybody[first : first + size] for first in range(0, len(everybody), size))


def _seeded(programs: Programs, ids: list[str]) -> list[str]:
    """Members of SW who are convenors, on the roll of an election that is open; a token for each."""
    client = connect(programs.mongo_uri, "bench")
    now = datetime.now(UTC)
    accepted = Acceptance("1", now)

    def members(some: list[str]) -> None:
        store = MemberStore(membership)
        for each in some:
            address = f"{each}@example.org"
            day = date(2018, 1, 1)
            new = join(
                each, name="A", email=address, region="SW", joined=day, joined_by="import", accepted=accepted
            )
            store.save(new)
            store.save(grant_role(new, "convenor", "SW", "bench", now.date()))

    def known(some: list[str]) -> None:
        for each in some:
            People(stewardship).keep(Person(each, 1, "SW", "active", date(2018, 1, 1)))

    def election() -> None:
        ElectionStore(stewardship).save(_open_election(now, len(ids)))
        RollStore(stewardship).freeze(ELECTION, ids)

    membership = UnitOfWork(database_of(client, programs.prefix, "membership"))
    stewardship = UnitOfWork(database_of(client, programs.prefix, "stewardship"))
    for some in _rounds(ids, 100):
        membership.in_transaction(Call(), lambda some=some: members(some))
        stewardship.in_transaction(Call(), lambda some=some: known(some))
    stewardship.in_transaction(Call(), election)
    client.close()
    database = open_database(programs.mongo_uri, database_name(programs.prefix))
    tokens = Tokens(database)
    made = [tokens.issue(each, "bench", ("read", "write", "admin"), now)[0] for each in ids]
    database.client.close()
    return made


def _open_election(now: datetime, roll: int) -> Election:
    today, rules = now.date(), Rules(2)
    days = [today + timedelta(days=number) for number in (-20, -10, -10, -5, 20)]
    candidates = tuple(
        Candidate(number, f"n-{number}", f"m-{number}", f"Name {number}", "Words.", "Nurse", "Devon")
        for number in range(1, CANDIDATES + 1)
    )
    steps = (Step("drafted", now, "bench"),)
    return Election(
        ELECTION, 1, "SW", "bench", VOTING, rules, Deadlines(*days), "bench", steps, roll, candidates, rules
    )


def rate(port: int, read: str, sent: list[tuple[str, str, bytes]]) -> float:
    """Writes per second over ``CONNECTIONS`` keep-alive connections; each answer must be a 200 or 201.

    ``read`` is the page that each writer has just read; ``sent`` holds token, path and body.
    """
    _all(port, [_request("GET", read, token) for token, _, _ in sent])
    began = time.perf_counter()
    _all(port, [_request("POST", path, token, body) for token, path, body in sent])
    return len(sent) / (time.perf_counter() - began)


def _request(method: str, path: str, token: str, body: bytes = b"") -> bytes:
    typed = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{typed}\r\n"
    return head.encode() + body


def _all(port: int, requests: list[bytes]) -> None:
    failures: list[str] = []

    def send(mine: list[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in mine:
                wire.sendall(request)
                answer = _answer(wire)
                if answer[9:12] not in (b"200", b"201"):
                    failures.append(answer[:800].decode("latin-1"))
                    return

    threads: list[Any] = [
        threading.Thread(target=send, args=(requests[first::CONNECTIONS],)) for first in range(CONNECTIONS)
    ]
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
