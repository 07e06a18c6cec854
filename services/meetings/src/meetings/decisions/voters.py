"""Who could decide at a meeting, and who of them took part: its seats and its attendance, as recorded."""

from collections.abc import Iterable
from typing import Any

from contracts.refusals import Refused
from meetings.attendance.domain import PRESENT
from meetings.attendance.seats import seats_of
from meetings.attendance.store import AttendanceStore
from meetings.calendar.domain import Meeting
from meetings.decisions.domain import Quorum, quorum_of, took_part
from meetings.seats.domain import Term


def voters_of(work: Any, meeting: Meeting) -> list[tuple[Term, bool | None]]:
    """Each seat filled on the day, and whether its holder was present; None where nobody recorded it.

    An apology from before the meeting announces something: it is no record of who was there.
    """
    record = AttendanceStore(work).get(meeting.id)
    if record is None or all(mark.at < meeting.starts_at for mark in record.marks):
        return [(term, None) for term in seats_of(work, meeting)]
    return [(term, record.presence(term.seat_id) in PRESENT) for term in seats_of(work, meeting)]


def quorum_at(work: Any, meeting: Meeting, said: Iterable[str] | None, percent: int) -> Quorum:
    """The quorum of a decision: those who are ``said`` to have taken part, else those who were present.

    Refused: ``decision_took_part_wanted`` where neither is known, ``decision_not_seat_holder``.
    """
    voters = voters_of(work, meeting)
    holders = [term.member_id for term, _ in voters]
    if said is not None:
        return quorum_of(len(voters), took_part(holders, said), percent)
    if voters and all(there is None for _, there in voters):
        raise Refused("decision_took_part_wanted", fields={"took_part": ["Choose who took part."]})
    return quorum_of(len(voters), sum(1 for _, there in voters if there), percent)
