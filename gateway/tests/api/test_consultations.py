"""Consultations over the API (rows 86 and 27)."""

import pytest

QUESTION = {
    "title": "The text of the concordat",
    "question": "What is missing?",
    "asked_by": "WOE",
    "scope": "regions",
    "regions": ["WOE"],
    "options": [{"text": "Sign it", "note": "In Bristol first"}, {"text": "Wait"}],
}


@pytest.fixture
def asked(api, calling, people):
    """Open to everybody until it is decided."""
    calling(people["convenor"])
    answer = api("POST", "/consultations", json={**QUESTION, "first_days": 0})
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def test_those_affected_are_asked_first_and_nothing_is_decided_meanwhile(api, calling, people):
    calling(people["convenor"])
    path = f"/consultations/{api('POST', '/consultations', json=QUESTION).get_json()['id']}"
    api.refused("POST", f"{path}/outcome", 409, "consultation_still_open", json={"decision": "We sign."})
    calling(people["stranger"])
    api.refused("POST", f"{path}/comments", 403, "consultation_affected_first", json={"text": "Hm."})
    calling(people["member"])
    assert api("POST", f"{path}/comments", json={"text": "Hm."}).get_json()["is_affected"]


def test_the_outcome_says_how_the_comments_were_used(api, calling, people, asked):
    path = f"/consultations/{asked['id']}"
    calling(people["member"])
    said = api("POST", f"{path}/comments", json={"text": "Carers.", "options": ["1"]}).get_json()
    assert (said["shown_name"], said["region"], said["is_mine"]) == (None, "WOE", True)
    calling(people["convenor"])
    api.refused("POST", f"{path}/outcome", 422, "use_of_input_missing", json={"decision": "We sign."})
    outcome = {
        "decision": "We sign.",
        "changes": [{"text": "Carers are named.", "reason": "You asked.", "comments": [said["id"]]}],
        "chosen": [{"option": "1", "regions": ["WOE"]}],
    }
    decided = api("POST", f"{path}/outcome", json=outcome).get_json()
    assert (decided["state"], decided["outcome"]["answered"]) == ("decided", 1)
    calling(people["visitor"])
    seen = api("GET", path).get_json()
    assert seen["outcome"]["changes"][0]["reason"] == "You asked."
    assert [option["comments"] for option in seen["options"]] == [1, 0]
    api.refused("GET", f"{path}/comments", 401, "sign_in_required")
    assert [each["id"] for each in api("GET", "/consultations?ended=true").get_json()["items"]] == [
        asked["id"]
    ]


def test_a_comment_is_changed_and_taken_back_by_its_author_alone(api, calling, people, asked):
    calling(people["member"])
    said = api("POST", f"/consultations/{asked['id']}/comments", json={"text": "Carers."})
    path = f"/consultations/comments/{said.get_json()['id']}"
    words = {"text": "Unpaid carers."}
    api("PUT", path, json=words, headers={"If-Match": said.headers["ETag"]})
    (read,) = api("GET", f"/consultations/{asked['id']}/comments").get_json()["items"]
    assert [each["text"] for each in read["earlier"]] == ["Carers."]
    stale = {"headers": {"If-Match": said.headers["ETag"]}, "json": {"text": "Again."}}
    api.refused("PUT", path, 412, "stale_version", **stale)
    calling(people["convenor"])
    api.refused("DELETE", path, 404, "not_found")
    calling(people["member"])
    assert api("DELETE", path).get_json()["text"] is None
    api.refused("PUT", path, 409, "comment_taken_back", json=words)
    listed = api("GET", f"/consultations/{asked['id']}/comments").get_json()["items"]
    assert [each["taken_back_at"] is not None for each in listed] == [True]


@pytest.mark.parametrize(
    ("who", "changed", "status", "code"),
    [
        ("visitor", {}, 401, "sign_in_required"),
        ("member", {}, 403, "not_your_region"),
        ("convenor", {"regions": ["SW"]}, 422, "consultation_scope_wrong"),
        ("convenor", {"scope": "uk", "regions": []}, 422, "consultation_scope_wrong"),
        ("convenor", {"closes_on": "2001-01-01"}, 422, "invalid_input"),
        ("convenor", {"closes_on": "soon"}, 422, "invalid_input"),
        ("convenor", {"options": [{"text": "Only one"}]}, 422, "invalid_input"),
        ("national", {"asked_by": "UK", "regions": ["ATLANTIS"]}, 404, "region_unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused(api, calling, people, who, changed, status, code):
    calling(people[who])
    api.refused("POST", "/consultations", status, code, json={**QUESTION, **changed})


def test_it_is_extended_and_withdrawn_with_reasons(api, calling, people):
    calling(people["convenor"])
    made = api("POST", "/consultations", json={**QUESTION, "closes_on": "2998-12-31"}).get_json()
    path = f"/consultations/{made['id']}"
    api.refused("POST", f"{path}/outcome", 409, "consultation_still_open", json={"decision": "We sign."})
    later = {"closes_on": "2999-01-31", "reason": "Snow."}
    assert api("POST", f"{path}/extension", json=later).get_json()["closes_at"].startswith("2999-01-31")
    api.refused("POST", f"{path}/withdrawal", 422, "reason_required", json={})
    gone = api("POST", f"{path}/withdrawal", json={"reason": "Overtaken."}).get_json()
    assert gone["state"] == "withdrawn"
    assert [step["words"] for step in gone["history"]] == ["", "Snow.", "Overtaken."]
