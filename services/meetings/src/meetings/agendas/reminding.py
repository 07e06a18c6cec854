"""When an agenda has to be out (row 42)."""

from datetime import datetime, timedelta
from typing import Any

from commons.london import noon
from meetings.calendar.domain import Meeting

AGENDA_DUE = "agenda_due"


def plan_reminder(work: Any, meeting: Meeting, lead_days: int, now: datetime) -> None:
    """Plan the reminder of a meeting as it stands now; a move moves it, what is over has none."""
    if meeting.is_over(now):
        work.unschedule(AGENDA_DUE, meeting.id)
        return
    due_at = noon(meeting.day - timedelta(days=lead_days))
    work.schedule(AGENDA_DUE, meeting.id, max(due_at, now), {"starts_at": meeting.starts_at.isoformat()})
