"""Every finder of the decisions' store uses an index."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from meetings_desk import INDEXES

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from meetings.decisions.domain import Decision, Quorum
from meetings.decisions.store import DecisionStore

TODAY = date(2018, 11, 1)
MADE = Decision(
    id="d-1", version=1, region="NENC", meeting_id="meeting-1", decided_on=date(2018, 4, 17),
    title="Work on safety incidents", text="", method="consent", quorum=Quorum(9, 7, 5), is_shared=True,
)  # fmt: skip


def page(regions: set[str] | None, **wanted: Any) -> Callable[[DecisionStore], Any]:
    return lambda s: s.page({"limit": 2}, regions=regions, today=TODAY, **wanted)


FINDERS: dict[str, list[Callable[[DecisionStore], Any]]] = {
    "get": [lambda s: s.get("d-1")],
    "several": [lambda s: s.several(["d-1", "d-2"])],
    "of_meeting": [lambda s: s.of_meeting("meeting-1")],
    "page": [
        page(regions, **wanted)
        for regions in (None, set(), {"SW"})
        for wanted in (
            {},
            {"region": "NENC"},
            {"region": "SW"},
            {"words": "safety inc"},
            {"state": "review_due", "method": "consent"},
        )
    ],
}
WRITERS = {"save", "share"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(DecisionStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            for number in range(4):
                made = replace(MADE, id=f"d-{number}", region=("NENC", "SW")[number % 2])
                save = lambda made=made: DecisionStore(self.work).save(made)  # noqa: E731
                self.work.in_transaction(Call(), save)
            self.watching.commands.clear()
            yield

    def test_no_finder_and_no_writer_scans_a_collection(self):
        store = DecisionStore(self.work)
        for name, ways in FINDERS.items():
            for call in ways:
                before = len(self.watching.commands)
                call(store)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        store.share("meeting-1")
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
