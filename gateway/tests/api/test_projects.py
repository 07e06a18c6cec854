"""Improvement projects over the API: found by five facets, joined, measured, brought by sheets (row 70)."""

import csv
import io
from datetime import date

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

PROJECT = {"title": "Excellence Every Day", "region": "SW", "issue": "Safety", "date": "2018-03"}
FIVE = (
    PROJECT | {"site": "Derriford Hospital", "stp": "Devon"},
    PROJECT | {"title": "Falls at night", "date": "2017"},
    PROJECT | {"title": "Flow from the front door", "issue": "Flow"},
    PROJECT | {"title": "Why do we keep making the same mistakes?", "region": "NENC"},
    PROJECT | {"title": "Suicide prevention", "region": "WOE", "issue": "Access"},
)
SHEET = "title,region,issue,date\nSepsis six,SW,Safety,2018\n=1+1,SW,Flow,2018\nNowhere,XX,Flow,2018\n"


@pytest.fixture
def members(bus):
    """Ann and Ben of SW, and who coordinates SW, as callers."""
    kept = People(bus.databases["exchange"])
    for name, roles in (("ann", ()), ("ben", ()), ("kim", ("coordinator:SW",))):
        kept.keep(Person(name, 1, "SW", "active", date(2018, 1, 15), roles))
    return {
        "ann": Caller("ann", frozenset({"member"}), "SW"),
        "ben": Caller("ben", frozenset({"member"}), "SW"),
        "kim": Caller("kim", frozenset({"member", "coordinator:SW"}), "SW"),
    }


@pytest.fixture
def add(api, calling, members):
    """The path of a project that Ann leads."""

    def added(body=PROJECT, **more):
        calling(members["ann"])
        made = api("POST", "/projects", json=body | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return added


def numbers(found, facet):
    return {each["value"]: each["number"] for each in found["facets"][facet]["values"]}


def test_visitors_find_two_of_five_by_region_and_issue_and_the_date_narrows_to_one(api, calling, add):
    for each in FIVE:
        add(each)
    calling()
    found = api("GET", "/projects?region=SW&issue=safety").get_json()
    assert (found["number"], found["is_exact"]) == (2, True)
    assert [each["title"] for each in found["items"]] == ["Excellence Every Day", "Falls at night"]
    assert numbers(found, "issue") == {"safety": 2, "flow": 1}
    assert numbers(found, "date") == {"2018": 1, "2017": 1}
    assert api("GET", "/projects?region=SW&issue=safety&date=2018").get_json()["number"] == 1
    assert api("GET", "/projects?region=SW&region=WOE").get_json()["number"] == 4
    assert api("GET", "/projects?text=mistake&limit=1").get_json()["number"] == 1
    first = api("GET", "/projects?limit=3")
    assert first.headers["Link"].endswith('rel="next"')
    assert len(api("GET", f"/projects?cursor={first.get_json()['next']}").get_json()["items"]) == 2


@pytest.mark.parametrize("query", ["colour=red", "region=SW&sector=acute", "format=csv"])
def test_a_facet_that_does_not_exist_is_refused_and_the_five_are_named(api, query):
    no = api.refused("GET", f"/projects?{query}", 422, "facet_unknown")
    assert "stp, region, medical_condition, issue, date" in str(no["fields"])


@pytest.mark.parametrize(
    ("query", "code"),
    [("date=soon", "facet_value_wrong"), ("archive=perhaps", "invalid_input"), ("limit=0", "invalid_input")],
)
def test_what_a_search_cannot_mean_is_refused(api, query, code):
    api.refused("GET", f"/projects?{query}", 422, code)


def test_a_project_is_kept_true_ended_and_resumed_each_with_the_version_that_was_read(api, calling, add):
    path = add()
    tag = {"If-Match": api("GET", path).headers["ETag"]}
    changed = api("PUT", path, json=PROJECT | {"aim": "None at night."}, headers=tag)
    assert changed.get_json()["version"] == 2
    api.refused("PUT", path, 412, "stale_version", json=PROJECT, headers=tag)
    assert api("POST", f"{path}/confirmation").get_json()["version"] == 3
    wrong = api.refused(
        "POST", f"{path}/ending", 422, "project_learning_missing", json={"result": "did_not_work"}
    )
    assert "learned" in wrong["fields"]
    ended = api("POST", f"{path}/ending", json={"result": "did_not_work", "learned": "Ask nights first."})
    assert ended.get_json()["is_archived"] is True
    api.refused("POST", f"{path}/confirmation", 409, "project_ended")
    calling()
    (archived,) = api("GET", "/projects?archive=true").get_json()["items"]
    assert archived["learned"] == "Ask nights first."
    api.refused("POST", f"{path}/resumption", 401, "sign_in_required")


def test_a_title_that_is_there_is_asked_about(api, add):
    path = add()
    api.refused("POST", "/projects", 409, "project_looks_alike", json=PROJECT)
    (alike,) = api("GET", "/projects/alike?title=excellence+every+day").get_json()["items"]
    assert path.endswith(alike["id"])
    assert add(is_another=True) != path


def test_how_to_reach_the_lead_is_for_whom_they_chose(api, calling, members, add):
    path = add(contact="qi@example.org", contact_for="members", shown_name="Ann")
    assert api("GET", path).get_json()["contact_for"] == "members"
    calling(members["ben"])
    seen = api("GET", path).get_json()
    assert (seen["contact"], seen["lead"], seen["contact_for"]) == ("qi@example.org", "ann", None)
    calling()
    seen = api("GET", path).get_json()
    assert (seen["contact"], seen["lead"], seen["shown_name"]) == (None, None, "Ann")


def test_a_keeper_withdraws_restores_and_shows_and_finds_what_is_stale(api, calling, members, add):
    path = add()
    api.refused("PUT", f"{path}/showcase", 403, "role_required", json={"is_showcase": True})
    calling(members["ben"])
    api.refused("POST", f"{path}/withdrawal", 403, "not_your_project", json={"reason": "No."})
    calling(members["kim"])
    assert api("PUT", f"{path}/showcase", json={"is_showcase": True}).get_json()["is_showcase"] is True
    assert len(api("GET", "/projects/showcases").get_json()["items"]) == 1
    api("POST", f"{path}/withdrawal", json={"reason": "It never began."})
    calling()
    api.refused("GET", path, 404, "not_found")
    calling(members["kim"])
    assert api("POST", f"{path}/restoration").get_json()["is_withdrawn"] is False
    assert api("GET", "/projects/stale?region=SW").get_json()["items"] == []
    api.refused("GET", "/projects/stale?region=WOE", 403, "not_your_region")


def test_a_member_asks_to_join_is_taken_in_leads_and_the_earlier_lead_leaves(api, calling, members, add):
    path = add()
    calling(members["ben"])
    asked = api("POST", f"{path}/joining", json={"words": "I know falls.", "shown_name": "Ben"}).get_json()
    api.refused("POST", f"{path}/joining", 409, "join_asked_already", json={})
    api.refused("GET", f"{path}/joining", 404, "not_found")
    calling(members["ann"])
    (request,) = api("GET", f"{path}/joining").get_json()["items"]
    assert (request["words"], request["member_id"]) == ("I know falls.", "ben")
    api("POST", f"/project-joining/{asked['id']}/answer", json={"is_accepted": True, "words": "Welcome."})
    api.refused(
        "POST", f"/project-joining/{asked['id']}/answer", 409, "join_answered", json={"is_accepted": False}
    )
    api("POST", f"{path}/handover", json={"member_id": "ben"})
    assert api("DELETE", f"{path}/handover").status_code == 200
    api.refused("DELETE", f"{path}/handover", 409, "project_not_offered")
    api("POST", f"{path}/handover", json={"member_id": "ben"})
    team = api("GET", f"{path}/team").get_json()
    assert (team["lead"], team["offered_to"]) == ("ann", "ben")
    api.refused("POST", f"{path}/handover-answer", 409, "project_not_offered", json={"accepts": True})
    calling(members["ben"])
    assert api("GET", path).get_json()["is_offered"] is True
    api("POST", f"{path}/handover-answer", json={"accepts": True})
    team = api("GET", f"{path}/team").get_json()
    assert (team["lead"], team["joined"], team["offered_to"]) == ("ben", ["ann"], None)
    calling(members["ann"])
    api("POST", f"{path}/leaving")
    assert api("GET", "/projects/mine").get_json()["items"] == []
    calling(members["ben"])
    (mine,) = api("GET", "/project-joining/mine").get_json()["items"]
    assert (mine["state"], mine["answer"], mine["title"]) == ("accepted", "Welcome.", PROJECT["title"])
    api.refused("POST", f"/project-joining/{asked['id']}/taking-back", 409, "join_answered")


def test_ten_points_have_limits_and_a_new_27_is_a_signal(api, calling, members, add):
    path = add()
    made = api("POST", f"{path}/measures", json={"name": "Near misses", "unit": "a month", "better": "down"})
    measure = f"/project-measures/{made.get_json()['id']}"
    ten = [14, 11, 13, 12, 15, 10, 13, 12, 14, 11]
    points = [{"on": f"2018-{month:02}-01", "value": value} for month, value in enumerate(ten, 1)]
    limits = api("POST", f"{measure}/points", json={"points": points}).get_json()["limits"]
    assert (limits["mean"], round(limits["lower"], 1), round(limits["upper"], 1)) == (12.5, 5.7, 19.3)
    decided = {"first": "2018-01-01", "last": "2018-10-31", "reason": "Before the change."}
    api("PUT", f"{measure}/baseline", json=decided)
    after = api("POST", f"{measure}/points", json={"points": [{"on": "2018-11-01", "value": 27}]}).get_json()
    assert (after["points"][-1]["signals"], after["limits"]["mean"]) == (["outside"], 12.5)
    api.refused(
        "PUT", f"{measure}/baseline", 422, "measure_baseline_short", json=decided | {"first": "2018-10-01"}
    )
    api.refused("DELETE", f"{measure}/points/2017-01-01", 404, "measure_no_such_point")
    assert len(api("DELETE", f"{measure}/points/2018-11-01").get_json()["points"]) == 10
    api.refused("PUT", measure, 409, "measure_unit_fixed", json={"name": "Near misses", "unit": "a week"})
    calling()
    (seen,) = api("GET", f"{path}/measures").get_json()["items"]
    assert seen["baseline"]["reason"] == "Before the change."
    api.refused("DELETE", measure, 401, "sign_in_required")
    calling(members["ann"])
    assert api("DELETE", f"{measure}/baseline").get_json()["baseline"] is None


def test_an_export_is_harmless_in_a_spreadsheet_and_brought_in_again_changes_nothing(
    api, calling, members, add
):
    add(contact="qi@example.org", contact_for="everybody")
    calling(members["kim"])

    def send(path, text=SHEET):
        return api("POST", path, data={"file": (io.BytesIO(text.encode()), "projects.csv")})

    seen = send("/projects/sheets/preview").get_json()
    assert seen["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "wrong": 1}
    assert seen["errors"] == [{"line": 4, "column": "region", "message": "There is no such region."}]
    refused = send("/projects/sheets")
    assert (refused.status_code, refused.get_json()["code"]) == (422, "sheet_has_errors")
    assert len(send("/projects/sheets?skip_wrong=true").get_json()["ids"]) == 2
    calling()
    exported = api("GET", "/projects/export?region=SW").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(exported.removeprefix("\ufeff"))))
    assert {each["title"] for each in rows} == {"Excellence Every Day", "Sepsis six", "'=1+1"}
    assert "qi@example.org" not in exported
    assert api("GET", "/projects/export?region=SW&format=json").get_json()["items"][0]["region"] == "SW"
    calling(members["kim"])
    again = send("/projects/sheets/preview", exported).get_json()
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 3, "wrong": 0}
    long = send("/projects/sheets/preview", "title\n" + "x" * 205_000)
    assert (long.status_code, long.get_json()["code"]) == (422, "sheet_too_long")
    api.refused("GET", "/projects/export?colour=red", 422, "facet_unknown")


def test_what_changed_last_is_for_everybody(api, calling, add):
    path = add()
    calling()
    found = api("GET", "/projects/latest?region=SW").get_json()
    assert [f"/projects/{each['id']}" for each in found["items"]] == [path]
    assert found["updated_at"] == found["items"][0]["updated_at"]
