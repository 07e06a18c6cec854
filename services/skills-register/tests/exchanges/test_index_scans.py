"""Every finder of the exchanges' store uses an index."""

from collections.abc import Callable
from typing import Any

import pytest
from skills_desk import INDEXES, Desk

from chassis.testkit.index_scan import collection_scans, watched
from skills_register.exchanges.domain import OVER, STATES
from skills_register.exchanges.store import ExchangeStore

from .conftest import Two

PAGE: dict[str, Any] = {"limit": 2}
FINDERS: dict[str, list[Callable[[ExchangeStore], Any]]] = {
    "get": [lambda s: s.get("x-1")],
    "of_account": [
        lambda s: s.of_account(["member:ann"], STATES, PAGE),
        lambda s: s.of_account(["member:ann", "member:ben"], ["settled"], PAGE),
        lambda s: s.of_account(["member:ann"], OVER, PAGE | {"cursor": after_one(s)}),
    ],
    "not_done_of": [lambda s: s.not_done_of("member:ann")],
    "to_decide": [lambda s: s.to_decide("SW", ["member:kim"], PAGE)],
    "states_of_offer": [lambda s: s.states_of_offer("o-1")],
    "are_partners": [lambda s: s.are_partners("member:ann", "member:ben")],
}
WRITERS = {"save", "save_new", "save_timed_out"}


def after_one(store: ExchangeStore) -> str:
    return str(store.of_account(["member:ann"], STATES, {"limit": 1})["next"])


def test_every_finder_is_watched():
    methods = {name for name, value in vars(ExchangeStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        desk = Desk(work)
        two = Two(desk, desk.member("ann"), desk.member("ben", "WOE"))
        two.settled(60)
        two.done(60)
        two.act("dispute_exchange", two.ben, reason="No.")
        two.propose(60)
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(ExchangeStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
