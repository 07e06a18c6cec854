"""The seats filled on the day of a meeting: what its attendance is counted over."""

from collections.abc import Iterable
from typing import Any

from meetings.calendar.domain import Meeting
from meetings.seats.domain import Term
from meetings.seats.store import SeatStore


def seats_of(work: Any, meeting: Meeting) -> list[Term]:
    """The terms in force on the meeting's day; at a session of several groups, of all that are asked."""
    groups = dict.fromkeys((meeting.region, *meeting.invited))
    return [term for group in groups for term in SeatStore(work).holders(group, meeting.day)]


def seat_of(work: Any, meeting: Meeting, member_id: str) -> Term | None:
    """The seat that this member held at the meeting, if any."""
    return next((term for term in seats_of(work, meeting) if term.member_id == member_id), None)


def seats_by_meeting(work: Any, region: str, meetings: Iterable[Meeting]) -> dict[str, list[str]]:
    """Meeting id -> the ids of the group's seats filled on its day, from one reading of its terms."""
    terms = SeatStore(work).of_region(region)
    return {each.id: [term.seat_id for term in terms if term.in_force(each.day)] for each in meetings}
