"""Seventy entries in the last ten seconds before a deadline: nothing lost, and every late one refused.

The real peak of Q Exchange was 70 entries in the last 24 hours (section 0, row 11 of our list of features).
Here seventy members submit their drafts, each over a connection of its own, through the gateway:

* all at the same moment, long before the deadline: how many seconds until the last has its answer;
* one after the other through the last ten seconds before the deadline, its stated grace included, and
  seventy others when it is over. Whoever was told yes is submitted, before the deadline; whoever was told
  ``phase_not_open`` still has the draft; nobody was told anything else. Anything else stops the bench.
"""

import json
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from commons.london import day_of, noon
from exchange.ballots.forms import Form
from exchange.proposals.domain import DRAFT, SUBMITTED, Proposal, text_of
from exchange.proposals.store import ProposalStore
from exchange.proposals.words import Words
from exchange.rounds.domain import PUBLISHED, Limits, Round, Terms
from exchange.rounds.phases import Phase
from exchange.rounds.store import RoundStore
from gateway.settings import database_name
from gateway.signin.tokens import Tokens
from gateway.store import open_database
from membership.members.domain import Acceptance, join
from membership.members.store import MemberStore
from tests.bench.figures import ROUNDS, Figure, plain
from tests.bench.programs import ROOT, Programs
from tests.bench.reading import gateway_environment, start_gateway

ENTRIES = 70
LAST_SECONDS = 10.0
SURELY_IN_TIME = 2.0
"""What is sent so many seconds before the deadline is taken, however busy the machine is."""
LATEST_ANSWER = 30.0
CONNECTED_BEFORE = 0.5
WORDS = Words("Fewer falls", "Falls halve.", "Two wards test.", "Time of two nurses.", ask=20_000_00)


@dataclass(frozen=True)
class Sent:
    """One submission: how long before the deadline it left (seconds, negative after), and its answer."""

    proposal: str
    ahead: float
    status: int
    code: str


def measure(programs: Programs) -> list[Figure]:
    regions = str(ROOT / "deploy" / "regions")
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=regions)
    programs.start_context("exchange", REGIONS_DIR=regions)
    gateway = start_gateway(programs, environment)
    client = connect(programs.mongo_uri, "bench")
    work = UnitOfWork(database_of(client, programs.prefix, "exchange"))
    tokens = _members(programs, client)
    figures = [_at_once(gateway, work, tokens), *_in_the_last_seconds(gateway, work, tokens)]
    programs.stop_all()
    client.close()
    return figures


def _at_once(gateway: int, work: UnitOfWork, tokens: Sequence[str]) -> Figure:
    """Seconds until the last of seventy that came at the same moment has its answer."""
    taken = []
    for number in range(ROUNDS + 1):
        drafts = _drafts(work, f"at-once-{number}", datetime.now(UTC) + timedelta(days=30))
        began = time.perf_counter()
        sent = _submit(gateway, tokens, drafts, [began + CONNECTED_BEFORE] * ENTRIES, began)
        taken.append(time.perf_counter() - began - CONNECTED_BEFORE)
        _check(work, sent, None)
        if any(each.status != 200 for each in sent):
            raise SystemExit(f"of {ENTRIES} at once one was answered {sent}")
    return plain(f"{ENTRIES}_entries_at_once", statistics.median(taken[1:]), "s")


def _in_the_last_seconds(gateway: int, work: UnitOfWork, tokens: Sequence[str]) -> list[Figure]:
    deadline = _next_deadline()
    drafts, late = _drafts(work, "last", deadline), _drafts(work, "late", deadline)
    closes = time.perf_counter() + (deadline - datetime.now(UTC)).total_seconds()
    step = LAST_SECONDS / ENTRIES
    sent = _submit(
        gateway, tokens, drafts, [closes - LAST_SECONDS + number * step for number in range(ENTRIES)], closes
    )
    after = _submit(gateway, tokens, late, [max(closes, time.perf_counter()) + 0.05] * ENTRIES, closes)
    _check(work, [*sent, *after], deadline)
    surely = [each for each in sent if each.ahead >= SURELY_IN_TIME]
    kept = sum(each.status == 200 for each in surely)
    refused = sum(each.code == "phase_not_open" for each in after)
    return [
        _all_of("entries_in_last_seconds_kept", kept, len(surely)),
        _all_of("late_entries_refused", refused, len(after)),
    ]


def _all_of(name: str, number: int, whole: int) -> Figure:
    ratio = number / whole
    return Figure(name, number, whole, "entries", ratio, ">= 1.0", ratio >= 1)


def _check(work: UnitOfWork, sent: Sequence[Sent], deadline: datetime | None) -> None:
    """What each was told is what is kept, once, and in time."""
    kept = ProposalStore(work).several(each.proposal for each in sent)
    for each in sent:
        proposal = kept[each.proposal]
        told = {200: SUBMITTED, 409: DRAFT}.get(each.status, "")
        steps = [step.what for step in proposal.trail].count(SUBMITTED)
        if proposal.stage != told or steps != (told == SUBMITTED) or each.code not in ("", "phase_not_open"):
            raise SystemExit(f"{each} is kept as {proposal.stage}")
        late = deadline is not None and proposal.submitted_at is not None
        if late and proposal.submitted_at >= deadline:  # type: ignore[operator]
            raise SystemExit(f"{each} was taken at {proposal.submitted_at}")


def _next_deadline() -> datetime:
    """The next whole minute that leaves time to prepare: deadlines are noon and a grace of whole minutes."""
    soon = datetime.now(UTC) + timedelta(seconds=LAST_SECONDS + 10)
    return soon.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _drafts(work: UnitOfWork, round_id: str, deadline: datetime) -> list[str]:
    """Seventy complete drafts of a round whose proposals are taken until then."""
    last = day_of(deadline) if noon(day_of(deadline)) <= deadline else day_of(deadline) - timedelta(days=1)
    grace = int((deadline - noon(last)).total_seconds() // 60)
    phases = (
        Phase("proposal", last - timedelta(days=30), last),
        Phase("vote", last + timedelta(days=10), last + timedelta(days=20)),
        Phase("award", last + timedelta(days=20), last + timedelta(days=30)),
    )
    terms = Terms(
        title="Bench",
        purpose="",
        limits=Limits(600_000_00, 1_000_00, 30_000_00),
        themes=(),
        phases=phases,
        form=Form("approval", None),
        rule="greedy",
        shown=(),
        grace=grace,
        seed="bench",
    )
    now = datetime.now(UTC)
    drafts = [_draft(f"{round_id}-{number}", round_id, _member(number), now) for number in range(ENTRIES)]

    def save() -> None:
        RoundStore(work).save(Round(round_id, 1, "UK", terms, PUBLISHED, "bench", now))
        for each in drafts:
            ProposalStore(work).save(each, (), text_of(each, each.lead))

    work.in_transaction(Call(), save)
    return [each.id for each in drafts]


def _draft(proposal_id: str, round_id: str, lead: str, now: datetime) -> Proposal:
    return Proposal(
        proposal_id, 1, round_id, "SW", lead, "", DRAFT, WORDS, 1, is_open=False, made_at=now, changed_at=now
    )


def _submit(
    gateway: int, tokens: Sequence[str], drafts: Sequence[str], moments: Sequence[float], closes: float
) -> list[Sent]:
    """Each draft at its moment of the clock, over a connection of its own that is there already."""
    answered: list[Sent] = []

    def send(token: str, draft: str, moment: float) -> None:
        # A server hangs up on a connection that is idle for long: each is made shortly before its moment.
        _wait_until(moment - CONNECTED_BEFORE)
        with socket.create_connection(("127.0.0.1", gateway), timeout=LATEST_ANSWER) as wire:
            _wait_until(moment)
            ahead = closes - time.perf_counter()
            wire.sendall(_request(f"/api/v1/proposals/{draft}/submission", token))
            status, body = _answer(wire)
        answered.append(Sent(draft, ahead, status, body.get("code", "")))

    _all_together(send, zip(tokens, drafts, moments, strict=True))
    if len(answered) != len(drafts):
        raise SystemExit(f"{len(drafts) - len(answered)} of {len(drafts)} got no answer")
    return answered


def _wait_until(moment: float) -> None:
    time.sleep(max(moment - time.perf_counter(), 0))


def _all_together(send: Callable[..., None], rows: Iterator[tuple[Any, ...]]) -> None:
    threads = [threading.Thread(target=send, args=row) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _request(path: str, token: str) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}".encode()


def _answer(wire: socket.socket) -> tuple[int, dict[str, Any]]:
    received = _more(wire)
    while b"\r\n\r\n" not in received:
        received += _more(wire)
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().splitlines() if line.startswith(b"content-length:")
    )
    while len(body) < length:
        body += _more(wire)
    told: dict[str, Any] = json.loads(body)
    return int(head[9:12]), told


def _more(wire: socket.socket) -> bytes:
    received = wire.recv(65536)
    if not received:
        raise SystemExit("the gateway hung up")
    return received


def _member(number: int) -> str:
    return f"bench-author-{number:02}"


def _members(programs: Programs, client: Any) -> list[str]:
    """A token for each of seventy members of SW."""
    now = datetime.now(UTC)
    membership = UnitOfWork(database_of(client, programs.prefix, "membership"))
    ids = [_member(number) for number in range(ENTRIES)]

    def save() -> None:
        for each in ids:
            new = join(
                each, name="A", email=f"{each}@example.org", region="SW", joined=date(2018, 1, 1),
                joined_by="import", accepted=Acceptance("1", now),
            )  # fmt: skip
            MemberStore(membership).save(new)

    membership.in_transaction(Call(), save)
    database = open_database(programs.mongo_uri, database_name(programs.prefix))
    made = [Tokens(database).issue(each, "bench", ("read", "write"), now)[0] for each in ids]
    database.client.close()
    return made
