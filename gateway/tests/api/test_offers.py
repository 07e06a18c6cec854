"""Offers, requests and campaigns over the API (row 59)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

OFFER = {
    "title": "Coaching in control charts",
    "text": "One to one.",
    "skills": ["spc"],
    "minutes": 180,
    "online": True,
    "visible_to": "everybody",
    "shown_name": "Ann",
}
REQUEST = {"title": "Who explains control charts?", "skills": ["spc"], "minutes": 60, "online": True}
TODAY = datetime.now(UTC).date()
CAMPAIGN = {
    "region": "WOE",
    "title": "Winter pressures",
    "purpose": "Help on wards.",
    "starts": TODAY.isoformat(),
    "ends": (TODAY + timedelta(days=30)).isoformat(),
}


@pytest.fixture
def members(bus):
    """Two members of WOE and one of SW, as callers."""
    work = People(bus.databases["skills_register"])
    for name, region in (("ann", "WOE"), ("ben", "WOE"), ("far", "SW")):
        work.keep(Person(name, 1, region, "active", date(2018, 1, 15)))
    return {
        name: Caller(name, frozenset({"member"}), region)
        for name, region in (("ann", "WOE"), ("ben", "WOE"), ("far", "SW"))
    }


@pytest.fixture
def publish(api, calling, members):
    def published(by, what="/offers", **more):
        calling(members[by])
        body = (OFFER if what == "/offers" else REQUEST) | more
        made = api("POST", what, json=body)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return published


def test_an_offer_is_published_found_by_everybody_and_matched_with_a_request(api, calling, people, publish):
    offer, request = publish("ann"), publish("ben", "/requests")
    matches = api("GET", f"{request}/matches").get_json()["items"]
    assert [each["offer"]["id"] for each in matches] == [offer.rpartition("/")[2]]
    assert [each["kind"] for each in matches[0]["reasons"]][:2] == ["skill", "word"]
    calling(people["visitor"])
    (seen,) = api("GET", "/offers?skill=spc&region=WOE&online=true").get_json()["items"]
    assert (seen["kind"], seen["in_words"], seen["shown_name"]) == ("offer", "3 hours", "Ann")
    assert "visible_to" not in seen
    assert api("GET", "/requests").get_json()["items"] == []
    api.refused("GET", request, 404, "not_found")
    api.refused("GET", f"{offer}/matches", 401, "sign_in_required")


def test_the_owner_changes_renews_and_fulfils_it_each_with_the_version_they_read(api, calling, publish):
    offer = publish("ann")
    tag = {"If-Match": api("GET", offer).headers["ETag"]}
    changed = api("PUT", offer, json=OFFER | {"minutes": 60}, headers=tag)
    assert (changed.get_json()["minutes"], changed.get_json()["version"]) == (60, 2)
    api.refused("PUT", offer, 412, "stale_version", json=OFFER, headers=tag)
    later = (TODAY + timedelta(days=200)).isoformat()
    api("PUT", offer, json=OFFER | {"until": later})
    assert api("POST", f"{offer}/renewal").get_json()["until"] == later
    assert api("POST", f"{offer}/fulfilment").get_json()["state"] == "fulfilled"
    api.refused("POST", f"{offer}/withdrawal", 409, "offer_ended")
    (mine,) = api("GET", "/offers/mine").get_json()["items"]
    assert (mine["state"], mine["visible_to"]) == ("fulfilled", "everybody")


def test_what_was_withdrawn_is_gone_for_others(api, calling, members, publish):
    offer = publish("ann")
    calling(members["ben"])
    api.refused("POST", f"{offer}/withdrawal", 404, "not_found")
    calling(members["ann"])
    api("POST", f"{offer}/withdrawal")
    calling(members["ben"])
    api.refused("GET", offer, 410, "offer_withdrawn")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"minutes": 0}, "minutes_wrong", "minutes"),
        ({"minutes": 1.5}, "invalid_input", "minutes"),
        ({"online": False}, "offer_place_wanted", "place"),
        ({"skills": ["magic"]}, "skill_unknown", "skills"),
        ({"until": TODAY.isoformat()}, "offer_until_wrong", "until"),
        ({"title": ""}, "invalid_input", "title"),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field(api, calling, members, wrong, code, field):
    calling(members["ann"])
    assert field in api.refused("POST", "/offers", 422, code, json=OFFER | wrong)["fields"]


def test_visitors_publish_nothing(api):
    api.refused("POST", "/requests", 401, "sign_in_required", json=REQUEST)


def test_a_keeper_starts_a_campaign_and_ends_it(api, calling, people, publish):
    calling(people["coordinator"])
    made = api("POST", "/campaigns", json=CAMPAIGN)
    path, campaign = made.headers["Location"].removeprefix("/api/v1"), made.get_json()["id"]
    publish("ann", campaign_id=campaign)
    calling(people["visitor"])
    assert api("GET", path).get_json()["offers"] == {"number": 1, "minutes": 180}
    assert len(api("GET", f"/offers?campaign_id={campaign}").get_json()["items"]) == 1
    assert [each["id"] for each in api("GET", "/campaigns?region=WOE").get_json()["items"]] == [campaign]
    calling(people["stranger"])
    api.refused("POST", f"{path}/ending", 404, "not_found")
    api.refused("POST", "/campaigns", 403, "not_your_region", json=CAMPAIGN)
    calling(people["coordinator"])
    wrong = api.refused(
        "POST", "/campaigns", 422, "campaign_time_wrong", json=CAMPAIGN | {"ends": "2018-01-01"}
    )
    assert "ends" in wrong["fields"]
    api("POST", f"{path}/ending")
    assert api("GET", "/campaigns").get_json()["items"] == []
