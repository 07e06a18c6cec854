"""Groups that service users lead, over the API (row 89)."""

from datetime import date

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

START = {
    "title": "Patients as Equal Partners",
    "offers": ["Training in QI", "Company at a first meeting"],
    "funded_by": "Q Exchange",
    "expenses": "/my-expenses/new",
    "lead_name": "Pat",
    "leads_as_service_user": True,
}
NEEDS = "A seat near the door"


@pytest.fixture
def pat(bus, people):
    """Pat and Lee of SW, known to the skills register."""
    known = People(bus.databases["skills_register"])
    for name in ("pat", "lee"):
        people[name] = Caller(name, frozenset({"member"}), "SW")
        known.keep(Person(name, 1, "SW", "active", date(2018, 1, 15)))
    return people["pat"]


@pytest.fixture
def group(api, calling, pat):
    calling(pat)
    made = api("POST", "/peer-groups", json=START)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


def test_a_project_of_the_south_west_is_led_by_a_service_user(api, calling, people, group):
    calling(people["visitor"])
    [shown] = api("GET", "/peer-groups?region=SW").get_json()["items"]
    assert (shown["funded_by"], shown["leader_kind"], shown["lead"]) == ("Q Exchange", "service user", "Pat")
    assert api("GET", "/peer-groups?region=WOE").get_json()["items"] == []
    api.refused("GET", "/peer-groups/nothing", 404, "not_found")
    calling(people["lee"])
    wrong = START | {"leads_as_service_user": False}
    problem = api.refused("POST", "/peer-groups", 422, "lead_is_service_user", json=wrong)
    assert list(problem["fields"]) == ["leads_as_service_user"]


def test_what_a_learner_needs_is_for_the_lead_alone_and_can_be_taken_back(api, calling, people, pat, group):
    calling(people["lee"])
    joined = api("PUT", f"{group}/membership", json={"shown_name": "Lee", "needs": NEEDS})
    assert joined.get_json()["i_learn"] is True
    assert NEEDS not in joined.text
    assert api("GET", group).get_json()["my_needs"] == NEEDS
    api.refused("GET", f"{group}/learners", 404, "not_found")
    calling(pat)
    [learner] = api("GET", f"{group}/learners").get_json()["items"]
    assert (learner["shown_name"], learner["needs"]) == ("Lee", NEEDS)
    calling(people["lee"])
    number = {"needs": "My number is 943 476 5919"}
    problem = api.refused("PUT", f"{group}/membership/needs", 422, "nhs_number_in_text", json=number)
    assert list(problem["fields"]) == ["needs"]
    assert api("PUT", f"{group}/membership/needs", json={}).get_json()["needs_until"] is None
    assert [each["i_learn"] for each in api("GET", "/peer-groups/mine").get_json()["items"]] == [True]
    assert api("DELETE", f"{group}/membership").get_json()["i_learn"] is False


def test_a_group_is_handed_over_changed_and_ended(api, calling, people, pat, group):
    problem = api.refused(
        "PUT", f"{group}/next-lead", 422, "peer_not_in_group", json={"member_id": "somebody"}
    )
    assert list(problem["fields"]) == ["member_id"]
    calling(people["lee"])
    api("PUT", f"{group}/membership", json={"shown_name": "Lee"})
    api.refused("POST", f"{group}/lead", 409, "peer_lead_not_offered", json={"leads_as_service_user": True})
    calling(pat)
    api("PUT", f"{group}/next-lead", json={"member_id": "lee"})
    calling(people["lee"])
    assert api("GET", group).get_json()["asked_to_lead"] is True
    taken = api("POST", f"{group}/lead", json={"leads_as_service_user": True})
    assert taken.get_json()["i_lead"] is True
    words = {name: START[name] for name in ("offers", "lead_name")} | {"title": "Equal partners"}
    api.refused("PUT", group, 412, "stale_version", json=words, headers={"If-Match": '"1.00000000"'})
    changed = api("PUT", group, json=words, headers={"If-Match": taken.headers["ETag"]})
    assert changed.status_code == 200
    assert api("GET", group).get_json()["title"] == "Equal partners"
    assert api("POST", f"{group}/ending").get_json()["state"] == "ended"
    calling(pat)
    api.refused("PUT", f"{group}/membership", 409, "peer_group_ended", json={"shown_name": "Pat"})
