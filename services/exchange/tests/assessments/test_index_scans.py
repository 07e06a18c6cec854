"""No finder of assessments reads a whole collection, and two keepers who act at once do it once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from exchange_desk import INDEXES, Desk
from panel_desk import assess, assign, decide, handed_in, publish, shortlisting, volunteer

from chassis.testkit.at_once import answers_at_once, several_works
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.shortlists.store import OutcomeStore
from exchange.assessments.store import AssessmentStore

PAGE: dict[str, Any] = {"limit": 1}
FINDERS: dict[type, dict[str, list[Callable[[Any], Any]]]] = {
    PanelStore: {
        "get": [lambda s: s.get("r-1")],
        "assessor": [lambda s: s.assessor("r-1", "a")],
        "assessors_of": [lambda s: s.assessors_of("r-1")],
        "assessing": [lambda s: s.assessing("a")],
    },
    AssessmentStore: {
        "get": [lambda s: s.get("x")],
        "of_pair": [lambda s: s.of_pair("p-1", "a")],
        "of_round": [lambda s: s.of_round("r-1")],
        "waited_for": [lambda s: s.waited_for("r-1")],
        "of_assessor": [lambda s: s.of_assessor("r-1", "a")],
        "of_proposal": [lambda s: s.of_proposal("p-1")],
        "page_of": [
            lambda s: s.page_of("a", None, PAGE),
            lambda s: s.page_of("a", "r-1", PAGE),
            lambda s: s.page_of("a", None, {**PAGE, "cursor": s.page_of("a", None, PAGE)["next"]}),
        ],
        "all_by": [lambda s: s.all_by("a")],
    },
    OutcomeStore: {
        "get": [lambda s: s.get("p-1")],
        "several": [lambda s: s.several(["p-1"])],
        "of_round": [lambda s: s.of_round("r-1")],
    },
}
WRITES = {"save", "save_assessor", "forget_assessor", "forget_assessors_of"}


@pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
def test_every_finder_is_watched(store):
    methods = {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}
    assert methods - WRITES == set(FINDERS[store])


def ready(desk: Desk) -> None:
    shortlisting(desk, wanted=2)
    for number in range(1, 5):
        handed_in(desk, number)
    for name in "abc":
        volunteer(desk, name)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        desk = Desk(work)
        ready(desk)
        assign(desk)
        watching.commands.clear()
        for store, finders in FINDERS.items():
            for name, ways in finders.items():
                for find in ways:
                    before = len(watching.commands)
                    find(store(work))
                    assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []


@pytest.mark.servers
def test_keepers_who_give_out_at_once_give_out_once_and_one_of_those_who_publish_does(mongo_uri):
    with on_mongodb(mongo_uri, "exchange", INDEXES) as work, several_works(mongo_uri, work, 4) as works:
        desk = Desk(work)
        ready(desk)
        others = [Desk(each) for each in works]
        for each in others:
            each.now = desk.now
        answers_at_once([partial(assign, each) for each in others])
        given = AssessmentStore(work).of_round("r-1")
        assert len(given) == len({(each.proposal_id, each.assessor) for each in given}) == 8
        by = {name: desk.member(name) for name in "abc"}
        for each in given:
            assess(desk, by[each.assessor], each.proposal_id)
        decide(desk, {f"p-{number}": "shortlisted" for number in range(1, 5)})
        ends = answers_at_once([partial(publish, each) for each in others])
        assert len([each for each in ends if isinstance(each, dict)]) == 1
        told = [each for each in desk.events("notice_raised") if each["data"]["kind"] == "shortlist_decided"]
        assert len(told) == 4
