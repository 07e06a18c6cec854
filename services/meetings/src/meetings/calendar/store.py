"""What we remember of meetings."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts.events import Fact
from meetings.calendar.domain import ClosedPart, Meeting

COLLECTION = "meetings"


class MeetingStore:
    """Meetings by id and by region."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("region", "-starts_at", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def meetings(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, meeting_id: str) -> Meeting | None:
        row = self.meetings.find_one({"_id": {"$eq": meeting_id}})
        return _from_row(row) if row is not None else None

    def several(self, meeting_ids: Iterable[str]) -> dict[str, Meeting]:
        """Those of these ids that there are, by id."""
        rows = self.meetings.find({"_id": {"$in": sorted(set(meeting_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def save(self, meeting: Meeting, facts: Iterable[Fact] = ()) -> None:
        self.work.save(COLLECTION, _to_row(meeting))
        self.work.publish(facts)


PLAIN = (
    "version", "region", "title", "starts_at", "minutes", "mode", "status", "counts", "venue_id", "place",
    "join_link", "phone", "access", "public_link", "is_recorded", "sequence", "cause", "planned_by",
    "published_at",
)  # fmt: skip


def _to_row(meeting: Meeting) -> dict[str, Any]:
    return {
        "_id": meeting.id,
        "closed_parts": [{"reason": part.reason, "note": part.note} for part in meeting.closed_parts],
        **{name: getattr(meeting, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Meeting:
    return Meeting(
        id=row["_id"],
        closed_parts=tuple(ClosedPart(part["reason"], part["note"]) for part in row["closed_parts"]),
        **{name: row[name] for name in PLAIN},
    )
