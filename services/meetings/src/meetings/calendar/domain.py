"""A group's meeting: planned, published, held or cancelled; public where the group meets in public.

Rows 41, 43 and 50; lengths and numbers are the region's (C12, C13, C14).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.london import day_of

PLANNED, PUBLISHED, HELD, CANCELLED = "planned", "published", "held", "cancelled"
STATUSES = (PLANNED, PUBLISHED, HELD, CANCELLED)

FACE_TO_FACE, HYBRID, VIRTUAL = "face_to_face", "hybrid", "virtual"
MODES = (FACE_TO_FACE, HYBRID, VIRTUAL)

OPEN, PARTLY, CLOSED = "open", "partly", "closed"
ACCESS = (OPEN, PARTLY, CLOSED)

DISPUTE, PERSONAL = "dispute", "personal_matter"
CLOSED_REASONS = (DISPUTE, PERSONAL)
"""The only reasons for a part without the public (row 43)."""


@dataclass(frozen=True)
class ClosedPart:
    """A part without the public: ``reason`` is one of ``CLOSED_REASONS``; ``note`` says it to everybody."""

    reason: str
    note: str


@dataclass(frozen=True)
class Meeting:
    """One meeting of a group. ``minutes`` is its length; ``starts_at`` an instant in UTC.

    ``counts`` says whether it is one of the cycle's; extra virtual meetings do not count (row 41).
    ``join_link`` and ``phone`` are the group's own; ``public_link`` is how a visitor watches.
    ``sequence`` counts what calendar files call revisions: a move or a cancellation raises it.
    """

    id: str
    version: int
    region: str
    title: str
    starts_at: datetime
    minutes: int
    mode: str
    status: str = PLANNED
    counts: bool = True
    venue_id: str | None = None
    place: str = ""
    join_link: str = ""
    phone: str = ""
    access: str = OPEN
    public_link: str = ""
    closed_parts: tuple[ClosedPart, ...] = ()
    is_recorded: bool = False
    sequence: int = 0
    cause: str = ""
    planned_by: str = ""
    published_at: datetime | None = None

    @property
    def day(self) -> date:
        """The day in London on which it begins."""
        return day_of(self.starts_at)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_shown(self) -> bool:
        """Whether everybody sees it: from its publication on, a cancelled one too."""
        return self.published_at is not None
