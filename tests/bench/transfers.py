"""Transfers of time, beside a bare pymongo loop that commits the same writes in one transaction.

Spread: every transfer is between another two accounts. Contended: one account gives all of them, so that
transactions meet at it and all but one of those that meet begin again.
"""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pymongo import ReadPreference
from pymongo.read_concern import ReadConcern

from chassis.call import Call
from chassis.ids import new_id
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.indexes import ensure
from chassis.mongo.unit_of_work import MAJORITY
from skills_register.ledger.domain import EXCHANGE, MEMBER, Account, Limits, Transfer, account_id
from skills_register.ledger.store import ACCOUNTS, ENTRIES, TRANSFERS, LedgerStore
from tests.bench.figures import Figure, compare
from tests.bench.programs import Programs

THREADS = 4
TRANSFERS_EACH = 50
PEOPLE = 2 * THREADS * TRANSFERS_EACH
LIMITS = Limits(-10_000_000, -10_000_000)
"""So low that no transfer of the bench is refused."""

Pair = tuple[str, str]
Post = Callable[[Any, Pair], None]


def measure(programs: Programs) -> list[Figure]:
    """Needs the database server alone."""
    client = connect(programs.mongo_uri, "bench-transfers")
    ours, bare = (_opened(client, programs.prefix, name) for name in ("transfers_ours", "transfers_bare"))
    figures = [
        compare(
            "transfers_spread_vs_pymongo",
            lambda: _rate(ours, _our_transfer, _spread()),
            lambda: _rate(bare, _bare_transfer, _spread()),
            "transfers/s",
            ">= 0.7",
        ),
        compare(
            "transfers_contended_vs_pymongo",
            lambda: _rate(ours, _our_transfer, _contended()),
            lambda: _rate(bare, _bare_transfer, _contended()),
            "transfers/s",
        ),
    ]
    for database in (ours, bare):
        client.drop_database(database.name)
    client.close()
    return figures


def _opened(client: Any, prefix: str, name: str) -> Any:
    """A database with every index of the ledger, and the accounts."""
    database = database_of(client, prefix, name)
    ensure(database, LedgerStore.INDEXES)
    work, now = UnitOfWork(database), datetime.now(UTC)
    for number in range(PEOPLE):
        holder = f"p-{number}"
        LedgerStore(work).open(Account(account_id(MEMBER, holder), MEMBER, holder, "SW", now))
    return database


def _spread() -> list[Pair]:
    """Receiver and giver of each transfer, nobody twice."""
    people = [account_id(MEMBER, f"p-{number}") for number in range(PEOPLE)]
    return list(zip(people[::2], people[1::2], strict=True))


def _contended() -> list[Pair]:
    """The same receivers, and one giver."""
    return [(receiver, account_id(MEMBER, "p-1")) for receiver, _ in _spread()]


def _rate(database: Any, post: Post, pairs: list[Pair]) -> float:
    """Transfers per second of ``THREADS`` at once."""
    threads = [
        threading.Thread(target=_each, args=(database, post, pairs[first::THREADS]))
        for first in range(THREADS)
    ]
    before = database[TRANSFERS].count_documents({})
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    done = database[TRANSFERS].count_documents({}) - before
    if done != len(pairs):
        raise SystemExit(f"{done} of {len(pairs)} transfers were posted")
    return done / seconds


def _each(database: Any, post: Post, pairs: list[Pair]) -> None:
    for pair in pairs:
        post(database, pair)


def _our_transfer(database: Any, pair: Pair) -> None:
    work, call = UnitOfWork(database), Call()
    transfer = _transfer(pair)
    work.in_transaction(call, lambda: LedgerStore(work).post(transfer, lambda _region: LIMITS))


def _bare_transfer(database: Any, pair: Pair) -> None:
    """The documents of ``_our_transfer``, written by pymongo alone."""
    made = _transfer(pair)
    row = {"_id": made.id, "kind": made.kind, "receiver": made.receiver, "giver": made.giver}
    row |= {"minutes": made.minutes, "purpose": made.purpose, "by": made.by, "at": made.at}
    row |= {"region": made.region, "cause": made.cause, "month": made.month}
    row |= {"exchanged_at": made.at, "exchanged": made.minutes}
    sides = sorted([(made.receiver, -made.minutes), (made.giver, made.minutes)])
    entries = [
        {
            "_id": f"{made.id}:{number}",
            "transfer_id": made.id,
            "number": number,
            "account_id": account,
            "minutes": minutes,
            "at": made.at,
        }
        for number, (account, minutes) in enumerate(sides)
    ]
    event = _event(made)

    def write(session: Any) -> None:
        database[TRANSFERS].insert_one(row, session=session)
        database[ENTRIES].insert_many(entries, session=session)
        for account, minutes in sides:
            counted = {"given": minutes} if minutes > 0 else {"received": -minutes}
            change = {"$inc": {"balance": minutes, **counted}}
            database[ACCOUNTS].find_one_and_update({"_id": account}, change, session=session)
        database["outbox"].insert_one(event, session=session)

    with database.client.start_session() as session:
        session.with_transaction(
            write,
            read_concern=ReadConcern("snapshot"),
            write_concern=MAJORITY,
            read_preference=ReadPreference.PRIMARY,
        )


def _transfer(pair: Pair) -> Transfer:
    receiver, giver = pair
    transfer_id, now = new_id(), datetime.now(UTC)
    cause = f"exchange {transfer_id}"
    return Transfer(transfer_id, EXCHANGE, receiver, giver, 60, "Coaching", "p", now, "SW", cause)


def _event(made: Transfer) -> dict[str, Any]:
    data = {"transfer_id": made.id, "kind": made.kind, "minutes": made.minutes, "reverses": None}
    event_id = new_id()
    body = {
        "id": event_id,
        "type": "transfer_posted",
        "version": 1,
        "aggregate_id": made.id,
        "aggregate_version": 1,
        "region": made.region,
        "occurred_at": made.at.isoformat(),
        "data": data,
    }
    return {
        "_id": event_id,
        "exchange": "skills_register.events",
        "key": "transfer_posted.v1",
        "aggregate_id": made.id,
        "aggregate_version": 1,
        "body": json.dumps(body, separators=(",", ":")),
        "trace_id": "",
        "sent_at": None,
    }
