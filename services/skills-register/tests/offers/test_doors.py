"""Offers and requests at the doors: published, found, renewed, withdrawn, taken up; campaigns."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import Caller
from chassis.testkit.refusing import refused
from contracts import membership
from skills_register.offers.store import OfferStore

OFFER = {
    "kind": "offer",
    "title": "Coaching in SPC charts",
    "text": "One to one.",
    "skills": ["SPC"],
    "minutes": 120,
    "place": "Exeter",
    "shown_name": "Ann from Exeter",
}
REQUEST = OFFER | {"kind": "request", "title": "Learning about charts", "minutes": 60, "shown_name": ""}


@pytest.fixture
def ann(desk: Desk) -> Caller:
    return desk.member("ann")


@pytest.fixture
def ben(desk: Desk) -> Caller:
    return desk.member("ben")


def published(desk: Desk, by: Caller, what: dict[str, Any] = OFFER, **more: Any) -> str:
    return str(desk.knock("offers.publish_offer", what | more, by=by)["id"])


def told(desk: Desk, kind: str) -> list[str]:
    notices = [event["data"] for event in desk.events("notice_raised")]
    return [member for notice in notices if notice["kind"] == kind for member in notice["members"]]


def listed(desk: Desk, by: Caller = Caller(), **wanted: Any) -> list[str]:  # noqa: B008 - a frozen value
    return [each["title"] for each in desk.knock("offers.list_offers", wanted, by=by)["items"]]


def test_an_offer_is_found_by_kind_region_and_skill(desk, ann, ben):
    published(desk, ann)
    published(desk, ben, REQUEST)
    assert listed(desk, ben) == ["Learning about charts", "Coaching in SPC charts"]
    assert listed(desk, ben, kind="offer", region="SW", skill="spc") == ["Coaching in SPC charts"]
    assert listed(desk, ben, skill="pdsa") == []


def test_each_sees_what_is_meant_for_them(desk, ann):
    published(desk, ann, visible_to="region", title="Here")
    published(desk, ann, visible_to="members", title="Members")
    published(desk, ann, visible_to="everybody", title="All")
    assert listed(desk) == ["All"]
    assert listed(desk, desk.member("far", "YH")) == ["All", "Members"]
    assert listed(desk, desk.member("near", "SW")) == ["All", "Members", "Here"]
    hidden = published(desk, ann, visible_to="region")
    with refused("not_found"):
        desk.knock("offers.get_offer", {"id": hidden}, by=desk.member("far", "YH"))
    assert desk.knock("offers.get_offer", {"id": hidden}, by=ann)["is_own"]


def test_an_offer_finds_requests_and_a_request_finds_offers_with_reasons(desk, ann, ben):
    offer, request = published(desk, ann), published(desk, ben, REQUEST)
    for mine, by, theirs in ((offer, ann, request), (request, ben, offer)):
        [found] = desk.knock("offers.find_matches", {"id": mine}, by=by)["items"]
        assert found["offer"]["id"] == theirs
        assert [reason["kind"] for reason in found["reasons"]] == ["skill", "word", "place", "region", "time"]
    assert told(desk, "offer_matched") == ["ann"]


def test_nobody_is_told_of_what_they_may_not_see(desk, ann):
    published(desk, ann, online=True)
    far = desk.member("far", "YH")
    published(desk, far, REQUEST, visible_to="region", online=True)
    assert told(desk, "offer_matched") == []


def test_a_week_before_its_end_its_owner_is_told_and_renews_it_in_one_step(desk, ann, ben):
    offer = published(desk, ann)
    desk.now += timedelta(days=84)
    desk.do_due_work()
    desk.do_due_work()
    assert told(desk, "offer_ending") == ["ann"]
    with refused("not_found"):
        desk.knock("offers.renew_offer", {"id": offer}, by=ben)
    assert desk.knock("offers.renew_offer", {"id": offer}, by=ann)["until"] == "2019-03-27"
    desk.now += timedelta(days=84)
    desk.do_due_work()
    assert told(desk, "offer_ending") == ["ann", "ann"]


def test_at_its_end_it_is_listed_no_more_and_can_be_renewed_and_long_after_it_is_deleted(desk, ann):
    offer = published(desk, ann)
    desk.now += timedelta(days=91)
    assert desk.knock("offers.get_offer", {"id": offer}, by=ann)["state"] == "expired"
    desk.do_due_work()
    assert listed(desk, ann) == []
    assert desk.knock("offers.renew_offer", {"id": offer}, by=ann)["state"] == "open"
    desk.knock("offers.withdraw_offer", {"id": offer}, by=ann)
    desk.now += timedelta(days=366)
    desk.do_due_work()
    assert desk.knock("offers.my_offers", by=ann)["items"] == []


def test_its_owner_changes_fulfils_and_withdraws_it_and_nobody_else(desk, ann, ben):
    offer = published(desk, ann)
    words = {name: value for name, value in OFFER.items() if name != "kind"}
    changed = desk.knock("offers.change_offer", words | {"id": offer, "minutes": 60, "version": 1}, by=ann)
    assert (changed["minutes"], changed["version"]) == (60, 2)
    with refused("stale_version"):
        desk.knock("offers.change_offer", words | {"id": offer, "minutes": 30, "version": 1}, by=ann)
    for door in ("withdraw_offer", "fulfil_offer"):
        with refused("not_found"):
            desk.knock(f"offers.{door}", {"id": offer}, by=ben)
    done = desk.knock("offers.fulfil_offer", {"id": offer}, by=ann)
    assert desk.knock("offers.fulfil_offer", {"id": offer}, by=ann) == done
    with refused("offer_ended"):
        desk.knock("offers.withdraw_offer", {"id": offer}, by=ann)
    assert listed(desk, ann) == []


def test_an_answer_that_is_remembered_holds_no_words_that_may_be_taken_back(desk, ann):
    answer = desk.knock("offers.publish_offer", OFFER, by=ann)
    assert not {"Ann from Exeter", "One to one.", "Exeter"} & {str(value) for value in answer.values()}


def test_an_exchange_comes_from_an_offer_or_a_request(desk, ann, ben):
    asked = {"offer_id": published(desk, ann), "minutes": 60, "on": "2018-10-10"}
    taken = desk.knock("exchanges.answer_offer", asked, by=ben)
    assert (taken["giver"], taken["receiver"], taken["side"]) == ("member:ann", "member:ben", "receiver")
    assert (taken["what"], taken["offer_id"]) == ("Coaching in SPC charts", asked["offer_id"])
    mine = desk.knock("offers.get_offer", {"id": asked["offer_id"]}, by=ann)
    assert mine["exchanges"] == {"proposed": 1}
    assert "exchanges" not in desk.knock("offers.get_offer", {"id": asked["offer_id"]}, by=ben)
    met = desk.knock("exchanges.answer_offer", asked | {"offer_id": published(desk, ann, REQUEST)}, by=ben)
    assert (met["giver"], met["receiver"]) == ("member:ben", "member:ann")
    with refused("transfer_to_oneself"):
        desk.knock("exchanges.answer_offer", asked, by=ann)
    desk.knock("offers.withdraw_offer", {"id": asked["offer_id"]}, by=ann)
    with refused("offer_ended"):
        desk.knock("exchanges.answer_offer", asked, by=ben)
    hidden = published(desk, ann, visible_to="region")
    with refused("not_found"):
        desk.knock("exchanges.answer_offer", asked | {"offer_id": hidden}, by=desk.member("far", "YH"))


def test_who_leaves_takes_their_offers_and_their_name_along(desk, ann):
    offer = published(desk, ann, visible_to="everybody")
    state = {"member_id": "ann", "version": 9, "region": "SW", "status": "left", "roles": []}
    state |= {"joined": "2018-01-15", "left": "2018-10-04", "cohort": "2018"}
    desk.hear(membership.MEMBER_LEFT, "ann", 9, state, "SW")
    with refused("offer_withdrawn"):
        desk.knock("offers.get_offer", {"id": offer})
    kept = OfferStore(desk.work).get(offer)
    assert (kept.state, kept.words.shown_name) == ("withdrawn", "")


def test_who_moves_takes_what_is_open_along(desk, ann):
    offer = published(desk, ann, visible_to="region")
    state = {"member_id": "ann", "version": 9, "region": "YH", "status": "active", "roles": []}
    state |= {"joined": "2018-01-15", "left": None, "cohort": "2018"}
    desk.hear(membership.MEMBER_CHANGED, "ann", 9, state, "YH")
    assert desk.knock("offers.get_offer", {"id": offer}, by=desk.member("far", "YH"))["region"] == "YH"
    with refused("not_found"):
        desk.knock("offers.get_offer", {"id": offer}, by=desk.member("near", "SW"))


def test_what_had_expired_moves_along_too_before_it_is_opened_again(desk, ann):
    offer = published(desk, ann, visible_to="region")
    desk.now += timedelta(days=91)
    desk.do_due_work()
    state = {"member_id": "ann", "version": 9, "region": "YH", "status": "active", "roles": []}
    state |= {"joined": "2018-01-15", "left": None, "cohort": "2018"}
    desk.hear(membership.MEMBER_CHANGED, "ann", 9, state, "YH")
    desk.knock("offers.renew_offer", {"id": offer}, by=ann)
    assert desk.knock("offers.get_offer", {"id": offer}, by=desk.member("far", "YH"))["state"] == "open"


def test_what_was_withdrawn_is_read_by_its_owner_alone(desk, ann, ben):
    offer = published(desk, ann, visible_to="everybody")
    desk.knock("offers.withdraw_offer", {"id": offer}, by=ann)
    assert desk.knock("offers.get_offer", {"id": offer}, by=ann)["state"] == "withdrawn"
    for somebody in (ben, Caller()):
        with refused("offer_withdrawn"):
            desk.knock("offers.get_offer", {"id": offer}, by=somebody)


def test_an_organisation_offers_under_its_name_until_it_is_closed(desk, ann):
    keeper, entered = coordinator("SW"), {"region": "SW", "name": "Devon Trust", "kind": "trust"}
    trust = desk.knock("organisations.enter_organisation", entered, by=keeper)["id"]
    named = {"id": trust, "member_id": "ann", "role": "contact"}
    desk.knock("organisations.name_representative", named, by=keeper)
    offer = published(desk, ann, account=f"organisation:{trust}", visible_to="everybody")
    (seen,) = desk.knock("offers.list_offers", {})["items"]
    assert (seen["id"], seen["organisation"]) == (offer, "Devon Trust")
    desk.knock("organisations.close_organisation", {"id": trust, "reason": "It merged."}, by=keeper)
    assert listed(desk) == []


def test_whoever_acts_for_an_organisation_is_told_when_who_wrote_its_offer_does_no_longer(desk, ann, ben):
    keeper, entered = coordinator("SW"), {"region": "SW", "name": "Devon Trust", "kind": "trust"}
    trust = desk.knock("organisations.enter_organisation", entered, by=keeper)["id"]
    desk.member("cem")
    people = [{"id": trust, "member_id": each, "role": "contact"} for each in ("ann", "cem")]
    for each in people:
        desk.knock("organisations.name_representative", each, by=keeper)
    published(desk, ann, account=f"organisation:{trust}")
    desk.knock("organisations.end_representation", people[0], by=keeper)
    published(desk, ben, REQUEST)
    assert told(desk, "offer_matched") == ["cem"]
    desk.now += timedelta(days=84)
    desk.do_due_work()
    assert set(told(desk, "offer_ending")) == {"cem", "ben"}


def test_those_for_which_people_can_meet_online_are_found(desk, ann):
    published(desk, ann, online=True, title="Online")
    published(desk, ann, title="In Exeter")
    assert listed(desk, ann, online=True) == ["Online"]


def test_nobody_has_more_open_than_the_register_allows(desk, ann):
    desk.settings = replace(desk.settings, offer_most_open=1)
    offer = published(desk, ann)
    with refused("offers_too_many"):
        published(desk, ann)
    desk.knock("offers.fulfil_offer", {"id": offer}, by=ann)
    assert published(desk, ann)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"minutes": 0}, "minutes_wrong"),
        ({"minutes": 1.5}, "invalid_input"),
        ({"title": " "}, "invalid_input"),
        ({"place": ""}, "offer_place_wanted"),
        ({"until": "2018-10-04"}, "offer_until_wrong"),
        ({"until": "2100-12-31"}, "offer_until_wrong"),
        ({"visible_to": "friends"}, "invalid_input"),
        ({"kind": "gift"}, "invalid_input"),
        ({"campaign_id": "nothing"}, "not_found"),
        ({"account": "member:ben"}, "not_found"),
        ({"skills": ["x"] * 21}, "invalid_input"),
        ({"skills": ["spc", "x"]}, "skill_unknown"),
    ],
)
def test_what_is_wrong_is_refused(desk, ann, wrong, code):
    with refused(code):
        published(desk, ann, **wrong)


def test_a_campaign_gathers_what_is_offered_and_wanted_for_it(desk, ann, ben):
    plan = {
        "region": "SW",
        "title": "Winter pressures",
        "purpose": "Help on wards.",
        "starts": "2018-10-01",
        "ends": "2018-12-31",
    }
    with refused("not_your_region"):
        desk.knock("offers.start_campaign", plan, by=coordinator("WOE"))
    campaign = desk.knock("offers.start_campaign", plan, by=coordinator("SW"))["id"]
    published(desk, ann, campaign_id=campaign, visible_to="everybody")
    published(desk, ben, REQUEST, campaign_id=campaign)
    seen = desk.knock("offers.get_campaign", {"id": campaign})
    assert (seen["offers"], seen["requests"]) == ({"number": 1, "minutes": 120}, {"number": 1, "minutes": 60})
    assert listed(desk, ann, campaign_id=campaign, kind="offer") == ["Coaching in SPC charts"]
    assert [each["title"] for each in desk.knock("offers.list_campaigns", {"region": "SW"})["items"]] == [
        "Winter pressures"
    ]
    everywhere = desk.knock("offers.start_campaign", plan | {"region": "UK"}, by=NATIONAL)["id"]
    assert len(desk.knock("offers.list_campaigns", {"region": "SW"})["items"]) == 2
    desk.knock("offers.end_campaign", {"id": everywhere}, by=NATIONAL)
    with refused("not_found"):
        desk.knock("offers.end_campaign", {"id": campaign}, by=coordinator("WOE"))
    desk.knock("offers.end_campaign", {"id": campaign}, by=coordinator("SW"))
    assert desk.knock("offers.list_campaigns")["items"] == []
    with refused("campaign_over"):
        published(desk, ann, campaign_id=campaign)
