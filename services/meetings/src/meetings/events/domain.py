"""A regional event: announced, held, moved or cancelled, its attendance counted or unknown (rows 52-55)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.london import day_of

Q_EVENT, MASTERCLASS, MEETUP, WEBEX, WORKSHOP = "q_event", "masterclass", "meetup", "webex", "workshop"
KINDS = (Q_EVENT, MASTERCLASS, MEETUP, WEBEX, WORKSHOP)

PLANNED, HELD, POORLY, MOVED, CANCELLED = "planned", "held", "held_poorly_attended", "moved", "cancelled"
STATUSES = (PLANNED, HELD, POORLY, MOVED, CANCELLED)


@dataclass(frozen=True)
class Designer:
    """Who designs a masterclass: a member, and the organisation they come from (row 54)."""

    member_id: str
    organisation: str


@dataclass(frozen=True)
class Event:
    """One event. ``starts_at`` in UTC, None where nobody knows the day; ``minutes`` its length.

    ``regions`` are those whose members it is for, empty means all (row 55: a meetup is its region's).
    ``capacity`` None means no limit. ``attended`` is a count, None where nobody counted: never 0 for unknown.
    ``rough_date`` shows a past event that is known by month only (``2018-03``).
    ``sequence`` counts what calendar files call revisions.
    """

    id: str
    version: int
    region: str
    kind: str
    title: str
    starts_at: datetime | None
    minutes: int
    description: str = ""
    status: str = PLANNED
    cause: str = ""
    regions: tuple[str, ...] = ()
    venue_id: str | None = None
    place: str = ""
    join_link: str = ""
    capacity: int | None = None
    booking_closes_at: datetime | None = None
    hosts: tuple[str, ...] = ()
    host_ids: tuple[str, ...] = ()
    designers: tuple[Designer, ...] = ()
    topics: tuple[str, ...] = ()
    audience: str = ""
    attended: int | None = None
    rough_date: str = ""
    weather_note: str = ""
    is_recorded: bool = False
    sequence: int = 0
    created_by: str = ""

    @property
    def day(self) -> date | None:
        """The day in London on which it begins; None while no day is known."""
        return day_of(self.starts_at) if self.starts_at else None

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_over(self) -> bool:
        """Whether it was held, however many came."""
        return self.status in (HELD, POORLY)
