"""Buddies at the doors: from a wish to a pair and its end, and what nobody else learns."""

from datetime import UTC, date, datetime, timedelta

import pytest
from skills_desk import Desk, coordinator

from chassis.identity import Caller
from chassis.testkit.refusing import refused
from contracts.events import EventType
from contracts.membership import MEMBER_CHANGED, MEMBER_LEFT

WISH = {"goal": "To plot a run chart", "shown_name": "Lee", "reach": "Ward 7, after ten"}
OFFER = {"topics": "SPC", "shown_name": "Bea", "reach": "Room 4 on Tuesdays", "background": "clinician"}


@pytest.fixture
def lee(desk: Desk) -> Caller:
    return desk.member("lee")


@pytest.fixture
def bea(desk: Desk) -> Caller:
    return desk.member("bea")


def paired(desk: Desk, lee: Caller, bea: Caller) -> str:
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    pair = desk.knock("buddies.propose_pair", {"buddy_id": bea.subject}, by=lee)
    desk.knock("buddies.answer_pair", {"id": pair["id"], "agrees": True}, by=bea)
    return str(pair["id"])


def told(desk: Desk) -> list[tuple[str, list[str]]]:
    return [(each["data"]["kind"], each["data"]["members"]) for each in desk.events("notice_raised")]


def mine(desk: Desk, who: Caller) -> dict:
    return desk.knock("buddies.my_buddying", by=who)


def leaves(desk: Desk, who: Caller) -> None:
    changes(desk, MEMBER_LEFT, who, status="left")


def changes(desk: Desk, told_by: EventType, who: Caller, status: str = "active", region: str = "SW") -> None:
    state = {
        "member_id": who.subject,
        "version": 9,
        "status": status,
        "region": region,
        "cohort": "founding",
        "joined": "2018-01-15",
        "roles": [],
    }
    known = {name: value for name, value in state.items() if name in told_by.data().fields}
    missing = set(told_by.data().fields) - set(known)
    desk.hear(told_by, who.subject, 9, {**known, **dict.fromkeys(missing)}, region)


def test_both_agree_and_can_then_reach_each_other(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    [listed] = desk.knock("buddies.list_buddies", by=lee)["items"]
    assert (listed["buddy_id"], "reach" in listed) == ("bea", False)
    pair = desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    assert [each["reach"] for each in mine(desk, bea)["pairs"]] == [""]
    assert told(desk) == [("buddy_proposed", ["bea"])]
    agreed = desk.knock("buddies.answer_pair", {"id": pair["id"], "agrees": True}, by=bea)
    assert (agreed["state"], agreed["i_am"]) == ("running", "buddy")
    [hers] = mine(desk, bea)["pairs"]
    assert (hers["other"], hers["reach"]) == ("Lee", "Ward 7, after ten")
    assert mine(desk, lee)["pairs"][0]["reach"] == "Room 4 on Tuesdays"
    assert mine(desk, lee)["wish"] is None
    assert told(desk)[1:] == [("buddy_paired", ["bea", "lee"])]


def test_a_no_leaves_no_trace_but_that_the_wish_waits_for_somebody_else(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    pair = desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    desk.knock("buddies.answer_pair", {"id": pair["id"], "agrees": False}, by=bea)
    assert mine(desk, bea)["pairs"] == mine(desk, lee)["pairs"] == []
    assert mine(desk, lee)["wish"]["is_proposed"] is False
    assert told(desk)[-1] == ("buddy_not_agreed", ["lee"])
    with refused("buddy_not_agreed"):
        desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)


def test_a_keeper_of_the_region_proposes_from_the_wishes_and_sees_nothing_of_the_pair(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    keeper = coordinator("SW")
    [wish] = desk.knock("buddies.list_wishes", {"region": "SW"}, by=keeper)["items"]
    assert "reach" not in wish
    for stranger in (coordinator("WOE"), desk.member("zoe")):
        with refused("not_found"):
            desk.knock("buddies.propose_pair", {"wish_id": wish["id"], "buddy_id": "bea"}, by=stranger)
    pair = desk.knock("buddies.propose_pair", {"wish_id": wish["id"], "buddy_id": "bea"}, by=keeper)
    for each in (bea, lee):
        desk.knock("buddies.answer_pair", {"id": pair["id"], "agrees": True}, by=each)
    with refused("not_found"):
        desk.knock("buddies.end_pair", {"id": pair["id"]}, by=keeper)
    assert desk.knock("buddies.list_wishes", {"region": "SW"}, by=keeper)["items"] == []
    assert desk.knock("buddies.count_pairs", {"region": "SW"}, by=keeper)["items"] == [
        {"since": "2018-10", "pairs": "<5"}
    ]
    with refused("not_your_region"):
        desk.knock("buddies.count_pairs", {"region": "SW"}, by=coordinator("WOE"))
    with refused("role_required"):
        desk.knock("buddies.count_pairs", {"region": "SW"}, by=lee)


def test_the_fourth_pair_of_a_buddy_is_refused_until_one_ends(desk, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    pairs = []
    for number in range(4):
        learner = desk.member(f"lee-{number}")
        desk.knock("buddies.ask_for_buddy", WISH, by=learner)
        if number == 3:
            assert desk.knock("buddies.list_buddies", by=learner)["items"] == []
            with refused("buddy_full"):
                desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=learner)
            desk.knock("buddies.end_pair", {"id": pairs[0]}, by=bea)
        pair = desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=learner)
        desk.knock("buddies.answer_pair", {"id": pair["id"], "agrees": True}, by=bea)
        pairs.append(pair["id"])
    assert mine(desk, bea)["offer"]["pairs"] == 3


def test_either_ends_it_without_a_reason_and_it_is_forgotten_after_a_while(desk, lee, bea):
    pair = paired(desk, lee, bea)
    over = desk.knock("buddies.end_pair", {"id": pair}, by=lee)
    assert (over["state"], mine(desk, lee)["pairs"][0]["reach"]) == ("ended", "")
    assert told(desk)[-1] == ("buddy_ended", ["bea"])
    desk.knock("buddies.end_pair", {"id": pair}, by=bea)
    assert [kind for kind, _ in told(desk)].count("buddy_ended") == 1
    desk.now += timedelta(days=desk.settings.buddy_forget_days + 1)
    desk.do_due_work()
    assert mine(desk, bea)["pairs"] == []
    assert desk.work.database["buddy_pairs"].count_documents({}) == 0


def test_both_are_reminded_of_a_planned_check_and_of_the_next_one(desk, lee, bea):
    pair = paired(desk, lee, bea)
    desk.knock("buddies.plan_check", {"id": pair, "on": "2018-10-20"}, by=lee)
    desk.now += timedelta(days=17)
    desk.do_due_work()
    assert told(desk)[-1] == ("buddy_check", ["bea", "lee"])
    desk.knock("buddies.note_check", {"id": pair}, by=bea)
    [seen] = mine(desk, lee)["pairs"]
    later = date(2018, 10, 21) + timedelta(days=desk.settings.buddy_check_days)
    assert (seen["checks"], seen["next_check"]) == (["2018-10-21"], later.isoformat())
    desk.knock("buddies.end_pair", {"id": pair}, by=bea)
    desk.now += timedelta(days=200)
    desk.do_due_work()
    assert [kind for kind, _ in told(desk)].count("buddy_check") == 1


def test_a_proposal_that_nobody_answers_is_forgotten(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    desk.now += timedelta(days=desk.settings.buddy_answer_days + 1)
    desk.do_due_work()
    assert mine(desk, lee)["pairs"] == []
    assert mine(desk, lee)["wish"]["is_proposed"] is False


def test_a_buddy_who_offers_no_more_keeps_the_pairs_that_run(desk, lee, bea):
    paired(desk, lee, bea)
    desk.knock("buddies.withdraw_offer", by=bea)
    assert mine(desk, lee)["pairs"][0]["state"] == "running"
    zoe = desk.member("zoe")
    desk.knock("buddies.ask_for_buddy", WISH, by=zoe)
    with refused("buddy_not_offered"):
        desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=zoe)
    assert desk.knock("buddies.list_buddies", by=zoe)["items"] == []


def test_clinicians_come_first_in_the_south_west_and_nowhere_else(desk, lee):
    for region in ("SW", "WOE"):
        for name, background in (("a", "manager"), ("b", "clinician")):
            who = desk.member(f"{region}-{name}", region)
            desk.knock("buddies.offer_buddying", {**OFFER, "background": background}, by=who)
            desk.now += timedelta(minutes=1)
    shown = {
        region: [
            each["background"]
            for each in desk.knock("buddies.list_buddies", {"region": region}, by=lee)["items"]
        ]
        for region in ("SW", "WOE")
    }
    assert shown == {"SW": ["clinician", "manager"], "WOE": ["manager", "clinician"]}
    with refused("region_unknown"):
        desk.knock("buddies.list_buddies", {"region": "XX"}, by=lee)


def test_one_asks_for_one_buddy_at_a_time_and_may_take_it_back(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    with refused("buddy_asked_already"):
        desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    desk.knock("buddies.withdraw_wish", by=lee)
    assert mine(desk, bea)["pairs"] == []
    with refused("not_found"):
        desk.knock("buddies.withdraw_wish", by=lee)


def test_a_running_pair_is_ended_and_not_answered_with_no(desk, lee, bea):
    pair = paired(desk, lee, bea)
    with refused("buddy_agreed_already"):
        desk.knock("buddies.answer_pair", {"id": pair, "agrees": False}, by=lee)


def test_keepers_are_offered_whom_a_wish_can_be_proposed_to(desk, lee, bea):
    for who, name in ((bea, "Bea"), (lee, "Lee"), (desk.member("cat"), "Cat")):
        desk.knock("buddies.offer_buddying", {**OFFER, "shown_name": name}, by=who)
    wish = desk.knock("buddies.ask_for_buddy", WISH, by=lee)["id"]
    pair = desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    desk.knock("buddies.answer_pair", {"id": pair["id"], "agrees": False}, by=bea)
    asked = {"region": "SW", "wish_id": wish}
    for keeper, sent in ((coordinator(), asked), (lee, {"region": "SW"})):
        found = desk.knock("buddies.list_buddies", sent, by=keeper)["items"]
        assert [each["buddy_id"] for each in found] == ["cat"]
    with refused("not_found"):
        desk.knock("buddies.list_buddies", asked, by=coordinator("WOE"))


def test_two_who_are_a_pair_are_not_paired_again_while_it_runs(desk, lee, bea):
    pair_id = paired(desk, lee, bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    with refused("buddy_paired_already"):
        desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    desk.knock("buddies.end_pair", {"id": pair_id}, by=lee)
    assert desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)["state"] == "proposed"


def test_whoever_leaves_q_is_forgotten_with_their_pairs_at_once(desk, lee, bea):
    paired(desk, lee, bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=bea)
    leaves(desk, bea)
    assert mine(desk, lee)["pairs"] == []
    assert told(desk)[-1] == ("buddy_ended", ["lee"])
    for collection in ("buddy_pairs", "buddy_offers", "buddy_wishes"):
        assert desk.work.database[collection].count_documents({}) == 0


def test_nobody_is_paired_with_somebody_who_is_not_an_active_member(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=lee)
    desk.member("bea", status="paused")
    with refused("not_found"):
        desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)
    assert desk.knock("buddies.list_buddies", by=lee)["items"] == [], "who cannot be asked is not offered"
    desk.member("lee", status="paused")
    assert desk.knock("buddies.list_wishes", {"region": "SW"}, by=coordinator())["items"] == []


def test_two_who_asked_each_other_become_one_pair(desk, lee, bea):
    pairs = []
    for asker, buddy in ((lee, bea), (bea, lee)):
        desk.knock("buddies.offer_buddying", OFFER, by=buddy)
        desk.knock("buddies.ask_for_buddy", WISH, by=asker)
        asked = {"buddy_id": buddy.subject}
        pairs.append(desk.knock("buddies.propose_pair", asked, by=asker)["id"])
    desk.knock("buddies.answer_pair", {"id": pairs[0], "agrees": True}, by=bea)
    with refused("buddy_paired_already"):
        desk.knock("buddies.answer_pair", {"id": pairs[1], "agrees": True}, by=lee)
    assert desk.knock("buddies.answer_pair", {"id": pairs[0], "agrees": True}, by=bea)["state"] == "running"
    assert desk.knock("buddies.answer_pair", {"id": pairs[1], "agrees": False}, by=lee)["state"] == "ended"


def test_whoever_moves_asks_and_offers_where_they_are_now(desk, lee, bea):
    desk.knock("buddies.offer_buddying", OFFER, by=bea)
    desk.knock("buddies.ask_for_buddy", WISH, by=bea)
    changes(desk, MEMBER_CHANGED, bea, region="WOE")
    for region, number in (("SW", 0), ("WOE", 1)):
        assert len(desk.knock("buddies.list_buddies", {"region": region}, by=lee)["items"]) == number
        found = desk.knock("buddies.list_wishes", {"region": region}, by=coordinator(region))["items"]
        assert len(found) == number


def test_a_pair_is_counted_in_the_month_that_it_is_in_london(desk, lee, bea):
    desk.now = datetime(2019, 6, 30, 23, 30, tzinfo=UTC)
    paired(desk, lee, bea)
    counted = desk.knock("buddies.count_pairs", {"region": "SW"}, by=coordinator())["items"]
    assert counted == [{"since": "2019-07", "pairs": "<5"}]


def test_no_name_and_no_goal_stands_in_an_event(desk, lee, bea):
    pair = paired(desk, lee, bea)
    desk.knock("buddies.end_pair", {"id": pair}, by=lee)
    told_of = str(desk.events())
    assert not any(words in told_of for words in ("Lee", "Bea", "run chart", "Ward 7", "Room 4"))


def test_no_answer_that_is_remembered_says_who_asks_for_what_or_how_to_reach_them(desk, lee, bea):
    desk.now = datetime.now(UTC)  # what is remembered has an end, and that of the desk's day is over
    desk.knock("buddies.offer_buddying", OFFER, by=bea, command="c-1")
    desk.knock("buddies.ask_for_buddy", WISH, by=lee, command="c-2")
    pair = desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee, command="c-3")["id"]
    desk.knock("buddies.answer_pair", {"id": pair, "agrees": True}, by=bea, command="c-4")
    desk.knock("buddies.note_check", {"id": pair}, by=lee, command="c-5")
    desk.knock("buddies.end_pair", {"id": pair}, by=lee, command="c-6")
    kept = str([each["answer"] for each in desk.work.database["commands"].find()])
    assert kept.count("version") == 4, "the answers are there"
    assert not any(words in kept for words in ("Lee", "Bea", "run chart", "SPC", "Ward 7", "Room 4"))
