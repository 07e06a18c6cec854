"""Feedback at its doors: by nobody's name, once each, shown when it is closed (row 53)."""

import json
from datetime import UTC, datetime

import pytest
from feeds_world import booking, event
from meetings_desk import NOW, coordinator

from chassis.identity import VISITOR, Caller
from contracts.meetings import LESSON_NOTED
from contracts.refusals import Refused

MORNING = datetime(2018, 5, 11, 8, 0, tzinfo=UTC)
CLOSED = datetime(2018, 5, 24, 11, 0, tzinfo=UTC)
ANSWER = {
    "event_id": "event-1",
    "expectation": "yes",
    "learning": 4,
    "met_somebody": True,
    "take_back": "Ask",
}


def member(number):
    return Caller(f"m-{number}", frozenset({"member"}), "NENC")


@pytest.fixture
def over(desk):
    """Seven came, one only booked; it is the morning after."""
    event(desk)
    for number in range(7):
        booking(desk, f"m-{number}", checked_in_at=datetime(2018, 5, 10, 9, number, tzinfo=UTC))
    booking(desk, "m-absent")
    desk.now = MORNING
    return desk


def give(desk, number, **changes):
    return desk.knock(
        "feedback.give_feedback", {**ANSWER, **changes}, by=member(number), command=f"c-{number}"
    )


def read(desk, by=VISITOR):
    return desk.knock("feedback.get_feedback", {"event_id": "event-1"}, by=by)


def refused(ask):
    with pytest.raises(Refused) as no:
        ask()
    return no.value.code


def test_the_counts_are_everybodys_when_the_question_is_closed_and_the_words_the_organisers(over):
    for number in range(5):
        assert give(over, number, learning=number + 1, expectation="no" if number else "partly") == {
            "accepted": True
        }
    assert read(over)["results"] is None
    assert read(over)["open_until"] == CLOSED.isoformat()
    over.now = CLOSED
    told = read(over)
    assert told["open_until"] is None
    assert told["results"] == {
        "base": 5,
        "expectation": {"yes": 0, "partly": 1, "no": 4},
        "learning": [1, 1, 1, 1, 1],
        "met_somebody": 5,
        "take_backs": None,
    }
    assert read(over, by=coordinator())["results"]["take_backs"] == ["Ask"] * 5


def test_four_answers_are_too_few_to_be_shown_even_to_the_organisers(over):
    for number in range(4):
        give(over, number)
    over.now = CLOSED
    assert read(over, by=coordinator())["results"] is None


def test_who_only_booked_and_who_answered_already_are_refused(over):
    give(over, 0)
    assert refused(lambda: give(over, 0)) == "feedback_given"
    assert refused(lambda: give(over, "absent")) == "not_at_event"
    over.now = CLOSED
    assert refused(lambda: give(over, 1)) == "feedback_closed"


def test_the_page_knows_whether_its_reader_may_answer(over):
    give(over, 0)
    assert [(read(over, by=member(each))["may_answer"]) for each in (0, 1, "absent")] == [False, True, False]
    assert read(over, by=member(0))["answered"] is True
    assert read(over)["may_answer"] is False


def test_nothing_that_is_kept_joins_an_answer_to_a_member_or_a_time(over):
    give(over, 3, take_back="Draw the system first")
    (answer,) = over.work.collection("feedback_answers", "closed").find({})
    assert set(answer) == {"_id", "event", "expectation", "learning", "met_somebody", "take_back"}
    assert "m-3" not in str(answer)
    roll = list(over.work.database["feedback_roll"].find({}))
    assert all(set(row) == {"_id", "subject", "member", "answered"} for row in roll)
    assert [row["_id"] for row in roll] == sorted(row["_id"] for row in roll)
    assert over.work.database["commands"].count_documents({}) == 0
    assert over.events() == []


def test_those_who_came_are_told_the_next_morning_and_who_answered_is_not(desk):
    made = event_to_come(desk)
    for number in range(3):
        booking(
            desk,
            f"m-{number}",
            event_id=made["id"],
            checked_in_at=datetime(2018, 5, 10, 9, number, tzinfo=UTC),
        )
    desk.now = datetime(2018, 5, 10, 22, 0, tzinfo=UTC)
    give(desk, 1, event_id=made["id"])
    desk.do_due_work()
    assert told(desk) == []
    desk.now = MORNING
    desk.do_due_work()
    (notice,) = told(desk)
    assert notice["members"] == ["m-0", "m-2"]
    assert notice["path"] == f"/events/{made['id']}/feedback"
    desk.now = CLOSED
    desk.do_due_work()
    assert len(told(desk)) == 1


def test_while_nobody_is_checked_in_we_look_again_each_morning_for_a_week(desk):
    made = event_to_come(desk)
    desk.now = datetime(2018, 5, 12, 8, 0, tzinfo=UTC)
    desk.do_due_work()
    booking(desk, "m-1", event_id=made["id"], checked_in_at=desk.now)
    desk.now = datetime(2018, 5, 13, 8, 0, tzinfo=UTC)
    desk.do_due_work()
    assert [notice["members"] for notice in told(desk)] == [["m-1"]]


def test_of_a_cancelled_event_nobody_is_asked(desk):
    made = event_to_come(desk)
    desk.knock("events.cancel_event", {"id": made["id"], "cause": "Snow"}, by=coordinator())
    assert desk.work.database["jobs"].count_documents({"kind": "event_feedback_asked"}) == 0


def test_what_people_wrote_is_forgotten_after_a_year_and_the_counts_stay(over):
    for number in range(5):
        give(over, number)
    over.now = datetime(2019, 5, 11, 8, 0, tzinfo=UTC)
    over.do_due_work()
    results = read(over, by=coordinator())["results"]
    assert (results["base"], results["take_backs"]) == (5, [])


def test_a_source_that_gives_no_base_leaves_it_blank(over):
    payload = {"event_id": "event-1", "words": "Positive", "source": "Pilot report of November 2018"}
    told = over.knock("feedback.record_feedback_summary", payload, by=coordinator())
    assert told["summary"] == {
        "version": 1, "words": "Positive", "base": None, "source": "Pilot report of November 2018"
    }  # fmt: skip
    again = {**payload, "words": "Mostly positive", "version": 1}
    assert over.knock("feedback.record_feedback_summary", again, by=coordinator())["summary"]["version"] == 2
    assert refused(lambda: over.knock("feedback.record_feedback_summary", again, by=coordinator())) == (
        "stale_version"
    )
    assert read(over)["summary"]["words"] == "Mostly positive"


def test_a_lesson_is_told_to_other_contexts_and_names_nobody(over):
    lesson = {"event_id": "event-1", "text": "Send the data before the day."}
    shown = over.knock("feedback.note_lesson", lesson, by=coordinator())
    assert [each["text"] for each in shown["lessons"]] == ["Send the data before the day."]
    (fact,) = over.events(LESSON_NOTED.name)
    assert (fact["data"]["event_id"], fact["data"]["region"]) == ("event-1", "NENC")
    named = {**lesson, "text": "Ask Dr Example to speak."}
    assert refused(lambda: over.knock("feedback.note_lesson", named, by=coordinator())) == (
        "feedback_names_somebody"
    )


@pytest.mark.parametrize("door", ["note_lesson", "record_feedback_summary"])
def test_only_organisers_write_for_everybody(over, door):
    payload = {"event_id": "event-1", **({"text": "X"} if door == "note_lesson" else {"words": "X"})}
    assert refused(lambda: over.knock(f"feedback.{door}", payload, by=member(0))) == "not_event_organiser"


@pytest.mark.parametrize(
    "wrong",
    [{"learning": 0}, {"learning": 6}, {"learning": "4"}, {"met_somebody": "yes"}, {"expectation": "?"}],
)
def test_an_answer_outside_its_scale_is_refused(over, wrong):
    assert refused(lambda: give(over, 0, **wrong)) == "invalid_input"
    assert json.dumps(read(over, by=member(0))["answered"]) == "false"


def event_to_come(desk):
    payload = {
        "region": "NENC", "kind": "q_event", "title": "Learning", "starts_at": "2018-05-10T09:00:00+00:00",
        "minutes": 300, "place": "Durham",
    }  # fmt: skip
    assert desk.now == NOW
    return desk.knock("events.announce_event", payload, by=coordinator())


def told(desk):
    notices = [each["data"] for each in desk.events("notice_raised")]
    return [each for each in notices if each["kind"] == "feedback_asked"]
