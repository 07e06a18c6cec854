"""Asked are those who were there; nobody learns who said what (row 47, ADR 0013)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from meetings_desk import MEETING, Desk, coordinator

from chassis.identity import VISITOR
from contracts.refusals import Refused
from meetings.agendas.domain import Agenda
from meetings.agendas.items import Item
from meetings.agendas.store import AgendaStore
from meetings.seats.domain import CHAIR

AFTER = MEETING.ends_at + timedelta(hours=1)
SENTENCE = "The chair asked everybody"


def mark(desk, presence, members, by=None):
    marks = [{"seat": f"seat-{member}", "presence": presence} for member in members]
    payload = {"meeting": "meeting-1", "marks": marks}
    desk.knock("attendance.mark_attendance", payload, by=by or coordinator())
    desk.do_due_work()


def held(desk, seats, absent=0):
    """A meeting with so many present and absent, an hour after its end: the present are asked."""
    people = [desk.holder(f"m-{number}") for number in range(seats + absent)]
    desk.meeting()
    desk.now = AFTER
    members = [person.subject for person in people]
    mark(desk, "in_room", members[:seats])
    if absent:
        mark(desk, "absent", members[seats:])
    return people


def answer(desk, by, could=True, sentence="", **more):
    payload = {"meeting": "meeting-1", "could": could, "sentence": sentence}
    return desk.knock("pulses.answer_pulse", payload, by=by, **more)


def pulse(desk, by=VISITOR):
    return desk.knock("pulses.get_pulse", {"meeting": "meeting-1"}, by=by)


def notices(desk, kind):
    return [event["data"] for event in desk.events("notice_raised") if event["data"]["kind"] == kind]


def test_eight_answers_of_which_seven_are_yes_are_shown_as_87_point_5(desk: Desk):
    people = held(desk, 8)
    for number, person in enumerate(people):
        answer(desk, person, could=number > 0, sentence=SENTENCE if number == 3 else "")
    shown = pulse(desk)
    assert shown["state"] == "closed"
    assert shown["result"] == {"yes": 7, "answers": 8, "percent": 87.5, "sentences": None}
    assert pulse(desk, people[0])["result"]["sentences"] == [SENTENCE]
    assert pulse(desk, coordinator())["result"]["sentences"] == [SENTENCE]


def test_three_answers_are_too_few_and_their_sentences_are_not_shown(desk: Desk):
    people = held(desk, 8)
    for person in people[:3]:
        answer(desk, person, sentence=SENTENCE)
    desk.now += timedelta(days=8)
    desk.do_due_work()
    for reader in (VISITOR, people[0], coordinator()):
        shown = pulse(desk, reader)
        assert (shown["state"], shown["answers"], shown["result"]) == ("closed", 3, None)
        assert SENTENCE not in str(shown)


def test_nothing_is_shown_while_somebody_may_still_answer(desk: Desk):
    people = held(desk, 6)
    for person in people[:5]:
        answer(desk, person)
    shown = pulse(desk, coordinator())
    assert (shown["state"], shown["asked"], shown["answers"], shown["result"]) == ("open", 6, None, None)
    answer(desk, people[5])
    assert pulse(desk)["result"]["answers"] == 6


def test_it_stays_open_while_a_seat_is_not_recorded(desk: Desk):
    people = held(desk, 5)
    desk.holder("m-9")
    for person in people:
        answer(desk, person)
    assert pulse(desk)["state"] == "open"


def test_only_those_who_were_there_are_asked_and_by_mail_once(desk: Desk):
    people = held(desk, 2, absent=1)
    told = [member for notice in notices(desk, "pulse_asked") for member in notice["members"]]
    assert sorted(told) == ["m-0", "m-1"]
    for stranger in (people[2], desk.member("m-8", "NENC"), coordinator()):
        with pytest.raises(Refused, match="not_at_meeting"):
            answer(desk, stranger)
    mark(desk, "online", ["m-2"])
    told = [member for notice in notices(desk, "pulse_asked") for member in notice["members"]]
    assert sorted(told) == ["m-0", "m-1", "m-2"]
    assert answer(desk, people[2]) == {"accepted": True}
    mark(desk, "absent", ["m-1"])
    with pytest.raises(Refused, match="not_at_meeting"):
        answer(desk, people[1])


def test_nobody_is_asked_while_the_meeting_runs_or_about_one_of_long_ago(desk: Desk):
    desk.holder("m-0")
    desk.meeting()
    desk.now = MEETING.starts_at + timedelta(minutes=5)
    mark(desk, "in_room", ["m-0"])
    assert (notices(desk, "pulse_asked"), pulse(desk)["state"]) == ([], "not_open")
    with pytest.raises(Refused, match="pulse_not_open"):
        answer(desk, desk.holder("m-0"))
    desk.now = AFTER
    desk.do_due_work()
    assert len(notices(desk, "pulse_asked")) == 1
    desk.meeting(id="meeting-0", starts_at=MEETING.starts_at - timedelta(days=60))
    marks = {"meeting": "meeting-0", "marks": [{"seat": "seat-m-0", "presence": "online"}]}
    desk.knock("attendance.mark_attendance", marks, by=coordinator())
    desk.do_due_work()
    assert len(notices(desk, "pulse_asked")) == 1


def test_everybody_answers_once(desk: Desk):
    people = held(desk, 2)
    answer(desk, people[0], command="c-1")
    for command in ("c-1", "c-2", None):
        with pytest.raises(Refused, match="pulse_answered"):
            answer(desk, people[0], command=command)
    assert pulse(desk, people[0])["mine"] == "answered"
    assert pulse(desk, people[1])["mine"] == "asked"


def test_no_store_and_no_event_joins_a_member_with_an_answer(desk: Desk):
    people = held(desk, 2, absent=1)
    before = len(desk.events())
    answer(desk, people[0], sentence=SENTENCE, command="c-1")
    assert len(desk.events()) == before
    (kept,) = desk.work.collection("pulse_answers", "closed").find()
    assert sorted(kept) == ["_id", "could", "meeting", "sentence"]
    assert len(kept["_id"]) == 32
    (row,) = desk.work.database["pulse_roll"].find({"answered": True})
    assert row == {"_id": "meeting-1|m-0", "subject": "meeting-1", "member": "m-0", "answered": True}
    own = desk.work.database
    assert SENTENCE not in str([list(own[name].find()) for name in own.list_collection_names()])
    assert [row["_id"] for row in own["commands"].find() if "pulse" in row["_id"]] == []


# What people need, and rounds


def need(desk, by, text):
    return desk.knock("pulses.say_need", {"meeting": "meeting-1", "text": text}, by=by)


def needs(desk, by):
    return desk.knock("pulses.get_needs", {"meeting": "meeting-1"}, by=by)


def test_what_somebody_needs_is_for_them_and_the_keepers_alone(desk: Desk):
    me, other = desk.holder("m-1"), desk.holder("m-2")
    desk.member("c-NENC", "NENC", "coordinator:NENC")
    desk.meeting()
    assert need(desk, me, "A hearing loop") == {"meeting": "meeting-1", "kept": True}
    assert needs(desk, me) == {"mine": "A hearing loop", "may_say": True, "needs": None}
    assert (needs(desk, other)["mine"], needs(desk, other)["needs"]) == ("", None)
    told = {"called": "Nurse consultant, Newcastle", "text": "A hearing loop"}
    assert needs(desk, coordinator())["needs"] == [told]
    with pytest.raises(Refused, match="not_your_group"):
        needs(desk, coordinator("SW"))
    (notice,) = notices(desk, "access_need_said")
    assert notice["members"] == ["c-NENC"]
    assert "hearing" not in str(desk.events())
    need(desk, me, "")
    assert needs(desk, coordinator())["needs"] == []


def test_at_the_uk_wide_groups_meeting_the_national_team_that_reads_needs_is_told_of_them(desk: Desk):
    desk.member("n-1", "WOE", "national_team")
    me = desk.holder("m-1", "UK")
    desk.meeting(region="UK")
    need(desk, me, "A hearing loop")
    (notice,) = notices(desk, "access_need_said")
    assert notice["members"] == ["n-1"]


def test_what_somebody_needs_is_erased_a_month_after_the_meeting_wherever_it_moved(desk: Desk):
    me = desk.holder("m-1")
    desk.meeting()
    need(desk, me, "A hearing loop")
    desk.meeting(version=2, starts_at=MEETING.starts_at + timedelta(days=20))
    desk.now = MEETING.starts_at + timedelta(days=40)
    desk.do_due_work()
    assert needs(desk, me) == {"mine": "A hearing loop", "may_say": False, "needs": None}
    desk.now = MEETING.starts_at + timedelta(days=51)
    desk.do_due_work()
    assert needs(desk, me)["mine"] == ""


def test_needs_are_said_by_holders_before_the_end(desk: Desk):
    me = desk.holder("m-1")
    desk.meeting()
    with pytest.raises(Refused, match="no_seat_at_meeting"):
        need(desk, desk.member("m-9", "NENC"), "A ramp")
    desk.now = AFTER
    with pytest.raises(Refused, match="meeting_over"):
        need(desk, me, "A ramp")


def test_rounds_are_noted_for_items_and_never_for_people(desk: Desk):
    chair, member = desk.holder("m-1", kind=CHAIR), desk.holder("m-2")
    desk.meeting()
    item = Item("i-1", "Papers earlier", 20, "They come late", "discuss", "m-2", desk.now)
    AgendaStore(desk.work).save(
        Agenda("meeting-1", "NENC", 1, (item, replace(item, id="i-2", state="parked")))
    )
    note = {"meeting": "meeting-1", "item": "i-1", "is_on": True}
    answered = desk.knock("pulses.note_round", note, by=chair)
    assert answered["rounds"] == [{"item": "i-1", "title": "Papers earlier", "is_on": True}]
    assert pulse(desk, member)["rounds"] == answered["rounds"]
    assert pulse(desk)["rounds"] is None
    with pytest.raises(Refused, match="not_your_group"):
        desk.knock("pulses.note_round", note, by=member)
    with pytest.raises(Refused, match="round_item_unknown"):
        desk.knock("pulses.note_round", {**note, "item": "i-2"}, by=chair)
