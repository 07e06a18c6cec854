"""What becomes of an agenda when its meeting is planned, moved or cancelled (row 42)."""

from datetime import datetime
from typing import Any

from meetings.agendas import domain
from meetings.agendas.reminding import plan_reminder
from meetings.agendas.store import AgendaStore
from meetings.calendar.domain import CANCELLED, Meeting

CANCELLED_REASON = "The meeting was cancelled."


def follow_meeting(work: Any, meeting: Meeting, lead_days: int, now: datetime) -> None:
    """Called by whoever saves a meeting, in the same transaction.

    The reminder of the agenda follows the meeting's day; the items of a cancelled meeting wait for the
    group's next one, where they come back by themselves.
    """
    plan_reminder(work, meeting, lead_days, now)
    if meeting.status == CANCELLED:
        _park_all(AgendaStore(work), meeting, now)


def _park_all(store: AgendaStore, meeting: Meeting, now: datetime) -> None:
    before = store.get(meeting.id)
    if before is None or not before.on_it:
        return
    after = before
    for item in before.on_it:
        after, waiting = domain.park(after, item, CANCELLED_REASON, by="", now=now)
        # The next one may be before the day of the one that is cancelled: planned instead of it.
        store.park(waiting, meeting, min(meeting.starts_at, now))
    store.save(domain.as_one_step(before, after))
