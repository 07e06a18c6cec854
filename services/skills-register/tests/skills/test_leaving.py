"""Who leaves is forgotten, but not what they said of others; who moves or rests is found accordingly."""

from datetime import timedelta

import pytest
from register_desk import notices, with_skill
from skills_desk import Desk

from contracts import membership
from contracts.refusals import Refused


def told(desk: Desk, event_type, member_id: str, version: int, status: str = "active", region: str = "SW"):
    state = {
        "member_id": member_id,
        "version": version,
        "region": region,
        "status": status,
        "cohort": "2018",
        "joined": "2018-01-15",
        "left": "2018-10-04" if status == "left" else None,
        "roles": [],
    }
    desk.hear(event_type, member_id, version, state, region)
    desk.do_due_work()


def everything(desk: Desk) -> str:
    names = [name for name in desk.work.database.list_collection_names() if name.startswith("skill_")]
    return str([list(desk.work.database[name].find()) for name in sorted(names)])


def test_everything_of_a_member_goes_when_they_leave_except_the_endorsements_they_gave(desk):
    ann, hers = with_skill(desk, "ann", shown_name="Ann")
    ben, his = with_skill(desk, "ben", shown_name="Ben")
    desk.knock("skills.endorse_skill", {"id": his["id"], "words": "He is clear."}, by=ann)
    desk.knock("skills.endorse_skill", {"id": hers["id"]}, by=ben)
    search = {"name": "Mine", "text": "SPC", "near": "EX4"}
    desk.knock("searches.save_search", search, by=ann)
    word = {"word": "Funnel plots", "group": "measurement", "meaning": "Comparing."}
    desk.knock("vocabulary.propose_word", word, by=ann)
    desk.do_due_work()
    told(desk, membership.MEMBER_LEFT, "ann", 9, "left")
    [shown] = desk.knock("skills.list_endorsements", {"id": his["id"]}, by=ben)["items"]
    assert (shown["by"], shown["giver_id"], shown["words"]) == ("a former member", None, "He is clear.")
    assert "ann" not in everything(desk).casefold()
    assert desk.work.database["skill_entries"].count_documents({}) == 1
    assert desk.work.database["skill_searches"].count_documents({}) == 0
    with pytest.raises(Refused, match="not_found"):
        desk.knock("skills.get_skill", {"id": hers["id"]}, by=ben)


def test_two_who_left_both_stay_as_former_members(desk):
    carl, his = with_skill(desk, "carl")
    for name in ("ann", "ben"):
        desk.knock("skills.endorse_skill", {"id": his["id"]}, by=desk.member(name))
        told(desk, membership.MEMBER_LEFT, name, 9, "left")
    shown = desk.knock("skills.list_endorsements", {"id": his["id"]}, by=carl)["items"]
    assert [each["by"] for each in shown] == ["a former member"] * 2
    assert desk.knock("skills.get_skill", {"id": his["id"]}, by=carl)["endorsements"] == 2


def test_who_moves_is_found_in_their_new_region(desk):
    _, made = with_skill(desk, "ann")
    ben = desk.member("ben")
    told(desk, membership.MEMBER_CHANGED, "ann", 9, region="WOE")
    asked = {"text": "SPC", "region": "WOE"}
    [found] = desk.knock("searches.search_skills", asked, by=ben)["items"]
    assert found["id"] == made["id"]
    assert desk.knock("searches.search_skills", {**asked, "region": "SW"}, by=ben)["items"] == []


def test_who_rests_is_not_found_until_they_are_back(desk):
    with_skill(desk, "ann")
    ben = desk.member("ben")
    told(desk, membership.MEMBER_CHANGED, "ann", 9, "paused")
    assert desk.knock("searches.search_skills", {"text": "SPC"}, by=ben)["items"] == []
    told(desk, membership.MEMBER_CHANGED, "ann", 10)
    assert len(desk.knock("searches.search_skills", {"text": "SPC"}, by=ben)["items"]) == 1


def test_whose_skills_grow_old_while_they_rest_is_asked_when_they_are_back(desk):
    with_skill(desk, "ann")
    told(desk, membership.MEMBER_CHANGED, "ann", 2, "paused")
    desk.now += timedelta(days=365)
    desk.do_due_work()
    assert notices(desk, "skill_stale") == []
    told(desk, membership.MEMBER_CHANGED, "ann", 3)
    [asked] = notices(desk, "skill_stale")
    assert asked["members"] == ["ann"]


def test_who_moves_leaves_the_local_system_of_their_old_region(desk):
    ann, _ = with_skill(desk, "ann", system="Devon")
    told(desk, membership.MEMBER_CHANGED, "ann", 2, region="WOE")
    page = desk.knock("skills.get_my_skills", by=ann)
    assert (page["region"], page["system"], page["place"]["district"]) == ("WOE", None, "EX4")
