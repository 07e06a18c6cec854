"""What we remember of events."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.london import noon
from commons.rough_dates import RoughDate
from contracts.events import Fact
from meetings.events.domain import TO_ALL, Designer, Event
from meetings.stamping import stamped

COLLECTION = "events"
MOST_LISTED = 500
NOBODY_KNOWS = datetime(1900, 1, 1, tzinfo=UTC)
"""Where a past event without any date stands in the order of time: last among what is past."""
NOT_YET_SET = datetime(9000, 1, 1, tzinfo=UTC)
"""Where an event stands that was put off until a day is found: last among what is to come."""


class EventStore:
    """Events by id, by region, and in the order of time: ``until`` is when each ends."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("until", "_id")),
        Index(COLLECTION, ("region", "until", "_id")),
        Index(COLLECTION, ("shown_to", "until", "_id")),
        Index(COLLECTION, ("host_ids", "until", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def events(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, event_id: str) -> Event | None:
        row = self.events.find_one({"_id": {"$eq": event_id}})
        return _from_row(row) if row is not None else None

    def several(self, event_ids: Iterable[str]) -> dict[str, Event]:
        """Those of these ids that there are, by id."""
        rows = self.events.find({"_id": {"$in": sorted(set(event_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def save(self, event: Event, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, stamped(self.work, _to_row(event)))
        self.work.publish(facts)

    def upcoming(
        self, regions: Iterable[str] | None, after: datetime, shown_to: Iterable[str] = ()
    ) -> list[Event]:
        """Events of these regions (None: of any) that end after this instant, the next first.

        Cancelled ones are among them. Shown are those for everybody, and those for the members of
        the regions ``shown_to``.
        """
        where: dict[str, Any] = {
            "until": {"$gte": after},
            "shown_to": {"$in": sorted({TO_ALL, *shown_to})},
        }
        if regions is not None:
            where["region"] = {"$in": sorted(set(regions))}
        rows = self.events.find(where).sort([("until", 1), ("_id", 1)]).limit(MOST_LISTED)
        return [_from_row(row) for row in rows]

    def page(
        self,
        asked: Mapping[str, Any],
        *,
        now: datetime,
        is_past: bool,
        shown_to: Iterable[str] | None,
        region: str | None = None,
    ) -> dict[str, Any]:
        """Events to come, the next first, or past ones, the latest first; of one region or of all.

        ``shown_to`` as in ``upcoming``; None shows every event.
        """
        where: dict[str, Any] = {"until": {"$lt" if is_past else "$gte": now}}
        if shown_to is not None:
            where["shown_to"] = {"$in": sorted({TO_ALL, *shown_to})}
        if region is not None:
            where["region"] = {"$eq": region}
        order = ("until", -1 if is_past else 1)
        return cut(self.events, where, order=order, asked=asked, shape=_from_row)

    def hosted_by(self, member_id: str, after: datetime) -> list[Event]:
        """What this member hosts and has not ended before this instant, the next first."""
        where = {"host_ids": {"$eq": member_id}, "until": {"$gte": after}}
        rows = self.events.find(where).sort([("until", 1), ("_id", 1)]).limit(MOST_LISTED)
        return [_from_row(row) for row in rows]


PLAIN = (
    "version", "region", "kind", "title", "starts_at", "minutes", "description", "status", "cause",
    "venue_id", "place", "access", "join_link", "phone", "capacity", "booking_closes_at", "funded_by",
    "audience", "for_seat_holders", "takes_interest", "attended", "rough_date", "weather_note",
    "is_recorded", "sequence", "created_by",
)  # fmt: skip
LISTS = ("regions", "hosts", "host_ids", "topics")


def _to_row(event: Event) -> dict[str, Any]:
    designers = [{"member_id": each.member_id, "organisation": each.organisation} for each in event.designers]
    return {
        "_id": event.id,
        "until": _until(event),
        "shown_to": list(event.shown_to),
        "designers": designers,
        **{name: list(getattr(event, name)) for name in LISTS},
        **{name: getattr(event, name) for name in PLAIN},
    }


def _until(event: Event) -> datetime:
    if event.ends_at is not None:
        return event.ends_at
    if event.rough_date:
        return noon(RoughDate(event.rough_date).first)
    return NOBODY_KNOWS if event.has_ended else NOT_YET_SET


def _from_row(row: Mapping[str, Any]) -> Event:
    kept: dict[str, Any] = {name: row[name] for name in PLAIN}
    kept |= {name: tuple(row[name]) for name in LISTS}
    designers = tuple(Designer(each["member_id"], each["organisation"]) for each in row["designers"])
    return Event(id=row["_id"], designers=designers, **kept)
