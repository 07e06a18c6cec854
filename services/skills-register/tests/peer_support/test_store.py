"""Groups and needs are kept as they were made, on memory and on MongoDB, and no finder scans."""

from collections.abc import Callable
from typing import Any

import pytest
from skills_desk import INDEXES, NOW

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.index_scan import collection_scans, watched
from skills_register.peer_support.domain import Learner, Need, PeerGroup
from skills_register.peer_support.store import PeerSupportStore

GROUP = PeerGroup(
    id="g-1",
    version=1,
    region="SW",
    title="Patients as Equal Partners",
    about="",
    offers=("Training",),
    funded_by="Q Exchange",
    expenses="/expenses",
    lead_id="pat",
    lead_name="Pat",
    started_at=NOW,
    learners=(Learner("lee", "Lee", NOW),),
    next_lead="lee",
)
NEED = Need("g-1", "lee", "A seat near the door", NOW, NOW)
PAGE = {"limit": 2}
FINDERS: dict[str, list[Callable[[PeerSupportStore], Any]]] = {
    "get": [lambda s: s.get("g-1")],
    "page": [lambda s: s.page(None, PAGE), lambda s: s.page("SW", PAGE)],
    "of_member": [lambda s: s.of_member("lee")],
    "need": [lambda s: s.need("g-1", "lee")],
    "needs_in": [lambda s: s.needs_in("g-1")],
}
WRITERS = {"save", "say", "forget_need", "forget_needs_in", "forget_needs_of"}


def saved(work: UnitOfWork, call: Call) -> PeerSupportStore:
    store = PeerSupportStore(work)

    def save() -> None:
        store.save(GROUP), store.say(NEED)

    work.in_transaction(call, save)
    return store


def test_what_was_saved_is_read_as_it_was(work, call):
    store = saved(work, call)
    assert store.get("g-1") == GROUP
    assert store.page(None, PAGE) == store.page("SW", PAGE) == {"items": [GROUP], "next": None}
    assert store.of_member("lee") == store.of_member("pat") == [GROUP]
    assert store.need("g-1", "lee") == NEED
    assert store.needs_in("g-1") == [NEED]


def test_what_somebody_needs_is_forgotten_by_group_and_by_member(work, call):
    store = saved(work, call)
    work.in_transaction(call, lambda: store.forget_needs_of("lee"))
    assert store.need("g-1", "lee") is None
    work.in_transaction(call, lambda: store.say(NEED))
    work.in_transaction(call, lambda: store.forget_needs_in("g-1"))
    assert store.needs_in("g-1") == []


def test_every_finder_is_watched():
    methods = {name for name, value in vars(PeerSupportStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        store = saved(work, Call(now=NOW))
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(store)
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
