"""Groups and pilots over the API, on the real services in memory."""

import pytest


@pytest.fixture
def formed(api, calling, people):
    """``formed("SW")``: that region's group; the national team is calling from now on."""

    def form(region):
        calling(people["national"])
        return api("POST", "/groups", json={"region": region, "on": "2017"})

    return form


def test_a_visitor_reads_every_region_and_the_uk_wide_group(api, calling, formed):
    assert formed("SW").headers["Location"] == "/api/v1/groups/SW"
    calling()
    listed = api("GET", "/groups").get_json()
    assert len(listed["items"]) == 18
    assert listed["uk"]["region"] == "UK"
    assert {each["status"] for each in listed["items"]} == {"forming", "none"}
    assert api("GET", "/groups/SW").get_json()["since"] == "2017"
    api.refused("GET", "/groups/NOWHERE", 404, "region_unknown")


def test_the_state_of_an_earlier_day_is_answered(api, formed):
    formed("SW")
    assert api("GET", "/groups/SW?as_at=2016-12-31").get_json()["status"] == "none"
    api.refused("GET", "/groups?as_at=yesterday", 422, "invalid_input")


def test_a_group_is_opened_and_closed_once(api, formed):
    formed("SW")
    opened = api("POST", "/groups/SW/opening", json={"on": "2017-09"}).get_json()
    assert (opened["status"], opened["since"]) == ("active", "2017-09")
    api.refused("POST", "/groups", 409, "group_exists", json={"region": "SW", "on": "2018"})
    closed = api("POST", "/groups/SW/closing", json={"on": "2018", "reason": "Merged."}).get_json()
    assert closed["history"][-1]["reason"] == "Merged."


def test_a_group_that_somebody_changed_is_not_changed_blindly(api, formed):
    tag = formed("SW").headers["ETag"]
    api("POST", "/groups/SW/opening", json={"on": "2017-09"})
    changes = {"json": {"about": "New words."}, "headers": {"If-Match": tag}}
    api.refused("PATCH", "/groups/SW", 412, "stale_version", **changes)
    tag = api("GET", "/groups/SW").headers["ETag"]
    answer = api("PATCH", "/groups/SW", json={"about": "New words."}, headers={"If-Match": tag})
    assert answer.get_json()["about"] == "New words."


def test_three_pilots_begin_and_the_fourth_is_a_named_refusal(api, formed):
    for region in ("WOE", "SW", "NENC", "WAL"):
        formed(region)
    for region in ("WOE", "SW", "NENC"):
        begun = api("POST", f"/groups/{region}/pilot", json={"on": "2017"}).get_json()
        assert begun["pilot"]["stage"] == "invited"
    api.refused("POST", "/groups/WAL/pilot", 409, "pilot_limit_reached", json={"on": "2018"})


def test_a_pilot_has_two_clocks_stages_and_reports(api, formed):
    formed("NENC")
    place = "/groups/NENC/pilot"
    api("POST", place, json={"on": "2017"})
    api("POST", f"{place}/clocks", json={"clock": "term", "starts": "2018-01-01", "months": 12})
    api("POST", f"{place}/clocks", json={"clock": "cycle", "starts": "2018-04", "ends": "2019-03"})
    api("POST", f"{place}/stages", json={"stage": "running", "on": "2018-04"})
    body = {"stage": "complete", "on": "2018-11-30"}
    api.refused("POST", f"{place}/stages", 409, "pilot_cycle_runs", json=body)
    api("POST", f"{place}/reports", json={"title": "Final report", "published": "2018-11-30"})
    pilot = api("GET", "/groups/NENC?as_at=2019-01-15").get_json()["pilot"]
    assert (pilot["stage"], pilot["term"]["state"], pilot["cycle"]["state"]) == (
        "running",
        "ended",
        "running",
    )
    assert [each["title"] for each in pilot["reports"]] == ["Final report"]


@pytest.mark.parametrize("role", ["visitor", "member", "coordinator", "convenor"])
def test_only_the_centre_changes_a_status(api, calling, people, role):
    calling(people[role])
    status, code = (401, "sign_in_required") if role == "visitor" else (403, "role_required")
    api.refused("POST", "/groups", status, code, json={"region": "SW", "on": "2017"})


def test_a_coordinator_describes_the_own_region_only(api, calling, people, formed):
    formed("WOE")
    calling(people["coordinator"])
    body = {"about": "We bring people together.", "partners": ["West of England AHSN"]}
    assert api("PATCH", "/groups/WOE", json=body).get_json()["partners"] == ["West of England AHSN"]
    calling(people["stranger"])
    api.refused("PATCH", "/groups/WOE", 403, "not_your_region", json=body)
