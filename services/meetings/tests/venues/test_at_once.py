"""Several who want one room at the same time, each in a process of their own: one gets it (row 49)."""

import threading
from collections.abc import Iterator

import pytest
from meetings_desk import INDEXES, Desk, coordinator

from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.testkit.desk import on_mongodb
from contracts.refusals import Refused
from meetings.venues.store import VenueStore

pytestmark = pytest.mark.servers
AT_ONCE = 6
HALL = {"region": "NENC", "name": "Town hall", "area": "Cumbria"}
PLAN = {
    "region": "NENC",
    "title": "Second meeting",
    "minutes": 120,
    "mode": "face_to_face",
    "public_link": "https://watch.example.org/nenc",
}


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Desks over one database, each with a client of its own, as processes have."""
    clients = [connect(mongo_uri, "one-of-several") for _ in range(AT_ONCE)]
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        yield [Desk(UnitOfWork(database_of(each, "", work.database.name))) for each in clients]
    for each in clients:
        each.close()


def test_of_six_who_book_one_slot_at_once_one_gets_it_and_the_others_are_told(desks):
    venue = desks[0].knock("venues.register_venue", HALL, by=coordinator())["id"]
    ready, ends = threading.Barrier(AT_ONCE), []

    def plan(desk: Desk, minute: int) -> None:
        told = {**PLAN, "venue_id": venue, "starts_at": f"2018-07-17T10:{minute:02}:00+00:00"}
        ready.wait()
        try:
            desk.knock("calendar.plan_meeting", told, by=coordinator())
            ends.append("booked")
        except Refused as no:
            ends.append(no.code)

    threads = [threading.Thread(target=plan, args=(desk, 10 * number)) for number, desk in enumerate(desks)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(ends) == ["booked", *["venue_taken"] * (AT_ONCE - 1)]
    work = desks[0].work
    assert work.database["venue_bookings"].count_documents({}) == 1
    assert work.database["meetings"].count_documents({}) == 1
    assert VenueStore(work).get(venue).version == 1
