"""Handing a project over: offered, agreed to, declined, taken back; and a lead who leaves Q (row 70)."""

from datetime import timedelta

import pytest
from exchange_desk import coordinator
from repository import act, add, get
from test_doors import leaves

from chassis.testkit.refusing import refused

KEEPER = coordinator("SW")


@pytest.fixture
def team(desk):
    """(lead, two who joined, the project): m-1 leads it."""
    lead, others = desk.member("m-1"), (desk.member("m-2", "WOE"), desk.member("m-3"))
    project = add(desk, lead, shown_name="Jo", contact="jo@example.org", contact_for="everybody")["id"]
    for each in others:
        joins(desk, project, each, lead)
    return lead, *others, project


def joins(desk, project, who, answers):
    made = desk.knock("project_joining.ask_to_join", {"project_id": project}, by=who)
    desk.knock("project_joining.answer_joining", {"id": made["id"], "is_accepted": True}, by=answers)


def told(desk, kind):
    found = [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]
    gaps = [{gap["name"]: gap["words"] for gap in each["about"]} for each in found]
    return [(each["members"], gap.get("answer")) for each, gap in zip(found, gaps, strict=True)]


def team_of(desk, project, by):
    return desk.knock("projects.get_team", {"id": project}, by=by)


def test_who_is_asked_leads_it_once_they_agree_and_not_before(desk, team):
    lead, second, third, project = team
    act(desk, "offer_project", project, lead, member_id="m-2")
    assert told(desk, "project_lead_offered") == [(["m-2"], None)]
    seen = get(desk, project, lead)
    assert (seen["is_lead"], seen["contact"], seen["is_offered"]) == (True, "jo@example.org", False)
    assert get(desk, project, second)["is_offered"] is True
    asked = team_of(desk, project, third)
    assert (asked["offered_to"], asked["offered_at"]) == ("m-2", desk.now.isoformat())
    with refused("project_not_offered"):
        act(desk, "answer_offer", project, third, accepts=True)
    act(desk, "answer_offer", project, second, accepts=True)
    after = team_of(desk, project, second)
    assert after == {
        "id": project, "lead": "m-2", "joined": ["m-3", "m-1"], "offered_to": None, "offered_at": None,
    }  # fmt: skip
    seen = get(desk, project, second)
    assert (seen["is_lead"], seen["contact"], seen["shown_name"]) == (True, None, None)
    assert told(desk, "project_lead_answered") == [(["m-1"], "They agreed, and lead it from now on.")]
    assert told(desk, "project_handed_over") == []


def test_who_would_rather_not_stays_in_the_team_and_the_lead_is_told(desk, team):
    lead, second, _, project = team
    act(desk, "offer_project", project, lead, member_id="m-2")
    act(desk, "answer_offer", project, second, accepts=False)
    after = team_of(desk, project, second)
    assert (after["lead"], after["offered_to"], "m-2" in after["joined"]) == ("m-1", None, True)
    assert told(desk, "project_lead_answered") == [(["m-1"], "They would rather not lead it.")]
    with refused("project_not_offered"):
        act(desk, "answer_offer", project, second, accepts=True)


def test_what_was_taken_back_or_offered_to_somebody_else_is_answered_no_more(desk, team):
    lead, second, third, project = team
    with refused("project_not_offered"):
        act(desk, "take_back_offer", project, lead)
    act(desk, "offer_project", project, lead, member_id="m-2")
    act(desk, "offer_project", project, lead, member_id="m-2")
    assert told(desk, "project_lead_offered") == [(["m-2"], None)]
    act(desk, "offer_project", project, lead, member_id="m-3")
    with refused("project_not_offered"):
        act(desk, "answer_offer", project, second, accepts=True)
    with refused("not_your_project"):
        act(desk, "take_back_offer", project, third)
    act(desk, "take_back_offer", project, lead)
    with refused("project_not_offered"):
        act(desk, "answer_offer", project, third, accepts=True)


def test_an_offer_is_made_by_who_may_write_to_somebody_of_the_team_alone(desk, team):
    lead, second, _, project = team
    desk.member("m-9")
    for nobody in ("m-9", "m-1"):
        with refused("project_not_joined"):
            act(desk, "offer_project", project, lead, member_id=nobody)
    for stranger in (second, coordinator("WOE")):
        with refused("not_your_project"):
            act(desk, "offer_project", project, stranger, member_id="m-3")
    with refused("stale_version"):
        act(desk, "offer_project", project, lead, member_id="m-2", version=1)


def test_a_keeper_who_hands_over_tells_who_led_it(desk, team):
    _, second, _, project = team
    act(desk, "offer_project", project, KEEPER, member_id="m-2")
    act(desk, "answer_offer", project, second, accepts=True)
    assert told(desk, "project_lead_answered")[0][0] == [KEEPER.subject]
    assert told(desk, "project_handed_over") == [(["m-1"], None)]


def test_a_keeper_of_the_team_takes_over_at_once_and_who_led_it_is_told(desk, team):
    lead, _, _, project = team
    keeper = desk.member("c-SW", "SW", "coordinator:SW")
    joins(desk, project, keeper, lead)
    act(desk, "offer_project", project, keeper, member_id="c-SW")
    assert get(desk, project, keeper)["is_lead"] is True
    assert told(desk, "project_lead_offered") == []
    assert told(desk, "project_handed_over") == [(["m-1"], None)]


def test_an_offer_goes_with_whoever_it_was_made_to_and_stays_without_who_made_it(desk, team):
    lead, second, third, project = team
    act(desk, "offer_project", project, lead, member_id="m-2")
    act(desk, "leave_team", project, second)
    assert team_of(desk, project, lead)["offered_to"] is None
    act(desk, "offer_project", project, lead, member_id="m-3")
    leaves(desk, "m-1")
    assert "m-1" not in str(desk.work.database["projects"].find_one())
    act(desk, "answer_offer", project, third, accepts=True)
    assert get(desk, project, third)["is_lead"] is True
    assert told(desk, "project_lead_answered") == []


def test_a_withdrawn_project_is_offered_to_nobody(desk, team):
    lead, second, _, project = team
    act(desk, "offer_project", project, lead, member_id="m-2")
    act(desk, "withdraw_project", project, lead, reason="It never began.")
    with refused("not_found"):
        act(desk, "answer_offer", project, second, accepts=True)
    with refused("project_withdrawn"):
        act(desk, "offer_project", project, lead, member_id="m-2")
    act(desk, "restore_project", project, KEEPER)
    assert team_of(desk, project, lead)["offered_to"] is None


def test_when_a_lead_leaves_q_the_team_and_the_region_are_told_and_a_keeper_finds_the_next(desk, team):
    _, second, _, project = team
    desk.member("c-SW", "SW", "coordinator:SW")
    leaves(desk, "m-1")
    assert told(desk, "project_lead_left") == [(["c-SW", "m-2", "m-3"], None)]
    act(desk, "offer_project", project, KEEPER, member_id="m-2")
    act(desk, "answer_offer", project, second, accepts=True)
    assert get(desk, project, second)["is_lead"] is True
    assert told(desk, "project_handed_over") == []


def test_nobody_is_told_that_an_ended_project_lost_its_lead(desk, team):
    lead, _, _, project = team
    act(desk, "end_project", project, lead, result="worked")
    leaves(desk, "m-1")
    assert told(desk, "project_lead_left") == []


def test_somebody_who_leaves_the_team_does_not_make_its_lead_be_asked_again(desk, team):
    _, second, _, project = team
    desk.now += timedelta(days=183)
    desk.do_due_work()
    assert len(told(desk, "project_stale")) == 1
    act(desk, "leave_team", project, second)
    desk.do_due_work()
    assert len(told(desk, "project_stale")) == 1
    desk.now += timedelta(days=30)
    desk.do_due_work()
    assert len(told(desk, "project_stale")) == 2


def test_a_project_kept_before_there_were_offers_is_read(desk, team):
    lead, _, _, project = team
    desk.work.database["projects"].update_one({"_id": project}, {"$unset": {"offer": ""}})
    assert team_of(desk, project, lead)["offered_to"] is None
    act(desk, "offer_project", project, lead, member_id="m-2")
