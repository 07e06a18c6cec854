"""Every finder of the seats' store uses an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pilot_rosters import Group
from stewardship_desk import INDEXES, NOW, Desk

from chassis.testkit.index_scan import collection_scans, watched
from stewardship.seats.store import SeatStore

DAY = NOW.date()

FINDERS: dict[str, Callable[[SeatStore], Any]] = {
    "get": lambda store: store.get("s-1"),
    "of_group": lambda store: store.of_group("SW"),
    "of_groups": lambda store: store.of_groups(["SW", "WOE"]),
    "of_leader": lambda store: store.of_leader("SW"),
    "of_member": lambda store: store.of_member("m-1"),
    "holders": lambda store: store.holders("SW", DAY),
    "leader": lambda store: store.leader("SW", DAY),
    "held_by": lambda store: store.held_by("m-1", DAY),
    "groups": lambda store: store.groups(["SW", "WOE"], DAY),
    "current_facts": lambda store: [store.current_facts(after, 2) for after in (None, "s")],
}
WRITERS = {"save", "take_turn"}


def test_every_finder_is_watched():
    public = {name for name in vars(SeatStore) if not name.startswith("_")}
    methods = {name for name in public if callable(getattr(SeatStore, name))}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            group = Group(Desk(self.work))
            for number in range(5):
                group.fill(f"m-{number}", kind="convenor" if number == 0 else "member")
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, call in FINDERS.items():
            before = len(self.watching.commands)
            call(SeatStore(self.work))
            assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_a_finder_without_an_index_is_found_out(self):
        list(self.work.collection("seats").find({"terms.background": {"$eq": "GP"}}))
        assert len(collection_scans(self.client, self.name, list(self.watching.commands))) == 1
