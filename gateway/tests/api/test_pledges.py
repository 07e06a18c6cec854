"""Pledges over the API: offered, asked for, used, and seen as an account (row 62)."""

from datetime import date

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

HOURS = {"region": "SW", "kind": "hours", "what": "Coaching in SPC", "amount": 720, "shown_name": "Ann"}
ROOM = {
    "region": "UK",
    "kind": "room",
    "what": "A room for twenty in Exeter",
    "amount": 10,
    "reach": "ward 5",
}


@pytest.fixture
def members(bus):
    people = People(bus.databases["exchange"])
    made = {name: Caller(name, frozenset({"member"}), "SW") for name in ("ann", "ben", "cat")}
    for each in made.values():
        people.keep(Person(each.subject, 1, "SW", "active", date(2018, 1, 15)))
    return made


@pytest.fixture
def pledge(api, calling, members):
    """The path of what Ann offers; Ann is calling afterwards."""

    def make(**more):
        calling(members["ann"])
        made = api("POST", "/pledges", json=HOURS | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return make


def claim(api, path, amount, **more):
    made = api("POST", f"{path}/claims", json={"amount": amount, "purpose": "Charts", **more})
    assert made.status_code == 201, made.text
    return made.get_json()["claims"][-1]["id"]


def test_twelve_hours_offered_five_used_seven_left_with_every_flow(api, calling, people, members, pledge):
    path = pledge()
    calling(members["ben"])
    asked = claim(api, path, 360)
    calling(members["ann"])
    assert api("POST", f"{path}/claims/{asked}/answer", json={"agrees": True}).get_json()["promised"] == 360
    used = api("POST", f"{path}/claims/{asked}/use", json={"amount": 300}).get_json()
    assert (used["used"], used["left"]) == (300, 420)
    calling(people["visitor"])
    seen = api("GET", path).get_json()
    assert (seen["in_words"]["left"], seen["claims"], seen["shown_name"]) == ("7 h", [], None)
    (pool,) = api("GET", "/pledges/pools").get_json()["items"]
    assert (pool["region"], pool["kind"], pool["in_words"]["used"]) == ("SW", "hours", "5 h")
    flows = api("GET", "/pledges/pools/SW/hours/flows?limit=1")
    assert [each["why"] for each in flows.get_json()["items"]] == ["used"]
    assert "cursor=" in flows.headers["Link"]
    lines = api("GET", "/pledges/pools/SW/hours/flows.csv").text.splitlines()
    assert lines[0] == "\ufeffat,why,minutes_in,minutes_out,pledge_id"
    assert [line.split(",")[1:4] for line in lines[1:]] == [["used", "0", "300"], ["pledged", "720", "0"]]


def test_a_drought_shows_and_what_is_not_left_is_not_promised(api, calling, members, pledge):
    path = pledge()
    calling(members["ben"])
    first = claim(api, path, 600)
    calling(members["cat"])
    second = claim(api, path, 600)
    (pool,) = [each for each in api("GET", "/pledges/pools?region=SW").get_json()["items"] if each["offered"]]
    assert (pool["is_over_claimed"], pool["in_words"]["asked"]) == (True, "20 h")
    assert pool["dry_since"]
    calling(members["ann"])
    api("POST", f"{path}/claims/{first}/answer", json={"agrees": True})
    no = api.refused("POST", f"{path}/claims/{second}/answer", 409, "pledge_used_up", json={"agrees": True})
    assert no["detail"] == "2 h is left."
    assert api("POST", f"{path}/claims/{second}/answer", json={"agrees": False}).status_code == 200
    ended = api("POST", f"{path}/claims/{first}/ending").get_json()
    assert [each["state"] for each in ended["claims"]] == ["called_off", "declined"]


def test_its_giver_says_it_anew_with_the_version_they_read_and_withdraws(api, calling, members, pledge):
    path = pledge(**ROOM)
    tag = {"If-Match": api("GET", path).headers["ETag"]}
    told = {"what": "A smaller room", "amount": 3}
    assert api("PUT", path, json=told, headers=tag).get_json()["in_words"]["left"] == "3 times"
    api.refused("PUT", path, 412, "stale_version", json=told, headers=tag)
    calling(members["ben"])
    api.refused("POST", f"{path}/withdrawal", 403, "pledge_not_yours", json={})
    api.refused("PUT", path, 403, "pledge_not_yours", json=told)
    calling(members["ann"])
    assert api("POST", f"{path}/withdrawal", json={}).get_json()["state"] == "withdrawn"
    assert [each["state"] for each in api("GET", "/pledges/mine").get_json()["items"]] == ["withdrawn"]
    assert api("GET", "/pledges?kind=room&region=UK").get_json()["items"] == []


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"amount": 0}, 422, "pledge_amount_wrong"),
        ({"amount": 1.5}, 422, "invalid_input"),
        ({"until": "2018-01-01"}, 422, "pledge_day_wrong"),
        ({"kind": "ideas"}, 422, "invalid_input"),
        ({"region": "XX"}, 404, "region_unknown"),
        ({"kind": "money"}, 409, "local_finance_off"),
    ],
)
def test_what_cannot_be_pledged_is_refused(api, calling, members, wrong, status, code):
    calling(members["ann"])
    api.refused("POST", "/pledges", status, code, json=HOURS | wrong)


def test_what_cannot_be_asked_for_is_refused(api, calling, members, people, pledge):
    path, body = pledge(), {"amount": 60, "purpose": "Charts"}
    api.refused("POST", f"{path}/claims", 409, "pledge_own", json=body)
    calling(members["ben"])
    no = api.refused("POST", f"{path}/claims", 422, "claim_amount_wrong", json=body | {"amount": 9_999})
    assert no["fields"]["amount"] == ["12 h is offered."]
    claim(api, path, 60)
    api.refused("POST", f"{path}/claims", 409, "claim_open_already", json=body)
    calling(people["visitor"])
    api.refused("POST", f"{path}/claims", 401, "sign_in_required", json=body)
    api.refused("GET", "/pledges/pools/XX/hours/flows", 404, "region_unknown")
