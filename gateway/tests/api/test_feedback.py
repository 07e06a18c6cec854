"""Feedback and certificates over the API: for who came, by nobody's name (rows 52 and 53)."""

from datetime import UTC, datetime, timedelta

import pytest

from ..past_event import held_event  # noqa: TID252 - tests are no installed package

ANSWER = {"expectation": "yes", "learning": 4, "met_somebody": True, "take_back": "Draw it first"}


@pytest.fixture
def held(bus):
    """The path of an event that the member came to, and that the convenor only booked."""
    return f"/events/{held_event(bus, ['member-1'], ['convenor-1']).id}"


def test_who_came_answers_once_and_everybody_sees_that_it_is_still_open(api, calling, people, held):
    calling(people["member"])
    assert api("POST", f"{held}/feedback", json=ANSWER).status_code == 201
    api.refused("POST", f"{held}/feedback", 409, "feedback_given", json=ANSWER)
    assert api("GET", f"{held}/feedback").get_json()["answered"] is True
    calling()
    told = api("GET", f"{held}/feedback").get_json()
    assert (told["results"], told["answered"], told["may_answer"]) == (None, False, False)
    assert told["open_until"] is not None


def test_counts_are_shown_with_their_base_when_the_question_is_closed(api, bus, calling, people):
    made = held_event(bus, [f"m-{number}" for number in range(5)])
    for number in range(5):
        calling(people["member"].__class__(f"m-{number}", frozenset({"member"}), "WOE"))
        api("POST", f"/events/{made.id}/feedback", json={**ANSWER, "learning": number + 1})
    longer_ago = datetime.now(UTC) - timedelta(days=30)
    bus.databases["meetings"].database["events"].update_one({}, {"$set": {"starts_at": longer_ago}})
    calling()
    results = api("GET", f"/events/{made.id}/feedback").get_json()["results"]
    assert (results["base"], results["learning"], results["take_backs"]) == (5, [1, 1, 1, 1, 1], None)


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        ("visitor", 401, "sign_in_required"),
        ("convenor", 403, "not_at_event"),
        ("operator", 403, "not_at_event"),
    ],
)
def test_nobody_else_answers_or_gets_a_certificate(api, calling, people, held, who, status, code):
    calling(people[who])
    api.refused("POST", f"{held}/feedback", status, code, json=ANSWER)
    api.refused("GET", f"{held}/certificate", status, code)


def test_an_unknown_base_of_a_recorded_summary_stays_null(api, calling, people, held):
    calling(people["convenor"])
    said = {"words": "Positive", "source": "Pilot report of November 2018"}
    told = api("PUT", f"{held}/feedback/summary", json=said).get_json()
    assert (told["summary"]["words"], told["summary"]["base"]) == ("Positive", None)
    api.refused("PUT", f"{held}/feedback/summary", 412, "stale_version", json={**said, "version": 7})


def test_a_lesson_names_nobody(api, calling, people, held):
    calling(people["convenor"])
    assert api("POST", f"{held}/lessons", json={"text": "Send data ahead."}).status_code == 201
    api.refused("POST", f"{held}/lessons", 422, "feedback_names_somebody", json={"text": "Ask Dr Example."})
    calling(people["member"])
    api.refused("POST", f"{held}/lessons", 403, "not_event_organiser", json={"text": "Send data ahead."})


def test_a_certificate_is_a_pdf_whose_code_anybody_can_check(api, bus, calling, people, held):
    calling(people["member"])
    answer = api("GET", f"{held}/certificate")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert answer.data == api("GET", f"{held}/certificate").data
    (row,) = bus.databases["meetings"].database["certificates"].find()
    calling()
    told = api("GET", f"/certificates/{row['_id'].lower()}")
    assert told.get_json()["event"]["title"] == "Making best use of data"
    assert "Łuczak" not in told.text
    api.refused("GET", f"/certificates/{'A' * 16}", 404, "not_found")
