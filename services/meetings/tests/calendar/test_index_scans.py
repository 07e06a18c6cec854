"""Every finder of the calendar and the venues uses an index; the guard is shown to catch one without."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from meetings_desk import INDEXES, MEETING, NOW, Desk, convenor, coordinator

from chassis.testkit.index_scan import collection_scans, watched
from meetings.calendar.store import CycleStore, MeetingStore
from meetings.venues.store import VenueStore

PAGE: dict[str, Any] = {"limit": 2}
LATE = datetime(2019, 1, 1, tzinfo=UTC)


def meetings_page(store: MeetingStore, region: str | None, *, past: bool = False, shown: bool = True) -> Any:
    return store.page(PAGE, region=region, day_begins=NOW, past=past, shown=shown)


MEETINGS: dict[str, list[Callable[[MeetingStore], Any]]] = {
    "get": [lambda s: s.get("x")],
    "several": [lambda s: s.several(["x", "y"])],
    "upcoming": [lambda s: s.upcoming("NENC", NOW)],
    "last_before": [lambda s: s.last_before(MEETING)],
    "next_after": [lambda s: s.next_after(MEETING)],
    "of_region": [lambda s: s.of_region("NENC", NOW), lambda s: s.of_region("NENC", NOW, LATE)],
    "page": [
        lambda s: meetings_page(s, None),
        lambda s: meetings_page(s, None, past=True),
        lambda s: meetings_page(s, "NENC"),
        lambda s: meetings_page(s, "NENC", past=True, shown=False),
        lambda s: s.page(
            {**PAGE, "cursor": meetings_page(s, "NENC")["next"]},
            region="NENC",
            day_begins=NOW,
            past=False,
            shown=True,
        ),
    ],
}
VENUES: dict[str, list[Callable[[VenueStore], Any]]] = {
    "get": [lambda s: s.get("x")],
    "several": [lambda s: s.several(["x"])],
    "page": [lambda s: s.page("NENC", PAGE)],
    "in_use": [lambda s: s.in_use("NENC")],
    "booking_of": [lambda s: s.booking_of("meeting:x")],
    "taken": [lambda s: s.taken("x", NOW, LATE)],
}
CYCLES: dict[str, list[Callable[[CycleStore], Any]]] = {"get": [lambda s: s.get("NENC")]}
STORES: list[tuple[Any, dict[str, list[Callable[[Any], Any]]], set[str]]] = [
    (MeetingStore, MEETINGS, {"save"}),
    (VenueStore, VENUES, {"save", "take_turn", "keep_booking", "forget_booking"}),
    (CycleStore, CYCLES, {"save"}),
]


@pytest.mark.parametrize(("store", "finders", "writers"), STORES)
def test_every_finder_is_watched(store, finders, writers):
    methods = {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}
    assert methods - writers == set(finders)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            for number in range(4):
                self._plan(desk, number)
            self.watching.commands.clear()
            yield

    def _plan(self, desk: Desk, number: int) -> None:
        venue = {"region": "NENC", "name": f"Hall {number}", "area": "Cumbria"}
        room = desk.knock("venues.register_venue", venue, by=coordinator())["id"]
        begins = MEETING.starts_at + timedelta(days=number)
        told = {
            "region": "NENC",
            "title": f"Meeting {number}",
            "starts_at": begins.isoformat(),
            "minutes": 60,
            "mode": "face_to_face",
            "venue_id": room,
            "public_link": MEETING.public_link,
        }
        made = desk.knock("calendar.plan_meeting", told, by=convenor())
        desk.knock("calendar.publish_meeting", {"id": made["id"]}, by=convenor())

    def test_no_finder_scans_a_collection(self):
        for store, finders, _ in STORES:
            for name, ways in finders.items():
                for call in ways:
                    before = len(self.watching.commands)
                    call(store(self.work))
                    assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_a_finder_without_an_index_is_found_out(self):
        list(self.work.collection("meetings").find({"title": {"$eq": "Meeting 1"}}))
        assert len(collection_scans(self.client, self.name, list(self.watching.commands))) == 1
