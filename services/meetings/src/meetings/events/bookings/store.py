"""What we remember of bookings."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from meetings.events.bookings.domain import STANDING, WAITING, Booking
from meetings.events.places.store import PlaceStore

COLLECTION = "bookings"
IN_THE_LINE = [("queued_at", 1), ("_id", 1)]
MOST_ASKED = 200


class BookingStore:
    """Bookings by id, by event and by member, the line of an event in its order.

    ``standing`` is there only while a booking stands: a member has one such for an event.
    """

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("event_id", "state", "queued_at", "_id")),
        Index(COLLECTION, ("event_id", "came_at", "_id"), sparse=True),
        Index(COLLECTION, ("event_id", "code"), unique=True),
        Index(COLLECTION, ("member_id", "queued_at", "_id")),
        Index(COLLECTION, ("standing",), unique=True, sparse=True),
        *PlaceStore.INDEXES,
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def bookings(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, booking_id: str) -> Booking | None:
        return _one(self.bookings.find_one({"_id": {"$eq": booking_id}}))

    def by_code(self, event_id: str, code: str) -> Booking | None:
        return _one(self.bookings.find_one({"event_id": {"$eq": event_id}, "code": {"$eq": code}}))

    def standing(self, event_id: str, member_id: str) -> Booking | None:
        """The member's one booking of this event that stands: booked, waiting, offered or interested."""
        return _one(self.bookings.find_one({"standing": {"$eq": _key(event_id, member_id)}}))

    def latest(self, event_id: str, member_id: str) -> Booking | None:
        """The member's last booking of this event, whatever became of it."""
        where = {"member_id": {"$eq": member_id}, "event_id": {"$eq": event_id}}
        rows = list(self.bookings.find(where).sort([("queued_at", -1), ("_id", -1)]).limit(1))
        return _from_row(rows[0]) if rows else None

    def save(self, booking: Booking, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(booking))
        self.work.publish(facts)

    def attended(self, event_id: str, member_id: str) -> bool:
        """Whether this member was checked in at this event."""
        row = self.bookings.find_one({"standing": {"$eq": _key(event_id, member_id)}}, {"came_at": 1})
        return row is not None and row.get("came_at") is not None

    def of_member(self, member_id: str) -> list[Booking]:
        """The member's bookings, whatever became of them, the latest first."""
        rows = self.bookings.find({"member_id": {"$eq": member_id}})
        return [_from_row(row) for row in rows.sort([("queued_at", -1), ("_id", -1)]).limit(MOST_ASKED)]

    def page(self, event_id: str, state: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Bookings of one state in the order in which they came; the line, where they wait."""
        where = {"event_id": {"$eq": event_id}, "state": {"$eq": state}}
        return cut(self.bookings, where, order=("queued_at", 1), asked=asked, shape=_from_row)

    def in_states(self, event_id: str, *states: str) -> list[Booking]:
        """All bookings of an event in these states, in the order in which they came."""
        where = {"event_id": {"$eq": event_id}, "state": {"$in": sorted(states)}}
        return [_from_row(row) for row in self.bookings.find(where).sort(IN_THE_LINE)]

    def first_waiting(self, event_id: str) -> Booking | None:
        where = {"event_id": {"$eq": event_id}, "state": {"$eq": WAITING}}
        rows = list(self.bookings.find(where).sort(IN_THE_LINE).limit(1))
        return _from_row(rows[0]) if rows else None

    def position(self, booking: Booking) -> int:
        """How many stand in the line up to and with this one."""
        ahead = {
            "event_id": {"$eq": booking.event_id},
            "state": {"$eq": WAITING},
            "$or": [
                {"queued_at": {"$lt": booking.queued_at}},
                {"queued_at": {"$eq": booking.queued_at}, "_id": {"$lt": booking.id}},
            ],
        }
        return int(self.bookings.count_documents(ahead)) + 1

    def count(self, event_id: str, *states: str) -> int:
        where = {"event_id": {"$eq": event_id}, "state": {"$in": sorted(states)}}
        return int(self.bookings.count_documents(where))

    def came(self, event_id: str) -> int:
        """How many were checked in, those who walked in among them."""
        where = {"event_id": {"$eq": event_id}, "came_at": {"$ne": None}}
        return int(self.bookings.count_documents(where))

    def who_came(self, event_id: str) -> list[Booking]:
        """Those who were checked in, the first first."""
        where = {"event_id": {"$eq": event_id}, "came_at": {"$ne": None}}
        return [_from_row(row) for row in self.bookings.find(where).sort([("came_at", 1), ("_id", 1)])]

    def members_standing(self, event_id: str, *states: str) -> list[str]:
        """The ids of the members who booked, wait or are interested (or of the named states)."""
        where = {"event_id": {"$eq": event_id}, "state": {"$in": sorted(states or STANDING)}}
        rows = self.bookings.find(where, {"member_id": 1})
        return sorted({row["member_id"] for row in rows if row["member_id"]})

    def forget(self, event_id: str, *parts: str) -> None:
        """Empty what was typed (``name``, ``needs``) in every booking of the event."""
        where = {"event_id": {"$eq": event_id}}
        self.bookings.update_many(where, {"$set": dict.fromkeys(parts, ""), "$inc": {"version": 1}})

    def forget_member(self, member_id: str) -> None:
        """Empty what this member typed in every booking."""
        where = {"member_id": {"$eq": member_id}}
        self.bookings.update_many(where, {"$set": {"name": "", "needs": ""}, "$inc": {"version": 1}})


PLAIN = (
    "version", "event_id", "member_id", "state", "name", "code", "queued_at", "needs",
    "agrees_to_recording", "offer_until", "checked_in_by", "is_walk_in", "ended_at",
)  # fmt: skip


def _key(event_id: str, member_id: str) -> str:
    return f"{event_id}|{member_id}"


def _to_row(booking: Booking) -> dict[str, Any]:
    row = {"_id": booking.id, **{name: getattr(booking, name) for name in PLAIN}}
    if booking.checked_in_at is not None:
        row["came_at"] = booking.checked_in_at
    if booking.stands and booking.member_id:
        row["standing"] = _key(booking.event_id, booking.member_id)
    return row


def _one(row: Mapping[str, Any] | None) -> Booking | None:
    return _from_row(row) if row is not None else None


def _from_row(row: Mapping[str, Any]) -> Booking:
    kept = {name: row[name] for name in PLAIN}
    return Booking(id=row["_id"], checked_in_at=row.get("came_at"), **kept)
