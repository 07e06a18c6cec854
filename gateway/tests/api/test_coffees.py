"""Coffee rounds over the API (rows 64, 65)."""

import pytest

from ..pairing import deal_coffees, known  # noqa: TID252 - tests are no installed package

JOIN = {"shown_name": "Ann", "organisation": "Hospital 1", "place": "Bath", "pace": 2}


@pytest.fixture
def ann(bus):
    return known(bus, "ann")


@pytest.fixture
def ben(bus):
    return known(bus, "ben")


def test_one_opts_in_sits_a_round_out_and_leaves_at_once(api, calling, ann):
    calling(ann)
    assert api("GET", "/coffees/mine").get_json()["guest"] is None
    mine = api("PUT", "/coffees/mine", json=JOIN).get_json()
    assert (mine["takes_part"], mine["next"]["state"]) == (True, "planned")
    assert api("GET", "/coffees/mine").get_json()["guest"]["pace"] == 2
    skipped = api("PUT", "/coffees/mine/skip", json={"skips": True}).get_json()
    assert (skipped["takes_part"], skipped["skips"]) == (False, True)
    assert api("PUT", "/coffees/mine/skip", json={"skips": False}).get_json()["takes_part"] is True
    (planned,) = api("GET", "/coffees/rounds").get_json()["items"]
    assert planned["seed"] == mine["next"]["seed"]
    assert api("DELETE", "/coffees/mine").get_json() == {}
    api.refused("DELETE", "/coffees/mine", 404, "not_found")


@pytest.mark.parametrize("wrong", [{"pace": 4}, {"shown_name": ""}, {"pace": "often"}])
def test_what_one_cannot_say_is_refused_at_its_field(api, calling, ann, wrong):
    calling(ann)
    problem = api.refused("PUT", "/coffees/mine", 422, "invalid_input", json={**JOIN, **wrong})
    assert list(problem["fields"]) == list(wrong)


def test_a_group_is_reached_by_those_in_it_alone(api, calling, people, ann, ben, bus):
    for who, name in ((ann, "Ann"), (ben, "Ben")):
        calling(who)
        api("PUT", "/coffees/mine", json={"shown_name": name})
    api.refused("POST", "/coffees/rounds/next/dealing", 403, "role_required")
    calling(people["national"])
    assert api("POST", "/coffees/rounds/next/dealing").status_code == 202
    deal_coffees(bus)
    calling(ann)
    group = api("GET", "/coffees/mine").get_json()["group"]
    assert [each["shown_name"] for each in group["others"]] == ["Ben"]
    draw = api("GET", f"/coffees/rounds/{group['round_id']}/draw").get_json()
    assert (draw["my_number"] in (1, 2), len(draw["lines"])) == (True, 2)
    api.refused("GET", "/coffees/rounds/1999-01/draw", 404, "not_found")
    said = api("PUT", f"/coffees/groups/{group['id']}/reach", json={"reach": "Bench in the yard"})
    assert "Bench" not in said.text
    calling(ben)
    assert api("GET", "/coffees/mine").get_json()["group"]["others"][0]["reach"] == "Bench in the yard"
    path = f"/coffees/groups/{group['id']}/outcome"
    assert api("PUT", path, json={"met": True}).get_json()["i_said_met"] is True
    calling(people["member"])
    api.refused("PUT", path, 404, "not_found", json={"met": True})


def test_a_round_of_one_is_not_dealt(api, calling, people, ann):
    calling(ann)
    api("PUT", "/coffees/mine", json=JOIN)
    calling(people["national"])
    api.refused("POST", "/coffees/rounds/next/dealing", 409, "coffee_too_few")
