"""The whole ledger read at one moment, and what was found each time."""

from typing import Any

from chassis.call import Call
from chassis.mongo import Index, UnitOfWork
from chassis.mongo.connecting import connect, database_of
from skills_register.auditing.domain import Audit, compare
from skills_register.ledger.store import ACCOUNTS, ENTRIES, TRANSFERS

AUDITS = "audits"


class AuditStore:
    """Audits by the time they were made."""

    INDEXES: tuple[Index, ...] = (Index(AUDITS, ("-at",)),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def find_out(self) -> Audit:
        """Rebuild every balance from the entries; each collection is read once from end to end."""
        return self.work.at_one_moment(self._compared)

    def note(self, call: Call, audit: Audit) -> None:
        """Keep that it was made, and how many differences it found."""
        found = len(audit.differences) + len(audit.lopsided)
        self.work.collection(AUDITS).insert_one(
            {"_id": call.new_id(), "at": call.now, "differences": found, "total": audit.total}
        )

    def last(self) -> dict[str, Any] | None:
        """When the last audit was made and what it found; None before the first."""
        row = self.work.collection(AUDITS).find_one({}, sort=[("at", -1)])
        return {"at": row["at"].isoformat(), "differences": row["differences"]} if row else None

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


def audit(work: UnitOfWork, call: Call) -> Audit:
    """Find out and note it."""
    store = AuditStore(work)
    found = store.find_out()
    work.in_transaction(call, lambda: store.note(call, found))
    return found


def open_work(mongo_uri: str, prefix: str) -> UnitOfWork:
    """The context's own database, as its settings name it."""
    return UnitOfWork(database_of(connect(mongo_uri, "skills-register audit"), prefix, "skills_register"))
