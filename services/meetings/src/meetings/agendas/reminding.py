"""When an agenda has to be out, and who is reminded of it (row 42)."""

from datetime import datetime, timedelta
from typing import Any

from commons.london import day_of, noon
from commons.people.store import People
from meetings.calendar.domain import Meeting
from meetings.seats.store import SeatStore
from meetings.speaking import OFFICES

AGENDA_DUE = "agenda_due"


def plan_reminder(work: Any, meeting: Meeting, lead_days: int, now: datetime) -> None:
    """Plan the reminder of a meeting as it stands now; a move moves it, what is over has none."""
    if meeting.is_over(now):
        work.unschedule(AGENDA_DUE, meeting.id)
        return
    due_at = noon(meeting.day - timedelta(days=lead_days))
    work.schedule(AGENDA_DUE, meeting.id, max(due_at, now), {"starts_at": meeting.starts_at.isoformat()})


def keepers_of(work: Any, region: str, now: datetime) -> set[str]:
    """The member ids of those who keep a group's agenda: its convenor, its coordinators, its chair."""
    offices = People(work).holding(*(f"{office}:{region}" for office in OFFICES))
    leaders = (term.member_id for term in SeatStore(work).holders(region, day_of(now)) if term.leads)
    return {*offices, *leaders}
