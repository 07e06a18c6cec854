"""Keepers list organisations and name who acts for them; who that is, not everybody is told."""

import shutil

import pytest
from skills_desk import NATIONAL, REGIONS_FOLDER, Desk, coordinator

from contracts import membership
from contracts.refusals import Refused
from skills_register.organisations.acting import acting_for, may_act_for, people_of
from skills_register.refusal import Refusal
from skills_register.settings import Settings

TRUST = {"region": "SW", "name": "Royal Devon Trust", "kind": "trust", "system": "Devon"}


def refused(code: str, kind: type[Exception] = Refused):
    return pytest.raises(kind, match=code)


@pytest.fixture
def trust(desk: Desk) -> str:
    return desk.knock("organisations.enter_organisation", TRUST, by=coordinator("SW"))["id"]


def named(desk: Desk, organisation_id: str, member_id: str, role: str) -> None:
    desk.member(member_id)
    asked = {"id": organisation_id, "member_id": member_id, "role": role}
    desk.knock("organisations.name_representative", asked, by=coordinator("SW"))


def test_an_organisation_is_listed_by_its_regions_keepers_once(desk, trust):
    with refused("organisation_known"):
        again = {**TRUST, "name": "royal  DEVON trust"}
        desk.knock("organisations.enter_organisation", again, by=NATIONAL)
    with refused("not_your_region"):
        desk.knock("organisations.enter_organisation", {**TRUST, "name": "Other"}, by=coordinator("WOE"))
    with refused("region_unknown"):
        desk.knock("organisations.enter_organisation", {**TRUST, "region": "UK"}, by=NATIONAL)
    with refused("role_required"):
        desk.knock("organisations.enter_organisation", TRUST, by=desk.member("ann"))


def test_everybody_reads_organisations_by_name_region_and_kind(desk, trust):
    hospice = {**TRUST, "name": "A hospice", "kind": "hospice"}
    desk.knock("organisations.enter_organisation", hospice, by=coordinator("SW"))
    names = [each["name"] for each in desk.knock("organisations.list_organisations")["items"]]
    assert names == ["A hospice", "Royal Devon Trust"]
    some = desk.knock("organisations.list_organisations", {"region": "SW", "kind": "trust"})["items"]
    assert [each["name"] for each in some] == ["Royal Devon Trust"]
    assert desk.knock("organisations.list_organisations", {"region": "WOE"})["items"] == []


def test_who_acts_for_it_is_told_to_keepers_and_to_those_who_do(desk, trust):
    named(desk, trust, "ann", "leader")
    asked = {"id": trust}
    assert "representatives" not in desk.knock("organisations.get_organisation", asked)
    assert "representatives" not in desk.knock("organisations.get_organisation", asked, by=desk.member("eve"))
    assert "representatives" not in desk.knock("organisations.get_organisation", asked, by=coordinator("WOE"))
    for reader in (desk.member("ann"), coordinator("SW"), NATIONAL):
        people = desk.knock("organisations.get_organisation", asked, by=reader)["representatives"]
        assert [(each["member_id"], each["role"]) for each in people] == [("ann", "leader")]


def test_a_member_acts_for_it_while_named_active_and_while_it_is_open(desk, trust):
    named(desk, trust, "ann", "leader")
    named(desk, trust, "ben", "contact")
    assert may_act_for(desk.work, trust, "ann")
    assert may_act_for(desk.work, trust, "ben")
    assert not may_act_for(desk.work, trust, "eve")
    assert not may_act_for(desk.work, "nowhere", "ann")
    assert people_of(desk.work, trust) == {"ann", "ben"}
    assert people_of(desk.work, trust, "leader") == {"ann"}
    desk.member("ben", status="paused")
    assert not may_act_for(desk.work, trust, "ben")
    assert people_of(desk.work, trust) == {"ann"}
    desk.knock(
        "organisations.end_representation",
        {"id": trust, "member_id": "ann", "role": "leader"},
        by=coordinator("SW"),
    )
    assert not may_act_for(desk.work, trust, "ann")


def test_a_contact_is_no_leader(desk, trust):
    named(desk, trust, "ben", "contact")
    assert acting_for(desk.work, trust, "ben").id == trust
    with refused("leader_required", Refusal):
        acting_for(desk.work, trust, "ben", "leader")
    with refused("not_your_organisation", Refusal):
        acting_for(desk.work, trust, "eve")
    with refused("not_found"):
        acting_for(desk.work, "nowhere", "ben")


def test_only_an_active_member_is_named(desk, trust):
    for stranger in ("nobody", desk.member("gone", status="left").subject):
        asked = {"id": trust, "member_id": stranger, "role": "contact"}
        with refused("member_not_active"):
            desk.knock("organisations.name_representative", asked, by=coordinator("SW"))


def test_my_organisations_say_as_what_i_act(desk, trust):
    named(desk, trust, "ann", "leader")
    named(desk, trust, "ann", "contact")
    [mine] = desk.knock("organisations.my_organisations", by=desk.member("ann"))["items"]
    assert (mine["name"], mine["my_roles"]) == ("Royal Devon Trust", ["contact", "leader"])


def test_a_closed_organisation_gives_its_name_free_and_stays_to_be_read(desk, trust):
    asked = {"id": trust, "reason": "It merged.", "version": 1}
    with refused("not_found"):
        desk.knock("organisations.close_organisation", asked, by=coordinator("WOE"))
    desk.knock("organisations.close_organisation", asked, by=coordinator("SW"))
    assert desk.knock("organisations.get_organisation", {"id": trust})["closed_why"] == "It merged."
    desk.knock("organisations.enter_organisation", TRUST, by=coordinator("SW"))
    with refused("stale_version"):
        desk.knock("organisations.close_organisation", asked, by=coordinator("SW"))
    with refused("organisation_closed", Refusal):
        acting_for(desk.work, trust, "ann")


def test_a_region_that_names_its_systems_takes_no_others(desk, tmp_path):
    shutil.copytree(REGIONS_FOLDER, tmp_path / "regions")
    file = tmp_path / "regions" / "sw.yaml"
    file.write_text(file.read_text().replace("systems: []", "systems: [Devon, Cornwall]"))
    desk.settings = Settings(regions_folder=tmp_path / "regions")
    with refused("system_unknown"):
        desk.knock("organisations.enter_organisation", {**TRUST, "system": "Nowhere"}, by=NATIONAL)
    made = desk.knock("organisations.enter_organisation", TRUST, by=NATIONAL)
    changed = {"id": made["id"], "name": "A better trust", "kind": "trust", "system": ""}
    assert desk.knock("organisations.change_organisation", changed, by=NATIONAL)["system"] is None


def test_who_leaves_q_acts_for_no_organisation_any_more(desk, trust):
    named(desk, trust, "ann", "leader")
    named(desk, trust, "bob", "contact")
    state = {"member_id": "ann", "version": 9, "region": "SW", "status": "left", "cohort": "2018"}
    state |= {"joined": "2018-01-15", "left": "2018-10-04", "roles": []}
    desk.hear(membership.MEMBER_LEFT, "ann", 9, state, "SW")
    people = desk.knock("organisations.get_organisation", {"id": trust}, by=NATIONAL)["representatives"]
    assert [each["member_id"] for each in people] == ["bob"]
