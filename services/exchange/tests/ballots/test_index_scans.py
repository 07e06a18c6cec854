"""Every finder of the poll's stores uses an index, in both databases."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from exchange_desk import INDEXES, Desk
from polling import Polling

from chassis.testkit.index_scan import collection_scans, watched
from exchange.ballots.box.store import BoxStore
from exchange.ballots.domain import Ballot
from exchange.ballots.roll.store import RollStore
from exchange.ballots.store import PollStore
from exchange.results.store import ResultStore

LIMIT: dict[str, Any] = {"limit": 2}

FINDERS: dict[type, dict[str, list[Callable[[Any, str], Any]]]] = {
    PollStore: {"get": [lambda s, r: s.get(r)], "with_round": [lambda s, r: s.with_round(r)]},
    RollStore: {
        "standing": [lambda s, r: s.standing(r, "v-001")],
        "mark": [lambda s, r: s.mark(r, "v-002")],
        "keep_draft": [lambda s, r: s.keep_draft(r, "v-003", ["p-a"])],
        "drop_drafts_of": [lambda s, _: s.drop_drafts_of("v-003")],
        "drop_drafts": [lambda s, r: s.drop_drafts(r)],
        "page": [lambda s, r: s.page(r, {**LIMIT, "cursor": s.page(r, LIMIT)["next"]})],
        "count_voted": [lambda s, r: s.count_voted(r), lambda s, r: s.count_voted(r, "SW")],
        "everybody": [lambda s, r: list(s.everybody(r))],
        "yet_to_vote": [lambda s, r: list(s.yet_to_vote(r))],
        "forget_flags": [lambda s, r: s.forget_flags(r)],
    },
    BoxStore: {
        "get": [lambda s, r: s.get(r, "A" * 20)],
        "page": [lambda s, r: s.page(r, {**LIMIT, "cursor": s.page(r, LIMIT)["next"]})],
        "all": [lambda s, r: list(s.all(r))],
        "count_at_home": [lambda s, r: s.count_at_home(r)],
        "count_colleagues": [lambda s, r: s.count_colleagues(r)],
        "forget_home_votes": [lambda s, r: s.forget_home_votes(r)],
        "throw_away": [lambda s, r: s.throw_away(r)],
    },
    ResultStore: {
        "get": [lambda s, r: s.get(r)],
        "file_part": [lambda s, r: s.file_part(r, 0)],
        "has_part": [lambda s, r: s.has_part(r, 1)],
    },
}
"""Store -> finder -> the ways in which doors call it. A store's new finder belongs in here."""

WRITERS = {"save", "plan_opening", "plan_reminder", "plan_tally", "freeze", "add", "publish_file"}


@pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
def test_every_finder_is_watched(store):
    public = {name for name, value in vars(store).items() if not name.startswith("_") and callable(value)}
    assert public - WRITERS == set(FINDERS[store])


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "exchange", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            self.polls = Polling(Desk(self.work)).open()
            for number in range(3):
                BoxStore(self.work).add(Ballot(f"{number}" * 20, self.polls.id, (1,)), (1,))
            self.watching.commands.clear()
            yield

    @pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
    def test_no_finder_scans_a_collection(self, store):
        made = store(self.work)
        for name, ways in FINDERS[store].items():
            for call in ways:
                before = len(self.watching.commands)
                call(made, self.polls.id)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        here = f"{self.name}_ballots" if store is BoxStore else self.name
        assert collection_scans(self.client, here, list(self.watching.commands)) == []
