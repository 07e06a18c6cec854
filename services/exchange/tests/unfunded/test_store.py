"""Ideas are kept as they were, on memory and on MongoDB; no finder scans."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from exchange_desk import INDEXES

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from exchange.unfunded import domain
from exchange.unfunded.domain import Following, Idea, Wish
from exchange.unfunded.help import Help
from exchange.unfunded.store import MOST_LOOKED_AT, UnfundedStore

NOW = datetime(2019, 5, 1, 9, 0, tzinfo=UTC)
IDEA = Idea("r-1", "SW", "Fewer falls at night", "Fewer falls.", "", 30_000_00, "not_awarded", True)
OPENED = domain.open_for("p-1", IDEA, ("lead", "co"), NOW)
LISTED = domain.put_on_list(OPENED, Wish("A room.", "Ann", "ward 5"), "lead")
HELPED = domain.offer(LISTED, Help("h-1", "ben", "time", "Two days.", NOW, shown_name="Ben", reach="x7"))
SPONSORED = domain.sponsor(HELPED, "c-SW", "Yes.", NOW)
CARRIED = domain.carry_on(SPONSORED, Following("p-2", ("lead",), is_later=True), "lead", NOW)
PAGE = {"limit": 2}

FINDERS: dict[str, list[Callable[[UnfundedStore], Any]]] = {
    "get": [lambda s: s.get("p-1")],
    "carried_on_by": [lambda s: s.carried_on_by("p-2")],
    "listed": [
        lambda s: s.listed(PAGE),
        lambda s: s.listed(PAGE, region="SW"),
        lambda s: s.listed(PAGE, round_id="r-1"),
        lambda s: s.listed(PAGE, region="SW", round_id="r-1"),
    ],
    "page_of": [lambda s: s.page_of("lead", PAGE)],
    "all_of": [lambda s: s.all_of("ben")],
    "of_round": [lambda s: s.of_round("r-1")],
    "sharing_words": [lambda s: s.sharing_words(frozenset({"fall", "night"}))],
}


def save(work, call, *steps):
    def saved():
        for each in steps:
            UnfundedStore(work).save(each)

    work.in_transaction(call, saved)


def test_an_idea_is_read_as_it_was_saved_through_all_it_becomes(work, call):
    store = UnfundedStore(work)
    for one in (OPENED, LISTED, HELPED, SPONSORED, CARRIED):
        save(work, call, one)
        assert store.get("p-1") == one
    assert store.listed(PAGE, region="SW")["items"] == store.all_of("c-SW") == [CARRIED]
    assert store.listed(PAGE, region="WOE")["items"] == []
    assert store.page_of("ben", PAGE)["items"] == store.of_round("r-1") == [CARRIED]
    assert store.carried_on_by("p-2") == store.sharing_words(frozenset({"night"})) == [CARRIED]
    assert store.sharing_words(frozenset({"stroke"})) == []


def test_of_many_listed_ideas_the_likest_are_looked_at(work, call):
    many = [replace(LISTED, id=f"a-{n}", idea=replace(IDEA, title="Falls", aim="")) for n in range(60)]
    save(work, call, *(replace(each, version=1) for each in many), replace(LISTED, version=1))
    found = UnfundedStore(work).sharing_words(frozenset({"fall", "night"}))
    assert (len(found), "p-1" in {each.id for each in found}) == (MOST_LOOKED_AT, True)


def test_every_finder_is_watched():
    methods = {name for name, value in vars(UnfundedStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        save(work, Call(now=NOW), OPENED, LISTED, HELPED, SPONSORED, CARRIED)
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(UnfundedStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
