"""Every finder of the store of members' own groups uses an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stewardship_desk import INDEXES, Desk

from chassis.identity import Caller
from chassis.testkit.index_scan import collection_scans, watched
from stewardship.self_organised.store import SelfOrganisedStore

PAGE: dict[str, Any] = {"limit": 2}

FINDERS: dict[str, list[Callable[[SelfOrganisedStore], Any]]] = {
    "get": [lambda s: s.get("g-1")],
    "page": [
        lambda s: s.page(PAGE, region=None, state=None),
        lambda s: s.page(PAGE, region="SW", state=None),
        lambda s: s.page(PAGE, region=None, state="active"),
        lambda s: s.page(PAGE, region="SW", state="dormant"),
    ],
    "of_member": [lambda s: s.of_member("m-1")],
    "forget_name": [lambda s: s.forget_name("m-0")],
}
WRITERS = {"save"}


def test_every_finder_is_watched():
    found = vars(SelfOrganisedStore).items()
    methods = {name for name, value in found if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            answers = {
                "name": "Frailty",
                "purpose": "To learn.",
                "regions": ["SW", "WOE"],
                "shown_name": "Ada",
                "reach": "My page.",
                "compact_accepted": True,
            }
            for number in range(4):
                founder = Caller(f"m-{number}", frozenset({"member"}), "SW")
                Desk(self.work).knock("self_organised.start_group", answers, by=founder)
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, ways in FINDERS.items():
            for call in ways:
                before = len(self.watching.commands)
                call(SelfOrganisedStore(self.work))
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_a_finder_without_an_index_is_found_out(self):
        list(self.work.collection("self_organised_groups").find({"name": {"$eq": "Frailty"}}))
        assert len(collection_scans(self.client, self.name, list(self.watching.commands))) == 1
