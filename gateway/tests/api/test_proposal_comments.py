"""What is said about a proposal, and who supports it, over the API (row 56)."""

import pytest

from ..open_round import KEEPER, WORDS, OpenRound  # noqa: TID252 - tests are no installed package


@pytest.fixture
def fair(bus):
    return OpenRound(bus)


@pytest.fixture
def path(fair):
    return f"/proposals/{fair.submitted(fair.ann)['id']}"


@pytest.fixture
def question(api, calling, fair, path):
    """Cat asked the team something."""
    calling(fair.cat)
    body = {"text": "Which wards?", "is_question": True, "shown_name": "Cat"}
    made = api("POST", f"{path}/comments", json=body)
    assert made.status_code == 201, made.text
    return made.get_json()["id"]


def test_a_question_is_answered_and_changes_the_text(api, calling, fair, path, question):
    (waiting,) = api("GET", f"{path}/comments?unanswered=true").get_json()["items"]
    assert (waiting["id"], waiting["shown_name"], waiting["is_answered"]) == (question, "Cat", False)
    api.refused("POST", f"/proposals/comments/{question}/answers", 403, "not_in_team", json={"text": "All."})
    calling(fair.ann)
    answered = api("POST", f"/proposals/comments/{question}/answers", json={"text": "Two of them."})
    assert (answered.status_code, answered.get_json()["answers"]) == (201, 1)
    api("PUT", path, json={**WORDS, "plan": "Two wards of Exeter.", "because_of": [question]})
    assert api("GET", f"{path}/comments?unanswered=true").get_json()["items"] == []
    (said,) = api("GET", f"{path}/comments").get_json()["items"]
    assert [each["number"] for each in said["changed_texts"]] == [2]
    told = api("GET", f"{path}/engagement").get_json()
    assert (told["questions"], told["questions_answered"], told["changed_by"]) == (1, 1, 1)


def test_its_author_takes_it_back_and_its_words_are_gone(api, calling, fair, path, question):
    calling(fair.ben)
    api.refused("DELETE", f"/proposals/comments/{question}", 403, "not_the_author")
    calling(fair.cat)
    assert api("DELETE", f"/proposals/comments/{question}").get_json()["state"] == "taken_back"
    assert api("GET", f"{path}/comments").get_json()["items"][0]["text"] is None


def test_keepers_hide_it_with_a_reason_and_show_it_again(api, calling, fair, path, question):
    api.refused(
        "POST", f"/proposals/comments/{question}/hiding", 403, "role_required", json={"reason": "Rude."}
    )
    calling(KEEPER)
    hidden = api("POST", f"/proposals/comments/{question}/hiding", json={"reason": "Rude."})
    assert hidden.get_json()["state"] == "hidden"
    (listed,) = api("GET", f"/rounds/{fair.id}/hidden-comments").get_json()["items"]
    assert (listed["text"], listed["reason"]) == ("Which wards?", "Rude.")
    assert listed["proposal_title"] == WORDS["title"]
    calling(fair.ben)
    assert api("GET", f"{path}/comments").get_json()["items"][0]["text"] is None
    calling(KEEPER)
    assert api("DELETE", f"/proposals/comments/{question}/hiding").get_json()["state"] == "shown"


def test_a_member_supports_it_once_and_takes_that_back(api, calling, fair, path):
    calling(fair.ann)
    api.refused("POST", f"{path}/supporters", 403, "support_own", json={})
    calling(fair.cat)
    for _ in range(2):
        assert api("POST", f"{path}/supporters", json={"shown_name": "Cat"}).status_code == 201
    told = api("GET", f"{path}/supporters").get_json()
    assert ([each["shown_name"] for each in told["items"]], told["is_mine"]) == (["Cat"], True)
    assert api("DELETE", f"{path}/supporters").get_json() == {"supporters": 0}


def test_a_group_supports_it_by_who_keeps_it(api, calling, people, path):
    calling(people["coordinator"])
    assert api("POST", f"{path}/supporters", json={"group": "WOE"}).get_json()["group"] == "WOE"
    assert api("GET", f"{path}/supporters?limit=1").get_json()["groups"] == ["WOE"]
    api.refused("POST", f"{path}/supporters", 403, "not_your_region", json={"group": "SW"})
    assert api("DELETE", f"{path}/supporters?group=WOE").status_code == 200
    assert api("GET", f"{path}/supporters").get_json()["items"] == []
