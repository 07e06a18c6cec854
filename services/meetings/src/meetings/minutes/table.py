"""What the doors of minutes ask first: which meeting, who asks, and what they may do with its minutes."""

from dataclasses import replace
from typing import Any

from chassis.call import Call
from commons.london import day_of
from commons.places import keeps, name_of
from contracts.refusals import Refused
from meetings import speaking
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.minutes.approving import may_approve
from meetings.minutes.clock import minutes_days
from meetings.minutes.domain import APPROVED, DRAFT, PUBLISHED, SUBMITTED, Minutes, due_on
from meetings.minutes.schemas import state_view
from meetings.minutes.store import MinutesStore
from meetings.settings import Settings

NOT_STARTED, NOT_PUBLISHED = "not_started", "not_published"
START, WRITE, SUBMIT, RETURN, APPROVE, PUBLISH, CORRECT = (
    "start", "write", "submit", "return", "approve", "publish", "correct",
)  # fmt: skip


def shown_meeting(work: Any, call: Call, meeting_id: str) -> Meeting:
    """The meeting, for whoever may know of it. Refused: ``not_found``."""
    found = MeetingStore(work).get(meeting_id)
    if found is None or not (found.is_shown or sits(work, call, found)):
        raise Refused("not_found")
    return found


def own_meeting(work: Any, call: Call, meeting_id: str) -> Meeting:
    """The meeting, for its group's table. Refused: ``not_found``, ``not_your_group``."""
    found = shown_meeting(work, call, meeting_id)
    speaking.refuse_others(work, call.caller, found.region, day_of(call.now))
    return found


def kept_meeting(work: Any, call: Call, meeting_id: str) -> Meeting:
    """The meeting, for its group's keepers. Refused: ``not_found``, ``not_your_region``."""
    found = shown_meeting(work, call, meeting_id)
    if not keeps(call.caller, found.region):
        raise Refused("not_your_region")
    return found


def started(work: Any, meeting_id: str) -> Minutes:
    """The minutes of a meeting. Refused: ``minutes_not_started``."""
    found = MinutesStore(work).get(meeting_id)
    if found is None:
        raise Refused("minutes_not_started")
    return found


def sits(work: Any, call: Call, meeting: Meeting) -> bool:
    return speaking.is_at_the_table(work, call.caller, meeting.region, day_of(call.now))


def standing(meeting: Meeting, minutes: Minutes | None, settings: Settings) -> Minutes:
    """The minutes with the day of the meeting as it is now; version 0 while nobody has started them."""
    due = due_on(meeting.day, minutes_days(settings.regions, meeting.region))
    if minutes is None:
        return Minutes(meeting.id, 0, meeting.region, meeting.day, due, NOT_STARTED, "", meeting.starts_at)
    return minutes if minutes.is_shown else replace(minutes, day=meeting.day, due_on=due)


def state_of(
    work: Any, call: Call, meeting: Meeting, minutes: Minutes | None, settings: Settings
) -> dict[str, Any]:
    """How these minutes stand, as far as the caller may know."""
    shown = standing(meeting, minutes, settings)
    at_the_table = sits(work, call, meeting)
    state = shown.state
    if not at_the_table:
        state = PUBLISHED if shown.is_shown else NOT_PUBLISHED
    name = name_of(settings.regions, meeting.region)
    may = allowed(work, call, meeting, minutes) if at_the_table else ()
    return state_view(meeting, shown, name, call.now, may, state)


def listed(call: Call, meeting: Meeting, minutes: Minutes | None, settings: Settings) -> dict[str, Any]:
    """The same in a list, alike for everybody: nobody is asked for at every line."""
    shown = standing(meeting, minutes, settings)
    state = PUBLISHED if shown.is_shown else NOT_PUBLISHED
    return state_view(meeting, shown, name_of(settings.regions, meeting.region), call.now, (), state)


def allowed(work: Any, call: Call, meeting: Meeting, minutes: Minutes | None) -> tuple[str, ...]:
    """What the caller, who sits at the table, can do with the minutes now."""
    is_keeper = keeps(call.caller, meeting.region)
    if minutes is None:
        return (START,) if meeting.status != CANCELLED else ()
    if minutes.state == DRAFT:
        return (WRITE, SUBMIT) if is_keeper else (WRITE,)
    approves = may_approve(work, call.caller, meeting.region, day_of(call.now))
    if minutes.state == SUBMITTED:
        return (*((APPROVE,) if approves else ()), *((RETURN,) if approves or is_keeper else ()))
    if minutes.state == APPROVED:
        return (PUBLISH, RETURN) if is_keeper else ()
    return (CORRECT,) if is_keeper else ()
