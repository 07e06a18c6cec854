"""Connections, Connectors and thanks, over the real services in memory."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.identity import Caller

MEETING = {"how": "A Q event", "where": "Bristol", "met_on": "2018-11-30"}
THANKS = {
    "kind": "Sharing a skill",
    "date": "2026-03-02",
    "evidence": "The notes of the ward round",
    "words": "You taught us run charts.",
}
SCOPE = {"regions": ["WOE", "SW"], "topics": ["frailty"]}


@pytest.fixture
def ann(joined: Callable[..., Caller]) -> Caller:
    return joined()


@pytest.fixture
def ben(joined: Callable[..., Caller]) -> Caller:
    return joined(name="Ben Example", email="ben@example.org")


@pytest.fixture
def proposed(api: Any, calling: Any, ann: Caller, ben: Caller) -> dict[str, Any]:
    """Ann said that she met Ben; Ben is calling."""
    calling(ann)
    answer = api("POST", "/me/connections", json={"member_id": ben.subject, **MEETING})
    assert answer.status_code == 201, answer.text
    calling(ben)
    made: dict[str, Any] = answer.get_json()
    return made


def _confirm(api: Any, connection: dict[str, Any], confirmed: Any = True, **sent: Any) -> Any:
    return api("POST", f"/connections/{connection['id']}/confirmation", json={"confirmed": confirmed}, **sent)


def test_what_one_says_is_open_until_the_other_says_so_too(api, proposed, calling, ann, ben):
    assert proposed["state"] == "proposed"
    assert (proposed["proposed_by"], proposed["other"]["id"]) == (ann.subject, ben.subject)
    assert {name: proposed[name] for name in MEETING} == MEETING
    (waiting,) = api("GET", "/me/connections").get_json()["items"]
    assert (waiting["id"], waiting["other"]) == (
        proposed["id"],
        {"id": ann.subject, "name": "Ann Example"},
    )
    confirmed = _confirm(api, proposed).get_json()
    assert (confirmed["state"], confirmed["version"]) == ("confirmed", proposed["version"] + 1)
    calling(ann)
    (known,) = api("GET", "/me/connections").get_json()["items"]
    assert (known["state"], known["other"]["name"]) == ("confirmed", "Ben Example")


def test_who_said_it_cannot_confirm_it(api, proposed, calling, ann):
    calling(ann)
    path = f"/connections/{proposed['id']}/confirmation"
    api.refused("POST", path, 403, "role_required", json={"confirmed": True})


def test_what_was_declined_is_gone_and_cannot_be_confirmed(api, proposed):
    assert _confirm(api, proposed, confirmed=False).get_json()["state"] == "declined"
    assert api("GET", "/me/connections").get_json()["items"] == []
    path = f"/connections/{proposed['id']}/confirmation"
    api.refused("POST", path, 409, "connection_answered", json={"confirmed": True})


def test_a_connection_is_nobody_elses(api, proposed, joined):
    joined(name="Cat Example", email="cat@example.org")
    path = f"/connections/{proposed['id']}/confirmation"
    for answer in (True, False):
        api.refused("POST", path, 404, "not_found", json={"confirmed": answer})
    assert api("GET", "/me/connections").get_json()["items"] == []


def test_an_answer_is_yes_or_no_and_nothing_else(api, proposed):
    path = f"/connections/{proposed['id']}/confirmation"
    for sent in ({}, {"confirmed": "perhaps"}, {"confirmed": None}, {"confirmed": True, "more": 1}):
        api.refused("POST", path, 422, "invalid_input", json=sent)


def test_the_same_meeting_is_told_once_and_the_same_request_answered_again(api, calling, ann, ben):
    calling(ann)
    body = {"member_id": ben.subject, **MEETING}
    key = {"Idempotency-Key": "we-met"}
    first = api("POST", "/me/connections", json=body, headers=key)
    assert api("POST", "/me/connections", json=body, headers=key).get_json() == first.get_json()
    api.refused("POST", "/me/connections", 409, "connection_exists", json=body)
    assert len(api("GET", "/me/connections").get_json()["items"]) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"met_on": "soon"}, "met_on"), ({"met_on": "2999-01-01"}, "met_on"), ({"how": ""}, "how")],
)
def test_a_meeting_that_cannot_be_is_refused_at_its_field(api, calling, ann, ben, changed, field):
    calling(ann)
    body = {"member_id": ben.subject, **MEETING, **changed}
    problem = api.refused("POST", "/me/connections", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == [field]


def test_nobody_meets_themselves_or_who_is_not_there(api, ann):
    body = {"member_id": ann.subject, **MEETING}
    problem = api.refused("POST", "/me/connections", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == ["member_id"]
    api.refused("POST", "/me/connections", 404, "not_found", json={**body, "member_id": "nobody"})


def test_a_connector_is_appointed_changed_and_ended_and_the_history_stays(api, calling, ann, people):
    path = f"/members/{ann.subject}/connector"
    calling(people["convenor"])
    appointed = api("PUT", path, json=SCOPE).get_json()
    assert (appointed["id"], appointed["connector"]["topics"]) == (ann.subject, ["frailty"])
    assert sorted(appointed["connector"]["regions"]) == sorted(SCOPE["regions"])
    again = api("PUT", path, json={**SCOPE, "topics": ["end of life"]}).get_json()
    assert [term["topics"] for term in again["history"]] == [["frailty"], ["end of life"]]
    assert [term["nominated_by"] for term in again["history"]] == ["convenor-1"] * 2
    ended = api("DELETE", path).get_json()
    assert ended["connector"] is None
    assert all(term["until"] for term in ended["history"])
    api.refused("DELETE", path, 409, "not_a_connector")


def test_the_directory_finds_the_connector_by_region_and_topic(api, calling, ann, people):
    calling(people["coordinator"])
    api("PUT", f"/members/{ann.subject}/connector", json=SCOPE)
    calling(ann)
    found = api("GET", "/members?connectors_only=true&region=SW&topic=frailty").get_json()["items"]
    assert [each["id"] for each in found] == [ann.subject]
    assert found[0]["connector"]["topics"] == ["frailty"]


def test_a_connector_is_appointed_in_ones_own_region_only(api, calling, ann, people):
    path = f"/members/{ann.subject}/connector"
    calling(people["stranger"])
    api.refused("PUT", path, 404, "not_found", json=SCOPE)
    api.refused("DELETE", path, 404, "not_found")
    calling(ann)
    api.refused("PUT", path, 403, "role_required", json=SCOPE)
    calling(people["convenor"])
    api.refused("PUT", path, 404, "region_unknown", json={**SCOPE, "regions": ["XX"]})
    problem = api.refused("PUT", path, 422, "invalid_input", json={**SCOPE, "topics": []})
    assert list(problem["fields"]) == ["topics"]


def test_thanks_say_whether_a_contract_stands_behind_it(api, ann, ben):
    thanked = f"/members/{ann.subject}/recognition"
    formal = api("POST", thanked, json={**THANKS, "formal": True})
    assert (formal.status_code, formal.get_json()["formal"]) == (201, True)
    voluntary = api("POST", thanked, json={**THANKS, "words": "And once more."})
    assert voluntary.get_json()["formal"] is False
    api.refused("POST", thanked, 422, "invalid_input", json={**THANKS, "formal": "yes"})


def test_thanks_are_given_read_hidden_and_shown_again(api, calling, ann, ben):
    thanked = f"/members/{ann.subject}/recognition"
    given = api("POST", thanked, json=THANKS)
    assert given.status_code == 201
    thanks = given.get_json()
    assert {name: thanks[name] for name in THANKS} == THANKS
    assert thanks["giver"] == {"id": ben.subject, "name": "Ben Example"}
    assert api("GET", thanked).get_json()["items"] == [thanks]
    calling(ann)
    hidden = api("PATCH", f"/me/recognition/{thanks['id']}", json={"hidden": True}).get_json()
    assert hidden["hidden"] is True
    assert [each["id"] for each in api("GET", "/me/recognition").get_json()["items"]] == [thanks["id"]]
    calling(ben)
    assert api("GET", thanked).get_json()["items"] == []
    api.refused("PATCH", f"/me/recognition/{thanks['id']}", 404, "not_found", json={"hidden": False})


def test_thanks_need_somebody_else_and_a_day_that_was(api, calling, ann, ben):
    problem = api.refused(
        "POST", f"/members/{ann.subject}/recognition", 422, "invalid_input",
        json={**THANKS, "date": "2999-01-01"},
    )  # fmt: skip
    assert list(problem["fields"]) == ["date"]
    api.refused("POST", f"/members/{ben.subject}/recognition", 422, "invalid_input", json=THANKS)
    api.refused("POST", "/members/nobody/recognition", 404, "not_found", json=THANKS)


def test_visitors_neither_connect_nor_thank(api, calling, ann):
    calling()
    for method, path in (
        ("GET", "/me/connections"),
        ("POST", "/me/connections"),
        ("POST", "/connections/some-id/confirmation"),
        ("PUT", f"/members/{ann.subject}/connector"),
        ("DELETE", f"/members/{ann.subject}/connector"),
        ("GET", f"/members/{ann.subject}/recognition"),
        ("POST", f"/members/{ann.subject}/recognition"),
    ):
        api.refused(method, path, 401, "sign_in_required")


@pytest.mark.parametrize("shape", ["Connection", "Recognition", "Connector"])
def test_the_document_describes_every_field_that_may_come(client, shape):
    described = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"][shape]
    assert set(described["required"]) == set(described["properties"])
    assert len(described["properties"]) > 3
