"""Every finder of regions, growth, imports and connections uses an index."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from membership_desk import INDEXES, NATIONAL, NOW, Desk

from chassis.testkit.index_scan import collection_scans, watched
from membership.connections.store import ConnectionStore
from membership.growth.store import GrowthStore
from membership.imports.store import ImportStore
from membership.regions.store import RegionStore

LIMIT: dict[str, Any] = {"limit": 2}

FINDERS: dict[type, dict[str, list[Callable[[Any], Any]]]] = {
    RegionStore: {"members_by_region": [lambda s: s.members_by_region()]},
    GrowthStore: {
        "stays_in": [lambda s: s.stays_in("WOE")],
        "stays_by_region": [lambda s: s.stays_by_region()],
        "founders_by_region": [lambda s: s.founders_by_region()],
        "answers_in": [lambda s: s.answers_in("WOE")],
    },
    ImportStore: {
        "get": [lambda s: s.get("i-1")],
        "page": [lambda s: s.page(None, LIMIT), lambda s: s.page({"WOE", "SW"}, LIMIT)],
        "known_compacts": [lambda s: s.known_compacts()],
        "received": [lambda s: s.received("i-1", 0)],
        "chunks": [lambda s: list(s.chunks("i-1", 0))],
        "lines_of": [lambda s: s.lines_of("i-1", {"a@example.org"})],
        "rows_after": [lambda s: s.rows_after("i-1", 4, 2)],
        "errors": [lambda s: s.errors("i-1", LIMIT)],
        "members_by_key": [lambda s: s.members_by_key({"a@example.org"})],
        "forget": [lambda s: s.forget("i-1", errors=True)],
    },
    ConnectionStore: {
        "members_of": [lambda s: s.members_of(["m-1", "m-2"])],
        "connection": [lambda s: s.connection("c-1")],
        "connections_of": [lambda s: s.connections_of("m-1")],
        "confirmed": [
            lambda s: s.confirmed(None, None),
            lambda s: s.confirmed("WOE", None),
            lambda s: s.confirmed(None, "QBrings2"),
            lambda s: s.confirmed("WOE", "QBrings2"),
        ],
        "terms_of": [lambda s: s.terms_of("m-1")],
        "recognition": [lambda s: s.recognition("r-1")],
        "recognition_of": [lambda s: s.recognition_of("m-1")],
    },
}
"""Store -> finder -> the ways in which doors call it. A store's new finder belongs in here."""

WRITERS = {
    "save", "put_chunk", "put_rows", "put_errors", "put_members",
    "save_connection", "save_term", "save_recognition",
}  # fmt: skip


@pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
def test_every_finder_is_watched(store: type) -> None:
    public = {name for name in dir(store) if not name.startswith("_") and callable(getattr(store, name))}
    assert public - WRITERS == set(FINDERS[store])


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "membership", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            people = [desk.member(email=f"m{n}@example.org", name=f"Ada {n}") for n in range(3)]
            met = {
                "member_id": people[1].subject,
                "how": "event",
                "where": "QBrings2",
                "met_on": "2018-05-10",
            }
            made = desk.knock("connections.propose_connection", met, by=people[0])
            desk.knock("connections.confirm_connection", {"id": made["id"]}, by=people[1])
            for n in range(3):
                desk.now = NOW + timedelta(minutes=n)
                desk.knock(
                    "imports.begin_import", {"file_name": "m.csv", "size": 9, "region": "WOE"}, by=NATIONAL
                )
            self.watching.commands.clear()
            yield

    @pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
    def test_no_finder_scans_a_collection(self, store: type) -> None:
        made = store(self.work)
        for name, ways in FINDERS[store].items():
            for call in ways:
                before = len(self.watching.commands)
                call(made)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
