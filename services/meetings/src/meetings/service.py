"""The context's services, one for each capability, and its state told again."""

from typing import Any

from contracts.events import Fact
from meetings.actions.service import Actions
from meetings.attendance.service import AttendanceDoors
from meetings.calendar.service import Calendar
from meetings.feeds.service import Feeds
from meetings.files.service import Files
from meetings.introductions.service import Introductions
from meetings.minutes.drafts.service import Drafts
from meetings.minutes.service import MinutesDoors
from meetings.people.service import People
from meetings.seats.service import Seats
from meetings.venues.service import Venues

SERVICES: tuple[type, ...] = (
    People,
    Seats,
    Introductions,
    AttendanceDoors,
    Calendar,
    Venues,
    MinutesDoors,
    Drafts,
    Actions,
    Files,
    Feeds,
)


def republish(_work: Any, _after: str | None, _limit: int) -> tuple[list[Fact], str | None]:
    """Nothing yet that another context keeps a copy of: nobody listens to our state."""
    return [], None
