"""kill -9 amid two hundred ballots: each that was answered is counted once, and nobody voted twice."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import requests
from journeys.people import People as Clients
from journeys.running import Platform, eventually

from chassis.call import Call, Job
from chassis.identity import system
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import database_of
from commons.people.domain import Person
from commons.people.store import People
from exchange.ballots.domain import tallies_at
from exchange.ballots.forms import Form
from exchange.ballots.store import TALLY_VOTE, PollStore
from exchange.proposals.domain import SUBMITTED, Proposal, Words
from exchange.proposals.store import ProposalStore
from exchange.results.service import Results
from exchange.rounds import domain as rounds
from exchange.rounds.domain import Limits, Round, Terms
from exchange.rounds.phases import AWARD, PROPOSAL, VOTE, Phase
from exchange.rounds.store import RoundStore
from exchange.settings import Settings
from faults.breaking import CLIENT_SECONDS, dying, forget_mails_to

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(400)]

PART, REGION, ROUND = "exchange", "SCO", "killed-round"
VOTERS, AT_ONCE, PROJECTS = 200, 10, 4
MOMENTS = [
    # nothing is in the box yet
    "rpc.received:40",
    # flagged and in the box, and not answered
    "store.after_commit:70",
    # the same, and the answer is not on its way
    "rpc.before_reply:70",
]


@dataclass(frozen=True)
class Voter:
    """``secret`` is drawn once by the voter's side; ``projects`` are what they choose."""

    id: str
    token: str
    secret: str
    projects: tuple[str, ...]


@pytest.fixture
def work(platform: Platform) -> UnitOfWork:
    return UnitOfWork(database_of(platform.client, platform.prefix, PART))


@pytest.fixture(autouse=True)
def _no_mail_waits(platform: Platform) -> Iterator[None]:
    """Nobody is behind these ids: what they were to be told would wait for an address, and others for it."""
    yield
    forget_mails_to(platform, "^service:killed-")


@pytest.fixture
def voting(platform: Platform, work: UnitOfWork) -> Round:
    """A round whose vote was opened by the platform's own due work; its roll are our voters."""
    now = datetime.now(UTC).replace(microsecond=0)
    drafted = rounds.draft(ROUND, REGION, _terms(now.date()), "somebody")
    published = rounds.publish(drafted, now - timedelta(days=30))

    def save() -> None:
        RoundStore(work).save(drafted)
        RoundStore(work).save(published)
        for number in range(PROJECTS):
            ProposalStore(work).save(_project(number, now))

    for first in range(0, VOTERS, AT_ONCE):
        known = [_name(number) for number in range(first, first + AT_ONCE)]
        work.in_transaction(Call(), lambda known=known: [_know(work, each) for each in known])
    work.in_transaction(Call(now=now), save)
    work.in_transaction(Call(now=now), lambda: PollStore(work).plan_opening(ROUND, now))
    eventually(lambda: platform.database(PART)["polls"].find_one({"_id": ROUND}))
    return published


@pytest.fixture
def voters(platform: Platform) -> list[Voter]:
    """Each with a token of their own, so that they vote as everybody does."""
    words = [word for number in range(VOTERS) for word in ("--subject", _name(number))]
    words += ["--role", "member", "--scope", "read", "--scope", "write"]
    made = platform.command("-m", "gateway.tokens", "issue", *words, "--name", "voters", "--json")
    return [
        Voter(_name(number), each["token"], f"{number:032x}", _chosen(number))
        for number, each in enumerate(json.loads(made.stdout))
    ]


def cast(clients: Clients, voter: Voter) -> requests.Response:
    """One ballot under one key; again while the part that takes it is broken."""

    def asked() -> list[requests.Response]:
        told = clients.ask(
            "POST",
            f"/rounds/{ROUND}/ballots",
            voter.token,
            f"ballot-{voter.id}",
            json={"ballot_secret": voter.secret, "projects": list(voter.projects)},
        )
        # In a list, because the answer that is a refusal is no answer to Python.
        return [] if told.status_code == requests.codes.unavailable else [told]

    [answer] = eventually(asked, CLIENT_SECONDS)
    return answer


def test_each_ballot_that_was_answered_is_counted_once_and_nobody_votes_twice(
    platform: Platform, people: Clients, work: UnitOfWork, voting: Round, voters: list[Voter]
) -> None:
    watch = dying(platform, PART, *MOMENTS)
    with ThreadPoolExecutor(AT_ONCE) as hands:
        asked = [hands.submit(cast, people, each) for each in voters]
        eventually(lambda: watch() >= 0 and all(each.done() for each in asked), 2 * CLIENT_SECONDS)
    assert watch() == len(MOMENTS), "it was to be killed in the middle"
    answers = [each.result() for each in asked]

    assert {each.status_code for each in answers} == {requests.codes.ok}, [each.text for each in answers]
    receipts = [each.json()["receipt"] for each in answers]
    box = list(platform.database(f"{PART}_ballots")["ballots"].find({"round": ROUND}))
    assert sorted(row["_id"] for row in box) == sorted(set(receipts))
    roll = platform.database(PART)["exchange_roll"].find({"round": ROUND, "voted": True})
    assert sorted(row["member"] for row in roll) == sorted(each.id for each in voters)
    other = cast(people, Voter(voters[0].id, voters[0].token, "f" * 32, voters[0].projects))
    assert (other.status_code, other.json()["code"]) == (409, "already_voted")

    _tally(work, voting)
    told = people.get(f"/rounds/{ROUND}/tally")
    assert told["turnout"]["ballots"] == VOTERS
    votes = {each["id"]: each["votes"] for each in told["tallies"][0]["projects"]}
    assert votes == Counter(project for each in voters for project in each.projects)
    for receipt in receipts[:: VOTERS // 10]:
        assert people.get(f"/rounds/{ROUND}/ballots/{receipt}")["receipt"] == receipt


def _tally(work: UnitOfWork, voting: Round) -> None:
    """What is due when the vote has closed, as on that day."""
    service = Results()
    service.store, service.settings = Results.store_class(work), Settings()
    at = tallies_at(voting)
    service.tally_vote(Call(caller=system("due"), now=at), Job(ROUND, TALLY_VOTE, ROUND, at, {}))


def _name(number: int) -> str:
    return f"service:killed-{number}"


def _know(work: UnitOfWork, member: str) -> None:
    People(work).keep(Person(member, 1, REGION, "active", date(2024, 1, 1)))


def _chosen(number: int) -> tuple[str, ...]:
    """Every set of projects now and then, the empty one too."""
    return tuple(f"killed-{each}" for each in range(PROJECTS) if number >> each & 1)


def _project(number: int, now: datetime) -> Proposal:
    words = Words(f"Project {number}", "Better care.", "A plan.", "Time.", ask=20_000_00)
    return Proposal(
        f"killed-{number}", 1, ROUND, REGION, f"service:killed-lead-{number}", "", SUBMITTED, words, 1,
        is_open=True, made_at=now, changed_at=now, submitted_at=now,
    )  # fmt: skip


def _terms(today: date) -> Terms:
    def days(kind: str, first: int, last: int) -> Phase:
        return Phase(kind, today + timedelta(days=first), today + timedelta(days=last))

    return Terms(
        title="Q Exchange", purpose="Ideas that improve care.",
        limits=Limits(40_000_00, 1_000_00, 30_000_00), themes=(),
        phases=(days(PROPOSAL, -20, -10), days(VOTE, -1, 5), days(AWARD, 5, 20)),
        form=Form("approval"), rule="greedy", shown=("equal-shares",), grace=10, seed="drawn",
    )  # fmt: skip
