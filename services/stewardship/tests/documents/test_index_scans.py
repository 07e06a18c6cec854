"""Every finder of the stores of documents uses an index."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from stewardship_desk import INDEXES, Desk, convenor
from stewardship_papers import agreed_at, terms

from chassis.identity import Caller
from chassis.testkit.index_scan import collection_scans, watched
from stewardship.comments.store import CommentStore
from stewardship.documents.domain import Document
from stewardship.documents.store import DocumentStore
from stewardship.ground_rules.store import GroundRuleStore
from stewardship.keeping.store import KeepingStore

DAY = date(2030, 1, 1)
LIMIT: dict[str, Any] = {"limit": 2}
TERMS = "SW:terms_of_reference"

FINDERS: dict[type, dict[str, list[Callable[[Any], Any]]]] = {
    DocumentStore: {
        "get": [lambda s: s.get(TERMS)],
        "of_region": [lambda s: s.of_region("SW")],
        "version": [lambda s: s.version("v-1")],
        "numbered": [lambda s: s.numbered(TERMS, 1)],
        "in_force": [lambda s: s.in_force([Document(TERMS, 1, "SW", "x", "X", current=1)])],
        "history": [lambda s: s.history(TERMS)],
        "due_by": [
            lambda s: s.due_by(DAY, None, LIMIT),
            lambda s: s.due_by(DAY, "SW", LIMIT),
            lambda s: s.due_by(DAY, None, {"limit": 1, "cursor": s.due_by(DAY, None, {"limit": 1})["next"]}),
        ],
    },
    KeepingStore: {"get": [lambda s: s.get(TERMS)], "several": [lambda s: s.several([TERMS])]},
    CommentStore: {
        "forget_name": [lambda store: store.forget_name("m-1")],
        "get": [lambda s: s.get("k-1")],
        "page": [lambda s: s.page("x", LIMIT), lambda s: s.page("x", LIMIT, "purpose")],
        "counts": [lambda s: s.counts(["x", "y"])],
    },
    GroundRuleStore: {
        "forget_name": [lambda store: store.forget_name("m-1")],
        "get": [lambda s: s.get("g-1")],
        "page": [lambda s: s.page("SW", None, LIMIT), lambda s: s.page("SW", "open", LIMIT)],
        "spaces": [lambda s: s.spaces("SW")],
    },
}
"""Store -> finder -> the ways in which doors call it. A store's new finder belongs in here."""

WRITERS = {"save", "save_version", "drop_draft", "tell"}


@pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
def test_every_finder_is_watched(store):
    public = {name for name in dir(store) if not name.startswith("_") and callable(getattr(store, name))}
    assert public - WRITERS == set(FINDERS[store])


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            for region in ("SW", "WOE", "NENC"):
                desk.knock("documents.begin_document", terms(region), by=convenor(region))
                agreed = agreed_at(review_due="2018-12-31")
                desk.knock(
                    "documents.agree_document",
                    {**agreed, "id": f"{region}:terms_of_reference"},
                    by=convenor(region),
                )
            member = Caller("m-1", frozenset({"member"}), "SW")
            rule = {"region": "SW", "space": "Events", "text": "Be kind."}
            desk.knock("ground_rules.propose_ground_rule", rule, by=member)
            desk.knock("comments.comment_on_document", {"id": TERMS, "text": "Good."}, by=member)
            self.watching.commands.clear()
            yield

    @pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
    def test_no_finder_scans_a_collection(self, store):
        made = store(self.work)
        for name, ways in FINDERS[store].items():
            for call in ways:
                before = len(self.watching.commands)
                call(made)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
