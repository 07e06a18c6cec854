"""Release requests, line managers' answers, placements and days over the API (row 61)."""

from datetime import timedelta

import pytest

from ..next_door import BOSS, NATIONAL, NORTH, day, devon, manager_ticket  # noqa: TID252 - tests are no installed package


@pytest.fixture
def places(bus, joined):
    return devon(bus, lambda name: joined(name=name, email=f"{name.lower()}@example.org", region="SW"))


@pytest.fixture
def wanted(places):
    return {
        "concordat_id": places.concordat, "organisation_id": places.south, "need": "Coach our ward.",
        "skills": ["SPC"], "half_days": 4, "starts_on": day(0), "ends_on": day(40), "where": "Plymouth",
    }  # fmt: skip


def test_help_goes_from_the_request_to_days_that_count(api, calling, places, wanted, ticket_key):
    calling(places.people["Sue"])
    made = api("POST", "/release-requests", json=wanted)
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    ann = places.people["Ann"]
    assert api("GET", f"{path}/helpers").get_json()["items"] == []
    api("POST", f"{path}/invitations", json={"member_id": ann.subject})
    calling(ann)
    [mine] = api("GET", "/releases").get_json()["items"]
    assert (mine["state"], mine["asked"]["days_in_words"]) == ("invited", "2 days")
    yes = {"lender_id": places.north, "shown_name": "Ann of ward 7"}
    release = api("POST", f"{path}/consent", json=yes).get_json()["id"]
    assert api("POST", f"/releases/{release}/line-manager", json={"email": BOSS}).status_code == 200

    calling()
    ticket = manager_ticket(ticket_key, places.newest_ask(release))
    ask = api("GET", f"/release-answers?ticket={ticket}").get_json()
    assert (ask["state"], ask["shown_name"], ask["lender"]) == ("open", "Ann of ward 7", NORTH)
    granted = api("POST", "/release-answers", json={"ticket": ticket, "decision": "grant"}).get_json()
    assert granted["answer"]["days_in_words"] == "2 days"
    other = {"ticket": ticket, "decision": "decline", "reason": "Winter."}
    api.refused("POST", "/release-answers", 409, "release_answered", json=other)

    calling(places.people["Sue"])
    longer = {"release_id": release, "half_days": 5}
    api.refused("POST", "/placements", 409, "days_beyond_release", json=longer)
    agreed = api("POST", "/placements", json={"release_id": release})
    assert agreed.status_code == 201, agreed.text
    placement = agreed.headers["Location"].removeprefix("/api/v1")
    assert api("GET", path).get_json()["releases"][0]["placement_id"] == agreed.get_json()["id"]
    api("POST", f"{placement}/confirmation", json={"half_days": 4})
    calling(places.people["Nora"])
    done = api("POST", f"{placement}/confirmation", json={"half_days": 4}).get_json()
    assert (done["state"], done["counted_half_days"]) == ("done", 4)
    told = api("POST", f"{placement}/feedback", json={"words": "We learned."}).get_json()
    assert [each["words"] for each in told["feedback"]] == ["We learned."]

    place = f"/organisations/{places.north}"
    balance = api("GET", f"{place}/exchange-balance").get_json()
    assert balance["pooled"]["in_words"] == "2 days lent, 0 days borrowed"
    [record] = api("GET", f"{place}/exchange-statement").get_json()["items"]
    assert (record["lender"], record["half_days"]) == (NORTH, 4)
    lines = api("GET", f"{place}/exchange-statement.csv").text.splitlines()
    assert lines[1].split(",")[1:6] == ["loan", NORTH, "Plymouth Trust", "4", "0"]
    assert len(api("GET", f"/placements?organisation_id={places.north}").get_json()["items"]) == 1
    calling()
    assert api("GET", f"/concordats/{places.concordat}/placements").get_json()["placements"] is None


def test_an_organisation_that_did_not_sign_neither_asks_nor_lends(api, calling, places, wanted):
    calling(places.people["Ed"])
    asked = {**wanted, "organisation_id": places.east}
    api.refused("POST", "/release-requests", 403, "signatory_required", json=asked)
    request = places.request()
    calling(places.people["Ann"])
    yes = {"lender_id": places.east, "shown_name": "Ann"}
    api.refused("POST", f"/release-requests/{request}/consent", 403, "signatory_required", json=yes)


def test_a_link_that_ran_out_is_refused_and_a_fresh_one_takes_its_place(api, calling, places, ticket_key):
    release = places.consent(places.request())
    ask = places.ask_manager(release)
    places.over(release)
    calling()
    sent = {"ticket": manager_ticket(ticket_key, ask, timedelta(seconds=1)), "decision": "grant"}
    problem = api.refused("POST", "/release-answers", 410, "release_link_expired", json=sent)
    assert "fresh one" in problem["detail"]
    del sent["decision"]
    assert api("POST", "/release-answers/fresh-link", json=sent).status_code == 202
    api.refused("POST", "/release-answers/fresh-link", 409, "release_link_replaced", json=sent)
    assert places.newest_ask(release) != ask
    forged = {"ticket": "forged", "decision": "grant"}
    api.refused("POST", "/release-answers", 422, "ticket_invalid", json=forged)


def test_a_member_does_not_release_themself_but_a_contact_may_be_the_line_manager(api, calling, places):
    release = places.consent(places.request())
    calling(places.people["Ann"])
    path = f"/releases/{release}/line-manager"
    problem = api.refused("POST", path, 403, "line_manager_oneself", json={"email": "ANN@example.org "})
    assert problem["fields"] == {"email": ["Enter the address of your line manager."]}
    calling(places.people["Nora"])
    assert api("POST", path, json={"email": "nora@example.org"}).status_code == 200


def test_a_placement_is_extended_differs_is_corrected_and_one_is_cancelled(api, calling, places):
    placement = f"/placements/{places.placed()}"
    calling(places.people["Sue"])
    release = api("GET", placement).get_json()["release_id"]
    longer = {"half_days": 6, "ends_on": day(45), "version": 1}
    api.refused("POST", f"{placement}/extension", 409, "days_beyond_release", json=longer)
    places.grant(places.ask_manager(release, half_days=6, ends_on=day(45)))
    assert api("POST", f"{placement}/extension", json=longer).get_json()["half_days"] == 6
    api("POST", f"{placement}/confirmation", json={"half_days": 6})
    calling(places.people["Nora"])
    assert api("POST", f"{placement}/confirmation", json={"half_days": 5}).get_json()["state"] == "differs"
    off = {"reason": "It snowed."}
    api.refused("POST", f"{placement}/cancellation", 409, "placement_confirmed", json=off)
    api("POST", f"{placement}/confirmation", json={"half_days": 6})
    calling(NATIONAL)
    right = {"half_days": 5, "reason": "Half a day was travel."}
    corrected = api("POST", f"{placement}/correction", json=right).get_json()
    assert [each["half_days"] for each in corrected["records"]] == [6, -1]
    other = places.placed("Ben")
    calling(places.people["Nora"])
    gone = api("POST", f"/placements/{other}/cancellation", json=off).get_json()
    assert (gone["state"], gone["cancelled_why"]) == ("cancelled", "It snowed.")


def test_a_request_is_closed_a_release_taken_back_and_strangers_find_neither(api, calling, places):
    request = places.request()
    release = places.consent(request)
    calling(places.people["Ben"])
    api.refused("GET", f"/releases/{release}", 404, "not_found")
    api.refused("GET", f"/organisations/{places.north}/exchange-statement.csv", 404, "not_found")
    assert "releases" not in api("GET", f"/release-requests/{request}").get_json()
    calling(places.people["Nora"])
    [lent] = api("GET", f"/releases?organisation_id={places.north}").get_json()["items"]
    assert lent["id"] == release
    assert api("GET", f"/releases/{release}").get_json()["shown_name"] == "Ann of ward 7"
    calling(places.people["Ann"])
    assert api("POST", f"/releases/{release}/withdrawal").get_json()["state"] == "withdrawn"
    assert api("GET", "/placements").get_json()["items"] == []
    calling(places.people["Sue"])
    api.refused("POST", f"/release-requests/{request}/closing", 422, "reason_required", json={})
    closed = api("POST", f"/release-requests/{request}/closing", json={"reason": "Found."}).get_json()
    assert closed["state"] == "closed"
    listed = api("GET", "/release-requests?state=closed").get_json()["items"]
    assert [each["id"] for each in listed] == [request]
