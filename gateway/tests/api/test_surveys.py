"""Surveys over the API (row 74)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

QUESTIONS = [
    {"kind": "yes_no", "text": "=Do you learn from incidents?"},
    {"kind": "scale", "text": "How safe is it?", "choices": ["Not at all", "Very"]},
    {"kind": "text", "text": "What helps?"},
]
DRAFT = {"region": "WOE", "title": "Incidents", "purpose": "To plan.", "questions": QUESTIONS}
CLOSES = (datetime.now(UTC) + timedelta(days=10)).date().isoformat()


@pytest.fixture
def members(bus):
    """Seven members of WOE, as callers."""
    people = People(bus.databases["meetings"])
    for number in range(7):
        people.keep(Person(f"woe-{number}", 1, "WOE", "active", date(2018, 1, 15)))
    return [Caller(f"woe-{number}", frozenset({"member"}), "WOE") for number in range(7)]


@pytest.fixture
def close(bus):
    """Lets a survey's last day be over."""

    def closed(survey_id):
        surveys = bus.databases["meetings"].database["surveys"]
        surveys.update_one(
            {"_id": survey_id}, {"$set": {"closes_at": datetime(2018, 11, 26, 12, tzinfo=UTC)}}
        )

    return closed


@pytest.fixture
def draft(api, calling, people):
    def drafted(**more):
        calling(people["coordinator"])
        made = api("POST", "/surveys", json=DRAFT | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return drafted


def test_a_survey_is_drafted_opened_answered_and_counted(api, calling, people, members, draft, close):
    path = draft()
    calling(people["visitor"])
    api.refused("GET", path, 404, "not_found")
    calling(people["coordinator"])
    changed = api("PATCH", path, json={"title": "Incidents, 2018", "version": 1})
    headers = {"If-Match": changed.headers["ETag"]}
    opened = api("POST", f"{path}/opening", json={"closes_on": CLOSES}, headers=headers).get_json()
    assert (opened["state"], opened["invited"]) == ("open", 7)
    for member in members[:6]:
        calling(member)
        assert [each["asks_me"] for each in api("GET", "/surveys/mine").get_json()["items"]] == [True]
        sent = {"answers": {"q1": "yes", "q2": "4", "q3": "More time."}}
        assert api("POST", f"{path}/answers", json=sent).get_json() == {"accepted": True}
    api.refused("POST", f"{path}/answers", 409, "survey_answered", json={"answers": {"q1": "no"}})
    api.refused("GET", f"{path}/results", 409, "survey_not_over")
    close(path.rpartition("/")[2])
    calling(people["visitor"])
    (wave,) = api("GET", f"{path}/results").get_json()["waves"]
    assert (wave["responses"], wave["invited"], round(wave["rate"], 1)) == (6, 7, 85.7)
    assert (wave["questions"][0]["cells"][0]["percent"], wave["questions"][1]["mean"]) == (100.0, 4.0)
    file = api("GET", f"{path}/results?format=csv")
    assert file.text.splitlines()[1] == "1,'=Do you learn from incidents?,yes,6,100.0,6,7,6"
    calling(people["member"])
    api.refused("GET", f"{path}/texts", 403, "not_your_group")
    calling(people["coordinator"])
    texts = api("GET", f"{path}/texts").get_json()["questions"][0]["texts"]
    assert texts == [{"text": "More time.", "by": None}] * 6


def test_an_answer_that_does_not_fit_is_refused_beside_its_question(api, calling, members, draft):
    path = draft()
    api("POST", f"{path}/opening", json={"closes_on": CLOSES})
    calling(members[0])
    sent = {"answers": {"q2": "9", "q1": "yes"}}
    problem = api.refused("POST", f"{path}/answers", 422, "survey_answer_wrong", json=sent)
    assert list(problem["fields"]) == ["q2"]
    api.refused("POST", f"{path}/answers", 422, "survey_answer_empty", json={"answers": {}})


def test_a_draft_is_discarded_and_an_impossible_question_refused(api, calling, people, draft):
    path = draft()
    wrong = DRAFT | {"questions": [{"kind": "one", "text": "Which?", "choices": ["Only"]}]}
    problem = api.refused("POST", "/surveys", 422, "survey_questions_wrong", json=wrong)
    assert list(problem["fields"]) == ["question-1"]
    assert api("DELETE", path).get_json() == {"discarded": True}
    api.refused("GET", path, 404, "not_found")


def test_what_is_unknown_of_a_past_survey_stays_unknown(api, calling, people, members):
    calling(people["coordinator"])
    wanted = {
        "region": "WOE", "title": "Annual review", "sent": "2018", "invited": 280, "themes": ["Incidents"],
        "figures": [{"statement": "Met colleagues otherwise not met", "percent": 100}],
    }  # fmt: skip
    made = api("POST", "/surveys/past", json=wanted).get_json()
    assert (made["known"], made["is_mismatched"], made["state"]) == (7, True, "closed")
    calling(people["visitor"])
    (wave,) = api("GET", f"/surveys/{made['id']}/results").get_json()["waves"]
    assert (wave["responses"], wave["rate"], wave["figures"][0]["base"]) == (None, None, None)
    assert [each["id"] for each in api("GET", "/surveys?region=WOE").get_json()["items"]] == [made["id"]]
    calling(people["coordinator"])
    assert api("PUT", f"/surveys/{made['id']}/decision", json={"decision": None}).status_code == 200
    api.refused("PUT", f"/surveys/{made['id']}/decision", 404, "not_found", json={"decision": "d-404"})
