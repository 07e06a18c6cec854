"""The whole ledger read at one moment, and what was found each time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.mongo import Index, UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.paging import cut
from contracts.events import Fact
from skills_register.auditing.domain import Audit, compare
from skills_register.auditing.nightly import AUDIT_LEDGER, next_night
from skills_register.ledger.periods import Exchanged, merged
from skills_register.ledger.store import ACCOUNTS, ENTRIES, TRANSFERS, LedgerStore

AUDITS, PLANS = "audits", "audit_plans"
STILL_ON_ITS_WAY = timedelta(hours=1)
"""A transfer bears the time at which it was asked for, and may be there a little later than that."""
NOTHING_YET: dict[str, Any] = {
    "until": datetime(1970, 1, 1, tzinfo=UTC),
    "exchanged": [],
}
LONGEST = 4_000

Telling = Callable[[str, Audit], Iterable[Fact]]


class AuditStore:
    """Audits by the time they were made."""

    INDEXES: tuple[Index, ...] = (Index(AUDITS, ("-at", "-_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def find_out(self) -> Audit:
        """Rebuild every balance from the entries; each collection is read once from end to end."""
        return self.work.at_one_moment(self._compared)

    def plan_first(self, now: datetime) -> None:
        """Plan the first audit, in the transaction that opens an account; the later ones follow from it."""
        plans = self.work.collection(PLANS)
        if plans.find_one({"_id": {"$eq": AUDIT_LEDGER}}, {"_id": 1}) is not None:
            return
        plans.insert_one({"_id": AUDIT_LEDGER, "at": now})
        self.work.schedule(AUDIT_LEDGER, "ledger", next_night(now))

    def note(self, call: Call, audit: Audit, tell: Telling) -> None:
        """Keep that it was made, what it found, and how much had been exchanged until a little before."""
        audit_id, until = call.new_id(), call.now - STILL_ON_ITS_WAY
        # Counted anew each time: a figure that was wrong once is right the next morning.
        exchanged = LedgerStore(self.work).exchanged(NOTHING_YET["until"], until)
        row = {
            "_id": audit_id,
            "at": call.now,
            "accounts": audit.accounts,
            "transfers": audit.transfers,
            "differences": audit.number_of_findings,
            "total": audit.total,
            "in_words": audit.in_words()[:LONGEST],
            "until": until,
            "exchanged": [asdict(each) for each in exchanged],
        }
        self.work.collection(AUDITS).insert_one(row)
        self.work.publish(tell(audit_id, audit))

    def last(self) -> dict[str, Any] | None:
        """When the last audit was made and what it found; None before the first."""
        row = self.work.collection(AUDITS).find_one({}, sort=[("at", -1)])
        return {"at": row["at"].isoformat(), "differences": row["differences"]} if row else None

    def page(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Audits, the newest first."""
        return cut(self.work.collection(AUDITS), {}, order=("at", -1), asked=asked, shape=_view)

    def exchanged(self) -> list[Exchanged]:
        """Help so far by region and month: what the last audit counted, and what came after."""
        row = self.work.collection(AUDITS).find_one({}, sort=[("at", -1)]) or NOTHING_YET
        counted = (Exchanged(**each) for each in row["exchanged"])
        return merged(counted, LedgerStore(self.work).exchanged(row["until"], None))

    def _compared(self) -> Audit:
        collection = self.work.collection
        kept = {row["_id"]: row["balance"] for row in collection(ACCOUNTS).find({}, {"balance": 1})}
        by_account = [{"$group": {"_id": "$account_id", "minutes": {"$sum": "$minutes"}}}]
        by_transfer = [
            {"$group": {"_id": "$transfer_id", "sum": {"$sum": "$minutes"}, "sides": {"$sum": 1}}},
            {"$match": {"$or": [{"sum": {"$ne": 0}}, {"sides": {"$ne": 2}}]}},
            {"$sort": {"_id": 1}},
        ]
        rebuilt = {row["_id"]: row["minutes"] for row in collection(ENTRIES).aggregate(by_account)}
        lopsided = [row["_id"] for row in collection(ENTRIES).aggregate(by_transfer)]
        return compare(kept, rebuilt, collection(TRANSFERS).count_documents({}), lopsided)


def audit(work: UnitOfWork, call: Call, tell: Telling = lambda _id, _found: []) -> Audit:
    """Find out and note it; ``tell`` makes the facts of what was found, by the audit's id."""
    store = AuditStore(work)
    found = store.find_out()
    work.in_transaction(call, lambda: store.note(call, found, tell))
    return found


def _view(row: Mapping[str, Any]) -> dict[str, Any]:
    plain = ("accounts", "transfers", "differences", "total", "in_words")
    return {"id": row["_id"], "at": row["at"].isoformat(), **{name: row[name] for name in plain}}


def open_work(mongo_uri: str, prefix: str) -> UnitOfWork:
    """The context's own database, as its settings name it."""
    return UnitOfWork(database_of(connect(mongo_uri, "skills-register audit"), prefix, "skills_register"))
