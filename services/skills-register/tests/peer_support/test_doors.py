"""Peer support at the doors: started by a service user, private where it has to be, and with an end."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from skills_register.leaving import leave

START: dict[str, Any] = {
    "title": "Patients as Equal Partners",
    "offers": ["Training in QI", "Company at a first meeting"],
    "funded_by": "Q Exchange",
    "expenses": "/expenses",
    "lead_name": "Pat",
    "leads_as_service_user": True,
}
NEEDS = "A seat near the door"


@pytest.fixture
def pat(desk: Desk) -> Caller:
    return desk.member("pat")


@pytest.fixture
def lee(desk: Desk) -> Caller:
    return desk.member("lee")


@pytest.fixture
def group(desk: Desk, pat: Caller) -> str:
    return str(desk.knock("peer_support.start_group", START, by=pat)["id"])


def joined(desk: Desk, group: str, who: Caller, needs: str = NEEDS) -> dict[str, Any]:
    asked = {"id": group, "shown_name": who.subject.title(), "needs": needs}
    answer: dict[str, Any] = desk.knock("peer_support.join_group", asked, by=who)
    return answer


def test_a_project_funded_by_q_exchange_in_the_south_west_is_led_by_a_service_user(desk, group):
    [shown] = desk.knock("peer_support.list_groups", {"region": "SW"}, by=VISITOR)["items"]
    assert (shown["funded_by"], shown["region"], shown["leader_kind"], shown["expenses"]) == (
        "Q Exchange",
        "SW",
        "service user",
        "/expenses",
    )
    assert desk.knock("peer_support.list_groups", {"region": "WOE"}, by=VISITOR)["items"] == []


def test_nobody_else_starts_a_group(desk, lee):
    with refused("lead_is_service_user"):
        desk.knock("peer_support.start_group", {**START, "leads_as_service_user": False}, by=lee)
    with refused("region_unknown"):
        desk.knock("peer_support.start_group", {**START, "region": "XX"}, by=lee)


def test_what_a_learner_needs_is_read_by_the_lead_and_by_nobody_else(desk, group, pat, lee):
    assert joined(desk, group, lee)["i_learn"] is True
    assert desk.knock("peer_support.get_group", {"id": group}, by=lee)["my_needs"] == NEEDS
    [learner] = desk.knock("peer_support.list_learners", {"id": group}, by=pat)["items"]
    assert (learner["shown_name"], learner["needs"]) == ("Lee", NEEDS)
    for stranger in (lee, NATIONAL, coordinator("SW")):
        with refused("not_found"):
            desk.knock("peer_support.list_learners", {"id": group}, by=stranger)
    seen = desk.knock("peer_support.get_group", {"id": group}, by=VISITOR)
    assert (seen["learners"], seen["my_needs"]) == ("<5", "")
    assert NEEDS not in str(seen) + str(desk.events())


def test_no_answer_that_is_remembered_holds_what_a_learner_needs(desk, group, lee):
    desk.now = datetime.now(UTC)  # what is remembered has an end, and that of the desk's day is over
    asked = {"id": group, "shown_name": "Lee", "needs": NEEDS}
    desk.knock("peer_support.join_group", asked, by=lee, command="c-1")
    desk.knock("peer_support.say_needs", {"id": group, "needs": NEEDS}, by=lee, command="c-2")
    desk.knock("peer_support.leave_group", {"id": group}, by=lee, command="c-3")
    kept = list(desk.work.database["commands"].find())
    assert len(kept) == 3
    assert NEEDS not in str(kept)


def test_needs_are_never_required_and_end_after_a_while_or_at_once(desk, group, pat, lee):
    assert joined(desk, group, lee, needs="")["needs_until"] is None
    desk.knock("peer_support.say_needs", {"id": group, "needs": NEEDS}, by=lee)
    desk.knock("peer_support.say_needs", {"id": group}, by=lee)
    assert desk.work.database["peer_needs"].count_documents({}) == 0
    desk.knock("peer_support.say_needs", {"id": group, "needs": NEEDS}, by=lee)
    desk.now += timedelta(days=desk.settings.peer_needs_days, minutes=1)
    desk.do_due_work()
    assert desk.work.database["peer_needs"].count_documents({}) == 0
    [learner] = desk.knock("peer_support.list_learners", {"id": group}, by=pat)["items"]
    assert learner["needs"] == ""
    with refused("not_found"):
        desk.knock("peer_support.say_needs", {"id": group, "needs": NEEDS}, by=desk.member("zoe"))


def test_needs_said_again_last_from_then_on(desk, group, lee):
    joined(desk, group, lee)
    desk.now += timedelta(days=100)
    desk.knock("peer_support.say_needs", {"id": group, "needs": "A quiet room"}, by=lee)
    desk.now += timedelta(days=desk.settings.peer_needs_days - 1)
    desk.do_due_work()
    assert desk.knock("peer_support.get_group", {"id": group}, by=lee)["my_needs"] == "A quiet room"


@pytest.mark.parametrize("field", ["title", "about", "funded_by", "lead_name", "offers"])
def test_an_nhs_number_is_refused_wherever_it_is_typed(desk, pat, field):
    words = "My number is 943 476 5919"
    with refused("nhs_number_in_text") as no:
        said = {**START, field: [words] if field == "offers" else words}
        desk.knock("peer_support.start_group", said, by=pat)
    assert set(no.value.fields) == {field}


def test_an_nhs_number_among_the_needs_is_refused_and_joins_nobody(desk, group, lee):
    with refused("nhs_number_in_text"):
        joined(desk, group, lee, needs="9434765919")
    assert desk.knock("peer_support.my_groups", by=lee)["items"] == []


def test_who_leaves_a_group_is_forgotten_there_at_once(desk, group, pat, lee):
    joined(desk, group, lee)
    desk.knock("peer_support.leave_group", {"id": group}, by=lee)
    assert desk.knock("peer_support.list_learners", {"id": group}, by=pat)["items"] == []
    assert desk.work.database["peer_needs"].count_documents({}) == 0
    with refused("not_found"):
        desk.knock("peer_support.leave_group", {"id": group}, by=lee)


def test_a_group_is_handed_over_to_a_learner_who_uses_services_too(desk, group, pat, lee):
    joined(desk, group, lee)
    desk.knock("peer_support.hand_over", {"id": group, "member_id": "lee"}, by=pat)
    assert desk.events("notice_raised")[-1]["data"]["members"] == ["lee"]
    assert desk.knock("peer_support.get_group", {"id": group}, by=lee)["asked_to_lead"] is True
    after = desk.knock("peer_support.take_over", {"id": group, "leads_as_service_user": True}, by=lee)
    seen = desk.knock("peer_support.get_group", {"id": group}, by=lee)
    assert (seen["lead"], after["i_lead"]) == ("Lee", True)
    assert desk.work.database["peer_needs"].count_documents({}) == 0
    with refused("not_found"):
        desk.knock("peer_support.list_learners", {"id": group}, by=pat)
    assert desk.knock("peer_support.get_group", {"id": group}, by=pat)["i_learn"] is True


def test_a_lead_says_anew_what_the_group_is_once_per_version(desk, group, pat, lee):
    change = {name: value for name, value in START.items() if name != "leads_as_service_user"}
    change |= {"id": group, "title": "Equal partners", "version": 1}
    with refused("not_found"):
        desk.knock("peer_support.change_group", change, by=lee)
    assert desk.knock("peer_support.change_group", change, by=pat)["version"] == 2
    assert desk.knock("peer_support.get_group", {"id": group}, by=lee)["title"] == "Equal partners"
    with refused("stale_version"):
        desk.knock("peer_support.change_group", change, by=pat)


def test_with_the_end_of_a_group_its_learners_are_told_and_forgotten(desk, group, pat, lee):
    joined(desk, group, lee)
    over = desk.knock("peer_support.end_group", {"id": group}, by=pat)
    assert (over["state"], over["i_lead"]) == ("ended", True)
    assert desk.knock("peer_support.get_group", {"id": group}, by=lee)["learners"] == "0"
    told = desk.events("notice_raised")[-1]["data"]
    assert (told["kind"], told["members"]) == ("peer_group_ended", ["lee"])
    assert desk.work.database["peer_needs"].count_documents({}) == 0
    with refused("peer_group_ended"):
        joined(desk, group, lee)


def test_whoever_leaves_q_leaves_their_groups_and_one_that_they_led_ends(desk, group, pat, lee, call):
    joined(desk, group, lee)
    other = desk.knock("peer_support.start_group", {**START, "lead_name": "Lee"}, by=lee)["id"]
    desk.member("lee", status="left")
    desk.work.in_transaction(call, lambda: leave(desk.work, desk.settings, call, "lee"))
    assert desk.knock("peer_support.list_learners", {"id": group}, by=pat)["items"] == []
    seen = desk.knock("peer_support.get_group", {"id": other}, by=VISITOR)
    assert (seen["state"], seen["lead"]) == ("ended", "")
    assert desk.work.database["peer_needs"].count_documents({}) == 0
    assert "Lee" not in str(list(desk.work.database["peer_groups"].find())), "no name stays in the database"
