"""Presence at a meeting, seat by seat, and how late changes leave a trace (row 46)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from meetings.refusal import Refusal

IN_ROOM, ONLINE, APOLOGY, ABSENT = "in_room", "online", "apology", "absent"
NOT_RECORDED = "not_recorded"
PRESENT = (IN_ROOM, ONLINE)
MARKS = (IN_ROOM, ONLINE, APOLOGY, ABSENT)
PRESENCES = (*MARKS, NOT_RECORDED)

LATE_AFTER = timedelta(days=14)
"""From then on a change of what was recorded needs its reason."""


@dataclass(frozen=True)
class Mark:
    """What is recorded of one seat, and since when."""

    seat_id: str
    presence: str
    at: datetime


@dataclass(frozen=True)
class Correction:
    """A change of what had been recorded from the meeting on: the trace that stays."""

    seat_id: str
    before: str
    after: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Attendance:
    """What is recorded of a meeting; a seat without a mark is not recorded."""

    meeting_id: str
    version: int
    region: str
    marks: tuple[Mark, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def presence(self, seat_id: str) -> str:
        return next((mark.presence for mark in self.marks if mark.seat_id == seat_id), NOT_RECORDED)


@dataclass(frozen=True)
class Marking:
    """What a keeper records at once: seats' presences, and why when it is late."""

    presences: Mapping[str, str]
    reason: str
    by: str
    now: datetime


def empty(meeting_id: str, region: str) -> Attendance:
    """Nothing recorded yet; version 0, so that the first save is the first version."""
    return Attendance(meeting_id, 0, region)


def mark(before: Attendance, asked: Marking, seats: Iterable[str], starts_at: datetime) -> Attendance:
    """Record presences of seats that were filled on the day; unchanged when nothing changes.

    Refused: ``seat_not_at_meeting`` for any other seat, ``meeting_not_begun`` for more than an apology
    before the meeting begins, ``attendance_reason_required`` for a late change.
    """
    filled = set(seats)
    after = before
    for seat_id, presence in asked.presences.items():
        if seat_id not in filled:
            raise Refusal("seat_not_at_meeting", fields={"marks": ["Choose from the seats filled that day."]})
        if asked.now < starts_at and presence not in (APOLOGY, NOT_RECORDED):
            raise Refusal("meeting_not_begun")
        after = _marked(after, seat_id, presence, asked, starts_at)
    return before if after == before else replace(after, version=before.version + 1)


def _marked(
    before: Attendance, seat_id: str, presence: str, asked: Marking, starts_at: datetime
) -> Attendance:
    known = next((each for each in before.marks if each.seat_id == seat_id), None)
    was = known.presence if known else NOT_RECORDED
    if presence == was:
        return before
    corrections = before.corrections
    # An apology from before the meeting is an announcement; what is recorded from then on is a record.
    if known is not None and known.at >= starts_at:
        if asked.now - starts_at > LATE_AFTER and not asked.reason:
            said = ["Say why this is changed so long after the meeting."]
            raise Refusal("attendance_reason_required", fields={"reason": said})
        corrections += (Correction(seat_id, was, presence, asked.now, asked.by, asked.reason),)
    return replace(before, marks=_with(before.marks, seat_id, presence, asked.now), corrections=corrections)


def apologise(before: Attendance, seat_id: str, now: datetime, starts_at: datetime) -> Attendance:
    """A holder says beforehand that they cannot come. Refused: ``apology_too_late``."""
    return _announced(before, seat_id, APOLOGY, now, starts_at)


def take_back_apology(before: Attendance, seat_id: str, now: datetime, starts_at: datetime) -> Attendance:
    """They can come after all. Refused: ``apology_too_late``."""
    return _announced(before, seat_id, NOT_RECORDED, now, starts_at)


def _announced(
    before: Attendance, seat_id: str, presence: str, now: datetime, starts_at: datetime
) -> Attendance:
    if now >= starts_at:
        raise Refusal("apology_too_late")
    if before.presence(seat_id) == presence:
        return before
    marks = _with(before.marks, seat_id, presence, now)
    return replace(before, marks=marks, version=before.version + 1)


def _with(marks: Iterable[Mark], seat_id: str, presence: str, now: datetime) -> tuple[Mark, ...]:
    others = tuple(each for each in marks if each.seat_id != seat_id)
    return others if presence == NOT_RECORDED else (*others, Mark(seat_id, presence, now))
