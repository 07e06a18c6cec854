"""What calendars are made of, in memory and on MongoDB; no finder reads a whole collection."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from feeds_world import HASH, event
from meetings_desk import INDEXES, NOW, Desk

from chassis.call import Call
from chassis.mongo import DuplicateKeyError
from chassis.testkit.index_scan import collection_scans, watched
from meetings.feeds import store as store_module
from meetings.feeds.domain import CalendarAddress, window
from meetings.feeds.store import FeedStore

WITHIN = window(NOW)
FINDERS: dict[str, Callable[[FeedStore], Any]] = {
    "published": lambda s: s.published("NENC", WITHIN),
    "announced": lambda s: s.announced("NENC", WITHIN),
    "meetings_of": lambda s: s.meetings_of(["NENC", "SW"], WITHIN),
    "meetings": lambda s: s.meetings(["meeting-1"]),
    "events": lambda s: s.events(["event-1"]),
    "address_of": lambda s: s.address_of("m-1"),
    "by_hash": lambda s: s.by_hash(HASH),
}
WRITERS = {"save_address", "end_address"}


def test_of_too_many_those_from_today_on_come_first(work, monkeypatch):
    monkeypatch.setattr(store_module, "MOST_ENTRIES", 3)
    desk = Desk(work)
    for day in (-2, -1, 1, 2, 3, 4):
        desk.meeting(id=f"day{day}", starts_at=NOW + timedelta(days=day))
    assert [each for each, _ in FeedStore(work).published("NENC", WITHIN)] == ["day1", "day2", "day3"]


def test_an_address_is_found_by_its_hash_and_ended(work):
    def keep() -> None:
        FeedStore(work).save_address(CalendarAddress("m-1", 1, HASH, NOW))

    work.in_transaction(Call(now=NOW), keep)
    found = FeedStore(work).by_hash(HASH)
    assert found == FeedStore(work).address_of("m-1") == CalendarAddress("m-1", 1, HASH, NOW)
    FeedStore(work).end_address("m-1")
    assert FeedStore(work).by_hash(HASH) is None


def test_two_members_never_have_one_address(work):
    def keep(member_id: str) -> None:
        FeedStore(work).save_address(CalendarAddress(member_id, 1, HASH, NOW))

    work.in_transaction(Call(now=NOW), lambda: keep("m-1"))
    with pytest.raises(DuplicateKeyError):
        work.in_transaction(Call(now=NOW), lambda: keep("m-2"))


def test_every_finder_is_watched():
    methods = {name for name, value in vars(FeedStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            desk.meeting()
            event(desk)
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, call in FINDERS.items():
            before = len(self.watching.commands)
            call(FeedStore(self.work))
            assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_a_revision_of_meetings_is_read_from_an_index_alone(self):
        FeedStore(self.work).published("NENC", WITHIN)
        (asked,) = self.watching.commands
        plain = {
            name: value for name, value in asked.items() if name in ("find", "filter", "projection", "sort")
        }
        plan = self.client[self.name].command("explain", plain, verbosity="executionStats")
        assert plan["executionStats"]["totalDocsExamined"] == 0
