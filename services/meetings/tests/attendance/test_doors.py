"""Marking, apologies and public figures at the doors (row 46)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from meetings_desk import MEETING, NATIONAL, Desk, convenor, coordinator

from chassis.identity import VISITOR
from contracts.refusals import Refused
from meetings.calendar.domain import CANCELLED
from meetings.seats.domain import CONVENOR
from meetings.seats.store import SeatStore

AFTER = MEETING.ends_at + timedelta(hours=1)


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A meeting of NENC with three filled seats, at its end."""
    for number in range(1, 4):
        desk.holder(f"m-{number}")
    desk.meeting()
    desk.now = AFTER
    return desk


def mark(desk, by=None, meeting="meeting-1", **presences):
    more = {key: presences.pop(key) for key in ("version", "reason") if key in presences}
    marks = [{"seat": f"seat-{key.replace('_', '-')}", "presence": said} for key, said in presences.items()]
    payload = {"meeting": meeting, "marks": marks, **more}
    return desk.knock("attendance.mark_attendance", payload, by=by or coordinator())


def attendance(desk, by=VISITOR, meeting="meeting-1"):
    return desk.knock("attendance.get_attendance", {"meeting": meeting}, by=by)


def apologise(desk, by, door="send_apology", **more):
    return desk.knock(f"attendance.{door}", {"meeting": "meeting-1", **more}, by=by)


def test_everybody_reads_the_figures_and_only_the_table_reads_who(held: Desk):
    mark(held, m_1="in_room", m_2="online", m_3="apology")
    for reader in (VISITOR, held.member("m-9", "NENC"), coordinator("SW")):
        seen = attendance(held, reader)
        assert seen["figure"]["percent"] == 66.7
        assert (seen["seats"], seen["corrections"], seen["mine"], seen["may_mark"]) == (
            None,
            None,
            None,
            False,
        )
    mine = attendance(held, held.holder("m-2"))
    assert mine["mine"]["presence"] == "online"
    assert [each["called"] for each in mine["seats"]] == ["Nurse consultant, Newcastle"] * 3
    assert attendance(held, convenor())["may_mark"] is True


def test_only_the_groups_keepers_mark(held: Desk):
    with pytest.raises(Refused, match="role_required"):
        mark(held, held.holder("m-1"), m_1="in_room")
    with pytest.raises(Refused, match="not_found"):
        mark(held, coordinator("SW"), m_1="in_room")
    assert mark(held, NATIONAL, m_1="in_room")["figure"]["present"] == 1


def test_two_keepers_at_once_lose_nothing(held: Desk):
    read = attendance(held, coordinator())["version"]
    assert read is None
    mark(held, m_1="in_room")
    mark(held, convenor(), m_2="online", version=1)
    with pytest.raises(Refused, match="stale_version"):
        mark(held, m_2="absent", version=1)
    assert attendance(held)["figure"]["present"] == 2


def test_a_seat_is_marked_once_in_one_list(held: Desk):
    twice = [{"seat": "seat-m-1", "presence": "in_room"}, {"seat": "seat-m-1", "presence": "absent"}]
    payload = {"meeting": "meeting-1", "marks": twice}
    with pytest.raises(Refused) as no:
        held.knock("attendance.mark_attendance", payload, by=coordinator())
    assert list(no.value.fields) == ["marks"]


def test_a_holder_sends_an_apology_whose_reason_only_keepers_read(desk: Desk):
    me, other = desk.holder("m-1"), desk.holder("m-2")
    desk.meeting()
    assert attendance(desk, me)["mine"]["may_apologise"] is True
    apologise(desk, me, reason="At the hospital")
    assert [each["reason"] for each in attendance(desk, other)["seats"]] == [None, None]
    assert [each["presence"] for each in attendance(desk, other)["seats"]] == ["apology", "not_recorded"]
    assert "At the hospital" in str(attendance(desk, coordinator())["seats"])
    mine = attendance(desk, me)["mine"]
    assert (mine["reason"], mine["may_take_back"]) == ("At the hospital", True)
    apologise(desk, me, "take_back_apology")
    assert attendance(desk, me)["mine"]["presence"] == "not_recorded"
    assert "hospital" not in str(attendance(desk, coordinator()))


def test_the_reason_of_an_apology_is_erased_a_month_after_the_meeting_wherever_it_moved(desk: Desk):
    me = desk.holder("m-1")
    desk.meeting()
    apologise(desk, me, reason="At the hospital")
    desk.meeting(starts_at=datetime(2018, 5, 15, 9, 0, tzinfo=UTC), version=2)
    desk.now = datetime(2018, 6, 1, tzinfo=UTC)
    desk.do_due_work()
    assert attendance(desk, me)["mine"]["reason"] == "At the hospital"
    desk.now = datetime(2018, 6, 15, tzinfo=UTC)
    desk.do_due_work()
    assert attendance(desk, me)["mine"] == {
        "seat": "seat-m-1",
        "presence": "apology",
        "reason": None,
        "may_apologise": False,
        "may_take_back": False,
    }


def test_only_holders_of_the_day_apologise_and_only_beforehand(held: Desk):
    with pytest.raises(Refused, match="no_seat_at_meeting"):
        apologise(held, held.member("m-9", "NENC"))
    with pytest.raises(Refused, match="apology_too_late"):
        apologise(held, held.holder("m-1"))
    held.meeting(status=CANCELLED, version=2)
    for attempt in (lambda: apologise(held, held.holder("m-1")), lambda: mark(held, m_1="in_room")):
        with pytest.raises(Refused, match="meeting_cancelled"):
            attempt()


def test_before_it_is_published_a_meeting_is_there_for_the_table_alone(held: Desk):
    held.meeting(id="meeting-2", published_at=None)
    assert attendance(held, held.holder("m-1"), "meeting-2")["figure"]["seats"] == 3
    with pytest.raises(Refused, match="not_found"):
        attendance(held, VISITOR, "meeting-2")


def test_a_correction_leaves_a_trace_that_the_table_reads(held: Desk):
    held.holder("v-NENC", kind=CONVENOR, background="Convenor")
    mark(held, m_1="absent")
    mark(held, convenor(), m_1="online", reason="Joined by phone")
    (trace,) = attendance(held, held.holder("m-2"))["corrections"]
    assert (trace["before"], trace["after"], trace["by"]) == ("absent", "online", "Convenor, Newcastle")
    assert trace["reason"] == "Joined by phone"


# Pooled


ACCEPTED = [("SW", 6, (5, 5, 5, 5), 83.3), ("WOE", 11, (9, 9, 9, 8), 79.5), ("NENC", 9, (8, 7, 7), 81.5)]


@pytest.mark.parametrize(("region", "seats", "present", "shown"), ACCEPTED)
def test_the_three_pilots_figures_come_out_of_records(desk: Desk, region, seats, present, shown):
    for number in range(seats):
        desk.holder(f"m-{number}", region)
    desk.now = datetime(2018, 11, 30, tzinfo=UTC)
    for number, came in enumerate(present):
        meeting = f"meeting-{number}"
        desk.meeting(id=meeting, region=region, starts_at=datetime(2018, 4 + number, 17, 9, tzinfo=UTC))
        presences = {f"m_{seat}": "in_room" if seat < came else "absent" for seat in range(seats)}
        mark(desk, coordinator(region), meeting, **presences)
    found = desk.knock("attendance.region_attendance", {"region": region})
    assert found["pooled"] == {
        "present": sum(present),
        "seats": seats * len(present),
        "percent": shown,
        "meetings": len(present),
    }
    assert [each["present"] for each in found["meetings"]] == list(reversed(present))


def test_a_seat_vacated_before_a_meeting_is_no_seat_meeting_there(desk: Desk):
    desk.holder("m-1")
    desk.holder("m-2", end=date(2018, 5, 1))
    desk.now = datetime(2018, 11, 30, tzinfo=UTC)
    for number, day in enumerate(
        (datetime(2018, 4, 17, 9, tzinfo=UTC), datetime(2018, 5, 17, 9, tzinfo=UTC))
    ):
        desk.meeting(id=f"meeting-{number}", starts_at=day)
    mark(desk, meeting="meeting-0", m_1="in_room", m_2="absent")
    mark(desk, meeting="meeting-1", m_1="in_room")
    found = desk.knock("attendance.region_attendance", {"region": "NENC"})["pooled"]
    assert (found["present"], found["seats"], found["percent"]) == (2, 3, 66.7)
    mine = desk.knock("attendance.my_attendance", by=desk.member("m-2", "NENC"))["items"]
    assert [(each["meeting_id"], each["presence"]) for each in mine] == [("meeting-0", "absent")]


def test_what_is_not_public_not_recorded_or_of_several_groups_is_in_no_average(held: Desk):
    mark(held, m_1="in_room", m_2="in_room", m_3="in_room")
    for name, more in {
        "meeting-2": {"published_at": None},
        "meeting-3": {"status": CANCELLED},
        "meeting-4": {"invited": ("SW",)},
        "meeting-5": {"starts_at": AFTER + timedelta(days=30)},
    }.items():
        held.meeting(id=name, **more)
    held.meeting(id="meeting-6", starts_at=MEETING.starts_at - timedelta(days=30))
    found = held.knock("attendance.region_attendance", {"region": "NENC"})
    assert [(each["meeting_id"], each["percent"]) for each in found["meetings"]] == [
        ("meeting-1", 100.0),
        ("meeting-6", None),
    ]
    assert (found["pooled"]["meetings"], found["pooled"]["percent"]) == (1, 100.0)
    some = {"region": "NENC", "since": "2018-01-01", "until": "2018-04-16"}
    assert [each["meeting_id"] for each in held.knock("attendance.region_attendance", some)["meetings"]] == [
        "meeting-6"
    ]


def test_the_seats_of_all_groups_count_at_a_session_of_several(desk: Desk):
    desk.holder("m-1", "NENC")
    desk.holder("m-2", "SW")
    desk.meeting(invited=("SW",))
    desk.now = AFTER
    assert mark(desk, m_1="online", m_2="online")["figure"]["seats"] == 2
    assert attendance(desk, desk.holder("m-2", "SW"))["mine"]["presence"] == "online"


def test_published_ranges_stand_apart_with_their_source(desk: Desk):
    words = {"region": "SW", "period": "Up to November 2018", "low": 80, "high": 85, "source": "Pilot report"}
    made = desk.knock("attendance.note_published_attendance", words, by=coordinator("SW"))
    found = desk.knock("attendance.region_attendance", {"region": "SW"})
    assert found["published"] == [{"id": made["id"], **words}]
    assert found["pooled"] == {"present": 0, "seats": 0, "percent": None, "meetings": 0}
    with pytest.raises(Refused, match="not_your_region"):
        desk.knock("attendance.note_published_attendance", words, by=coordinator("WOE"))
    with pytest.raises(Refused, match="not_found"):
        desk.knock("attendance.remove_published_attendance", {"id": made["id"]}, by=coordinator("WOE"))
    desk.knock("attendance.remove_published_attendance", {"id": made["id"]}, by=coordinator("SW"))
    assert desk.knock("attendance.region_attendance", {"region": "SW"})["published"] == []


def test_an_unknown_region_is_refused(desk: Desk):
    with pytest.raises(Refused, match="region_unknown"):
        desk.knock("attendance.region_attendance", {"region": "XX"})


def test_who_had_read_that_nothing_was_recorded_does_not_take_away_what_was_recorded_since(desk: Desk):
    me = desk.holder("m-1")
    desk.meeting()
    apologise(desk, me, reason="At the hospital")
    desk.now = AFTER
    with pytest.raises(Refused, match="stale_version"):
        mark(desk, m_1="not_recorded", version=0)
    assert attendance(desk, me)["mine"]["presence"] == "apology"


def test_who_takes_a_seat_over_reads_no_reason_of_who_held_it_before(desk: Desk):
    desk.meeting()
    apologise(desk, desk.holder("m-1"), reason="At the hospital")
    desk.holder("m-1", end=date(2018, 4, 10))
    term = replace(SeatStore(desk.work).of_member("m-1")[0], id="term-2", member_id="m-2", end=None)
    SeatStore(desk.work).keep(replace(term, start=date(2018, 4, 10)))
    second = desk.member("m-2")
    assert attendance(desk, second)["mine"]["reason"] is None
    assert "hospital" not in str(attendance(desk, coordinator()))
