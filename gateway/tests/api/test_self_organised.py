"""Members' own groups over the API (row 87)."""

import pytest

FRAILTY = {
    "name": "Frailty",
    "purpose": "To keep frail people at home.",
    "regions": ["SW", "WOE"],
    "shown_name": "Ada",
    "reach": "Through my page in the directory.",
    "compact_accepted": True,
}


@pytest.fixture
def frailty(api, calling, people):
    calling(people["member"])
    answer = api("POST", "/self-organised-groups", json=FRAILTY)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def test_a_group_is_live_at_once_and_listed_to_members_with_its_contact(api, calling, people, frailty):
    assert frailty["state"] == "active"
    calling(people["stranger"])
    (listed,) = api("GET", "/self-organised-groups?region=SW").get_json()["items"]
    assert listed["contact"]["shown_name"] == "Ada"
    joined = api("PUT", f"/self-organised-groups/{frailty['id']}/membership", json={}).get_json()
    assert (joined["members"], joined["may"]) == (2, ["tell_news", "leave"])
    left = api("DELETE", f"/self-organised-groups/{frailty['id']}/membership").get_json()
    assert left["members"] == 1


def test_visitors_see_purpose_and_regions_alone(api, calling, people, frailty):
    calling(people["visitor"])
    seen = api("GET", f"/self-organised-groups/{frailty['id']}").get_json()
    assert set(seen) == {"id", "purpose", "regions", "state"}
    assert "Frailty" not in api("GET", "/self-organised-groups").text
    api.refused("GET", "/self-organised-groups/mine", 401, "sign_in_required")


@pytest.mark.parametrize(
    ("changed", "status", "code", "field"),
    [
        ({"compact_accepted": False}, 422, "compact_not_accepted", "compact_accepted"),
        ({"reach": "ada@example.org"}, 422, "contact_outside_platform", "reach"),
        ({"shown_name": ""}, 422, "invalid_input", "shown_name"),
        ({"regions": []}, 422, "invalid_input", "regions"),
        ({"regions": ["ATLANTIS"]}, 404, "region_unknown", "regions"),
        ({"ends_on": "2001-01-01"}, 422, "invalid_input", "ends_on"),
    ],
)
def test_what_a_group_cannot_be_is_refused_at_its_field(api, calling, people, changed, status, code, field):
    calling(people["member"])
    body = {**FRAILTY, **changed}
    problem = api.refused("POST", "/self-organised-groups", status, code, json=body)
    assert list(problem["fields"]) == [field]


def test_the_contacts_part_is_handed_over_and_the_end_is_told(api, calling, people, frailty):
    path = f"/self-organised-groups/{frailty['id']}"
    api.refused("DELETE", f"{path}/membership", 409, "group_contact_stays")
    calling(people["stranger"])
    api("PUT", f"{path}/membership", json={"shown_name": "Ben"})
    contact = {"shown_name": "Ben", "reach": "Through my page."}
    api.refused("PUT", f"{path}/contact", 409, "group_has_contact", json=contact)
    calling(people["member"])
    assert api("DELETE", f"{path}/contact").get_json()["contact"] is None
    calling(people["stranger"])
    api("PUT", f"{path}/contact", json=contact)
    assert api("GET", path).get_json()["contact"]["shown_name"] == "Ben"
    news = api("POST", f"{path}/news", json={"text": "We met."})
    assert (news.status_code, news.get_json()["news"][0]["text"]) == (201, "We met.")
    api.refused("POST", f"{path}/ending", 422, "reason_required", json={})
    ended = api("POST", f"{path}/ending", json={"came_of_it": "A list."}).get_json()
    assert (ended["state"], ended["came_of_it"]) == ("ended", "A list.")


def test_only_the_contact_changes_it_and_never_over_a_newer_version(api, calling, people, frailty):
    path = f"/self-organised-groups/{frailty['id']}"
    words = {"name": "Frailty", "purpose": "To learn.", "regions": ["NENC"], "ends_on": "2999-01-31"}
    calling(people["stranger"])
    api.refused("PUT", path, 403, "group_contact_only", json=words)
    api("PUT", f"{path}/membership", json={})
    calling(people["member"])
    api.refused("PUT", path, 412, "stale_version", json=words, headers={"If-Match": '"1"'})
    etag = api("GET", path).headers["ETag"]
    changed = api("PUT", path, json=words, headers={"If-Match": etag}).get_json()
    assert (changed["regions"], changed["ends_on"]) == (["NENC"], "2999-01-31")
    (mine,) = api("GET", "/self-organised-groups/mine").get_json()["items"]
    assert mine["purpose"] == "To learn."
