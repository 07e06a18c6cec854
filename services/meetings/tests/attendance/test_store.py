"""What is remembered of attendance, in memory and on MongoDB; every finder uses an index."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from meetings_desk import INDEXES, NOW, Desk, coordinator

from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from meetings.attendance.domain import ABSENT, IN_ROOM, ONLINE, Attendance, Correction, Mark
from meetings.attendance.figures import PublishedRange
from meetings.attendance.store import AttendanceStore
from meetings.seats.store import SeatStore

RECORD = Attendance(
    "meeting-1",
    1,
    "NENC",
    (Mark("s-1", IN_ROOM, NOW), Mark("s-2", ABSENT, NOW)),
    (Correction("s-1", ABSENT, ONLINE, NOW, "c-1", "By phone"),),
)
HOLDERS = {"s-1": "m-1", "s-2": "m-2"}
RANGE = PublishedRange("r-1", 1, "SW", "2018", 80, 85, "Pilot report")


def test_a_record_comes_back_as_saved_and_the_first_of_two_stays(work, call):
    store = AttendanceStore(work)
    work.in_transaction(call, lambda: store.save(RECORD))
    assert store.get("meeting-1") == RECORD
    assert (store.of_region("NENC"), store.of_region("SW")) == ([RECORD], [])
    with pytest.raises(Refused, match="stale_version"):
        work.in_transaction(call, lambda: store.save(RECORD))


def test_reasons_lie_apart_and_go(work, call):
    store = AttendanceStore(work)
    work.in_transaction(call, lambda: store.keep_reason("meeting-1", "s-1", "m-1", "Ill"))
    work.in_transaction(call, lambda: store.keep_reason("meeting-1", "s-2", "m-2", "Away"))
    assert store.reasons_of("meeting-1", HOLDERS) == {"s-1": "Ill", "s-2": "Away"}
    work.in_transaction(call, lambda: store.keep_reason("meeting-1", "s-1", "m-1", ""))
    assert store.reasons_of("meeting-1", HOLDERS) == {"s-2": "Away"}
    work.in_transaction(call, lambda: store.erase_reasons("meeting-1"))
    assert store.reasons_of("meeting-1", HOLDERS) == {}


def test_a_reason_is_its_members_and_goes_with_them(work, call):
    store = AttendanceStore(work)
    work.in_transaction(call, lambda: store.keep_reason("meeting-1", "s-1", "m-1", "Ill"))
    work.in_transaction(call, lambda: store.keep_reason("meeting-1", "s-2", "m-2", "Away"))
    store.reasons.insert_one({"_id": "old", "meeting": "meeting-1", "seat": "s-3", "text": "Of old"})
    assert store.reasons_of("meeting-1", {**HOLDERS, "s-1": "m-9"}) == {"s-2": "Away", "s-3": "Of old"}
    work.in_transaction(call, lambda: store.forget("m-2"))
    assert store.reasons_of("meeting-1", HOLDERS) == {"s-1": "Ill", "s-3": "Of old"}


def test_a_published_range_comes_back_as_saved(work, call):
    store = AttendanceStore(work)
    work.in_transaction(call, lambda: store.save_range(RANGE))
    assert (store.ranges_of("SW"), store.range_of("r-1")) == ([RANGE], RANGE)
    work.in_transaction(call, lambda: store.remove_range("r-1"))
    assert store.range_of("r-1") is None


FINDERS = {
    "get": lambda s: s.get("meeting-1"),
    "of_region": lambda s: s.of_region("NENC"),
    "reasons_of": lambda s: s.reasons_of("meeting-1", HOLDERS),
    "ranges_of": lambda s: s.ranges_of("NENC"),
    "range_of": lambda s: s.range_of("r-1"),
}
WRITERS = {"save", "keep_reason", "erase_reasons", "save_range", "remove_range", "forget"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(AttendanceStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            me = desk.holder("m-1")
            desk.meeting()
            desk.knock("attendance.send_apology", {"meeting": "meeting-1", "reason": "Ill"}, by=me)
            desk.now = datetime(2018, 5, 1, tzinfo=UTC)
            marks = {"meeting": "meeting-1", "marks": [{"seat": "seat-m-1", "presence": "online"}]}
            desk.knock("attendance.mark_attendance", marks, by=coordinator())
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, call in FINDERS.items():
            before = len(self.watching.commands)
            call(AttendanceStore(self.work))
            assert len(self.watching.commands) > before, f"{name} asked nothing"
        AttendanceStore(self.work).forget("m-9")
        SeatStore(self.work).of_region("NENC")
        SeatStore(self.work).of_member("m-1")
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
