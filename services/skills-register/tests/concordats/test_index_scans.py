"""Every finder of concordats uses an index; two leaders who sign at once sign once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from concordat_desk import agreed, devon, organisation, sign
from skills_desk import INDEXES, Desk

from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from skills_register.concordats.store import ConcordatStore

PAGE: dict[str, Any] = {"limit": 1}
PUBLIC = ("agreed", "ended")
FINDERS: dict[str, list[Callable[[ConcordatStore], Any]]] = {
    "get": [lambda s: s.get("x")],
    "several": [lambda s: s.several(["x"])],
    "page": [
        lambda s: s.page(PAGE, states=PUBLIC),
        lambda s: s.page({**PAGE, "cursor": s.page(PAGE, states=PUBLIC)["next"]}, states=PUBLIC),
        lambda s: s.page(PAGE, states=["draft"], region="SW"),
    ],
    "agreed_in": [lambda s: s.agreed_in("SW")],
    "signature": [lambda s: s.signature("x", "y")],
    "signatures_of": [lambda s: s.signatures_of("x")],
    "page_of_signatures": [
        lambda s: s.page_of_signatures(PAGE),
        lambda s: s.page_of_signatures({**PAGE, "cursor": s.page_of_signatures(PAGE)["next"]}),
        lambda s: s.page_of_signatures(PAGE, concordat_id="x"),
        lambda s: s.page_of_signatures(PAGE, organisation_id="x"),
    ],
    "signed_by": [lambda s: s.signed_by("x")],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(ConcordatStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save", "save_signature"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        devon(Desk(work))
        agreed(Desk(work), title="Another")
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(ConcordatStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []


@pytest.mark.servers
def test_an_organisation_that_signs_many_times_at_once_has_signed_once(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = Desk(work)
        concordat, trust = agreed(desk), organisation(desk, "north")

        def signs(_number: int) -> str:
            try:
                sign(Desk(UnitOfWork(work.database)), concordat, trust, "north-leader")
            except Refused as no:
                return no.code
            return "signed"

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(signs, range(8)))
        assert answers.count("signed") == 1
        assert set(answers) <= {"signed", "signed_already", "stale_version"}
        [signature] = ConcordatStore(work).signatures_of(concordat)
        assert len(signature.signings) == 1
