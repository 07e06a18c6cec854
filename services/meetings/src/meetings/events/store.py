"""What we remember of events."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts.events import Fact
from meetings.events.domain import Designer, Event

COLLECTION = "events"


class EventStore:
    """Events by id and by region."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("region", "-starts_at", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def events(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, event_id: str) -> Event | None:
        row = self.events.find_one({"_id": {"$eq": event_id}})
        return _from_row(row) if row is not None else None

    def save(self, event: Event, facts: Iterable[Fact] = ()) -> None:
        self.work.save(COLLECTION, _to_row(event))
        self.work.publish(facts)


PLAIN = (
    "version", "region", "kind", "title", "starts_at", "minutes", "description", "status", "cause",
    "venue_id", "place", "join_link", "capacity", "booking_closes_at", "audience", "attended", "rough_date",
    "weather_note", "is_recorded", "sequence", "created_by",
)  # fmt: skip
LISTS = ("regions", "hosts", "host_ids", "topics")


def _to_row(event: Event) -> dict[str, Any]:
    designers = [{"member_id": each.member_id, "organisation": each.organisation} for each in event.designers]
    return {
        "_id": event.id,
        "designers": designers,
        **{name: list(getattr(event, name)) for name in LISTS},
        **{name: getattr(event, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Event:
    kept: dict[str, Any] = {name: row[name] for name in PLAIN}
    kept |= {name: tuple(row[name]) for name in LISTS}
    designers = tuple(Designer(each["member_id"], each["organisation"]) for each in row["designers"])
    return Event(id=row["_id"], designers=designers, **kept)
