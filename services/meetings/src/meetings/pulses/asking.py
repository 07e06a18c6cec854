"""When the pulse is asked: once it is known who was there, and not before the meeting ends."""

from datetime import datetime
from typing import Any

from meetings.calendar.domain import Meeting
from meetings.pulses.domain import ASKED_WITHIN

OPENING = "pulse_opens"


def plan_asking(work: Any, meeting: Meeting, now: datetime) -> None:
    """Plan that those who are marked present are asked; planning it again asks who was added."""
    if now - meeting.ends_at <= ASKED_WITHIN:
        work.schedule(OPENING, meeting.id, max(now, meeting.ends_at))
