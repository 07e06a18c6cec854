"""Meetings, cycles and venues over the API, on real services (rows 41, 43, 49 and 50)."""

import pytest

from chassis.identity import Caller

CONVENOR = Caller("v-NENC", frozenset({"member", "convenor:NENC"}), "NENC")
NATIONAL = Caller("n-1", frozenset({"member", "national_team"}), "WOE")
PLAN = {
    "region": "NENC",
    "title": "First meeting",
    "starts_at": "2018-04-17T10:00:00+01:00",
    "minutes": 120,
    "mode": "face_to_face",
    "place": "Penrith",
    "public_link": "https://watch.example.org/nenc",
}
YEAR = {"starts_on": "2018-04-01", "ends_on": "2019-03-31"}


@pytest.fixture
def planned(api, calling):
    calling(CONVENOR)
    return api("POST", "/meetings", json=PLAN)


def test_a_meeting_is_planned_published_held_and_counted(api, calling, planned):
    place = planned.headers["Location"].removeprefix("/api/v1")
    assert planned.status_code == 201
    calling()
    api.refused("GET", place, 404, "not_found")
    calling(CONVENOR)
    shown = api("POST", f"{place}/publication", headers={"If-Match": planned.headers["ETag"]})
    api.refused("POST", f"{place}/holding", 412, "stale_version", json={"version": 1})
    held = api("POST", f"{place}/holding", json={"observers": 2}, headers={"If-Match": shown.headers["ETag"]})
    assert held.get_json()["status"] == "held"
    api("PUT", "/regions/NENC/meeting-cycle", json={**YEAR, "version": 0})
    calling()
    assert api("GET", place).get_json()["number"] == 1
    cycle = api("GET", "/regions/NENC/meeting-cycle?on=2018-11-30").get_json()
    assert (cycle["held"], cycle["wanted"], cycle["max_minutes"], cycle["is_set"]) == (1, 4, 120, True)
    page = api("GET", "/meetings?when=past&region=NENC&limit=1").get_json()
    assert [each["title"] for each in page["items"]] == ["First meeting"]
    assert api("GET", "/meetings").get_json()["items"] == []


def test_the_rules_of_the_rows_are_refused_over_the_api(api, calling, planned):
    problem = api.refused("POST", "/meetings", 422, "meeting_too_long", json={**PLAN, "minutes": 150})
    assert "120 minutes" in problem["detail"]
    no_link = api("POST", "/meetings", json={**PLAN, "public_link": ""}).get_json()
    api.refused("POST", f"/meetings/{no_link['id']}/publication", 422, "public_link_needed")
    api.refused("POST", "/meetings", 403, "not_your_region", json={**PLAN, "region": "SW"})
    api.refused("POST", "/meetings", 422, "invalid_input", json={**PLAN, "starts_at": "2018-04-17"})
    overlapping = {"starts_on": "2019-03-31", "ends_on": "2020-03-30"}
    api("PUT", "/regions/NENC/meeting-cycle", json=YEAR)
    api.refused("PUT", "/regions/NENC/meeting-cycle", 409, "cycle_overlaps", json=overlapping)
    calling()
    api.refused("POST", "/meetings", 401, "sign_in_required", json=PLAN)
    api.refused("GET", "/regions/XX/meeting-cycle", 404, "region_unknown")


def test_a_meeting_is_moved_and_cancelled_with_its_cause(api, planned):
    place = f"/meetings/{planned.get_json()['id']}"
    to_come = {"starts_at": "2099-04-17T10:00:00+01:00"}
    moved = api("PATCH", place, json=to_come, headers={"If-Match": planned.headers["ETag"]})
    assert (moved.get_json()["sequence"], moved.get_json()["place"]) == (1, "Penrith")
    api.refused("POST", f"{place}/holding", 409, "meeting_not_begun")
    gone = api("POST", f"{place}/cancellation", json={"cause": "Snow"}).get_json()
    assert (gone["status"], gone["cause"], gone["may"]) == ("cancelled", "Snow", [])
    api.refused("PATCH", place, 409, "meeting_cancelled", json={"title": "Again"})


def test_a_room_is_booked_with_its_meeting_and_only_once(api, calling, planned):
    hall = {
        "region": "NENC",
        "name": "Town hall",
        "area": "Cumbria",
        "features": ["step_free"],
        "capacity": 20,
    }
    venue = api("POST", "/venues", json={**hall, "contact": "The front desk", "cost_pence": 4500})
    place = f"/venues/{venue.get_json()['id']}"
    booked = {**PLAN, "starts_at": "2099-04-17T10:00:00+01:00", "venue_id": venue.get_json()["id"]}
    made = api("POST", "/meetings", json=booked).get_json()
    assert made["venue"]["area"] == "Cumbria"
    api.refused("POST", "/meetings", 409, "venue_taken", json=booked)
    (slot,) = api("GET", f"{place}/bookings").get_json()["items"]
    assert slot["owner_id"] == made["id"]
    changed = api("PATCH", place, json={"in_use": False}, headers={"If-Match": venue.headers["ETag"]})
    assert changed.get_json()["in_use"] is False
    calling()
    assert api("GET", place).get_json()["contact"] is None
    assert len(api("GET", "/venues?region=NENC").get_json()["items"]) == 1
    api.refused("GET", f"{place}/bookings", 401, "sign_in_required")


def test_a_session_of_several_groups_says_whom_it_can_invite(api, calling):
    calling(NATIONAL)
    talk = {"region": "UK", "mode": "virtual", "phone": "020 7946 0000", "invited": ["SW", "WOE"]}
    made = api("POST", "/meetings", json={**PLAN, "place": "", **talk}).get_json()
    assert (made["can_invite"], [each["region"] for each in made["can_invite_by_group"]]) == (
        0,
        ["SW", "WOE"],
    )
