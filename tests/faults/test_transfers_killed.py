"""kill -9 amid five hundred confirmations: the ledger is whole, and each that was answered is in it once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from journeys.running import Platform, eventually

from chassis.bus.client import RpcClient
from chassis.call import Call
from chassis.envelope import signer
from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import database_of
from commons.people.domain import Person
from commons.people.store import People
from contracts.refusals import Refused
from faults.breaking import CLIENT_SECONDS, dying, forget_mails_to
from skills_register.exchanges.domain import DONE, GIVER, Exchange, Party, Step
from skills_register.exchanges.store import ExchangeStore

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(400)]

PART = "skills_register"
EXCHANGES = 500
PEOPLE = 50
AT_ONCE = 10
MINUTES = 5
MOMENTS = [
    # nothing done yet
    "rpc.received:40",
    # settled, and neither answered nor told to anybody
    "store.after_commit:70",
    # settled, and the answer is not on its way
    "rpc.before_reply:70",
]


@pytest.fixture
def work(platform: Platform) -> UnitOfWork:
    return UnitOfWork(database_of(platform.client, platform.prefix, PART))


@pytest.fixture
def bus(platform: Platform) -> RpcClient:
    return RpcClient(platform.amqp_uri, signer(platform.plan.keys["ENVELOPE_PRIVATE_KEY_FILE"]))


@pytest.fixture(autouse=True)
def _no_mail_waits(platform: Platform) -> Iterator[None]:
    """Nobody is behind these ids: what they were to be told would wait for an address, and others for it."""
    yield
    forget_mails_to(platform, "^killed-")


def done(work: UnitOfWork) -> list[Exchange]:
    """Exchanges of which one side has said that they are done; everybody gives as often as they receive."""
    now = datetime.now(UTC).replace(microsecond=0)
    people = [f"killed-{number}" for number in range(PEOPLE)]
    made = []
    for number in range(EXCHANGES):
        step = 1 + number // PEOPLE
        giver, receiver = people[number % PEOPLE], people[(number + step) % PEOPLE]
        parties = [Party(f"member:{each}", "SW", each) for each in (giver, receiver)]
        history = (Step("done", now, GIVER, giver, MINUTES),)
        made.append(
            Exchange(
                f"killed-{number}", 1, *parties, GIVER, "Help", MINUTES, date(2024, 3, 1), DONE, history,
                None, said_by=GIVER, took=MINUTES,
            )
        )  # fmt: skip

    for first in range(0, PEOPLE, AT_ONCE):
        keep = people[first : first + AT_ONCE]
        work.in_transaction(Call(), lambda keep=keep: [_know(work, each) for each in keep])
    for first in range(0, EXCHANGES, AT_ONCE):
        keep = made[first : first + AT_ONCE]
        work.in_transaction(Call(), lambda keep=keep: [ExchangeStore(work).save_new(each) for each in keep])
    return made


def _know(work: UnitOfWork, member: str) -> None:
    People(work).keep(Person(member, 1, "SW", "active", date(2024, 1, 1)))


def confirm(bus: RpcClient, exchange: Exchange) -> Any:
    """Under one command id until there is an answer; a broken part may only say "later"."""
    member = exchange.receiver.member
    caller = Caller(member, frozenset({"member"}), "SW")
    command = f"confirm-{exchange.id}"

    def asked() -> Any:
        try:
            return bus.call(
                f"{PART}_exchanges",
                "confirm_exchange",
                {"id": exchange.id},
                caller=caller,
                command_id=command,
            )
        except Refused as no:
            if no.code != "temporarily_unavailable":
                raise
            return None

    return eventually(asked, CLIENT_SECONDS)


def hang_up(clients: Executor, bus: RpcClient) -> None:
    """Each of the threads closes the connection that is its own."""
    all_here = Barrier(AT_ONCE)

    def close() -> None:
        all_here.wait()
        bus.close()

    for closing in [clients.submit(close) for _ in range(AT_ONCE)]:
        closing.result()


def test_each_confirmation_that_was_answered_is_in_the_ledger_once(
    platform: Platform, work: UnitOfWork, bus: RpcClient
) -> None:
    exchanges = done(work)
    watch = dying(platform, PART, *MOMENTS)
    with ThreadPoolExecutor(AT_ONCE) as clients:
        asked = [clients.submit(confirm, bus, each) for each in exchanges]
        eventually(lambda: watch() >= 0 and all(each.done() for each in asked), 2 * CLIENT_SECONDS)
        hang_up(clients, bus)
    assert watch() == len(MOMENTS), "it was to be killed in the middle"
    answers = [each.result() for each in asked]

    assert {answer["state"] for answer in answers} == {"settled"}
    transfers = list(platform.database(PART)["transfers"].find({"cause": {"$regex": "^exchange killed-"}}))
    assert sorted(row["_id"] for row in transfers) == sorted(answer["transfer_id"] for answer in answers)
    assert Counter(row["cause"] for row in transfers) == Counter(each.cause for each in exchanges)
    balances = platform.database(PART)["accounts"].find({"holder_id": {"$regex": "^killed-"}})
    given = EXCHANGES // PEOPLE * MINUTES
    assert {(row["balance"], row["given"], row["received"]) for row in balances} == {(0, given, given)}

    audit = subprocess.run(
        [sys.executable, "-m", "skills_register.command", "audit"],
        env=dict(platform.programs[PART].environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (audit.returncode, "No difference." in audit.stdout) == (0, True), audit.stdout + audit.stderr
