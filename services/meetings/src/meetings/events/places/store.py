"""The places of an event: one document each, so that those who book at once take different ones.

A counter in one document would let only one of them through at a time. Here a transaction touches
the one place it takes, chosen by chance among the free ones; a place has one holder, so there can
be no more holders than places. Whoever dies with a place in hand keeps nobody from the others.
"""

import random
from typing import Any

from chassis.ids import new_id
from chassis.mongo import Index, UnitOfWork

COLLECTION = "event_places"
FREE = ""
NOT_ALL_AT_ONCE = 1_000


class PlaceStore:
    """Places by event and holder, spread by chance."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("event_id", "booking_id", "spot")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def places(self) -> Any:
        return self.work.collection(COLLECTION)

    def add(self, event_id: str, number: int) -> None:
        """So many more free places."""
        made = [
            {"_id": new_id(), "event_id": event_id, "booking_id": FREE, "spot": random.random()}  # noqa: S311
            for _ in range(number)
        ]
        for first in range(0, len(made), NOT_ALL_AT_ONCE):
            self.places.insert_many(made[first : first + NOT_ALL_AT_ONCE])

    def take(self, event_id: str, booking_id: str) -> bool:
        """A free place for this booking; False when there is none."""
        spot = random.random()  # noqa: S311 - it spreads those who book at once, and keeps no secret
        for beyond in ({"$gte": spot}, {"$lt": spot}):
            where = {"event_id": {"$eq": event_id}, "booking_id": {"$eq": FREE}, "spot": beyond}
            change = {"$set": {"booking_id": booking_id}}
            if self.places.find_one_and_update(where, change, sort=[("spot", 1)]) is not None:
                return True
        return False

    def give_back(self, event_id: str, booking_id: str) -> None:
        """The place of this booking is free again."""
        where = {"event_id": {"$eq": event_id}, "booking_id": {"$eq": booking_id}}
        self.places.update_one(where, {"$set": {"booking_id": FREE}})

    def pass_on(self, event_id: str, booking_id: str, to: str) -> bool:
        """The place of this booking is another one's; False when it had none."""
        where = {"event_id": {"$eq": event_id}, "booking_id": {"$eq": booking_id}}
        return bool(self.places.update_one(where, {"$set": {"booking_id": to}}).matched_count)

    def remove_free(self, event_id: str, number: int) -> int:
        """Take away so many free places, or as many as are free; answers how many."""
        where = {"event_id": {"$eq": event_id}, "booking_id": {"$eq": FREE}}
        found = [row["_id"] for row in self.places.find(where, {"_id": 1}).limit(number)] if number else []
        gone = self.places.delete_many({"_id": {"$in": found}, "booking_id": {"$eq": FREE}})
        return int(gone.deleted_count)

    def remove_all(self, event_id: str) -> None:
        self.places.delete_many({"event_id": {"$eq": event_id}})

    def holders(self, event_id: str) -> set[str]:
        """The bookings that hold a place."""
        where = {"event_id": {"$eq": event_id}, "booking_id": {"$ne": FREE}}
        return {row["booking_id"] for row in self.places.find(where, {"booking_id": 1})}

    def free(self, event_id: str) -> int:
        """How many places nobody holds."""
        where = {"event_id": {"$eq": event_id}, "booking_id": {"$eq": FREE}}
        return int(self.places.count_documents(where))

    def free_of(self, event_ids: list[str]) -> dict[str, int]:
        """The same for several events at once; an event without a free place is left out."""
        where = {"event_id": {"$in": sorted(set(event_ids))}, "booking_id": {"$eq": FREE}}
        rows = self.places.aggregate([{"$match": where}, {"$group": {"_id": "$event_id", "n": {"$sum": 1}}}])
        return {row["_id"]: row["n"] for row in rows}
