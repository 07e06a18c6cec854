"""Matters over the API: both sides see the same, and each does what is its own (row 24)."""

import pytest

TIME = {"group": "SW", "title": "More time for members", "text": "Employers give none. What can be done?"}


@pytest.fixture
def raised(api, calling, people):
    calling(people["stranger"])  # coordinates SW
    answer = api("POST", "/matters", json=TIME)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def test_a_matter_is_answered_by_the_centre_and_read_by_every_region_and_by_visitors(
    api, calling, people, raised
):
    calling(people["national"])
    before = api("GET", f"/matters/{raised['id']}")
    assert before.get_json()["may"] == {"acknowledge": ["UK"], "answer": ["UK"]}
    body = {"group": "UK", "outcome": "accepted", "reasons": "We write to employers."}
    headers = {"If-Match": before.headers["ETag"]}
    answered = api("POST", f"/matters/{raised['id']}/answer", json=body, headers=headers)
    assert answered.get_json()["state"] == "answered"
    for reader in ("stranger", "convenor", "member", "visitor"):
        calling(people[reader])
        seen = api("GET", f"/matters/{raised['id']}").get_json()
        assert (seen["asked"][0]["outcome"], seen["asked"][0]["reasons"]) == (
            "accepted",
            "We write to employers.",
        )
    assert seen["may"] == {}
    assert [each["id"] for each in api("GET", "/matters?group=SW").get_json()["items"]] == [raised["id"]]
    assert api("GET", "/matters?overdue=true").get_json()["items"] == []


def test_the_location_leads_to_what_was_raised_and_its_etag_answers_304(api, calling, people):
    calling(people["convenor"])
    made = api("POST", "/matters", json={**TIME, "group": "WOE"})
    path = made.headers["Location"].removeprefix("/api/v1")
    etag = api("GET", path).headers["ETag"]
    assert api("GET", path, headers={"If-None-Match": etag}).status_code == 304


def test_an_answer_to_an_old_version_is_refused(api, calling, people, raised):
    calling(people["convenor"])
    api("POST", f"/matters/{raised['id']}/joining", json={"group": "WOE", "words": "Here too."})
    calling(people["national"])
    body = {"group": "UK", "outcome": "noted", "reasons": "Seen."}
    path = f"/matters/{raised['id']}/answer"
    api.refused("POST", path, 412, "stale_version", json=body, headers={"If-Match": '"1"'})
    assert api("POST", path, json={**body, "version": 2}).get_json()["raised_by_number"] == 2


def test_what_looks_alike_is_held_up_and_named(api, calling, people, raised):
    calling(people["convenor"])
    alike = {"group": "WOE", "title": "Members lack time", "text": "Here too."}
    found = api("GET", "/matters/similar?title=Members%20lack%20time").get_json()["items"]
    assert [each["title"] for each in found] == [TIME["title"]]
    problem = api.refused("POST", "/matters", 409, "matter_looks_alike", json=alike)
    assert TIME["title"] in problem["fields"]["title"][0]
    assert api("POST", "/matters", json={**alike, "is_new": True}).status_code == 201


@pytest.mark.parametrize(
    ("who", "changed", "status", "code"),
    [
        ("visitor", {}, 401, "sign_in_required"),
        ("member", {}, 403, "not_your_region"),
        ("national", {}, 403, "not_your_region"),
        ("convenor", {"group": "WOE", "to": ["SW"]}, 422, "matter_addressed_wrongly"),
        ("convenor", {"group": "ATLANTIS"}, 404, "region_unknown"),
        ("convenor", {"group": "WOE", "title": ""}, 422, "invalid_input"),
        ("convenor", {"group": "WOE", "is_new": "yes"}, 422, "invalid_input"),
        ("convenor", {"group": "WOE", "state": "closed"}, 422, "invalid_input"),
    ],
)
def test_what_cannot_be_raised_is_refused(api, calling, people, who, changed, status, code):
    calling(people[who])
    api.refused("POST", "/matters", status, code, json={**TIME, **changed})


def test_the_centre_writes_down_a_region_passes_it_on_and_does_it_otherwise(api, calling, people):
    calling(people["national"])
    news = {"group": "UK", "to": ["WOE", "SW"], "title": "A survey", "text": "Please pass it on."}
    path = f"/matters/{api('POST', '/matters', json=news).get_json()['id']}"
    calling(people["convenor"])
    passed = api("POST", f"{path}/local-notes", json={"group": "WOE", "notes": "Online in Bristol."})
    assert passed.get_json()["asked"][0]["notes"] == "Online in Bristol."
    body = {"group": "WOE", "outcome": "otherwise", "reasons": "We ask at the event."}
    assert api("POST", f"{path}/answer", json=body).get_json()["asked"][0]["outcome"] == "otherwise"
    api.refused("POST", f"{path}/acknowledgement", 403, "not_your_region", json={"group": "SW"})
    traffic = api("GET", "/matters/traffic").get_json()
    assert (traffic["cascades"]["raised"], traffic["cascades"]["passed_on"]) == (1, 1)
    calling(people["national"])
    closed = api("POST", f"{path}/closing", json={"group": "UK", "words": "41 answers came."})
    assert closed.get_json()["state"] == "closed"


def test_a_matter_is_withdrawn_with_a_reason(api, raised):
    path = f"/matters/{raised['id']}/withdrawal"
    problem = api.refused("POST", path, 422, "reason_required", json={"group": "SW"})
    assert list(problem["fields"]) == ["reason"]
    gone = api("POST", path, json={"group": "SW", "reason": "Solved."}).get_json()
    assert gone["state"] == "withdrawn"
    api.refused("POST", path.replace("withdrawal", "joining"), 409, "matter_ended", json={"group": "SW"})


def test_a_members_proposal_is_answered_and_the_member_reads_the_answer(api, calling, people):
    calling(people["member"])
    words = {"title": "Parking at events", "text": "It costs too much."}
    made = api("POST", "/matters/proposals", json=words).get_json()
    api.refused("GET", "/matters/proposals?region=WOE", 403, "not_your_region")
    calling(people["convenor"])
    waiting = api("GET", "/matters/proposals?region=WOE").get_json()["items"]
    assert [each["id"] for each in waiting] == [made["id"]]
    path = f"/matters/proposals/{made['id']}/decision"
    api.refused("POST", path, 422, "reason_required", json={"decision": "turn_down"})
    api("POST", path, json={"decision": "raise", "reason": "We hear this often."})
    calling(people["member"])
    (mine,) = api("GET", "/matters/proposals").get_json()["items"]
    assert (mine["state"], mine["reason"]) == ("taken_up", "We hear this often.")
    assert api("GET", f"/matters/{mine['matter_id']}").get_json()["title"] == "Parking at events"
    api.refused("DELETE", f"/matters/proposals/{made['id']}", 409, "proposal_decided")


def test_the_same_key_raises_a_matter_once(api, calling, people):
    calling(people["convenor"])
    headers = {"Idempotency-Key": "once"}
    first = api("POST", "/matters", json={**TIME, "group": "WOE"}, headers=headers).get_json()
    assert api("POST", "/matters", json={**TIME, "group": "WOE"}, headers=headers).get_json() == first
    assert len(api("GET", "/matters").get_json()["items"]) == 1
