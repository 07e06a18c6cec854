"""Organisations over the API: listed by keepers, acted for by members whom others named."""

import pytest

TRUST = {"region": "WOE", "name": "Severn Vale Trust", "kind": "trust", "system": "BNSSG"}


@pytest.fixture
def trust(api, calling, people):
    calling(people["coordinator"])
    made = api("POST", "/organisations", json=TRUST)
    assert made.status_code == 201, made.text
    return made.get_json()


@pytest.fixture
def leader(joined, bus):
    member = joined(email="leader@example.org")
    bus.relay()
    return member


def test_an_organisation_is_listed_and_read_by_anybody_without_its_people(api, calling, people, trust):
    calling(people["visitor"])
    found = api("GET", f"/organisations/{trust['id']}")
    assert (found.get_json()["name"], found.get_json()["kind"]) == ("Severn Vale Trust", "trust")
    assert "representatives" not in found.get_json()
    again = api("GET", f"/organisations/{trust['id']}", headers={"If-None-Match": found.headers["ETag"]})
    assert again.status_code == 304
    assert len(api("GET", "/organisations?region=WOE&kind=trust").get_json()["items"]) == 1
    assert api("GET", "/organisations?region=SW").get_json()["items"] == []
    api.refused("GET", "/organisations?kind=castle", 422, "invalid_input")


def test_the_same_name_twice_is_refused(api, trust):
    api.refused("POST", "/organisations", 409, "organisation_known", json=TRUST)


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        ("visitor", 401, "sign_in_required"),
        ("member", 403, "role_required"),
        ("stranger", 403, "not_your_region"),
    ],
)
def test_who_does_not_keep_the_region_lists_nothing(api, calling, people, role, status, code):
    calling(people[role])
    api.refused("POST", "/organisations", status, code, json=TRUST)


def test_a_member_who_was_named_acts_for_it_until_that_is_ended(api, calling, people, trust, leader):
    place = f"/organisations/{trust['id']}"
    calling(people["coordinator"])
    named = {"member_id": leader.subject, "role": "leader"}
    after = api("POST", f"{place}/representatives", json=named).get_json()
    assert [each["member_id"] for each in after["representatives"]] == [leader.subject]
    calling(leader)
    (mine,) = api("GET", "/organisations/mine").get_json()["items"]
    assert (mine["name"], mine["my_roles"]) == ("Severn Vale Trust", ["leader"])
    assert api("GET", place).get_json()["representatives"]
    calling(people["coordinator"])
    ended = api("DELETE", f"{place}/representatives/leader/{leader.subject}").get_json()
    assert ended["representatives"] == []
    calling(leader)
    assert api("GET", "/organisations/mine").get_json()["items"] == []


def test_nobody_names_themselves_and_only_members_are_named(api, calling, bus, joined, trust, people):
    place = f"/organisations/{trust['id']}/representatives"
    keeper = joined(email="keeper@example.org")
    bus.relay()
    keeper = type(keeper)(keeper.subject, frozenset({"member", "coordinator:WOE"}), "WOE")
    calling(keeper)
    oneself = {"member_id": keeper.subject, "role": "leader"}
    api.refused("POST", place, 403, "representative_oneself", json=oneself)
    api.refused("POST", place, 409, "member_not_active", json={"member_id": "nobody", "role": "contact"})
    calling(people["stranger"])
    api.refused("POST", place, 404, "not_found", json=oneself)


def test_a_change_of_something_that_changed_meanwhile_is_refused(api, calling, people, trust):
    place = f"/organisations/{trust['id']}"
    tag = {"If-Match": '"1"'}
    changed = api("PUT", place, json={"name": "Severn Trust", "kind": "trust"}, headers=tag)
    assert (changed.get_json()["name"], changed.get_json()["system"]) == ("Severn Trust", None)
    api.refused("PUT", place, 412, "stale_version", json={"name": "Vale", "kind": "trust"}, headers=tag)


def test_a_closed_organisation_stays_to_be_read_with_the_reason(api, trust):
    place = f"/organisations/{trust['id']}"
    api.refused("POST", f"{place}/closing", 422, "reason_required", json={"reason": " "})
    closed = api("POST", f"{place}/closing", json={"reason": "Merged with its neighbour."}).get_json()
    assert (closed["is_open"], closed["closed_why"]) == (False, "Merged with its neighbour.")
    api.refused("POST", f"{place}/closing", 409, "organisation_closed", json={"reason": "Again."})
