"""Every finder of organisations uses an index."""

from collections.abc import Callable
from typing import Any

import pytest
from concordat_desk import organisation
from skills_desk import INDEXES, Desk

from chassis.testkit.index_scan import collection_scans, watched
from skills_register.organisations.store import OrganisationStore

PAGE: dict[str, Any] = {"limit": 2}
FINDERS: dict[str, list[Callable[[OrganisationStore], Any]]] = {
    "get": [lambda s: s.get("x")],
    "several": [lambda s: s.several(["x", "y"])],
    "page": [
        lambda s: s.page(PAGE),
        lambda s: s.page({**PAGE, "cursor": s.page(PAGE)["next"]}),
        lambda s: s.page(PAGE, region="SW"),
        lambda s: s.page(PAGE, kind="trust"),
        lambda s: s.page(PAGE, region="SW", kind="trust"),
    ],
    "count_open": [lambda s: s.count_open("SW"), lambda s: s.count_open("SW", "Devon")],
    "open_in": [lambda s: s.open_in("SW"), lambda s: s.open_in("SW", "Devon")],
    "named": [lambda s: s.named("SW", "north")],
    "naming": [lambda s: s.naming("north-leader")],
    "acted_for_by": [lambda s: s.acted_for_by("north-leader")],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(OrganisationStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        desk = Desk(work)
        for name in ("north", "south", "east"):
            organisation(desk, name)
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(OrganisationStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
