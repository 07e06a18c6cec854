"""Many at the same time, in processes of their own: never more than the places, and nobody lost."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from meetings_desk import INDEXES, Desk, coordinator

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
PLACES, WANTING, AT_ONCE = 100, 150, 50
SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
ORGANISER = coordinator("SW")


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Three processes' worth of clients over one database; a desk for each who knocks."""
    clients = [connect(mongo_uri, "one-of-three") for _ in range(3)]
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        databases = [database_of(each, "", work.database.name) for each in clients]
        made = [Desk(UnitOfWork(databases[number % 3])) for number in range(AT_ONCE)]
        for each in made:
            each.now = datetime.now(UTC)
        yield made
    for each in clients:
        each.close()


def announce(desk: Desk, capacity: int) -> dict[str, Any]:
    payload = {
        "region": "SW", "kind": "q_event", "title": "Flow", "starts_at": SOON.isoformat(),
        "capacity": capacity,
    }  # fmt: skip
    made: dict[str, Any] = desk.knock("events.announce_event", payload, by=ORGANISER)
    return made


def member(number: int) -> Caller:
    return Caller(f"m-{number:03}", frozenset({"member"}), "SW")


def book(desk: Desk, event: dict[str, Any], number: int) -> dict[str, Any]:
    desk.now = datetime.now(UTC)
    payload = {"event_id": event["id"], "name": f"Name {number}"}
    made: dict[str, Any] = desk.knock("bookings.book_event", payload, by=member(number))
    return made


def at_once(desks: list[Desk], act: Callable[[Desk, int], Any], numbers: range) -> None:
    """Each number's act, at so many desks at the same time."""
    left, failures = iter(numbers), []
    lock = threading.Lock()

    def run(desk: Desk) -> None:
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                return
            try:
                act(desk, number)
            except Exception as no:
                failures.append(repr(no))

    threads = [threading.Thread(target=run, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def states(desk: Desk, event: dict[str, Any]) -> dict[str, int]:
    counted: dict[str, int] = desk.knock("arrivals.count_bookings", {"event_id": event["id"]}, by=ORGANISER)
    return counted


def test_a_hundred_of_a_hundred_and_fifty_get_in_and_the_rest_wait_in_order(desks):
    event = announce(desks[0], PLACES)
    at_once(desks, lambda desk, number: book(desk, event, number), range(WANTING))
    assert states(desks[0], event) == {
        "booked": PLACES, "waiting": WANTING - PLACES, "offered": 0, "interested": 0, "came": 0
    }  # fmt: skip
    held = [row["booking_id"] for row in desks[0].work.database["event_places"].find({})]
    booked = [row["_id"] for row in desks[0].work.database["bookings"].find({"state": "booked"})]
    assert sorted(held) == sorted(booked)
    asked = {"event_id": event["id"], "state": "waiting", "limit": 200}
    line = desks[0].knock("arrivals.list_bookings", asked, by=ORGANISER)["items"]
    assert [each["booked_at"] for each in line] == sorted(each["booked_at"] for each in line)
    last = desks[0].knock("bookings.my_bookings", by=member(int(line[-1]["name"].split()[1])))
    assert last["items"][0]["position"] == WANTING - PLACES


def test_one_member_who_books_from_many_places_has_one_booking(desks):
    event = announce(desks[0], 5)
    at_once(desks[:12], lambda desk, _: book(desk, event, 1), range(12))
    assert states(desks[0], event)["booked"] == 1
    assert desks[0].knock("events.get_event", {"id": event["id"]})["places_left"] == 4


def test_places_given_back_while_others_join_the_line_are_all_offered_in_the_end(desks):
    event = announce(desks[0], 10)
    for number in range(10):
        book(desks[0], event, number)

    def act(desk: Desk, number: int) -> None:
        if number % 2:
            book(desk, event, number)
        else:
            desk.now = datetime.now(UTC)
            desk.knock("bookings.cancel_booking", {"event_id": event["id"]}, by=member(number // 2 % 10))

    at_once(desks[:20], act, range(100, 120))
    desks[0].now = datetime.now(UTC) + timedelta(minutes=2)
    desks[0].do_due_work()
    counted = states(desks[0], event)
    free = desks[0].knock("events.get_event", {"id": event["id"]})["places_left"]
    assert counted["booked"] + counted["offered"] + free == 10
    assert counted["booked"] + counted["offered"] + counted["waiting"] == 10
    assert free == 0 or counted["waiting"] == 0


def test_two_doors_check_one_booking_in_once(desks):
    event = announce(desks[0], 5)
    code = book(desks[0], event, 1)["code"]
    ends = []

    def check_in(desk: Desk, _number: int) -> None:
        try:
            desk.knock("arrivals.check_in", {"event_id": event["id"], "code": code}, by=ORGANISER)
            ends.append("done")
        except Exception as no:
            ends.append(getattr(no, "code", repr(no)))

    at_once(desks[:6], check_in, range(6))
    assert sorted(ends) == ["already_checked_in"] * 5 + ["done"]
