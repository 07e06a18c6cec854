"""Actions at the doors: the table writes, owners end, everybody reads what minutes carry (row 45)."""

from datetime import UTC, datetime, timedelta

import pytest
from meetings_desk import coordinator

from chassis.call import Call
from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from meetings.actions.store import ActionStore
from meetings.calendar.domain import HELD

ADD, LIST, OF_MEETING = "actions.add_action", "actions.list_actions", "actions.actions_of_meeting"
FINISH, CHANGE, MINE = "actions.finish_action", "actions.change_action", "actions.my_actions"
JULY = datetime(2018, 7, 17, 9, 0, tzinfo=UTC)
AFTER = datetime(2018, 4, 18, 9, 0, tzinfo=UTC)
KEEPER = coordinator()


@pytest.fixture
def desk(desk):
    """The day after the meeting, at which m-1 and m-2 have seats; the second meeting is in July."""
    desk.holder("m-1", background="Nurse consultant")
    desk.holder("m-2", background="Consultant")
    desk.meeting(status=HELD)
    desk.meeting(id="meeting-2", starts_at=JULY)
    desk.now = AFTER
    return desk


@pytest.fixture
def add(desk):
    def added(text="Ask the host for rooms", owner="m-1", due_on="2018-05-31", by=KEEPER, **more):
        asked = {"meeting": "meeting-1", "text": text, "owner": owner, "due_on": due_on} | more
        return desk.knock(ADD, asked, by=by)

    return added


def told(desk, kind):
    return [
        member
        for event in desk.events("notice_raised")
        if event["data"]["kind"] == kind
        for member in event["data"]["members"]
    ]


def publish(desk):
    desk.work.in_transaction(Call(now=desk.now), lambda: ActionStore(desk.work).share("meeting-1"))


def texts(items):
    return [each["text"] for each in items]


def test_of_three_actions_two_are_done_and_one_appears_at_the_second_meeting_as_carried(desk, add):
    first, second, third = (add(text) for text in ("One", "Two", "Three"))
    desk.now += timedelta(days=10)
    for each in (first, second):
        desk.knock(FINISH, {"id": each["id"], "note": "Done."}, by=desk.holder("m-1"))
    seen = desk.knock(OF_MEETING, {"meeting": "meeting-2"}, by=KEEPER)
    assert (seen["raised"], texts(seen["carried"])) == ([], ["Three"])
    assert seen["carried"][0]["carried"] == 0
    desk.meeting(id="meeting-2", version=2, starts_at=JULY, status=HELD)
    seen = desk.knock(OF_MEETING, {"meeting": "meeting-2"}, by=KEEPER)
    assert [(each["id"], each["carried"]) for each in seen["carried"]] == [(third["id"], 1)]


def test_an_action_without_an_owner_or_with_a_stranger_as_owner_is_refused(desk, add):
    with refused("action_needs_owner") as no:
        add(owner="")
    assert list(no.value.fields) == ["owner"]
    with refused("action_owner_unknown"):
        add(owner="m-404")


def test_only_the_table_writes_actions_and_only_of_a_meeting_that_has_begun(desk, add):
    with refused("not_your_group"):
        add(by=desk.member("m-9", "NENC"))
    with refused("not_your_group"):
        add(by=coordinator("SW"))
    with refused("meeting_not_begun"):
        add(meeting="meeting-2")
    assert add(by=desk.holder("m-2"))["owner"] == "Nurse consultant, Newcastle"


def test_everybody_reads_what_published_minutes_carry_without_notes_and_names(desk, add):
    add()
    add("Settle a dispute", is_closed=True)
    assert desk.knock(LIST, {"region": "NENC"})["items"] == []
    publish(desk)
    seen = desk.knock(LIST, {"region": "NENC"}, by=VISITOR)["items"]
    assert texts(seen) == ["Ask the host for rooms"]
    assert (seen[0]["owner"], seen[0]["owner_id"]) == ("Nurse consultant, Newcastle", None)
    assert [(step["kind"], step["by"]) for step in seen[0]["history"]] == [("raised", None)]
    assert "c-NENC" not in str(seen)
    assert "m-1" not in str(seen)
    assert texts(desk.knock(OF_MEETING, {"meeting": "meeting-1"})["raised"]) == ["Ask the host for rooms"]
    assert len(desk.knock(LIST, {"region": "NENC"}, by=desk.holder("m-2"))["items"]) == 2


def test_an_action_of_a_closed_part_is_not_found_by_others_than_its_table_and_its_owner(desk, add):
    closed = add("Settle a dispute", owner="m-1", is_closed=True)
    for reader in (VISITOR, desk.member("m-9", "NENC"), coordinator("SW")):
        with refused("not_found"):
            desk.knock("actions.get_action", {"id": closed["id"]}, by=reader)
        with refused("sign_in_required" if reader is VISITOR else "not_found"):
            desk.knock(FINISH, {"id": closed["id"]}, by=reader)
    assert desk.knock("actions.get_action", {"id": closed["id"]}, by=desk.holder("m-1"))["is_mine"]


def test_the_owner_ends_their_own_and_nobody_else_of_the_members_does(desk, add):
    made = add()
    publish(desk)
    with refused("not_action_owner"):
        desk.knock(FINISH, {"id": made["id"]}, by=desk.member("m-9", "NENC"))
    with refused("not_your_group"):
        desk.knock("actions.drop_action", {"id": made["id"], "reason": "No."}, by=desk.member("m-9", "NENC"))
    with refused("invalid_input") as no:
        desk.knock(FINISH, {"id": made["id"], "on": "2018-05-01"}, by=desk.holder("m-1"))
    assert list(no.value.fields) == ["on"]
    done = desk.knock(FINISH, {"id": made["id"], "note": "Rooms are booked."}, by=desk.holder("m-1"))
    assert (done["state"], done["ended_on"], done["may"]) == ("done", "2018-04-18", ["reopen"])
    assert [step["by"] for step in done["history"]] == ["A member of Q", "Nurse consultant, Newcastle"]


def test_the_owner_is_told_when_given_before_the_day_and_after_it_once_each(desk, add):
    made = add()
    add("My own", owner="m-2", by=desk.holder("m-2"))
    assert told(desk, "action_given") == ["m-1"]
    desk.now = datetime(2018, 5, 28, 10, 59, tzinfo=UTC)
    assert desk.do_due_work() == 0
    desk.now = datetime(2018, 5, 28, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert sorted(told(desk, "action_due")) == ["m-1", "m-2"]
    desk.knock(FINISH, {"id": made["id"]}, by=desk.holder("m-1"))
    desk.now = datetime(2018, 6, 3, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    desk.do_due_work()
    assert told(desk, "action_overdue") == ["m-2"]
    assert sorted(told(desk, "action_due")) == ["m-1", "m-2"]


def test_another_day_is_reminded_of_anew(desk, add):
    made = add()
    desk.now = datetime(2018, 5, 28, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    desk.knock(CHANGE, {"id": made["id"], "due_on": "2018-06-30", "words": "Summer."}, by=KEEPER)
    desk.now = datetime(2018, 6, 27, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    causes = [event["data"]["cause"] for event in desk.events("notice_raised")]
    assert causes[1:] == [f"action:{made['id']}:due:2018-05-31", f"action:{made['id']}:due:2018-06-30"]


def test_an_action_that_is_recorded_long_after_its_day_tells_nobody(desk, add):
    desk.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    add()
    assert desk.do_due_work() == 0
    assert desk.events("notice_raised") == []


def test_asked_for_another_day_the_table_is_told_and_answers(desk, add):
    made, owner = add(), desk.holder("m-1")
    asked = {"id": made["id"], "due_on": "2018-06-30", "words": "The host is away."}
    seen = desk.knock("actions.ask_for_day", asked, by=owner)
    assert (seen["due_on"], seen["asked_day"]) == ("2018-05-31", "2018-06-30")
    assert told(desk, "action_day_asked") == ["m-2"]
    with refused("not_action_owner"):
        desk.knock("actions.ask_for_day", asked, by=desk.holder("m-2"))
    with refused("stale_version"):
        desk.knock(CHANGE, {"id": made["id"], "due_on": "2018-06-30", "version": 1}, by=KEEPER)
    moved = desk.knock(CHANGE, {"id": made["id"], "due_on": "2018-06-30", "version": 2}, by=KEEPER)
    assert (moved["due_on"], moved["asked_day"]) == ("2018-06-30", None)


def test_handed_over_it_is_the_new_owners_once_they_accept(desk, add):
    made = add()
    offer = {"id": made["id"], "to": "m-2", "words": "You know them."}
    desk.knock("actions.offer_action", offer, by=desk.holder("m-1"))
    assert told(desk, "action_offered") == ["m-2"]
    second = desk.holder("m-2", background="Consultant")
    assert [each["offered_to_me"] for each in desk.knock(MINE, by=second)["offered"]] == [True]
    with refused("action_not_offered"):
        answer = {"id": made["id"], "accepts": True}
        desk.knock("actions.answer_offer", answer, by=desk.holder("m-3"))
    taken = desk.knock("actions.answer_offer", {"id": made["id"], "accepts": True}, by=second)
    assert (taken["owner"], taken["is_mine"]) == ("Consultant, Newcastle", True)
    mine = desk.knock(MINE, by=second)
    assert (texts(mine["open"]), mine["offered"]) == (["Ask the host for rooms"], [])


def test_my_actions_are_those_of_every_group(desk, add):
    desk.meeting(id="meeting-9", region="SW", status=HELD)
    add("Here")
    add("There", meeting="meeting-9", by=coordinator("SW"), due_on="2018-04-30")
    mine = desk.knock(MINE, by=desk.holder("m-1"))
    assert [(each["text"], each["region"]) for each in mine["open"]] == [("There", "SW"), ("Here", "NENC")]


def test_the_register_is_filtered_by_state_and_what_is_overdue(desk, add):
    add("Late", due_on="2018-04-20")
    add("Open")
    dropped = add("Dropped")
    desk.knock("actions.drop_action", {"id": dropped["id"], "reason": "Not needed."}, by=KEEPER)
    desk.now = datetime(2018, 4, 21, 9, 0, tzinfo=UTC)
    found = {
        state: texts(desk.knock(LIST, {"region": "NENC", "state": state}, by=KEEPER)["items"])
        for state in ("open", "overdue", "dropped", "done")
    }
    assert found == {"open": ["Late", "Open"], "overdue": ["Late"], "dropped": ["Dropped"], "done": []}
    with refused("region_unknown"):
        desk.knock(LIST, {"region": "ATLANTIS"})


def test_the_table_is_offered_as_owners_by_the_words_of_the_group(desk):
    found = desk.knock("actions.possible_owners", {"region": "NENC"}, by=KEEPER)["items"]
    assert found == [
        {"id": "m-2", "called": "Consultant, Newcastle"},
        {"id": "m-1", "called": "Nurse consultant, Newcastle"},
    ]
    with refused("not_your_group"):
        desk.knock("actions.possible_owners", {"region": "NENC"}, by=desk.member("m-9", "NENC"))


def test_an_owner_who_has_left_is_shown_and_reminded_no_more(desk, add):
    add()
    desk.member("m-1", status="left")
    assert desk.knock(LIST, {"region": "NENC"}, by=KEEPER)["items"][0]["owner_left"]
    desk.now = datetime(2018, 6, 28, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk, "action_overdue") == []


def test_who_takes_over_from_an_owner_who_left_is_reminded(desk, add):
    made = add()
    desk.member("m-1", status="left")
    desk.now = datetime(2018, 5, 28, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    desk.knock("actions.offer_action", {"id": made["id"], "to": "m-2"}, by=KEEPER)
    desk.knock("actions.answer_offer", {"id": made["id"], "accepts": True}, by=desk.holder("m-2"))
    desk.now = datetime(2018, 6, 3, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk, "action_overdue") == ["m-2"]


@pytest.mark.parametrize("due_on", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_calendar_reaches_is_refused_beside_its_field(desk, add, due_on):
    with refused("invalid_input") as no:
        add(due_on=due_on)
    assert list(no.value.fields) == ["due_on"]


def test_an_action_of_a_meeting_without_the_public_is_the_tables_unless_somebody_says_otherwise(desk, add):
    desk.meeting(version=2, status=HELD, access="closed", public_link="")
    add("Nobody said")
    add("Somebody said", is_closed=False)
    publish(desk)
    seen = desk.knock(OF_MEETING, {"meeting": "meeting-1"}, by=VISITOR)
    assert texts(seen["raised"]) == ["Somebody said"]
