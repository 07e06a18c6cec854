"""Bodies are kept as they were made, on memory and on MongoDB, and no finder scans."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from skills_desk import INDEXES, NOW

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.index_scan import collection_scans, watched
from skills_register.capacity.domain import Body, Snapshot
from skills_register.capacity.store import CapacityStore
from skills_register.organisations.domain import enter

REPORTED = Snapshot("s-1", date(2018, 9, 30), 45, 900, "Survey", True, "c-SW", NOW)
BODY = Body("b-1", 1, "SW", "Royal Devon", (REPORTED,))
PAGE = {"limit": 2}
FINDERS: dict[str, Callable[[CapacityStore], Any]] = {
    "get": lambda s: s.get("b-1"),
    "of_organisation": lambda s: s.of_organisation(enter("o-1", "Royal Devon", "trust", "SW", "", NOW)),
    "page": lambda s: s.page("SW", PAGE),
    "all_in": lambda s: s.all_in("SW"),
}


def saved(work: UnitOfWork, call: Call) -> CapacityStore:
    store = CapacityStore(work)
    work.in_transaction(call, lambda: store.save(BODY))
    return store


def test_what_was_saved_is_read_as_it_was(work, call):
    store = saved(work, call)
    assert store.get("b-1") == BODY
    assert store.page("SW", PAGE) == {"items": [BODY], "next": None}
    assert (store.all_in("SW"), store.all_in("WOE"), store.get("b-2")) == ([BODY], [], None)


def test_every_finder_is_watched():
    methods = {name for name, value in vars(CapacityStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        store = saved(work, Call(now=NOW))
        watching.commands.clear()
        for name, find in FINDERS.items():
            before = len(watching.commands)
            find(store)
            assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
