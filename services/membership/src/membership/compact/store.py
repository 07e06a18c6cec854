"""What we remember of the Compact, and which members are still to be asked about it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts import membership as published
from contracts.events import Fact
from membership.compact.domain import Compact, first, takes_effect_at
from membership.members.domain import ACTIVE, Member
from membership.members.store import COLLECTION as MEMBERS
from membership.members.store import from_document as member_from_document

COLLECTION = "compacts"
PROMPT = "prompt_compact"
END_GRACE = "end_compact_grace"
FIRST_TEXT = Path(__file__).with_name("compact-1.md")


class CompactStore:
    """The versions, and the members who have not answered one."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("order",), unique=True),
        Index(MEMBERS, ("status", "compact.grace_until")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def compacts(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def members(self) -> Any:
        return self.work.collection(MEMBERS)

    def in_force(self, on: date) -> Compact | None:
        """The newest version that has taken effect by that day; None before there is any."""
        effective = {"effective": {"$lte": on.isoformat()}}
        return _read(self.compacts.find(effective).sort("order", -1).limit(1))

    def latest(self) -> Compact | None:
        """The version published last, whether or not it has taken effect."""
        return _read(self.compacts.find({"order": {"$gte": 1}}).sort("order", -1).limit(1))

    def all(self) -> list[Compact]:
        """Every version, the oldest first."""
        found = self.compacts.find({"order": {"$gte": 1}}).sort("order", 1)
        return [_from_document(document) for document in found]

    def publish(self, compact: Compact, now: datetime) -> Compact:
        """Keep a version, tell the others, and plan that every active member is asked."""
        self.work.save(COLLECTION, _to_document(compact))
        self.work.publish([_published_fact(compact)])
        self.work.schedule(PROMPT, compact.number, takes_effect_at(compact, now), {"after": ""})
        return compact

    def begin(self, now: datetime) -> Compact:
        """Version 1 from the data file, unless some replica put it there already."""
        return self.latest() or self.publish(first(FIRST_TEXT.read_text(encoding="utf-8"), now), now)

    def current_facts(self, after: str | None, limit: int) -> tuple[list[Fact], str | None]:
        """Up to ``limit`` versions, the oldest first, and the number to go on after (None: all told)."""
        found = self.compacts.find({"order": {"$gt": int(after or 0)}}).sort("order", 1).limit(limit)
        told = [_from_document(document) for document in found]
        return [_published_fact(compact) for compact in told], told[-1].number if len(told) == limit else None

    def to_prompt(self, number: str, after_id: str, limit: int) -> list[Member]:
        """Active members, by id, who have neither accepted this version nor been asked for it."""
        found = self.members.find(
            {
                "_id": {"$gt": after_id},
                "status": {"$eq": ACTIVE},
                "compact.version": {"$ne": number},
                "compact.prompted_for": {"$ne": number},
            }
        )
        return [member_from_document(document) for document in found.sort("_id", 1).limit(limit)]

    def past_grace(self, now: datetime, limit: int) -> list[Member]:
        """Active members whose grace is over; pausing them takes them off this list."""
        over = {"status": {"$eq": ACTIVE}, "compact.grace_until": {"$lte": now}}
        found = self.members.find(over).sort("compact.grace_until", 1).limit(limit)
        return [member_from_document(document) for document in found]

    def plan_end_of_grace(self, grace_until: datetime) -> None:
        """Look at that instant for members who have not accepted; one look serves all of them."""
        self.work.schedule(END_GRACE, grace_until.isoformat(), grace_until)


def _published_fact(compact: Compact) -> Fact:
    data = {
        "compact_version": compact.number,
        "effective": compact.effective.isoformat(),
        "summary_of_changes": compact.summary_of_changes,
    }
    return published.COMPACT_PUBLISHED.of(f"compact:{compact.number}", 1, data)


def _read(found: Any) -> Compact | None:
    return next((_from_document(document) for document in found), None)


def _to_document(compact: Compact) -> dict[str, Any]:
    return {
        "_id": f"compact:{compact.number}",
        "version": 1,
        "order": int(compact.number),
        "text": compact.text,
        "summary_of_changes": compact.summary_of_changes,
        "effective": compact.effective.isoformat(),
        "published_at": compact.published_at,
        "published_by": compact.published_by,
    }


def _from_document(document: Mapping[str, Any]) -> Compact:
    return Compact(
        str(document["order"]),
        document["text"],
        document["summary_of_changes"],
        date.fromisoformat(document["effective"]),
        document["published_at"],
        document["published_by"],
    )
