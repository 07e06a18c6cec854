"""Pledges, pools and flows are kept as they were made, on memory and on MongoDB; no finder scans."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from exchange_desk import INDEXES, Desk

from chassis.call import Call
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from exchange.pledges import domain, pools
from exchange.pledges.accounting import Accounting
from exchange.pledges.domain import Claim, Offer
from exchange.pledges.store import PledgeStore

NOW = datetime(2018, 12, 1, 14, 0, tzinfo=UTC)
OFFER = Offer("A room for twelve", 10, date(2019, 1, 31), "Ann", "ward 5")
PLEDGE = domain.pledge("d-1", "SW", "room", OFFER, "ann", NOW, NOW.date())
ASKED = domain.claim(PLEDGE, Claim("c-1", "ben", 4, "A meet-up", NOW, shown_name="Ben", reach="x7"))
AGREED = domain.answer(ASKED, "c-1", True, "ann")
USED = domain.note_use(AGREED, "c-1", 3, "ben")
PAGE = {"limit": 2}

FINDERS: dict[str, list[Callable[[PledgeStore], Any]]] = {
    "get": [lambda s: s.get("d-1")],
    "page": [
        lambda s: s.page(PAGE, "open"),
        lambda s: s.page(PAGE, "open", region="SW"),
        lambda s: s.page(PAGE, "open", kind="room"),
        lambda s: s.page(PAGE, "open", region="SW", kind="room"),
    ],
    "page_of": [lambda s: s.page_of("ann", PAGE)],
    "all_of": [lambda s: s.all_of("ann")],
    "pool": [lambda s: s.pool("SW", "room")],
    "pools": [lambda s: s.pools([("SW", "room"), ("UK", "money")])],
    "page_of_flows": [lambda s: s.page_of_flows("SW", "room", PAGE)],
}
WRITERS = {"save", "save_pool", "note_flow"}


def save(work, call):
    before = None
    for after in (PLEDGE, ASKED, AGREED, USED):
        work.in_transaction(
            call,
            lambda before=before, after=after: Accounting(PledgeStore(work), call).save(before, after, []),
        )
        before = after


def test_a_pledge_its_pool_and_its_flows_are_read_as_they_were_saved(work, call):
    save(work, call)
    store = PledgeStore(work)
    assert store.get("d-1") == USED
    assert store.page(PAGE, "open", region="SW", kind="room")["items"] == [USED]
    assert store.page(PAGE, "open", region="WOE")["items"] == []
    assert store.page_of("ben", PAGE)["items"] == store.all_of("ann") == [USED]
    assert (store.pool("SW", "room").totals, store.pool("SW", "room").version) == (USED.totals, 4)
    assert store.pool("WOE", "room") == pools.Pool("WOE:room", "WOE", "room")
    flows = store.page_of_flows("SW", "room", PAGE)["items"]
    assert {(each["why"], each["amount"]) for each in flows} == {("pledged", 10), ("used", 3)}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(PledgeStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        save(work, Call(now=NOW))
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(PledgeStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    with on_mongodb(mongo_uri, "exchange", INDEXES) as work, several_works(mongo_uri, work, 4) as works:
        yield [Desk(each) for each in works]


@pytest.mark.servers
def test_a_pool_adds_up_when_four_pledge_at_once(desks):
    people = [desks[0].member(f"m-{number}") for number in range(4)]
    offer = {"region": "SW", "kind": "hours", "what": "Coaching", "amount": 60}
    ends = all_at_once(
        [
            lambda desk=desk, by=by: desk.knock("pledges.make_pledge", offer, by=by)
            for desk, by in zip(desks, people, strict=True)
        ]
    )
    assert ends == {"done": 4}
    found = desks[0].knock("pledges.list_pools", {"region": "SW"})["items"]
    assert next(each for each in found if each["kind"] == "hours")["offered"] == 240
