"""Actions and decisions over the API (row 45)."""

from datetime import UTC, date, datetime

import pytest

from chassis.call import Call
from meetings.calendar.domain import FACE_TO_FACE, HELD, Meeting
from meetings.calendar.store import MeetingStore
from meetings.decisions.sharing import share_papers
from meetings.seats.domain import MEMBER, Term
from meetings.seats.store import SeatStore

STARTS = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def meeting(bus, joined, calling, people):
    """A held meeting of WOE with one seat, held by a member who really belongs: (meeting id, member)."""
    member = joined(email="owner@example.org")
    bus.relay()
    work = bus.databases["meetings"]
    held = Meeting(
        "meeting-1", 1, "WOE", "First meeting", STARTS, 120, FACE_TO_FACE, status=HELD, published_at=STARTS
    )
    work.in_transaction(Call(), lambda: MeetingStore(work).save(held))
    term = Term(
        "t-1",
        "seat-1",
        1,
        "WOE",
        MEMBER,
        member.subject,
        False,
        "Nurse consultant",
        ("Avon",),
        date(2018, 1, 1),
    )
    SeatStore(work).keep(term)
    calling(people["coordinator"])
    return held.id, member


def publish(bus, meeting_id):
    work = bus.databases["meetings"]
    work.in_transaction(Call(), lambda: share_papers(work, meeting_id))


def test_an_action_goes_from_its_meeting_to_done_and_is_read_with_the_minutes(
    api, bus, calling, people, meeting
):
    meeting_id, member = meeting
    wanted = {"text": "=Ask the host for rooms", "owner": member.subject, "due_on": "2018-05-31"}
    made = api("POST", f"/meetings/{meeting_id}/actions", json=wanted)
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    assert made.get_json()["owner"] == "Nurse consultant, Avon"
    calling(people["visitor"])
    assert api("GET", "/actions?region=WOE").get_json()["items"] == []
    api.refused("GET", path, 404, "not_found")
    calling(member)
    assert [each["text"] for each in api("GET", "/actions/mine").get_json()["open"]] == [wanted["text"]]
    headers = {"If-Match": made.headers["ETag"]}
    done = api("POST", f"{path}/completion", json={"note": "Booked.", "on": "2018-05-20"}, headers=headers)
    assert done.get_json()["state"] == "done"
    publish(bus, meeting_id)
    calling(people["visitor"])
    seen = api("GET", "/actions?region=WOE&state=done").get_json()["items"]
    assert [(each["text"], each["owner_id"]) for each in seen] == [(wanted["text"], None)]
    assert len(api("GET", f"/meetings/{meeting_id}/actions").get_json()["raised"]) == 1
    file = api("GET", "/actions/export?region=WOE")
    assert file.mimetype == "text/csv"
    assert file.text.splitlines()[1].startswith(
        '\'=Ask the host for rooms,"Nurse consultant, Avon",2018-04-17'
    )


def test_an_action_without_an_owner_is_refused(api, meeting):
    wanted = {"text": "Ask", "due_on": "2018-05-31"}
    problem = api.refused("POST", f"/meetings/{meeting[0]}/actions", 422, "action_needs_owner", json=wanted)
    assert problem["fields"] == {"owner": ["Choose who does it: an action has one owner."]}


def test_an_action_is_moved_handed_over_dropped_and_reopened(api, calling, people, meeting):
    meeting_id, member = meeting
    wanted = {"text": "Ask", "owner": member.subject, "due_on": "2018-05-31"}
    path = f"/actions/{api('POST', f'/meetings/{meeting_id}/actions', json=wanted).get_json()['id']}"
    calling(member)
    asked = api("POST", f"{path}/day-request", json={"due_on": "2030-01-31", "words": "Away."}).get_json()
    assert asked["asked_day"] == "2030-01-31"
    assert api("GET", "/groups/WOE/possible-owners").get_json()["items"][0]["id"] == member.subject
    calling(people["coordinator"])
    moved = api("PATCH", path, json={"due_on": "2030-01-31", "version": 2})
    assert (moved.get_json()["due_on"], moved.get_json()["version"]) == ("2030-01-31", 3)
    api.refused("PATCH", path, 412, "stale_version", json={"text": "Ask two", "version": 2})
    api.refused("POST", f"{path}/handover", 422, "action_offered_to_owner", json={"to": member.subject})
    api.refused("POST", f"{path}/handover-answer", 409, "action_not_offered", json={"accepts": True})
    dropped = api("POST", f"{path}/dropping", json={"reason": "Not needed."})
    assert dropped.get_json()["state"] == "dropped"
    again = api("POST", f"{path}/reopening", json={"reason": "It is."})
    assert again.get_json()["state"] == "open"


def test_a_decision_is_recorded_corrected_published_found_and_reviewed(api, bus, calling, people, meeting):
    meeting_id, member = meeting
    voters = api("GET", f"/meetings/{meeting_id}/voters").get_json()
    assert voters == {
        "items": [{"id": member.subject, "called": "Nurse consultant, Avon", "present": None}],
        "needed": 1,
    }
    wanted = {"title": "Work on safety", "method": "majority", "took_part": [member.subject], "favour": 1}
    made = api("POST", f"/meetings/{meeting_id}/decisions", json={**wanted, "review_on": "2018-10-09"})
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    changed = api("PATCH", path, json={"title": "Work on safety incidents", "version": 1})
    assert changed.get_json()["title"] == "Work on safety incidents"
    none = {**wanted, "took_part": []}
    api.refused("POST", f"/meetings/{meeting_id}/decisions", 422, "decision_counts_exceed", json=none)
    publish(bus, meeting_id)
    calling(people["visitor"])
    found = api("GET", "/decisions?words=incid&method=majority&state=review_due").get_json()["items"]
    assert [each["counts"] for each in found] == [{"favour": 1, "against": 0, "abstain": 0}]
    assert len(api("GET", f"/meetings/{meeting_id}/decisions").get_json()["items"]) == 1
    calling(people["coordinator"])
    api.refused("PATCH", path, 409, "decision_published", json={"title": "Other"})
    ended = api("POST", f"{path}/reviews", json={"outcome": "ended", "words": "It is done."})
    assert ended.get_json()["state"] == "ended"
