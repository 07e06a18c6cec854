"""Events over the API: announced, booked, waited for, checked in (rows 50, 52-55)."""

from datetime import UTC, datetime, timedelta

import pytest

SOON = (datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)).isoformat()
FLOW = {
    "region": "WOE",
    "kind": "q_event",
    "title": "Flow",
    "starts_at": SOON,
    "capacity": 1,
    "place": "Bath",
}


@pytest.fixture
def event(api, calling, people):
    calling(people["convenor"])  # of WOE
    answer = api("POST", "/events", json=FLOW)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def book(api, calling, person, event, name="Ada"):
    calling(person)
    return api("POST", f"/events/{event['id']}/registrations", json={"name": name}).get_json()


def test_everybody_reads_an_event_and_its_etag_answers_304(api, calling, people, event):
    calling(people["visitor"])
    seen = api("GET", f"/events/{event['id']}")
    assert (seen.get_json()["places_left"], seen.get_json()["mine"]) == (1, None)
    again = api("GET", f"/events/{event['id']}", headers={"If-None-Match": seen.headers["ETag"]})
    assert again.status_code == 304
    assert [each["id"] for each in api("GET", "/events?region=WOE").get_json()["items"]] == [event["id"]]
    assert api("GET", "/events?past=true").get_json()["items"] == []


def test_the_second_waits_gets_the_offer_and_takes_it(api, calling, people, event):
    assert book(api, calling, people["member"], event)["state"] == "booked"
    waiting = book(api, calling, people["stranger"], event, "Bob")
    assert (waiting["state"], waiting["position"]) == ("waiting", 1)
    calling(people["convenor"])
    line = api("GET", f"/events/{event['id']}/waiting-list").get_json()["items"]
    assert [each["name"] for each in line] == ["Bob"]
    listed = api("GET", f"/events/{event['id']}/registrations/export").get_json()["items"]
    assert [each["name"] for each in listed] == ["Ada"]
    calling(people["member"])
    assert api("DELETE", f"/events/{event['id']}/registrations/mine").get_json()["state"] == "cancelled"
    calling(people["stranger"])
    assert api("GET", "/me/bookings").get_json()["items"][0]["state"] == "offered"
    taken = api("POST", f"/events/{event['id']}/waiting-list/answer", json={"accept": True})
    assert taken.get_json()["state"] == "booked"


def test_one_key_sent_twice_books_once(api, calling, people, event):
    calling(people["member"])
    headers = {"Idempotency-Key": "one"}
    path = f"/events/{event['id']}/registrations"
    first, second = (api("POST", path, json={"name": "Ada"}, headers=headers).get_json() for _ in range(2))
    assert first == second


def test_checking_in_twice_is_refused_with_when(api, calling, people, event):
    code = book(api, calling, people["member"], event)["code"]
    path = f"/events/{event['id']}/check-in"
    api.refused("POST", path, 403, "not_event_organiser", json={"code": code})
    calling(people["convenor"])
    came = api("POST", path, json={"code": code}).get_json()
    told = api.refused("POST", path, 409, "already_checked_in", json={"code": code})
    assert "was checked in on" in told["detail"]
    api("POST", f"/events/{event['id']}/walk-ins", json={"name": "A friend"})
    day = api("GET", f"{path}?name=friend").get_json()
    assert ([each["name"] for each in day["items"]], day["came"]) == (["A friend"], 2)
    assert api("DELETE", f"{path}/{came['id']}").get_json()["checked_in_at"] is None


def test_a_change_needs_the_version_that_was_read_where_it_is_said(api, calling, people, event):
    calling(people["convenor"])
    path = f"/events/{event['id']}"
    changed = api("PATCH", path, json={"place": "Bristol"}, headers={"If-Match": '"1"'})
    assert changed.get_json()["place"] == "Bristol"
    api.refused("PATCH", path, 412, "stale_version", json={"place": "Bath"}, headers={"If-Match": '"1"'})
    moved = api("POST", f"{path}/move", json={"cause": "The room is flooded", "version": 2}).get_json()
    assert (moved["status"], moved["starts_at"]) == ("moved", None)
    gone = api("POST", f"{path}/cancellation", json={"cause": "No room was found"}).get_json()
    assert gone["status"] == "cancelled"
    api.refused("POST", f"{path}/weather-note", 409, "event_cancelled", json={"note": "Snow"})


def test_past_events_are_recorded_with_counts_and_blanks(api, calling, people):
    calling(people["convenor"])
    past = {"region": "WOE", "kind": "q_event", "title": "Data", "status": "held", "rough_date": "2018-03"}
    made = api("POST", "/events/past", json={**past, "attended": 73}).get_json()
    assert (made["attended"], made["rough_date"]) == (73, "2018-03")
    calling(people["national"])
    sw = {**past, "region": "SW", "status": "held_poorly_attended", "cause": "Adverse weather"}
    sw.pop("rough_date")
    assert api("POST", "/events/past", json=sw).get_json()["attended"] is None
    listed = api("GET", "/events?past=true").get_json()["items"]
    assert [each["attended"] for each in listed] == [73, None]
    path = f"/events/{made['id']}/holding"
    assert api("POST", path, json={"attended": 74}).get_json()["attended"] == 74


def test_topics_are_asked_for_supported_and_taken_up(api, calling, people, event):
    calling(people["member"])
    topic = api("POST", "/event-topics", json={"topic": "Personal impact"}).get_json()
    calling(people["convenor"])
    api("POST", f"/event-topics/{topic['id']}/support")
    path = f"/event-topics/{topic['id']}/taking-up"
    assert api("POST", path, json={"event_id": event["id"]}).get_json()["state"] == "taken_up"
    listed = api("GET", f"/event-topics?region={topic['region']}&state=taken_up").get_json()["items"]
    assert [(each["topic"], each["support"]) for each in listed] == [("Personal impact", 2)]


def test_a_host_who_booked_reads_the_own_needs_also_after_a_change(api, calling, people, event):
    calling(people["convenor"])
    api("POST", f"/events/{event['id']}/registrations", json={"name": "Ada", "needs": "A ramp"})
    warned = api("POST", f"/events/{event['id']}/weather-note", json={"note": "Snow is forecast."})
    assert warned.status_code == 200, warned.text
    assert (warned.get_json()["mine"]["needs"], warned.get_json()["weather_note"]) == (
        "A ramp", "Snow is forecast.",
    )  # fmt: skip
