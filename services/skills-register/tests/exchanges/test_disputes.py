"""Two who differ: reasons of both, a keeper who is no party, and what time does when nobody answers."""

from dataclasses import replace

import pytest
from skills_desk import NATIONAL, coordinator

from chassis.identity import Caller
from chassis.testkit.refusing import refused
from skills_register.auditing.store import audit


@pytest.fixture
def disputed(two, desk):
    """Ann says three hours, Ben says two."""
    desk.member("kim", "SW", "coordinator:SW")
    two.done()
    two.act("dispute_exchange", two.ben, minutes=120, reason="We stopped early.")
    return two


def test_a_dispute_needs_a_reason_and_something_that_was_said_to_be_done(two):
    two.agreed()
    with refused("exchange_not_done"):
        two.act("dispute_exchange", two.ben, reason="No.")
    two.act("say_done", two.ann, minutes=180)
    with refused("reason_required"):
        two.act("dispute_exchange", two.ben, minutes=120)
    with refused("minutes_wrong"):
        two.act("dispute_exchange", two.ben, minutes=0, reason="No.")
    with refused("exchange_waits_for_the_other"):
        two.act("dispute_exchange", two.ann, minutes=120, reason="I erred.")


def test_what_the_other_says_can_be_accepted_and_is_settled_at_once(disputed):
    step = disputed.act("get_exchange", disputed.ann)["next_step"]
    assert (step["action"], "2 hours" in step["words"]) == ("answer_dispute", True)
    assert disputed.act("answer_dispute", disputed.ann, accepts=True)["state"] == "settled"
    assert disputed.balances() == (120, -120)


def test_who_disputed_can_accept_the_reasons_of_the_other_after_all(disputed):
    disputed.act("answer_dispute", disputed.ann, accepts=False, reason="I prepared an hour.")
    with refused("exchange_waits_for_the_other"):
        disputed.act("answer_dispute", disputed.ben, accepts=False, reason="I did not ask for that.")
    assert disputed.act("answer_dispute", disputed.ben, accepts=True)["state"] == "settled"
    assert disputed.balances() == (180, -180)


def test_a_keepers_own_exchanges_take_no_place_on_a_page_of_what_they_decide(two, desk):
    for side in (two.ann, desk.member("kim")):
        two.ann = side
        two.done()
        two.act("dispute_exchange", two.ben, minutes=120, reason="We stopped early.")
    asked = {"region": "SW", "limit": 1}
    ann = desk.member("ann", "SW", "coordinator:SW")
    page = desk.knock("exchanges.exchanges_to_decide", asked, by=ann)
    assert ([each["giver"] for each in page["items"]], page["next"]) == (["member:kim"], None)


def test_that_nothing_was_done_can_be_accepted_too(two):
    two.done()
    two.act("dispute_exchange", two.ben, reason="You did not come.")
    ended = two.act("answer_dispute", two.ann, accepts=True)
    assert (ended["state"], ended["ending"]) == ("cancelled", "decided")
    assert two.balances() == (0, 0)
    notices = [event["data"] for event in two.desk.events("notice_raised")]
    told = {(each["kind"], *each["members"]): str(each["about"]) for each in notices}
    # Nobody speaks of hours who says that nothing was done, and no keeper has written to anybody.
    assert "no time" in told["exchange_disputed", "ann"]
    assert ("exchange_ended", "ben") in told
    assert "exchange_decided" not in {kind for kind, *_ in told}


def test_a_keeper_hears_both_notes_what_was_said_and_decides_with_other_minutes(disputed, desk, call):
    with refused("reason_required"):
        disputed.act("answer_dispute", disputed.ann, accepts=False)
    disputed.act("answer_dispute", disputed.ann, accepts=False, reason="I prepared an hour.")
    keeper = coordinator("SW")
    waiting = desk.knock("exchanges.exchanges_to_decide", {"region": "SW"}, by=keeper)["items"]
    assert [(each["id"], each["next_step"]["action"]) for each in waiting] == [(disputed.id, "decide")]
    assert {step["words"] for step in waiting[0]["history"]} >= {"We stopped early.", "I prepared an hour."}
    disputed.act("note_mediation", keeper, words="Both spoke with me.")
    with refused("reason_required"):
        disputed.act("decide_exchange", keeper, minutes=150)
    decided = disputed.act("decide_exchange", keeper, minutes=150, reason="Half of the preparation counts.")
    assert (decided["state"], decided["took"]) == ("settled", 150)
    assert disputed.balances() == (150, -150)
    assert desk.knock("exchanges.exchanges_to_decide", {"region": "SW"}, by=keeper)["items"] == []
    assert disputed.told("exchange_to_decide") == ["kim"]
    assert sorted(disputed.told("exchange_decided")) == ["ann", "ann", "ben", "ben"]
    assert disputed.told("exchange_settled") == []
    assert audit(desk.work, call).is_whole


def test_a_keeper_may_decide_that_nothing_is_settled(disputed):
    ended = disputed.act("decide_exchange", coordinator("WOE"), reason="Nobody came.")
    assert (ended["state"], ended["ending"]) == ("cancelled", "decided")
    assert disputed.balances() == (0, 0)
    with refused("exchange_ended"):
        disputed.act("decide_exchange", NATIONAL, minutes=60, reason="Again.")


def test_who_takes_part_never_decides_and_another_region_does_not_see_it(disputed, desk):
    desk.member("ann", "SW", "coordinator:SW")
    party = Caller("ann", frozenset({"member", "coordinator:SW"}), "SW")
    for door, more in (("decide_exchange", {"reason": "Mine."}), ("note_mediation", {"words": "Mine."})):
        with refused("exchange_party_decides"):
            disputed.act(door, party, **more)
        with refused("not_found"):
            disputed.act(door, coordinator("NENC"), **more)
    assert desk.knock("exchanges.exchanges_to_decide", {"region": "SW"}, by=party)["items"] == []
    with refused("not_your_region"):
        desk.knock("exchanges.exchanges_to_decide", {"region": "SW"}, by=coordinator("NENC"))


def test_where_the_two_agree_there_is_nothing_to_decide(two):
    two.done()
    with refused("exchange_not_for_keepers"):
        two.act("decide_exchange", coordinator("SW"), minutes=60, reason="Mine to say.")


def test_keepers_are_told_again_until_one_decides(disputed):
    disputed.later(15)
    disputed.later(15)
    assert disputed.told("exchange_to_decide") == ["kim", "kim", "kim"]


def test_silence_settles_what_was_said_to_be_done(two, call):
    two.done()
    two.later(13)
    assert two.act("get_exchange", two.ben)["state"] == "done"
    two.later(2)
    settled = two.act("get_exchange", two.ben)
    assert (settled["state"], two.balances()) == ("settled", (180, -180))
    assert [step["kind"] for step in settled["history"]][-2:] == ["confirmed_by_silence", "settled"]
    assert audit(two.desk.work, call).is_whole


def test_or_silence_is_flagged_for_a_keeper_where_the_rule_says_so(two, desk):
    desk.settings = replace(desk.settings, exchange_silence="flag")
    desk.member("kim", "WOE", "coordinator:WOE")
    two.done()
    two.later(15)
    flagged = two.act("get_exchange", two.ben)
    assert (flagged["state"], flagged["flags"], two.balances()) == ("done", ["unanswered"], (0, 0))
    assert two.told("exchange_to_decide") == ["kim"]
    assert two.act("confirm_exchange", two.ben)["state"] == "settled"


@pytest.mark.parametrize("ready", ["propose", "agreed"])
def test_what_nobody_says_is_done_lapses(two, ready):
    getattr(two, ready)()
    two.later(33)
    assert two.act("get_exchange", two.ann)["state"] != "cancelled"
    two.later(2)
    lapsed = two.act("get_exchange", two.ann)
    assert (lapsed["state"], lapsed["ending"]) == ("cancelled", "lapsed")
    assert sorted(two.told("exchange_ended")) == ["ann", "ben"]


def test_what_had_no_room_is_tried_again_and_settled_when_there_is_some(two, desk):
    two.done(301)
    two.act("confirm_exchange", two.ben)
    two.later(15)
    assert two.act("get_exchange", two.ben)["state"] == "confirmed"
    assert sorted(two.told("exchange_waits")) == ["ann", "ben"]
    grant = {"region": "WOE", "account": "member:ben", "minutes": 1, "purpose": "Room"}
    desk.knock("ledger.grant_time", grant, by=coordinator("WOE"))
    two.later(15)
    assert two.act("get_exchange", two.ben)["state"] == "settled"
    assert two.balances() == (301, -300)
