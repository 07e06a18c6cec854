"""Opportunities and completions are kept as they were made, on memory and on MongoDB; no finder scans."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from skills_desk import INDEXES, NOW

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.index_scan import collection_scans, watched
from commons.rough_dates import rough
from skills_register.development.domain import Completion, Opportunity, Taught
from skills_register.development.store import DevelopmentStore

SPC = (Taught("spc", "SPC"),)
COURSE = Opportunity(
    id="d-1",
    version=1,
    region="SW",
    title="Charts that tell",
    kind="course",
    provider="AHSN",
    begins=rough("2018-10"),
    ends=rough("2018-11-05"),
    places=("Exeter", "Truro"),
    access="Captions",
    open_to="",
    booking="/events/e-1",
    teaches=SPC,
    listed_at=NOW,
)
DONE = Completion("ann", "d-1", "Charts that tell", date(2018, 10, 4), NOW, SPC)
PAGE = {"limit": 2}
SINCE = date(2018, 10, 4)
FINDERS: dict[str, list[Callable[[DevelopmentStore], Any]]] = {
    "get": [lambda s: s.get("d-1")],
    "page": [
        lambda s: s.page(PAGE, since=SINCE),
        lambda s: s.page(PAGE, since=SINCE, until=SINCE, region="SW", kind="course"),
    ],
    "completion": [lambda s: s.completion("ann", "d-1")],
    "completed_by": [lambda s: s.completed_by("ann", PAGE)],
}
WRITERS = {"save", "complete", "forget_completion", "forget_completions_of"}


def saved(work: UnitOfWork, call: Call) -> DevelopmentStore:
    store = DevelopmentStore(work)

    def save() -> None:
        store.save(COURSE), store.complete(DONE)

    work.in_transaction(call, save)
    return store


def test_what_was_saved_is_read_as_it_was(work, call):
    store = saved(work, call)
    assert store.get("d-1") == COURSE
    assert store.page(PAGE, since=date(2018, 11, 5))["items"] == [COURSE]
    assert store.page(PAGE, since=date(2018, 11, 6))["items"] == []
    assert store.page(PAGE, since=SINCE, until=date(2018, 9, 30))["items"] == []
    assert store.completion("ann", "d-1") == DONE
    assert store.completed_by("ann", PAGE) == {"items": [DONE], "next": None}


def test_the_earliest_come_first_over_several_pages(work, call):
    store = saved(work, call)
    for number, day in enumerate(("2018-12-01", "2018-10-20", "2018-11-11"), start=2):
        other = replace(COURSE, id=f"d-{number}", begins=rough(day), ends=rough(day))
        work.in_transaction(call, lambda other=other: store.save(other))
    first = store.page({"limit": 3}, since=SINCE, region="SW")
    rest = store.page({"limit": 3, "cursor": first["next"]}, since=SINCE, region="SW")
    assert [each.id for each in (*first["items"], *rest["items"])] == ["d-1", "d-3", "d-4", "d-2"]


def test_every_finder_is_watched():
    methods = {name for name, value in vars(DevelopmentStore).items() if callable(value) and name[0] != "_"}
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
