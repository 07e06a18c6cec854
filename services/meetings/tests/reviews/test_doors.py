"""Cycles at the doors: what one decides begins the next plan (row 48)."""

from datetime import UTC, datetime, timedelta

import pytest
from meetings_desk import MEETING, Desk, convenor, coordinator

from chassis.identity import VISITOR
from contracts.refusals import Refused
from meetings.calendar.domain import CANCELLED
from meetings.seats.domain import CHAIR

SECOND = datetime(2018, 7, 17, 9, 0, tzinfo=UTC)
AFTER = MEETING.ends_at + timedelta(hours=1)


def plan(desk, meeting="meeting-1", by=None, aim="Decide faster", **more):
    words = {"meeting": meeting, "aim": aim, "prediction": "Every item ends in time", **more}
    return desk.knock("reviews.plan_cycle", words, by=by or convenor())


def study(desk, cycle="meeting-1", by=None, **more):
    words = {"id": cycle, "done": "Papers came late", "match": "otherwise", "learned": "Nobody had read them"}
    return desk.knock("reviews.study_cycle", {**words, **more}, by=by or convenor())


def close(desk, cycle="meeting-1", by=None, text="Send papers earlier", **more):
    words = {"id": cycle, "kind": "adapt", "text": text, **more}
    return desk.knock("reviews.close_cycle", words, by=by or convenor())


def review(desk, meeting="meeting-1", by=VISITOR):
    return desk.knock("reviews.get_review", {"meeting": meeting}, by=by)


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """Two meetings of NENC; the first one's cycle is closed, an hour after its end."""
    desk.meeting()
    desk.meeting(id="meeting-2", starts_at=SECOND)
    plan(desk)
    desk.now = AFTER
    study(desk)
    close(desk)
    return desk


def test_the_act_of_the_first_cycle_is_the_plan_of_the_second_by_itself(closed: Desk):
    second = review(closed, "meeting-2")
    assert (second["state"], second["number"]) == ("none", 2)
    assert second["carried"] == {
        "id": "meeting-1",
        "day": "2018-04-17",
        "kind": "adapt",
        "text": "Send papers earlier",
    }
    plan(closed, "meeting-2", aim="Send papers earlier")
    assert review(closed, "meeting-2")["carried"]["text"] == "Send papers earlier"
    assert review(closed)["carried"] is None


def test_a_meeting_that_moves_takes_its_place_in_the_chain_along(closed: Desk):
    closed.meeting(id="meeting-2", version=2, starts_at=MEETING.starts_at - timedelta(days=7))
    assert review(closed, "meeting-2")["carried"] is None
    assert review(closed, "meeting-2")["number"] == 1


def test_everybody_reads_aim_and_act_and_the_table_reads_all(closed: Desk):
    member = closed.holder("m-1")
    seen, known = review(closed), review(closed, by=member)
    assert (seen["aim"], seen["match"], seen["act"]["text"]) == (
        "Decide faster",
        "otherwise",
        "Send papers earlier",
    )
    assert (seen["prediction"], seen["done"], seen["learned"], seen["may_write"]) == (None, None, None, False)
    assert known["prediction"] == "Every item ends in time"
    assert (known["done"], known["may_write"]) == ("Papers came late", False)


def test_before_the_cycle_is_closed_only_the_table_reads_how_it_compares(desk: Desk):
    desk.meeting()
    plan(desk)
    desk.now = AFTER
    study(desk)
    assert (review(desk)["match"], review(desk, by=convenor())["match"]) == (None, "otherwise")


def test_only_who_leads_or_keeps_the_group_writes(desk: Desk):
    desk.meeting()
    for stranger in (desk.holder("m-1"), convenor("SW"), desk.member("m-2", "NENC")):
        with pytest.raises(Refused, match="not_your_group"):
            plan(desk, by=stranger)
    plan(desk, by=desk.holder("m-3", kind=CHAIR))
    desk.now = AFTER
    with pytest.raises(Refused, match="not_your_group"):
        study(desk, by=desk.holder("m-1"))
    assert study(desk, by=coordinator())["state"] == "studied"


def test_a_prediction_is_not_changed_after_the_meeting_began(desk: Desk):
    desk.meeting()
    plan(desk)
    desk.now = MEETING.starts_at
    with pytest.raises(Refused, match="prediction_fixed"):
        plan(desk, aim="Something that happened")
    assert review(desk)["aim"] == "Decide faster"


def test_a_plan_that_comes_late_is_shown_as_late(desk: Desk):
    desk.meeting()
    desk.now = AFTER
    assert plan(desk)["is_late"] is True


def test_two_people_at_once_lose_nothing(desk: Desk):
    desk.meeting()
    plan(desk)
    plan(desk, aim="Another aim", version=1)
    with pytest.raises(Refused, match="stale_version"):
        plan(desk, aim="A third aim", version=1)


def test_a_cancelled_meeting_is_no_cycle(desk: Desk):
    desk.meeting(status=CANCELLED)
    with pytest.raises(Refused, match="meeting_cancelled"):
        plan(desk)


def test_an_unpublished_meeting_and_an_unknown_cycle_are_not_found(desk: Desk):
    desk.meeting(published_at=None)
    for attempt in (lambda: review(desk), lambda: study(desk, "none"), lambda: plan(desk, by=convenor("SW"))):
        with pytest.raises(Refused, match="not_found"):
            attempt()
    assert plan(desk)["state"] == "planned"


@pytest.mark.parametrize(("region", "states"), [("NENC", ["none", "closed"]), ("SW", ["closed"])])
def test_where_meetings_are_cycles_one_without_a_plan_is_listed(desk: Desk, region, states):
    desk.meeting(region=region)
    desk.meeting(id="meeting-2", starts_at=SECOND, region=region)
    plan(desk, by=convenor(region))
    desk.now = AFTER
    study(desk, by=convenor(region))
    close(desk, by=convenor(region))
    found = desk.knock("reviews.region_reviews", {"region": region})
    assert [each["state"] for each in found["meetings"]] == states
    assert found["is_required"] is (region == "NENC")


def test_the_group_itself_is_one_cycle_over_its_year(desk: Desk):
    words = {
        "region": "NENC",
        "title": "The first year",
        "since": "2018-04-01",
        "until": "2019-03-31",
        "aim": "A group that members know",
        "prediction": "Half of the members have met somebody of the group",
    }
    made = desk.knock("reviews.plan_series", words, by=convenor())
    assert (made["is_late"], made["title"]) == (True, "The first year")
    study(desk, made["id"])
    answer = close(desk, made["id"], text="Visit each area")
    assert (answer["state"], answer["act"]["text"]) == ("closed", "Visit each area")
    found = desk.knock("reviews.region_reviews", {"region": "NENC"})["series"]
    assert [(each["id"], each["prediction"]) for each in found] == [(made["id"], None)]
    assert desk.knock("reviews.get_series", {"id": made["id"]})["aim"] == "A group that members know"
    with pytest.raises(Refused, match="series_dates_wrong"):
        desk.knock("reviews.plan_series", {**words, "until": "2018-03-01"}, by=convenor())
    with pytest.raises(Refused, match="not_your_group"):
        desk.knock("reviews.plan_series", words, by=convenor("SW"))
    with pytest.raises(Refused) as no:
        desk.knock("reviews.plan_series", {**words, "since": "0018-04-01"}, by=convenor())
    assert no.value.fields == {"since": ["Enter a year between 1900 and 2999."]}


def reminded(desk, kind="cycle_close_due"):
    told = [event["data"] for event in desk.events("notice_raised")]
    return [each["members"] for each in told if each["kind"] == kind]


@pytest.mark.parametrize(("region", "is_reminded"), [("NENC", True), ("SW", False)])
def test_the_keepers_are_reminded_once_where_meetings_are_cycles(desk: Desk, region, is_reminded):
    desk.holder("m-1", region)
    desk.member("v-1", region, f"convenor:{region}")
    desk.meeting(region=region)
    desk.now = AFTER
    marks = {"meeting": "meeting-1", "marks": [{"seat": "seat-m-1", "presence": "online"}]}
    desk.knock("attendance.mark_attendance", marks, by=coordinator(region))
    desk.do_due_work()
    assert reminded(desk) == ([["v-1"]] if is_reminded else [])


def planned_meeting(desk, region, starts_at):
    words = {
        "region": region,
        "title": "Summer meeting",
        "starts_at": starts_at.isoformat(),
        "minutes": 90,
        "mode": "face_to_face",
        "place": "Penrith",
    }
    return desk.knock("calendar.plan_meeting", words, by=convenor(region))


@pytest.mark.parametrize(
    ("region", "is_planned", "told"), [("NENC", False, 1), ("NENC", True, 0), ("SW", False, 0)]
)
def test_a_week_before_a_meeting_without_a_plan_its_keepers_are_reminded(
    desk: Desk, region, is_planned, told
):
    desk.member("v-1", region, f"convenor:{region}")
    made = planned_meeting(desk, region, SECOND)
    if is_planned:
        plan(desk, made["id"], by=convenor(region))
    desk.now = SECOND - timedelta(days=8)
    desk.do_due_work()
    assert reminded(desk, "cycle_plan_due") == []
    desk.now = SECOND - timedelta(days=6)
    desk.do_due_work()
    assert reminded(desk, "cycle_plan_due") == [["v-1"]] * told


def test_a_meeting_that_was_held_asks_what_was_learned_without_attendance_too(desk: Desk):
    desk.member("v-1", "NENC", "convenor:NENC")
    made = planned_meeting(desk, "NENC", SECOND)
    desk.now = SECOND + timedelta(hours=3)
    desk.knock("calendar.hold_meeting", {"id": made["id"]}, by=convenor())
    desk.do_due_work()
    assert reminded(desk) == [["v-1"]]


def test_a_plan_that_somebody_else_wrote_meanwhile_is_not_written_over(desk: Desk):
    desk.meeting()
    plan(desk, version=0)
    with pytest.raises(Refused, match="stale_version"):
        plan(desk, aim="Another aim", version=0)


def test_nobody_is_asked_what_a_meeting_taught_before_it_ends_wherever_it_moved(desk: Desk):
    desk.holder("m-1")
    desk.member("v-1", "NENC", "convenor:NENC")
    desk.meeting()
    marks = {"meeting": "meeting-1", "marks": [{"seat": "seat-m-1", "presence": "apology"}]}
    desk.knock("attendance.mark_attendance", marks, by=coordinator())
    desk.meeting(starts_at=SECOND, version=2)
    desk.now = AFTER
    desk.do_due_work()
    assert reminded(desk) == []
    desk.now = SECOND + timedelta(hours=3)
    desk.do_due_work()
    assert reminded(desk) == [["v-1"]]


def test_a_session_of_several_groups_without_a_plan_asks_nobody_what_it_taught(desk: Desk):
    desk.holder("m-1")
    desk.member("v-1", "NENC", "convenor:NENC")
    desk.meeting(invited=("NENC", "SW"))
    desk.now = AFTER
    marks = {"meeting": "meeting-1", "marks": [{"seat": "seat-m-1", "presence": "online"}]}
    desk.knock("attendance.mark_attendance", marks, by=coordinator())
    desk.do_due_work()
    assert reminded(desk) == []
