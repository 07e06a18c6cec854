"""The search of the skills register over the API: who can help, and why these (row 63)."""

from datetime import UTC, date, datetime

import pytest

from chassis.call import Call
from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

PAGE = {
    "visibility": "everyone",
    "shown_name": "Ann",
    "postcode": "EX4 6NB",
    "availability": {"hours": 4, "months": [6], "weekdays": []},
}
QUESTION = "who within 30 miles can coach SPC in June"


@pytest.fixture
def knock(bus):
    """``knock(door, payload, by)``: a door of the skills register, past the gateway."""

    def knocked(door, payload, by):
        service, _, name = door.partition(".")
        return getattr(bus.service(f"skills_register_{service}"), name)(
            Call(caller=by, now=datetime.now(UTC)), payload
        )

    return knocked


@pytest.fixture
def ann(bus, people, knock):
    """Known to the skills register with everybody who calls: Ann coaches SPC near Exeter, in June."""
    known = People(bus.databases["skills_register"])
    ann = Caller("ann", frozenset({"member"}), "SW")
    for person in (ann, people["member"]):
        known.keep(Person(person.subject, 1, person.region, "active", date(2018, 1, 15)))
    knock("skills.save_profile", PAGE, ann)
    knock("skills.add_skill", {"skill": "spc", "level": "coaching"}, ann)
    return ann


def test_who_within_30_miles_can_coach_spc_in_june(api, calling, people, ann):
    calling(people["visitor"])
    found = api("GET", "/skill-search", query_string={"text": QUESTION, "near": "TQ1"}).get_json()
    [item] = found["items"]
    assert (item["owner"]["shown_name"], item["owner"]["member_id"]) == ("Ann", None)
    assert found["understood"].startswith("Statistical process control, who coaches others in it, within 30")
    assert {each["kind"] for each in item["reasons"]} == {
        "text", "distance", "month", "level", "freshness", "availability",
    }  # fmt: skip
    assert item["points"] == sum(each["points"] for each in item["reasons"])
    calling(people["member"])
    [item] = api("GET", "/skill-search?skills=spc&weekdays=1&weekdays=2&fresh=true").get_json()["items"]
    assert item["owner"]["member_id"] == "ann"


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"text": QUESTION, "near": "ZZ9 9ZZ"}, "postcode_unknown", "near"),
        ({"text": "SPC", "near": "nowhere"}, "postcode_unknown", "near"),
        ({"text": QUESTION}, "place_needed", "near"),
        ({"text": "purple monkeys"}, "words_not_understood", "text"),
        ({}, "search_too_wide", None),
        ({"skills": "juggling"}, "skill_unknown", "skills"),
        ({"text": "SPC", "within_miles": "0"}, "invalid_input", "within_miles"),
        ({"text": "SPC", "weekdays": "7"}, "invalid_input", "weekdays.0"),
    ],
)
def test_what_cannot_be_answered_is_refused_beside_its_field(api, calling, people, ann, asked, code, field):
    calling(people["visitor"])
    problem = api.refused("GET", "/skill-search", 422, code, query_string=asked)
    assert list(problem.get("fields") or {}) == ([field] if field else [])


def test_the_next_page_has_the_whole_question_in_its_address(api, calling, people, ann, knock):
    knock("skills.add_skill", {"skill": "lean", "level": "doing"}, ann)
    calling(people["member"])
    first = api("GET", "/skill-search?skills=spc&skills=lean&limit=1")
    assert [each["skill"] for each in first.get_json()["items"]] == ["spc"]
    address = first.headers["Link"].partition(">")[0].removeprefix("</api/v1")
    second = api("GET", address).get_json()
    assert ([each["skill"] for each in second["items"]], second["next"]) == (["lean"], None)


def test_a_search_is_saved_run_silenced_and_removed(api, calling, people, ann):
    calling(people["member"])
    wanted = {"name": "SPC in Devon", "text": QUESTION, "near": "EX1 1AA", "weekdays": [1]}
    made = api("POST", "/skill-searches", json=wanted)
    assert made.status_code == 201
    path = f"/skill-searches/{made.get_json()['id']}"
    [kept] = api("GET", "/skill-searches").get_json()["items"]
    assert (kept["name"], kept["asked"]["near"], kept["tells"]) == ("SPC in Devon", "EX1", True)
    run = api("GET", made.headers["Location"].removeprefix("/api/v1")).get_json()
    assert ([each["owner"]["member_id"] for each in run["items"]], run["search"]["id"]) == (
        ["ann"],
        kept["id"],
    )
    assert api("PUT", f"{path}/notices", json={"tells": False}).get_json()["tells"] is False
    calling(people["coordinator"])
    api.refused("GET", f"{path}/matches", 404, "not_found")
    api.refused("DELETE", path, 404, "not_found")
    calling(people["member"])
    assert api("DELETE", path).status_code == 200
    assert api("GET", "/skill-searches").get_json()["items"] == []


def test_a_search_that_asks_nothing_is_not_saved_and_visitors_save_none(api, calling, people, ann):
    calling(people["member"])
    api.refused("POST", "/skill-searches", 422, "search_too_wide", json={"name": "All"})
    calling(people["visitor"])
    api.refused("POST", "/skill-searches", 401, "sign_in_required", json={"name": "SPC", "text": "SPC"})
