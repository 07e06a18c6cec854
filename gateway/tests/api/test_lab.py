"""Q Lab projects over the API: launched by the centre, promoted by groups, signed up for (row 77)."""

import pytest


@pytest.fixture
def second(api, calling, people):
    """The path of the second of the Lab's projects, with MIND (golden q_lab)."""
    calling(people["national"])
    api("POST", "/lab-projects", json={"title": "Living well with chronic pain"})
    told = {"title": "Mental health and persistent back and neck pain", "partner": "MIND"}
    made = api("POST", "/lab-projects", json=told)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


def test_everybody_reads_the_second_project_with_its_partner_and_who_promotes_it(
    api, calling, people, second
):
    calling(people["coordinator"])
    assert api("PUT", f"{second}/promotions/WOE").get_json()["promoted_by"] == ["WOE"]
    api.refused("PUT", f"{second}/promotions/SW", 403, "not_your_region")
    calling(people["visitor"])
    shown = api("GET", second).get_json()
    assert (shown["number"], shown["partner"], shown["stage"]) == (2, "MIND", "planned")
    assert [each["number"] for each in api("GET", "/lab-projects").get_json()["items"]] == [2, 1]
    assert [each["number"] for each in api("GET", "/lab-projects?promoted_by=WOE").get_json()["items"]] == [2]
    calling(people["coordinator"])
    assert api("DELETE", f"{second}/promotions/WOE").get_json()["promoted_by"] == []


def test_a_member_signs_up_and_takes_it_back(api, calling, people, second):
    calling(people["member"])
    assert api("PUT", f"{second}/sign-up").get_json()["is_signed_up"] is True
    assert [each["id"] for each in api("GET", "/lab-projects/mine").get_json()["items"]] == [
        second.rpartition("/")[2]
    ]
    assert api("GET", second).get_json()["signed_up"] == 1
    assert api("DELETE", f"{second}/sign-up").get_json()["is_signed_up"] is False
    calling(people["visitor"])
    api.refused("PUT", f"{second}/sign-up", 401, "sign_in_required")


def test_the_centre_changes_it_and_moves_it_on_and_never_back(api, calling, people, second):
    read = api("GET", second)
    changed = api(
        "PUT", second, json={"title": "Back and neck pain"}, headers={"If-Match": read.headers["ETag"]}
    )
    assert (changed.get_json()["title"], changed.get_json()["partner"]) == ("Back and neck pain", None)
    stale = {"json": {"stage": "testing"}, "headers": {"If-Match": read.headers["ETag"]}}
    api.refused("POST", f"{second}/stages", 412, "stale_version", **stale)
    assert api("POST", f"{second}/stages", json={"stage": "testing"}).get_json()["stage"] == "testing"
    api.refused("POST", f"{second}/stages", 409, "lab_stage_back", json={"stage": "planned"})
    api.refused("POST", f"{second}/outputs", 422, "lab_output_unpublished", json={"item_id": "x"})
    assert api("DELETE", f"{second}/outputs/x").get_json()["outputs"] == []
    calling(people["coordinator"])
    api.refused("POST", f"{second}/stages", 403, "role_required", json={"stage": "sharing"})
