"""Members' own groups, at the doors (row 87)."""

from datetime import UTC, datetime

import pytest
from stewardship_desk import NATIONAL

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused

GET = "self_organised.get_group"
FRAILTY = {
    "name": "Frailty",
    "purpose": "To keep frail people at home.",
    "regions": ["SW", "WOE"],
    "shown_name": "Ada",
    "reach": "Through my page in the directory.",
    "compact_accepted": True,
}


def member(number, region="SW"):
    return Caller(f"m-{number}", frozenset({"member"}), region)


@pytest.fixture
def frailty(desk):
    return desk.knock("self_organised.start_group", FRAILTY, by=member(1))


def test_five_members_start_a_frailty_group_that_is_live_at_once_with_one_named_contact(desk, frailty):
    for number in range(2, 6):
        desk.knock("self_organised.join_group", {"id": frailty["id"]}, by=member(number, "WOE"))
    (listed,) = desk.knock("self_organised.list_groups", {"region": "WOE"}, by=member(9, "NENC"))["items"]
    assert (listed["state"], listed["members"]) == ("active", 5)
    assert listed["contact"] == {
        "member_id": "m-1",
        "shown_name": "Ada",
        "reach": "Through my page in the directory.",
    }
    assert [each["shown_name"] for each in listed["people"]] == ["Ada", None, None, None, None]
    assert "m-2" not in str(listed)


def test_a_visitor_sees_purpose_and_regions_and_nothing_else(desk, frailty):
    expected = {
        "id": frailty["id"],
        "purpose": FRAILTY["purpose"],
        "regions": ["SW", "WOE"],
        "state": "active",
    }
    assert desk.knock(GET, {"id": frailty["id"]}) == expected
    assert desk.knock("self_organised.list_groups", by=VISITOR)["items"] == [expected]


def test_visitors_start_and_join_nothing(desk, frailty):
    with refused("sign_in_required"):
        desk.knock("self_organised.start_group", FRAILTY)
    with refused("sign_in_required"):
        desk.knock("self_organised.join_group", {"id": frailty["id"]})


def test_what_each_may_do_is_said(desk, frailty):
    desk.knock("self_organised.join_group", {"id": frailty["id"]}, by=member(2))

    def may(caller):
        return desk.knock(GET, {"id": frailty["id"]}, by=caller)["may"]

    assert may(member(1)) == ["tell_news", "change", "take_contact", "step_down", "end"]
    assert may(member(2)) == ["tell_news", "leave"]
    assert may(NATIONAL) == ["join"]
    desk.knock("self_organised.step_down", {"id": frailty["id"]}, by=member(1))
    assert may(member(2)) == ["tell_news", "leave", "take_contact", "end"]


def test_a_group_without_activity_sleeps_its_members_are_told_and_news_wake_it(desk, frailty):
    desk.knock("self_organised.join_group", {"id": frailty["id"]}, by=member(2))
    desk.now = datetime(2019, 3, 3, 11, 59, tzinfo=UTC)
    assert desk.do_due_work() == 0
    desk.now = datetime(2019, 3, 3, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    (told,) = desk.events("notice_raised")
    assert (told["data"]["kind"], told["data"]["members"]) == ("group_dormant", ["m-1", "m-2"])
    asleep = desk.knock("self_organised.list_groups", {"state": "dormant"}, by=member(9))["items"]
    assert [each["id"] for each in asleep] == [frailty["id"]]
    news = {"id": frailty["id"], "text": "We met in Truro."}
    with refused("group_not_member"):
        desk.knock("self_organised.tell_news", news, by=member(9))
    woken = desk.knock("self_organised.tell_news", news, by=member(2))
    assert (woken["state"], woken["news"][0]["text"]) == ("active", "We met in Truro.")
    desk.now = datetime(2019, 9, 3, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert desk.knock(GET, {"id": frailty["id"]}, by=member(1))["state"] == "dormant"
    assert len(desk.events("notice_raised")) == 2


def test_activity_in_time_puts_the_sleep_off(desk, frailty):
    desk.now = datetime(2019, 3, 2, 9, 0, tzinfo=UTC)
    desk.knock("self_organised.tell_news", {"id": frailty["id"], "text": "We met."}, by=member(1))
    desk.now = datetime(2019, 9, 2, 10, 59, tzinfo=UTC)
    desk.do_due_work()
    assert desk.knock(GET, {"id": frailty["id"]}, by=member(1))["state"] == "active"


def test_a_group_ends_on_its_day_and_its_contact_is_asked_what_came_of_it(desk):
    made = desk.knock("self_organised.start_group", {**FRAILTY, "ends_on": "2018-12-01"}, by=member(1))
    desk.knock("self_organised.join_group", {"id": made["id"]}, by=member(2))
    desk.now = datetime(2018, 12, 1, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    (told,) = desk.events("notice_raised")
    assert (told["data"]["kind"], told["data"]["members"]) == ("group_ended", ["m-1"])
    assert desk.knock(GET, {"id": made["id"]}, by=member(1))["may"] == ["end"]
    note = {"id": made["id"], "came_of_it": "Three homes use our list."}
    with refused("group_contact_only"):
        desk.knock("self_organised.end_group", note, by=member(2))
    ended = desk.knock("self_organised.end_group", note, by=member(1))
    assert (ended["state"], ended["came_of_it"], ended["may"]) == (
        "ended",
        "Three homes use our list.",
        [],
    )
    assert desk.do_due_work() == 0


def test_where_the_contact_left_q_everybody_is_asked_what_came_of_it(desk):
    made = desk.knock("self_organised.start_group", {**FRAILTY, "ends_on": "2018-12-01"}, by=member(1))
    desk.knock("self_organised.join_group", {"id": made["id"]}, by=member(2))
    desk.member("m-1", "SW", status="left")
    desk.now = datetime(2018, 12, 1, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    (told,) = desk.events("notice_raised")
    assert told["data"]["kind"] == "group_ended"
    assert "m-2" in told["data"]["members"]


def test_who_left_q_is_counted_no_longer_and_a_contact_who_left_is_replaced(desk, frailty):
    desk.knock("self_organised.join_group", {"id": frailty["id"]}, by=member(2))
    desk.member("m-1", "SW", status="left")
    seen = desk.knock(GET, {"id": frailty["id"]}, by=member(2))
    assert (seen["members"], seen["contact"]) == (1, None)
    assert "take_contact" in seen["may"]
    contact = {"id": frailty["id"], "shown_name": "Ben", "reach": "Through my page."}
    desk.knock("self_organised.take_contact", contact, by=member(2), command="1")
    assert desk.knock(GET, {"id": frailty["id"]}, by=member(2))["contact"]["shown_name"] == "Ben"
    kept = str(list(desk.work.database["commands"].find()))
    assert [words for words in ("Ada", "Ben", "Through my page") if words in kept] == []


def test_a_group_crosses_regions_that_exist(desk):
    with refused("region_unknown"):
        desk.knock("self_organised.start_group", {**FRAILTY, "regions": ["SW", "ATLANTIS"]}, by=member(1))
    assert desk.work.database["self_organised_groups"].count_documents({}) == 0


def test_a_change_of_what_somebody_else_changed_is_refused(desk, frailty):
    desk.knock("self_organised.join_group", {"id": frailty["id"]}, by=member(2))
    words = {"name": "Frailty", "purpose": "To learn.", "regions": ["SW"]}
    with refused("stale_version"):
        desk.knock("self_organised.change_group", {"id": frailty["id"], **words, "version": 1}, by=member(1))
    changed = desk.knock(
        "self_organised.change_group", {"id": frailty["id"], **words, "version": 2}, by=member(1)
    )
    assert (changed["purpose"], changed["version"]) == ("To learn.", 3)


def test_my_groups_are_those_i_belong_to(desk, frailty):
    other = desk.knock("self_organised.start_group", {**FRAILTY, "name": "Falls"}, by=member(2))
    mine = desk.knock("self_organised.my_groups", by=member(1))["items"]
    assert [each["id"] for each in mine] == [frailty["id"]]
    desk.knock("self_organised.join_group", {"id": other["id"], "shown_name": "Ada"}, by=member(1))
    assert len(desk.knock("self_organised.my_groups", by=member(1))["items"]) == 2
    desk.knock("self_organised.leave_group", {"id": other["id"]}, by=member(1))
    assert len(desk.knock("self_organised.my_groups", by=member(1))["items"]) == 1
