"""A coffee round at the doors: opt in, be dealt, reach each other, say what came of it, leave at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from skills_desk import NATIONAL, REGIONS_FOLDER, Desk

from chassis.call import Again, Call, Job
from chassis.identity import Caller
from chassis.settings import SettingsError
from chassis.testkit.refusing import refused
from contracts.membership import MEMBER_CHANGED
from skills_register.coffees.domain import OVER, Opted, Round, month_after, round_id_of
from skills_register.coffees.drawing import comes_out_again, fingerprint, lines_from
from skills_register.coffees.service import Coffees
from skills_register.coffees.store import CoffeeStore
from skills_register.settings import Settings


def joined(desk: Desk, *names: str, **more: object) -> list[Caller]:
    people = [desk.member(name) for name in names]
    for who in people:
        desk.knock("coffees.join_coffees", {"shown_name": who.subject.title(), **more}, by=who)
    return people


def a_month_later(desk: Desk) -> None:
    """To just after the next round is dealt."""
    coming = CoffeeStore(desk.work).next_round()
    assert coming is not None
    desk.now = coming.planned_for + timedelta(minutes=1)
    desk.do_due_work()


def mine(desk: Desk, who: Caller) -> dict:
    return desk.knock("coffees.my_coffees", by=who)


def told(desk: Desk, kind: str) -> list[list[str]]:
    return [each["data"]["members"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def test_two_who_opted_in_are_dealt_to_each_other_on_the_first_of_the_month(desk):
    ann, ben = joined(desk, "ann", "ben")
    coming = mine(desk, ann)["next"]
    assert (coming["id"], coming["planned_for"][:10]) == ("2018-11", "2018-11-01")
    a_month_later(desk)
    assert told(desk, "coffee_dealt") == [["ann", "ben"]]
    group = mine(desk, ann)["group"]
    assert group["others"] == [{"shown_name": "Ben", "reach": ""}]
    desk.knock("coffees.say_reach", {"group_id": group["id"], "reach": "Bench in the yard"}, by=ben)
    assert mine(desk, ann)["group"]["others"] == [{"shown_name": "Ben", "reach": "Bench in the yard"}]
    zoe = desk.member("zoe")
    for door, more in (("say_reach", {}), ("note_outcome", {"met": True})):
        with refused("not_found"):
            desk.knock(f"coffees.{door}", {"group_id": group["id"], **more}, by=zoe)


def test_whoever_moves_and_names_no_place_is_dealt_by_the_region_where_they_are_now(desk):
    joined(desk, "ann")
    state = {
        "member_id": "ann", "version": 9, "region": "WOE", "status": "active", "cohort": "2018",
        "joined": "2018-01-15", "left": None, "roles": [],
    }  # fmt: skip
    desk.hear(MEMBER_CHANGED, "ann", 9, state, "WOE")
    assert CoffeeStore(desk.work).guest("ann").region == "WOE"


def test_the_seed_is_published_before_the_round_is_dealt_and_stays(desk):
    ann, *_ = joined(desk, "ann", "ben")
    before = mine(desk, ann)["next"]["seed"]
    a_month_later(desk)
    rounds = desk.knock("coffees.list_rounds", by=ann)["items"]
    assert [each["id"] for each in rounds] == ["2018-12", "2018-11"]
    assert rounds[1]["seed"] == before
    assert rounds[0]["seed"] != before


def test_three_have_one_coffee_together(desk):
    people = joined(desk, "ann", "ben", "cat")
    a_month_later(desk)
    assert told(desk, "coffee_dealt") == [["ann", "ben", "cat"]]
    assert [len(mine(desk, who)["group"]["others"]) for who in people] == [2, 2, 2]


def test_what_each_wrote_goes_with_the_round_and_only_counts_stay(desk):
    ann, ben = joined(desk, "ann", "ben")
    a_month_later(desk)
    group = mine(desk, ann)["group"]["id"]
    desk.knock("coffees.say_reach", {"group_id": group, "reach": "Bench"}, by=ann)
    seen = desk.knock("coffees.note_outcome", {"group_id": group, "met": True}, by=ben)
    assert seen["i_said_met"] is True
    assert desk.knock("coffees.list_rounds", by=ann)["items"][1]["met"] is None
    desk.now += timedelta(days=desk.settings.coffee_days + 1)
    desk.do_due_work()
    assert mine(desk, ann)["group"] is None
    assert desk.work.database["coffee_groups"].count_documents({}) == 0
    over = CoffeeStore(desk.work).round("2018-11")
    assert over is not None
    assert (over.state, over.met, over.said) == (OVER, 1, 1)
    assert desk.knock("coffees.list_rounds", by=ann)["items"][1]["met"] == "<5"


def test_nobody_meets_the_same_person_in_the_next_round(desk):
    people = joined(desk, *(f"m-{number}" for number in range(8)))
    a_month_later(desk)
    first = {tuple(each) for each in told(desk, "coffee_dealt")}
    a_month_later(desk)
    both = [tuple(each) for each in told(desk, "coffee_dealt")]
    assert len(both) == 8
    assert not first & set(both[4:])
    assert mine(desk, people[0])["group"]["round_id"] == "2018-12"


def test_two_who_met_long_ago_are_strangers_again(desk):
    ann, *_ = joined(desk, "ann", "ben")
    a_month_later(desk)
    assert CoffeeStore(desk.work).met_by(["ann", "ben"])["ann"] == {"ben"}
    for who in ("ann", "ben"):
        desk.knock("coffees.skip_round", {}, by=desk.member(who))
    coming = mine(desk, ann)["next"]
    desk.now += timedelta(days=desk.settings.coffee_history_days + 1)
    desk.do_due_work()
    assert desk.knock("coffees.list_rounds", by=ann)["items"][1]["id"] == coming["id"]
    assert CoffeeStore(desk.work).met_by(["ann", "ben"])["ann"] == set()


def test_members_of_one_organisation_are_dealt_to_others(desk):
    joined(desk, "a-1", "a-2", organisation="Royal Devon")
    joined(desk, "b-1", "b-2", organisation="Torbay")
    a_month_later(desk)
    assert all(one[0] != other[0] for one, other in told(desk, "coffee_dealt"))


def test_a_round_is_skipped_once_and_the_next_one_not(desk):
    ann, *_ = joined(desk, "ann", "ben", "cat")
    desk.knock("coffees.skip_round", {}, by=ann)
    assert mine(desk, ann)["takes_part"] is False
    a_month_later(desk)
    assert told(desk, "coffee_dealt") == [["ben", "cat"]]
    assert mine(desk, ann)["takes_part"] is True
    desk.knock("coffees.skip_round", {}, by=ann)
    desk.knock("coffees.skip_round", {"skips": False}, by=ann)
    assert mine(desk, ann)["takes_part"] is True


def test_who_wants_a_coffee_every_three_months_has_one_in_the_fourth_round(desk):
    slow, *_ = joined(desk, "slow", pace=3)
    joined(desk, "ann", "ben")
    rounds = []
    for _ in range(4):
        a_month_later(desk)
        group = mine(desk, slow)["group"]
        rounds.append(group["round_id"] if group else None)
    assert rounds == ["2018-11", None, None, "2019-02"]
    with refused("coffee_pace_unknown"):
        desk.knock("coffees.join_coffees", {"shown_name": "S", "pace": 12}, by=slow)


def test_whoever_leaves_is_out_at_once_and_the_one_who_would_sit_alone_is_told(desk):
    ann, ben = joined(desk, "ann", "ben")
    a_month_later(desk)
    desk.knock("coffees.leave_coffees", by=ann)
    assert told(desk, "coffee_off") == [["ben"]]
    assert mine(desk, ben)["group"] is None
    for collection in ("coffee_met", "coffee_groups"):
        assert desk.work.database[collection].count_documents({}) == 0
    assert mine(desk, ann)["guest"] is None
    with refused("not_found"):
        desk.knock("coffees.leave_coffees", by=ann)


def test_two_of_three_remain_a_pair_when_the_third_leaves(desk):
    ann, ben, _ = joined(desk, "ann", "ben", "cat")
    a_month_later(desk)
    desk.knock("coffees.leave_coffees", by=ann)
    assert told(desk, "coffee_off") == []
    assert [each["shown_name"] for each in mine(desk, ben)["group"]["others"]] == ["Cat"]


def test_a_member_who_is_not_active_is_not_dealt(desk):
    joined(desk, "ann", "ben", "cat")
    desk.member("cat", status="paused")
    a_month_later(desk)
    assert told(desk, "coffee_dealt") == [["ann", "ben"]]


def test_a_round_that_is_dealt_early_keeps_its_seed_and_the_months_after_it_their_order(desk):
    ann, ben = joined(desk, "ann", "ben")
    seed = mine(desk, ann)["next"]["seed"]
    desk.knock("coffees.deal_now", by=NATIONAL)
    desk.do_due_work()
    rounds = desk.knock("coffees.list_rounds", by=ann)["items"]
    assert [(each["id"], each["state"]) for each in rounds] == [
        ("2018-12", "planned"),
        ("2018-11", "matched"),
    ]
    assert rounds[1]["seed"] == seed
    with refused("coffee_round_open"):
        desk.knock("coffees.deal_now", by=NATIONAL)
    assert mine(desk, ben)["group"]["others"] == [{"shown_name": "Ann", "reach": ""}]
    a_month_later(desk)
    assert mine(desk, ann)["group"]["round_id"] == "2018-12"
    assert mine(desk, ann)["next"]["id"] == "2019-01"


def test_anybody_can_deal_a_draw_again_and_nobody_in_it_is_named(desk):
    joined(desk, "ann", "ben", organisation="Torbay", place="Torquay")
    cat, *_ = joined(desk, "cat", "dan", "eve")
    month = mine(desk, cat)["next"]["id"]
    with refused("not_found"):
        desk.knock("coffees.get_draw", {"id": month}, by=cat)
    a_month_later(desk)
    draw = desk.knock("coffees.get_draw", {"id": month}, by=cat)
    lines = lines_from(draw)
    assert comes_out_again(lines)
    assert fingerprint(draw["seed"], lines) == draw["draw"]
    assert draw["my_ticket"] == sha256(f"{draw['seed']}|cat".encode()).hexdigest()
    assert draw["my_number"] in range(1, 6)
    assert not any(name in str(draw["lines"]) for name in ("Torbay", "ann", "cat", "SW"))
    assert desk.knock("coffees.get_draw", {"id": month}, by=desk.member("zoe"))["my_number"] == 0
    desk.now += timedelta(days=28)
    desk.do_due_work()
    with refused("not_found"):
        desk.knock("coffees.get_draw", {"id": month}, by=cat)
    rounds = desk.knock("coffees.list_rounds", by=cat)["items"]
    assert draw["draw"] in [each["draw"] for each in rounds]


def test_a_round_of_one_is_not_dealt_early_and_nobody_else_may_ask_for_it(desk):
    (ann,) = joined(desk, "ann")
    with refused("coffee_too_few"):
        desk.knock("coffees.deal_now", by=NATIONAL)
    with refused("role_required"):
        desk.knock("coffees.deal_now", by=ann)


def test_one_guest_alone_has_no_coffee_and_the_next_round_is_planned(desk):
    [ann] = joined(desk, "ann")
    a_month_later(desk)
    assert told(desk, "coffee_dealt") == []
    assert mine(desk, ann)["next"]["id"] == "2018-12"


def test_who_joins_while_a_round_is_dealt_is_dealt_with_the_others(desk, monkeypatch):
    joined(desk, "ann", "ben")
    service = Coffees()
    service.store, service.settings = CoffeeStore(desk.work), desk.settings
    first = [True]

    def late(guest: Opted, round_id: str) -> bool:
        if first and guest.id == "ann":
            first.clear()
            joined(desk, "cat")
        return True

    monkeypatch.setattr(Opted, "takes_part_in", late)
    job = Job("j-1", "coffee_deal", "2018-11", desk.now, {})
    again = service.deal_round(Call(now=desk.now), job)
    assert isinstance(again, Again)
    assert service.deal_round(Call(now=desk.now), job) is None
    assert told(desk, "coffee_dealt") == [["ann", "ben", "cat"]]
    # Done twice, it is done once.
    assert service.deal_round(Call(now=desk.now), job) is None
    assert len(told(desk, "coffee_dealt")) == 1


def test_no_name_and_no_way_to_reach_somebody_stands_in_an_event(desk):
    ann, _ = joined(desk, "ann", "ben", organisation="Torbay")
    a_month_later(desk)
    group = mine(desk, ann)["group"]["id"]
    desk.knock("coffees.say_reach", {"group_id": group, "reach": "Bench"}, by=ann)
    assert not any(words in str(desk.events()) for words in ("Ann", "Torbay", "Bench"))


def test_rounds_go_on_over_the_end_of_a_year(desk):
    assert round_id_of(month_after(desk.now.replace(month=12).date(), 1)) == "2019-01"
    opted = Opted("ann", 1, "SW", "", "", "Ann", 2, desk.now, last="2018-12")
    assert [opted.takes_part_in(each) for each in ("2019-01", "2019-02")] == [False, True]
    assert replace(opted, skips="2019-02").takes_part_in("2019-02") is False


def test_a_day_that_not_every_month_has_stops_the_start():
    for wrong in ({"coffee_day": 31}, {"buddy_first": "SW=nurse"}):
        with pytest.raises(SettingsError):
            Settings(regions_folder=REGIONS_FOLDER, **wrong)


def test_a_planned_round_keeps_its_seed_when_it_is_planned_again(desk, call):
    store = CoffeeStore(desk.work)
    store.plan(Round("2018-11", 1, "first", desk.now))
    store.plan(Round("2018-11", 1, "second", desk.now))
    kept = store.round("2018-11")
    assert kept is not None
    assert kept.seed == "first"


def test_no_answer_that_is_remembered_says_who_is_met_or_how_they_are_reached(desk):
    desk.now = datetime.now(UTC)  # what is remembered has an end, and that of the desk's day is over
    ann, _ben = joined(desk, "ann", "ben")
    said = {"shown_name": "Ann", "organisation": "The hospital"}
    desk.knock("coffees.join_coffees", said, by=ann, command="c-1")
    a_month_later(desk)
    group = mine(desk, ann)["group"]["id"]
    desk.knock("coffees.say_reach", {"group_id": group, "reach": "Bench"}, by=ann, command="c-2")
    desk.knock("coffees.note_outcome", {"group_id": group, "met": True}, by=ann, command="c-3")
    kept = str([each["answer"] for each in desk.work.database["commands"].find()])
    assert kept.count(group) == 2, "the answers are there"
    assert not any(words in kept for words in ("Ann", "Ben", "Bench", "hospital"))
