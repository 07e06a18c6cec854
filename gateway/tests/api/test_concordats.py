"""Concordats over the API: drafted and agreed by keepers, signed by leaders, read by everybody."""

import pytest

from ..concordat_of import NEWER, TEXT, TITLE, a_concordat, a_trust, in_days, signed  # noqa: TID252

DRAFT = {"region": "SW", "title": TITLE, "system": "Devon", "text": TEXT, "review_on": in_days(200)}


@pytest.fixture
def leader(joined, bus):
    member = joined(email="leader@example.org", region="SW")
    bus.relay()
    return member


@pytest.fixture
def places(bus, leader):
    """A concordat with one text, and two trusts of the same leader; nobody signed."""
    return a_concordat(bus, TEXT), a_trust(bus, "North", leader=leader), a_trust(bus, "South", leader=leader)


def test_keepers_draft_change_and_agree_and_then_everybody_reads_it(api, calling, people):
    calling(people["stranger"])  # coordinates SW
    made = api("POST", "/concordats", json=DRAFT)
    place = f"/concordats/{made.get_json()['id']}"
    tag = {"If-Match": made.headers["ETag"]}
    calling(people["visitor"])
    api.refused("GET", place, 404, "not_found")
    api.refused("GET", "/concordats?state=draft&region=SW", 403, "not_your_region")
    calling(people["stranger"])
    assert len(api("GET", "/concordats?state=draft&region=SW").get_json()["items"]) == 1
    changed = api("PUT", f"{place}/draft", json={"text": NEWER}, headers=tag)
    assert changed.get_json()["draft"] == NEWER
    api.refused("POST", f"{place}/texts", 412, "stale_version", json={}, headers=tag)
    agreed = api("POST", f"{place}/texts", json={"review_on": in_days(300)}).get_json()
    assert (agreed["state"], agreed["text_number"], agreed["review_on"]) == ("agreed", 1, in_days(300))
    calling(people["visitor"])
    found = api("GET", place).get_json()
    assert found["texts"][0]["clauses"] == NEWER.split("\n\n")
    assert "draft" not in found


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        ("visitor", 401, "sign_in_required"),
        ("member", 403, "role_required"),
        ("coordinator", 403, "not_your_region"),
    ],
)
def test_who_does_not_keep_the_region_drafts_nothing(api, calling, people, role, status, code):
    calling(people[role])
    api.refused("POST", "/concordats", status, code, json=DRAFT)


def test_a_review_that_lies_behind_is_refused_at_its_field(api, calling, people):
    calling(people["stranger"])
    problem = api.refused(
        "POST", "/concordats", 422, "review_day_wrong", json={**DRAFT, "review_on": in_days(0)}
    )
    assert "review_on" in problem["fields"]


def test_a_leader_signs_and_coverage_counts_it(api, calling, people, places, leader):
    concordat, north, south = places
    body = {"concordat_id": concordat, "organisation_id": north, "text": 1, "signed_as": "chair"}
    calling(people["member"])
    api.refused("POST", "/signatories", 403, "not_your_organisation", json=body)
    calling(leader)
    made = api("POST", "/signatories", json={**body, "pledged_half_days": 20})
    assert (made.status_code, made.get_json()["standing"]) == (201, "signed")
    assert made.get_json()["signings"][0]["by"] == leader.subject
    api.refused("POST", "/signatories", 409, "signed_already", json=body)
    problem = api.refused(
        "POST",
        "/signatories",
        422,
        "pledge_wrong",
        json={**body, "organisation_id": south, "pledged_half_days": -2},
    )
    assert "pledged_half_days" in problem["fields"]
    calling(people["visitor"])
    coverage = api("GET", f"/concordats/{concordat}").get_json()["coverage"]
    assert (coverage["signatories"], coverage["organisations"], coverage["pledged_half_days"]) == (1, 2, 20)
    assert [each["name"] for each in coverage["not_signed"]] == ["South"]
    (line,) = api("GET", f"/signatories?organisation_id={north}").get_json()["items"]
    assert (line["concordat"], line["standing"], "signings" in line) == (TITLE, "signed", False)
    assert len(api("GET", "/signatories").get_json()["items"]) == 1
    api.refused("GET", "/signatories?concordat_id=none", 404, "not_found")


def test_a_new_text_is_to_be_signed_again_and_the_two_are_compared(api, calling, people, bus, leader):
    trust, concordat = a_trust(bus, "North", leader=leader), a_concordat(bus, TEXT)
    signed(bus, concordat, trust, leader)
    calling(people["stranger"])
    place = f"/concordats/{concordat}"
    api("PUT", f"{place}/draft", json={"text": NEWER})
    api.refused("POST", f"{place}/texts", 422, "changes_required", json={})
    api("POST", f"{place}/texts", json={"changes": "Warmer."})
    calling(people["visitor"])
    found = api("GET", f"{place}/differences?before=1&after=2").get_json()["items"]
    assert [each["change"] for each in found] == ["changed", "same"]
    api.refused("GET", f"{place}/differences?before=1", 404, "not_found")
    (line,) = api("GET", f"/signatories?concordat_id={concordat}").get_json()["items"]
    assert (line["standing"], line["text"], bool(line["sign_by"])) == ("to_renew", 1, True)
    calling(leader)
    (waiting,) = api("GET", "/signatories/waiting").get_json()["items"]
    assert (waiting["organisation"], waiting["text"], waiting["sign_by"]) == ("North", 2, line["sign_by"])
    body = {"concordat_id": concordat, "organisation_id": trust, "signed_as": "chair"}
    api.refused("POST", "/signatories", 409, "text_not_current", json={**body, "text": 1})
    assert api("POST", "/signatories", json={**body, "text": 2}).get_json()["standing"] == "signed"


def test_a_leader_withdraws_from_a_day_on(api, calling, bus, places, leader):
    concordat, north, south = places
    signed(bus, concordat, north, leader)
    calling(leader)
    place = f"/signatories/{concordat}/{north}/withdrawal"
    api.refused(
        "POST", place, 422, "withdrawal_day_wrong", json={"from_day": in_days(-1), "reason": "We merge."}
    )
    left = api("POST", place, json={"from_day": in_days(10), "reason": "We merge."}).get_json()
    assert (left["standing"], left["withdrawn_from"]) == ("leaving", in_days(10))
    body = {"from_day": in_days(10), "reason": "We merge."}
    api.refused("POST", place, 409, "withdrawn_already", json=body)
    api.refused("POST", f"/signatories/{concordat}/{south}/withdrawal", 404, "not_found", json=body)


def test_a_review_is_noted_and_the_end_says_why(api, calling, people, places):
    place = f"/concordats/{places[0]}"
    calling(people["stranger"])
    review = {"outcome": "kept", "words": "It works.", "next_on": in_days(400)}
    noted = api("POST", f"{place}/reviews", json=review).get_json()
    assert (noted["review_on"], noted["reviews"][0]["words"]) == (in_days(400), "It works.")
    ended = api("POST", f"{place}/ending", json={"reason": "The group was dissolved."}).get_json()
    assert (ended["state"], ended["ended_why"]) == ("ended", "The group was dissolved.")
    api.refused("POST", f"{place}/reviews", 409, "concordat_ended", json=review)
    calling(people["visitor"])
    assert api("GET", "/concordats?state=ended").get_json()["items"][0]["title"] == TITLE
