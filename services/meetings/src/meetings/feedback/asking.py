"""When those who came to an event are asked what it was like: the next morning, by one mail (row 53)."""

from datetime import datetime
from typing import Any

from meetings.events.bookings.store import BookingStore
from meetings.events.domain import CANCELLED, Event
from meetings.feedback.domain import next_morning

ASK = "event_feedback_asked"


def plan(work: Any, event: Event, now: datetime) -> None:
    """Plan the question for an event to come; of one that is cancelled or put off nobody is asked."""
    ends = event.ends_at
    if event.status == CANCELLED or ends is None:
        work.unschedule(ASK, event.id)
    elif ends > now:
        work.schedule(ASK, event.id, next_morning(ends))


def came_of(work: Any, event_id: str) -> list[str]:
    """The ids of the members who were checked in; somebody who walked in without an account has none."""
    return sorted({each.member_id for each in BookingStore(work).who_came(event_id) if each.member_id})
