"""Attendance, the pulse, introductions and reviews over the API (rows 46 to 48 and 81)."""

import pytest

from chassis.identity import Caller

from ..meetings_of import meeting, open_pulse, seat  # noqa: TID252 - tests are no installed package

PEOPLE = [Caller(f"m-{number}", frozenset({"member"}), "WOE") for number in range(6)]


@pytest.fixture
def held(bus):
    """A meeting of WOE of yesterday with six filled seats: its path."""
    for person in PEOPLE:
        seat(bus, person, "WOE")
    return f"/meetings/{meeting(bus, 'WOE')}"


def mark(api, path, *presences, **more):
    marks = [
        {"seat": f"seat-{person.subject}", "presence": said}
        for person, said in zip(PEOPLE, presences, strict=False)
    ]
    return api("PUT", f"{path}/attendance", json={"marks": marks}, **more)


def test_attendance_is_recorded_and_everybody_reads_its_share(api, calling, people, held):
    calling(people["coordinator"])
    marked = mark(api, held, "in_room", "online", "in_room", "in_room", "in_room", "apology")
    assert marked.status_code == 200, marked.text
    assert mark(api, held, "absent", headers={"If-Match": '"7"'}).status_code == 412
    calling(people["visitor"])
    found = api("GET", f"{held}/attendance").get_json()
    assert (found["figure"]["percent"], found["seats"]) == (83.3, None)
    region = api("GET", "/regions/WOE/attendance").get_json()
    assert region["pooled"] == {"present": 5, "seats": 6, "percent": 83.3, "meetings": 1}
    assert api("GET", "/regions/WOE/attendance?since=2100-01-01").get_json()["meetings"] == []
    api.refused("PUT", f"{held}/attendance", 401, "sign_in_required", json={"marks": []})
    calling(people["stranger"])
    api.refused("PUT", f"{held}/attendance", 404, "not_found", json={"marks": []})
    calling(PEOPLE[1])
    assert [each["presence"] for each in api("GET", "/me/attendance").get_json()["items"]] == ["online"]


def test_an_apology_is_sent_and_taken_back(api, bus, calling, held):
    coming = f"/meetings/{meeting(bus, 'WOE', days=7)}"
    calling(PEOPLE[0])
    sent = api("PUT", f"{coming}/attendance/apology", json={"reason": "Away"})
    assert sent.get_json()["presence"] == "apology"
    assert api("DELETE", f"{coming}/attendance/apology").get_json()["presence"] == "not_recorded"
    api.refused("PUT", f"{held}/attendance/apology", 409, "apology_too_late", json={})


def test_what_was_published_stands_apart(api, calling, people):
    calling(people["coordinator"])
    words = {"period": "2018", "low": 80, "high": 80, "source": "Pilot report"}
    made = api("POST", "/regions/WOE/attendance/published", json=words)
    assert made.status_code == 201, made.text
    assert api("GET", "/regions/WOE/attendance").get_json()["published"] == [made.get_json()]
    path = f"/attendance/published/{made.get_json()['id']}"
    assert api("DELETE", path).status_code == 200
    wrong = {**words, "low": 90}
    api.refused("POST", "/regions/WOE/attendance/published", 422, "attendance_range_wrong", json=wrong)


def test_the_pulse_is_answered_in_secret_and_its_share_read_by_everybody(api, bus, calling, people, held):
    calling(people["coordinator"])
    mark(api, held, *["in_room"] * 6)
    open_pulse(bus, held.rpartition("/")[2])
    for number, person in enumerate(PEOPLE):
        calling(person)
        told = {"could": number > 0, "sentence": "Well chaired" if number == 2 else ""}
        assert api("POST", f"{held}/pulse", json=told).get_json() == {"accepted": True}
    api.refused("POST", f"{held}/pulse", 409, "pulse_answered", json={"could": True})
    assert api("GET", f"{held}/pulse").get_json()["result"]["sentences"] == ["Well chaired"]
    calling(people["visitor"])
    shown = api("GET", f"{held}/pulse").get_json()
    assert shown["result"] == {"yes": 5, "answers": 6, "percent": 83.3, "sentences": None}


def test_what_somebody_needs_is_read_by_keepers(api, bus, calling, people, held):
    coming = f"/meetings/{meeting(bus, 'WOE', days=7)}"
    calling(PEOPLE[0])
    assert api("PUT", f"{coming}/needs", json={"text": "A ramp"}).get_json()["kept"] is True
    assert api("GET", f"{coming}/needs").get_json() == {"mine": "A ramp", "may_say": True, "needs": None}
    calling(people["coordinator"])
    assert [each["text"] for each in api("GET", f"{coming}/needs").get_json()["needs"]] == ["A ramp"]
    api.refused("PUT", f"{coming}/rounds/i-1", 422, "round_item_unknown", json={"is_on": True})


def test_everybody_writes_and_takes_back_their_own_name(api, calling):
    calling(PEOPLE[0])
    written = api("PUT", "/me/introduction", json={"name": "Ada", "is_public": False})
    assert written.get_json() == {"name": "Ada", "is_public": False, "version": 1}
    tag = {"If-Match": api("GET", "/me/introduction").headers["ETag"]}
    again = api("PUT", "/me/introduction", json={"name": "Ada", "is_public": True}, headers=tag)
    assert again.get_json()["version"] == 2
    calling(PEOPLE[1])
    assert api("GET", "/me/introduction").get_json()["name"] is None
    calling(PEOPLE[0])
    assert api("DELETE", "/me/introduction").get_json()["name"] is None


def test_a_cycle_goes_from_plan_to_act_and_begins_the_next(api, bus, calling, people, held):
    calling(people["convenor"])
    words = {"aim": "Decide faster", "prediction": "Every item ends in time"}
    assert api("PUT", f"{held}/review", json=words).get_json()["is_late"] is True
    api.refused("PUT", f"{held}/review", 409, "prediction_fixed", json={**words, "aim": "I knew it"})
    cycle = f"/reviews/{held.rpartition('/')[2]}"
    api.refused("PUT", f"{cycle}/act", 409, "cycle_not_studied", json={"kind": "adapt", "text": "Earlier"})
    study = {"done": "Papers came late", "match": "partly"}
    assert api("PUT", f"{cycle}/study", json=study).get_json()["state"] == "studied"
    act = {"kind": "adapt", "text": "Send papers earlier"}
    assert api("PUT", f"{cycle}/act", json=act).get_json()["state"] == "closed"
    calling(people["visitor"])
    following = f"/meetings/{meeting(bus, 'WOE', days=60)}"
    assert api("GET", f"{following}/review").get_json()["carried"]["text"] == "Send papers earlier"
    chain = api("GET", "/regions/WOE/reviews").get_json()
    assert [(each["number"], each["act"]["text"]) for each in chain["meetings"]] == [
        (1, "Send papers earlier")
    ]


def test_the_group_itself_is_a_cycle(api, calling, people):
    calling(people["convenor"])
    words = {
        "title": "The first year",
        "since": "2018-04-01",
        "until": "2019-03-31",
        "aim": "To be known",
        "prediction": "Half know us",
    }
    made = api("POST", "/regions/WOE/reviews", json=words)
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    assert api("GET", path).get_json()["title"] == "The first year"
    study = {"done": "We visited areas", "match": "as_predicted"}
    assert api("PUT", f"{path}/study", json=study).get_json()["state"] == "studied"
