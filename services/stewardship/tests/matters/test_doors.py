"""Raising, joining and answering, at the doors (row 24)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from stewardship_desk import NATIONAL, convenor, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from commons.people.domain import Person
from commons.people.store import People

RAISE, ANSWER, GET = "matters.raise_matter", "matters.answer_matter", "matters.get_matter"
TIME = {"group": "SW", "title": "More time for members", "text": "Employers give none. What can be done?"}


@pytest.fixture
def told(desk):
    """``told(kind)``: who was told by notices of that kind; the offices are held by people we know."""
    for number, role in enumerate(("convenor:SW", "convenor:WOE", "coordinator:NENC", "national_team")):
        region = role.partition(":")[2] or "WOE"
        People(desk.work).keep(Person(f"p-{number}", 1, region, "active", date(2018, 1, 1), (role,)))

    def members(kind):
        return [
            member
            for event in desk.events("notice_raised")
            if event["data"]["kind"] == kind
            for member in event["data"]["members"]
        ]

    return members


def test_a_matter_of_3_september_is_answered_on_17_september_and_every_region_reads_it(desk, told):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    assert raised["asked"][0]["due_at"] == "2018-09-17T11:00:00+00:00"
    assert told("matter_raised") == ["p-3"]
    desk.now = datetime(2018, 9, 17, 9, 0, tzinfo=UTC)
    answer = {"id": raised["id"], "group": "UK", "outcome": "accepted", "reasons": "We write to employers."}
    desk.knock(ANSWER, answer, by=NATIONAL)
    assert told("matter_answered") == ["p-0"]
    for reader in (convenor("SW"), convenor("NENC"), coordinator("WOE"), VISITOR):
        seen = desk.knock(GET, {"id": raised["id"]}, by=reader)
        assert (seen["state"], seen["asked"][0]["outcome"]) == ("answered", "accepted")
        assert seen["asked"][0]["reasons"] == "We write to employers."
        assert not seen["asked"][0]["late"]
        assert [step["kind"] for step in seen["history"]] == ["raised", "answered"]


def test_no_reader_learns_which_person_did_what(desk):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    assert "v-SW" not in str(desk.knock(GET, {"id": raised["id"]}, by=NATIONAL))


def test_each_side_sees_what_it_may_do_and_a_visitor_nothing(desk):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    may = {
        by.subject: desk.knock(GET, {"id": raised["id"]}, by=by)["may"]
        for by in (convenor("SW"), convenor("WOE"), NATIONAL, VISITOR)
    }
    assert may["v-SW"] == {"withdraw": ["SW"]}
    assert may["v-WOE"] == {"join": ["WOE"]}
    assert may["n-1"] == {"acknowledge": ["UK"], "answer": ["UK"]}
    assert may[""] == {}


def test_nobody_speaks_for_a_group_that_is_not_theirs(desk):
    member = Caller("m-9", frozenset({"member"}), "SW")
    for stranger in (member, convenor("WOE"), NATIONAL):
        with refused("not_your_region"):
            desk.knock(RAISE, TIME, by=stranger)
    with refused("sign_in_required"):
        desk.knock(RAISE, TIME)
    with refused("region_unknown"):
        desk.knock(RAISE, {**TIME, "group": "ATLANTIS"}, by=NATIONAL)
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    answer = {"id": raised["id"], "group": "UK", "outcome": "noted", "reasons": "Seen."}
    with refused("not_your_region"):
        desk.knock(ANSWER, answer, by=convenor("SW"))


def test_whoever_holds_a_seat_speaks_for_the_region_while_the_term_lasts(desk, told):
    holder = desk.member("m-7", "SW")
    seat = {"region": "SW", "member_id": "m-7", "background": "Nurse consultant", "months": 6}
    desk.knock("seats.fill_seat", {**seat, "designation": "appointed"}, by=coordinator("SW"))
    assert desk.knock("matters.acting_for", by=holder) == {"items": ["SW"]}
    raised = desk.knock(RAISE, TIME, by=holder)
    answer = {"id": raised["id"], "group": "UK", "outcome": "noted", "reasons": "Seen."}
    desk.knock(ANSWER, answer, by=NATIONAL)
    assert sorted(told("matter_answered")) == ["m-7", "p-0"]
    desk.now += timedelta(days=200)
    assert desk.knock("matters.acting_for", by=holder) == {"items": []}
    with refused("not_your_region"):
        desk.knock("matters.close_matter", {"id": raised["id"], "group": "SW"}, by=holder)


def test_who_reads_an_old_version_is_refused_but_a_repetition_is_not(desk):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    arrived = {"id": raised["id"], "group": "UK", "version": 1}
    first = desk.knock("matters.acknowledge_matter", arrived, by=NATIONAL)
    assert desk.knock("matters.acknowledge_matter", arrived, by=NATIONAL) == first
    with refused("stale_version"):
        desk.knock(ANSWER, {**arrived, "outcome": "noted", "reasons": "Seen."}, by=NATIONAL)


def test_a_title_that_looks_alike_is_held_up_and_the_region_joins_instead(desk):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    alike = {"group": "WOE", "title": "Members lack time", "text": "Here too."}
    found = desk.knock("matters.similar_matters", {"title": alike["title"]}, by=convenor("WOE"))
    assert [each["id"] for each in found["items"]] == [raised["id"]]
    with refused("matter_looks_alike") as no:
        desk.knock(RAISE, alike, by=convenor("WOE"))
    assert "More time for members" in no.value.fields["title"][0]
    joined = desk.knock(
        "matters.join_matter", {"id": raised["id"], "group": "WOE", "words": "Here too."}, by=convenor("WOE")
    )
    assert joined["raised_by_number"] == 2
    with refused("matter_already_joined"):
        desk.knock("matters.join_matter", {"id": raised["id"], "group": "WOE"}, by=coordinator("WOE"))
    assert desk.knock(RAISE, {**alike, "is_new": True}, by=convenor("WOE"))["id"] != raised["id"]


def test_a_matter_that_ended_holds_nobody_up(desk):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    back = {"id": raised["id"], "group": "SW", "reason": "Solved here."}
    desk.knock("matters.withdraw_matter", back, by=convenor("SW"))
    assert desk.knock("matters.similar_matters", {"title": TIME["title"]}, by=convenor("SW"))["items"] == []
    assert desk.knock(RAISE, TIME, by=convenor("SW"))["state"] == "raised"


def test_whoever_joined_is_told_the_answer_too(desk, told):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    desk.knock("matters.join_matter", {"id": raised["id"], "group": "WOE"}, by=convenor("WOE"))
    answer = {"id": raised["id"], "group": "UK", "outcome": "declined", "reasons": "No money."}
    desk.knock(ANSWER, answer, by=NATIONAL)
    assert sorted(told("matter_answered")) == ["p-0", "p-1"]


def test_the_centre_writes_to_all_regions_that_have_somebody_to_answer(desk, told):
    news = {"group": "UK", "to": ["all"], "title": "A survey", "text": "Please pass it on."}
    raised = desk.knock(RAISE, news, by=NATIONAL)
    assert [each["group"] for each in raised["asked"]] == ["NENC", "SW", "WOE"]
    assert sorted(told("matter_raised")) == ["p-0", "p-1", "p-2"]
    with refused("region_unknown"):
        desk.knock(RAISE, {**news, "to": ["ATLANTIS"], "is_new": True}, by=NATIONAL)
    with refused("matter_addressed_wrongly"):
        desk.knock(RAISE, {**news, "to": [], "is_new": True}, by=NATIONAL)


def test_the_centres_matter_is_passed_on_with_local_notes_and_a_region_may_do_it_otherwise(desk):
    news = {"group": "UK", "to": ["SW", "WOE"], "title": "A survey", "text": "Please pass it on."}
    raised = desk.knock(RAISE, news, by=NATIONAL)
    here = {"id": raised["id"], "group": "SW"}
    passed = desk.knock("matters.pass_on_matter", {**here, "notes": "In Devon by post."}, by=convenor("SW"))
    assert passed["asked"][0]["notes"] == "In Devon by post."
    own = {"id": raised["id"], "group": "WOE", "outcome": "otherwise", "reasons": "We ask at the event."}
    answered = desk.knock(ANSWER, own, by=coordinator("WOE"))
    assert [each["outcome"] for each in answered["asked"]] == [None, "otherwise"]
    counts = desk.knock("matters.matter_traffic")
    assert counts["cascades"]["passed_on"] == 1
    assert [row["region"] for row in counts["cascades_by_region"]] == ["SW", "WOE"]


def test_who_is_late_is_reminded_then_listed_for_everyone_and_both_sides_are_told(desk, told):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    desk.now = datetime(2018, 9, 14, 10, 59, tzinfo=UTC)
    assert desk.do_due_work() == 0
    desk.now += timedelta(minutes=1)
    desk.do_due_work()
    assert told("matter_due") == ["p-3"]
    assert desk.knock("matters.list_matters", {"overdue": True})["items"] == []
    desk.now = datetime(2018, 9, 17, 11, 0, tzinfo=UTC)
    listed = desk.knock("matters.list_matters", {"overdue": True})["items"]
    assert [(each["id"], each["overdue"]) for each in listed] == [(raised["id"], ["UK"])]
    desk.do_due_work()
    assert sorted(told("matter_overdue")) == ["p-0", "p-3"]
    seen = desk.knock(GET, {"id": raised["id"]})
    assert [step["kind"] for step in seen["history"]] == ["raised", "overdue"]
    late = desk.knock("matters.acknowledge_matter", {"id": raised["id"], "group": "UK"}, by=NATIONAL)
    assert late["asked"][0]["late"]
    assert desk.knock("matters.list_matters", {"overdue": True})["items"] == []
    assert desk.do_due_work() == 0


def test_nobody_is_reminded_of_what_was_acknowledged(desk, told):
    raised = desk.knock(RAISE, TIME, by=convenor("SW"))
    desk.knock("matters.acknowledge_matter", {"id": raised["id"], "group": "UK"}, by=NATIONAL)
    desk.now += timedelta(days=30)
    desk.do_due_work()
    assert told("matter_due") == told("matter_overdue") == []


def test_a_members_proposal_is_seen_by_the_group_and_the_member_learns_what_became_of_it(desk, told):
    ada = Caller("m-1", frozenset({"member"}), "SW")
    words = {"title": "Parking at events", "text": "It costs too much."}
    proposal = desk.knock("matters.propose_matter", words, by=ada)
    assert told("matter_proposed") == ["p-0"]
    assert desk.knock("matters.list_matters")["items"] == []
    with refused("not_your_region"):
        desk.knock("matters.list_proposals", {"region": "SW"}, by=convenor("WOE"))
    waiting = desk.knock("matters.list_proposals", {"region": "SW"}, by=convenor("SW"))["items"]
    assert [each["id"] for each in waiting] == [proposal["id"]]
    assert "m-1" not in str(waiting)
    decide = {"id": proposal["id"], "decision": "raise", "title": "Parking costs at events", "reason": "Yes."}
    with refused("not_found"):
        desk.knock("matters.decide_proposal", decide, by=convenor("WOE"))
    taken = desk.knock("matters.decide_proposal", decide, by=convenor("SW"))
    assert told("matter_answered") == ["m-1"]
    mine = desk.knock("matters.my_proposals", by=ada)["items"]
    assert (mine[0]["state"], mine[0]["matter_id"]) == ("taken_up", taken["matter_id"])
    assert desk.knock(GET, {"id": taken["matter_id"]})["title"] == "Parking costs at events"
    with refused("proposal_decided"):
        desk.knock("matters.decide_proposal", decide, by=convenor("SW"))


def test_a_proposal_joins_a_matter_or_is_turned_down_with_a_reason(desk):
    ada = Caller("m-1", frozenset({"member"}), "SW")
    raised = desk.knock(RAISE, {**TIME, "group": "WOE"}, by=convenor("WOE"))
    words = {"title": "Time", "text": "We have none in Devon."}
    first = desk.knock("matters.propose_matter", words, by=ada)
    join = {"id": first["id"], "decision": "join", "matter_id": raised["id"]}
    with refused("invalid_input"):
        desk.knock("matters.decide_proposal", {**join, "matter_id": None}, by=convenor("SW"))
    desk.knock("matters.decide_proposal", join, by=convenor("SW"))
    seen = desk.knock(GET, {"id": raised["id"]})
    assert [voice["group"] for voice in seen["raised_by"]] == ["WOE", "SW"]
    second = desk.knock("matters.propose_matter", {**words, "text": "Again."}, by=ada)
    no = {"id": second["id"], "decision": "turn_down"}
    with refused("reason_required"):
        desk.knock("matters.decide_proposal", no, by=convenor("SW"))
    down = desk.knock("matters.decide_proposal", {**no, "reason": "It is raised."}, by=convenor("SW"))
    assert (down["state"], down["reason"]) == ("turned_down", "It is raised.")


def test_a_proposal_is_taken_back_by_its_member_alone(desk):
    ada = Caller("m-1", frozenset({"member"}), "SW")
    proposal = desk.knock("matters.propose_matter", {"title": "Parking", "text": "It costs."}, by=ada)
    with refused("not_found"):
        desk.knock("matters.take_back_proposal", {"id": proposal["id"]}, by=Caller("m-2", ada.roles, "SW"))
    for _ in range(2):
        back = desk.knock("matters.take_back_proposal", {"id": proposal["id"]}, by=ada)
        assert back["state"] == "taken_back"
    assert desk.knock("matters.list_proposals", {"region": "SW"}, by=convenor("SW"))["items"] == []


@pytest.mark.parametrize(
    "changed",
    [{"title": ""}, {"title": "x" * 121}, {"text": {"$ne": ""}}, {"to": "all"}, {"state": "closed"}],
)
def test_a_wrong_matter_is_refused_and_leaves_nothing(desk, changed):
    with refused("invalid_input"):
        desk.knock(RAISE, {**TIME, **changed}, by=convenor("SW"))
    assert desk.work.database["matters"].count_documents({}) == 0
    assert desk.events() == []
