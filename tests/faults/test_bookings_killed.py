"""kill -9 at meetings while members book: never more places than there are, and none is lost."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from journeys.people import SCOPES, People, Person
from journeys.running import Platform, eventually

from faults.breaking import CLIENT_SECONDS, SIDE_BY_SIDE, dying

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(400)]

REGION = "WAL"
PLACES, MEMBERS, GIVEN_BACK = 4, 8, 2
BOOKING = [
    # nothing done yet
    "rpc.received:4",
    # booked, and neither answered nor told to anybody
    "store.after_commit:3",
    # done, and the answer is not on its way
    "rpc.before_reply:6",
]


@pytest.fixture(scope="module")
def members(platform: Platform, people: People) -> list[tuple[Person, str]]:
    """Members with a token each."""
    made = [people.member(REGION) for _ in range(MEMBERS)]
    words = [word for person in made for word in ("--subject", person.id)]
    words += [word for scope in SCOPES for word in ("--scope", scope)]
    told = platform.command("-m", "gateway.tokens", "issue", *words, "--name", "bookers", "--json")
    return list(zip(made, [each["token"] for each in json.loads(told.stdout)], strict=True))


@pytest.fixture(scope="module")
def keeper(people: People) -> Person:
    return people.officer("coordinator", REGION)


def until_answered(people: People, method: str, path: str, token: str, key: str, **options: Any) -> Any:
    """Under one Idempotency-Key until there is an answer; a broken part may only say "later"."""
    deadline = time.monotonic() + CLIENT_SECONDS
    while time.monotonic() < deadline:
        told = people.ask(method, path, token, key, **options)
        if told.status_code in (requests.codes.ok, requests.codes.created):
            return told.json()
        assert (told.status_code, told.json()["code"]) == (503, "temporarily_unavailable"), told.text
        time.sleep(0.2)
    raise AssertionError(f"no answer within {CLIENT_SECONDS:.0f} s")


@pytest.mark.parametrize("moment", BOOKING)
def test_as_many_have_a_place_as_there_are_and_the_others_wait(
    moment: str, platform: Platform, people: People, keeper: Person, members: list[tuple[Person, str]]
) -> None:
    starts = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    event = {"region": REGION, "kind": "q_event", "title": moment, "starts_at": starts, "capacity": PLACES}
    told = people.ask("POST", "/events", keeper.token, json=event)
    assert told.status_code == requests.codes.created, told.text
    path = f"/events/{told.json()['id']}/registrations"
    platform.wait_until_quiet()
    watch = dying(platform, "meetings", moment)

    def book(token: str, number: int) -> Any:
        name = {"name": f"Name {number}"}
        return until_answered(people, "POST", path, token, f"{moment}-{number}", json=name)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as clients:
        asked = [clients.submit(book, token, number) for number, (_, token) in enumerate(members)]
        eventually(lambda: watch() >= 0 and all(each.done() for each in asked), CLIENT_SECONDS)
    answers = [each.result() for each in asked]
    eventually(watch)
    assert watch() == 1
    platform.wait_until_quiet()
    assert_no_place_is_lost(platform, told.json()["id"], PLACES)
    assert sorted(each["state"] for each in answers) == ["booked"] * PLACES + ["waiting"] * (MEMBERS - PLACES)

    # What is given back afterwards reaches the line: one offer for each place, in its order.
    # Calls that a dead process gave back come again in one millisecond; then the id is the order.
    waiting = [each for each in answers if each["state"] == "waiting"]
    line = sorted(waiting, key=lambda each: (each["booked_at"], each["id"]))
    leaving = [number for number, each in enumerate(answers) if each["state"] == "booked"][:GIVEN_BACK]
    for number in leaving:
        key = f"{moment}-back-{number}"
        until_answered(people, "DELETE", f"{path}/mine", members[number][1], key)
    assert_no_place_is_lost(platform, told.json()["id"], PLACES)
    rows = platform.database("meetings")["bookings"].find({"event_id": told.json()["id"], "state": "offered"})
    assert {row["_id"] for row in rows} == {each["id"] for each in line[:GIVEN_BACK]}


def assert_no_place_is_lost(platform: Platform, event_id: str, places: int) -> None:
    """Every place is held by one booking that has one, and no booking with a place lacks it."""
    database = platform.database("meetings")
    held = [row["booking_id"] for row in database["event_places"].find({"event_id": event_id})]
    having = {"event_id": event_id, "state": {"$in": ["booked", "offered"]}}
    assert len(held) == places
    assert sorted(held) == sorted(row["_id"] for row in database["bookings"].find(having))
    standing = list(database["bookings"].find({"event_id": event_id, "standing": {"$exists": True}}))
    assert len({row["member_id"] for row in standing}) == len(standing)
