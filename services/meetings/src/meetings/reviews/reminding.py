"""When a test cycle is to be planned and closed: reminders that follow the meeting's day (row 48)."""

from datetime import datetime, timedelta
from typing import Any

from commons.london import noon
from meetings.calendar.domain import HELD, Meeting

PLANNING = "cycle_to_plan"
CLOSING = "cycle_to_close"
REMINDED_WITHIN = timedelta(days=28)
"""Nobody is reminded of a meeting that is longer ago."""


def follow_meeting(work: Any, meeting: Meeting, lead_days: int, now: datetime) -> None:
    """Called by whoever saves a meeting, in the same transaction: the reminders follow its day and state."""
    if not meeting.is_over(now):
        work.schedule(PLANNING, meeting.id, max(noon(meeting.day - timedelta(days=lead_days)), now))
        return
    work.unschedule(PLANNING, meeting.id)
    if meeting.status == HELD:
        plan_reminder(work, meeting, now)


def plan_reminder(work: Any, meeting: Meeting, now: datetime) -> None:
    """Plan that the group's keepers are asked, once, what it learned; not before the meeting ends."""
    if now - meeting.ends_at <= REMINDED_WITHIN:
        work.schedule(CLOSING, meeting.id, max(now, meeting.ends_at))
