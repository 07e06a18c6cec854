"""What we remember of meetings and of the cycles that groups recorded."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from meetings.calendar.cycles import Cycle, Cycles
from meetings.calendar.domain import CANCELLED, ClosedPart, Meeting
from meetings.stamping import stamped

COLLECTION = "meetings"
CYCLES = "meeting_cycles"
MOST_LISTED = 500
"""More meetings than any group has in the years that one list looks at."""


class MeetingStore:
    """Meetings by id, by region and by day."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "-starts_at", "_id")),
        Index(COLLECTION, ("region", "is_shown", "-starts_at", "_id")),
        Index(COLLECTION, ("is_shown", "starts_at", "_id")),
    )

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

    def upcoming(self, region: str, after: datetime) -> list[Meeting]:
        """A group's meetings that begin after this instant and are not cancelled, the next first."""
        where = {**_of(region), "starts_at": {"$gt": after}}
        return self._listed(where, 1, MOST_LISTED)

    def last_before(self, meeting: Meeting) -> Meeting | None:
        """The meeting of the same group before this one, cancelled ones left out."""
        where = {**_of(meeting.region), "starts_at": {"$lt": meeting.starts_at}}
        return next(iter(self._listed(where, -1, 1)), None)

    def next_after(self, meeting: Meeting) -> Meeting | None:
        """The meeting of the same group after this one, cancelled ones left out."""
        where = {**_of(meeting.region), "starts_at": {"$gt": meeting.starts_at}}
        return next(iter(self._listed(where, 1, 1)), None)

    def of_region(self, region: str, since: datetime, until: datetime | None = None) -> list[Meeting]:
        """A group's meetings that begin from ``since`` on and before ``until``, the oldest first.

        Of every status: planned, published, held, cancelled.
        """
        begins: dict[str, Any] = {"$gte": since, **({"$lt": until} if until else {})}
        return self._listed({"region": {"$eq": region}, "starts_at": begins}, 1, MOST_LISTED)

    def page(
        self, asked: Mapping[str, Any], *, region: str | None, day_begins: datetime, past: bool, shown: bool
    ) -> dict[str, Any]:
        """One page of meetings: from ``day_begins`` on, the next first; or before it, the newest first.

        ``shown`` leaves out what is not published; without a region only published ones are listed.
        """
        where: dict[str, Any] = {"starts_at": {"$lt": day_begins} if past else {"$gte": day_begins}}
        if region:
            where["region"] = {"$eq": region}
        if shown or not region:
            where["is_shown"] = {"$eq": True}
        order = ("starts_at", -1 if past else 1)
        return cut(self.meetings, where, order=order, asked=asked, shape=_from_row)

    def _listed(self, where: Mapping[str, Any], direction: int, most: int) -> list[Meeting]:
        rows = self.meetings.find(where).sort([("starts_at", direction), ("_id", direction)]).limit(most)
        return [_from_row(row) for row in rows]

    def save(self, meeting: Meeting, facts: Iterable[Fact] = ()) -> None:
        self.work.save(COLLECTION, stamped(self.work, _to_row(meeting)))
        self.work.publish(facts)


class CycleStore:
    """One document for each group, by region."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def cycles(self) -> Any:
        return self.work.collection(CYCLES)

    def get(self, region: str) -> Cycles:
        """The group's cycles; none recorded is an answer, too."""
        row = self.cycles.find_one({"_id": {"$eq": region}})
        if row is None:
            return Cycles(region)
        recorded = (
            Cycle(date.fromisoformat(each["starts_on"]), date.fromisoformat(each["ends_on"]), True)
            for each in row["recorded"]
        )
        return Cycles(region, row["version"], tuple(recorded))

    def save(self, cycles: Cycles) -> None:
        recorded = [
            {"starts_on": each.starts_on.isoformat(), "ends_on": each.ends_on.isoformat()}
            for each in cycles.recorded
        ]
        self.work.save(CYCLES, {"_id": cycles.region, "version": cycles.version, "recorded": recorded})


PLAIN = (
    "version", "region", "title", "starts_at", "minutes", "mode", "status", "counts", "venue_id", "place",
    "join_link", "phone", "access", "public_link", "is_recorded", "sequence", "cause", "planned_by",
    "published_at", "recording_consent", "step_free", "access_alternative", "observers",
)  # fmt: skip


def _of(region: str) -> dict[str, Any]:
    return {"region": {"$eq": region}, "status": {"$ne": CANCELLED}}


def _to_row(meeting: Meeting) -> dict[str, Any]:
    return {
        "_id": meeting.id,
        "is_shown": meeting.is_shown,
        "invited": list(meeting.invited),
        "closed_parts": [{"reason": part.reason, "note": part.note} for part in meeting.closed_parts],
        **{name: getattr(meeting, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Meeting:
    return Meeting(
        id=row["_id"],
        invited=tuple(row["invited"]),
        closed_parts=tuple(ClosedPart(part["reason"], part["note"]) for part in row["closed_parts"]),
        **{name: row[name] for name in PLAIN},
    )
