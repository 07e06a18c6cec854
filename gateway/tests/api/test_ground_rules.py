"""Ground rules over the API: nothing binds before members could comment."""

import pytest

RULE = {"space": "Discussion group", "text": "Be kind.", "why": "So that all dare to ask."}


@pytest.fixture
def proposed(api, calling, people):
    """A proposal of a member of the West of England, made just now."""
    calling(people["member"])
    made = api("POST", "/groups/WOE/ground-rules", json=RULE)
    assert made.status_code == 201, made.text
    return made.get_json()


def test_a_member_proposes_and_others_comment(api, calling, people, proposed):
    calling(people["stranger"])
    place = f"/ground-rules/{proposed['id']}"
    assert api("POST", f"{place}/comments", json={"text": "Yes."}).status_code == 201
    calling(people["visitor"])
    found = api("GET", place).get_json()
    assert (found["stage"], found["comments"], found["mine"]) == ("open", 1, False)
    assert [each["text"] for each in api("GET", f"{place}/comments").get_json()["items"]] == ["Yes."]
    assert [each["id"] for each in api("GET", "/groups/WOE/ground-rules").get_json()["items"]] == [
        proposed["id"]
    ]


def test_adoption_while_comments_run_is_refused(api, calling, people, proposed):
    calling(people["convenor"])
    body = {"decision": "adopt", "meeting": "Meeting 3", "on": proposed["opened_at"][:10]}
    api.refused("POST", f"/ground-rules/{proposed['id']}/decision", 409, "comments_open", json=body)
    assert api("GET", "/groups/WOE/documents/ground_rules").get_json()["clauses"] == []


def test_an_adopted_rule_is_shown_with_its_meeting_and_date(api, calling, people):
    calling(people["national"])
    made = api("POST", "/groups/WOE/ground-rules", json={**RULE, "opened_on": "2018-03-01"}).get_json()
    place = f"/ground-rules/{made['id']}"
    for _ in range(9):
        api("POST", f"{place}/comments", json={"text": "Good.", "on": "2018-03-05"})
    calling(people["convenor"])
    body = {"decision": "adopt", "meeting": "Meeting 3", "on": "2018-03-20"}
    adopted = api("POST", f"{place}/decision", json=body).get_json()
    assert (adopted["stage"], adopted["comments"]) == ("adopted", 9)
    calling(people["visitor"])
    found = api("GET", "/groups/WOE/documents/ground_rules").get_json()
    assert (found["shown"]["agreed"]["meeting"], found["shown"]["agreed"]["on"]) == (
        "Meeting 3",
        "2018-03-20",
    )
    assert [clause["text"] for clause in found["clauses"]] == ["Be kind."]
    calling(people["member"])
    api.refused("POST", f"{place}/comments", 409, "comments_closed", json={"text": "Late."})


def test_only_the_proposer_takes_it_back_and_only_the_group_decides(api, calling, people, proposed):
    place = f"/ground-rules/{proposed['id']}"
    body = {"decision": "adopt", "meeting": "Meeting 3", "on": "2018-03-20"}
    api.refused("POST", f"{place}/decision", 403, "role_required", json=body)
    calling(people["stranger"])
    api.refused("POST", f"{place}/decision", 404, "not_found", json=body)
    api.refused("POST", f"{place}/withdrawal", 404, "not_found")
    calling(people["member"])
    assert api("POST", f"{place}/withdrawal").get_json()["stage"] == "withdrawn"


def test_a_visitor_neither_proposes_nor_comments(api, calling, people, proposed):
    calling(people["visitor"])
    api.refused("POST", "/groups/WOE/ground-rules", 401, "sign_in_required", json=RULE)
    body = {"text": "Hello."}
    api.refused("POST", f"/ground-rules/{proposed['id']}/comments", 401, "sign_in_required", json=body)


def test_a_proposer_takes_their_name_off(api, calling, people):
    calling(people["member"])
    made = api("POST", "/groups/WOE/ground-rules", json={**RULE, "shown_name": "Ada"}).get_json()
    place = f"/ground-rules/{made['id']}/shown-name"
    assert api("PUT", place, json={"shown_name": ""}).get_json()["shown_name"] == ""
    calling(people["stranger"])
    api.refused("PUT", place, 404, "not_found", json={"shown_name": "Bea"})
