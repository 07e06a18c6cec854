"""Awards and pots are kept as they were made, on memory and on MongoDB; no finder scans."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from exchange_desk import INDEXES

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from exchange.awards import correcting, domain, pot
from exchange.awards.domain import AWARDED, PROPOSED, PUBLIC, Project
from exchange.awards.pot import Pot
from exchange.awards.store import AwardStore
from exchange.awards.terms import Condition, Instalment, Report, Terms

NOW = datetime(2019, 4, 20, 9, 0, tzinfo=UTC)
DAY = date(2019, 6, 1)
TERMS = Terms(
    5_000_00,
    "A part.",
    (Condition("A sponsor signs", NOW, "n-1"),),
    (Instalment(5_000_00, DAY, (1,), 1, DAY, "n-1", "BACS 7"),),
    (Report(DAY, "It works.", 100_00, NOW, "lead", told=2), Report(DAY, skipped="Why.", skipped_by="n-2")),
)
PROJECT = Project("p-1", "Title", "SW", 30_000_00, ("lead", "co"), won=False)
AWARD = domain.propose("a-1", "r-1", "UK", PROJECT, TERMS, "n-1", NOW)
MADE = domain.approve(domain.approve(AWARD, 1, "n-1", NOW), 1, "n-2", NOW)
CORRECTED = correcting.undo(
    correcting.note_money_back(MADE, 1_00, DAY, "BACS 9", "n-2"), "condition", 1, "By mistake.", "n-1", NOW
)
WANTED_OVER = domain.end(CORRECTED, "n-1", "Late.", NOW)
STEPS = (
    AWARD,
    domain.approve(AWARD, 1, "n-1", NOW),
    MADE,
    correcting.note_money_back(MADE, 1_00, DAY, "BACS 9", "n-2"),
    CORRECTED,
    WANTED_OVER,
)
PAGE = {"limit": 2}

FINDERS: dict[str, list[Callable[[AwardStore], Any]]] = {
    "get": [lambda s: s.get("a-1")],
    "standing_of": [lambda s: s.standing_of("p-1")],
    "page": [
        lambda s: s.page("r-1", (AWARDED, PROPOSED), PAGE),
        lambda s: s.page("r-1", (PROPOSED,), PAGE, not_of="lead"),
    ],
    "page_of": [lambda s: s.page_of("lead", PUBLIC, PAGE)],
    "skipped_of": [lambda s: s.skipped_of("r-1", "p-1")],
    "made_in": [lambda s: s.made_in("r-1")],
    "waiting_in": [lambda s: s.waiting_in("r-1", PROPOSED)],
    "pot": [lambda s: s.pot("r-1")],
}


def save(work, call, *awards):
    def saved():
        for each in awards:
            AwardStore(work).save(each)

    work.in_transaction(call, saved)


def test_an_award_is_read_as_it_was_saved_through_all_it_becomes(work, call):
    for version, award in enumerate(STEPS, 1):
        assert award.version == version
        save(work, call, award)
        assert AwardStore(work).get("a-1") == award
    assert AwardStore(work).page("r-1", (AWARDED,), PAGE)["items"] == [WANTED_OVER]
    assert AwardStore(work).page_of("co", (AWARDED,), PAGE)["items"] == [WANTED_OVER]
    assert AwardStore(work).page_of("co", (PROPOSED,), PAGE)["items"] == []
    assert AwardStore(work).page("r-1", (AWARDED,), PAGE, not_of="n-9")["items"] == [WANTED_OVER]
    assert AwardStore(work).page("r-1", (AWARDED,), PAGE, not_of="co")["items"] == []
    assert AwardStore(work).made_in("r-1") == [WANTED_OVER]
    assert AwardStore(work).waiting_in("r-1", PROPOSED) == 0


def test_a_proposal_has_one_decision_that_stands(work, call):
    save(work, call, AWARD)
    with refused("award_exists"):
        save(work, call, replace(AWARD, id="a-2"))
    save(work, call, domain.drop(AWARD, "n-1"))
    assert AwardStore(work).standing_of("p-1") is None
    save(work, call, replace(AWARD, id="a-2"))
    assert AwardStore(work).standing_of("p-1").id == "a-2"


def test_a_pot_is_kept_and_an_older_one_is_refused(work, call):
    store = AwardStore(work)
    assert store.pot("r-1") == Pot("r-1")
    first = pot.take(Pot("r-1"), 5, 10)
    work.in_transaction(call, lambda: store.save_pot(first))
    second = pot.announce(first, 0, NOW)
    work.in_transaction(call, lambda: store.save_pot(second))
    assert store.pot("r-1") == second
    with refused("stale_version"):
        work.in_transaction(call, lambda: store.save_pot(pot.take(first, 5, 10)))


def test_every_finder_is_watched():
    methods = {name for name, value in vars(AwardStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save", "save_pot"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        save(work, Call(now=NOW), AWARD)
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(AwardStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
