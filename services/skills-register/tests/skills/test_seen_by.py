"""What others read of a page: no names of those who hide, and nothing for who only holds a link."""

import shutil

import pytest
from register_desk import notices, with_skill
from skills_desk import REGIONS_FOLDER, Desk

from chassis.identity import Caller
from contracts.refusals import Refused
from skills_register.searches.asking import audiences_of
from skills_register.searches.domain import Audience
from skills_register.settings import Settings

LINE_MANAGER = Caller("line-manager:ask-1", frozenset({"line_manager"}))
KEEPER = Caller("service:setup", frozenset({"coordinator:SW"}))


def endorsed(desk: Desk, visibility: str) -> str:
    """Ann's skill, seen by everybody, that Ben vouches for, whose own page these may see."""
    _, made = with_skill(desk, "ann", visibility="everyone")
    ben, _ = with_skill(desk, "ben", visibility=visibility, shown_name="Ben")
    desk.knock("skills.endorse_skill", {"id": made["id"]}, by=ben)
    return made["id"]


@pytest.mark.parametrize(
    ("visibility", "reader", "named"),
    [("everyone", None, "Ben"), ("members", None, "a member"), ("members", "carl", "Ben"),
     ("nobody", "carl", "a member"), ("nobody", "ben", "Ben")],
)  # fmt: skip
def test_who_endorsed_is_named_to_those_who_may_see_their_page(desk, visibility, reader, named):
    entry = endorsed(desk, visibility)
    by = {"by": desk.member(reader)} if reader else {}
    [said] = desk.knock("skills.list_endorsements", {"id": entry}, **by)["items"]
    assert said["by"] == named


def test_who_only_holds_a_link_is_no_member(desk):
    _, shown = with_skill(desk, "ann", visibility="members")
    with pytest.raises(Refused, match="not_found"):
        desk.knock("skills.get_skill", {"id": shown["id"]}, by=LINE_MANAGER)
    assert desk.knock("skills.get_skill", {"id": shown["id"]}, by=KEEPER)["skill"] == "spc"
    [audience] = audiences_of(LINE_MANAGER)
    assert audience == Audience(("everyone",))


def test_a_skill_of_long_ago_is_stale_at_once_and_its_owner_is_not_told_what_they_said(desk):
    ann = desk.member("ann")
    asked = {"skill": "spc", "level": "doing", "checked_on": "2018-01-10"}
    made = desk.knock("skills.add_skill", asked, by=ann)
    assert (made["confirmed_on"], made["stale_on"]) == ("2018-01-10", "2018-07-11")
    assert desk.knock("skills.get_my_skills", by=ann)["to_confirm"] == 1
    desk.do_due_work()
    assert notices(desk, "skill_stale") == []
    desk.knock("skills.confirm_skills", by=ann)
    assert desk.knock("skills.get_my_skills", by=ann)["to_confirm"] == 0


def test_a_skill_is_not_known_to_be_true_on_a_day_to_come(desk):
    asked = {"skill": "spc", "level": "doing", "checked_on": "2018-10-05"}
    with pytest.raises(Refused) as no:
        desk.knock("skills.add_skill", asked, by=desk.member("ann"))
    assert (no.value.code, list(no.value.fields)) == ("day_ahead", ["checked_on"])


def test_a_region_that_names_its_local_systems_takes_no_others(desk, tmp_path):
    shutil.copytree(REGIONS_FOLDER, tmp_path / "regions")
    file = tmp_path / "regions" / "sw.yaml"
    file.write_text(file.read_text().replace("systems: []", "systems: [Devon, Cornwall]"))
    desk.settings = Settings(regions_folder=tmp_path / "regions")
    ann = desk.member("ann", "SW")
    with pytest.raises(Refused, match="system_unknown"):
        desk.knock("skills.save_profile", {"visibility": "members", "system": "Dorset"}, by=ann)
    desk.knock("skills.save_profile", {"visibility": "members", "system": "devon"}, by=ann)
    assert desk.knock("skills.get_my_skills", by=ann)["system"] == "Devon"
