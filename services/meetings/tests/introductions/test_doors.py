"""A member's own name in their group's papers: written, changed and taken back by nobody else (row 81)."""

import pytest
from meetings_desk import NOW, Desk, coordinator

from contracts import membership
from contracts.refusals import Refused
from meetings.called import SOMEBODY, called


def introduce(desk, by, name="Ada Nurse", is_public=False, **more):
    words = {"name": name, "is_public": is_public, **more}
    return desk.knock("introductions.introduce_myself", words, by=by)


def words_for(desk, for_everybody):
    return called(desk.work, ["m-1"], "NENC", NOW.date(), for_everybody=for_everybody)["m-1"]


def test_a_group_reads_the_name_and_everybody_reads_the_seat_until_its_owner_says_otherwise(desk: Desk):
    me = desk.holder()
    assert introduce(desk, me) == {"is_public": False, "version": 1}
    assert words_for(desk, False) == "Ada Nurse"
    assert words_for(desk, True) == "Nurse consultant, Newcastle"
    introduce(desk, me, is_public=True, version=1)
    assert words_for(desk, True) == "Ada Nurse"
    desk.knock("introductions.take_back_introduction", by=me)
    assert words_for(desk, False) == "Nurse consultant, Newcastle"
    assert desk.knock("introductions.get_introduction", by=me)["name"] is None


def test_everybody_reads_and_writes_only_their_own(desk: Desk):
    introduce(desk, desk.holder())
    assert desk.knock("introductions.get_introduction", by=coordinator())["name"] is None
    introduce(desk, coordinator(), "Somebody else")
    assert words_for(desk, False) == "Ada Nurse"


def test_a_change_of_an_older_state_is_refused(desk: Desk):
    me = desk.holder()
    introduce(desk, me)
    introduce(desk, me, "Ada N", version=1)
    with pytest.raises(Refused, match="stale_version"):
        introduce(desk, me, "Ada", version=1)


@pytest.mark.parametrize("name", ["", "x" * 81, "ada@example.org"])
def test_what_is_no_name_is_refused(desk: Desk, name):
    with pytest.raises(Refused) as no:
        introduce(desk, desk.holder(), name)
    assert list(no.value.fields) == ["name"]


def test_nothing_is_kept_of_the_name_where_its_owner_cannot_take_it_back(desk: Desk):
    desk.knock(
        "introductions.introduce_myself",
        {"name": "Ada Nurse", "is_public": True},
        by=desk.holder(),
        command="c-1",
    )
    assert "Ada" not in str(list(desk.work.database["commands"].find()))
    assert desk.events() == []


def test_who_left_q_is_called_by_no_name_and_it_is_forgotten(desk: Desk):
    introduce(desk, desk.holder(), is_public=True)
    told = {
        "member_id": "m-1",
        "version": 7,
        "region": "NENC",
        "status": "left",
        "cohort": "2018",
        "joined": "2018-01-15",
        "left": "2018-04-01",
        "roles": [],
    }
    desk.meeting()
    me = desk.holder()
    desk.knock("attendance.send_apology", {"meeting": "meeting-1", "reason": "At the hospital"}, by=me)
    desk.knock("pulses.say_need", {"meeting": "meeting-1", "text": "A hearing loop"}, by=me)
    desk.hear(membership.MEMBER_LEFT, "m-1", 7, told, "NENC")
    for said in ("apology_reasons", "access_needs"):
        assert desk.work.database[said].count_documents({}) == 0
    assert desk.work.database["introductions"].count_documents({}) == 0
    assert called(desk.work, ["m-1"], "SW", NOW.date(), for_everybody=False) == {"m-1": SOMEBODY}
