"""Decisions at the doors: the table writes them down, everybody reads the published (row 45)."""

from datetime import UTC, datetime, timedelta

import pytest
from meetings_desk import MEETING, NATIONAL, coordinator

from chassis.call import Call
from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from meetings.attendance.domain import Attendance, Mark
from meetings.attendance.store import AttendanceStore
from meetings.calendar.domain import HELD
from meetings.decisions.store import DecisionStore
from meetings.seats.store import SeatStore

RECORD, LIST, GET = "decisions.record_decision", "decisions.list_decisions", "decisions.get_decision"
CHANGE, REVIEW = "decisions.change_decision", "decisions.review_decision"
AFTER = datetime(2018, 4, 18, 9, 0, tzinfo=UTC)
KEEPER = coordinator()


@pytest.fixture
def desk(desk):
    """The day after the meeting; five seats were filled on it, three make a quorum."""
    for number in range(1, 6):
        desk.holder(f"m-{number}")
    desk.meeting(status=HELD)
    desk.now = AFTER
    return desk


@pytest.fixture
def record(desk):
    def recorded(title="Work on safety incidents", present=3, by=KEEPER, **more):
        took_part = [f"m-{number}" for number in range(1, present + 1)]
        asked = {"meeting": "meeting-1", "title": title, "method": "consent", "took_part": took_part} | more
        return desk.knock(RECORD, asked, by=by)

    return recorded


def publish(desk):
    desk.work.in_transaction(Call(now=desk.now), lambda: DecisionStore(desk.work).share("meeting-1"))


def told(desk):
    return [(each["data"]["kind"], each["data"]["members"]) for each in desk.events("notice_raised")]


def titles(page):
    return [each["title"] for each in page["items"]]


def test_a_decision_is_recorded_with_its_quorum_from_the_seats_filled_that_day_and_told_by_an_event(
    desk, record
):
    made = record(review_on="2018-10-09")
    assert made["quorum"] == {"filled": 5, "took_part": 3, "needed": 3, "is_reached": True}
    (event,) = desk.events("decision_made")
    assert event["data"] == {
        "decision_id": made["id"], "version": 1, "region": "NENC", "meeting_id": "meeting-1",
        "method": "consent", "review_on": "2018-10-09",
    }  # fmt: skip


def test_a_majority_below_the_quorum_is_refused_and_consent_below_it_is_shown_so(record):
    votes = {"method": "majority", "favour": 2, "against": 0, "abstain": 0}
    with refused("decision_without_quorum"):
        record(present=2, **votes)
    assert record(present=3, **votes)["counts"] == {"favour": 2, "against": 0, "abstain": 0}
    with refused("decision_review_wanted"):
        record(present=2)
    assert not record(present=2, review_on="2018-10-09")["quorum"]["is_reached"]


def test_who_took_part_comes_from_the_attendance_where_it_is_recorded(desk, record):
    with refused("decision_took_part_wanted"):
        record(took_part=None)
    marks = [
        ("seat-m-1", "in_room"),
        ("seat-m-2", "online"),
        ("seat-m-3", "apology"),
        ("seat-m-4", "in_room"),
    ]
    kept = tuple(Mark(seat, presence, AFTER) for seat, presence in marks)
    saved = Attendance("meeting-1", 1, "NENC", kept)
    desk.work.in_transaction(Call(now=desk.now), lambda: AttendanceStore(desk.work).save(saved))
    assert record(took_part=None)["quorum"]["took_part"] == 3
    voters = desk.knock("decisions.voters_of_meeting", {"meeting": "meeting-1"}, by=KEEPER)
    assert {each["id"]: each["present"] for each in voters["items"]} == {
        "m-1": True, "m-2": True, "m-3": False, "m-4": True, "m-5": False,
    }  # fmt: skip
    assert voters["needed"] == 3
    with refused("decision_not_seat_holder"):
        record(took_part=["m-9"])


def test_an_apology_from_before_the_meeting_does_not_say_that_nobody_took_part(desk, record):
    desk.now = MEETING.starts_at - timedelta(days=1)
    desk.knock("attendance.send_apology", {"meeting": "meeting-1"}, by=desk.holder("m-1"))
    desk.now = AFTER
    with refused("decision_took_part_wanted"):
        record(took_part=None, review_on="2018-10-09")
    voters = desk.knock("decisions.voters_of_meeting", {"meeting": "meeting-1"}, by=KEEPER)
    assert {each["present"] for each in voters["items"]} == {None}


def test_objections_are_kept_with_their_words_and_what_became_of_them(desk, record):
    said = [{"words": "It takes too much time.", "answer": "stood_aside"}]
    made = record(objections=said)
    publish(desk)
    assert desk.knock(GET, {"id": made["id"]}, by=VISITOR)["objections"] == said
    with refused("decision_objection_open"):
        record(objections=[{"words": "No.", "answer": "maintained"}])
    with refused("invalid_input"):
        record(objections=[{"words": "No.", "answer": "ignored"}])


def test_only_the_table_records_and_reads_what_no_minutes_carry(desk, record):
    with refused("not_your_group"):
        record(by=desk.member("m-9", "NENC"))
    made = record()
    for stranger in (VISITOR, desk.member("m-9", "NENC"), coordinator("SW")):
        with refused("not_found"):
            desk.knock(GET, {"id": made["id"]}, by=stranger)
        assert titles(desk.knock(LIST, by=stranger)) == []
    for insider in (desk.holder("m-5"), KEEPER, NATIONAL):
        assert titles(desk.knock(LIST, by=insider)) == ["Work on safety incidents"]
    publish(desk)
    assert titles(desk.knock(LIST, {"words": "safe"})) == ["Work on safety incidents"]
    assert desk.knock(GET, {"id": made["id"]})["may"] == []


def test_a_closed_parts_decision_never_becomes_public(desk, record):
    made = record("Settle a dispute", is_closed=True)
    publish(desk)
    with refused("not_found"):
        desk.knock(GET, {"id": made["id"]})
    assert desk.knock("decisions.decisions_of_meeting", {"meeting": "meeting-1"})["items"] == []


def test_what_is_written_down_is_corrected_until_minutes_carry_it(desk, record):
    made = record()
    change = {"id": made["id"], "title": "Work on near misses", "version": 1, "item": "item-2"}
    changed = desk.knock(CHANGE, change, by=desk.holder("m-2"))
    assert (changed["title"], changed["version"], changed["item_id"]) == ("Work on near misses", 2, "item-2")
    with refused("stale_version"):
        desk.knock(CHANGE, {"id": made["id"], "title": "Work on falls", "version": 1}, by=KEEPER)
    publish(desk)
    with refused("decision_published"):
        desk.knock(CHANGE, {"id": made["id"], "title": "Work on falls"}, by=KEEPER)
    with refused("not_your_group"):
        desk.knock(CHANGE, {"id": made["id"], "title": "Mine"}, by=desk.member("m-9", "NENC"))


def test_the_table_is_told_when_the_day_of_review_has_come_and_says_what_came_of_it(desk, record):
    made = record(review_on="2018-10-09")
    desk.now = datetime(2018, 10, 9, 10, 59, tzinfo=UTC)
    assert desk.do_due_work() == 0
    desk.now = datetime(2018, 10, 9, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk) == [("decision_review_due", ["m-1", "m-2", "m-3", "m-4", "m-5"])]
    assert titles(desk.knock(LIST, {"state": "review_due"}, by=KEEPER)) == ["Work on safety incidents"]
    asked = {"id": made["id"], "outcome": "kept", "next_on": "2019-04-09"}
    kept = desk.knock(REVIEW, asked, by=KEEPER)
    assert (kept["review_on"], kept["reviews"]) == (
        "2019-04-09", [{"on": "2018-10-09", "outcome": "kept", "words": ""}],
    )  # fmt: skip
    desk.now = datetime(2019, 4, 9, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert len(told(desk)) == 2


def test_a_review_whose_day_was_over_when_it_was_recorded_tells_nobody(desk, record):
    desk.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert record(review_on="2018-10-09")["is_review_due"]
    assert desk.do_due_work() == 0


def test_a_new_decision_takes_the_place_of_an_earlier_one_and_both_say_so(desk, record):
    first = record()
    second = record("Work on near misses", supersedes=first["id"])
    assert second["supersedes"] == {"id": first["id"], "title": "Work on safety incidents"}
    seen = desk.knock(GET, {"id": first["id"]}, by=KEEPER)
    assert (seen["state"], seen["superseded_by"]["id"]) == ("superseded", second["id"])
    with refused("decision_over"):
        record("Again", supersedes=first["id"])
    with refused("not_found"):
        record("Again", supersedes="d-404")


def test_a_meeting_that_has_not_been_or_was_cancelled_decided_nothing(desk, record):
    desk.meeting(id="meeting-2", starts_at=datetime(2018, 7, 17, 9, 0, tzinfo=UTC))
    with refused("meeting_not_begun"):
        record(meeting="meeting-2")
    desk.meeting(id="meeting-3", status="cancelled")
    with refused("meeting_cancelled"):
        record(meeting="meeting-3")


def test_a_decision_of_a_meeting_without_the_public_is_the_tables_unless_somebody_says_otherwise(
    desk, record
):
    desk.meeting(version=2, status=HELD, access="closed", public_link="")
    assert (record()["is_closed"], record(is_closed=False)["is_closed"]) == (True, False)


def test_a_longer_list_asks_no_more_of_the_store(desk, record, monkeypatch):
    asked = []
    held_by = SeatStore.held_by
    monkeypatch.setattr(SeatStore, "held_by", lambda *of: asked.append(of) or held_by(*of))

    def questions() -> int:
        asked.clear()
        assert desk.knock(LIST, {"region": "NENC"}, by=desk.holder("m-1"))["items"]
        return len(asked)

    record()
    few = questions()
    for number in range(4):
        record(f"Decision {number}")
    assert questions() == few


def test_what_is_no_word_finds_nothing_instead_of_everything(desk, record):
    record()
    for words in ("Q", "?!"):
        assert titles(desk.knock(LIST, {"words": words}, by=KEEPER)) == []
    assert titles(desk.knock(LIST, {"words": "safety ?"}, by=KEEPER)) == ["Work on safety incidents"]
