"""Who has the skills that a request names: with the reasons, and only whom the asker may see."""

import pytest
from concordat_desk import devon, member
from placement_desk import consent, request
from register_desk import with_skill
from skills_desk import Desk

from contracts.refusals import Refused


@pytest.fixture
def places(desk: Desk):
    return devon(desk)


def found(desk: Desk, request_id: str, by: str = "south-contact") -> dict:
    return desk.knock("releases.find_helpers", {"id": request_id}, by=member(by))


def test_members_of_the_region_who_show_a_skill_are_found_with_the_reasons(desk, places):
    with_skill(desk, "ann", "spc", shown_name="Ann")
    with_skill(desk, "hid", "spc", visibility="nobody")
    with_skill(desk, "far", "spc", region="WOE")
    with_skill(desk, "lee", "lean")
    made = request(desk, places, skills=["control charts", "SPC", "juggling"])
    consent(desk, made["id"], places.north, "ann")
    answer = found(desk, made["id"])
    [ann] = answer["items"]
    assert (ann["member_id"], ann["shown_name"], ann["state"]) == ("ann", "Ann", "consented")
    assert ann["skills"] == ["Statistical process control"]
    assert "coaches others in it" in ann["reasons"]
    assert not any("region" in reason for reason in ann["reasons"]), "all are of the same one"
    assert answer["not_understood"] == ["juggling"]


def test_a_member_with_several_of_the_skills_is_one_match(desk, places):
    ann, _ = with_skill(desk, "ann", "spc")
    desk.knock("skills.add_skill", {"skill": "lean", "level": "learning", "evidence": ""}, by=ann)
    [match] = found(desk, request(desk, places, skills=["SPC", "lean"])["id"])["items"]
    assert sorted(match["skills"]) == ["Lean", "Statistical process control"]
    assert "Lean: is learning it" in match["reasons"]
    assert match["state"] is None


def test_only_who_acts_for_who_asks_is_told_who_fits(desk, places):
    made = request(desk, places)
    desk.member("eve")
    for stranger in ("eve", "north-leader"):
        with pytest.raises(Refused, match="not_your_organisation"):
            found(desk, made["id"], stranger)


def test_skills_that_nobody_understands_find_nobody(desk, places):
    with_skill(desk, "ann", "spc")
    answer = found(desk, request(desk, places, skills=["juggling"])["id"])
    assert answer == {"items": [], "not_understood": ["juggling"]}
