"""Every finder of the events' stores uses an index."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from meetings_desk import INDEXES, NOW, Desk, coordinator

from chassis.testkit.index_scan import collection_scans, watched
from meetings.events.bookings.domain import WAITING, Booking
from meetings.events.bookings.store import BookingStore
from meetings.events.places.store import PlaceStore
from meetings.events.store import EventStore
from meetings.events.topics.store import TopicStore

PAGE: dict[str, Any] = {"limit": 2}
WAITER = Booking("b-1", 1, "e-1", "m-1", WAITING, "Ada", "ABCD2345", NOW)
FINDERS: dict[type, dict[str, list[Callable[[Any], Any]]]] = {
    EventStore: {
        "get": [lambda s: s.get("e-1")],
        "several": [lambda s: s.several(["e-1"])],
        "upcoming": [
            lambda s: s.upcoming(None, NOW),
            lambda s: s.upcoming(["SW"], NOW, ["SW"]),
        ],
        "page": [
            lambda s: s.page(PAGE, now=NOW, is_past=False, shown_to=[]),
            lambda s: s.page(PAGE, now=NOW, is_past=True, shown_to=["SW"]),
            lambda s: s.page(PAGE, now=NOW, is_past=False, shown_to=None),
            lambda s: s.page(PAGE, now=NOW, is_past=False, shown_to=["SW"], region="SW"),
        ],
        "hosted_by": [lambda s: s.hosted_by("m-1", NOW)],
    },
    BookingStore: {
        "get": [lambda s: s.get("b-1")],
        "by_code": [lambda s: s.by_code("e-1", "ABCD2345")],
        "standing": [lambda s: s.standing("e-1", "m-1")],
        "latest": [lambda s: s.latest("e-1", "m-1")],
        "attended": [lambda s: s.attended("e-1", "m-1")],
        "of_member": [lambda s: s.of_member("m-1")],
        "page": [lambda s: s.page("e-1", "booked", PAGE)],
        "in_states": [lambda s: s.in_states("e-1", "booked", "waiting")],
        "first_waiting": [lambda s: s.first_waiting("e-1")],
        "position": [lambda s: s.position(WAITER)],
        "count": [lambda s: s.count("e-1", "booked")],
        "came": [lambda s: s.came("e-1")],
        "who_came": [lambda s: s.who_came("e-1")],
        "members_standing": [lambda s: s.members_standing("e-1")],
        "forget": [lambda s: s.forget("e-1", "needs")],
        "forget_member": [lambda s: s.forget_member("m-1")],
    },
    PlaceStore: {
        "take": [lambda s: s.take("e-1", "b-1")],
        "give_back": [lambda s: s.give_back("e-1", "b-1")],
        "pass_on": [lambda s: s.pass_on("e-1", "b-1", "b-2")],
        "remove_free": [lambda s: s.remove_free("e-1", 1)],
        "holders": [lambda s: s.holders("e-1")],
        "free": [lambda s: s.free("e-1")],
        "free_of": [lambda s: s.free_of(["e-1", "e-2"])],
        "remove_all": [lambda s: s.remove_all("e-1")],
    },
    TopicStore: {
        "get": [lambda s: s.get("t-1")],
        "page": [lambda s: s.page("SW", "open", PAGE)],
    },
}
WRITERS = {"save", "add"}


@pytest.mark.parametrize("store", FINDERS)
def test_every_finder_is_watched(store):
    methods = {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS[store])


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            for number in range(4):
                words = {
                    "region": "SW", "kind": "q_event", "title": f"Event {number}", "capacity": 2,
                    "starts_at": (NOW + timedelta(days=number + 1)).isoformat(),
                }  # fmt: skip
                made = desk.knock("events.announce_event", words, by=coordinator("SW"))
                for member in range(3):
                    booking = {"event_id": made["id"], "name": "Ada"}
                    desk.knock("bookings.book_event", booking, by=desk.member(f"m-{member}", "SW"))
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for store, finders in FINDERS.items():
            for name, ways in finders.items():
                for call in ways:
                    before = len(self.watching.commands)
                    call(store(self.work))
                    assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
