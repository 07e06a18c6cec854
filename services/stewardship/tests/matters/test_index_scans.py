"""Every finder of the matters' store uses an index; the guard is shown to catch one that does not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stewardship_desk import INDEXES, NATIONAL, NOW, Desk, convenor

from chassis.identity import Caller
from chassis.testkit.index_scan import collection_scans, watched
from stewardship.matters.store import MatterStore

PAGE: dict[str, Any] = {"limit": 2}

FINDERS: dict[str, list[Callable[[MatterStore], Any]]] = {
    "get": [lambda s: s.get("x-1")],
    "page": [
        lambda s: s.page(PAGE),
        lambda s: s.page(PAGE, group="SW"),
        lambda s: s.page(PAGE, state="raised"),
        lambda s: s.page(PAGE, direction="to_centre"),
        lambda s: s.page(PAGE, group="SW", state="raised"),
        lambda s: s.page(PAGE, group="SW", state="raised", direction="to_centre"),
        lambda s: s.page({**PAGE, "cursor": s.page(PAGE)["next"]}),
    ],
    "overdue": [lambda s: s.overdue(NOW, PAGE), lambda s: s.overdue(NOW, PAGE, group="SW")],
    "alike": [lambda s: s.alike(["time", "member"])],
    "all": [lambda s: s.all()],
    "latest": [lambda s: s.latest(2)],
    "proposal": [lambda s: s.proposal("p-1")],
    "proposals_waiting": [lambda s: s.proposals_waiting("SW", PAGE)],
    "proposals_of": [lambda s: s.proposals_of("m-1", PAGE)],
}
WRITERS = {"save", "save_proposal"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(MatterStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            for number in range(4):
                words = {"group": "SW", "title": f"Matter {number}", "text": "How?", "is_new": True}
                desk.knock("matters.raise_matter", words, by=convenor("SW"))
            news = {"group": "UK", "to": ["SW"], "title": "A survey", "text": "Please tell."}
            desk.knock("matters.raise_matter", news, by=NATIONAL)
            member = Caller("m-1", frozenset({"member"}), "SW")
            desk.knock("matters.propose_matter", {"title": "Parking", "text": "It costs."}, by=member)
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, ways in FINDERS.items():
            for call in ways:
                before = len(self.watching.commands)
                call(MatterStore(self.work))
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_a_finder_without_an_index_is_found_out(self):
        list(self.work.collection("matters").find({"title": {"$eq": "Matter 1"}}))
        assert len(collection_scans(self.client, self.name, list(self.watching.commands))) == 1
