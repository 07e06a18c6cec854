"""Several who want one room at the same time, each in a process of their own: one gets it (row 49)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from meetings_desk import INDEXES, Desk, coordinator

from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb
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
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work, several_works(mongo_uri, work, AT_ONCE) as works:
        yield [Desk(each) for each in works]


def test_of_six_who_book_one_slot_at_once_one_gets_it_and_the_others_are_told(desks):
    venue = desks[0].knock("venues.register_venue", HALL, by=coordinator())["id"]

    def planning(desk: Desk, minute: int) -> Callable[[], Any]:
        told = {**PLAN, "venue_id": venue, "starts_at": f"2018-07-17T10:{minute:02}:00+00:00"}
        return lambda: desk.knock("calendar.plan_meeting", told, by=coordinator())

    ends = all_at_once([planning(desk, 10 * number) for number, desk in enumerate(desks)])
    assert ends == {"done": 1, "venue_taken": AT_ONCE - 1}
    work = desks[0].work
    assert work.database["venue_bookings"].count_documents({}) == 1
    assert work.database["meetings"].count_documents({}) == 1
    assert VenueStore(work).get(venue).version == 1
