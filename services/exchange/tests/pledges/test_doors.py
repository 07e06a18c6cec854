"""Pledges at their doors: offered, asked for, agreed, used; droughts are told, pools are public."""

from datetime import UTC, datetime, timedelta

import pytest
from exchange_desk import NATIONAL, coordinator

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from contracts import membership
from exchange.pledges.leaving import leave

HOURS = {"region": "SW", "kind": "hours", "what": "Coaching", "amount": 12 * 60}


def told(desk, kind):
    return [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def knock(desk, door, pledge, by, **more):
    return desk.knock(f"pledges.{door}", {"id": pledge["id"], **more}, by=by)


@pytest.fixture
def ann(desk):
    return desk.member("ann")


@pytest.fixture
def ben(desk):
    return desk.member("ben")


def made(desk, by, **more):
    return desk.knock("pledges.make_pledge", {**HOURS, "shown_name": "Ann", "reach": "ward 5", **more}, by=by)


def agreed(desk, pledge, giver, asker, amount=5 * 60):
    asked = knock(desk, "claim_pledge", pledge, asker, amount=amount, purpose="Charts", reach="ext. 7")
    claim = asked["claims"][-1]["id"]
    knock(desk, "answer_claim", pledge, giver, claim_id=claim, agrees=True)
    return claim


def pool(desk, region="SW", kind="hours"):
    found = desk.knock("pledges.list_pools", {"region": region}, by=VISITOR)["items"]
    return next(each for each in found if each["kind"] == kind)


def test_twelve_hours_offered_five_used_seven_left_for_everybody_to_see(desk, ann, ben):
    pledge = made(desk, ann)
    claim = agreed(desk, pledge, ann, ben)
    assert (pool(desk)["promised"], pool(desk)["left"]) == (300, 420)
    knock(desk, "note_use", pledge, ben, claim_id=claim, amount=300)
    seen = knock(desk, "get_pledge", pledge, VISITOR)
    words = seen["in_words"]
    assert (words["offered"], words["used"], words["left"]) == ("12 h", "5 h", "7 h")
    assert (seen["shown_name"], seen["claims"]) == (None, [])
    assert pool(desk)["in_words"]["left"] == "7 h"
    flows = desk.knock("pledges.list_flows", {"region": "SW", "kind": "hours"}, by=VISITOR)["items"]
    assert [(each["why"], each["is_inflow"], each["in_words"]) for each in flows] == [
        ("used", False, "5 h"),
        ("pledged", True, "12 h"),
    ]
    assert [
        told(desk, kind)[0]["members"] for kind in ("pledge_claimed", "pledge_answered", "pledge_used")
    ] == [
        ["ann"],
        ["ben"],
        ["ann"],
    ]


def test_members_know_who_offers_it_and_the_two_who_asks(desk, ann, ben):
    cat, pledge = desk.member("cat", "WOE"), made(desk, ann, shown_name="")
    agreed(desk, pledge, ann, cat)

    def seen(by):
        told = knock(desk, "get_pledge", pledge, by)
        (claim,) = told["claims"] or [{"member_id": None, "member_region": None}]
        return told["giver"], told["giver_region"], claim["member_id"], claim["member_region"]

    assert seen(VISITOR) == (None, None, None, None)
    assert seen(ben) == ("ann", "SW", None, None)
    assert seen(ann) == seen(cat) == ("ann", "SW", "cat", "WOE")


def test_how_to_reach_each_other_is_told_to_the_two_who_agreed_and_to_nobody_else(desk, ann, ben):
    cat, pledge = desk.member("cat"), made(desk, ann)
    assert knock(desk, "get_pledge", pledge, ben)["reach"] is None
    knock(desk, "claim_pledge", pledge, cat, amount=60, purpose="A run chart", shown_name="Cat", reach="x9")
    agreed(desk, pledge, ann, ben)
    assert knock(desk, "get_pledge", pledge, ben)["reach"] == "ward 5"
    assert [each["reach"] for each in knock(desk, "get_pledge", pledge, ann)["claims"]] == ["x9", "ext. 7"]
    seen = knock(desk, "get_pledge", pledge, cat)
    assert (seen["reach"], seen["shown_name"]) == (None, "Ann")
    assert [(each["reach"], each["shown_name"]) for each in seen["claims"]] == [("x9", "Cat"), (None, None)]
    assert "ben" not in str(seen)


def test_when_more_is_asked_for_than_is_left_keepers_and_the_giver_are_told_once(desk, ann, ben):
    desk.member("c-SW", "SW", "coordinator:SW")
    pledge, others = made(desk, ann), [desk.member(f"m-{number}") for number in range(3)]
    for number, other in enumerate(others):
        knock(desk, "claim_pledge", pledge, other, amount=300, purpose="Charts")
        assert (pool(desk)["dry_since"] is not None) is (number == 2)
    knock(desk, "claim_pledge", pledge, ben, amount=300, purpose="Charts")
    [alert] = told(desk, "pledge_drought")
    assert alert["members"] == ["ann", "c-SW"]
    assert [each["words"] for each in alert["about"]] == ["hours", "15 h", "12 h"]
    knock(desk, "change_pledge", pledge, ann, what="Coaching", amount=20 * 60)
    assert (pool(desk)["dry_since"], pool(desk)["is_over_claimed"]) == (None, False)


def test_a_region_takes_no_money_unless_its_settings_say_so_and_the_centre_does(desk, ann):
    with refused("local_finance_off"):
        made(desk, ann, kind="money", amount=200_00)
    assert made(desk, ann, kind="money", amount=200_00, region="UK")["in_words"]["left"] == "£200"
    with refused("region_unknown"):
        made(desk, ann, region="XX")
    assert [each["kind"] for each in desk.knock("pledges.list_pools", {}, by=VISITOR)["items"]] == ["money"]


def test_a_pledge_is_withdrawn_by_its_giver_or_a_keeper_and_who_waited_is_told(desk, ann, ben):
    pledge = made(desk, ann)
    agreed(desk, pledge, ann, ben)
    for by in (ben, coordinator("WOE")):
        with refused("pledge_not_yours"):
            knock(desk, "withdraw_pledge", pledge, by)
    assert knock(desk, "withdraw_pledge", pledge, coordinator("SW"))["state"] == "withdrawn"
    assert told(desk, "pledge_ended")[0]["members"] == ["ben"]
    assert told(desk, "pledge_withdrawn")[0]["members"] == ["ann"]
    knock(desk, "withdraw_pledge", made(desk, ann), ann)
    assert len(told(desk, "pledge_withdrawn")) == 1
    assert (pool(desk)["left"], pool(desk)["withdrawn"]) == (0, 1440)
    assert desk.knock("pledges.list_pledges", {"region": "SW"}, by=VISITOR)["items"] == []
    with refused("pledge_ended"):
        knock(desk, "claim_pledge", pledge, ben, amount=1, purpose="Charts")


def test_claims_end_by_either_side_and_the_other_is_told(desk, ann, ben):
    pledge = made(desk, ann)
    claim = agreed(desk, pledge, ann, ben)
    knock(desk, "end_claim", pledge, ann, claim_id=claim)
    assert told(desk, "pledge_claim_ended")[0]["members"] == ["ben"]
    again = agreed(desk, pledge, ann, ben)
    knock(desk, "end_claim", pledge, ben, claim_id=again)
    assert told(desk, "pledge_claim_ended")[1]["members"] == ["ann"]
    assert pool(desk)["left"] == 720


def test_its_last_day_passes_and_long_after_only_figures_are_left(desk, ann, ben):
    pledge = made(desk, ann, until="2018-12-10")
    knock(desk, "claim_pledge", pledge, ben, amount=60, purpose="Charts")
    desk.now = datetime(2018, 12, 11, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    assert knock(desk, "get_pledge", pledge, ann)["state"] == "over"
    assert told(desk, "pledge_ended")[0]["members"] == ["ben"]
    desk.now += timedelta(days=desk.settings.pledge_words_days)
    desk.do_due_work()
    seen = knock(desk, "get_pledge", pledge, ann)
    assert (seen["what"], seen["is_mine"], seen["offered"]) == ("", False, 720)
    assert desk.work.database["jobs"].count_documents({}) == 0


def test_who_leaves_q_leaves_figures_and_no_words_behind(desk, ann, ben, call):
    pledge = made(desk, ann)
    agreed(desk, pledge, ann, ben)
    desk.work.in_transaction(call, lambda: leave(desk.work, desk.settings, call, "ann"))
    assert told(desk, "pledge_ended")[0]["members"] == ["ben"]
    assert (pool(desk)["left"], pool(desk)["withdrawn"]) == (0, 720)
    row = desk.work.database["pledges"].find_one()
    assert "ann" not in str({**row, "_id": ""}).lower()
    assert desk.work.database["jobs"].count_documents({"kind": "pledge_clock"}) == 1


def test_leaving_is_heard(desk, ann):
    made(desk, ann)
    data = {
        "member_id": "ann", "version": 2, "region": "SW", "status": "left", "joined": "2018-01-15",
        "roles": [], "cohort": "existing", "left": "2018-12-01",
    }  # fmt: skip
    known = membership.MEMBER_LEFT.data().fields
    desk.hear(membership.MEMBER_LEFT, "ann", 2, {name: data[name] for name in data if name in known}, "SW")
    assert desk.work.database["pledges"].find_one()["state"] == "withdrawn"


def test_my_pledges_are_those_i_give_and_those_i_asked_for(desk, ann, ben):
    mine, other = made(desk, ann), made(desk, ben)
    knock(desk, "claim_pledge", other, ann, amount=60, purpose="Charts")
    found = desk.knock("pledges.my_pledges", by=ann)["items"]
    assert {each["id"]: each["is_mine"] for each in found} == {mine["id"]: True, other["id"]: False}
    assert desk.knock("pledges.my_pledges", by=NATIONAL)["items"] == []


def test_a_change_over_an_older_one_is_refused(desk, ann):
    pledge = made(desk, ann)
    knock(desk, "change_pledge", pledge, ann, what="Coaching", amount=60, version=1)
    with refused("stale_version"):
        knock(desk, "change_pledge", pledge, ann, what="Coaching", amount=60, version=1)
