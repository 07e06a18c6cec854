"""Attendance as each reader may see it: figures for everybody, people for the table, oneself for oneself."""

from datetime import UTC, date, datetime
from typing import Any

from chassis.call import Call
from commons.london import day_of
from commons.places import keeps
from meetings import speaking
from meetings.attendance import schemas
from meetings.attendance.domain import APOLOGY, NOT_RECORDED, Attendance
from meetings.attendance.figures import figure_of, pooled
from meetings.attendance.seats import seats_by_meeting, seats_of
from meetings.attendance.store import AttendanceStore
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.called import SOMEBODY, called
from meetings.seats.domain import Term
from meetings.seats.store import SeatStore

A_KEEPER = "somebody who keeps the group's papers"
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def is_insider(work: Any, call: Call, meeting: Meeting) -> bool:
    """The table of today, and whoever holds a seat at the meeting itself."""
    if call.caller.is_visitor:
        return False
    if speaking.is_at_the_table(work, call.caller, meeting.region, day_of(call.now)):
        return True
    return any(term.member_id == call.caller.subject for term in seats_of(work, meeting))


def of_meeting(store: AttendanceStore, call: Call, meeting: Meeting) -> dict[str, Any]:
    """One meeting: ``seats`` and ``corrections`` are null for everybody but insiders."""
    terms, record = seats_of(store.work, meeting), store.get(meeting.id)
    is_inside = is_insider(store.work, call, meeting)
    is_keeper = keeps(call.caller, meeting.region)
    holders = {term.seat_id: term.member_id for term in terms}
    reasons = store.reasons_of(meeting.id, holders) if is_inside else {}
    words = _words(store.work, meeting, terms, record) if is_inside else {}
    return {
        **schemas.of_meeting(meeting),
        "version": record.version if record else None,
        "has_begun": meeting.starts_at <= call.now,
        "figure": schemas.figure_view(figure_of(record, (term.seat_id for term in terms))),
        "may_mark": is_keeper and meeting.status != CANCELLED,
        "mine": _mine(call, meeting, terms, record, reasons),
        "seats": [_seat(each, record, words, reasons if is_keeper else {}) for each in terms]
        if is_inside
        else None,
        "corrections": _corrections(terms, record, words) if is_inside else None,
    }


def of_region(
    store: AttendanceStore, now: datetime, region: str, since: date | None, until: date | None
) -> dict[str, Any]:
    """A group's own published meetings that have begun, and what they come to together."""
    found = MeetingStore(store.work).of_region(region, BEGINNING, now)
    meetings = [each for each in reversed(found) if _is_counted(each) and _is_within(each, since, until)]
    records = {record.meeting_id: record for record in store.of_region(region)}
    seats = seats_by_meeting(store.work, region, meetings)
    figures = {each.id: figure_of(records.get(each.id), seats[each.id]) for each in meetings}
    return {
        "region": region,
        "pooled": schemas.pooled_view(pooled(figures.values())),
        "meetings": [
            {**schemas.of_meeting(each), **schemas.figure_view(figures[each.id])} for each in meetings
        ],
        "published": [schemas.range_view(each) for each in store.ranges_of(region)],
    }


def of_member(store: AttendanceStore, call: Call) -> dict[str, Any]:
    """The caller's own presence at the meetings of the groups in which they held a seat."""
    terms = SeatStore(store.work).of_member(call.caller.subject)
    items = []
    for region in sorted({term.region for term in terms}):
        records = {record.meeting_id: record for record in store.of_region(region)}
        for meeting in MeetingStore(store.work).of_region(region, BEGINNING, call.now):
            held = next((t for t in terms if t.region == region and t.in_force(meeting.day)), None)
            if held is not None and meeting.status != CANCELLED:
                record = records.get(meeting.id)
                presence = record.presence(held.seat_id) if record else NOT_RECORDED
                items.append({**schemas.of_meeting(meeting), "presence": presence})
    return {"items": sorted(items, key=lambda item: (item["day"], item["meeting_id"]), reverse=True)}


def _is_counted(meeting: Meeting) -> bool:
    """A session of several groups is nobody's own meeting; what is not published nobody can check."""
    return meeting.is_shown and meeting.status != CANCELLED and not meeting.invited


def _is_within(meeting: Meeting, since: date | None, until: date | None) -> bool:
    return (since is None or since <= meeting.day) and (until is None or meeting.day <= until)


def _words(work: Any, meeting: Meeting, terms: list[Term], record: Attendance | None) -> dict[str, str]:
    """Everybody who is named on the page, as the group calls them."""
    people = {term.member_id for term in terms}
    people |= {each.by for each in record.corrections} if record else set()
    return called(work, people, meeting.region, meeting.day, for_everybody=False)


def _mine(
    call: Call, meeting: Meeting, terms: list[Term], record: Attendance | None, reasons: dict[str, str]
) -> dict[str, Any] | None:
    own = next((term for term in terms if term.member_id == call.caller.subject), None)
    if own is None:
        return None
    presence = record.presence(own.seat_id) if record else NOT_RECORDED
    before = call.now < meeting.starts_at and meeting.status != CANCELLED
    return {
        "seat": own.seat_id,
        "presence": presence,
        "reason": reasons.get(own.seat_id),
        "may_apologise": before and presence != APOLOGY,
        "may_take_back": before and presence == APOLOGY,
    }


def _seat(
    term: Term, record: Attendance | None, words: dict[str, str], reasons: dict[str, str]
) -> dict[str, Any]:
    return {
        "seat": term.seat_id,
        "called": words[term.member_id],
        "in_words": term.in_words,
        "region": term.region,
        "leads": term.leads,
        "presence": record.presence(term.seat_id) if record else NOT_RECORDED,
        "reason": reasons.get(term.seat_id),
    }


def _corrections(terms: list[Term], record: Attendance | None, words: dict[str, str]) -> list[dict[str, Any]]:
    seats = {term.seat_id: words[term.member_id] for term in terms}
    return [
        schemas.correction_view(
            each,
            seats.get(each.seat_id, "A seat that was not filled"),
            A_KEEPER if words[each.by] == SOMEBODY else words[each.by],
        )
        for each in (record.corrections if record else ())
    ]
