"""Every finder of proposals, merges, comments and supporters uses an index."""

from collections.abc import Callable
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk
from proposals_desk import OTHER, Fair

from chassis.testkit.index_scan import collection_scans, watched
from exchange.comments.store import CommentStore
from exchange.comments.supporting.store import SupportStore
from exchange.proposals.domain import HANDED_IN
from exchange.proposals.merging.store import MergeStore
from exchange.proposals.store import ProposalStore

PAGE: dict[str, Any] = {"limit": 2}
Finders = dict[str, list[Callable[[Any], Any]]]
PROPOSALS: Finders = {
    "get": [lambda s: s.get("p-1")],
    "several": [lambda s: s.several(["p-1", "p-2"])],
    "of_round": [lambda s: s.of_round("r-1"), lambda s: s.of_round("r-1", "submitted", "draft")],
    "led_by": [lambda s: s.led_by("r-1", "ann")],
    "brought_in": [lambda s: s.brought_in("r-1", ["18-1", "18-2"])],
    "entered_by": [lambda s: s.entered_by("r-1", "ann")],
    "page": [
        lambda s: s.page("r-1", PAGE, HANDED_IN),
        lambda s: s.page("r-1", PAGE, HANDED_IN, theme="Flow", region="SW"),
        lambda s: s.page("r-1", PAGE, HANDED_IN, text="letters before appointments"),
    ],
    "with_person": [lambda s: s.with_person("ann", PAGE)],
    "all_with": [lambda s: s.all_with("ann")],
    "sharing_words": [lambda s: s.sharing_words("r-1", frozenset({"fall", "ward"}))],
    "tally": [lambda s: s.tally("r-1")],
    "members_by_region": [lambda s: s.members_by_region(["SW", "WOE"])],
    "text": [lambda s: s.text("p-1", 1)],
    "texts_of": [lambda s: s.texts_of("p-1", "p-2")],
    "page_of_texts": [lambda s: s.page_of_texts("p-1", PAGE)],
    "delete": [lambda s: s.delete("p-1")],
}
MERGES: Finders = {
    "get": [lambda s: s.get("m-1")],
    "of_proposal": [lambda s: s.of_proposal("p-1")],
    "open_of": [lambda s: s.open_of("p-1")],
    "waiting_on": [lambda s: s.waiting_on(["p-1", "p-2"])],
    "delete_of": [lambda s: s.delete_of("p-1")],
}
COMMENTS: Finders = {
    "get": [lambda s: s.get("k-1")],
    "several": [lambda s: s.several(["k-1"])],
    "page": [
        lambda s: s.page("p-1", PAGE),
        lambda s: s.page("p-1", PAGE, unanswered=True),
        lambda s: s.page("p-1", {**PAGE, "ids": ["k-1"]}),
    ],
    "hidden_in": [lambda s: s.hidden_in("r-1", PAGE)],
    "all_of": [lambda s: s.all_of("p-1", "p-2")],
    "numbers_of": [lambda s: s.numbers_of(["p-1", "p-2"])],
    "waiting_on": [lambda s: s.waiting_on(["p-1", "p-2"])],
    "naming": [lambda s: s.naming("ann")],
    "delete_of": [lambda s: s.delete_of("p-1")],
}
SUPPORTS: Finders = {
    "get": [lambda s: s.get("s-1")],
    "several": [lambda s: s.several(["s-1", "s-2"])],
    "page": [lambda s: s.page("p-1", PAGE)],
    "all_of": [lambda s: s.all_of("p-1", "p-2")],
    "numbers_of": [lambda s: s.numbers_of(["p-1", "p-2"])],
    "take_back": [lambda s: s.take_back("s-1")],
    "forget_name": [lambda s: s.forget_name("ann")],
    "delete_of": [lambda s: s.delete_of("p-1")],
}
STORES = (
    (ProposalStore, PROPOSALS),
    (MergeStore, MERGES),
    (CommentStore, COMMENTS),
    (SupportStore, SUPPORTS),
)


@pytest.mark.parametrize(("store", "finders"), STORES)
def test_every_finder_is_watched(store, finders):
    methods = {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(finders)


@pytest.mark.servers
@pytest.mark.parametrize(("store", "finders"), STORES)
def test_no_finder_scans_a_collection(mongo_uri, store, finders):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        fair = Fair(Desk(work))
        made, other = fair.submitted(fair.ann), fair.submitted(fair.bo, **OTHER)
        fair.join(made, fair.cy)
        said = fair.say(made, fair.bo, is_question=True)
        fair.on_comment("hide_comment", said, NATIONAL, reason="No.")
        fair.support(made, fair.bo)
        payload = {"gone": made["id"], "into": other["id"]}
        fair.desk.knock("merges.offer_merge", payload, by=fair.ann)
        watching.commands.clear()
        for name, ways in finders.items():
            for find in ways:
                before = len(watching.commands)
                find(store(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
