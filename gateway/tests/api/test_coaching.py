"""Local contacts and questions over the API (row 65)."""

import pytest

from ..pairing import known  # noqa: TID252 - tests are no installed package

CONTACT = {"shown_name": "Cleo", "hours": "Tuesdays after four", "topics": ["SPC"], "areas": ["Bath"]}
QUESTION = {"shown_name": "Lee", "words": "How do I read this run chart?", "topic": "SPC"}


@pytest.fixture
def lee(bus):
    return known(bus, "lee")


@pytest.fixture
def cleo(api, calling, people, bus):
    """A contact of the West of England who said yes."""
    who = known(bus, "cleo")
    calling(people["coordinator"])
    named = {"region": "WOE", "member_id": who.subject}
    assert api("POST", "/coaching-contacts", json=named).status_code == 201
    api.refused("POST", "/coaching-contacts", 409, "contact_known", json=named)
    api.refused("POST", "/coaching-contacts", 403, "not_your_region", json={**named, "region": "SW"})
    calling(who)
    assert api("GET", "/coaching-contacts/mine").get_json()["contact"]["is_listed"] is False
    assert api("PUT", "/coaching-contacts/mine", json=CONTACT).get_json()["is_reachable"] is True
    return who


def gaps(api):
    found = api("GET", "/coaching-contacts/coverage").get_json()
    return {each["region"]: each["is_gap"] for each in found["items"]}


def test_everybody_sees_the_gaps_and_members_who_it_is(api, calling, lee, cleo):
    assert gaps(api)["WOE"] is False
    api("PUT", "/coaching-contacts/mine/absence", json={"until": "2999-01-31"})
    assert gaps(api)["WOE"] is True
    api("PUT", "/coaching-contacts/mine/absence", json={"until": None})
    calling(lee)
    (seen,) = api("GET", "/coaching-contacts?region=WOE").get_json()["items"]
    assert (seen["shown_name"], seen["hours"]) == ("Cleo", "Tuesdays after four")
    calling()
    (seen,) = api("GET", "/coaching-contacts?region=WOE").get_json()["items"]
    assert set(seen) == {"region", "topics", "areas", "hours", "is_reachable", "away_until"}
    api.refused("GET", "/coaching-contacts?region=ATLANTIS", 404, "region_unknown")


def test_a_question_is_brought_answered_and_closed_between_two(api, calling, people, lee, cleo):
    calling(lee)
    asked = api("POST", "/coaching-questions", json={**QUESTION, "area": "bath"}).get_json()
    assert (asked["region"], asked["state"], "words" in asked) == ("WOE", "waiting", False)
    (waits,) = api("GET", "/coaching-questions/mine").get_json()["items"]
    assert waits["lies_with"] == "Cleo"
    path = f"/coaching-questions/{asked['id']}"
    api.refused("GET", "/coaching-questions/for-me", 404, "not_found")
    calling(people["coordinator"])
    (outside,) = api("GET", "/coaching-questions/waiting?region=WOE").get_json()["items"]
    assert "words" not in outside
    api.refused("POST", f"{path}/answers", 404, "not_found", json={"words": "Me!"})
    calling(cleo)
    (mine,) = api("GET", "/coaching-questions/for-me").get_json()["items"]
    assert mine["words"] == QUESTION["words"]
    assert api("POST", f"{path}/answers", json={"words": "Look for runs."}).status_code == 201
    calling(lee)
    (answered,) = api("GET", "/coaching-questions/mine").get_json()["items"]
    assert (answered["answers"][0]["by"], answered["answers"][0]["words"]) == ("Cleo", "Look for runs.")
    assert api("POST", f"{path}/closing").get_json()["state"] == "closed"
    calling(cleo)
    api.refused("POST", f"{path}/answers", 409, "question_closed", json={"words": "More."})


def test_where_nobody_is_left_the_keepers_hand_it_on(api, calling, people, lee, cleo):
    calling(lee)
    asked = api("POST", "/coaching-questions", json={**QUESTION, "region": "SW"}).get_json()
    assert asked["with_keepers"] is True
    path = f"/coaching-questions/{asked['id']}/handing"
    calling(people["coordinator"])
    api.refused("POST", path, 404, "not_found", json={"member_id": cleo.subject})
    calling(people["national"])
    handed = api("POST", path, json={"member_id": cleo.subject}).get_json()
    assert (handed["with_keepers"], handed["brought_to"]) == (False, 1)


def test_a_contact_steps_down_or_is_removed(api, calling, people, cleo):
    assert api("DELETE", "/coaching-contacts/mine").get_json() == {}
    assert api("GET", "/coaching-contacts/mine").get_json() == {"contact": None}
    calling(people["coordinator"])
    api("POST", "/coaching-contacts", json={"region": "WOE", "member_id": cleo.subject})
    assert api("DELETE", f"/coaching-contacts/{cleo.subject}").get_json() == {}
    api.refused("DELETE", f"/coaching-contacts/{cleo.subject}", 404, "not_found")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [({"words": ""}, 422, "invalid_input"), ({"region": "ATLANTIS"}, 404, "region_unknown")],
)
def test_what_cannot_be_asked_is_refused_at_its_field(api, calling, lee, changed, status, code):
    calling(lee)
    problem = api.refused("POST", "/coaching-questions", status, code, json={**QUESTION, **changed})
    assert list(problem["fields"]) == list(changed)
