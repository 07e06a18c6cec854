"""Members' skills over the API: the own page, what others see, endorsing (row 63)."""

import pytest

from chassis.identity import VISITOR
from gateway.portal.dates import today

from ..register import keep  # noqa: TID252 - tests are no installed package

SPC = {"skill": "spc", "level": "coaching", "evidence": "Two wards.", "link": "/groups/WOE"}
PAGE = {
    "visibility": "members",
    "shown_name": "Ann",
    "postcode": "EX4 6NB",
    "availability": {"hours": 4, "months": [5, 6], "weekdays": [1]},
}


@pytest.fixture
def ann(bus, calling):
    """A member, calling."""
    found = keep(bus, "ann")
    calling(found)
    return found


@pytest.fixture
def shown(api, ann):
    """Ann's skill, which members may see; its path."""
    assert api("PUT", "/skills/mine", json=PAGE).status_code == 200
    made = api("POST", "/skills", json=SPC)
    assert made.status_code == 201
    return made.headers["Location"].removeprefix("/api/v1")


def test_a_member_keeps_their_page_and_nothing_finer_than_a_district_is_kept(api, ann):
    begun = api("GET", "/skills/mine").get_json()
    assert (begun["visibility"], begun["version"], begun["items"]) == ("nobody", 0, [])
    kept = api("PUT", "/skills/mine", json=PAGE)
    page = api("GET", "/skills/mine")
    assert page.headers["ETag"].startswith(kept.headers["ETag"].partition(".")[0])
    assert page.get_json()["place"] == {"district": "EX4", "measured_from": "Exeter", "within_miles": 24.0}
    assert "6NB" not in page.text
    stale = {"If-Match": '"1"'}
    api.refused("PUT", "/skills/mine", 412, "stale_version", json=PAGE, headers=stale)
    found = api("GET", "/skills/places?postcode=TQ1").get_json()
    assert found["place"]["measured_from"] == "Torquay"


@pytest.mark.parametrize(
    ("path", "wrong", "status", "code", "field"),
    [
        ("/skills/mine", {"visibility": "all"}, 422, "invalid_input", "visibility"),
        ("/skills/mine", {"postcode": "ZZ9 9ZZ"}, 422, "postcode_unknown", "postcode"),
        ("/skills", {"skill": "juggling"}, 422, "skill_unknown", "skill"),
        ("/skills", {"level": "god"}, 422, "invalid_input", "level"),
        ("/skills", {"link": "https://example.org"}, 422, "invalid_input", "link"),
        ("/skills", {"checked_on": "2999-01-01"}, 422, "day_ahead", "checked_on"),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field(api, ann, path, wrong, status, code, field):
    method, body = ("PUT", PAGE) if path.endswith("mine") else ("POST", SPC)
    problem = api.refused(method, path, status, code, json=body | wrong)
    assert list(problem["fields"]) == [field]


def test_a_skill_is_added_changed_confirmed_and_taken_off(api, shown):
    api.refused("POST", "/skills", 409, "skill_listed_already", json=SPC)
    read = api("GET", shown)
    said = {"level": "doing", "evidence": "One ward."}
    changed = api("PUT", shown, json=said, headers={"If-Match": read.headers["ETag"]}).get_json()
    assert (changed["level"], changed["confirmed_on"]) == ("doing", today().isoformat())
    api.refused("PUT", shown, 412, "stale_version", json=said, headers={"If-Match": read.headers["ETag"]})
    old = {"skill": "run_charts", "level": "learning", "checked_on": "2018-01-10"}
    added = api("POST", "/skills", json=old).get_json()
    assert added["stale_on"] == "2018-07-11"
    assert api("GET", "/skills/mine").get_json()["to_confirm"] == 1
    assert api("POST", "/skills/confirmation", json={"ids": [added["id"]]}).get_json() == {"confirmed": 1}
    assert api("GET", "/skills/mine").get_json()["to_confirm"] == 0
    assert api("DELETE", shown).status_code == 200
    assert [each["skill"] for each in api("GET", "/skills/mine").get_json()["items"]] == ["run_charts"]


def test_others_see_what_the_owner_lets_them_and_visitors_no_ids(api, bus, calling, shown):
    calling(VISITOR)
    api.refused("GET", shown, 404, "not_found")
    ben = keep(bus, "ben")
    calling(ben)
    seen = api("GET", shown).get_json()
    assert (seen["owner"]["member_id"], seen["owner"]["area"], "EX4" in str(seen)) == ("ann", "Exeter", False)
    whole = api("GET", "/members/ann/skills").get_json()
    assert [each["skill"] for each in whole["items"]] == ["spc"]
    api.refused("GET", "/members/carl/skills", 404, "not_found")
    assert api("GET", "/members/ben/skills").get_json()["items"] == []
    api.refused("PUT", shown, 404, "not_found", json={"level": "doing"})
    api.refused("DELETE", shown, 404, "not_found")


def test_a_skill_is_endorsed_once_by_somebody_else_and_taken_back(api, bus, calling, ann, shown):
    place = f"{shown}/endorsements"
    api.refused("POST", place, 403, "endorsement_of_oneself", json={})
    calling(keep(bus, "ben"))
    made = api("POST", place, json={"words": "She is clear."}).get_json()
    assert made["endorsements"] == 1
    api.refused("POST", place, 409, "endorsed_already", json={})
    [read] = api("GET", f"{place}?limit=5").get_json()["items"]
    assert (read["by"], read["words"], read["may_take_back"]) == ("a member", "She is clear.", True)
    carl = keep(bus, "carl")
    calling(carl)
    api.refused("DELETE", f"/skills/endorsements/{read['id']}", 404, "not_found")
    calling(ann)
    gone = api("DELETE", f"/skills/endorsements/{read['id']}").get_json()
    assert gone["endorsements"] == 0
