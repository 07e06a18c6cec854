"""After an event on the running platform: a mail, an answer without a name, a certificate (rows 52, 53)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import vobject

from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REGION = "EAST"
ANSWER = {"expectation": "yes", "learning": 5, "met_somebody": True, "take_back": "Draw the system first."}


def done(people: People, method: str, path: str, token: str, **options: Any) -> Any:
    told = people.ask(method, path, token, **options)
    assert told.status_code in (200, 201), told.text
    return told.json()


@pytest.fixture(scope="module")
def organiser(people: People) -> Person:
    return people.officer("coordinator", REGION)


@pytest.fixture(scope="module")
def came(people: People, platform: Platform) -> Person:
    person = people.member(REGION)
    platform.wait_until_quiet()
    return Person(person.id, person.email, person.name, platform.token(person.id, "read", "write"))


@pytest.fixture(scope="module")
def event(people: People, organiser: Person, came: Person) -> str:
    """The address of an event to come, booked by a member who was checked in early."""
    starts_at = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    told = {"region": REGION, "kind": "q_event", "title": "Flow; queues, and you", "starts_at": starts_at}
    made = done(people, "POST", "/events", organiser.token, json={**told, "minutes": 60, "place": "Ely"})
    place = f"/events/{made['id']}"
    booked = done(people, "POST", f"{place}/registrations", came.token, json={"name": "Zoë Łuczak"})
    done(people, "POST", f"{place}/check-in", organiser.token, json={"code": booked["code"]})
    return place


def test_what_is_booked_stands_in_the_regions_and_in_the_members_own_calendar(
    people: People, came: Person, event: str
) -> None:
    # Given the address of the member's own calendar, and the region's
    own = done(people, "POST", "/me/calendar", came.token)["address"].partition("/api/v1")[2]
    region = f"/calendars/regions/{REGION}.ics"

    # When a calendar program asks for them, without signing in
    found = {path: vobject.readOne(people.ask("GET", path).text, validate=True) for path in (own, region)}

    # Then both show the event, under one id, and whoever holds the file is not sent it again
    told = {path: each.vevent_list[0] for path, each in found.items()}
    assert {each.summary.value for each in told.values()} == {"Flow; queues, and you"}
    assert len({each.uid.value for each in told.values()}) == 1
    held = people.ask("GET", region)
    address = f"{people.platform.url}/api/v1{region}"
    again = requests.get(address, headers={"If-None-Match": held.headers["ETag"]}, timeout=30)
    assert (again.status_code, again.content) == (304, b"")


def test_who_came_is_asked_by_mail_answers_without_a_name_and_gets_a_certificate(
    people: People, platform: Platform, organiser: Person, came: Person, event: str
) -> None:
    # Given the event is over and it is the next morning
    assert people.ask("GET", f"{event}/certificate", came.token).json()["code"] == "certificate_not_ready"
    database, event_id = platform.database("meetings"), event.rpartition("/")[2]
    over = datetime.now(UTC) - timedelta(hours=20)
    database["events"].update_one({"_id": event_id}, {"$set": {"starts_at": over}})
    due = {"$set": {"due_at": datetime.now(UTC)}}
    database["jobs"].update_one({"kind": "event_feedback_asked", "key": event_id}, due)

    # When they follow the mail and answer
    letter = platform.letter(came.email, "What was the event like?")
    assert any(link.endswith(f"{event}/feedback") for link in letter["links"])
    done(people, "POST", f"{event}/feedback", came.token, json=ANSWER)
    assert people.ask("POST", f"{event}/feedback", came.token, json=ANSWER).json()["code"] == "feedback_given"

    # Then the answer lies by itself, and nothing is shown of one answer, not even to the organisers
    (kept,) = platform.database("meetings_closed")["feedback_answers"].find({"event": event_id})
    assert set(kept) == {"_id", "event", "expectation", "learning", "met_somebody", "take_back"}
    assert people.get(f"{event}/feedback", organiser.token)["results"] is None

    # And their certificate is valid, for whoever types its code
    page = people.ask("GET", f"{event}/certificate", came.token)
    assert (page.headers["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    code = eventually(lambda: database["certificates"].find_one({"event_id": event_id}))["_id"]
    told = people.get(f"/certificates/{code}")
    assert told["event"]["title"] == "Flow; queues, and you"
    assert people.ask("GET", f"{event}/certificate", organiser.token).json()["code"] == "not_at_event"
