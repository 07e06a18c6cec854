"""What we remember of venues and of who has them when."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from meetings.venues.domain import Booking, Venue

COLLECTION = "venues"
BOOKINGS = "venue_bookings"
DIARIES = "venue_diaries"
MOST_BOOKINGS = 500
MOST_VENUES = 200


class VenueStore:
    """Venues by id and by region, bookings by owner and by venue."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "name", "_id")),
        Index(BOOKINGS, ("venue_id", "ends_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def venues(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def bookings(self) -> Any:
        return self.work.collection(BOOKINGS)

    def get(self, venue_id: str) -> Venue | None:
        row = self.venues.find_one({"_id": {"$eq": venue_id}})
        return _from_row(row) if row is not None else None

    def several(self, venue_ids: Iterable[str]) -> dict[str, Venue]:
        """Those of these ids that there are, by id."""
        rows = self.venues.find({"_id": {"$in": sorted(set(venue_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def page(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A region's venues by name."""
        where = {"region": {"$eq": region}}
        return cut(self.venues, where, order=("name", 1), asked=asked, shape=_from_row)

    def in_use(self, region: str) -> list[Venue]:
        """The venues of a region that take bookings, by name."""
        where = {"region": {"$eq": region}, "in_use": {"$eq": True}}
        rows = self.venues.find(where).sort([("name", 1), ("_id", 1)]).limit(MOST_VENUES)
        return [_from_row(row) for row in rows]

    def save(self, venue: Venue) -> None:
        self.work.save(COLLECTION, _to_row(venue))

    def booking_of(self, owner: str) -> Booking | None:
        row = self.bookings.find_one({"_id": {"$eq": owner}})
        return _booking(row) if row is not None else None

    def taken(self, venue_id: str, starts_at: datetime, ends_at: datetime) -> list[Booking]:
        """The bookings of a venue that touch this time, the earliest end first."""
        where = {
            "venue_id": {"$eq": venue_id},
            "ends_at": {"$gt": starts_at},
            "starts_at": {"$lt": ends_at},
        }
        rows = self.bookings.find(where).sort([("ends_at", 1), ("_id", 1)]).limit(MOST_BOOKINGS)
        return [_booking(row) for row in rows]

    def take_turn(self, venue_id: str) -> None:
        """Make everybody who books this venue now wait for this transaction.

        Two who read the same free hour would both write into it otherwise: neither changes what the
        other read. Each changes the venue's diary, so the second starts again and sees the first.
        """
        self.work.collection(DIARIES).update_one({"_id": str(venue_id)}, {"$inc": {"turns": 1}}, upsert=True)

    def keep_booking(self, booking: Booking) -> None:
        """The one booking of its owner."""
        row = {
            "_id": booking.owner,
            "venue_id": booking.venue_id,
            "starts_at": booking.starts_at,
            "ends_at": booking.ends_at,
        }
        self.bookings.replace_one({"_id": booking.owner}, row, upsert=True)

    def forget_booking(self, owner: str) -> None:
        self.bookings.delete_one({"_id": {"$eq": owner}})


PLAIN = (
    "version", "region", "name", "area", "address", "capacity", "cost_pence", "contact", "note", "in_use",
)  # fmt: skip


def _to_row(venue: Venue) -> dict[str, Any]:
    return {
        "_id": venue.id,
        "features": list(venue.features),
        **{name: getattr(venue, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Venue:
    return Venue(id=row["_id"], features=tuple(row["features"]), **{name: row[name] for name in PLAIN})


def _booking(row: Mapping[str, Any]) -> Booking:
    return Booking(row["_id"], row["venue_id"], row["starts_at"], row["ends_at"])
