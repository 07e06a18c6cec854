"""Seats over the API, on the real services in memory."""

from datetime import date

import pytest

from commons.people.domain import Person
from commons.people.store import People


@pytest.fixture
def known(bus):
    """``known("m-1")``: an active member, as membership told stewardship of them."""

    def know(member_id, region="WOE", status="active"):
        People(bus.databases["stewardship"]).keep(Person(member_id, 1, region, status, date(2018, 1, 15), ()))
        return member_id

    return know


@pytest.fixture
def filled(api, calling, people, known):
    """``filled("m-1", kind="convenor")``: a seat in the West of England; its coordinator is calling."""

    def fill(member_id, **more):
        calling(people["coordinator"])
        asked = {"member_id": known(member_id), "designation": "appointed", "background": "GP", **more}
        return api("POST", "/groups/WOE/seats", json=asked)

    return fill


def test_a_seat_is_filled_and_shown_to_a_visitor_by_background(api, calling, filled, people):
    made = filled("m-1", kind="convenor", locations=["Gloucestershire", "Northumbria"])
    assert made.status_code == 201
    place = made.headers["Location"].removeprefix("/api/v1")
    calling()
    roster = api("GET", "/groups/WOE/seats").get_json()
    seat = roster["seats"][0]
    assert (seat["background"], seat["outside"]) == ("GP", ["Northumbria"])
    assert "member_id" not in seat
    assert "m-1" not in api("GET", place).text
    assert "systems_unknown" in {each["code"] for each in roster["findings"]}
    calling(people["coordinator"])
    assert api("GET", "/groups/WOE/seats").get_json()["seats"][0]["member_id"] == "m-1"
    assert api("GET", place).headers["ETag"].startswith('"1.')
    api.refused("GET", place.replace("WOE", "SW"), 404, "not_found")
    api.refused("GET", "/groups/NOWHERE/seats", 404, "region_unknown")


def test_the_named_refusals_of_the_issue(api, calling, filled, known, people):
    filled("m-1", kind="convenor")
    second = {"member_id": known("m-2"), "designation": "appointed", "background": "GP", "kind": "convenor"}
    api.refused("POST", "/groups/WOE/seats", 409, "convenor_held", json=second)
    stranger = {**second, "member_id": "nobody", "kind": "member"}
    api.refused("POST", "/groups/WOE/seats", 409, "holder_not_active", json=stranger)
    api.refused("POST", "/groups/SW/seats", 403, "not_your_region", json=second)
    calling(people["member"])
    api.refused("POST", "/groups/WOE/seats", 403, "role_required", json=second)
    calling(people["national"])
    for number in range(18):
        seat = {**stranger, "member_id": known(f"uk-{number}"), "kind": "member" if number else "chair"}
        assert api("POST", "/groups/UK/seats", json=seat).status_code == 201
    api.refused("POST", "/groups/UK/seats", 409, "group_full", json={**seat, "member_id": known("uk-19")})


def test_a_term_is_renewed_by_who_read_it_and_ended_once(api, filled):
    place = filled("m-1").headers["Location"].removeprefix("/api/v1")
    tag = api("GET", place).headers["ETag"]
    renewed = api("POST", f"{place}/renewals", json={"months": 6}, headers={"If-Match": tag}).get_json()
    assert len(renewed["terms"]) == 2
    api.refused("POST", f"{place}/renewals", 412, "stale_version", json={}, headers={"If-Match": tag})
    ended = api("POST", f"{place}/vacancies", json={"reason": "A new post"}).get_json()
    assert ended["vacant"] is True
    assert ended["terms"][0]["reason"] == "A new post"
    api.refused("POST", f"{place}/vacancies", 409, "seat_vacant", json={"reason": "Again"})
    assert api("POST", f"{place}/closing").get_json()["closed_on"]


def test_what_is_shown_is_corrected_by_who_says_which_version(api, filled):
    place = filled("m-1").headers["Location"].removeprefix("/api/v1")
    shown = {"background": "Practice nurse", "locations": ["Avon"], "patient": False}
    api.refused("PUT", place, 428, "version_required", json=shown)
    answer = api("PUT", place, json={**shown, "version": 1}).get_json()
    assert answer["terms"][0]["background"] == "Practice nurse"


def test_past_terms_are_recorded_and_the_roster_of_a_past_day_is_answered(api, calling, known, people):
    calling(people["national"])
    past = {
        "member_id": known("m-1"),
        "designation": "appointed",
        "background": "Nurse consultant",
        "start": "2018-01-01",
        "months": 12,
        "ended_on": "2018-10",
        "how": "resigned",
        "reason": "Other work commitments",
    }
    made = api("POST", "/groups/NENC/seats/past-terms", json=past)
    assert made.status_code == 201
    calling()
    assert api("GET", "/groups/NENC/seats?on=2018-09-30").get_json()["size"] == 1
    after = api("GET", "/groups/NENC/seats?on=2018-10-01").get_json()
    assert (after["size"], after["vacant"][0]["precision"]) == (0, "month")
    assert "Other work" not in str(after)


def test_a_proposed_roster_is_checked_without_saving(api, calling, people):
    calling(people["stranger"])
    people_wanted = [{"background": "Consultant", "kind": "convenor"}, {"background": "Nurse"}]
    checked = api("POST", "/groups/SW/seats/check", json={"people": people_wanted}).get_json()
    assert checked["verdict"] == "warn"
    assert checked["findings"][0]["words"] == "needs at least 1 patient or service-user seat"
    api.refused("POST", "/groups/WOE/seats/check", 403, "not_your_region", json={})
    assert api("GET", "/groups/SW/seats").get_json()["size"] == 0


def test_a_holder_shows_their_name_and_resigns(api, calling, filled, people, known):
    made = filled(people["member"].subject).get_json()
    calling(people["member"])
    own = api("GET", "/me/seats").get_json()["items"]
    assert [each["id"] for each in own] == [made["id"]]
    named = api("PUT", f"/me/seats/{made['id']}/name", json={"name": "Ada Örn"}).get_json()
    assert named["terms"][0]["shown_name"] == "Ada Örn"
    calling()
    assert api("GET", "/groups/WOE/seats").get_json()["seats"][0]["shown_name"] == "Ada Örn"
    calling(people["member"])
    api("POST", f"/me/seats/{made['id']}/resignation", json={"reason": "Too much to do"})
    api.refused("POST", f"/me/seats/{made['id']}/resignation", 409, "seat_vacant", json={"reason": "Again"})
    calling(people["convenor"])
    api.refused("PUT", f"/me/seats/{made['id']}/name", 404, "not_found", json={"name": "Not me"})
