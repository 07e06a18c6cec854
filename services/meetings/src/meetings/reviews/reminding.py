"""When a cycle is to be closed: once it is known who was at the meeting, and not before it ends."""

from datetime import datetime, timedelta
from typing import Any

from meetings.calendar.domain import Meeting

CLOSING = "cycle_to_close"
REMINDED_WITHIN = timedelta(days=28)
"""Nobody is reminded of a meeting that is longer ago."""


def plan_reminder(work: Any, meeting: Meeting, now: datetime) -> None:
    """Plan that the group's keepers are asked, once, what it learned."""
    if now - meeting.ends_at <= REMINDED_WITHIN:
        work.schedule(CLOSING, meeting.id, max(now, meeting.ends_at))
