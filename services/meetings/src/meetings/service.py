"""The context's services, one for each capability, and its state told again."""

from typing import Any

from contracts.events import Fact
from meetings.calendar.service import Calendar
from meetings.introductions.service import Introductions
from meetings.people.service import People
from meetings.seats.service import Seats

SERVICES: tuple[type, ...] = (
    People,
    Seats,
    Introductions,
    Calendar,
)


def republish(_work: Any, _after: str | None, _limit: int) -> tuple[list[Fact], str | None]:
    """Nothing yet that another context keeps a copy of: nobody listens to our state."""
    return [], None
