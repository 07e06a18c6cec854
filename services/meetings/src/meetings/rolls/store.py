"""Who was asked: a row with a flag that says "answered", and no time, for each (ADR 0013).

The answers lie elsewhere, by lot, in a database beside; nothing joins the two.
"""

from collections.abc import Iterable
from typing import Any

from chassis.mongo import Index, UnitOfWork


def roll_indexes(collection: str) -> tuple[Index, ...]:
    """What a store with a roll of this name declares among its ``INDEXES``."""
    return (
        Index(collection, ("subject", "answered", "_id")),
        Index(collection, ("member", "_id")),
    )


class Roll:
    """The members who are asked about a subject: an event, a meeting, a survey."""

    def __init__(self, work: UnitOfWork, collection: str) -> None:
        self._work = work
        self._collection = collection

    @property
    def rows(self) -> Any:
        return self._work.collection(self._collection)

    def ask(self, subject: str, members: Iterable[str]) -> list[str]:
        """Put those on it who are not on it yet; who they are."""
        wanted = {_key(subject, member): member for member in sorted(set(members))}
        known = {row["_id"] for row in self.rows.find({"_id": {"$in": [*wanted]}}, {"_id": 1})}
        added = {key: member for key, member in wanted.items() if key not in known}
        if added:
            self.rows.insert_many(
                {"_id": key, "subject": subject, "member": member, "answered": False}
                for key, member in added.items()
            )
        return [*added.values()]

    def ask_no_more(self, subject: str, but: Iterable[str]) -> None:
        """Take those off it who are not among these and have not answered."""
        kept = sorted({_key(subject, member) for member in but})
        self.rows.delete_many(
            {"subject": {"$eq": subject}, "answered": {"$eq": False}, "_id": {"$nin": kept}}
        )

    def answered(self, subject: str, member_id: str) -> bool | None:
        """Whether this member has answered; None: not asked."""
        row = self.rows.find_one({"_id": {"$eq": _key(subject, member_id)}})
        return None if row is None else bool(row["answered"])

    def mark(self, subject: str, member_id: str) -> bool:
        """Set the flag, once; False when it is set already or there is no such row."""
        mine = {"_id": _key(subject, member_id), "answered": False}
        return bool(self.rows.update_one(mine, {"$set": {"answered": True}}).matched_count)

    def waiting(self, subject: str) -> list[str]:
        """The ids of those who were asked and have not answered."""
        rows = self.rows.find({"subject": {"$eq": subject}, "answered": {"$eq": False}}, {"member": 1})
        return sorted(row["member"] for row in rows)

    def count_asked(self, subject: str) -> int:
        return int(self.rows.count_documents({"subject": {"$eq": subject}}))

    def count_waiting(self, subject: str) -> int:
        """How many were asked and have not answered."""
        where = {"subject": {"$eq": subject}, "answered": {"$eq": False}}
        return int(self.rows.count_documents(where))

    def asking(self, member_id: str) -> dict[str, bool]:
        """What this member is asked about, each with whether they have answered."""
        rows = self.rows.find({"member": {"$eq": member_id}}, {"subject": 1, "answered": 1}).sort("_id", 1)
        return {row["subject"]: bool(row["answered"]) for row in rows}

    def forget(self, subject: str) -> None:
        """It is over: who was asked and who answered is needed no more."""
        self.rows.delete_many({"subject": {"$eq": subject}})


def _key(subject: str, member_id: str) -> str:
    return f"{subject}|{member_id}"
