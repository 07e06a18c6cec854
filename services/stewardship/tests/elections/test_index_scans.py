"""Every finder of the elections' stores uses an index, in both databases."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hustings import Hustings
from stewardship_desk import INDEXES, Desk

from chassis.testkit.index_scan import collection_scans, watched
from stewardship.elections.ballots.domain import Ballot
from stewardship.elections.ballots.store import BallotStore
from stewardship.elections.nominations.store import NominationStore
from stewardship.elections.results.store import ResultStore
from stewardship.elections.roll.store import RollStore
from stewardship.elections.store import ElectionStore
from stewardship.elections.vacancies.store import VacancyStore

LIMIT: dict[str, Any] = {"limit": 2}

FINDERS: dict[type, dict[str, list[Callable[[Any, str], Any]]]] = {
    ElectionStore: {
        "get": [lambda s, e: s.get(e)],
        "paper": [lambda s, e: s.paper(e)],
        "page": [
            lambda s, _: s.page(None, None, LIMIT),
            lambda s, _: s.page("SW", None, LIMIT),
            lambda s, _: s.page(None, "voting", LIMIT),
            lambda s, _: s.page("SW", "voting", LIMIT),
        ],
    },
    RollStore: {
        "voted": [lambda s, e: s.voted(e, "v-001")],
        "mark": [lambda s, e: s.mark(e, "v-002")],
        "page": [lambda s, e: s.page(e, {**LIMIT, "cursor": s.page(e, LIMIT)["next"]})],
        "count_voted": [lambda s, e: s.count_voted(e)],
        "everybody": [lambda s, e: list(s.everybody(e))],
        "yet_to_vote": [lambda s, e: list(s.yet_to_vote(e))],
    },
    NominationStore: {
        "get": [lambda s, e: s.get(e)],
        "of_election": [lambda s, e: s.of_election(e)],
        "count_open": [lambda s, e: s.count_open(e)],
        "open_of": [lambda s, _: s.open_of("v-001")],
    },
    BallotStore: {
        "get": [lambda s, e: s.get(e, "A" * 20)],
        "page": [lambda s, e: s.page(e, {**LIMIT, "cursor": s.page(e, LIMIT)["next"]})],
        "all": [lambda s, e: list(s.all(e))],
        "count": [lambda s, e: s.count(e)],
    },
    ResultStore: {
        "get": [lambda s, e: s.get(e)],
        "file_part": [lambda s, e: s.file_part(e, 0)],
        "has_part": [lambda s, e: s.has_part(e, 1)],
        "file": [lambda s, e: s.file(e)],
    },
    VacancyStore: {
        "get": [lambda s, e: s.get(e)],
        "of_election": [lambda s, e: s.of_election(e)],
    },
}
"""Store -> finder -> the ways in which doors call it. A store's new finder belongs in here."""

WRITERS = {
    "save",
    "plan",
    "plan_count",
    "unplan_count",
    "freeze",
    "add",
    "publish_file",
    "plan_recount",
    "forget_name",
}


@pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
def test_every_finder_is_watched(store):
    public = {name for name, value in vars(store).items() if not name.startswith("_") and callable(value)}
    assert public - WRITERS == set(FINDERS[store])


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            self.hustings = Hustings(Desk(self.work))
            self.hustings.open_voting()
            for number in range(3):
                BallotStore(self.work).add(Ballot(f"{number}" * 20, self.hustings.id, (1,)))
            self.watching.commands.clear()
            yield

    @pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
    def test_no_finder_scans_a_collection(self, store):
        made = store(self.work)
        for name, ways in FINDERS[store].items():
            for call in ways:
                before = len(self.watching.commands)
                call(made, self.hustings.id)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        here = f"{self.name}_ballots" if store is BallotStore else self.name
        assert collection_scans(self.client, here, list(self.watching.commands)) == []
