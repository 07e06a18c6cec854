"""Until when a meeting's minutes are due, and when somebody is reminded (row 44)."""

from datetime import date, datetime, timedelta
from typing import Any

from commons.london import noon
from contracts.regions import Regions
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.settings import Settings

CLOCK = "minutes_clock"
FORGET_HISTORY, FORGET_CLOSED = "minutes_history_end", "minutes_closed_end"


def minutes_days(regions: Regions, code: str) -> int | None:
    """The days a region agreed on; None where it agreed none, as the UK-wide group."""
    region = regions.get(code)
    return region.minutes_days if region is not None else None


def watch(work: Any, meeting: Meeting, settings: Settings, now: datetime) -> None:
    """Plan the reminders of a meeting that was planned, moved or cancelled; none for one long past."""
    agreed = minutes_days(settings.regions, meeting.region)
    next_at = next_reminder(meeting.day, settings, now) if agreed is not None else None
    if next_at is None or meeting.status == CANCELLED:
        work.unschedule(CLOCK, meeting.id)
    else:
        work.schedule(CLOCK, meeting.id, next_at)


def reminders(day: date, settings: Settings) -> list[tuple[int, datetime]]:
    """(days after the meeting, instant) of each reminder: noon in London."""
    after = sorted({settings.minutes_first_reminder_days, settings.minutes_last_reminder_days})
    return [(days, noon(day + timedelta(days=days))) for days in after]


def next_reminder(day: date, settings: Settings, now: datetime) -> datetime | None:
    """The first that is still to come."""
    return next((at for _, at in reminders(day, settings) if at > now), None)


def reached(day: date, settings: Settings, now: datetime) -> int | None:
    """The days of the last reminder whose time has come; None while none has."""
    due = [days for days, at in reminders(day, settings) if at <= now]
    return due[-1] if due else None


def plan_the_end(work: Any, meeting_id: str, settings: Settings, now: datetime) -> None:
    """What is typed and what is closed has an end, counted from the draft's start and from each edition."""
    work.schedule(FORGET_HISTORY, meeting_id, now + timedelta(days=settings.minutes_history_days))
    work.schedule(FORGET_CLOSED, meeting_id, now + timedelta(days=settings.closed_minutes_days))
