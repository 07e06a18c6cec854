"""A room that a group may meet in, and the slots for which it is taken (row 49)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from meetings.refusal import Refusal

STEP_FREE = "step_free"
FEATURES = (
    STEP_FREE,
    "accessible_toilet",
    "hearing_loop",
    "blue_badge_parking",
    "near_public_transport",
    "quiet_room",
    "video_calls",
)


@dataclass(frozen=True)
class Venue:
    """A room. ``area`` is the part of the region it stands in; ``cost_pence`` of one meeting, None unknown.

    ``contact`` is for the group's keepers alone. A venue that is not ``in_use`` takes no new bookings.
    """

    id: str
    version: int
    region: str
    name: str
    area: str
    address: str = ""
    capacity: int | None = None
    features: tuple[str, ...] = ()
    cost_pence: int | None = None
    contact: str = ""
    note: str = ""
    in_use: bool = True

    @property
    def is_step_free(self) -> bool:
        return STEP_FREE in self.features

    @property
    def in_words(self) -> str:
        """``Penrith Rugby Club, Penrith``."""
        return ", ".join(each for each in (self.name, self.address) if each)


@dataclass(frozen=True)
class Booking:
    """A slot of a venue, from ``starts_at`` until ``ends_at`` and not at it. ``owner`` has one at a time."""

    owner: str
    venue_id: str
    starts_at: datetime
    ends_at: datetime

    def clashes(self, other: "Booking") -> bool:
        """Whether both want the same room at one moment."""
        return (
            self.venue_id == other.venue_id
            and self.starts_at < other.ends_at
            and other.starts_at < self.ends_at
        )


def change(before: Venue, changes: dict[str, Any]) -> Venue:
    """The venue with these properties; the same object when nothing changes."""
    after = replace(before, **changes)
    return before if after == before else replace(after, version=before.version + 1)


def refuse_taken(wanted: Booking, others: Iterable[Booking]) -> None:
    """Refused: ``venue_taken`` when somebody else has the room at one of these moments."""
    if any(wanted.clashes(each) and each.owner != wanted.owner for each in others):
        raise Refusal("venue_taken", fields={"venue_id": ["This room is taken at that time."]})
