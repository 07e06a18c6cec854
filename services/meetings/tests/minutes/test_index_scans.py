"""Every finder of the minutes' stores uses an index, in the context's database and in the one beside."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from meetings_desk import INDEXES, Desk, convenor, coordinator

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from meetings.minutes.drafts.store import BESIDE, DraftStore
from meetings.minutes.store import MinutesStore

PAGE: dict[str, Any] = {"limit": 2}

FINDERS: dict[str, list[Callable[[MinutesStore], Any]]] = {
    "get": [lambda s: s.get("meeting-1")],
    "several": [lambda s: s.several(["meeting-1", "x"])],
    "edition": [lambda s: s.edition("meeting-1", 1)],
    "page": [
        lambda s: s.page(PAGE),
        lambda s: s.page(PAGE, region="NENC"),
        lambda s: s.page(PAGE, words=["ten"]),
        lambda s: s.page(PAGE, words=["ten", "came"], region="NENC"),
    ],
    "latest": [lambda s: s.latest(2), lambda s: s.latest(2, "NENC")],
}
WRITERS = {"save", "publish"}
DRAFT_FINDERS: dict[str, Callable[[DraftStore], Any]] = {
    "of_meeting": lambda s: s.of_meeting("meeting-1"),
    "taken_out": lambda s: s.taken_out("meeting-1"),
    "get": lambda s: s.get("meeting-1", "s-1"),
    "read": lambda s: s.read("s-1", 1),
    "revision": lambda s: s.revision("s-1", "r-1"),
    "history": lambda s: s.history("s-1"),
    "waiting": lambda s: s.waiting("meeting-1"),
    "returned": lambda s: s.returned("meeting-1"),
    "writers": lambda s: s.writers("meeting-1"),
    "source": lambda s: s.source("meeting-1", 1),
    "forget_history": lambda s: s.forget_history("meeting-1"),
    "forget": lambda s: s.forget("meeting-1"),
}
DRAFT_WRITERS = {"save", "note", "settle", "keep_source"}


def methods(store: type) -> set[str]:
    return {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}


def test_every_finder_is_watched():
    assert methods(MinutesStore) - WRITERS == set(FINDERS)
    assert methods(DraftStore) - DRAFT_WRITERS == set(DRAFT_FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            desk.now = desk.now.replace(day=18)
            desk.work.in_transaction(Call(now=desk.now), desk.meeting)
            desk.member("v-NENC", "NENC", "convenor:NENC")
            knock = {"id": "meeting-1"}
            desk.knock("minutes.start_minutes", knock, by=coordinator())
            words = {**knock, "heading": "Welcome", "text": "Ten came."}
            desk.knock("drafts.add_section", words, by=coordinator())
            desk.knock("minutes.submit_minutes", knock, by=coordinator())
            desk.knock("minutes.approve_minutes", knock, by=convenor())
            desk.knock("minutes.publish_minutes", knock, by=coordinator())
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, ways in FINDERS.items():
            for call in ways:
                self.asks(name, lambda call=call: call(MinutesStore(self.work)))
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_no_finder_scans_a_collection_beside(self):
        for name, call in DRAFT_FINDERS.items():
            self.asks(name, lambda call=call: call(DraftStore(self.work)))
        beside = f"{self.name}_{BESIDE}"
        assert collection_scans(self.client, beside, list(self.watching.commands)) == []

    def test_a_finder_without_an_index_is_found_out(self):
        list(self.work.collection("minutes").find({"state": {"$eq": "draft"}}))
        list(self.work.collection("minutes_sections", BESIDE).find({"heading": {"$eq": "x"}}))
        for name in (self.name, f"{self.name}_{BESIDE}"):
            assert len(collection_scans(self.client, name, list(self.watching.commands))) == 1

    def asks(self, name: str, act: Callable[[], Any]) -> None:
        before = len(self.watching.commands)
        act()
        assert len(self.watching.commands) > before, f"{name} asked nothing"
